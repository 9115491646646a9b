"""The whole book's order: half-title, title page, copyright page, contents, stories, list of letters, colophon.

Enters: metadata and clean stories with their letters inset.  Leaves: a `Volume`.  Never reads a file, never lays out.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from typeset import correspondence
from typeset.illustrations import Illustration
from typeset.model import Element, Metadata, Part, Volume, local, new, strip_bookkeeping, text_of
from typeset.words import MOST_NAMES, Words, words_in

# A list of fewer letters helps nobody; where the manifest says nothing, such a book has none.
FEWEST_LISTED = 3
# The faces of the colophon, by hand; the text face comes first.
FACES = {
    "italic": "Sorts Mill Goudy Italic",
    "round": "Delius",
    "copperplate": "Petit Formal Script",
    "typewriter": "Courier Prime",
}
# The opening words of a story in small capitals: to its first comma, but at least and at most so many words.
FEWEST_OPENING_WORDS, MOST_OPENING_WORDS = 2, 4
# A paragraph of under three lines cannot carry an initial of three (some 65 characters a line).
INITIAL_NEEDS_CHARACTERS = 200
# What may stand before the first words of a story: its title, a note from outside it, a picture.
BEFORE_OPENING = frozenset({"header", "aside", "figure"})
_OPENING = re.compile(r"(?P<quote>[“‘«„‚\"']?)(?P<initial>\w)", re.UNICODE)


@dataclass(frozen=True, slots=True)
class CleanStory:
    """A story ready to be bound: its tree is a `section` of blocks, letters inset, without a title of its own."""

    title: str
    tree: Element
    author: str | None = None
    language: str | None = None


def assemble(
    metadata: Metadata,
    stories: Sequence[CleanStory],
    pictures: Mapping[str, Illustration] | None = None,
    *,
    list_letters: bool | None = None,
    link_letters: bool = False,
) -> Volume:
    """The book in order, front matter first; every part's tree is its own and free of bookkeeping.

    list_letters: whether there is a list of letters; None: where there are three or more.
    """
    words = words_in(metadata.language)
    bodies = [_story_part(story, number, metadata.language) for number, story in enumerate(stories, 1)]
    listed = _letters_parts(bodies, words, list_letters)
    front = (
        Part("half-title", "halftitle", metadata.title, _half_title(metadata), print_only=True),
        Part("title-page", "titlepage", metadata.title, _title_page(metadata, words)),
        Part("copyright-page", "copyright", metadata.title, _copyright_page(metadata, stories, words)),
        Part("contents", "contents", words.contents, _contents([*bodies, *listed], words)),
    )
    back = Part("colophon", "colophon", "Colophon", _colophon(bodies, words), print_only=True)
    parts = (*front, *bodies, *listed, back)
    return Volume(metadata, parts, pictures=pictures or {}, link_letters=link_letters)


def _section(id_: str, class_: str) -> Element:
    return new("section", id=id_, class_=class_)


def _lines(lines: Iterable[str], class_: str) -> Element:
    """A paragraph of lines, each on its own."""
    first, *rest = lines
    paragraph = new("p", first, class_=class_)
    for line in rest:
        new_line = new("br")
        new_line.tail = line
        paragraph.append(new_line)
    return paragraph


def _half_title(metadata: Metadata) -> Element:
    section = _section("half-title", "halftitle")
    section.append(new("p", metadata.title))
    return section


def _title_page(metadata: Metadata, words: Words) -> Element:
    section = _section("title-page", "titlepage")
    section.append(new("h1", metadata.title))
    if metadata.subtitle:
        section.append(new("p", metadata.subtitle, class_="subtitle"))
    names = list(metadata.authors[:MOST_NAMES])
    if len(metadata.authors) > MOST_NAMES:
        names.append(words.others)
    if names:
        section.append(_lines(names, "author"))
    if metadata.editor:
        section.append(new("p", f"{words.edited} {metadata.editor}", class_="editor"))
    if metadata.publisher:
        section.append(new("p", metadata.publisher, class_="imprint"))
    return section


def _copyright_page(metadata: Metadata, stories: Sequence[CleanStory], words: Words) -> Element:
    """Credits, rights and numbers; says only what the manifest and the sources say."""
    credits_ = [(story.title, story.author) for story in stories if story.author]
    authors = {*metadata.authors, *(author for _, author in credits_)}
    groups: list[list[str | Element]] = [
        # where all is by one author, the title page has said so
        [_credit(*each) for each in credits_] if len(authors) > 1 else [],
        [line for line in (metadata.rights, metadata.licence) if line],
        [
            *([f"{words.edited} {metadata.editor}"] if metadata.editor else []),
            *([f"{words.published} {metadata.publisher}"] if metadata.publisher else []),
            *([f"ISBN {metadata.isbn}"] if metadata.isbn else []),
        ],
    ]
    groups = [group for group in groups if group] or [[metadata.title, *metadata.authors]]
    section = _section("copyright-page", "copyright")
    box = new("div")
    section.append(box)
    for number, group in enumerate(groups):
        for place, line in enumerate(group):
            paragraph = new("p", line) if isinstance(line, str) else line
            if number and not place:
                paragraph.set("class", "gap")
            box.append(paragraph)
    return section


def _credit(title: str, author: str) -> Element:
    """A line that says who wrote what; the title in italics, which are the same in every language."""
    line = new("p")
    line.append(new("i", title))
    line[0].tail = f", {author}"
    return line


def _contents(parts: Sequence[Part], words: Words) -> Element:
    section = _section("contents", "matter contents")
    section.append(new("h1", words.contents))
    entries = new("ol")
    section.append(entries)
    credited = len({part.author for part in parts if part.role == "story"}) > 1
    for part in parts:
        entry = new("li")
        entry.append(new("a", part.title, class_="t", href=f"#{part.id}"))
        if part.author and credited:
            entry.append(new("span", part.author, class_="by"))
        entries.append(entry)
    return section


def _letters_parts(bodies: Sequence[Part], words: Words, wanted: bool | None) -> list[Part]:
    """The list of letters, behind the stories; none where there is no letter."""
    count = len(correspondence.letters_of(bodies))
    if not count or wanted is False or (wanted is None and count < FEWEST_LISTED):
        return []
    tree = correspondence.list_of_letters(bodies, words.of_letters, "letters")
    return [Part("letters", "letters", words.of_letters.heading, tree)]


def _colophon(parts: Sequence[Part], words: Words) -> Element:
    hands = {element.get("data-hand") for part in parts for element in part.tree.iter() if element.get("data-hand")}
    faces = [face for hand, face in FACES.items() if hand in hands]
    text = words.colophon
    if faces:
        text += " " + words.letters.format(words.listed(faces))
    section = _section("colophon", "colophon")
    section.append(new("p", "❦", class_="first orn"))
    section.append(new("p", text))
    section.append(new("p", words.made, class_="made"))
    return section


def _story_part(story: CleanStory, number: int, language: str) -> Part:
    section = _section(f"story-{number}", "story")
    header = new("header")
    header.append(new("h1", story.title))
    if story.author:
        header.append(new("p", story.author, class_="author"))
    section.append(header)
    section.extend(copy.deepcopy(list(story.tree)))
    letters = correspondence.bind(section, number, story.language or language)
    strip_bookkeeping(section)
    mark_opening(section)
    return Part(f"story-{number}", "story", story.title, section, story.author, story.language, letters=letters)


def mark_opening(section: Element) -> None:
    """Mark the first words of a story, in place: `span.opening`, and in it `span.initial` where one can stand.

    None where the story opens with a letter, a heading or an inline element; no initial where the paragraph is
    too short or opens with a digit, a dash or a letter that has no capital.
    """
    first = next((child for child in section if local(child) not in BEFORE_OPENING), None)
    if first is None or local(first) != "p" or not first.text:
        return
    opening = _opening_words(first.text)
    match = _OPENING.match(opening)
    if not match:
        return
    span = new("span", class_="opening")
    span.tail = first.text[len(opening) :]
    first.text = None
    first.insert(0, span)
    length = len(text_of(first))
    initial = match["initial"]
    if length < INITIAL_NEEDS_CHARACTERS or not initial.isupper():
        span.text = opening
        return
    if match["quote"]:
        span.append(new("span", match["quote"], class_="hang"))
    capital = new("span", initial, class_="initial descends" if initial in "JQ" else "initial")
    capital.tail = opening[match.end() :]
    span.append(capital)


def _opening_words(text: str) -> str:
    """The words of an opening: to the first comma, or four words, without the white space after them."""
    ends = [match.end() for match in re.finditer(r"\S+", text)][:MOST_OPENING_WORDS]
    for count, end in enumerate(ends, 1):
        if count >= FEWEST_OPENING_WORDS and text[end - 1] in ",;:—.!?”’…":
            return text[:end]
    return text[: ends[-1]] if ends else ""
