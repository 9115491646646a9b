"""Chapters made by rule from labelled ones: letters broken by asides, side by side, signed after a dash.

Enters: a chapter's views and its letters.  Leaves: views and labels, or none where there is nothing to make.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from typeset.letters.view import View, narrates
from typeset.model import new

OPENINGS = frozenset({"salutation", "dateline", "letterhead", "address", "heading"})
CLOSINGS = frozenset({"valediction", "signature", "postscript"})


class Found(NamedTuple):
    """A labelled letter by views; roles: one a view."""

    first: int
    last: int
    roles: list[str]


Shape = tuple[list[View], list[str | None]]


def lettered(count: int) -> list[str]:
    return ["S"] if count == 1 else ["B", *["I"] * (count - 2), "E"]


def rebuilt(seen: Sequence[View], found: Sequence[Found], changed: Sequence[Shape]) -> Shape:
    """A chapter with its letters changed."""
    out: list[View] = []
    labels: list[str | None] = []
    at = 0
    for letter, (inside, named) in zip(found, changed, strict=True):
        out += [*seen[at : letter.first], *inside]
        labels += [*["O"] * (letter.first - at), *named]
        at = letter.last + 1
    return [*out, *seen[at:]], [*labels, *["O"] * (len(seen) - at)]


def unchanged(seen: Sequence[View], letter: Found) -> Shape:
    return list(seen[letter.first : letter.last + 1]), list(lettered(letter.last - letter.first + 1))


def asides(seen: Sequence[View], found: Sequence[Found], rng: random.Random) -> Shape | None:
    """A narrator's aside in each long letter: a paragraph of the same chapter's narration."""
    inside = {at for letter in found for at in range(letter.first, letter.last + 1)}
    told = [v for at, v in enumerate(seen) if at not in inside and 8 <= v.size <= 70 and not v.opens and narrates(v)]
    if not told:
        return None
    changed = []
    broken = False
    for letter in found:
        body = [at for at in range(letter.first, letter.last + 1) if letter.roles[at - letter.first] == "body"]
        cuts = [at for at in body if at < letter.last]
        if not cuts or rng.random() < 0.2:
            changed.append(unchanged(seen, letter))
            continue
        cut, count = rng.choice(cuts), 1 if rng.random() < 0.8 else 2
        aside = [rng.choice(told) for _ in range(count)]
        labels: list[str | None] = [*lettered(cut - letter.first + 1), *["A"] * count, *lettered(letter.last - cut)]
        changed.append(([*seen[letter.first : cut + 1], *aside, *seen[cut + 1 : letter.last + 1]], labels))
        broken = True
    return rebuilt(seen, found, changed) if broken else None


def side_by_side(seen: Sequence[View], found: Sequence[Found], rng: random.Random) -> Shape | None:
    """The chapter's letters right after one another, some without their close, some where the text begins."""
    whole = [letter for letter in found if letter.roles[0] in OPENINGS]
    if not whole or rng.random() < 0.6:
        return None
    chosen = rng.sample(whole, min(len(whole), 4))
    if len(chosen) < 2:
        chosen *= 2
    start = rng.choice((0, 0, min(4, found[0].first)))
    out = list(seen[found[0].first - start : found[0].first])
    labels: list[str | None] = ["O"] * start
    closed = rng.random() < 0.5
    for letter in chosen:
        kept = [
            at
            for at in range(letter.first, letter.last + 1)
            if closed or letter.roles[at - letter.first] not in CLOSINGS
        ]
        out += [seen[at] for at in kept]
        labels += lettered(len(kept))
    after = list(seen[found[-1].last + 1 : found[-1].last + 1 + rng.choice((0, 5))])
    return [*out, *after], [*labels, *["O"] * len(after)]


def dashed(seen: Sequence[View], found: Sequence[Found], rng: random.Random) -> Shape | None:
    """Letters signed after a dash, as those in online fiction are, mostly without a formula above it."""
    if rng.random() < 0.4 or not any(letter.roles[-1] == "signature" for letter in found):
        return None
    changed = []
    for letter in found:
        inside, labels = unchanged(seen, letter)
        name = inside[-1]
        if letter.roles[-1] == "signature" and len(inside) > 1 and name.size < 6 and len(name.lines) == 1:
            line = new("p", "— " + name.text.strip(" \"'—_.") + ('"' if name.closes else ""))
            keep = inside[:-1]
            if len(letter.roles) > 2 and letter.roles[-2] == "valediction" and rng.random() < 0.6:
                keep = keep[:-1]
            inside = [*keep, View([line], name.first, name.last, name.gap, name.broken, name.inset)]
            labels = list(lettered(len(inside)))
        changed.append((inside, labels))
    return rebuilt(seen, found, changed)


# In the order in which they are made.
SHAPES = (asides, side_by_side, dashed)
