"""Prepress, top to bottom: a laid-out PDF becomes one for the press, true to the standard that it claims.

Enters: the bytes of a PDF that WeasyPrint wrote, an `Order`.  Leaves: the bytes of another, and what is to be told.
Never lays out, never reads another file than the profile. The same bytes enter, the same leave.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from typeset.errors import BuildError, Problem
from typeset.pdf.press.boxes import add_blanks, set_boxes
from typeset.pdf.press.flat import is_transparent, make_opaque, states_set
from typeset.pdf.press.fonts import bare_outlines
from typeset.pdf.press.inks import in_black, shading_in_black
from typeset.pdf.press.metadata import claim
from typeset.pdf.press.pictures import for_press
from typeset.pdf.press.standards import STANDARDS
from typeset.shops import Standard

if TYPE_CHECKING:
    import pikepdf

# What a stream paints besides type and lines: forms and pictures, shadings, patterns.
_PAINTED = re.compile(rb"\n/(\S+) (Do|sh|scn|SCN)(?=\n|\Z)")
_WHERE = {b"Do": "/XObject", b"sh": "/Shading", b"scn": "/Pattern", b"SCN": "/Pattern"}
# What only screens show.
_OF_SCREENS = ("/Outlines", "/Names", "/AcroForm", "/OpenAction", "/PageMode", "/ViewerPreferences")
# So many runs of pages are named in what is told.
MOST_RUNS = 6


@dataclass(frozen=True, slots=True)
class Order:
    """What the shop is sent.

    standard: what the file claims.  pages: how many it has, blank ones at its end among them.  bleed_pt: beyond the
    trim on each side, at the spine only where `bleeds_at_spine`.  marks: crop marks outside the bleed.
    most_ink: in a pixel, of all inks together, in hundredths.  black_only: no picture has colours.
    """

    standard: Standard = "pdf/x-4"
    pages: int = 0
    bleed_pt: float = 0.0
    bleeds_at_spine: bool = True
    marks: bool = False
    most_ink: int = 240
    black_only: bool = False


@dataclass(slots=True)
class _Seen:
    """What stands in a stream and in all that it paints."""

    colours: bool = False
    transparency: bool = False

    def add(self, other: _Seen) -> None:
        self.colours |= other.colours
        self.transparency |= other.transparency


def prepare(data: bytes, order: Order) -> tuple[bytes, tuple[str, ...]]:
    """The PDF for the press, and warnings of what was changed in it.

    Raises BuildError where the standard forbids transparency and a page has some.
    """
    import pikepdf

    rules = STANDARDS[order.standard]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # What it was before is no earlier version of it: both halves are made anew, alike.
        for key in _OF_SCREENS:
            if key in pdf.Root:
                del pdf.Root[key]
        coloured, transparent = _ink(pdf, order)
        if not rules.transparency:
            if transparent:
                raise BuildError(_seen_through(transparent, order.standard))
            for resources in _resources(pdf):
                make_opaque(resources)
        if not rules.objects:
            bare_outlines(pdf)
        add_blanks(pdf, order.pages)
        set_boxes(pdf, order.bleed_pt, marks=order.marks, bleeds_at_spine=order.bleeds_at_spine)
        claim(pdf, rules, hashlib.sha256(data).hexdigest())
        made = io.BytesIO()
        pdf.save(
            made,
            force_version=rules.version,
            fix_metadata_version=False,
            object_stream_mode=(
                pikepdf.ObjectStreamMode.generate if rules.objects else pikepdf.ObjectStreamMode.disable
            ),
            deterministic_id=True,
        )
    told = (f"{_pages(coloured)}: colours of type, rules or drawings are printed as grays of black ink",)
    return made.getvalue(), told if coloured else ()


def _ink(pdf: pikepdf.Pdf, order: Order) -> tuple[list[int], list[int]]:
    """Set all pages in the inks of the press; those that had colours, and those that can be seen through, from 1."""
    done: dict[tuple[int, int], _Seen] = {}
    coloured, transparent = [], []
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        seen = _ink_stream(page.obj.Contents, page.obj.Resources, order, done)
        if seen.colours:
            coloured.append(number)
        if seen.transparency:
            transparent.append(number)
    for resources in _resources(pdf):
        if "/ColorSpace" in resources:
            del resources["/ColorSpace"]
    return coloured, transparent


def _ink_stream(
    stream: pikepdf.Object, resources: pikepdf.Object, order: Order, done: dict[tuple[int, int], _Seen]
) -> _Seen:
    """Set a stream and all that it paints in the inks of the press, each once."""
    if stream.objgen in done:
        return done[stream.objgen]
    seen = done[stream.objgen] = _Seen()
    content = stream.read_bytes()
    inked, seen.colours = in_black(content, dict(resources.get("/ColorSpace", {}).items()))
    if inked != content:
        stream.write(inked)
    seen.transparency = any(is_transparent(resources["/ExtGState"][name]) for name in states_set(content))
    for name, operator in sorted(set(_PAINTED.findall(b"\n" + content))):
        painted = resources[_WHERE[operator]]["/" + name.decode("latin-1")]
        seen.add(_ink_painted(painted, order, done))
    return seen


def _ink_painted(painted: pikepdf.Object, order: Order, done: dict[tuple[int, int], _Seen]) -> _Seen:
    """The same of a form, a picture, a pattern or a shading."""
    import pikepdf

    if painted.objgen in done:
        return done[painted.objgen]
    if isinstance(painted, pikepdf.Stream) and painted.get("/Subtype") == pikepdf.Name.Image:
        for_press(painted, order.most_ink, black_only=order.black_only)
        return done.setdefault(painted.objgen, _Seen())
    shading = painted.get("/Shading", painted if "/ShadingType" in painted else None)
    if shading is not None:
        return done.setdefault(painted.objgen, _Seen(colours=shading_in_black(shading)))
    seen = _ink_stream(painted, painted.Resources, order, done)
    if "/Group" in painted:
        painted.Group["/CS"] = pikepdf.Name.DeviceCMYK
    return seen


def _resources(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The resources of all pages, forms and patterns, each once."""
    found: dict[tuple[int, int], pikepdf.Object] = {}
    waiting = [page.obj.Resources for page in pdf.pages]
    while waiting:
        resources = waiting.pop()
        if resources.objgen in found:
            continue
        found[resources.objgen] = resources
        yield resources
        for kind in ("/XObject", "/Pattern"):
            waiting += [each.Resources for each in resources.get(kind, {}).values() if "/Resources" in each]


def _seen_through(pages: Sequence[int], standard: Standard) -> Problem:
    return Problem(
        f"{_pages(pages)}: something is transparent, which {standard} forbids",
        "print",
        "take opacity and half-transparent colours out of your sheets and drawings, or give “standard: pdf/x-4”",
    )


def _pages(numbers: Sequence[int]) -> str:
    """ "page 3", "pages 3, 7–9": the sheets of the file, counted from 1."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    shown = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    more = " and more" if len(shown) > MOST_RUNS else ""
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(shown[:MOST_RUNS])}{more} of the file"
