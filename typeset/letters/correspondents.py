"""One book's people: the names in all its letters gathered, joined where the evidence says so, each given their hand.

Enters: the letters of each story, the book's texts, the manifest's correspondents.  Leaves: letters with the book's
name for each person, and a line for each name that may be another's and was not joined.  Never joins two people on
thin evidence: a surname that two have, a mother's title and a daughter's name, are told and left apart.

What joins two names: the manifest (`also:`); a letter whose heading and whose own lines name one person; a forename or
a surname that one person in the book has; initials, or a name with and without a middle one, that fit one
correspondent; a pet name, for one who exchanges letters with the same people; an answer, where a letter to “Mrs. Lee”
is followed by one from Ann Lee.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Protocol

from typeset.letters.anchors import key_of
from typeset.letters.diminutives import is_short_for
from typeset.letters.lexicon import words
from typeset.letters.names import Cast, untitled
from typeset.letters.persons import KIN, titled
from typeset.model import Kind, Letter, NamedBy

_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}$")
# Titles of an office: with one bearer of the surname in the book they are theirs, as a mother's or a father's are not.
_OFFICES = words("dr prof professor captain capt colonel col major general inspector sergeant reverend rev")
# Titles that several of one surname have.
_FAMILY = ("Mr.", "Mrs.", "Miss", "Ms.", "Mr", "Mrs", "Ms", "Lady", "Sir", "Lord")
# What people write with their own hands; what goes over a wire, in its own form, shows nobody's.
BY_HAND: frozenset[Kind] = frozenset({"letter", "note"})
# How many candidates a line about a name names.
_MOST_TOLD = 3


class Correspondent(Protocol):
    """One entry of `correspondents:`: the other names of a person, and the hand that their letters are set in."""

    @property
    def also(self) -> Sequence[str]: ...
    @property
    def hand(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Gathering:
    """The letters of each story, with one name for each person of the book.

    joined: the names that were joined, by the one that now stands for them.  apart: names that may be someone's and
    were left alone, each with the people whom it may mean.
    """

    letters: tuple[tuple[Letter, ...], ...]
    joined: Mapping[str, tuple[str, ...]]
    apart: Mapping[str, tuple[str, ...]]

    def doubts(self, letters: Iterable[Letter]) -> tuple[str, ...]:
        """A line for each name in some letters that may be someone's and was left apart."""
        names = {name for letter in letters for name in (letter.sender, letter.recipient) if name}
        return tuple(f"{name} may be {' or '.join(self.apart[name])}" for name in sorted(names & self.apart.keys()))


def gather(
    stories: Sequence[Sequence[Letter]], texts: Iterable[str], correspondents: Mapping[str, Correspondent]
) -> Gathering:
    """Name the people of a book; a letter's own hand stays.

    texts: the blocks of all stories; not read where there is no letter.
    """
    if not any(stories):
        return Gathering(tuple(tuple(letters) for letters in stories), {}, {})
    book = _Book(stories, texts, correspondents)
    joined: dict[str, set[str]] = defaultdict(set)
    for name in book.names:
        if book.of(name) != name:
            joined[book.of(name)].add(name)
    return Gathering(
        tuple(tuple(_named(letter, book, correspondents) for letter in letters) for letters in stories),
        {name: tuple(sorted(others)) for name, others in sorted(joined.items())},
        {name: tuple(people[:_MOST_TOLD]) for name, people in sorted(book.apart.items())},
    )


def _named(letter: Letter, book: _Book, correspondents: Mapping[str, Correspondent]) -> Letter:
    letter = replace(
        letter,
        sender=_person(book, letter.sender, letter.sender_text, letter.sender_from),
        recipient=_person(book, letter.recipient, letter.recipient_text, letter.recipient_from),
    )
    return replace(letter, hand=letter.hand or hand_of(letter, correspondents))


def _person(book: _Book, name: str | None, called: str | None, source: NamedBy | None) -> str | None:
    """The book's name for a person; a name that the user gives is the last word, but for the manifest's own `also:`."""
    if not name:
        return None
    return book.given(name) if source == "correction" else book.of(name, called)


def hand_of(letter: Letter, correspondents: Mapping[str, Correspondent]) -> str | None:
    """The hand of who wrote a letter or a note; None of other kinds, and where the manifest gives its writer none."""
    person = correspondents.get(letter.sender) if letter.sender and letter.kind in BY_HAND else None
    return person.hand if person else None


