"""Imposition: the pages of a PDF on sheets of paper that are printed, folded or cut, and bound.

Enters: a PDF, settings.  Leaves: a PDF of sheets, front and back in turn, and a report.  Never draws a page anew, never
writes beside the file that it was given to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset import __version__
from typeset.errors import ManifestError, Problem, SourceError
from typeset.impose.folds import UPS
from typeset.impose.settings import BINDINGS, MM_PT, SHEETS_PT, ImposeSettings, sheet_pt
from typeset.output import all_or_nothing
from typeset.told import counted

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from typeset.impose.frame import Frame
    from typeset.impose.ink import Ink
    from typeset.impose.plan import Plan
    from typeset.impose.source import SourcePage

__all__ = ["BINDINGS", "MM_PT", "SHEETS_PT", "UPS", "ImposeReport", "ImposeSettings", "impose", "sheet_pt"]

# A section thicker than this no stapler goes through.
THICKEST_SADDLE_PT = 5 * MM_PT
# Moved by more, a page's inner margin is too narrow for the eye.
FARTHEST_SHIFT_PT = 3 * MM_PT


@dataclass(frozen=True, slots=True)
class ImposeReport:
    """What came of it.

    pages: of the book.  blanks: added at its end.  sheets: of paper, without the guide.  sections: the pages of each;
    none where all leaves are single.  paper: its name and size.  scale: of the pages.  notes: what to know.
    """

    path: Path
    pages: int
    blanks: int
    sheets: int
    sections: tuple[int, ...]
    paper: str
    scale: float
    flip: str
    notes: tuple[str, ...]

    def __str__(self) -> str:
        pages = counted(self.pages, "page") + (f" and {counted(self.blanks, 'blank')}" if self.blanks else "")
        sections = f", {counted(len(self.sections), 'section')}" if self.sections else ""
        return f"{pages} on {counted(self.sheets, 'sheet')} of {self.paper}{sections}; turn over the {self.flip} edge"


def impose(source: Path, out: Path | None, settings: ImposeSettings) -> ImposeReport:
    """Impose the PDF at `source`; the same input gives the same bytes.

    out: the file to write; None for one beside it. Nothing is written where anything is wrong.
    Raises ManifestError where the settings contradict one another, SourceError where the file is no PDF that can be
    read or its pages are not of one size, BuildError where they are too large for the sheet.
    """
    from typeset.impose.frame import lay_out
    from typeset.impose.source import take_pages

    target = source.with_name(f"{source.stem}-imposed.pdf") if out is None else out
    if target.exists() and source.exists() and target.samefile(source):
        raise ManifestError(Problem("would be written over itself", str(target), "name another file with --out"))
    with _opened(source) as pdf:
        title = str(pdf.docinfo.get("/Title", "")) if "/Info" in pdf.trailer else ""
        pages = take_pages(pdf, str(source))
        plan = settings.plan(len(pages))
        first = pages[0]
        bleed = min(page.bleed for page in pages)
        frame = lay_out(plan, (first.width, first.height), bleed, settings, str(source))
        _add_sheets(pdf, plan, frame, pages, settings)
        _say_how_to_print(pdf, title, settings)
        with all_or_nothing(target.parent) as beside:
            pdf.save(beside(target), deterministic_id=True)
    return ImposeReport(
        path=target,
        pages=len(pages),
        blanks=plan.pages - len(pages),
        sheets=len(plan.sheets),
        sections=plan.sections,
        paper=frame.paper,
        scale=frame.scale,
        flip=settings.flip,
        notes=tuple(_notes(plan, frame, settings)),
    )


def _opened(source: Path) -> Pdf:
    import pikepdf

    try:
        pdf = pikepdf.open(source)
    except OSError as error:
        raise SourceError(Problem(f"cannot be read: {error.strerror}", str(source))) from error
    except pikepdf.PasswordError as error:
        raise SourceError(Problem("needs a password", str(source), "save it without one first")) from error
    except pikepdf.PdfError as error:
        raise SourceError(Problem("is no PDF that can be read", str(source))) from error
    if pdf.is_encrypted:
        pdf.close()
        raise SourceError(Problem("is encrypted", str(source), "save it without a password first"))
    return pdf


def _add_sheets(pdf: Pdf, plan: Plan, frame: Frame, pages: list[SourcePage], settings: ImposeSettings) -> None:
    from typeset.impose.ink import Ink, embed_face
    from typeset.impose.sheets import side

    font = embed_face(pdf) if settings.marks or settings.guide else None
    if settings.guide:
        from typeset.impose.guide import draw

        _add_side(pdf, draw(plan, frame, settings), {}, font, frame)
        _add_side(pdf, Ink(), {}, None, frame)
    for sheet in range(len(plan.sheets)):
        for front in (True, False):
            ink, shown = side(plan, sheet, front, frame, pages, settings)
            _add_side(pdf, ink, {f"/P{page}": pages[page].form for page in shown}, font, frame)


def _add_side(pdf: Pdf, ink: Ink, forms: dict[str, Object | None], font: Object | None, frame: Frame) -> None:
    from pikepdf import Dictionary, Name, Page

    resources = Dictionary(XObject=Dictionary(forms))
    if font is not None:
        resources.Font = Dictionary(F=font)
    side = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, frame.width, frame.height],
        Resources=resources,
        Contents=pdf.make_stream(bytes(ink)),
    )
    pdf.pages.append(Page(pdf.make_indirect(side)))


def _say_how_to_print(pdf: Pdf, title: str, settings: ImposeSettings) -> None:
    """What a program that prints the sheets should set by itself (PDF 1.7, table 150); and the book's title."""
    from pikepdf import Dictionary, Name

    duplex = {"long": Name.DuplexFlipLongEdge, "short": Name.DuplexFlipShortEdge}[settings.flip]
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), Duplex=duplex, PickTrayByPDFSize=True)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if title:
        pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = f"typeset {__version__}"


def _notes(plan: Plan, frame: Frame, settings: ImposeSettings) -> list[str]:
    from typeset.impose.frame import mm
    from typeset.impose.sheets import SHORTEST_MARK_PT, room_for_marks_pt

    notes = []
    thickness = max(plan.sections, default=0) / 2 * settings.paper_thickness_pt
    if thickness > THICKEST_SADDLE_PT and BINDINGS[settings.binding].signature is None:
        notes.append(f"the one section is {mm(thickness)} thick, too much to staple; give --binding sewn or milled")
    shift = settings.shift_pt(plan, plan.deepest)
    if shift > FARTHEST_SHIFT_PT:
        notes.append(f"the innermost pages are moved {mm(shift)} towards the spine; --creep says how far")
    if settings.marks and max(room_for_marks_pt(frame)) < SHORTEST_MARK_PT:
        notes.append("the sheet has no room for marks round its pages")
    if frame.scale < 1:
        notes.append(f"the pages are printed at {frame.scale:.1%} of their size")
    return notes
