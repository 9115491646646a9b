"""The pages' places on the paper: cells of one size round each page, in rows and columns, in the middle of the sheet.

Enters: a plan's rows and columns, the size of a page, settings.  Leaves: a `Frame`; lengths in points, from the lower
left of the sheet's front.  Never draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from typeset.errors import BuildError, Problem
from typeset.impose.plan import Cell, Plan
from typeset.impose.settings import FITTING, MM_PT, SHEETS_PT, ImposeSettings, sheet_pt

# By so small a part a page may be larger than its place: sizes in points are rounded.
ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its lower left, its width and height, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height

    def grown(self, left: float, right: float, upright: float) -> Box:
        """Wider by left and right, higher by `upright` at the top and at the bottom."""
        return Box(self.x - left, self.y - upright, self.width + left + right, self.height + 2 * upright)


@dataclass(frozen=True)
class Frame:
    """Where pages stand on a sheet.

    width, height: of the sheet as it lies.  page_width, page_height: of a page as it is printed, trimmed.
    trim: what is cut off at head, foot and fore-edge, spine: at the spine; both part of a cell.
    bleed: how far a page is printed beyond its trim.  scale: of the pages.
    """

    sheet: str
    width: float
    height: float
    rows: int
    columns: int
    page_width: float
    page_height: float
    trim: float
    spine: float
    bleed: float
    scale: float

    @property
    def cell_width(self) -> float:
        return self.page_width + self.trim + self.spine

    @property
    def cell_height(self) -> float:
        return self.page_height + 2 * self.trim

    @property
    def paper(self) -> str:
        """The sheet as it is told: "A3, 420 × 297 mm"."""
        name = self.sheet.upper() if self.sheet[-1].isdigit() else self.sheet.title()
        return ", ".join([*([name] if self.sheet in SHEETS_PT else []), mm(self.width, self.height)])

    @cached_property
    def block(self) -> Box:
        """All cells together."""
        width, height = self.columns * self.cell_width, self.rows * self.cell_height
        return Box((self.width - width) / 2, (self.height - height) / 2, width, height)

    @property
    def portrait(self) -> bool:
        return self.height >= self.width

    def cell(self, cell: Cell) -> Box:
        """A leaf before it is trimmed, seen from the front: its edges are where the sheet is folded or cut."""
        block = self.block
        x = block.x + cell.column * self.cell_width
        return Box(x, block.top - (cell.row + 1) * self.cell_height, self.cell_width, self.cell_height)

    def page(self, cell: Cell) -> Box:
        """The leaf as it is when trimmed, seen from the front."""
        around = self.cell(cell)
        left, right = (self.spine, self.trim) if cell.spine_at_left else (self.trim, self.spine)
        return around.grown(-left, -right, -self.trim)

    def printed(self, cell: Cell) -> Box:
        """What of the page is printed, seen from the front: with its bleed, but never over a neighbour's."""
        at_spine = min(self.spine, self.bleed)
        left, right = (at_spine, self.bleed) if cell.spine_at_left else (self.bleed, at_spine)
        return self.page(cell).grown(left, right, self.bleed)

    def seen_from_back(self, box: Box) -> Box:
        return Box(self.width - box.right, box.y, box.width, box.height)


def lay_out(
    plan: Plan, page_pt: tuple[float, float], bleed_pt: float, settings: ImposeSettings, where: str = ""
) -> Frame:
    """The frame of a plan's sheets. Raises BuildError that says how much a sheet is too small.

    page_pt: width and height of a trimmed page.  bleed_pt: how far its print reaches over that.  where: the file.
    """
    trim = bleed_pt if settings.trim_pt is None else settings.trim_pt
    spine = settings.spine_pt()
    across, down = plan.columns * (trim + spine), plan.rows * 2 * trim
    width, height = plan.columns * page_pt[0], plan.rows * page_pt[1]

    def fit(paper: tuple[float, float]) -> float:
        """The scale at which the pages would just find room."""
        return min((paper[0] - across) / width, (paper[1] - down) / height)

    # Paper is turned as the pages have more room on it.
    names = FITTING if settings.sheet is None else (settings.sheet,)
    papers = [(name, max(sheet_pt(name), sheet_pt(name)[::-1], key=fit)) for name in names]
    name, paper = next((each for each in papers if fit(each[1]) > 1 - ROUNDING), papers[-1])
    room = fit(paper)
    if room <= 0 or (room <= 1 - ROUNDING and not settings.scale):
        missing = (width + across - paper[0], height + down - paper[1])
        raise _too_large(plan, page_pt, (width + across, height + down), paper, missing, where)
    scale = min(room, 1.0) if settings.scale else 1.0
    return Frame(
        sheet=name,
        width=paper[0],
        height=paper[1],
        rows=plan.rows,
        columns=plan.columns,
        page_width=page_pt[0] * scale,
        page_height=page_pt[1] * scale,
        trim=trim,
        spine=spine,
        bleed=min(bleed_pt * scale, trim),
        scale=scale,
    )


def mm(*lengths_pt: float) -> str:
    """Lengths in millimetres as they are told: "152.4 × 228.6 mm"."""
    return " × ".join(f"{round(length / MM_PT, 1):g}" for length in lengths_pt) + " mm"


def _too_large(
    plan: Plan,
    page_pt: tuple[float, float],
    taken: tuple[float, float],
    paper: tuple[float, float],
    missing: tuple[float, float],
    where: str,
) -> BuildError:
    told = zip(missing, ("wide", "high"), strict=True)
    by = " and ".join(f"{mm(length)} too {way}" for length, way in told if length > 0)
    return BuildError(
        Problem(
            f"{plan.columns} × {plan.rows} pages of {mm(*page_pt)} with what is trimmed take {mm(*taken)}, {by} for a "
            f"sheet of {mm(*paper)}",
            where,
            "give a larger --sheet, a smaller --up or --trim, or --scale to make the pages smaller",
        )
    )