class _Book:
    """Which names of a book's letters are one person's.

    names: how often each stands for a sender or a recipient.  apart: what was not joined.
    """

    def __init__(
        self, stories: Sequence[Sequence[Letter]], texts: Iterable[str], correspondents: Mapping[str, Correspondent]
    ) -> None:
        self._canonical = {
            key_of(each): name for name, person in correspondents.items() for each in (name, *person.also)
        }
        self.names: Counter[str] = Counter()
        self.apart: dict[str, list[str]] = {}
        self._answers: dict[str, set[str]] = defaultdict(set)
        self._partners: dict[str, set[str]] = defaultdict(set)
        for letter in (each for letters in stories for each in letters):
            self._read(letter)
        self._cast = Cast(text.replace("’", "'") for text in texts)
        self._people = self._full_names()
        self._by_first: dict[str, list[str]] = defaultdict(list)
        self._by_last: dict[str, list[str]] = defaultdict(list)
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for name in self._people:
            self._by_first[name.split()[0]].append(name)
            self._by_last[name.split()[-1]].append(name)
            self._by_letters["".join(part[0] for part in name.split())].append(name)
        self._one: dict[str, str] = dict(_called(stories, self._people))
        self._company: dict[str, set[str]] = {}
        for name in [name for person in correspondents for name in (person, *correspondents[person].also)]:
            self._know_fully(name)
        # Titles want answers, and an initial company, by the names found before.
        order = sorted(self.names, key=lambda each: (_rank(each), each))
        for rank, names in groupby(order, key=_rank):
            if rank == _TITLED:
                self._hear_answers(stories)
            elif rank == _INITIAL:
                self._keep_company()
            for name in names:
                self._join(name)

    def given(self, name: str) -> str:
        """The manifest's name for a person, else that very name."""
        return self._canonical.get(key_of(name), name)

    def of(self, name: str, called: str | None = None) -> str:
        """The book's name for a person; the manifest knows them by what the letter calls them, too."""
        known = self._canonical.get(key_of(name)) or (self._canonical.get(key_of(called)) if called else None)
        if known:
            return known
        one = self._root(name)
        return self._canonical.get(key_of(one), one)

    def _root(self, name: str) -> str:
        """The name that a name was joined to, and that one to others."""
        while name in self._one:
            name = self._one[name]
        return name

    def _read(self, letter: Letter) -> None:
        self.names.update(name for name in (letter.sender, letter.recipient) if name)
        if letter.sender and letter.recipient:
            self._partners[letter.sender].add(letter.recipient)
            self._partners[letter.recipient].add(letter.sender)

    def _hear_answers(self, stories: Sequence[Sequence[Letter]]) -> None:
        """Who may be one person because a letter answers the one before it."""
        known = [
            (letter.sender, letter.recipient)
            for letters in stories
            for letter in letters
            if letter.sender and letter.recipient
        ]
        for (sender, recipient), (writer, reader) in pairwise(known):
            if self.of(sender) == self.of(reader):
                self._answers[recipient].add(self.of(writer))
            if self.of(recipient) == self.of(writer):
                self._answers[reader].add(self.of(sender))

    def _full_names(self) -> Counter[str]:
        """The people of the book by forename and surname, and how often they stand in it."""
        found = Counter({name: count for name, count in self.names.items() if _is_full(name)})
        for name, count in self._cast.full.items():
            if name in found or (count > 1 and _is_full(name) and not self._cast.is_place(name)):
                found[name] += count
        return found

    def _know_fully(self, name: str) -> None:
        """The full name of someone in the manifest is theirs, too."""
        sure, _ = self._candidates(name)
        if len(sure) == 1:
            self._canonical.setdefault(key_of(sure[0]), self._canonical[key_of(name)])

    def _keep_company(self) -> None:
        """With whom each exchanges letters, by the names found so far."""
        for name, partners in self._partners.items():
            if not _INITIALS.match(name):
                self._company.setdefault(self.of(name), set()).update(map(self.of, partners))

    def _join(self, name: str) -> None:
        """Find whom a name means; where several may be meant, or the evidence is thin, tell it."""
        if name in self._one or name.lower() in KIN or key_of(name) in self._canonical or "&" in name:
            return
        sure, perhaps = self._candidates(name)
        meant = {self._root(each) for each in sure} - {name}
        others = sorted(meant, key=lambda each: (-self._people[each], each))
        if others and all(_fits(others[0].split(), each.split()) for each in others[1:]):
            self._one[name] = others[0]
        elif others or perhaps:
            self.apart[name] = others or sorted(perhaps)

    def _candidates(self, name: str) -> tuple[list[str], list[str]]:
        """Who is surely meant by a name (no more than one, if it can be told), and who may be."""
        parts = name.split()
        if _INITIALS.match(name):
            return self._by_initials(name), []
        if titled(name):
            return self._by_title(name)
        if len(parts) == 1:
            fullest = self._cast.fullest(name)
            if fullest != name and fullest in self._people:
                return [fullest], []
            bearers = self._by_last[name]
            if not self._by_first[name] and not bearers:
                return self._by_pet_name(name)
            family = any(self._cast.full[f"{title} {name}"] for title in _FAMILY)
            return (self._by_first[name], []) if self._by_first[name] else ([], bearers) if family else (bearers, [])
        return [each for each in self._by_last[parts[-1]] if each != name and _fits(parts, each.split())], []

    def _by_title(self, name: str) -> tuple[list[str], list[str]]:
        """“Dr. Lee” is the one Lee of the book, “Mrs. Lee” only where an answer says so."""
        title, surname = name.split()[0].lower().rstrip("."), name.split()[-1]
        bearers = self._by_last[surname]
        answered = [each for each in bearers if self.of(each) in self._answers[name]]
        if len(answered) == 1 or (len(bearers) == 1 and title in _OFFICES):
            return answered or bearers, []
        return [], bearers

    def _by_pet_name(self, name: str) -> tuple[list[str], list[str]]:
        """“Lizzie” is the one Elizabeth of the book who exchanges letters with the same people; else she may be."""
        fitting = [each for first, people in self._by_first.items() if is_short_for(name, first) for each in people]
        mine = self._company_of(name)
        meant = {self._root(each) for each in fitting}
        alike = [each for each in meant if mine & self._company_of(each) and each not in mine]
        return (alike, []) if len(meant) == len(alike) == 1 else ([], sorted(meant - mine))

    def _company_of(self, person: str) -> set[str]:
        """With whom a person exchanges letters under any name, by the names found so far."""
        named = [name for name in self.names if self.of(name) == self.of(person)]
        return {self.of(partner) for name in named for partner in self._partners[name]}

    def _by_initials(self, name: str) -> list[str]:
        """Who has these initials, of the correspondents before others; by one letter, who writes to the same people."""
        letters = re.findall("[A-Z]", name)
        if len(letters) > 1:
            fitting = self._by_letters["".join(letters)]
            return [each for each in fitting if each in self.names] or fitting
        mine = {self.of(each) for each in self._partners[name]}
        return [each for each, company in self._company.items() if each[0] == letters[0] and mine & company]


