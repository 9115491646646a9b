"""The lengths that a paragraph can have: the best way to set it in each number of lines that does not show.

Enters: a paragraph that has been planned.  Leaves: its plan, and plans of more or fewer lines, each with its price.
Never chooses one.

TeX's looseness (The TeXbook, ch. 14), asked for all numbers of lines in one search. Only justified paragraphs without a
`br` have other lengths than their own: a ragged one that is set longer is narrower than its fellows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from typeset.pdf.lines.costs import COSTS, Costs
from typeset.pdf.lines.paragraph import START, Line, Paragraph, Place, Plan
from typeset.pdf.lines.search import ways_by_lines

HYPHENS = "-\u2010"


class Length(NamedTuple):
    """One length of a paragraph: its plan, and the demerits that it has beyond the best."""

    plan: Plan
    price: float


def lengths(paragraph: Paragraph, plan: Plan, costs: Costs = COSTS) -> dict[int, Length]:
    """The lengths by number of lines; always that of the plan, which is the paragraph's best.

    plan: of the whole paragraph, from its start.
    """
    best = len(plan.lines)
    found = {best: Length(plan, 0.0)}
    if not _may_vary(paragraph, plan, costs):
        return found
    where, places = paragraph.places(START, len(paragraph.text), costs.other_lengths)
    paragraph.forget_places()
    ways = ways_by_lines(places, plan.measures, costs.other_lengths, costs=costs)
    if best not in ways:  # the best itself is beyond the limits of other lengths
        return found
    for number, way in ways.items():
        price = way.demerits - ways[best].demerits
        if number != best and price <= costs.dearest_length:
            ends = [Place(*where[place]) for place in way.breaks]
            found[number] = Length(_planned(paragraph, plan, ends), max(0.0, price))
    return found


def ends_with_hyphen(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line ends with a hyphen, its own or the text's."""
    if line.end is None:
        return False
    return line.end.hyphen or (not line.end.offset and paragraph.text[line.end.piece - 1].endswith(tuple(HYPHENS)))


def _planned(paragraph: Paragraph, plan: Plan, ends: list[Place]) -> Plan:
    lines = []
    for number, (start, end) in enumerate(pairwise([START, *ends])):
        measure = plan.measures[min(number, len(plan.measures) - 1)]
        is_last = end.piece == len(paragraph.text)
        lines.append(Line(start, None if is_last else end, measure, is_last))
    return Plan(plan.measures, lines, {line.start[:2]: number for number, line in enumerate(lines)})


def _may_vary(paragraph: Paragraph, plan: Plan, costs: Costs) -> bool:
    """Whether a paragraph's words may give another number of lines at all: cheap, and never wrongly no."""
    if paragraph.ragged or any(line.is_last for line in plan.lines[:-1]):
        return False
    natural = paragraph.finish[-1] - paragraph.begin[0]
    spaces = paragraph.spaces[-1]
    glyphs = natural - spaces
    widths = [plan.measures[min(n, len(plan.measures) - 1)].width for n in range(len(plan.lines))]
    longest = natural + costs.stretch * spaces + costs.expansion * glyphs
    shortest = natural - costs.shrink * spaces - costs.expansion * glyphs
    return longest > sum(widths) or shortest < sum(widths[:-1])
