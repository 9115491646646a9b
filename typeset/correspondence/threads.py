"""From letter to letter: the one before and the one after between the same two people, over the stories of a book.

Enters: the stories in order, a story's section.  Leaves: neighbours, and a line of links below each letter.  Never
changes a word of a letter: the line stands after it, as `p.thread`, and is the e-book's alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from typeset.correspondence.listing import letters_of
from typeset.correspondence.names import letter_name
from typeset.model import BoundLetter, Element, Part, new
from typeset.words import words_in


class Neighbours(NamedTuple):
    """The letters before and after one, None where there is none."""

    previous: BoundLetter | None
    following: BoundLetter | None


def neighbours(stories: Iterable[Part]) -> Mapping[str, Neighbours]:
    """The neighbours of each letter that has one, by the id of the letter's last piece."""
    threads: dict[frozenset[str], list[BoundLetter]] = {}
    for letter in letters_of(stories):
        if letter.sender and letter.recipient and letter.sender != letter.recipient:
            threads.setdefault(frozenset((letter.sender, letter.recipient)), []).append(letter)
    return {
        letter.last_id: Neighbours(before, after)
        for thread in threads.values()
        if len(thread) > 1
        for before, letter, after in zip([None, *thread], thread, [*thread[1:], None], strict=False)
    }


def link(section: Element, known: Mapping[str, Neighbours], language: str) -> None:
    """Put a line of links below each letter of a story that has neighbours, in place.

    A plain paragraph after the quotation, and no `nav`: a landmark at every letter would drown the book's own.  What a
    link is called begins with what it shows (WCAG 2.2, 2.5.3) and says which letter it leads to.
    """
    words = words_in(language).of_letters
    for quotation in list(section.iter("{*}blockquote")):
        found = known.get(quotation.get("id") or "")
        if found is None:
            continue
        line = new("p", class_="thread")
        if found.previous:
            line.append(_link(found.previous, words.previous, language, before="← "))
        if found.following:
            line.append(_link(found.following, words.following, language, after=" →"))
        if len(line) > 1:
            line[0].tail = " · "
        line.tail, quotation.tail = quotation.tail, None
        quotation.addnext(line)


def _link(letter: BoundLetter, shown: str, language: str, before: str = "", after: str = "") -> Element:
    name = letter_name(letter.kind, letter.sender, letter.recipient, letter.date, language=language)
    return new("a", f"{before}{shown}{after}", href=f"#{letter.id}", aria_label=f"{shown}: {name}")
