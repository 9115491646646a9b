"""The page plan: of all ways to end the pages of a run of text, the one whose faults add up to least.

Enters: the run as units with the lengths they can have, the height of a page, the side it begins on.  Leaves: the
length of each unit, and where each page begins.  Never looks at a box.

A shortest path over the units in order, as the lines' search is over the places of a paragraph (Knuth and Plass, 1981;
Plass, Optimal Pagination Techniques, 1981): the state is how far the page is filled, its side, and how much the page
facing it was short, since nothing else weighs on what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from typeset.pdf.pages.costs import PAGE_COSTS, PageCosts

# Heights are sums of rounded numbers (leadings): so much over is none, and so much apart the same.
TOLERANCE = 0.02


class Setting(NamedTuple):
    """A unit in one of its lengths. heights: of its lines (leadings).  hyphens: of them, which end with one."""

    heights: tuple[float, ...]
    hyphens: tuple[bool, ...] = ()
    price: float = 0.0

    def hyphen(self, line: int) -> bool:
        """Whether a line ends with a hyphen."""
        return bool(self.hyphens) and self.hyphens[line]


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands in the flow between two places where blocks meet: a paragraph, or something in one piece.

    All heights in leadings.  white: from the unit before.  head: above it where it begins a page.  foot: below the
    unit before where that ends a page.  may_break: whether a page may end before it.  orphans, widows: how many of its
    lines are left together at least, at a page's foot and head.  elastic: whether the white may be a line more.
    edge: how much more it takes where it begins or ends a page (a scene break's mark has white on its inner side).
    """

    settings: tuple[Setting, ...]
    white: float = 0.0
    head: float = 0.0
    foot: float = 0.0
    may_break: bool = True
    orphans: int = 2
    widows: int = 2
    elastic: bool = False
    edge: float = 0.0


class Break(NamedTuple):
    """Where a page begins: a unit, and how many of its lines stand on pages before."""

    unit: int
    line: int = 0


class PagePlan(NamedTuple):
    """What was chosen: the number of each unit's setting, the beginnings of the pages but the first, and its cost.

    widened: the units that have a line more of white before them.
    """

    settings: list[int]
    breaks: list[Break]
    widened: list[int]
    cost: float


# A page in the making: how far it is filled (leadings; None where nothing stands on it yet), whether it is a recto, and
# by how many leadings the verso that faces this recto was short (None where there is none).
_Page = tuple[float | None, bool, float | None]


class _Way(NamedTuple):
    """A way so far: what it cost, and its last step, from which the others are found."""

    cost: float
    before: _Way | None
    setting: int
    breaks: tuple[Break, ...]
    is_widened: bool


def plan(units: Sequence[Unit], capacity: float, is_recto: bool, costs: PageCosts = PAGE_COSTS) -> PagePlan:
    """The best plan for a run that begins on a fresh page and ends with its text.

    capacity: of a page, in leadings.  A unit in one piece that is higher stands on its page alone; before lines that
    no page has room for, the plan ends.
    """
    needs = _needs(units, capacity)
    ways: dict[_Page, _Way] = {(None, is_recto, None): _Way(0.0, None, 0, (), False)}
    for number, unit in enumerate(units):
        after: dict[_Page, _Way] = {}
        edge = units[number - 1].edge if number else 0.0
        dearest = min(way.cost for way in ways.values()) + costs.hopeless
        for page, way in ways.items():
            if way.cost > dearest:
                continue
            for place, price, breaks, is_widened in _begun(page, unit, number, needs[number], edge, capacity, costs):
                is_head = page[0] is None or bool(breaks)
                for chosen, setting in enumerate(unit.settings):
                    for end, more, turned in _set(place, is_head, unit, setting, number, capacity, costs):
                        cost = way.cost + price + setting.price + more
                        known = after.get(end)
                        if known is None or cost < known.cost:
                            after[end] = _Way(cost, way, chosen, breaks + turned, is_widened)
        if not after:  # nothing of it has room on any page
            break
        ways = after
    ends = (
        (way.cost + costs.stub * max(0.0, costs.fewest_lines - (page[0] or 0.0)), way) for page, way in ways.items()
    )
    cost, way = min(ends, key=lambda end: end[0])
    return _traced(way, cost)


