"""Candidate spans, and the choice of those that together are worth most.

Enters: a chapter.  Leaves: weighed spans that do not overlap, in order.  Never names a line's role.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from typeset.letters.chapter import HEADS, SALUTATIONS, Chapter
from typeset.letters.score import Evidence, Weighed, weigh
from typeset.letters.signs import Sign
from typeset.letters.view import narrates
from typeset.letters.weights import CAREFUL, WEIGHTS

LONGEST = 400
# Candidates kept for each first block, the best.
_KEPT = 6
# The walk from a first block stops where the story's own voice has spoken this much.
_PATIENCE = -9.0
# Letters within this many blocks of one another may be of one series.
_NEAR = 6
# The walk stops, too, where this many letters have opened, or nothing but furniture has stood for so many blocks.
_OPENINGS, _FURNITURE = 3, 12


def beginnings(chapter: Chapter) -> list[int]:
    """The blocks where a letter might begin."""
    views, found = chapter.views, []
    for at, view in enumerate(views):
        announced = chapter.announced[at]
        if (
            chapter.opening[at]
            or (announced and announced.key.startswith("announced"))
            or (view.slanted and (not at or not views[at - 1].slanted))
            or ((view.quoted or view.inset) and (not at or not (views[at - 1].quoted or views[at - 1].inset)))
        ):
            found.append(at)
    return found


def endings(chapter: Chapter, first: int) -> list[int]:
    """The blocks where a letter that begins with `first` might end."""
    views, found, mood = chapter.views, [], 0.0
    for at in range(first, min(len(views), first + LONGEST)):
        mood = min(0.0, mood + chapter.voice(at))
        bare = at - first > _FURNITURE and chapter.total(chapter.sums.bare, first, at) > at - first
        if mood < _PATIENCE or bare or chapter.total(chapter.sums.starts, first + 1, at) > _OPENINGS:
            break
        last = at + 1 == len(views)
        if (
            last
            or at == first
            or chapter.closing[at]
            or views[at + 1].gap
            or views[at + 1].broken
            or chapter.opening[at + 1]
            or (views[at].slanted) != (views[at + 1].slanted)
            or views[at].quoted != views[at + 1].quoted
            or views[at].inset != views[at + 1].inset
            or (views[at].closes and views[first].opens)
            or chapter.voice(at + 1) < 0
            or views[at + 1].opens != views[at].opens
        ):
            found.append(at)
    return found


def candidates(chapter: Chapter) -> list[Weighed]:
    """The best spans for each block where a letter might begin, ordered by their last block."""
    found: list[Weighed] = []
    for first in beginnings(chapter):
        some = sorted((weigh(chapter, first, last) for last in endings(chapter, first)), key=lambda each: -each.score)
        found += some[:_KEPT]
    return sorted(found, key=lambda each: (each.last, each.first))


def choose(spans: Iterable[Weighed], least: float = CAREFUL) -> list[Weighed]:
    """The spans that do not overlap and whose scores, less `least` each, add up to most."""
    ordered = sorted((span for span in spans if span.score > least), key=lambda each: (each.last, each.first))
    best: list[tuple[float, int]] = [(0.0, -1)]  # by number of spans looked at: value, and the span taken last
    lasts = [span.last for span in ordered]
    previous: list[int] = []
    for number, span in enumerate(ordered):
        before = bisect_left(lasts, span.first, 0, number)
        previous.append(before)
        value = best[before][0] + span.score - least
        best.append(max(best[-1], (value, number), key=lambda each: each[0]))
    taken: list[Weighed] = []
    at = len(ordered)
    while at > 0:
        value, number = best[at]
        if value == best[at - 1][0]:
            at -= 1
            continue
        taken.append(ordered[number])
        at = previous[number]
    return taken[::-1]


def beside(chapter: Chapter, spans: Sequence[Weighed], chosen: Sequence[Weighed]) -> list[Weighed]:
    """The spans again, those raised that open as letters already chosen near them do."""
    lasts = [span.last for span in chosen]
    sign = Sign("as the letters beside it")
    evidence = Evidence(sign, WEIGHTS[sign.key])
    raised = []
    for span in spans:
        at = bisect_left(lasts, span.first)
        near = [*chosen[max(0, at - 1) : at], *(each for each in chosen[at : at + 2] if each.first > span.last)]
        form = _form(chapter, span.first)
        if form and any(form & _form(chapter, each.first) for each in near if _apart(span, each) < _NEAR):
            span = replace(span, evidence=(*span.evidence, evidence), score=span.score + evidence.weight)
        raised.append(span)
    return raised


def _apart(one: Weighed, other: Weighed) -> int:
    return max(one.first - other.last, other.first - one.last)


def _form(chapter: Chapter, first: int) -> frozenset[str]:
    return frozenset(sign.key for sign in chapter.opening[first] if sign.key in HEADS or sign.key in SALUTATIONS)


def resumed(chapter: Chapter, chosen: Sequence[Weighed]) -> list[Weighed]:
    """Spans for letters that the narrator breaks into: the piece before the aside, and those that go on after it."""
    found: list[Weighed] = []
    for span in chosen:
        inside = [at for at in range(span.first + 1, span.last) if chapter.total(chapter.sums.asides, at, at)]
        found += [weigh(chapter, span.first, aside - 1) for aside in inside]
        after = span.last + 1
        ends = after >= len(chapter.views) or chapter.ended(span.last) or not narrates(chapter.views[after])
        for aside in inside if ends else [*inside, after]:
            found += _going_on(chapter, span, aside + 1)
    return found


def _going_on(chapter: Chapter, begun: Weighed, first: int) -> list[Weighed]:
    """The spans that take a letter up again at `first`; none where that paragraph is not of the letter's kind."""
    if first >= len(chapter.views):
        return []
    began, again = chapter.views[begun.first], chapter.views[first]
    if (
        chapter.keys(chapter.opening, first) & SALUTATIONS
        or chapter.starts_letter(first)
        or again.broken
        or narrates(again)
    ):
        return []
    if began.opens != again.opens or began.quoted != again.quoted or (again.opens and again.closes and again.size < 12):
        return []
    if not (again.rates.you or again.rates.me or chapter.closing[first]):
        return []
    sign = Sign("goes on after an aside")
    evidence = Evidence(sign, WEIGHTS[sign.key])
    pieces = [weigh(chapter, first, last) for last in endings(chapter, first)]
    return [
        replace(each, evidence=(evidence, *each.evidence), score=each.score + evidence.weight, continues=True)
        for each in pieces
    ]
