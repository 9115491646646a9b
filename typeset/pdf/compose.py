"""The parts of a volume as one document for the printed page.

Enters: a `Volume`.  Leaves: XHTML text without namespaces, and what the user should know.  Never changes the volume's
trees, nor a word.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from lxml import etree

from typeset.model import EPUB_NS, LEAF, XML_LANG, Element, Part, Volume, leaves, local, text_of
from typeset.pdf.features import name_features
from typeset.pdf.figures import CHARACTERS_PER_EM, fit_figures
from typeset.pdf.initials import letter_of
from typeset.pdf.settings import PrintSettings
from typeset.pdf.titles import (
    BOOK_HEAD,
    BOOK_TITLE,
    HALF_TITLE,
    STORY_HEAD,
    STORY_TITLE,
    SUBTITLE,
    running_head,
    set_title,
)

# Inline elements that take the space before them into themselves (see `take_space`); those with a class may be floats.
TAKE_SPACE = frozenset({"em", "strong", "i", "b", "a", "abbr", "code", "span"})

HEADINGS = frozenset({"h2", "h3"})

DASH, WORD_JOINER = "\u2014", "\u2060"
MAY_BREAK = "\u200b"
# No word of any language is so long, and no address of a page should be set so; it is parted in pieces of a half line.
LONGEST_WORD, PIECE = 200, 40
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD},}}")
_JOINED = re.compile(rf"(?<=\S){DASH}")
# Contents of more entries have no white between them; so many with authors fill two pages with it.
MOST_SPACED_ENTRIES = 18
# A note of more lines need not stand on one page.
LONGEST_WHOLE_NOTE = 8
# Blocks that are told what follows them; a story's header brings white of its own.
BLOCKS = ("p", "h2", "h3", "blockquote", "aside", "ul", "ol", "dl", "table", "figure", "hr")


def compose(volume: Volume, page: PrintSettings) -> tuple[str, tuple[str, ...]]:
    """One document of all parts, in order: (XHTML without namespaces, warnings). page: on the grid.

    Classes it adds: `first-story` on the section of the first story, `narrow` on those whose running head is smaller;
    `long` and `endless` on parts with long titles, `long` on contents; `marked` on scene breaks that white alone would
    not tell.
    Attributes: `data-leaf` on leaf blocks, for the page map; `data-running` on body and on each story, the text of the
    running heads; `data-next` on blocks, what follows; `data-letter` on initials.
    """
    warnings: list[str] = []
    html = etree.Element("html", lang=volume.metadata.language)
    html.append(_head(volume))
    body = etree.SubElement(html, "body")
    head, _ = running_head(volume.metadata.title, BOOK_HEAD, page)
    body.set("data-running", head)
    first = next((part for part in volume.parts if part.role == "story"), None)
    for part in volume.parts:
        if part.ebook_only:
            continue
        section = _plain(part)
        if part is first:
            add_class(section, "first-story")
        prepare = PREPARE.get(part.role)
        if prepare is not None:
            prepare(section, part, page)
        tell_places(section)
        warnings += fit_figures(section, part.title, volume.pictures, page)
        for element in list(section.iter(*TAKE_SPACE)):
            take_space(element)
        guide_breaks(section)
        body.append(section)
    etree.cleanup_namespaces(html)
    return etree.tostring(html, encoding="unicode"), tuple(warnings)


def _head(volume: Volume) -> Element:
    """The document's title and metadata, from which WeasyPrint makes those of the PDF."""
    metadata = volume.metadata
    date = metadata.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    head = etree.Element("head")
    etree.SubElement(head, "title").text = metadata.title
    entries = [
        *(("author", author) for author in metadata.authors),
        *((("description", metadata.description),) if metadata.description else ()),
        *((("keywords", ", ".join(metadata.subjects)),) if metadata.subjects else ()),
        ("generator", "typeset"),
        ("dcterms.created", date),
        ("dcterms.modified", date),
    ]
    for name, content in entries:
        etree.SubElement(head, "meta", name=name, content=content)
    return head


def _plain(part: Part) -> Element:
    """A copy of a part's tree as HTML has it: no namespaces, `lang` for xml:lang, no epub: attributes."""
    section = copy.deepcopy(part.tree)
    for number, leaf in enumerate(leaves(section)):
        leaf.set(LEAF, f"{part.id} {number}")
    for element in section.iter():
        if not isinstance(element.tag, str):
            continue
        element.tag = local(element)
        for name in list(element.attrib):
            if str(name).startswith(f"{{{EPUB_NS}}}"):
                del element.attrib[name]
        if XML_LANG in element.attrib:
            element.set("lang", str(element.attrib.pop(XML_LANG)))
    section.tail = None
    section.set("id", part.id)
    if part.language:
        section.set("lang", part.language)
    return section


def add_class(element: Element, name: str) -> None:
    """Give an element a class more, in place; "" gives it none."""
    element.set("class", " ".join([*element.get("class", "").split(), *name.split()]))


def _prepare_story(section: Element, part: Part, page: PrintSettings) -> None:
    """The running head, the title's lines, the initial's letter, and what a compositor sets by other sorts."""
    _set_running_head(section, part, page)
    title = section.find("header/h1")
    if title is not None:
        add_class(section, set_title(title, STORY_TITLE, page))
        if len(title.findall("br")) % 2 == 0:
            add_class(title, "odd")
    for initial in section.iter("span"):
        if "initial" in initial.get("class", "").split():
            initial.set("data-letter", letter_of(initial))
    name_features(section)
    for note in section.iter("blockquote"):
        if "note" in note.get("class", "").split() and _lines_of_note(note, page) > LONGEST_WHOLE_NOTE:
            add_class(note, "long")


