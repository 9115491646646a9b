"""Who wrote and to whom, by the other letters of a story: pieces of one, series to one person, answers.

Enters: exchanges in order.  Leaves: exchanges, with what the others tell filled in.  Never changes a name once given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from typeset.letters.chapter import Chapter
from typeset.letters.names import Cast, people_in
from typeset.letters.narrated import AROUND
from typeset.letters.persons import Exchange, Person

# A person is taken for the writer of an exchange's unsigned letters when spoken of this often around them.
_SPOKEN_OF = 3


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


def by_neighbours(found: Sequence[Exchange], places: Sequence[tuple[int, int]]) -> list[Exchange]:
    """A letter that names no recipient has that of the letters on both sides, where they agree."""
    filled = list(found)
    for at, exchange in enumerate(found):
        if exchange.recipient.name or not 0 < at < len(found) - 1:
            continue
        before, after = found[at - 1], found[at + 1]
        if before.recipient.name == after.recipient.name and before.sender.name == after.sender.name:
            filled[at] = replace(
                exchange, recipient=Person(before.recipient.name, exchange.recipient.words, "exchange")
            )
    return filled


def by_series(
    chapter: Chapter, cast: Cast, found: Sequence[Exchange], places: Sequence[tuple[int, int]]
) -> list[Exchange]:
    """Unsigned letters to one person, read one after another, are of one writer: whom the narration speaks of most."""
    filled = list(found)
    open_ = [at for at, each in enumerate(found) if not each.sender.name and each.recipient.name]
    for target in sorted({found[at].recipient.name or "" for at in open_}):
        series = [at for at in open_ if found[at].recipient.name == target]
        if len(series) < _SPOKEN_OF:
            continue
        spoken: Counter[str] = Counter()
        inside = {at for first, last in places for at in range(first, last + 1)}
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
    """An unsigned letter is by the writer of the others to the same reader, or by the reader of its reader's own.

    Only where one person alone is in question.
    """
    filled = list(found)
    for at, exchange in enumerate(found):
        reader = exchange.recipient.name
        if exchange.sender.name or not reader:
            continue
        writers = {each.sender.name for each in found if each.recipient.name == reader} - {None, reader}
        answered = {each.recipient.name for each in found if each.sender.name == reader} - {None, reader}
        if len(writers or answered) == 1:
            (name,) = writers or answered
            filled[at] = replace(exchange, sender=Person(name, exchange.sender.words, "exchange"))
    return filled
