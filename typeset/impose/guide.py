"""A printed page that says how to print, fold, gather and bind the sheets: a few sentences and drawings.

Enters: a plan, its frame, settings.  Leaves: a content stream as large as a sheet.  Never changes the sheets.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.impose.folds import folds_of, grid_of
from typeset.impose.frame import Box, Frame, mm
from typeset.impose.ink import Ink, paragraph
from typeset.impose.plan import FOLIO, Plan, Sheet
from typeset.impose.settings import BINDINGS, MM_PT, ImposeSettings
from typeset.impose.sheets import DASHES, bar_below_head_pt, lines_at_edges

# The guide is drawn on a square that an A4 or a Letter sheet has room for, and made smaller for a smaller sheet.
SIDE_PT, MARGIN_PT = 186 * MM_PT, 10 * MM_PT
TITLE_PT, TEXT_PT, LEADING_PT, CAPTION_PT = 18.0, 10.5, 14.0, 9.0
INDENT_PT = 16.0
FLAT_HIGH_PT, GAP_PT = 150.0, 26.0
# The guide grows with its sheet, but no further.
LARGEST = 1.4
PAGE_TINT = 0.07
STEP_PT = 74.0
MOST_SPINES = 24
FOLD_WORDS = {
    "left": "the left half over the right",
    "right": "the right half over the left",
    "top": "the upper half down over the lower",
}


def draw(plan: Plan, frame: Frame, settings: ImposeSettings) -> Ink:
    """The guide of a plan."""
    ink = Ink()
    scale = min(LARGEST, (min(frame.width, frame.height) - 2 * MARGIN_PT) / SIDE_PT)
    left, below = ((length - SIDE_PT * scale) / 2 for length in (frame.width, frame.height))
    # As far from the head of the sheet as from its side.
    ink.add(scale, 0, 0, scale, left, max(below, frame.height - left - SIDE_PT * scale), operator="cm")
    y = SIDE_PT - TITLE_PT
    ink.words("How to print and bind these sheets", 0, y, TITLE_PT)
    y -= 1.75 * LEADING_PT
    for number, step in enumerate(_steps(plan, frame, settings), 1):
        ink.words(f"{number}.", 0, y, TEXT_PT)
        for line in paragraph(step, SIDE_PT - INDENT_PT, TEXT_PT):
            ink.words(line, INDENT_PT, y, TEXT_PT)
            y -= LEADING_PT
    y -= LEADING_PT
    y = _flats(ink, plan, frame, y)
    if plan.sections:
        _folding(ink, plan, frame, settings, y)
    else:
        _piles(ink, plan, y)
    return ink


def _steps(plan: Plan, frame: Frame, settings: ImposeSettings) -> Iterator[str]:
    binding, up = BINDINGS[settings.binding], plan.rows * plan.columns
    sheets = len(plan.sheets)
    yield (
        f"Print all {sheets} sheets at their actual size on paper of {frame.paper}, on both sides, turned over the "
        f"{settings.flip} edge. Try one sheet first: behind page 1 stands page 2."
    )
    if not plan.sections:
        yield f"Cut the whole pile along the marks into {up} piles, and lay each on the next: pile 1 comes on top."
        milled = f", mill {mm(frame.spine)} off its left edge," if frame.spine else ""
        yield f"Knock the pile up square{milled} and glue it at the left."
    else:
        folds = ", then ".join(FOLD_WORDS[fold] for fold in folds_of(up))
        yield f"Lay a sheet with its front down and the pages nearest to you upright. Fold {folds}."
        cut = sheets - plan.uncut
        if cut:
            which = "All sheets are" if not plan.uncut else f"The last {cut} are" if cut > 1 else "The last one is"
            yield (
                f"{which} cut first, along the lines that are not dashed; of the folds, leave out those that were cut. "
                "The left part comes before the right, the upper before the lower."
            )
        if max(plan.sections) > 2 * up or cut:
            inside = ", and the smallest part inside" if cut else ""
            yield f"Put what belongs to one section together: its first sheet is outermost{inside}."
        sections = _told(plan.sections)
        if binding.gathered and len(plan.sections) > 1:
            yield f"Lay the sections ({sections}) in order: the bars on their spines make a stair."
        yield {
            "saddle": "Staple through the fold, from outside.",
            "sewn": "Sew the sections through their folds, and to one another.",
            "milled": f"Clamp the block, mill {mm(frame.spine)} off its spine, and glue it.",
        }[settings.binding]
    if frame.trim:
        yield f"Trim {mm(frame.trim)} off head, foot and fore-edge."
    elif plan.sections and up > 2:
        yield "Slit the folds at head and fore-edge with a knife."


def _told(sections: tuple[int, ...]) -> str:
    """The sizes of sections, equal ones together: "21 of 16 pages, 1 of 12 pages"."""
    sizes = dict.fromkeys(sections)
    return ", ".join(f"{sections.count(size)} of {size} pages" for size in sizes)


def _flats(ink: Ink, plan: Plan, frame: Frame, top: float) -> float:
    """The first sheet, front and back, and the first that is cut; returns where the next drawing begins."""
    shown = [(0, True), (0, False)]
    if 0 < plan.uncut < len(plan.sheets) and plan.sections:
        shown.append((plan.uncut, True))
    most = (SIDE_PT - (len(shown) - 1) * GAP_PT) / len(shown)
    shrink = min(FLAT_HIGH_PT / frame.height, most / frame.width)
    width, height = frame.width * shrink, frame.height * shrink
    for place, (sheet, front) in enumerate(shown):
        x = place * (width + GAP_PT)
        _flat(ink, plan.sheets[sheet], front, frame, Box(x, top - height, width, height))
        name = f"sheet {sheet + 1}, {'front' if front else 'back'}"
        ink.words(name, x + width / 2, top - height - 1.3 * CAPTION_PT, CAPTION_PT, "middle")
    return top - height - 4 * CAPTION_PT


def _flat(ink: Ink, sheet: Sheet, front: bool, frame: Frame, at: Box) -> None:
    """One side of a sheet, flat, with the numbers of its pages, its folds and its cuts."""
    shrink = at.width / frame.width
    for cell in sheet.cells:
        box = frame.page(cell) if front else frame.seen_from_back(frame.page(cell))
        small = Box(at.x + box.x * shrink, at.y + box.y * shrink, box.width * shrink, box.height * shrink)
        ink.bar(small.x, small.y, small.width, small.height, PAGE_TINT)
        page, way = (cell.front if front else cell.back), 1 if cell.upright else -1
        size = min(16.0, small.height / 3, small.width / 2)
        middle = small.y + small.height / 2 - way * size * 0.32
        name = "–" if page is None else str(page + 1)
        ink.words(name, small.x + small.width / 2, middle, size, "middle", cell.upright)
    for kind, edge, place in lines_at_edges(sheet, frame):
        if kind != "trim" and edge == "top":
            x = at.x + (place if front else frame.width - place) * shrink
            ink.line((x, at.top), (x, at.y), dash=DASHES[kind])
        elif kind != "trim" and edge == "left":
            y = at.y + place * shrink
            ink.line((at.x, y), (at.right, y), dash=DASHES[kind])
    ink.frame(at.x, at.y, at.width, at.height, 0.6)


def _folding(ink: Ink, plan: Plan, frame: Frame, settings: ImposeSettings, top: float) -> None:
    """Each fold of a sheet, from its back; then the sheets of a section, end on; then the spines of all sections."""
    leaves = plan.rows * plan.columns
    shrink = STEP_PT / max(frame.block.width, frame.block.height)
    x = 0.0
    for number, fold in enumerate(folds_of(leaves), 1):
        rows, columns = grid_of(leaves)
        width, height = columns * frame.cell_width * shrink, rows * frame.cell_height * shrink
        box = Box(x, top - STEP_PT, width, height)
        ink.frame(box.x, box.y, box.width, box.height, 0.6)
        _fold(ink, box, fold)
        ink.words(f"fold {number}", x + width / 2, top - STEP_PT - 1.3 * CAPTION_PT, CAPTION_PT, "middle")
        x += width + GAP_PT
        leaves //= 2
    layers = min(6, -(-max(plan.sections) // FOLIO))
    x = _nested(ink, x + GAP_PT / 2, top - STEP_PT, layers)
    if BINDINGS[settings.binding].gathered and len(plan.sections) > 1:
        _spines(ink, plan, frame, x, top - STEP_PT)


def _fold(ink: Ink, box: Box, fold: str) -> None:
    """The line of a fold, and an arrow from the half that moves."""
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    if fold == "top":
        ink.line((box.x, middle_y), (box.right, middle_y), width=0.6, dash="3 2")
        reach = box.height / 3
        ink.arrow((middle_x, middle_y + reach), (middle_x, middle_y - reach), (box.width / 3, 0))
    else:
        ink.line((middle_x, box.y), (middle_x, box.top), width=0.6, dash="3 2")
        reach = box.width / 3 if fold == "left" else -box.width / 3
        ink.arrow((middle_x - reach, middle_y), (middle_x + reach, middle_y), (0, box.height / 3))


def _nested(ink: Ink, x: float, bottom: float, layers: int) -> float:
    """The leaves of a section, seen from its head: each inside the one before; returns where it ends."""
    width, apart = 74.0, 4.5
    for layer in range(layers):
        # What lies inside sticks out a little: the creep.
        right = x + width + 0.4 * apart * layer
        ink.bend(right, x + apart * layer, bottom + STEP_PT / 2, apart * (layers - layer))
    ink.words("a section, from its head", x + width / 2, bottom - 1.3 * CAPTION_PT, CAPTION_PT, "middle")
    return x + width + 2 * GAP_PT


def _spines(ink: Ink, plan: Plan, frame: Frame, x: float, bottom: float) -> None:
    """The spines of the first sections side by side, with their bars."""
    shown = min(len(plan.sections), MOST_SPINES)
    width = min(8.0, (SIDE_PT - x) / shown)
    shrink = STEP_PT / frame.page_height
    for section in range(shown):
        ink.frame(x + section * width, bottom, width, STEP_PT, 0.5)
        y = bottom + STEP_PT - bar_below_head_pt(section, frame) * shrink
        ink.bar(x + section * width, y - 5.0, width, 5.0)
    ink.words("the spines, gathered", x + shown * width / 2, bottom - 1.3 * CAPTION_PT, CAPTION_PT, "middle")


def _piles(ink: Ink, plan: Plan, top: float) -> None:
    """The piles as they lie when they are cut, and the way of each onto the next."""
    up = plan.rows * plan.columns
    step = min(52.0, SIDE_PT / up)
    width, height = step * 0.55, step * 0.8
    bottom = top - height - 20
    for pile in range(up):
        x = pile * step
        for layer in (4.0, 2.0, 0.0):
            ink.bar(x + layer, bottom - layer, width, height, 0.0)
            ink.frame(x + layer, bottom - layer, width, height, 0.5)
        ink.words(str(pile + 1), x + width / 2, bottom + height / 2 - 3.5, 11, "middle")
        if pile:
            ink.arrow((x - step + width / 2, top - 18), (x + width / 2, top - 18), (0, 14))
    ink.words("the piles as they lie on the sheet, row by row: each on the next", 0, bottom - 20, CAPTION_PT)