def _needs(units: Sequence[Unit], capacity: float) -> list[float]:
    """For each unit the least room (leadings) that a page must have for it to begin there and the page to end well.

    Where no page has that room, what its first lines take, or all of them if it cannot be parted.
    """
    needs = [0.0] * len(units)
    for number in range(len(units) - 1, -1, -1):
        unit = units[number]
        parted = [setting for setting in unit.settings if len(setting.heights) >= unit.orphans + unit.widows]
        if parted:
            needs[number] = min(sum(setting.heights[: unit.orphans]) for setting in parted)
            continue
        own = more = min(sum(setting.heights) for setting in unit.settings)
        if number + 1 < len(units):
            after = units[number + 1]
            goes_on = after.white + needs[number + 1]
            more += min(goes_on, after.foot + unit.edge) if after.may_break else goes_on
        needs[number] = more if unit.head + unit.edge + more <= capacity + TOLERANCE else own
    return needs


def _begun(
    page: _Page, unit: Unit, number: int, need: float, edge: float, capacity: float, costs: PageCosts
) -> Iterator[tuple[_Page, float, tuple[Break, ...], bool]]:
    """(page, price, breaks, whether with more white) for each way to begin a unit: on the page that is, or the next.

    need: the room that it must have.  edge: how much more the unit before takes where it ends the page.
    """
    filled, is_recto, facing = page
    if filled is None:
        yield (unit.head + unit.edge, is_recto, facing), 0.0, (), False
        return
    fits = filled + unit.white + need <= capacity + TOLERANCE
    if fits or not unit.may_break:
        yield (filled + unit.white, is_recto, facing), 0.0, (), False
    if unit.elastic and filled + unit.white + 1 + need <= capacity + TOLERANCE:
        yield (filled + unit.white + 1, is_recto, facing), costs.white, (), True
    filled += edge
    if not fits or (unit.may_break and capacity - filled <= costs.earliest + TOLERANCE):
        side, short, price = _turned(page, capacity - filled, False, costs)
        if not unit.may_break or filled + unit.foot > capacity + TOLERANCE:
            price += costs.forbidden
        yield (unit.head + unit.edge, side, short), price, (Break(number),), False


def _set(
    page: _Page, is_head: bool, unit: Unit, setting: Setting, number: int, capacity: float, costs: PageCosts
) -> Iterator[tuple[_Page, float, tuple[Break, ...]]]:
    """(page, price, breaks) for each way to set a unit's lines from a place on a page on; is_head: nothing is above."""
    heights = setting.heights
    begin, is_recto, facing = page
    assert begin is not None
    total = begin + sum(heights)
    if total <= capacity + TOLERANCE or (is_head and len(heights) == 1):
        yield (round(total, 2), is_recto, facing), 0.0, ()
        if total <= capacity - costs.earliest:
            return
    waiting: list[tuple[_Page, int, float, tuple[Break, ...]]] = [(page, 0, 0.0, ())]
    while waiting:
        page, line, price, breaks = waiting.pop()
        begin, is_recto, facing = page
        assert begin is not None
        reached = begin
        for kept, height in enumerate(heights[line:], start=line + 1):
            reached += height
            short = capacity - reached
            if short < -TOLERANCE:
                break
            if kept == len(heights):
                if breaks:
                    yield (round(reached, 2), is_recto, facing), price, breaks
                break
            if short > costs.earliest or kept < unit.orphans or len(heights) - kept < unit.widows:
                continue
            side, shortage, more = _turned(page, short, setting.hyphen(kept - 1), costs)
            waiting.append(((0.0, side, shortage), kept, price + more, (*breaks, Break(number, kept))))


def _turned(page: _Page, short: float, hyphen: bool, costs: PageCosts) -> tuple[bool, float | None, float]:
    """Of the page after one that ends so many leadings short: its side and what faces it; and what this end costs."""
    _, is_recto, facing = page
    short = round(short, 2) if short >= 1 - TOLERANCE else 0.0  # less is what no line would have room in
    price = min(costs.short * short + costs.hole * max(0.0, short - 1) ** 2, costs.worst) + short
    if is_recto and facing is not None:
        price += min(costs.uneven * abs(short - facing), costs.worst)
    if hyphen:
        price += costs.hyphen_over_leaf if is_recto else costs.hyphen_over_gutter
    return not is_recto, None if is_recto else short, price


def _traced(way: _Way, cost: float) -> PagePlan:
    steps: list[_Way] = []
    step = way
    while step.before is not None:
        steps.append(step)
        step = step.before
    steps.reverse()
    return PagePlan(
        [step.setting for step in steps],
        [begun for step in steps for begun in step.breaks],
        [number for number, step in enumerate(steps) if step.is_widened],
        cost,
    )
