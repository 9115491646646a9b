"""A person as a letter's lines name them: by name, by a firm's name, or by an office that someone in the story holds.

Enters: the words of a line, the story's cast.  Leaves: a Person.  Never decides who wrote what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from typeset.letters.names import TITLES, Cast, names_in

_PART = r"[A-Z][^\W\d_]*(?:['-][A-Z]?[^\W\d_]+)*"
_FIRM = rf"(?:Messrs\.? {_PART}(?:, {_PART})* (?:&|and) {_PART}|{_PART}(?:, {_PART})* & {_PART})"
_FIRM_NAME = re.compile(_FIRM)
_HOLDER = rf"(?:{_FIRM}|(?:(?:[A-Z]\.|{_PART})\.? )+{_PART})"
_OFFICE = re.compile(r"[Tt]he ((?:[A-Z][\w'-]*|of|the|and|&)(?: (?:[A-Z][\w'-]*|of|the|and|&))*)$")


@dataclass(frozen=True, slots=True)
class Person:
    """A name by the fullest form the story shows, and the words of the letter that name them, if any."""

    name: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Sender and recipient of one letter."""

    sender: Person
    recipient: Person


def person(cast: Cast, words: str) -> Person:
    """A person from the words of a line; none where the words hold no name."""
    words = words.strip(" \"'—>_*")
    firm = _FIRM_NAME.search(words)
    if firm:
        name = re.sub(r"^Messrs\.? ", "", firm[0])
        return Person(name, name)
    names = [name for name, _ in names_in(words)]
    if not names:
        return Person()
    name = max(names, key=lambda each: (len(each.split()) > 1, -names.index(each)))
    return Person(cast.fullest(name), name)


def party(cast: Cast, words: str) -> Person:
    """One of the two that a naming line gives: a person, or who holds an office; the office where nobody is known."""
    office = _OFFICE.match(words.strip(" _*"))
    if not office:
        named = person(cast, words)
        return Person(cast.by_surname(named.name), named.words) if named.name else named
    return Person(_holder(cast, office[1]), office[0])


def _holder(cast: Cast, office: str) -> str | None:
    """Who is said to hold an office: “Ann Lee, the Harbour Master,” “— Ann Lee, Harbour Master”."""
    for title in dict.fromkeys((office, office.split(" of ")[0])):
        said = re.compile(rf"({_HOLDER}), (?:(?:the|our) )?(?:{_PART} )*?{re.escape(title)}\b")
        for text in cast.texts:
            seen = said.search(text)
            if seen:
                return person(cast, seen[1]).name
    return None


def fuller(one: str, other: str) -> str:
    """Of two names of one person that one with a forename, else the first: “Mrs. Lee”, “Ann Lee” → “Ann Lee”."""
    first, *rest = other.split()
    spelt = rest and len(first.rstrip(".")) > 2 and not titled(other)
    return other if titled(one) and spelt else one


def titled(name: str) -> bool:
    """The name begins with a title: “Mrs. Lee”."""
    return name.split()[0].lower().rstrip(".") in TITLES
