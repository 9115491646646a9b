"""Corrections by their places: the blocks that the user's words stand for.

Enters: corrections, the views of a story, the letters found.  Leaves: places, or a ManifestError that tells of every
anchor that is not the only one and of corrections that contradict each other.  Never changes a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from typeset.errors import ManifestError, Problem
from typeset.letters.anchors import Anchors
from typeset.letters.view import View
from typeset.model import Kind, Letter

# So many of the blocks that an anchor may mean are named.
_NAMED = 3


class Correction(Protocol):
    """One entry of a story's `letters:`.

    first, last: the words its first and last block begin with; no last: the letter found at `first`, else that block
    alone.
    kind: "none", it is no letter; any other, it is one.  sender, recipient, hand: None leaves what was found; the
    name "none" takes a sender or recipient away.  continues: it goes on with the letter before it; None leaves it.
    """

    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str | None: ...
    @property
    def kind(self) -> Literal["none"] | Kind: ...
    @property
    def sender(self) -> str | None: ...
    @property
    def recipient(self) -> str | None: ...
    @property
    def hand(self) -> str | None: ...
    @property
    def continues(self) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A correction with its number in the list, and the source blocks that its words stand for, inclusive."""

    correction: Correction
    number: int
    first: int
    last: int

    @property
    def span(self) -> tuple[int, int]:
        """Its first and last block."""
        return self.first, self.last

    @property
    def kind(self) -> Literal["none"] | Kind:
        """What the correction makes of it."""
        return self.correction.kind


def places_of(
    wanted: Sequence[Correction], blocks: Sequence[View], letters: Sequence[Letter], where: Callable[[int], str]
) -> list[Place]:
    """The places of all corrections, outer before inner; raises ManifestError with all that is wrong with them."""
    anchors = Anchors([view.text for view in blocks])
    places: list[Place] = []
    problems: list[Problem] = []
    for number, correction in enumerate(wanted):
        try:
            first, last = _indices(correction, anchors, blocks, letters)
        except _AnchorError as fault:
            problems.append(Problem(str(fault), where(number), fault.remedy))
        else:
            places.append(Place(correction, number, blocks[first].first, blocks[last].last))
    places.sort(key=lambda place: (place.first, -place.last, place.number))
    problems += _contradictions(places, where)
    if problems:
        raise ManifestError(*problems)
    return places


class _AnchorError(Exception):
    """The words of an anchor are not found, or found more than once."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.remedy = remedy


def _indices(
    correction: Correction, anchors: Anchors, blocks: Sequence[View], letters: Sequence[Letter]
) -> tuple[int, int]:
    """The first and the last view of a correction."""
    starting = {letter.first: letter for letter in reversed(letters)}
    firsts = anchors.standing(correction.first)
    if len(firsts) > 1:
        # Words that open several blocks mean the letter that opens with them, where only one does.
        opening = [at for at in firsts if blocks[at].first in starting]
        firsts = opening if len(opening) == 1 else firsts
    first = _only(firsts, anchors, correction.first)
    if correction.last is None:
        found = starting.get(blocks[first].first)
        return first, _index(blocks, found.last) if found else first
    lasts = anchors.standing(correction.last, first)
    return first, _only(lasts, anchors, correction.last, first, f" at or after “{correction.first}”")


def _only(found: Sequence[int], anchors: Anchors, words: str, after: int = 0, where: str = "") -> int:
    """The one block that was found for the words; raises _AnchorError where there is none, or another."""
    if not found:
        raise _AnchorError(f"no block{where} begins with “{words}”", _instead(anchors, words))
    if len(found) > 1:
        named = ", ".join(f"“{anchors.words_for(at, after)}”" for at in found[:_NAMED])
        more = ", …" if len(found) > _NAMED else ""
        raise _AnchorError(
            f"{len(found)} blocks{where} begin with “{words}”", f"give more words, one of: {named}{more}"
        )
    return found[0]


def _instead(anchors: Anchors, words: str) -> str:
    """What to write in place of words that no block begins with, at the place where they were looked for."""
    if anchors.standing(words):
        return "the only ones that do stand above it"
    if (at := anchors.amid(words)) is not None:
        return f"the block “{anchors.words_for(at)}” has them further on: give its first words"
    if like := anchors.like(words):
        return f"did you mean “{like}”?"
    return "give the first words of the block as the source has them"


def _index(blocks: Sequence[View], number: int) -> int:
    return next(at for at, view in enumerate(blocks) if view.first <= number <= view.last)


def _contradictions(places: Sequence[Place], where: Callable[[int], str]) -> Iterator[Problem]:
    """Two corrections of the same blocks, or of blocks that only partly are the same."""
    around: list[Place] = []
    for place in places:
        while around and around[-1].last < place.first:
            around.pop()
        if around and (around[-1].span == place.span or around[-1].last < place.last):
            former, latter = sorted((around[-1].number, place.number))
            both = "speak of the same blocks" if around[-1].span == place.span else "overlap"
            yield Problem(
                f"this correction and that of {where(former)} {both}",
                where(latter),
                "keep one of them, or let one lie wholly inside the other",
            )
        around.append(place)
