"""The two seams by which the page plan hangs on WeasyPrint.

Enters: WeasyPrint's calls.  Leaves: pages that end where the plan says; a tally of them.  Never changes a file of its,
never makes a page itself.

    weasyprint.layout.page.make_page           each page: where no plan foresaw its beginning, one is made from there on
    weasyprint.layout.block.iter_line_boxes    the lines of a block: one that begins a page is offered below the page

Both are private names; tests/pdf/test_pages.py fails clearly where a new version has them no more, or calls them in
another way. A break between blocks is asked for by `break-before: page`, in the style of the source box.

A plan goes to the next break that a sheet forces. Where WeasyPrint ends a page elsewhere than was foreseen (a footnote,
a table that it parts, text that is generated anew) the next page begins a plan of its own: only evenness is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from typeset.pdf.lines.paragraph import Paragraph, Plan
from typeset.pdf.pages.flow import Piece, Stack, read_flow
from typeset.pdf.pages.plan import Break, PagePlan, plan


@dataclass(slots=True)
class PageTally:
    """How many pages begin where a plan said; how many plans there were, and how many of them WeasyPrint left."""

    foreseen: int = 0
    plans: int = 0
    left: int = 0


@dataclass(slots=True)
class _Run:
    """A plan that is in force: the side of each page that it foresees, by its beginning; and how to undo it.

    reached, page: the last beginning so far, and the number of its page.  restyled: boxes and the styles they had.
    parted: line boxes that were told where to end a page.  settled: paragraphs and the plans they had.
    """

    sides: dict[str, str]
    reached: str
    page: int
    restyled: list[tuple[Any, Any]] = field(default_factory=list)
    parted: list[Any] = field(default_factory=list)
    settled: list[tuple[Paragraph, list[Plan]]] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether the last of its pages is reached."""
        return self.reached == list(self.sides)[-1]


@contextmanager
def planned_pages() -> Iterator[PageTally]:
    """WeasyPrint's pages by plan, for the time of one layout; to be entered after the seams of the lines."""
    from weasyprint.layout import block, page

    tally = PageTally()
    runs: list[_Run] = []
    own_page, own_loop = page.make_page, block.iter_line_boxes

    def make_page(
        context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any
    ) -> Any:
        if not page_type.blank:
            _foresee(context, root_box, page_type, resume_at, page_number, runs, tally)
        return own_page(context, root_box, page_type, resume_at, page_number, page_state)

    def iter_line_boxes(
        context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, *more: Any
    ) -> Iterator[tuple[Any, Any]]:
        begin = skip_stack
        breaks = box.__dict__.get("typeset_page_breaks", ())
        for number, (line, resume_at) in enumerate(own_loop(context, box, position_y, bottom_space, skip_stack, *more)):
            if number and begin in breaks:
                line.position_y = context.page_bottom + line.height
            yield line, resume_at
            begin = resume_at

    page.make_page, block.iter_line_boxes = make_page, iter_line_boxes
    try:
        yield tally
    finally:
        page.make_page, block.iter_line_boxes = own_page, own_loop


def _foresee(
    context: Any, root: Any, page_type: Any, resume_at: Any, page_number: int, runs: list[_Run], tally: PageTally
) -> None:
    """See to it that a page is part of a plan."""
    begin = repr(resume_at)
    known = next((run for run in runs if begin in run.sides), None)
    if known is not None and known.sides[begin] == page_type.side:
        known.reached, known.page = begin, page_number
        if begin != next(iter(known.sides)):
            tally.foreseen += 1
            # The break is ours and no sheet's: margins at the head of the page go as at any break.
            context.forced_break = False
        return
    for run in [run for run in runs if run is known or (run.page == page_number - 1 and not run.is_done)]:
        tally.left += run is not known
        _undo(run)
        runs.remove(run)
    if context.footnotes:  # whose height no galley shows
        return
    pieces, leading, capacity = _galley(context, root, page_type, resume_at, page_number)
    if pieces:
        run = _Run({begin: page_type.side}, begin, page_number)
        _carry_out(
            root, pieces, leading, plan([piece.unit for piece in pieces], capacity, page_type.side == "right"), run
        )
        runs.append(run)
        tally.plans += 1


