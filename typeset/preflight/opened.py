"""Opens a finished PDF and reads all that the checks ask for, each content stream once.

Enters: a path.  Leaves: a `PrintedFile`.  Never knows how the file was made, never changes it, never judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typeset.errors import Problem, SourceError
from typeset.preflight import objects
from typeset.preflight.canvas import Canvas
from typeset.preflight.claims import Said, said_by
from typeset.preflight.content import read
from typeset.preflight.marks import Box, Face, Mark, MarkKind, empty, meet
from typeset.preflight.resources import Shelf

if TYPE_CHECKING:
    import pikepdf

AREAS = frozenset({"fill", "picture"})
# A sheet of US letter, where a page does not say how large it is, as viewers take it.
LETTER: Box = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True)
class PrintedPage:
    """A page. number: from 1.  media, crop, bleed, trim: its boxes as they are written, None where they are not.

    marks: what is painted, in order.  faults: what of its content could not be read.  rotation: in degrees.
    annotations: their kinds.  scripted: whether it runs something.  grouped: whether it holds a transparency group.
    curves: whether it sets a transfer curve or a raster of its own.
    """

    number: int
    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    rotation: int
    unit: float
    marks: tuple[Mark, ...]
    faults: tuple[str, ...]
    annotations: tuple[str, ...]
    scripted: bool
    grouped: bool
    curves: bool

    @cached_property
    def leaf(self) -> Box:
        """What is left of the page when it is cut."""
        return self.trim or self.crop or self.media

    @cached_property
    def printed(self) -> Box:
        """What is printed before it is cut."""
        return meet(self.bleed or self.leaf, self.media)

    @cached_property
    def shown(self) -> tuple[Mark, ...]:
        """The marks of which something is left when the page is cut, less what is not seen."""
        return tuple(mark for mark in self.marks if mark.shown and not empty(meet(mark.box, self.leaf)))

    @cached_property
    def inked(self) -> tuple[Mark, ...]:
        """Those of them that are not white."""
        return tuple(mark for mark in self.shown if not mark.colour.white)

    @cached_property
    def grounds(self) -> tuple[tuple[int, Mark], ...]:
        """The areas and pictures with other inks than black, each with its place among the marks shown."""
        return tuple(
            (place, mark)
            for place, mark in enumerate(self.shown)
            if mark.kind in AREAS and mark.colour.coloured and mark.colour.space.model not in {"gray", "pattern"}
        )

    def of(self, kind: MarkKind) -> Iterator[Mark]:
        """The marks of a kind that are seen."""
        return (mark for mark in self.inked if mark.kind == kind)

    @property
    def recto(self) -> bool:
        return self.number % 2 == 1


@dataclass(frozen=True)
class PrintedFile:
    """A PDF that was opened. name: as it is told.  version: such as (1, 7).  repairs: what was wrong with its bones.

    locked: encrypted, and not to be opened without a password, so that all else is unknown.
    layers, forms, scripts, attachments: whether it has them.
    """

    name: str
    version: tuple[int, int] = (1, 7)
    repairs: tuple[str, ...] = ()
    pages: tuple[PrintedPage, ...] = ()
    said: Said = field(default_factory=lambda: Said({}, {}, "", (), True))
    encrypted: bool = False
    locked: bool = False
    packed: bool = False
    layers: bool = False
    forms: bool = False
    scripts: bool = False
    attachments: bool = False

    @cached_property
    def faces(self) -> dict[Face, int]:
        """The faces of text, those on the page's surroundings too, and the first page of each."""
        found: dict[Face, int] = {}
        for page in self.pages:
            for mark in page.marks:
                if mark.face is not None:
                    found.setdefault(mark.face, page.number)
        return found


def open_pdf(path: Path, name: str | None = None) -> PrintedFile:
    """Open and read a PDF. Raises SourceError where it is none, or is not there.

    name: what it is called in findings; the file's own where it is left out.
    """
    import pikepdf

    name = name or path.name
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return _read(pdf, name)
    except pikepdf.PasswordError:
        return PrintedFile(name, encrypted=True, locked=True)
    except OSError as error:
        raise SourceError(Problem(error.strerror or str(error), name, "give the path of a PDF")) from error
    except pikepdf.PdfError as error:
        remedy = "give a PDF, or make it anew"
        raise SourceError(Problem("it cannot be opened as a PDF", name, remedy)) from error


def _read(pdf: pikepdf.Pdf, name: str) -> PrintedFile:
    root, shelf = pdf.Root, Shelf()
    pages = tuple(_page(page.obj, number, shelf) for number, page in enumerate(pdf.pages, 1))
    names = objects.dictionary(root.get("/Names"))
    major, _, minor = pdf.pdf_version.partition(".")
    return PrintedFile(
        name=name,
        version=(int(major), int(minor)),
        pages=pages,
        said=said_by(pdf),
        encrypted=pdf.is_encrypted,
        # An object stream is found through a cross-reference stream alone (ISO 32000-1, §7.5.8).
        packed=objects.name(pdf.trailer.get("/Type")) == "XRef",
        layers="/OCProperties" in root,
        forms=bool(objects.items(objects.dictionary(root.get("/AcroForm")).get("/Fields"))),
        scripts="/JavaScript" in names or _runs(root),
        attachments=_holds(names.get("/EmbeddedFiles")) or bool(objects.items(root.get("/AF"))),
        repairs=tuple(dict.fromkeys(warning.rpartition(": ")[2] for warning in map(str, pdf.get_warnings()))),
    )


def _page(page: Any, number: int, shelf: Shelf) -> PrintedPage:
    canvas = Canvas(shelf, shelf.resources(objects.inherited(page, "/Resources")), read)
    contents = []
    for part in objects.items(page.get("/Contents")):
        data, damage = objects.stream_bytes(part)
        contents.append(data)
        if damage:
            canvas.fault(f"content that cannot be unpacked ({damage})")
    read(canvas, b"\n".join(contents))
    annotations = [objects.dictionary(each) for each in objects.items(page.get("/Annots"))]
    group = objects.dictionary(page.get("/Group"))
    return PrintedPage(
        number=number,
        media=objects.box(objects.inherited(page, "/MediaBox")) or LETTER,
        crop=objects.box(objects.inherited(page, "/CropBox")),
        bleed=objects.box(page.get("/BleedBox")),
        trim=objects.box(page.get("/TrimBox")) or objects.box(page.get("/ArtBox")),
        rotation=int(objects.number(objects.inherited(page, "/Rotate"))) % 360,
        unit=objects.number(page.get("/UserUnit"), 1.0),
        marks=tuple(canvas.marks),
        faults=tuple(canvas.faults),
        annotations=tuple(objects.name(each.get("/Subtype")) for each in annotations),
        scripted=_runs(page) or any(_runs(each) for each in annotations),
        grouped=canvas.grouped or objects.name(group.get("/S")) == "Transparency",
        curves=canvas.curved,
    )


def _runs(holder: Any) -> bool:
    """Whether an object starts a script, by itself or on some event (ISO 32000-1, §12.6.3)."""
    actions = [holder.get("/OpenAction"), holder.get("/A")]
    actions += [value for _, value in objects.entries(holder.get("/AA"))]
    return any(objects.name(objects.dictionary(action).get("/S")) == "JavaScript" for action in actions)


def _holds(tree: Any) -> bool:
    """Whether a name tree has a name in it (§7.9.6)."""
    top = objects.dictionary(tree)
    return bool(objects.items(top.get("/Names")) or objects.items(top.get("/Kids")))
