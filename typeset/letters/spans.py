"""The spans that are letters: candidates by the lattice's probabilities, and the choice of those that gain most.

Enters: a chapter.  Leaves: spans that do not overlap, in order.  Never names a line's role.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from typeset.letters.chapter import HEADS, SALUTATIONS, SIGNATURES, Chapter
from typeset.letters.edges import set_right
from typeset.letters.features import features
from typeset.letters.lattice import FAINT, LABELS, Lattice
from typeset.letters.lexicon import words
from typeset.letters.signs import ANNOUNCED
from typeset.letters.span import Span

# A span is set as a letter where its expected gain is more: the one knob between eager (0.3) and careful (0.5).
CAREFUL = 0.41
# The gain of a span is so far the overlap with what may be there, else the probability that it is right to the block.
_OVERLAP = 0.5
LONGEST = 400
# Candidates kept for each first block, the likeliest.
_KEPT = 10
# Blocks of an aside that a letter goes on after.
_ASIDE = 3
_NEVER = -60.0
# Where single signs make a letter less likely than this, they are not looked at together.
_DOUBTED = 0.1
_GOES_ON = words("continued continues continuing went goes resumed resumes concluded concludes ended ends added adds")


def spans(chapter: Chapter, decided: Collection[int] = ()) -> list[Span]:
    """The letters of a chapter, in order; the views in `decided` are no part of one."""
    likely = _likely(chapter, decided)
    found = set_right(chapter, choose(candidates(likely)), decided)
    return [_continued(chapter, likely, span, found[at - 1] if at else None) for at, span in enumerate(found)]


def _likely(chapter: Chapter, decided: Collection[int]) -> Lattice:
    """The probabilities: single signs are weighed everywhere, signs together where there may be a letter."""
    learned, names = chapter.learned, features(chapter)
    emissions = learned.spans.emissions(names)
    if learned.units.bias:
        alone = Lattice(emissions, learned.spans.transitions)
        asked = [at for at in range(len(alone)) if max(alone.inside[at], alone.asides[at]) > _DOUBTED]
        learned.units.add(emissions, names, asked)
    for at in decided:
        emissions[at] = [0.0, *[_NEVER] * (len(LABELS) - 1)]
    return Lattice(emissions, learned.spans.transitions)


def candidates(likely: Lattice) -> list[Span]:
    """The spans that are not unlikely, ordered by their last block; `confidence` is not reckoned yet."""
    found: list[Span] = []
    inside, ends = likely.inside, likely.ends
    for first, chance in enumerate(likely.begins):
        if chance < FAINT:
            continue
        some: list[Span] = []
        for last in range(first, min(len(likely), first + LONGEST)):
            if inside[last] < FAINT:
                break
            if ends[last] >= FAINT and (exact := likely.span(first, last)) >= FAINT:
                some.append(Span(first, last, 0.0, exact))
        some.sort(key=lambda span: -span.exact)
        found += some[:_KEPT]
    return sorted(found, key=lambda span: (span.last, span.first))


def choose(some: Sequence[Span], careful: float = CAREFUL) -> list[Span]:
    """The spans that do not overlap and whose expected gains, less `careful` each, add up to most.

    A span's gain is half its own probability and half its expected overlap with what is really there, so that a letter
    that is surely there is kept though its ends are in doubt.
    """
    lasts = [span.last for span in some]
    best: list[tuple[float, int]] = [(0.0, -1)]  # by number of spans looked at: gain, and the one taken last
    before: list[int] = []
    gains = _overlaps(some, lasts)
    for number, span in enumerate(some):
        before.append(bisect_left(lasts, span.first, 0, number))
        gain = best[before[-1]][0] + (1 - _OVERLAP) * span.exact + _OVERLAP * gains[number] - careful
        best.append((gain, number) if gain > best[-1][0] else (best[-1][0], -1))
    taken: list[Span] = []
    at = len(some)
    while at:
        if best[at][1] < 0:
            at -= 1
            continue
        span = some[best[at][1]]
        taken.append(Span(span.first, span.last, min(1.0, _near(span, some, lasts)), span.exact))
        at = before[best[at][1]]
    return taken[::-1]


def _overlaps(some: Sequence[Span], lasts: Sequence[int]) -> list[float]:
    """For each span the expected share that it has in common with the letter that is there."""
    return [sum(other.exact * _common(span, other) for other in _touching(span, some, lasts)) for span in some]


def _near(span: Span, some: Sequence[Span], lasts: Sequence[int]) -> float:
    """The probability that a letter is there which has at least half in common with the span."""
    return sum(other.exact for other in _touching(span, some, lasts) if _common(span, other) >= 0.5)


def _touching(span: Span, some: Sequence[Span], lasts: Sequence[int]) -> Iterable[Span]:
    end = bisect_left(lasts, span.last + LONGEST)
    return (other for other in some[bisect_left(lasts, span.first) : end] if other.first <= span.last)


def _common(one: Span, other: Span) -> float:
    both = min(one.last, other.last) - max(one.first, other.first) + 1
    return max(0, both) / (max(one.last, other.last) - min(one.first, other.first) + 1)


def _continued(chapter: Chapter, likely: Lattice, span: Span, before: Span | None) -> Span:
    """The span, marked as a further piece where what parts it from the one before is an aside."""
    if before is None or not 0 < span.first - before.last - 1 <= _ASIDE:
        return span
    between = range(before.last + 1, span.first)
    opens = chapter.keys(chapter.opening, span.first) & (HEADS | SALUTATIONS)
    closed = chapter.ended(before.last) or chapter.keys(chapter.closing, before.last) & SIGNATURES
    announced = chapter.announced[span.first]
    goes_on = _GOES_ON & chapter.views[span.first - 1].vocabulary
    anew = announced is not None and announced.key in ANNOUNCED and not goes_on
    if opens or closed or anew or any(likely.asides[at] < 0.5 for at in between):
        return span
    return replace(span, continues=True)
