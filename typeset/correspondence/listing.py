"""The list of letters, by story, and below it the index of correspondents.

Enters: the stories of a book as they are bound.  Leaves: a `section` for both media, and a nested list for the
navigation of an e-book.  Never numbers a page: that is the sheets' part.

The list is an index, for those who have read: it stands at the back, where it gives nothing away (who will write to
whom, and is alive to write), and where a book's indexes are looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from typeset.correspondence.names import Entry, entry_of, when_of
from typeset.model import XML_LANG, BoundLetter, Element, Part, new
from typeset.words import LetterWords

# The list has all that an index of two people could tell.
FEWEST_CORRESPONDENTS = 3
# What stands before a name and does not count in its place in the alphabet.
_BEFORE_NAMES = re.compile(
    r"^(?:(?:the|mr|mrs|miss|ms|messrs|dr|prof|sir|lady|lord|captain|capt|rev|herr|frau|fräulein|monsieur|madame|mme|"
    r"mlle|señor|señora|signor|signora|senhor|senhora|meneer|mevrouw)\b\.?\s+)+",
    re.I,
)
_TO, _FROM, _WITH = range(3)


class Found(NamedTuple):
    """A letter, the id of its story, and the story's language where that is not the book's."""

    letter: BoundLetter
    story: str
    language: str | None


class Listed(NamedTuple):
    """A letter with its line, and the language of its own words where that is not the book's."""

    letter: BoundLetter
    entry: Entry
    language: str | None


def letters_of(stories: Iterable[Part]) -> list[BoundLetter]:
    """The letters of a book in order."""
    return [letter for part in stories for letter in part.letters]


def list_of_letters(stories: Sequence[Part], words: LetterWords, id_: str) -> Element:
    """The list as a section: a heading and an `ol` for each story that has letters; then a `ul` of correspondents.

    An entry is `li > a`.  In the index an `li` is a person (`span.person`) with each way to or from another
    (`span.way`); the words of its links are in `span.when` and the e-book's alone, as paper has pages in their place:
    of each story the first (`data-next=" ff."` where more letters follow in it), so that no page is said twice.
    """
    section = new("section", id=id_, class_="matter letters", aria_labelledby=f"{id_}-title")
    section.append(new("h1", words.heading, id=f"{id_}-title"))
    for story in stories:
        if not story.letters:
            continue
        title = new("h2", story.title)
        _in_language(title, story.language)
        entries = new("ol")
        for listed in _by_story(story, words):
            item = new("li")
            item.append(_line(new("a", class_="t", href=f"#{listed.letter.id}"), listed.entry, listed.language))
            entries.append(item)
        section.extend([title, entries])
    index = _index(stories, words)
    if len(index) >= FEWEST_CORRESPONDENTS:
        section.append(new("h2", words.correspondents, class_="correspondents"))
        section.append(_people(index, words))
    return section


def nested_list(stories: Sequence[Part], words: LetterWords, href: Callable[[str], str]) -> Element:
    """The list as the `ol` of a navigation document (EPUB 3.3, §7.3): a story, and in it its letters.

    href: the way to an id from that document.
    """
    items = new("ol")
    for story in stories:
        if not story.letters:
            continue
        item = new("li")
        item.append(new("a", story.title, href=href(story.id)))
        inner = new("ol")
        for listed in _by_story(story, words):
            entry = new("li")
            entry.append(new("a", str(listed.entry), href=href(listed.letter.id)))
            inner.append(entry)
        item.append(inner)
        items.append(item)
    return items


def _by_story(story: Part, words: LetterWords) -> Iterator[Listed]:
    """A story's letters; those whose lines are alike say how they begin."""
    lines = Counter(str(entry_of(letter, words)) for letter in story.letters)
    for letter in story.letters:
        apart = lines[str(entry_of(letter, words))] > 1
        yield Listed(letter, entry_of(letter, words, apart=apart), story.language)


# --- the index of correspondents ----------------------------------------------------------------

# By person: by who is at the other end (None: not known) and which way (_TO, _FROM, _WITH): the letters in order.
Index = dict[str, dict[tuple[str | None, int], list[Found]]]


def _index(stories: Sequence[Part], words: LetterWords) -> Index:
    """Everyone who wrote or was written to, in the order of the alphabet."""
    index: Index = {}
    for story in stories:
        for letter in story.letters:
            for person, other, way in _ends(letter):
                index.setdefault(person, {}).setdefault((other, way), []).append(
                    Found(letter, story.id, story.language)
                )
    return {person: index[person] for person in sorted(index, key=_place)}


def _ends(letter: BoundLetter) -> Iterator[tuple[str, str | None, int]]:
    """Whom a letter is to be found under, and how: (person, the other, way)."""
    talk = letter.kind == "messages"
    if letter.sender:
        yield letter.sender, letter.recipient, _WITH if talk else _TO
    if letter.recipient and letter.recipient != letter.sender:
        yield letter.recipient, letter.sender, _WITH if talk else _FROM


def _place(name: str) -> tuple[str, str]:
    """The place of a name in the alphabet: without title, article, case and accents."""
    plain = unicodedata.normalize("NFKD", _BEFORE_NAMES.sub("", name) or name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold(), name


def _people(index: Index, words: LetterWords) -> Element:
    people = new("ul")
    for person, ways in index.items():
        item = new("li")
        item.append(new("span", person, class_="person"))
        others = list(dict.fromkeys(other for other, _ in ways))
        # The ways between two people stand together; who is not known comes last.
        for other, way in sorted(ways, key=lambda each: (each[0] is None, others.index(each[0]), each[1])):
            if len(item) > 1:
                item.append(new("span", ";", class_="stop"))
            item[-1].tail = " "
            pattern = words.unnamed[way] if other is None else words.ways[way]
            run = new("span", words.filled(pattern, person=other), class_="way")
            run.extend(_links(ways[other, way], words))
            item.append(run)
        people.append(item)
    return people


def _links(found: Sequence[Found], words: LetterWords) -> Iterator[Element]:
    """Links to some letters of one way, with what parts them."""
    number = 0
    for _, several in groupby(found, key=lambda each: each.story):
        links: list[Element] = []
        for letter, _, language in several:
            yield new("span", "; " if number else ": ", class_="when")
            links.append(new("a", href=f"#{letter.id}", class_="when" if links else "first"))
            links[-1].append(_line(new("span", class_="when"), when_of(letter, words), language))
            yield links[-1]
            number += 1
        if len(links) > 1:
            links[0].set("data-next", f"\u00a0{words.and_next}")


def _line(element: Element, entry: Entry, language: str | None) -> Element:
    """An element with an entry's words, those of the letter in the language of its story."""
    element.text = entry.before + ("" if language else entry.begins + entry.after)
    if language and entry.begins:
        own = new("span", entry.begins)
        _in_language(own, language)
        own.tail = entry.after
        element.append(own)
    return element


def _in_language(element: Element, language: str | None) -> None:
    if language:
        element.set(XML_LANG, language)
