"""The ways into the book: the navigation document (contents, landmarks) and the NCX for older readers.

Enters: metadata, content documents, pages of the print edition.  Leaves: an XHTML body and an XML file.  Never numbers
a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from typeset import correspondence
from typeset.epub.documents import Document, homes_of
from typeset.epub.page_list import Page, mark_pages
from typeset.model import EPUB_TYPE, XML_LANG, Element, Metadata, PageStart, PartRole, new, text_of
from typeset.words import Words

NCX_NS = "http://www.daisy.org/z3986/2005/ncx/"
# lxml's name for the default namespace is None, which its stubs do not know.
NCX_NSMAP: Any = {None: NCX_NS}

# epub:type of the landmarks and their names' fields in `Words`, in order (EPUB 3.3, §5.4.3); the navigation document
# and the cover aside.
LANDMARKS: Mapping[PartRole, tuple[str, str]] = {
    "titlepage": ("titlepage", "title_page"),
    "copyright": ("copyright-page", "copyright_page"),
    "preamble": ("preamble", "before"),
    "story": ("bodymatter", "text"),
    "letters": ("index", "list_of_letters"),
    "about": ("colophon", "about"),
}
# What the contents lead to. What stands before them is not there, as nothing is in a printed book's.
IN_CONTENTS: frozenset[PartRole] = frozenset({"story", "letters", "about"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents. href: as seen from the package."""

    title: str
    href: str
    author: str | None = None
    under: tuple[Entry, ...] = ()


def entries(made: Sequence[Document]) -> list[Entry]:
    """The parts that the contents lead to, in order, each with the headings that part it."""
    headings: dict[str, list[Entry]] = {}
    for document in made:
        for heading in document.body.iterfind("{*}section/{*}h2"):
            title = " ".join(text_of(heading).split())
            if title and document.part.role == "story":
                headings.setdefault(document.part.id, []).append(Entry(title, f"{document.name}#{heading.get('id')}"))
    return [
        Entry(document.part.title, document.name, document.part.author, tuple(headings.get(document.part.id, ())))
        for document in _first_of_each_part(made)
        if document.part.role in IN_CONTENTS
    ]


def contents_body(
    title: str,
    contents: Sequence[Entry],
    made: Sequence[Document],
    own_name: str,
    cover: str,
    words: Words,
    starts: Iterable[PageStart] = (),
) -> Element:
    """The body of the navigation document (EPUB 3.3, §7): the contents as a page to read; hidden landmarks and letters.

    words: of the lists' and the landmarks' names.
    starts: where the pages of the printed contents begin; their leaf blocks are the heading and the entries.
    """
    body = new("body")
    body.set(EPUB_TYPE, "frontmatter")
    toc = new("nav", id="contents", class_="matter contents", role="doc-toc", aria_labelledby="contents-title")
    toc.set(EPUB_TYPE, "toc")
    toc.append(new("h1", title, id="contents-title"))
    authors = {document.part.author for document in made if document.part.role == "story"}
    toc.append(_list(contents, credited=len(authors) > 1))
    body.append(toc)
    mark_pages([toc[0], *toc.iterfind("{*}ol/{*}li/{*}a")], starts)
    landmarks = new("nav", id="landmarks", hidden="hidden", aria_label=words.landmarks)
    landmarks.set(EPUB_TYPE, "landmarks")
    items = new("ol")
    landmarks.append(items)
    for type_, label, href in _landmarks(title, made, own_name, cover, words):
        item = new("li")
        link = new("a", label, href=href)
        link.set(EPUB_TYPE, type_)
        item.append(link)
        items.append(item)
    body.append(landmarks)
    body.extend(_letters(made, words))
    return body


