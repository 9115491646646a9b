"""Who wrote and to whom, by the other letters of a story: pieces of one, series to one person, answers.

Enters: exchanges in order.  Leaves: exchanges, with what the others tell filled in.  Never changes a name once given,
but for an initial that another letter spells.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import compress

from typeset.letters.chapter import Chapter
from typeset.letters.names import TITLES, Cast, people_in
from typeset.letters.narrated import AROUND
from typeset.letters.persons import RANKS, Exchange, Person
from typeset.model import Kind

# A person is taken for the writer of an exchange's unsigned letters when spoken of this often around them.
_SPOKEN_OF = 3
_INITIAL = re.compile(r"[A-Z]\.?$")
# “H. Lee”
_SHORTENED = re.compile(r"[A-Z]\. [A-Z][\w'-]+$")


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


def by_signature(found: Sequence[Exchange]) -> list[Exchange]:
    """A person called by what a signature puts beside their name: “Flat 4 (Ann)”, then “flat 4”."""
    beside = {
        words.partition(" (")[0].casefold(): who.name
        for each in found
        for who in (each.sender, each.recipient)
        if (words := who.words or "").endswith(")")
    }
    return [Exchange(_beside(each.sender, beside), _beside(each.recipient, beside)) for each in found]


def _beside(person: Person, names: Mapping[str, str | None]) -> Person:
    name = names.get((person.name or person.words or "").casefold())
    return replace(person, name=name, source=person.source or "exchange") if name else person


def by_surname(found: Sequence[Exchange]) -> list[Exchange]:
    """A forename alone is of the one correspondent who signs by its initial and a surname: “H. Lee”, then “Hetty”."""
    names = {name for each in found for name in (each.sender.name, each.recipient.name) if name}
    spelt: dict[str, str] = {}
    for name in names:
        alike = {each for each in names if each != name and each[0] == name[0] and len(each.rstrip(".")) > 1}
        if _SHORTENED.match(name) and len(alike) == 1 and " " not in min(alike):
            spelt[min(alike)] = name
    filled = [
        Exchange(*(replace(who, name=spelt.get(who.name or "", who.name)) for who in (each.sender, each.recipient)))
        for each in found
    ]
    return [old if new.sender.name == new.recipient.name else new for old, new in zip(found, filled, strict=True)]


def by_initial(found: Sequence[Exchange]) -> list[Exchange]:
    """A letter signed by an initial is by the one person among the story's correspondents whose name begins so.

    A person's own name counts, and what the letters call them: “G.” may be Augusta's, whom they call Gus.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for each in found:
        for person in (each.sender, each.recipient):
            if person.name and not _INITIAL.match(person.name):
                for form in (person.name, person.words or person.name):
                    named[_initial(form)].add(person.name)
    return [
        Exchange(_spelt(each.sender, each.recipient, named), _spelt(each.recipient, each.sender, named))
        for each in found
    ]


def _initial(name: str) -> str:
    """The first letter of a name without its title."""
    return next((word[0] for word in name.split() if word.lower().rstrip(".") not in TITLES), name[0])


def _spelt(person: Person, other: Person, named: Mapping[str, set[str]]) -> Person:
    """A person known by an initial, by the one name that it stands for; not that of the other of the two."""
    fitting = named[person.name[0]] - {other.name} if person.name and _INITIAL.match(person.name) else set()
    return replace(person, name=min(fitting), source="exchange") if len(fitting) == 1 else person