def _called(stories: Sequence[Sequence[Letter]], people: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What a correspondent is called in letters whose heading gives their full name; only what one person is called."""
    calls: dict[str, set[str]] = defaultdict(set)
    for letter in (each for letters in stories for each in letters):
        for name, call in ((letter.sender, letter.sender_text), (letter.recipient, letter.recipient_text)):
            if call and name and name in people and _is_pet_name(call, name):
                calls[call].add(name)
    for call, names in calls.items():
        if len(names) == 1 and call not in people:
            yield call, min(names)


# In which order names are joined: what is sure first.
_FULL, _PART, _TITLED, _INITIAL = range(4)


def _rank(name: str) -> int:
    if _INITIALS.match(name):
        return _INITIAL if len(re.findall("[A-Z]", name)) == 1 else _PART
    return _TITLED if titled(name) else _FULL if _is_full(name) else _PART


def _is_pet_name(call: str, name: str) -> bool:
    """What a person is called that is no part of their name, and no word for anyone's mother."""
    return not set(call.split()) & set(name.split()) and call.lower() not in KIN and not _INITIALS.match(call)


def _is_full(name: str) -> bool:
    """A forename and a surname, with no title: “Ann Lee”, “Ann B. Lee”."""
    parts = name.split()
    return 1 < len(parts) < 5 and untitled(name) and all(len(part.rstrip(".")) > 1 for part in (parts[0], parts[-1]))


def _fits(one: Sequence[str], other: Sequence[str]) -> bool:
    """Two names may be one person's: “A. Lee”, “Ann Lee”, “Ann B. Lee”; not “Ann C. Lee” beside it."""
    if one[-1] != other[-1]:
        return False
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    if first != second and not (1 in (len(first), len(second)) and first[0] == second[0]):
        return False
    middle, others = one[1:-1], other[1:-1]
    return not middle or not others or all(a[0] == b[0] for a, b in zip(middle, others, strict=False))
