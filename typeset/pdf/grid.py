"""The baseline grid: every line of a page onto the lines of the book, whatever its face and size.

Enters: a page that WeasyPrint has laid out.  Leaves: the same page, its lines moved by a point or two.
Never changes where a line is broken or what page it is on.

Leading is one for the whole book, so a block of another face or size keeps the count of lines; only its baseline
inside the line moves, as the face's ascent and descent say. WeasyPrint has measured that for every line it made, so
the shift is taken from the line itself and holds for any face, size and user's sheet. (`position: relative` in a
sheet would do the same, but WeasyPrint paints what is positioned after the rest of the page, so its words would come
out of order.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import PageBox

# A line whose height is this near to a whole number of leadings stands on the grid (CSS px; floats in, floats out).
TOLERANCE_PX = 0.05


def baseline_shift(position: float, grid_start: float, leading: float) -> float:
    """How far a baseline at `position` is from the nearest line of the grid; positive is down. Any one unit."""
    lines = round((position - grid_start) / leading)
    return grid_start + lines * leading - position


def settle(page: PageBox) -> None:
    """Move the lines of a page onto the grid, in place.

    The grid is that of the root element: its first baseline where text of the body's face and size would have it on
    the first line. Left alone: running heads and folios; lines whose height is no whole number of leadings, which is
    how a sheet says that something stands off the grid (a title page's names).
    """
    from weasyprint.formatting_structure.boxes import LineBox
    from weasyprint.text.line_break import strut

    root = page.children[0]
    leading, first_baseline = strut(root.style)
    grid_start = page.content_box_y() + first_baseline
    for box in root.descendants(placeholders=True):
        if not isinstance(box, LineBox) or not box.height:
            continue
        lines = box.height / leading
        if round(lines) < 1 or abs(lines - round(lines)) * leading > TOLERANCE_PX:
            continue
        box.translate(0, baseline_shift(box.position_y + box.baseline, grid_start, leading))
