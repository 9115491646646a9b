"""The user's word on letters: decisions turned over, and people and hands given.

Enters: the letters found, the tree, corrections from the manifest.  Leaves: letters.  Never guesses an anchor: words
that are not found, or are found twice, are an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from typeset.errors import ManifestError, Problem
from typeset.letters.chapter import Chapter
from typeset.letters.roles import roles
from typeset.letters.view import View, views
from typeset.model import Element, Kind, Letter, Role


class Correction(Protocol):
    """One entry of a story's `letters:`.

    first, last: the words its first and last block begin with; no last: the letter found at `first`, else that block
    alone.
    kind: "none", it is no letter; any other, it is one.  sender, recipient, hand: None leaves what was found.
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A correction with the views (indices) that its words stand for."""

    correction: Correction
    first: int
    last: int


def correct(letters: Sequence[Letter], tree: Element, corrections: Iterable[Correction]) -> tuple[Letter, ...]:
    """The letters with the user's corrections made; raises ManifestError that names every anchor not found, at once."""
    wanted = list(corrections)
    if not wanted:
        return tuple(letters)
    blocks = views(tree)
    keys = [_key(view.text) for view in blocks]
    places: list[_Place] = []
    problems: list[Problem] = []
    for correction in wanted:
        try:
            places.append(_place(correction, keys, blocks, letters))
        except _AnchorError as fault:
            problems.append(
                Problem(
                    str(fault),
                    remedy="give the first words of the block as the source has them, enough of them to be the only "
                    "ones",
                )
            )
    if problems:
        raise ManifestError(*problems)
    chapter = Chapter(blocks)
    kept = list(letters)
    for place in places:
        kept = _corrected(kept, place, chapter)
    return tuple(sorted(kept, key=lambda each: (each.first, -each.last)))


class _AnchorError(Exception):
    """The words of an anchor are not found, or found more than once."""


def _place(correction: Correction, keys: Sequence[str], blocks: Sequence[View], letters: Sequence[Letter]) -> _Place:
    firsts = _standing(correction.first, keys)
    starting = {letter.first: letter for letter in letters}
    if len(firsts) > 1:
        # Words that open several blocks mean the letter that opens with them, where only one does.
        opening = [at for at in firsts if blocks[at].first in starting]
        firsts = opening if len(opening) == 1 else firsts
    first = _only(correction.first, firsts)
    if correction.last is None:
        found = starting.get(blocks[first].first)
        return _Place(correction, first, _index(blocks, found.last) if found else first)
    lasts = [at for at in _standing(correction.last, keys) if at >= first]
    if not lasts:
        raise _AnchorError(f"no block at or after “{correction.first}” begins with “{correction.last}”")
    return _Place(correction, first, lasts[0])


def _standing(words: str, keys: Sequence[str]) -> list[int]:
    """The blocks that begin with the words."""
    key = _key(words)
    found = [at for at, each in enumerate(keys) if key and each.startswith(key)]
    if not found:
        raise _AnchorError(f"no block begins with “{words}”")
    return found


def _only(words: str, found: Sequence[int]) -> int:
    if len(found) > 1:
        raise _AnchorError(f"{len(found)} blocks begin with “{words}”")
    return found[0]


def _key(text: str) -> str:
    """Letters and digits in lower case: white space, quotation marks, dashes and their styles do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _index(blocks: Sequence[View], number: int) -> int:
    return next(at for at, view in enumerate(blocks) if view.first <= number <= view.last)


def _corrected(letters: Sequence[Letter], place: _Place, chapter: Chapter) -> list[Letter]:
    first, last = chapter.views[place.first].first, chapter.views[place.last].last
    touched = [letter for letter in letters if letter.first <= last and first <= letter.last]
    kept = [letter for letter in letters if letter not in touched]
    correction = place.correction
    if correction.kind == "none":
        return kept
    before = next((letter for letter in touched if (letter.first, letter.last) == (first, last)), None)
    if before is None:
        named: dict[int, Role] = {}
        for at, role in roles(chapter, place.first, place.last).items():
            named |= dict.fromkeys(range(chapter.views[at].first, chapter.views[at].last + 1), role)
        before = Letter(kind=correction.kind, first=first, last=last, roles=named)
    if correction.sender:
        before = replace(before, sender_from="correction", sender_confidence=1.0)
    if correction.recipient:
        before = replace(before, recipient_from="correction", recipient_confidence=1.0)
    fixed = replace(
        before,
        kind=correction.kind,
        sender=correction.sender or before.sender,
        recipient=correction.recipient or before.recipient,
        hand=correction.hand or before.hand,
        evidence=("said in book.yaml",),
        confidence=1.0,
    )
    return [*kept, fixed]
