"""The pages of a PDF as form XObjects: their content as it is, fonts and pictures shared, no dot drawn anew.

Enters: an open PDF.  Leaves: `SourcePage`s, and the PDF without its pages.  Never decodes what is on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typeset.errors import Problem, SourceError
from typeset.impose.frame import mm

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

# Pages of one book differ by no more.
SAME_PT = 0.5
# A page's /Rotate (PDF 1.7, table 30): turned clockwise by so much when shown; a, b, c, d of the matrix that does it.
TURNS = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}
# What of a catalogue speaks of pages that are no more.
OF_PAGES = ("/Outlines", "/Dests", "/Names", "/PageLabels", "/OpenAction", "/AA", "/Threads", "/AcroForm")
OF_TAGS = ("/StructTreeRoot", "/MarkInfo", "/PageMode", "/PageLayout", "/ViewerPreferences", "/Metadata")


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page to be put on a sheet.

    form: its content, None where there is none.  matrix: brings its trimmed page to the origin, upright, in points.
    width, height, bleed: in points; bleed is the least of the four sides.
    """

    form: Object | None
    matrix: tuple[float, float, float, float, float, float]
    width: float
    height: float
    bleed: float


def take_pages(pdf: Pdf, where: str) -> list[SourcePage]:
    """All pages of a PDF, which has none from then on. Raises SourceError where they are not of one size.

    where: the file, as the user named it.
    """
    pages = list(pdf.pages)
    if not pages:
        raise SourceError(Problem("has no pages", where))
    seen: set[tuple[int, int]] = set()
    taken = [_page(page, seen) for page in pages]
    first = taken[0]
    for number, page in enumerate(taken, 1):
        if max(abs(page.width - first.width), abs(page.height - first.height)) > SAME_PT:
            raise SourceError(
                Problem(
                    f"page {number} is {mm(page.width, page.height)}, the first {mm(first.width, first.height)}",
                    where,
                    "give a file whose pages are of one size",
                )
            )
    del pdf.pages[:]
    for key in (*OF_PAGES, *OF_TAGS):
        if key in pdf.Root:
            del pdf.Root[key]
    return taken


def _page(page: Page, seen: set[tuple[int, int]]) -> SourcePage:
    left, bottom, right, top = _sorted(page.trimbox)
    bleeds = [abs(a - b) for a, b in zip(_sorted(page.bleedbox), (left, bottom, right, top), strict=True)]
    unit = float(page.obj.get("/UserUnit", 1))
    turn = int(page.rotation) % 360
    a, b, c, d = (unit * each for each in TURNS[turn])
    corners = [(a * x + c * y, b * x + d * y) for x in (left, right) for y in (bottom, top)]
    (x0, y0), (x1, y1) = (tuple(choose(each) for each in zip(*corners, strict=True)) for choose in (min, max))
    return SourcePage(_form(page, seen), (a, b, c, d, -x0, -y0), x1 - x0, y1 - y0, unit * min(bleeds))


def _form(page: Page, seen: set[tuple[int, int]]) -> Object | None:
    """A page's content as a form XObject (PDF 1.7, §8.10): its own stream, where no other page has it too."""
    from pikepdf import Array, Dictionary, Name, Stream

    content = page.obj.get("/Contents")
    if content is None or (isinstance(content, Array) and not len(content)):
        return None
    box = Array(_sorted(page.mediabox))
    if not isinstance(content, Stream) or content.objgen in seen:
        form = page.as_form_xobject(handle_transformations=False)
        form.BBox = box
        return form
    seen.add(content.objgen)
    content.Type, content.Subtype, content.BBox = Name.XObject, Name.Form, box
    content.Resources = page.resources if "/Resources" in page.obj else Dictionary()
    if "/Group" in page.obj:
        content.Group = page.obj.Group
    return content


def _sorted(box: Iterator[object] | Object) -> list[float]:
    """left, bottom, right, top; any two corners may stand in the file (PDF 1.7, §7.9.5)."""
    x0, y0, x1, y1 = (float(edge) for edge in box)  # type: ignore[arg-type]
    return [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
