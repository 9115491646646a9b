"""The way of the two PDFs, top to bottom: compose, lay out, settle on the grid, write, make ready for the press.

Enters: a `Volume`, sheets, settings, paths.  Leaves: the PDFs at those paths, and a report.  Writes no other file.
"""

from __future__ import annotations

import gc
import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.findings import Finding
from typeset.model import PageStart, Sheet, Volume, leaves, text_of
from typeset.pdf import press
from typeset.pdf.breaks import clear_breaks
from typeset.pdf.compose import compose
from typeset.pdf.cuts import CUTS, cut_short, document_of
from typeset.pdf.fonts import only_declared_faces, undeclared_families
from typeset.pdf.grid import settle
from typeset.pdf.initials import initial_sheet, initials_of
from typeset.pdf.leaders import align_leaders
from typeset.pdf.lines import Tally, proper_names, total_fit_lines
from typeset.pdf.order import paint_in_order
from typeset.pdf.page_map import folios, page_starts
from typeset.pdf.pages import PageTally, planned_pages
from typeset.pdf.resources import make_fetcher, telling_refusals
from typeset.pdf.screen import write_screen
from typeset.pdf.settings import PrintSettings, frame_sheet, limits
from typeset.pdf.strays import Stray, off_grid

if TYPE_CHECKING:
    from weasyprint import CSS, Document, Page
    from weasyprint.text.fonts import FontConfiguration

PX_PER_PT = 4 / 3
# What WeasyPrint says of a user's sheet that is no fault: properties with a maker's prefix are for other programs.
_FOREIGN = re.compile(r"Ignored [`'‘“]-")
_MISSING = re.compile(r"U\+([0-9A-F]{4,6})\)")


@dataclass(frozen=True, slots=True)
class PrintReport:
    """What came of printing: pages, blank ones too, where in the text they begin, who broke lines; warnings, each once.

    pages_planned: which pages begin where a plan said.  findings: lines that are not where the grid has them.
    """

    pages: int
    starts: tuple[PageStart, ...]
    lines: Tally
    pages_planned: PageTally
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...]


def write(
    volume: Volume,
    sheets: Sequence[Sheet],
    settings: PrintSettings,
    path: Path | None,
    screen: Path | None = None,
    *,
    for_pages: int = 0,
) -> PrintReport:
    """Lay out a volume and write it as a PDF of black (K) text with only the sheets' fonts, as its shop takes it.

    path, screen: of the print PDF and of the tagged one for screens, None for one that is not wanted.
    for_pages: how many pages the inner margin is made for. A gutter that leaves less room for lines makes more pages
    of them: then all is laid out again, until both agree (gutters only grow, and few, so it ends).
    Raises BuildError where a sheet asks for something outside its folder, the page leaves no room for text, or a page
    has what its standard forbids. The same arguments give the same bytes.
    """
    page = settings.on_grid(for_pages)
    html, warnings = compose(volume, page)
    names = proper_names(text_of(leaf) for part in volume.parts for leaf in leaves(part.tree))
    with (
        _no_collection(),
        only_declared_faces() as faces,
        cut_short(CUTS),
        telling_refusals(),
        total_fit_lines(names) as tally,
    ):
        document, pages, complaints = _lay_out(html, volume, sheets, page, faces)
        extent = settings.rules.whole_pages(len(document.pages), settings.pages_multiple)
        fits = settings.on_grid(extent).measure_pt >= page.measure_pt
        if fits:
            _widen_gutter(document.pages, settings.gutter_shift_pt(extent))
            numbers = folios(document.pages)
            findings = off_grid(numbers, [_finish(laid_out) for laid_out in document.pages])
            starts = page_starts(document.pages)
            with _complaints() as of_writing:
                if path is not None:
                    document.write_pdf(written := io.BytesIO(), pdf_identifier=True)
                if screen is not None:
                    warnings = (*warnings, *write_screen(document, volume, numbers, screen))
    if not fits:
        return write(volume, sheets, settings, path, screen, for_pages=extent)
    of_press: tuple[str, ...] = ()
    if path is not None:
        made, of_press = press.prepare(written.getvalue(), _order(settings, extent))
        path.write_bytes(made)
    families = (
        f"{sheet}: no sheet declares the font “{family}” by @font-face; another takes its place"
        for sheet, family in undeclared_families(sheets)
    )
    told = (*warnings, *complaints, *families, *_missing_characters(of_writing), *of_press, *limits(settings, extent))
    return PrintReport(extent, starts, tally, pages, tuple(dict.fromkeys(told)), findings)