def _lines_of_note(note: Element, page: PrintSettings) -> int:
    """About how many lines a note takes; it is inset by two lines' height on both sides (print.css)."""
    characters = (page.measure_pt - 4 * page.leading_pt) / page.font_size_pt * CHARACTERS_PER_EM
    return sum(1 + int(len(line) / characters) for leaf in leaves(note) for line in text_of(leaf).split("\n"))


def _set_running_head(section: Element, part: Part, page: PrintSettings) -> None:
    head, is_narrow = running_head(part.title, STORY_HEAD, page)
    section.set("data-running", head)
    add_class(section, "narrow" if is_narrow else "")


def _prepare_half_title(section: Element, part: Part, page: PrintSettings) -> None:
    """The title's lines."""
    for title in section.findall("p"):
        set_title(title, HALF_TITLE, page)


def _prepare_title_page(section: Element, part: Part, page: PrintSettings) -> None:
    """The titles' lines; where they are many, a class has them smaller and the names run on, so that all fit."""
    for subtitle in section.findall("p[@class='subtitle']"):
        set_title(subtitle, SUBTITLE, page)
    class_ = "".join(set_title(title, BOOK_TITLE, page) for title in section.findall("h1"))
    if not class_:
        return
    add_class(section, class_)
    for names in section.findall("p[@class='author']"):
        names.text = " · ".join(text_of(names).splitlines())
        del names[:]


def _prepare_contents(section: Element, part: Part, page: PrintSettings) -> None:
    """`class="… long"` on contents of many entries: no line is left white between them."""
    if len(section.findall("ol/li")) > MOST_SPACED_ENTRIES:
        add_class(section, "long")


PREPARE: dict[str, Callable[[Element, Part, PrintSettings], None]] = {
    "halftitle": _prepare_half_title,
    "titlepage": _prepare_title_page,
    "contents": _prepare_contents,
    "story": _prepare_story,
    "letters": _set_running_head,
}


def tell_places(section: Element) -> None:
    """Tell blocks what stands beside them, in place, for the sheets: classes of scene breaks, `data-next`."""
    mark_breaks(section)
    name_next(section)


def mark_breaks(section: Element) -> None:
    """`class="… marked"` on the scene breaks that do not stand between two paragraphs, in place.

    Beside a letter, a picture, a list there is white already: a line of it more would say nothing. Beside a heading,
    which is a break itself, there is none.
    """
    for break_ in list(section.iter("{*}hr")):
        around = {local(block) for block in (break_.getprevious(), break_.getnext()) if block is not None}
        parent = break_.getparent()
        if around & HEADINGS and parent is not None:
            parent.remove(break_)
        elif around - {"p"}:
            add_class(break_, "marked")


def name_next(section: Element) -> None:
    """Give each block the name and classes of what follows it, in place, where that is no plain paragraph.

    `data-next="blockquote telegram"`: print.css sets the white before a letter, a heading, a note below what precedes.
    """
    for element in section.iter(*(f"{{*}}{name}" for name in BLOCKS)):
        follower = element.getnext()
        if follower is not None:
            names = f"{local(follower)} {follower.get('class', '')}".strip()
            if names != "p":
                element.set("data-next", names)


def guide_breaks(section: Element) -> None:
    """Say where a line may end, in place; only U+2060 and U+200B are added.

    A dash stays with the word before it (Pango would begin a line with “—”), and what has no word's length may be
    broken anywhere in it (breaking one run of 50,000 characters takes Pango minutes).
    """
    for element in section.iter():
        element.text = element.text and _guided(element.text)
        element.tail = element.tail and _guided(element.tail)


def _guided(text: str) -> str:
    if DASH in text:
        text = _JOINED.sub(WORD_JOINER + DASH, text)
    if len(text) > LONGEST_WORD:
        text = _ENDLESS.sub(lambda run: MAY_BREAK.join(re.findall(f".{{1,{PIECE}}}", run[0])), text)
    return text


def _is_underlined(element: Element) -> bool:
    """Whether letters.css underlines an element's words, and so would the space before them."""
    hands = {letter.get("data-hand") for letter in element.iterancestors("blockquote")} - {None}
    return bool(hands) if element.tag == "strong" else not hands.isdisjoint({"round", "copperplate"})


def take_space(element: Element) -> None:
    """Move the space before an inline element into it, in place: "for <em>us</em>" → "for<em> us</em>".

    WeasyPrint 70 breaks a line after its first word where the line has room for the words before an inline element but
    not for the space between (notes in docs/design.md); with the space inside it does not. The words stay as they are.
    """
    if element.get("class") or not element.text or element.text[0].isspace() or _is_underlined(element):
        return
    previous = element.getprevious()
    parent = element.getparent()
    if parent is None:
        return
    before = parent.text if previous is None else previous.tail
    if not before or before[-1] != " " or not before.strip():
        return
    if previous is None:
        parent.text = before[:-1]
    else:
        previous.tail = before[:-1]
    element.text = " " + element.text
