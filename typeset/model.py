"""The vocabulary of a story tree, and the few dataclasses that travel between rooms.

Enters: nothing.  Leaves: names, tables and dataclasses.  Never reads a file, never decides anything.

A story tree is made of lxml elements in the XHTML namespace.  While it goes through the passes each
block carries bookkeeping attributes (`data-block`, `data-gap`), which `strip_bookkeeping` takes off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from typeset.illustrations import Illustration, SeenPicture

Element = etree._Element

XHTML_NS = "http://www.w3.org/1999/xhtml"
EPUB_NS = "http://www.idpf.org/2007/ops"
XML_NS = "http://www.w3.org/XML/1998/namespace"
EPUB_TYPE = f"{{{EPUB_NS}}}type"
XML_LANG = f"{{{XML_NS}}}lang"
NSMAP: Any = {None: XHTML_NS, "epub": EPUB_NS}  # the default namespace has no prefix

# The number of the source block (or "12-13" for a join) that an element's words came from.
BLOCK = "data-block"
# Blank lines before a block, or a scene break that is nothing but such a gap in the source.
GAP = "data-gap"
# The part of an archive's page that a block stood in: "preface", "notes", "chapter" …
REGION = "data-region"
# A block whose line began with ">", as quoted mail and some pasted letters have it.
QUOTED = "data-quoted"
# On a leaf block on its way to paper: its part's id and its number among the part's leaf blocks.
LEAF = "data-leaf"
# Who wrote a letter to whom, its date in its own words, and that it goes on after an interruption.
SENDER, RECIPIENT, DATE, CONTINUES = "data-sender", "data-recipient", "data-date", "data-continues"
BOOKKEEPING = (BLOCK, GAP, REGION, QUOTED, SENDER, RECIPIENT, DATE, CONTINUES)

# Elements that hold a run of text and inline elements, and no block.
LEAF_BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "dt", "dd", "td", "th", "figcaption"})

Kind = Literal["letter", "note", "telegram", "email", "messages"]
Role = Literal[
    "letterhead", "address", "dateline", "salutation", "body", "valediction", "signature", "postscript", "heading"
]
# Where the name of a correspondent comes from: the letter's own lines, what stands around it, or the user.
NamedBy = Literal["signature", "salutation", "heading", "address", "body", "narration", "exchange", "correction"]
Hand = Literal["italic", "round", "copperplate", "typewriter"]


def xhtml(tag: str) -> str:
    """The qualified name of an XHTML element: "p" → "{http://www.w3.org/1999/xhtml}p"."""
    return f"{{{XHTML_NS}}}{tag}"


def local(element: Element) -> str:
    """The local name of an element; "" for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def new(tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new XHTML element; `class_` stands for class, other underscores for hyphens."""
    element = etree.Element(xhtml(tag), nsmap=NSMAP)
    element.text = text
    for name, value in attributes.items():
        element.set(name.rstrip("_").replace("_", "-"), value)
    return element


def text_of(element: Element) -> str:
    """The text of an element and all within it, `br` read as a newline."""
    if not len(element) and local(element) not in ("br", ""):
        return element.text or ""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            if local(node) == "br":
                parts.append("\n")
            if node.text:
                parts.append(node.text)
        elif node is not element and node.tail:
            parts.append(node.tail)
    return "".join(parts)


def unwrap(element: Element) -> None:
    """Put what an element holds in its place, in place; one that holds nothing is removed, the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    children, text, tail = list(element), element.text or "", element.tail or ""
    if children:
        children[-1].tail = (children[-1].tail or "") + tail or None
    else:
        text += tail
    element.tail = None
    if before is None:
        parent.text = (parent.text or "") + text or None
    else:
        before.tail = (before.tail or "") + text or None
    place = parent.index(element)
    parent[place : place + 1] = children


def blocks(tree: Element) -> Iterator[Element]:
    """Every element that carries a source block number, in document order."""
    return (element for element in tree.iter() if element.get(BLOCK) is not None)


def leaves(tree: Element) -> Iterator[Element]:
    """Every block that holds a run of text, in document order: by their numbers both backends name places."""
    return (element for element in tree.iter() if local(element) in LEAF_BLOCKS)


def block_numbers(element: Element) -> range:
    """The source blocks of an element: "12" → range(12, 13), "12-13" → range(12, 14)."""
    first, _, last = (element.get(BLOCK) or "").partition("-")
    return range(int(first), int(last or first) + 1)


def strip_bookkeeping(tree: Element) -> None:
    """Take the bookkeeping attributes off a tree, in place."""
    for element in tree.iter():
        for name in BOOKKEEPING:
            if name in element.attrib:
                del element.attrib[name]


@dataclass(frozen=True, slots=True)
class Source:
    """What a source says, but for its tree.

    blocks: the text of every source block, in order; `data-block` counts in it.
    kind: the reader's name in READERS.
    title, author, language: what the source itself says, else None.
    pictures: those of its story, in order; none of them is in the tree.
    tags: what an archive says of the work, by its own labels: {"Rating": ("Teen And Up Audiences",), …}.
    """

    blocks: tuple[str, ...]
    kind: str
    title: str | None = None
    author: str | None = None
    language: str | None = None
    pictures: tuple[SeenPicture, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw(Source):
    """What a reader makes of one source.

    tree: a `section` in the vocabulary (spans may still carry class and style), each block with its number.
    """

    tree: Element = field(kw_only=True)

    def source(self) -> Source:
        """All but the tree, which is much and needed no more when it is clean."""
        return Source(**{each.name: getattr(self, each.name) for each in fields(Source)})


@dataclass(frozen=True, slots=True)
class Letter:
    """One piece of correspondence, by source block numbers (inclusive).

    sender, recipient: the person by the fullest name known; …_text: the words of the letter that name them;
    …_from: where the name comes from; …_confidence: how far it is to be trusted, 0 to 1.
    date: when it says it was written, in HTML's form: 1996-08-03, 1996-08, 1996, --08-03 where it names no year, or a
    date with a time.
    """

    kind: Kind
    first: int
    last: int
    roles: Mapping[int, Role]
    sender: str | None = None
    sender_text: str | None = None
    recipient: str | None = None
    recipient_text: str | None = None
    sender_from: NamedBy | None = None
    sender_confidence: float | None = None
    recipient_from: NamedBy | None = None
    recipient_confidence: float | None = None
    hand: str | None = None
    date: str | None = None
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the book says of itself.

    date: of all that is written, in UTC and by the rule of the design, never the clock.
    published: the date of the edition as exact as it is known (W3CDTF: 2026, 2026-03, 2026-03-01), None if it is not.
    licence: the address of the licence's text.
    series_position: the book's place in its series: whole numbers parted by stops.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    date: datetime
    subtitle: str | None = None
    publisher: str | None = None
    identifier: str | None = None
    isbn: str | None = None
    rights: str | None = None
    licence: str | None = None
    description: str | None = None
    series: str | None = None
    series_position: str | None = None
    published: str | None = None
    editor: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What is in the book, counted.

    words: of the stories as bound.  cut_words: of the sources, those that were cut and named.
    repairs: faults of the sources that were mended.  letters: by kind, one that is interrupted and goes on being one.
    """

    stories: int = 0
    words: int = 0
    cut_words: int = 0
    repairs: int = 0
    letters: Mapping[Kind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoundLetter:
    """A letter as it stands in the book; id: of its blockquote, last_id: of that of its last piece, mostly the same.

    date: in the letter's words, "" where it has none.  begins: its first words.  signed: that it has a signature.
    """

    id: str
    last_id: str
    kind: Kind
    sender: str | None
    recipient: str | None
    date: str
    begins: str
    signed: bool


PartRole = Literal[
    "halftitle", "titlepage", "copyright", "contents", "preamble", "story", "letters", "about", "colophon"
]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bound book.

    id: unique in the book, the `id` of its section and the stem of its file in the EPUB.
    title: as the contents name it.  tree: a `section` whose class is the role.
    print_only: true of the printed page alone, as a half-title is, or a colophon that names the faces.
    ebook_only: true of the e-book alone, as what it says of the fonts that it has in it.
    letters: those of a story, in order.
    """

    id: str
    role: PartRole
    title: str
    tree: Element
    author: str | None = None
    language: str | None = None
    print_only: bool = False
    ebook_only: bool = False
    letters: tuple[BoundLetter, ...] = ()


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page of the print edition begins.

    folio: the page's number, printed on it or not: "iv", "12".  part: the id of the part.
    leaf: the number of the leaf block that the page begins with or in, from 0, in the part's tree.
    letters: how many letters and digits of that block stand on pages before.
    """

    folio: str
    part: str
    leaf: int
    letters: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file as bytes; `name` as the user named it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Volume:
    """The whole book, in order, as both backends get it.

    pictures: what `img` in the trees name by `src` ("images/story-1-1.jpg").
    link_letters: in an e-book each letter leads to the next between the same two people.
    """

    metadata: Metadata
    parts: tuple[Part, ...]
    figures: Figures = field(default_factory=Figures)
    pictures: Mapping[str, Illustration] = field(default_factory=dict)
    link_letters: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet of a cascade; urls in it are relative to `folder`, and may not leave it."""

    name: str
    text: str
    folder: Path
    own: bool = field(default=True)  # ours, not the user's
