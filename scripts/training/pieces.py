"""One sequence to learn from, and what of it is learned.

Enters: pieces of labelled chapters.  Leaves: sequences, each block with the features that it is looked at with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# A feature that fewer authors have is not learned: it may be of a book, not of letters.
FEWEST_AUTHORS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """One sequence to learn from: whose it is, the chapter it is of, its features and labels (None: not said)."""

    author: str
    chapter: str
    features: list[list[str]]
    labels: list[str | None]


class Sequenced(NamedTuple):
    """A sequence without blocks of which nothing is said; features: "offset<tab>name", of the blocks around as well."""

    features: list[list[str]]
    labels: list[str]


def sequences(some: Sequence[Piece], reach: Mapping[str, tuple[int, ...]]) -> Iterator[Sequenced]:
    """What is learned of pieces: by the features that several authors have, cut where nothing is said."""
    kept = common(some, FEWEST_AUTHORS)
    for piece in some:
        seen = windowed([[name for name in names if name in kept] for names in piece.features], reach)
        cuts = [-1, *(at for at, label in enumerate(piece.labels) if label is None), len(seen)]
        for before, after in pairwise(cuts):
            if after > before + 1:
                labels = [label for label in piece.labels[before + 1 : after] if label is not None]
                yield Sequenced(seen[before + 1 : after], labels)


def windowed(named: Sequence[Sequence[str]], reach: Mapping[str, tuple[int, ...]]) -> list[list[str]]:
    """The features that each block is looked at with: its own and those of the blocks around, with their offset."""
    seen: list[list[str]] = [[] for _ in named]
    for at, names in enumerate(named):
        for name in names:
            for offset in reach.get(name.split(":", 1)[0], ()):
                if 0 <= at + offset < len(named):
                    seen[at + offset].append(f"{offset}\t{name}")
    return seen


def common(some: Iterable[Piece], fewest: int) -> set[str]:
    """The features that several authors have."""
    by: dict[str, set[str]] = defaultdict(set)
    for piece in some:
        for names in piece.features:
            for name in names:
                if len(by[name]) < fewest:
                    by[name].add(piece.author)
    return {name for name, whose in by.items() if len(whose) >= fewest}
