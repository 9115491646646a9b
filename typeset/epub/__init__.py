"""A volume as an EPUB 3.3: valid, accessible, and the same bytes every time.

Enters: a `Volume`, the sheets of the e-book cascade, perhaps a cover image.  Leaves: one file.  Never reads the clock,
never changes the volume, never embeds a face for the text: that is the reader's to choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.epub.resource import Resource
from typeset.model import Element, Picture, Sheet, Volume

if TYPE_CHECKING:
    from typeset.epub.documents import Document

__all__ = ["Draft", "draft"]

TEXT_FOLDER = "text"
NAVIGATION_NAME = "nav.xhtml"
COVER_NAME = "cover.xhtml"


@dataclass(frozen=True, slots=True)
class Draft:
    """An EPUB ready to be written: all that can be wrong with its sheets and its cover has been told."""

    volume: Volume
    cover: Resource
    documents: tuple[Document, ...]
    styles: tuple[Resource, ...]
    files: tuple[Resource, ...]

    def write(self, path: Path) -> None:
        """Write the EPUB to a path."""
        from typeset.epub import covers, metadata, navigation, package

        volume, made = self.volume, self.documents
        page = partial(_page, [f"../{style.name}" for style in self.styles])
        contents = navigation.entries(made)
        title = _contents_title(volume)
        language = volume.metadata.language
        pages = [page(COVER_NAME, volume.metadata.title, language, covers.page_body(volume.metadata, self.cover))]
        contents_body = navigation.contents_body(title, contents, made, NAVIGATION_NAME, COVER_NAME)
        navigation_page = page(NAVIGATION_NAME, title, language, contents_body, "nav")
        for part in volume.parts:
            if part.role == "contents":
                pages.append(navigation_page)
            pages += [page(d.name, part.title, part.language or language, d.body) for d in made if d.part is part]
        if navigation_page not in pages:
            pages.append(replace(navigation_page, reading_order=False))
        ncx = navigation.ncx(volume.metadata, metadata.identifier(volume.metadata), contents, TEXT_FOLDER)
        resources = [
            *self.styles,
            *self.files,
            self.cover,
            Resource("toc.ncx", "application/x-dtbncx+xml", ncx),
            *pages,
        ]
        path.write_bytes(package.pack(volume, made, resources, self.cover.name))


def draft(volume: Volume, sheets: Sequence[Sheet], cover: Picture | None) -> Draft:
    """The EPUB of a volume, not yet written.

    cover: a JPEG or PNG image; None makes a typographic cover.
    Raises BuildError with everything in the sheets or the cover that cannot go into an EPUB.
    """
    from typeset.epub import covers, documents, navigation
    from typeset.epub import sheets as style_sheets
    from typeset.epub.selectors import holdings_of

    image = covers.image(volume.metadata, cover)
    made = documents.documents(volume)
    cover_body = covers.page_body(volume.metadata, image)
    contents = navigation.entries(made)
    contents_body = navigation.contents_body(_contents_title(volume), contents, made, NAVIGATION_NAME, COVER_NAME)
    bodies = [cover_body, contents_body, *(document.body for document in made)]
    styles, files = style_sheets.embed(sheets, holdings_of(bodies))
    return Draft(volume, image, tuple(made), tuple(styles), tuple(files))


def _contents_title(volume: Volume) -> str:
    return next((part.title for part in volume.parts if part.role == "contents"), volume.metadata.title)


def _page(links: list[str], name: str, title: str, language: str, body: Element, *properties: str) -> Resource:
    from typeset.epub import documents

    data = documents.page(title, language, links, body)
    return Resource(f"{TEXT_FOLDER}/{name}", "application/xhtml+xml", data, properties, reading_order=True)
