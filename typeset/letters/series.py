"""Who wrote and to whom, by the other letters of a story: pieces of one, series to one person, answers.

Enters: exchanges in order.  Leaves: exchanges, with what the others tell filled in.  Never changes a name once given,
but for an initial that another letter spells.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from typeset.letters.chapter import Chapter
from typeset.letters.names import Cast, people_in
from typeset.letters.narrated import AROUND
from typeset.letters.persons import Exchange, Person

# A person is taken for the writer of an exchange's unsigned letters when spoken of this often around them.
_SPOKEN_OF = 3
_INITIAL = re.compile(r"[A-Z]\.?$")


def by_pieces(found: Sequence[Exchange], continues: Sequence[bool]) -> list[Exchange]:
    """The pieces of a letter that is broken into are of the same people, wherever the names stand."""
    filled = list(found)
    for at in range(1, len(found)):
        if continues[at]:
            before, after = filled[at - 1], filled[at]
            recipient = before.recipient if before.recipient.name else after.recipient
            filled[at] = Exchange(after.sender if after.sender.name else before.sender, replace(recipient, words=None))
    for at in range(len(found) - 1, 0, -1):
        if continues[at] and filled[at].sender.words:
            filled[at - 1] = replace(filled[at - 1], sender=replace(filled[at].sender, words=None))
    return filled


def by_initial(found: Sequence[Exchange]) -> list[Exchange]:
    """A letter signed by an initial is by the one person among the story's correspondents whose name begins so.

    A person's own name counts, and what the letters call them: “G.” may be Augusta's, whom they call Gus.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for each in found:
        for person in (each.sender, each.recipient):
            if person.name and not _INITIAL.match(person.name):
                for form in (person.name, person.words or person.name):
                    named[form[0]].add(person.name)
    return [
        Exchange(_spelt(each.sender, each.recipient, named), _spelt(each.recipient, each.sender, named))
        for each in found
    ]


def _spelt(person: Person, other: Person, named: Mapping[str, set[str]]) -> Person:
    """A person known by an initial, by the one name that it stands for; not that of the other of the two."""
    fitting = named[person.name[0]] - {other.name} if person.name and _INITIAL.match(person.name) else set()
    return replace(person, name=min(fitting), source="exchange") if len(fitting) == 1 else person


def by_neighbours(found: Sequence[Exchange], places: Sequence[tuple[int, int]]) -> list[Exchange]:
    """A letter that names no recipient has that of the letters on both sides, where they agree."""
    filled = list(found)
    for at, exchange in enumerate(found):
        if exchange.recipient.name or not 0 < at < len(found) - 1:
            continue
        before, after = found[at - 1], found[at + 1]
        agreed = before.recipient.name == after.recipient.name and before.sender.name == after.sender.name
        if agreed and before.recipient.name != exchange.sender.name:
            filled[at] = replace(
                exchange, recipient=Person(before.recipient.name, exchange.recipient.words, "exchange")
            )
    return filled


def by_series(
    chapter: Chapter, cast: Cast, found: Sequence[Exchange], places: Sequence[tuple[int, int]]
) -> list[Exchange]:
    """Unsigned letters to one person, read one after another, are of one writer: whom the narration speaks of most."""
    filled = list(found)
    unsigned: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(found):
        if not each.sender.name and each.recipient.name:
            unsigned[each.recipient.name].append(at)
    inside = {at for first, last in places for at in range(first, last + 1)}
    for target, series in sorted(unsigned.items()):
        if len(series) < _SPOKEN_OF:
            continue
        spoken: Counter[str] = Counter()
        around = {
            at
            for k in series
            for at in (
                *range(places[k][0] - AROUND, places[k][0]),
                *range(places[k][1] + 1, places[k][1] + 1 + AROUND),
            )
        }
        for at in sorted(around - inside):
            if 0 <= at < len(chapter.views):
                spoken.update(cast.fullest(name) for name in people_in(chapter.views[at].text, cast))
        spoken.pop(target, None)
        (name, count), *rest = [*spoken.most_common(2), ("", 0)]
        if count >= _SPOKEN_OF and count >= 2 * rest[0][1]:
            for at in series:
                filled[at] = replace(found[at], sender=Person(name, found[at].sender.words, "exchange"))
    return filled


def by_company(found: Sequence[Exchange]) -> list[Exchange]:
    """An answer swaps sender and recipient, and letters to one reader are of one writer.

    An unsigned letter is by the writer of the others to the same reader, or by the one to whom the reader writes; a
    letter to nobody named is to whom its writer writes, or to the one who writes to them.  Only where one person alone
    is in question.
    """
    writers: dict[str, set[str]] = defaultdict(set)
    readers: dict[str, set[str]] = defaultdict(set)
    for each in found:
        if each.sender.name and each.recipient.name and each.sender.name != each.recipient.name:
            writers[each.recipient.name].add(each.sender.name)
            readers[each.sender.name].add(each.recipient.name)
    filled = []
    for each in found:
        sender, recipient = each.sender, each.recipient
        if not sender.name and recipient.name:
            sender = _only(sender, writers.get(recipient.name) or readers.get(recipient.name))
        elif not recipient.name and sender.name:
            recipient = _only(recipient, readers.get(sender.name) or writers.get(sender.name))
        filled.append(Exchange(sender, recipient))
    return filled


def _only(person: Person, names: set[str] | None) -> Person:
    return Person(min(names), person.words, "exchange") if names and len(names) == 1 else person