def ncx(
    metadata: Metadata,
    identifier: str,
    contents: Sequence[Entry],
    pages: Sequence[Page],
    targets: Sequence[str],
) -> bytes:
    """The NCX (OPF 2.0.1, §2.4.1; ANSI/NISO Z39.86-2005, §8).

    pages: of the print edition.  targets: all that can be led to (`Entry.href`, `Page.href`), in reading order.
    """
    root = etree.Element(f"{{{NCX_NS}}}ncx", nsmap=NCX_NSMAP)
    root.set("version", "2005-1")
    root.set(XML_LANG, metadata.language)
    head = _ncx_child(root, "head")
    numbers = [int(page.folio) for page in pages if page.folio.isdecimal()]
    figures = (
        ("dtb:uid", identifier),
        ("dtb:depth", "2" if any(entry.under for entry in contents) else "1"),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max(numbers, default=0))),
    )
    for name, content in figures:
        _ncx_child(head, "meta", name=name, content=content)
    _ncx_child(_ncx_child(root, "docTitle"), "text").text = metadata.title
    for author in metadata.authors:
        _ncx_child(_ncx_child(root, "docAuthor"), "text").text = author
    wanted = {entry.href for entry in _flat(contents)} | {page.href for page in pages}
    order = {href: str(number) for number, href in enumerate((href for href in targets if href in wanted), 1)}
    _ncx_points(_ncx_child(root, "navMap"), contents, order)
    if pages:
        listed = _ncx_child(root, "pageList")
        for page in pages:
            _ncx_page(listed, page, order)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _letters(made: Sequence[Document], words: Words) -> Iterator[Element]:
    """The list of letters for reading systems that offer more than the contents, where the book has one.

    A list of a kind that the vocabulary has no term for bears one of our own and a heading (EPUB 3.3, §7.4.5).
    """
    if not any(document.part.role == "letters" for document in made):
        return
    homes = homes_of(made)
    stories = [document.part for document in _first_of_each_part(made) if document.part.role == "story"]
    nav = new("nav", id="list-of-letters", hidden="hidden", aria_labelledby="list-of-letters-title")
    nav.set(EPUB_TYPE, "typeset:letters")
    nav.append(new("h2", words.list_of_letters, id="list-of-letters-title"))
    nav.append(correspondence.nested_list(stories, words.of_letters, lambda id_: f"{homes[id_]}#{id_}"))
    yield nav


def _first_of_each_part(made: Sequence[Document]) -> list[Document]:
    firsts = {document.part.id: document for document in reversed(made)}
    return [document for document in made if firsts[document.part.id] is document]


def _list(contents: Sequence[Entry], credited: bool) -> Element:
    """A list of links; the dash before an author is for reading systems that show the contents without our sheet."""
    items = new("ol")
    for entry in contents:
        item = new("li")
        link = new("a", entry.title, class_="t", href=entry.href)
        if entry.author and credited:
            link.append(new("span", " — ", class_="dash"))
            link.append(new("span", entry.author, class_="by"))
        item.append(link)
        if entry.under:
            item.append(_list(entry.under, credited=False))
        items.append(item)
    return items


def _landmarks(
    title: str, made: Sequence[Document], own_name: str, cover: str, words: Words
) -> Iterator[tuple[str, str, str]]:
    firsts = {document.part.role: document for document in reversed(made)}
    yield "cover", words.cover, cover
    yield "toc", title, own_name
    for role, (type_, name) in LANDMARKS.items():
        if role in firsts:
            yield type_, getattr(words, name), firsts[role].name


def _ncx_child(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{NCX_NS}}}{tag}", dict(attributes))


def _ncx_points(parent: Element, contents: Sequence[Entry], order: Mapping[str, str]) -> None:
    for entry in contents:
        number = order[entry.href]
        point = _ncx_child(parent, "navPoint", id=f"point-{number}", playOrder=number)
        _ncx_child(_ncx_child(point, "navLabel"), "text").text = entry.title
        _ncx_child(point, "content", src=entry.href)
        _ncx_points(point, entry.under, order)


def _ncx_page(parent: Element, page: Page, order: Mapping[str, str]) -> None:
    numbered = {"type": "normal", "value": page.folio} if page.folio.isdecimal() else {"type": "front"}
    target = _ncx_child(parent, "pageTarget", id=f"page-{page.folio}", playOrder=order[page.href], **numbered)
    _ncx_child(_ncx_child(target, "navLabel"), "text").text = page.folio
    _ncx_child(target, "content", src=page.href)


def _flat(contents: Sequence[Entry]) -> list[Entry]:
    return [each for entry in contents for each in (entry, *_flat(entry.under))]
