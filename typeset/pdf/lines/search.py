"""The search: of all ways to break a paragraph, the one whose demerits add up to least.

Enters: the places where lines may end, the measures, the costs.  Leaves: the places where they do end.  Never looks at
a glyph.

Knuth and Plass's optimum fit (Breaking Paragraphs into Lines, 1981) as a shortest path over (place, state): places in
order, and for each the least demerits of every state that the next line's cost depends on. Sums of widths up to each
place make a line's cost a matter of subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from typeset.pdf.lines.costs import COSTS, Costs, Try

# A line is overfull only by more than this (CSS px): widths are sums of rounded numbers, and a box that Pango measured
# for a text may be a little narrower than the sum of its words.
TOLERANCE_PX = 0.01
# Fitness classes: tight, decent, loose, very loose; lines side by side differ by one at most, or pay for it.
TIGHT, DECENT, LOOSE, VERY_LOOSE = range(4)


class Measure(NamedTuple):
    """Where one line stands: its distance from the block's left edge, and its width (CSS px)."""

    left: float
    width: float


@dataclass(slots=True)
class Places:
    """Where lines of a paragraph may begin and end; lists of one length, the first place its start, the last its end.

    end: natural width of all up to a line that ends here.  start: of all before a line that begins here (both with
    what hangs into the margins left out).  end_space, start_space: of these, word spaces.  penalty: of a break here.
    hyphen: whether a hyphen is set.  characters: how many stand before.
    """

    end: list[float] = field(default_factory=list)
    start: list[float] = field(default_factory=list)
    end_space: list[float] = field(default_factory=list)
    start_space: list[float] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    hyphen: list[bool] = field(default_factory=list)
    characters: list[int] = field(default_factory=list)

    def add(
        self, end: float, start: float, end_space: float, start_space: float,
        penalty: float = 0, hyphen: bool = False, characters: int = 0,
    ) -> None:  # fmt: skip
        """One more place."""
        self.end.append(end)
        self.start.append(start)
        self.end_space.append(end_space)
        self.start_space.append(start_space)
        self.penalty.append(penalty)
        self.hyphen.append(hyphen)
        self.characters.append(characters)


# A state as one number: (the number of the next line's measure × 4 + the fitness of this line) × 3 + how many lines
# with a hyphen run up to it (two and more are told by `Try.ladder` alone).
State = int
CLASSES, RUNS = 4, 3
# The best way to a place and a state: what it costs, where its last line begins, and the state there.
_Step = tuple[float, int, State]


def fitness(ratio: float) -> int:
    """The fitness class of a line by its ratio (Knuth and Plass, p. 1155)."""
    if ratio < -0.5:
        return TIGHT
    if ratio <= 0.5:
        return DECENT
    return LOOSE if ratio <= 1 else VERY_LOOSE


class Way(NamedTuple):
    """One way to break a paragraph: what it costs, and the numbers of the places where its lines end."""

    demerits: float
    breaks: list[int]


def total_fit(
    places: Places, measures: Sequence[Measure], limits: Try, ragged: bool = False, costs: Costs = COSTS
) -> Way | None:
    """The best way to break within the limits of a try, or None where there is none.

    measures: of the first lines in order; the last holds for all that follow.  ragged: lines keep their natural width.
    """
    ways = _searched(places, measures, limits, ragged, costs, len(measures) - 1).values()
    return min(ways, key=lambda way: way.demerits, default=None)


def ways_by_lines(
    places: Places, measures: Sequence[Measure], limits: Try, ragged: bool = False, costs: Costs = COSTS
) -> dict[int, Way]:
    """The best way for each number of lines that the paragraph can have, as `total_fit` (TeX's looseness, for all)."""
    return _searched(places, measures, limits, ragged, costs, len(places.end))