def by_answers(
    found: Sequence[Exchange], places: Sequence[tuple[int, int]], kinds: Sequence[Kind | None]
) -> list[Exchange]:
    """A letter and the answer to it.

    Two letters side by side by two writers are to each other, where nothing else is said of their readers, or no more
    than a rank.  Who answers a letter by a pet name that is nobody else's means its writer.  A wire right below another
    that has neither address nor name is of the same people.  A mail that does not say to whom it is answers the last
    one that its writer had.
    """
    filled = list(found)
    known = {name for each in found for name in (each.sender.name, each.recipient.name) if name}
    for at in range(1, len(found)):
        one, other = filled[at - 1], filled[at]
        beside = places[at][0] == places[at - 1][1] + 1
        if kinds[at] == "email":
            if other.sender.name and not other.recipient.name:
                mails = (filled[k] for k in range(at - 1, -1, -1) if kinds[k] == "email")
                had = (each.sender for each in mails if each.sender.name and each.recipient.name == other.sender.name)
                if last := next(had, None):
                    filled[at] = replace(other, recipient=_meant(other.recipient, last))
        elif "messages" in kinds[at - 1 : at + 1]:
            continue
        elif beside and kinds[at - 1] == kinds[at] == "telegram" and not other.sender.name and not other.recipient.name:
            filled[at] = Exchange(_of_another(one.sender), _of_another(one.recipient))
        elif _is_by_pet_name(one, other, known):
            filled[at] = replace(other, recipient=_meant(other.recipient, one.sender))
        elif beside and one.sender.name and other.sender.name and one.sender.name != other.sender.name:
            if _is_open(one.recipient) and (_is_open(other.recipient) or other.recipient.name == one.sender.name):
                filled[at - 1] = replace(one, recipient=_meant(one.recipient, other.sender))
            if _is_open(other.recipient) and filled[at - 1].recipient.name == other.sender.name:
                filled[at] = replace(other, recipient=_meant(other.recipient, one.sender))
    return filled


def _is_by_pet_name(letter: Exchange, answer: Exchange, known: Iterable[str]) -> bool:
    """What an answer calls its reader begins as the writer's name does, and as that of nobody else who is known."""
    call, name = answer.recipient.name, letter.sender.name
    if not call or not name or not answer.sender.name or answer.sender.name != letter.recipient.name:
        return False
    if " " in call or len(call) < 3 or call == name.split()[0] or call[0] != name[0]:
        return False
    return not any(each[0] == name[0] for each in known if each not in (call, name))


def _is_open(person: Person) -> bool:
    """Nothing is known of a reader but a rank."""
    return not person.anyone and (not person.name or person.name.lower() in RANKS)


def _meant(person: Person, other: Person) -> Person:
    return Person(other.name, person.words, "exchange")


def _of_another(person: Person) -> Person:
    return replace(person, words=None, source="exchange", sure=None) if person.name else Person()


def by_turns(found: Sequence[Exchange]) -> list[Exchange]:
    """A letter that names nobody is the next one of a correspondence of two who have written by turns."""
    filled = list(found)
    pairs = {(each.sender.name, each.recipient.name) for each in found[:1]}
    for at in range(2, len(found)):
        before, last, own = filled[at - 2], filled[at - 1], found[at]
        pairs.add((last.sender.name, last.recipient.name))
        answered = (last.sender.name, last.recipient.name) == (before.recipient.name, before.sender.name)
        named = last.sender.name and last.recipient.name
        silent = not (own.sender.name or own.recipient.name or own.recipient.anyone)
        if silent and named and answered and len(pairs) == 2:
            filled[at] = Exchange(_of_another(last.recipient), _of_another(last.sender))
    return filled


def by_neighbours(found: Sequence[Exchange], places: Sequence[tuple[int, int]]) -> list[Exchange]:
    """A letter that names no recipient has that of the letters on both sides, where they agree."""
    filled = list(found)
    for at, exchange in enumerate(found):
        if exchange.recipient.name or exchange.recipient.anyone or not 0 < at < len(found) - 1:
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


def by_company(found: Sequence[Exchange], written: Sequence[bool]) -> list[Exchange]:
    """An answer swaps sender and recipient, and letters to one reader are of one writer.

    An unsigned letter is by the writer of the others to the same reader, or by the one to whom the reader writes; a
    letter to nobody named is to whom its writer writes, or to the one who writes to them.  Only where one person alone
    is in question.

    written: which are letters, as chats tell nothing of who else is written to.
    """
    writers: dict[str, set[str]] = defaultdict(set)
    readers: dict[str, set[str]] = defaultdict(set)
    for each in compress(found, written):
        if each.sender.name and each.recipient.name and each.sender.name != each.recipient.name:
            writers[each.recipient.name].add(each.sender.name)
            readers[each.sender.name].add(each.recipient.name)
    filled = []
    for each in found:
        sender, recipient = each.sender, each.recipient
        if not sender.name and recipient.name:
            sender = _only(sender, writers.get(recipient.name) or readers.get(recipient.name))
        elif not recipient.name and not recipient.anyone and sender.name:
            recipient = _only(recipient, readers.get(sender.name) or writers.get(sender.name))
        filled.append(Exchange(sender, recipient))
    return filled


def _only(person: Person, names: set[str] | None) -> Person:
    return Person(min(names), person.words, "exchange") if names and len(names) == 1 else person
