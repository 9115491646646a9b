"""The baseline grid: every line of a page onto the lines of the book, whatever its face and size.

Enters: a page that WeasyPrint has laid out.  Leaves: the same page, its lines moved by a point or two, and the lines
that were not where a grid has them.  Never changes where a line is broken or what page it is on.

Leading is one for the whole book, so a block of another face or size keeps the count of lines; only its baseline
inside the line moves, as the face's ascent and descent say. WeasyPrint has measured that for every line it made, so
the shift is taken from the line itself and holds for any face, size and user's sheet. (`position: relative` in a
sheet would do the same, but WeasyPrint paints what is positioned after the rest of the page, so its words would come
out of order.)

What a face cannot explain is told. In step, the top of every line is a whole number of lines below the page's head; the
first line out of step says that the white right above it is not whole, and those below it only follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from typeset.pdf.strays import Stray, stray

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import LineBox, PageBox

PX_PER_PT = 4 / 3
# A height this near to a whole number of leadings is one; so far may a line be out of step unseen (CSS px).
TOLERANCE_PX, UNSEEN_PX = 0.05, 0.5 * PX_PER_PT
# The pages of titles, copyright and colophon: no line of theirs faces another (print.css).
APART = "quiet"


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines of a page, in CSS px: where its text begins, its leading, its first baseline, how many lines it has."""

    head: float
    leading: float
    first_baseline: float
    lines: int

    def rest(self, height: float) -> float:
        """How far a height is from the nearest whole number of lines; positive where it is more."""
        return height - round(height / self.leading) * self.leading

    def holds(self, height: float) -> bool:
        """Whether a height is one line, or two, or more."""
        return height > self.leading / 2 and abs(self.rest(height)) <= TOLERANCE_PX


@dataclass(frozen=True, slots=True)
class _Settled:
    """A line on the grid: its number from the page's head, how far it was out of step, and how much higher than its
    leading it is where that is no whole line.
    """

    line: LineBox
    number: int
    off: float
    opened: float

    def meets(self, other: _Settled) -> bool:
        """Whether two lines have the same place, and words in it."""
        right, other_right = (each.position_x + each.width for each in (self.line, other.line))
        overlap = min(right, other_right) - max(self.line.position_x, other.line.position_x)
        return self.number <= other.number and overlap > UNSEEN_PX


def baseline_shift(position: float, grid_start: float, leading: float) -> float:
    """How far a baseline at `position` is from the nearest line of the grid; positive is down. Any one unit."""
    lines = round((position - grid_start) / leading)
    return grid_start + lines * leading - position


def settle(page: PageBox) -> list[Stray]:
    """Move the lines of a page onto the grid, in place, running heads and folios too; returns those out of their place.

    The grid is that of the root element: its first baseline where text of the body's face and size would have it on
    the first line. Left alone are lines whose leading is no whole number of the page's, which is how a sheet says that
    something stands off the grid (a title page's names); and all where a sheet leaves the page no leading.
    """
    from weasyprint.text.line_break import strut

    root, *margin_boxes = page.children
    leading, first_baseline = strut(root.style)
    if not leading:
        return []
    grid = _Grid(page.content_box_y(), leading, first_baseline, round(page.height / leading))
    strays: list[Stray] = []
    above: _Settled | None = None
    text = _lines(root, in_flow=page.page_type.name != APART)
    for line, in_flow in chain(text, *(_lines(box, in_flow=False) for box in margin_boxes)):
        if not grid.holds(line.height) and not grid.holds(strut(line.style)[0]):
            continue
        settled = _settle(line, grid)
        if in_flow:
            strays += (stray(code, px / PX_PER_PT, line, root) for code, px in _faults(settled, above, grid))
            above = settled
    return strays


def _settle(line: LineBox, grid: _Grid) -> _Settled:
    """Move one line."""
    off, opened = grid.rest(line.position_y - grid.head), grid.rest(line.height)
    start = grid.head + grid.first_baseline
    line.translate(0, baseline_shift(line.position_y + line.baseline, start, grid.leading))
    number = round((line.position_y + line.baseline - start) / grid.leading)
    return _Settled(line, number, off, opened if abs(opened) > UNSEEN_PX else 0.0)


def _faults(settled: _Settled, above: _Settled | None, grid: _Grid) -> Iterator[tuple[str, float]]:
    """The worst that is wrong with a line, with how far it is off in CSS px; `above` precedes it in the flow."""
    before = above.off + above.opened if above else 0.0
    if above and settled.meets(above):
        yield "P-203", 0.0
    elif settled.number >= grid.lines:
        yield "P-204", (settled.number - grid.lines + 1) * grid.leading
    elif settled.opened:
        yield "P-202", settled.opened
    elif abs(settled.off) > UNSEEN_PX and abs(grid.rest(settled.off - before)) > TOLERANCE_PX:
        yield "P-201", settled.off


def _lines(box: Any, *, in_flow: bool) -> Iterator[tuple[LineBox, bool]]:
    """The lines in a box, each before what is in it, and whether it is in the flow: not in a float, nor in a line."""
    from weasyprint.formatting_structure.boxes import LineBox
    from weasyprint.layout.absolute import AbsolutePlaceholder

    waiting = [(box, in_flow)]
    while waiting:
        found, flows = waiting.pop()
        inner = found._box if isinstance(found, AbsolutePlaceholder) else found
        flows = flows and not inner.is_floated() and not inner.is_absolutely_positioned()
        is_line = isinstance(inner, LineBox)
        if is_line and inner.height:
            yield inner, flows
        waiting += [(child, flows and not is_line) for child in reversed(inner.children)]