def _searched(
    places: Places, measures: Sequence[Measure], limits: Try, ragged: bool, costs: Costs, most: int
) -> dict[int, Way]:
    """The best way by the number of its lines, where numbers above `most` are not told apart."""
    last, last_measure = len(places.end) - 1, len(measures) - 1
    best: list[dict[State, _Step]] = [{} for _ in places.end]
    best[0][DECENT * RUNS] = (0.0, -1, 0)
    lows = [1] * len(measures)
    hyphened = places.hyphen
    unlike = [[costs.unlike if abs(a - b) > 1 else 0.0 for b in range(CLASSES)] for a in range(CLASSES)]
    for start in range(last):
        if not best[start]:
            continue
        lines: list[tuple[int, float, int]] = []
        measured = -1
        for number, states in _by_number(best[start], most):
            nth = min(number, last_measure)
            if nth != measured:
                low, width, measured = max(lows[nth], start + 1), measures[nth].width, nth
                lines, lows[nth] = _lines_from(places, start, low, width, limits, ragged, costs)
            first_state = min(number + 1, most) * CLASSES * RUNS
            for end, line, class_ in lines:
                there, unlikes, plain = best[end], unlike[class_], first_state + class_ * RUNS
                for demerits, last_class, run, state in states:
                    demerits += line + unlikes[last_class]
                    reached = plain
                    if hyphened[end]:
                        if run >= limits.ladder:
                            continue
                        if run:
                            demerits += costs.next_hyphen
                        reached += 1 if not run else 2
                    known = there.get(reached)
                    if known is None or demerits < known[0]:
                        there[reached] = (demerits, start, state)
    ways: dict[int, Way] = {}
    for number, states in _by_number(best[last], len(places.end)):
        demerits, *_, state = min(states)
        ways[number] = Way(demerits, _traced(best, last, state))
    return ways


def _by_number(steps: dict[State, _Step], most: int) -> list[tuple[int, list[tuple[float, int, int, State]]]]:
    """(demerits, fitness, run of hyphens, state) of each state at a place, by the number of the next line's measure."""
    found: dict[int, list[tuple[float, int, int, State]]] = {}
    for state in sorted(steps) if most else steps:
        fit, run = divmod(state, RUNS)
        number, class_ = divmod(fit, CLASSES)
        found.setdefault(number, []).append((steps[state][0], class_, run, state))
    return list(found.items())


def _traced(best: Sequence[dict[State, _Step]], place: int, state: State) -> list[int]:
    breaks = []
    while place:
        breaks.append(place)
        _, place, state = best[place][state]
    return breaks[::-1]


def _lines_from(
    places: Places, start: int, low: int, width: float, limits: Try, ragged: bool, costs: Costs
) -> tuple[list[tuple[int, float, int]], int]:
    """((end, demerits, fitness) of each line from a place that fits, where later starts need look first).

    low: the first place to look at.
    """
    end, end_space, penalty, last = places.end, places.end_space, places.penalty, len(places.end) - 1
    start_x, start_space = places.start[start], places.start_space[start]
    expansion, stretch, shrink, tolerance = costs.expansion, costs.stretch, costs.shrink, limits.tolerance
    least, loosest = costs.line, costs.loosest
    lines: list[tuple[int, float, int]] = []
    for j in range(low, last + 1):
        natural = end[j] - start_x
        extra = width - natural
        spaces = end_space[j] - start_space
        if ragged:
            if extra < -TOLERANCE_PX:
                break
            ratio = 0.0 if j == last else extra / (costs.ragged * width)
        elif extra < 0:
            extra = min(0.0, extra + expansion * (natural - spaces))
            give = shrink * spaces
            if -extra > give + TOLERANCE_PX:
                break
            ratio = extra / give if give else 0.0
        elif j == last:
            ratio = 0.0
        else:
            extra = max(0.0, extra - expansion * (natural - spaces))
            ratio = extra / (stretch * spaces) if spaces else inf if extra else 0.0
        if ratio > tolerance:
            if not lines:
                low = j + 1
            continue
        badness = least + 100 * min(abs(ratio), loosest) ** 3
        demerits = badness * badness + penalty[j] * penalty[j]
        if ratio > 1 and not ragged:
            demerits += costs.wide
        if j == last and _is_runt(places, start, width, costs):
            demerits += costs.runt
        lines.append((j, demerits, fitness(ratio)))
    if limits.anywhere and not lines:
        lines.append((start + 1, costs.overfull, TIGHT))
    return lines, low


def _is_runt(places: Places, first: int, width: float, costs: Costs) -> bool:
    """Whether a last line that begins at a place is too short; a paragraph of one line is none."""
    if not first:
        return False
    length = places.end[-1] - places.start[first]
    return (
        length < costs.runt_measure * width or places.characters[-1] - places.characters[first] < costs.runt_characters
    )
