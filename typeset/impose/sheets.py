"""The two sides of each sheet: pages in their places, and the marks by which they are cut, folded and gathered.

Enters: a plan, its frame, the pages, settings.  Leaves: content streams.  Never decides where a page stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.impose.frame import Box, Frame
from typeset.impose.ink import Ink
from typeset.impose.plan import Cell, Plan, Sheet
from typeset.impose.settings import BINDINGS, MM_PT, ImposeSettings
from typeset.impose.source import SourcePage

# Marks begin clear of the pages, and are as long as the paper lets them be.
MARK_GAP_PT = 1.5 * MM_PT
MARK_PT, SHORTEST_MARK_PT = 5 * MM_PT, 1 * MM_PT
# Cuts are drawn through, folds dashed; where the bound book is trimmed the mark is half as long. At the head and the
# foot of a sheet stand those of the lines between columns, at its sides those between rows.
DASHES = {"cut": "", "fold": "3 2", "trim": ""}
ACROSS = {"top", "bottom"}
LABEL_PT = 6.5
# Sections show a bar on the fold of their spine, each lower than the one before: one that is missing or misplaced
# breaks the stair.
BAR_WIDTH_PT, BAR_HEIGHT_PT, BAR_STEP_PT = 2 * MM_PT, 4 * MM_PT, 5 * MM_PT
BAR_MARGIN_PT = 12 * MM_PT


def side(
    plan: Plan, number_of_sheet: int, front: bool, frame: Frame, pages: Sequence[SourcePage], settings: ImposeSettings
) -> tuple[Ink, list[int]]:
    """One side of a sheet, and the pages on it, which it draws as /P0, /P1 and so on.

    number_of_sheet: from 0.
    """
    sheet, ink, shown = plan.sheets[number_of_sheet], Ink(), []
    if not front and turned(frame, settings):
        ink.add(-1, 0, 0, -1, frame.width, frame.height, operator="cm")
    for cell in sheet.cells:
        page = cell.front if front else cell.back
        if page is not None and pages[page].form is not None:
            _place(ink, page, pages[page], cell, front, frame, settings.shift_pt(plan, cell.depth))
            shown.append(page)
    if settings.marks:
        _marks(ink, sheet, front, frame)
        _label(ink, plan, number_of_sheet, front, frame)
        if front and BINDINGS[settings.binding].gathered and len(plan.sections) > 1:
            _collation(ink, sheet, frame)
    return ink, shown


def turned(frame: Frame, settings: ImposeSettings) -> bool:
    """Whether backs stand on their heads against the fronts: the paper is turned over its upper edge, not its side."""
    return (settings.flip == "long") != frame.portrait


def room_for_marks_pt(frame: Frame) -> tuple[float, float]:
    """How long marks can be at the sides of a sheet, and above and below its pages."""
    block = frame.block
    return tuple(min(MARK_PT, margin - MARK_GAP_PT) for margin in (block.x, block.y))  # type: ignore[return-value]


def _place(ink: Ink, page: int, source: SourcePage, cell: Cell, front: bool, frame: Frame, shift: float) -> None:
    box, clip = frame.page(cell), frame.printed(cell)
    towards_spine = -shift if cell.spine_at_left else shift
    if not front:
        box, clip, towards_spine = frame.seen_from_back(box), frame.seen_from_back(clip), -towards_spine
    scale = frame.scale if cell.upright else -frame.scale
    ink.add(operator="q")
    ink.add(clip.x, clip.y, clip.width, clip.height, operator="re W n")
    x, y = (box.x, box.y) if cell.upright else (box.right, box.top)
    ink.add(scale, 0, 0, scale, x + towards_spine, y, operator="cm")
    ink.add(*source.matrix, operator="cm")
    ink.add(operator=f"/P{page} Do Q")


def lines_at_edges(sheet: Sheet, frame: Frame) -> Iterator[tuple[str, str, float]]:
    """Kind, edge and place of each mark, seen from the front.

    kind: a key of DASHES.  edge: of the sheet, "top", "bottom", "left" or "right".  place: its x or y.
    """
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    rows, columns = range(frame.rows), range(frame.columns)
    lines = {
        "top": [cells.get((0, column)) for column in columns],
        "bottom": [cells.get((frame.rows - 1, column)) for column in columns],
        "left": [cells.get((row, 0)) for row in rows],
        "right": [cells.get((row, frame.columns - 1)) for row in rows],
    }
    for edge, line in lines.items():
        for kind, place in _lines(line, frame, across=edge in ACROSS, folded=bool(sheet.sections)):
            yield kind, edge, place


def _lines(line: Sequence[Cell | None], frame: Frame, *, across: bool, folded: bool) -> Iterator[tuple[str, float]]:
    """Kind and place of the lines between the cells of a row (across) or a column, and round them."""
    found: dict[float, str] = {}
    for before, behind in zip((None, *line), (*line, None), strict=True):
        cell = before or behind
        if cell is None:
            continue
        start, end = _extent(frame.cell(cell), across)
        place = round(end if cell is before else start, 3)
        outermost = place in _extent_of_block(frame, across)
        if before and behind and before.part == behind.part:
            found[place] = "fold"
        elif not (outermost and folded):
            found[place] = "cut"
    for cell in filter(None, line):
        start, end = _extent(frame.page(cell), across)
        # Across, the spine is folded, cut or milled, never trimmed.
        edges = ((end,) if cell.spine_at_left else (start,)) if across else (start, end)
        for edge in edges:
            found.setdefault(round(edge, 3), "trim")
    yield from ((kind, place) for place, kind in found.items())


def _extent_of_block(frame: Frame, across: bool) -> tuple[float, float]:
    start, end = _extent(frame.block, across)
    return round(start, 3), round(end, 3)


def _extent(box: Box, across: bool) -> tuple[float, float]:
    """From left to right, or from the top down."""
    return (box.x, box.right) if across else (box.top, box.y)


def _marks(ink: Ink, sheet: Sheet, front: bool, frame: Frame) -> None:
    block, (beside, above) = frame.block, room_for_marks_pt(frame)
    for kind, edge, place in lines_at_edges(sheet, frame):
        room, length = (above, frame.width) if edge in ACROSS else (beside, frame.height)
        # Where a page ends with its sheet there is nothing to be cut.
        if room < SHORTEST_MARK_PT or min(place, length - place) < MARK_GAP_PT:
            continue
        reach = room / 2 if kind == "trim" else room
        if edge in ACROSS:
            x = place if front else frame.width - place
            y, way = (block.top + MARK_GAP_PT, 1) if edge == "top" else (block.y - MARK_GAP_PT, -1)
            ink.line((x, y), (x, y + way * reach), dash=DASHES[kind])
        else:
            at_left = (edge == "left") == front
            x, way = (block.x - MARK_GAP_PT, -1) if at_left else (block.right + MARK_GAP_PT, 1)
            ink.line((x, place), (x + way * reach, place), dash=DASHES[kind])


def _label(ink: Ink, plan: Plan, number_of_sheet: int, front: bool, frame: Frame) -> None:
    """The sheet's name below its first page, where the paper has room for it."""
    baseline = frame.block.y - MARK_GAP_PT - LABEL_PT
    if baseline < MARK_GAP_PT:
        return
    text = f"sheet {number_of_sheet + 1} of {len(plan.sheets)}, {'front' if front else 'back'}"
    sections = [str(section + 1) for section in plan.sheets[number_of_sheet].sections]
    if len(plan.sections) > 1:
        text += f" · section{'s' if len(sections) > 1 else ''} {', '.join(sections)}"
    ink.words(text, frame.block.x + frame.cell_width / 2, baseline, LABEL_PT, "middle")


def _collation(ink: Ink, sheet: Sheet, frame: Frame) -> None:
    for cell in sheet.cells:
        if cell.opens is not None:
            box, page = frame.cell(cell), frame.page(cell)
            x = (box.x if cell.spine_at_left else box.right) - BAR_WIDTH_PT / 2
            ink.bar(x, page.top - bar_below_head_pt(cell.opens, frame) - BAR_HEIGHT_PT, BAR_WIDTH_PT, BAR_HEIGHT_PT)


def bar_below_head_pt(section: int, frame: Frame) -> float:
    """How far below the head of the page a section's bar begins; at the tail the stair begins anew."""
    steps = max(1, int((frame.page_height - 2 * BAR_MARGIN_PT) / BAR_STEP_PT))
    return min(BAR_MARGIN_PT, frame.page_height / 4) + section % steps * BAR_STEP_PT
