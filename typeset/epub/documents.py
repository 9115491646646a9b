"""The parts of the book as XHTML content documents: a file each, more where a story is very long.

Enters: a `Volume`.  Leaves: `Document`s, and their bytes.  Never changes the volume's trees, never adds a word.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from typeset import correspondence
from typeset.epub.page_list import mark_pages
from typeset.model import (
    EPUB_NS,
    EPUB_TYPE,
    NSMAP,
    XML_LANG,
    Element,
    PageStart,
    Part,
    PartRole,
    Volume,
    leaves,
    local,
    new,
    strip_bookkeeping,
    text_of,
    unwrap,
)
from typeset.words import Words, words_in

EPUB_PREFIX = f"{{{EPUB_NS}}}prefix"
# Declared on html, not on the package, where z3998 would be unknown to the checker (OPF-028).
PREFIXES = (
    "z3998: http://www.daisy.org/z3998/2012/vocab/structure/ se: https://standardebooks.org/vocab/1.0 "
    "typeset: urn:x-typeset:vocabulary#"
)
# Old engines lay out a whole file at once; a longer story is split.
MOST_BYTES = 250_000
# Spans that print alone needs: a reading system would read "T" and "he" as two words.
PRINT_SPANS = ("initial", "hang")

# epub:type of the body (Structural Semantics Vocabulary 1.1, §2), epub:type and role of the section.
DIVISIONS: Mapping[PartRole, str] = {
    "titlepage": "frontmatter",
    "copyright": "frontmatter",
    "preamble": "frontmatter",
    "story": "bodymatter z3998:fiction",
    "letters": "backmatter",
    "about": "backmatter",
}
SECTION_TYPES: Mapping[PartRole, tuple[str, str | None]] = {
    "titlepage": ("titlepage", None),
    "copyright": ("copyright-page", None),
    "preamble": ("preamble", None),
    "story": ("chapter", "doc-chapter"),
    "letters": ("index", "doc-index"),
    "about": ("colophon", "doc-colophon"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One content document: a file's name, whose part of the book it is, and what its body holds."""

    name: str
    part: Part
    body: Element


def documents(volume: Volume, starts: Sequence[PageStart] = ()) -> list[Document]:
    """The content documents in reading order: of all parts but the contents and those for print alone.

    starts: where the pages of the print edition begin; each is marked.
    """
    parts = (part for part in volume.parts if part.role != "contents" and not part.print_only)
    known = correspondence.neighbours(volume.parts) if volume.link_letters else {}
    made = [document for part in parts for document in _documents_of(part, starts, known, volume.metadata.language)]
    _resolve_links(made)
    return made


def page(title: str, language: str, sheets: Sequence[str], body: Element) -> bytes:
    """An XHTML file. sheets: the names of style sheets, relative to the file, in cascade order."""
    html = new("html")
    html.set(EPUB_PREFIX, PREFIXES)
    html.set("lang", language)
    html.set(XML_LANG, language)
    head = new("head")
    head.append(new("title", title))
    head.extend(new("link", rel="stylesheet", type="text/css", href=sheet) for sheet in sheets)
    html.extend([head, body])
    return serialized(html)


