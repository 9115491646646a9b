"""What each fault of a page costs: the one table of the page plan.

Enters: nothing.  Leaves: numbers.  Never decides anything.

The scale is that of the lines (`pdf.lines.costs`): demerits, so that a paragraph set a line longer is weighed against
the page that it saves. A hyphen has some 5,000, a line as wide as it may well be 12,000, two hyphens in a row 30,000, a
wide line 500,000.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageCosts:
    """The costs of a setting of pages, in demerits but where a unit is named."""

    # For each line that a page ends above its foot, but the last page of a story. One line is seen by who looks for it.
    short: float = 8e5
    # Lines beyond the first leave a hole, which grows with their square.
    hole: float = 4e5
    # No single fault of these costs more: what cannot be helped shall not be given up for lost.
    worst: float = 8e6
    # Facing pages that end on different lines, for each line of difference: both are seen at once.
    uneven: float = 1e6
    # A line more of white between a letter, a heading or a break and what precedes it: a compositor's own way to fill a
    # page, where there is one. Two of them cost less than a short page, three do not.
    white: float = 3e5
    # A word broken over the turn of a leaf is read half a second later; over the gutter, at once.
    hyphen_over_leaf: float = 1e7
    hyphen_over_gutter: float = 3e4
    # A story whose last page holds fewer lines than these looks like a mistake; for each line that is wanting.
    stub: float = 4e6
    fewest_lines: int = 5
    # A break where the sheets forbid it (`avoid`): only where there is no other way at all.
    forbidden: float = 1e9
    # Pages are tried that end so many lines early, where the text could go on.
    earliest: int = 3
    # What is so much dearer than the best at the same place is given up: no text makes up for it.
    hopeless: float = 3e6


PAGE_COSTS = PageCosts()