def _carry_out(root: Any, pieces: list[Piece], leading: float, chosen: PagePlan, run: _Run) -> None:
    """Set the pieces of a run as was chosen, and have its pages begin where they shall."""
    from weasyprint.css.properties import Dimension

    for piece, number in zip(pieces, chosen.settings, strict=False):  # a plan may end before the run does
        if piece.paragraph is not None:
            run.settled.append((piece.paragraph, piece.paragraph.plans))
            piece.paragraph.plans = [piece.lengths[number].plan]
    for number in chosen.widened:
        lower = Dimension(pieces[number].margin + leading, "px")
        _restyle(_source(root, pieces[number].path), "margin_top", lower, run)
    line, (side,) = Dimension(leading, "px"), run.sides.values()
    for place in chosen.breaks:
        before, begun = pieces[max(0, place.unit - 1)], pieces[place.unit]
        if not place.line and before.unit.edge:
            _restyle(_source(root, before.path), "padding_top", line, run)
        if not place.line and begun.unit.edge:
            _restyle(_source(root, begun.path), "padding_bottom", line, run)
        side = "left" if side == "right" else "right"
        run.sides[repr(_impose(root, begun, place, chosen.settings[place.unit], run))] = side


def _galley(
    context: Any, root: Any, page_type: Any, resume_at: Any, page_number: int
) -> tuple[list[Piece], float, float]:
    """The run that begins a page, laid out on one without end: (its pieces, a leading (px), a page's leadings)."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.block import block_level_layout
    from weasyprint.layout.page import page_height, page_width
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.text.line_break import strut

    page = boxes.PageBox(page_type, context.style_for(page_type))
    size = page.style["size"]
    resolve_percentages(page, size)
    page.position_x = page.position_y = 0
    page_width(page, context, size[0])
    page_height(page, context, size[1])
    root.position_x, root.position_y = page.content_box_x(), page.content_box_y()
    before = context.page_bottom, context.current_page
    context.page_bottom, context.current_page = inf, page_number
    context.create_block_formatting_context()
    galley, *_ = block_level_layout(context, root, 0, resume_at, page, True, [], [], [])
    context.finish_block_formatting_context()
    context.page_bottom, context.current_page = before
    leading, _ = strut(root.style)
    capacity = page.height / leading
    return read_flow(galley, leading, capacity), leading, capacity


def _impose(root: Any, piece: Piece, place: Break, setting: int, run: _Run) -> Stack:
    """Have a page begin at a place; the skip stack with which it will."""
    if not place.line:
        _restyle(_source(root, piece.path), "break_before", "page", run)
        return _stack(piece.path, None)
    linebox = _source(root, piece.block).children[0]
    if piece.paragraph is not None:
        start = piece.paragraph.skip_stack(piece.lengths[setting].plan.lines[place.line].start)
    else:
        start = piece.starts[place.line - 1]
    run.parted.append(linebox)
    linebox.typeset_page_breaks = (*linebox.__dict__.get("typeset_page_breaks", ()), start)
    return _stack((*piece.block, 0), start)


def _source(root: Any, path: tuple[int, ...]) -> Any:
    box = root
    for index in path:
        box = box.children[index]
    return box


def _restyle(box: Any, name: str, value: Any, run: _Run) -> None:
    run.restyled.append((box, box.style))
    box.style = box.style.copy()
    box.style[name] = value


def _stack(path: tuple[int, ...], last: Stack | None) -> Stack:
    stack = last
    for index in reversed(path):
        stack = {index: stack}
    assert stack is not None
    return stack


def _undo(run: _Run) -> None:
    for box, style in reversed(run.restyled):
        box.style = style
    for linebox in run.parted:
        linebox.__dict__.pop("typeset_page_breaks", None)
    for paragraph, plans in run.settled:
        paragraph.plans = plans