def serialized(html: Element) -> bytes:
    """A content document's bytes (EPUB 3.3, §6.1: XML syntax of HTML)."""
    etree.cleanup_namespaces(html, keep_ns_prefixes=["epub"])
    return etree.tostring(html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n"


def _documents_of(
    part: Part, starts: Sequence[PageStart], known: Mapping[str, correspondence.Neighbours], language: str
) -> Iterator[Document]:
    """known: the letters that lead to others.  language: the book's."""
    section = copy.deepcopy(part.tree)
    strip_bookkeeping(section)
    _drop_print_spans(section)
    mark_pages(list(leaves(section)), (start for start in starts if start.part == part.id))
    # After the marks: the links are no leaf blocks of the printed part.
    correspondence.link(section, known, part.language or language)
    _name_languages(section)
    _quiet_landmarks(section)
    _number_headings(section, part.id)
    _name_notes(section, words_in(part.language or language))
    type_, role = SECTION_TYPES[part.role]
    section.set(EPUB_TYPE, type_)
    if role:
        section.set("role", role)
    for number, piece in enumerate(_split(section), 1):
        if number > 1:
            piece.set("id", f"{part.id}-{number}")
            piece.set("aria-label", part.title)
        body = new("body")
        body.set(EPUB_TYPE, DIVISIONS[part.role])
        body.append(piece)
        yield Document(f"{part.id}.xhtml" if number == 1 else f"{part.id}-{number}.xhtml", part, body)


def _drop_print_spans(section: Element) -> None:
    for span in list(section.iter("{*}span")):
        if set((span.get("class") or "").split()) & set(PRINT_SPANS):
            unwrap(span)


def _name_languages(section: Element) -> None:
    """Reading systems look for `xml:lang`, scripts for `lang`: give both."""
    for element in section.iter("{*}*"):
        language = element.get(XML_LANG) or element.get("lang")
        if language:
            element.set(XML_LANG, language)
            element.set("lang", language)


def _quiet_landmarks(section: Element) -> None:
    """The head and the foot of a letter or a story are no landmarks (HTML-AAM 1.0, header and footer).

    In a section that has a DPUB-ARIA role screen readers' engines take them for the page's own, one banner beside
    another: the role `presentation` says that they are not.
    """
    for element in section.iter("{*}header", "{*}footer"):
        element.set("role", "presentation")


def _number_headings(section: Element, part_id: str) -> None:
    for number, heading in enumerate(section.findall("{*}h2"), 1):
        if not heading.get("id"):
            heading.set("id", f"{part_id}-heading-{number}")


def _name_notes(section: Element, words: Words) -> None:
    """Say what an author's note is and where it stands: SSV's `preamble` before a story, its `afterword` after it.

    DPUB-ARIA's roles for these are for sections; an `aside` may be a `note` (ARIA in HTML, §4).
    """
    blocks = [child for child in section if local(child) != "header"]
    for note in section.iterfind(".//{*}aside[@class='authors-note']"):
        heading = note.find("{*}h2")
        note.set("role", "note")
        note.set("aria-label", words.authors_note if heading is None else " ".join(text_of(heading).split()))
        if note in (blocks[0], blocks[-1]) and len(blocks) > 1:
            note.set(EPUB_TYPE, "preamble" if note is blocks[0] else "afterword")


def _split(section: Element) -> list[Element]:
    """A section as pieces of at most MOST_BYTES, parted before scene breaks or headings, else before any block.

    The break's mark opens the next file, so that it is never taken for the end of the story.
    """
    if len(etree.tostring(section)) <= MOST_BYTES:
        return [section]
    empty = etree.Element(section.tag, nsmap=NSMAP)
    for name, value in section.attrib.items():
        empty.set(name, value)
    pieces, piece, piece_bytes = [section], section, 0
    for group in _groups(list(section)):
        size = sum(len(etree.tostring(block)) for block in group)
        if piece_bytes and piece_bytes + size > MOST_BYTES - 2_000:
            piece = copy.copy(empty)
            pieces.append(piece)
            piece_bytes = 0
        if piece is not section:
            piece.extend(group)
        piece_bytes += size
    return pieces


def _groups(blocks: Sequence[Element]) -> Iterator[list[Element]]:
    """Runs of blocks that stay in one file: scenes; single blocks where a scene is longer than a file may be."""
    scenes: list[list[Element]] = [[]]
    for block in blocks:
        if local(block) in {"hr", "h2"} and scenes[-1]:
            scenes.append([])
        scenes[-1].append(block)
    for scene in scenes:
        if sum(len(etree.tostring(block)) for block in scene) > MOST_BYTES // 2:
            yield from ([block] for block in scene)
        else:
            yield scene


def homes_of(made: Sequence[Document]) -> dict[str, str]:
    """The name of the file that each id stands in; where two have it, the first."""
    ids = ((e.get("id"), document.name) for document in reversed(made) for e in document.body.iter("{*}*"))
    return {id_: name for id_, name in ids if id_}


def _resolve_links(made: Sequence[Document]) -> None:
    """Links lead into the book or to the web; others (an archive's own paths) lose their target, not their words."""
    ids = {document.name: {e.get("id") for e in document.body.iter("{*}*")} - {None} for document in made}
    homes = homes_of(made)
    for document in made:
        for link in list(document.body.iter("{*}a")):
            href = (link.get("href") or "").strip()
            target = href[1:]
            if href.startswith("#") and target in ids[document.name]:
                link.set("href", href)
            elif href.startswith("#") and target in homes:
                link.set("href", f"{homes[target]}{href}")
            elif not href.lower().startswith(("https://", "http://", "mailto:")):
                unwrap(link)
