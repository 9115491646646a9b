"""A volume as an EPUB 3.3: valid, accessible, and the same bytes every time.

Enters: a `Volume`, the sheets of the e-book cascade, perhaps a cover image.  Leaves: a file, or two: Kobo's form.
Never reads the clock, never changes the volume, never embeds a face for the text: that is the reader's to choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from typeset.epub.covers import Cover, cover
from typeset.epub.resource import Resource
from typeset.errors import Problem
from typeset.model import Element, PageStart, Picture, Sheet, Volume
from typeset.words import words_in

if TYPE_CHECKING:
    from typeset.epub.documents import Document

__all__ = ["Cover", "Draft", "cover", "draft"]

NAVIGATION_NAME = "nav.xhtml"
COVER_NAME = "cover.xhtml"


@dataclass(frozen=True, slots=True)
class Draft:
    """An EPUB ready to be written: all that can be wrong with its sheets and its cover has been told."""

    volume: Volume
    cover: Cover
    documents: tuple[Document, ...]
    styles: tuple[Resource, ...]
    files: tuple[Resource, ...]

    def write(
        self, path: Path | None, starts: Sequence[PageStart] = (), kobo: Path | None = None
    ) -> tuple[Problem, ...]:
        """Write the EPUB to a path and its form for Kobo to another; returns what the user should know of it.

        path, kobo: None for one that is not wanted.
        starts: where the pages of its print edition begin; none where there is none.
        """
        from typeset.epub import about, accessibility, documents, kepub, metadata, navigation, package, page_list

        volume, words = self.volume, words_in(self.volume.metadata.language)
        made = documents.documents(volume, starts) if starts else self.documents
        made = about.with_fonts(made, self.files, words)
        pages = _pages(volume, self.cover, made, starts)
        printed = [each for page in pages for each in page_list.pages_in(page.name, page.body)] if starts else []
        if printed:
            contents_page = next(page for page in pages if page.name == NAVIGATION_NAME)
            contents_page.body.append(page_list.page_list(printed, words.pages))
        targets = [target for page in pages for target in page.targets()]
        identifier, contents = metadata.identifier(volume.metadata), navigation.entries(made)
        ncx = navigation.ncx(volume.metadata, identifier, contents, printed, targets)
        ncx_file = Resource("toc.ncx", "application/x-dtbncx+xml", ncx)
        sheets = [style.name for style in self.styles]
        pictures = (Resource(name, picture.media_type, picture.data) for name, picture in volume.pictures.items())
        rest = [*self.styles, *self.files, *self.cover.files, *pictures, ncx_file]
        texts = [page.resource(sheets) for page in pages]
        claim = accessibility.claim(volume, [*rest, *texts], paged=bool(printed))
        for target, form in ((path, texts), (kobo, map(kepub.kobo_form, texts))):
            if target:
                target.write_bytes(package.pack(volume, made, [*rest, *form], self.cover.image.name, claim))
        return (*self.cover.problems, *([claim.barrier] if claim.barrier else []))


@dataclass(frozen=True, slots=True)
class _Page:
    """One content document on its way into the publication.

    It lies beside the package file: epub.js, and what is built on it, takes the links of the navigation document as
    seen from there (futurepress/epub.js, issue 1367).
    """

    name: str
    title: str
    language: str
    body: Element
    properties: tuple[str, ...] = ()
    reading_order: bool = True

    def targets(self) -> list[str]:
        """All that can be led to, in reading order: the document, then each place in it."""
        return [self.name, *(f"{self.name}#{id_}" for id_ in cast(list[str], self.body.xpath(".//@id")))]

    def resource(self, sheets: Sequence[str]) -> Resource:
        """The document's file. sheets: names of the style sheets, relative to it."""
        from typeset.epub import documents

        data = documents.page(self.title, self.language, sheets, self.body)
        return Resource(self.name, "application/xhtml+xml", data, self.properties, self.reading_order)


def draft(volume: Volume, sheets: Sequence[Sheet], cover: Cover | Picture | None) -> Draft:
    """The EPUB of a volume, not yet written.

    cover: one that was made before, or an image; None makes a typographic cover.
    Raises BuildError with everything in the sheets or the cover that cannot go into an EPUB.
    """
    from typeset.epub import about, covers, documents
    from typeset.epub import sheets as style_sheets

    shown = cover if isinstance(cover, Cover) else covers.cover(volume.metadata, cover, sheets)
    made = documents.documents(volume)
    foreseen = _pages(volume, shown, about.foreseen(made, words_in(volume.metadata.language)))
    styles, files = style_sheets.embed(sheets, [page.body for page in foreseen])
    return Draft(volume, shown, tuple(made), tuple(styles), tuple(files))


def _pages(volume: Volume, shown: Cover, made: Sequence[Document], starts: Sequence[PageStart] = ()) -> list[_Page]:
    """The content documents: cover, parts, the contents where they stand among these, else at the end, unread."""
    from typeset.epub import covers, navigation

    metadata = volume.metadata
    contents = {part.id: part.title for part in volume.parts if part.role == "contents"}
    title = next(iter(contents.values()), metadata.title)
    body = navigation.contents_body(
        title,
        navigation.entries(made),
        made,
        NAVIGATION_NAME,
        COVER_NAME,
        words_in(metadata.language),
        [start for start in starts if start.part in contents],
    )
    navigation_page = _Page(NAVIGATION_NAME, title, metadata.language, body, ("nav",), bool(contents))
    pages = [_Page(COVER_NAME, metadata.title, metadata.language, covers.page_body(metadata, shown))]
    for part in volume.parts:
        if part.id in contents:
            pages.append(navigation_page)
        language = part.language or metadata.language
        pages += [
            _Page(document.name, part.title, language, document.body) for document in made if document.part is part
        ]
    return pages if contents else [*pages, navigation_page]
