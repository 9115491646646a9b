"""A sheet unfolded: which page stands where on the flat sheet, so that folding it brings the pages in order.

Enters: how many leaves a sheet folds to.  Leaves: the leaves in their cells.  Never knows of paper, sections or files.

Folded, the sheet is a stack of leaves with its spine at the left and its head at the top. It is unfolded as a hand
would do it: the upper half of the stack swings over the hinge, the lower half stays. The last fold is always the spine,
the fold before it joins heads to heads, the one before that fore-edges to fore-edges, and the first of a sheet of 16
leaves feet to feet: the schemes of folio, quarto, octavo and sextodecimo (Gaskell, A New Introduction to Bibliography,
"Imposition").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log2

# The edges over which a sheet is unfolded, in order, seen from its back.
HINGES = ("left", "top", "right", "top")
# The pages that a side of a sheet may hold; as many are its leaves.
UPS = tuple(2**folds for folds in range(1, len(HINGES) + 1))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf in its cell of the flat sheet, seen from the front: the outer side, which has page 0.

    row, column: from the top left.  front, back: pages of the folded sheet, from 0.  upright: its head is at the top.
    """

    row: int
    column: int
    front: int
    back: int
    upright: bool


def folds_of(leaves: int) -> tuple[str, ...]:
    """The folds that make a flat sheet `leaves` leaves, in order: which half, seen from the back, is laid over.

    leaves: 1, or one of UPS.
    """
    return HINGES[: int(log2(leaves))][::-1]


def grid_of(leaves: int) -> tuple[int, int]:
    """Rows and columns of the flat sheet. leaves: 1, or one of UPS."""
    folds = int(log2(leaves))
    return 2 ** (folds // 2), 2 ** ((folds + 1) // 2)


@lru_cache
def unfold(leaves: int) -> tuple[Leaf, ...]:
    """The leaves of a sheet in their cells, row by row. leaves: one of UPS."""
    # A stack a cell, seen from the back of the sheet: (upper page, lower page, upright), the top leaf first.
    stacks = {(0, 0): [(2 * leaf, 2 * leaf + 1, True) for leaf in range(leaves)]}
    rows = columns = 1
    for hinge in HINGES[: int(log2(leaves))]:
        unfolded = {}
        for (row, column), stack in stacks.items():
            middle = len(stack) // 2
            turned = hinge == "top"
            swung = [(lower, upper, upright != turned) for upper, lower, upright in reversed(stack[:middle])]
            if hinge == "top":
                stays, lands = (rows + row, column), (rows - 1 - row, column)
            elif hinge == "left":
                stays, lands = (row, columns + column), (row, columns - 1 - column)
            else:
                stays, lands = (row, column), (row, 2 * columns - 1 - column)
            unfolded[stays], unfolded[lands] = stack[middle:], swung
        stacks = unfolded
        rows, columns = (2 * rows, columns) if hinge == "top" else (rows, 2 * columns)
    # The front is what lies below: turned over, its columns are mirrored.
    found = [
        Leaf(row, columns - 1 - column, lower, upper, upright)
        for (row, column), [(upper, lower, upright)] in stacks.items()
    ]
    return tuple(sorted(found, key=lambda leaf: (leaf.row, leaf.column)))


def block_of(leaves: int, sheet_leaves: int, first: int) -> tuple[int, int]:
    """Row and column at which a part of a sheet begins that is cut off before the rest is folded.

    A sheet is cut where it would be folded first, then its parts where they would be.
    leaves: of the part; sheet_leaves: of the whole; first: how many leaves of the sheet are taken before it, a multiple
    of `leaves`.
    """
    row = column = 0
    while sheet_leaves > leaves:
        sheet_leaves //= 2
        rows, columns = grid_of(sheet_leaves)
        if first >= sheet_leaves:
            first -= sheet_leaves
            if grid_of(2 * sheet_leaves)[0] > rows:
                row += rows
            else:
                column += columns
    return row, column
