"""The screen PDF: the pages of the print edition, tagged (PDF/UA-1), with bookmarks, links and page labels.

Enters: a document that WeasyPrint has laid out and `pdf` has finished, its `Volume`.  Leaves: a file, and warnings.
Never lays anything out: both PDFs are painted from one layout.

    roles       an element → its structure types
    structure   boxes → the structure tree, and marks
    painting    marks and artifacts into the content of a page
    objects     the tree as objects of a PDF
    navigation  bookmarks, links, page labels
    threads     from letter to letter, in the margin
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typeset.model import Volume
from typeset.pdf.screen.structure import Aim, Structure

if TYPE_CHECKING:
    from weasyprint import Document

_NO_CLAIM = "the screen PDF does not say that it conforms to PDF/UA-1: {}"


def write_screen(document: Document, volume: Volume, folios: Sequence[str], path: Path) -> list[str]:
    """Write the screen PDF of a finished document; what the user should know of it. The same arguments, the same bytes.

    folios: of all pages. Links and bookmarks that the document has are left as they are: it may be printed as well.
    """
    from weasyprint.text.line_break import strut

    from typeset.pdf.screen import navigation, threads
    from typeset.pdf.screen.painting import ScreenPage

    pages = [ScreenPage(page._page_box) for page in document.pages]
    leading_px, _ = strut(pages[0]._page_box.children[0].style)
    navigation.set_places(pages, volume, leading_px)
    navigation.keep_live_links(pages)
    structure = Structure(volume.metadata.language, {link[3].element for page in pages for link in page.links})
    for number, page in enumerate(pages):
        structure.read(page._page_box, number)
    _aim_links(pages, structure)
    for number, arrows in threads.draw_threads(volume, pages, structure).items():
        pages[number].arrows = arrows
        pages[number].links += [("internal", arrow.target, arrow.rectangle, arrow.box) for arrow in arrows]
    for page in pages:
        page.marks = structure.marks

    def finish(copy: Document, pdf: Any) -> None:
        _finish(copy, pdf, pages, structure, folios)

    on_screen = document.copy(pages)
    on_screen.write_pdf(path, finisher=finish, pdf_version="1.7", pdf_identifier=True)
    return [_NO_CLAIM.format(reason) for reason in _in_the_way(on_screen, structure)]


def _in_the_way(document: Document, structure: Structure) -> Iterator[str]:
    """Why a file does not conform to PDF/UA-1, though its tags are right."""
    if structure.undescribed:  # ISO 14289-1, 7.3
        yield f"pictures in it without a text alternative: {structure.undescribed}"
    if any(font.missing for font in document.fonts.values()):  # 7.21.8
        yield "characters in it that no font has"


def _aim_links(pages: Sequence[Any], structure: Structure) -> None:
    """Put the links of pages into the structure, one for each line that a link is on."""
    for number, page in enumerate(pages):
        for _, target, _, box in page.links:
            node = structure.node_of(box.element)
            if node is not None:
                words = " ".join("".join(box.element.itertext()).split())
                node.kids.append(Aim(number, box, box.element.get("aria-label") or words or target))


def _finish(document: Document, pdf: Any, pages: Sequence[Any], structure: Structure, folios: Sequence[str]) -> None:
    """Put into a PDF, just before it is written, its structure, its labels and what it says of itself."""
    import pydyf

    from typeset.pdf.screen import navigation, objects

    objects.write_structure(pdf, structure.root, [page.stream for page in pages])
    labels = pydyf.Array()
    for first, label in navigation.page_labels(folios):
        labels += [first, pydyf.Dictionary(label)]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})
    pdf.catalog["PageMode"] = "/UseOutlines"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    version = None if any(_in_the_way(document, structure)) else 1
    document.metadata.include_in_pdf(pdf, "ua", version, conformance=None, compress=False)