def _order(settings: PrintSettings, pages: int) -> press.Order:
    """What the shop is sent."""
    return press.Order(
        standard=settings.standard or settings.rules.standards[0],
        pages=pages,
        bleed_pt=settings.bleed_pt,
        bleeds_at_spine=settings.rules.bleeds_at_spine,
        marks=settings.marks,
        most_ink=settings.rules.ink,
        black_only=settings.black_only,
    )


def _lay_out(
    html: str,
    volume: Volume,
    sheets: Sequence[Sheet],
    page: PrintSettings,
    faces: FontConfiguration,
) -> tuple[Document, PageTally, list[str]]:
    """The document laid out, by whom its pages were ended, and what WeasyPrint says of the user's sheets."""
    told: list[str] = []
    parsed: list[CSS] = []
    for sheet in sheets:
        with _complaints() as complaints:
            parsed.append(_parse(sheet, faces))
        if not sheet.own:
            told += [f"{sheet.name}: {text}" for text in complaints if not _FOREIGN.match(text)]
    own = frame_sheet(page) + initial_sheet(initials_of(volume), sheets, page)
    frame = _parse(Sheet("the page's frame", own, sheets[0].folder if sheets else Path()), faces)
    with _complaints() as complaints:
        source = document_of(html, make_fetcher(sheets, volume.pictures))
        with planned_pages() as pages:
            document = source.render(font_config=faces, stylesheets=[frame, *parsed])
    return document, pages, told + complaints


def _parse(sheet: Sheet, faces: FontConfiguration) -> CSS:
    from weasyprint import CSS

    base = sheet.folder.resolve().as_uri() + "/"
    return CSS(string=sheet.text, base_url=base, url_fetcher=make_fetcher([sheet]), font_config=faces)


def _finish(page: Page) -> list[Stray]:
    """Settle a page on the grid and take off what paper does not show: marks of breaks, links, bookmarks, anchors.

    Returns the lines that were not where the grid has them.
    """
    clear_breaks(page._page_box)
    align_leaders(page._page_box)
    strays = settle(page._page_box)
    paint_in_order(page._page_box)
    page.links.clear()
    page.bookmarks.clear()
    page.anchors.clear()
    return strays


def _widen_gutter(pages: Sequence[Page], shift_pt: float) -> None:
    """Move all that stands on the pages of a thick book away from its spine; no line is broken again."""
    if not shift_pt:
        return
    for number, page in enumerate(pages):
        shift_px = shift_pt * PX_PER_PT * (1 if number % 2 == 0 else -1)
        for box in page._page_box.children:
            box.translate(shift_px, 0)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Layout makes many objects that live to its end, and hardly any garbage: looking for it takes a twelfth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs at level warning or above meanwhile; nothing of it reaches the terminal."""
    texts: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            texts.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    handler, propagate = Collect(logging.WARNING), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield texts
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _missing_characters(texts: Sequence[str]) -> Iterator[str]:
    """One warning for all characters that no font has (WeasyPrint logs one for each place), and the other texts."""
    missing = dict.fromkeys(match[1] for text in texts if (match := _MISSING.search(text)))
    if missing:
        shown = ", ".join(f"{chr(int(code, 16))} (U+{code})" for code in list(missing)[:8])
        more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
        yield f"no font of the book has {shown}{more}: an empty box is printed in its place; add a font with @font-face"
    yield from (text for text in texts if not _MISSING.search(text))
