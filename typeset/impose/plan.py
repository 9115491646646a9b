"""Which page of a book stands where on which sheet: sections, sheets, and the parts into which some are cut.

Enters: numbers of pages.  Leaves: a `Plan`.  Pure arithmetic: never knows of lengths, paper or files.

A section of any multiple of four pages is made of the largest folded sheets that it takes, one inside the other, and of
halves, quarters or eighths of a sheet inside them. The parts of all sections share sheets, which are cut where they
would be folded first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from typeset.impose.folds import block_of, grid_of, unfold

# The pages of a sheet folded once: what every section is a multiple of.
FOLIO = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A leaf on a flat sheet, seen from the front.

    row, column: from the top left.  front, back: pages of the book from 0, None for a blank.
    upright: its head is at the top.  recto_in_front: the front has the leaf's recto.
    part: cells of one number on one sheet are folded together.  depth: leaves of the section outside it, to its spine.
    opens: the section, from 0, whose first page is in front; else None.
    """

    row: int
    column: int
    front: int | None
    back: int | None
    upright: bool
    recto_in_front: bool
    part: int
    depth: int = 0
    opens: int | None = None

    @property
    def spine_at_left(self) -> bool:
        """Whether the spine is at the left of the leaf, seen from the front."""
        return self.recto_in_front == self.upright


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper. sections: those whose leaves it has, from 0; none where all leaves are single."""

    cells: tuple[Cell, ...]
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The sheets of a book in the order in which they are printed.

    pages: with the blanks at the end.  sections: the pages of each; none where all leaves are single.
    """

    pages: int
    rows: int
    columns: int
    sections: tuple[int, ...]
    sheets: tuple[Sheet, ...]

    @property
    def uncut(self) -> int:
        """How many sheets, the first ones, are folded whole."""
        cells = self.rows * self.columns
        return sum(len(sheet.cells) == cells and not any(cell.part for cell in sheet.cells) for sheet in self.sheets)

    @property
    def deepest(self) -> int:
        """The leaves outside the innermost leaf of the thickest section."""
        return max(self.sections, default=FOLIO) // FOLIO - 1


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet, or a part of one, that is folded by itself. outside: leaves of its section that lie around it."""

    section: int
    leaves: int
    outside: int


def sections_of(pages: int, signature: int) -> tuple[int, ...]:
    """The pages of each section. signature: the pages of a full one, a multiple of four.

    Blanks make the pages a multiple of four. Where less than half a section is left for the last, the last two share
    their pages: a thin section at the end of a book tears.
    """
    full, rest = divmod(-(-pages // FOLIO) * FOLIO, signature)
    sections = [signature] * full + ([rest] if rest else [])
    if full and 0 < rest < signature / 2:
        both = signature + rest
        last = both // (2 * FOLIO) * FOLIO
        sections[-2:] = [both - last, last]
    return tuple(sections)


def fold(pages: int, sections: Sequence[int], up: int) -> Plan:
    """The sheets of folded sections.

    pages: of the book; what the sections have beyond them is blank.  up: pages on a side of a sheet, one of UPS.
    """
    starts = (0, *accumulate(sections))
    whole: list[_Part] = []
    cut: list[_Part] = []
    for part in _parts(sections, up):
        (whole if part.leaves == up else cut).append(part)
    # From the largest to the smallest each begins at a multiple of its own size, so that a cut parts it from the rest.
    cut.sort(key=lambda part: -part.leaves)
    sheets: list[list[tuple[_Part, int]]] = [[(part, 0)] for part in whole]
    taken = up
    for part in cut:
        if taken == up:
            sheets.append([])
            taken = 0
        sheets[-1].append((part, taken))
        taken += part.leaves
    rows, columns = grid_of(up)
    made = tuple(
        Sheet(
            tuple(
                cell
                for number, (part, first) in enumerate(sheet)
                for cell in _cells(part, number, block_of(part.leaves, up, first), sections, starts, pages)
            ),
            tuple(dict.fromkeys(part.section for part, _ in sheet)),
        )
        for sheet in sheets
    )
    return Plan(sum(sections), rows, columns, tuple(sections), made)


def stack(pages: int, up: int) -> Plan:
    """The sheets of single leaves: printed, cut into `up` piles, each pile put on the next.

    pages: of the book.  up: one of UPS.
    """
    sheets = -(-pages // (2 * up))
    rows, columns = grid_of(up)

    def cell(sheet: int, pile: int) -> Cell:
        recto = 2 * (pile * sheets + sheet)
        row, column = divmod(pile, columns)
        return Cell(row, column, _page(recto, pages), _page(recto + 1, pages), True, True, pile)

    made = tuple(Sheet(tuple(cell(sheet, pile) for pile in range(up))) for sheet in range(sheets))
    return Plan(2 * up * sheets, rows, columns, (), made)


def _parts(sections: Sequence[int], up: int) -> Iterator[_Part]:
    """What each section is made of, the outermost first: as many whole sheets as it takes, then halves and so on."""
    for section, pages in enumerate(sections):
        outside, leaves = 0, up
        while outside < pages // FOLIO:
            # A part of n leaves has n/2 before the middle of its section, and as many behind.
            while outside + leaves // 2 > pages // FOLIO:
                leaves //= 2
            yield _Part(section, leaves, outside)
            outside += leaves // 2


def _cells(
    part: _Part, number: int, block: tuple[int, int], sections: Sequence[int], starts: Sequence[int], pages: int
) -> Iterator[Cell]:
    start, size = starts[part.section], sections[part.section]
    row, column = block

    def in_section(page: int) -> int:
        """The part's pages are half before the middle of the section, half behind it, as far outside."""
        return 2 * part.outside + page if page < part.leaves else size - 2 * part.outside - 2 * part.leaves + page

    for leaf in unfold(part.leaves):
        front, back = in_section(leaf.front), in_section(leaf.back)
        leaf_of_section = front // 2
        yield Cell(
            row=row + leaf.row,
            column=column + leaf.column,
            front=_page(start + front, pages),
            back=_page(start + back, pages),
            upright=leaf.upright,
            recto_in_front=front < back,
            part=number,
            depth=min(leaf_of_section, size // 2 - 1 - leaf_of_section),
            opens=part.section if front == 0 else None,
        )


def _page(page: int, pages: int) -> int | None:
    return page if page < pages else None
