"""The two seams by which total-fit lines hang on WeasyPrint, and the way back to its own lines.

Enters: WeasyPrint's calls.  Leaves: lines, glyphs on the page, a tally of who set what.  Never changes a file of its.

    weasyprint.layout.block.iter_line_boxes    the loop over the lines of a block: planned lines instead
    weasyprint.draw.text.draw_first_line       the glyphs of a text box: written straight to the page's stream

Both are private names; tests/pdf/test_lines.py fails clearly where a new version has them no more, or calls them in
another way. On a page without end (`pages` asks how high things are) a paragraph is one box of its height, without
glyphs. What cannot be planned (`UnfitError` says why) goes to WeasyPrint's loop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from typeset.pdf.lines.faces import UnfitError
from typeset.pdf.lines.paragraph import START, Paragraph
from typeset.pdf.lines.search import Measure
from typeset.pdf.lines.setting import make_line, measure_lines, place_lifted

# Beside a float of more lines than this nothing is planned.
MOST_LINES_BESIDE = 40
# Where a justified paragraph's last line stands without more ado.
_AT_THE_START = frozenset({"auto", "start", "left"})


@dataclass(slots=True)
class Tally:
    """How many paragraphs were planned, and why others were not."""

    planned: int = 0
    unfit: Counter[str] = field(default_factory=Counter)


@contextmanager
def total_fit_lines(names: frozenset[str]) -> Iterator[Tally]:
    """WeasyPrint's lines by total fit, for the time of one layout and of its painting; names are rather not broken."""
    from weasyprint.draw import text
    from weasyprint.layout import block

    tally = Tally()
    own_loop, own_drawing = block.iter_line_boxes, text.draw_first_line

    def iter_line_boxes(*arguments: Any) -> Iterator[tuple[Any, Any]]:
        return _lines(own_loop, tally, names, *arguments)

    def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
        drawing = textbox.__dict__.get("typeset_drawing")
        if drawing is None or text_overflow != "clip" or block_ellipsis != "none":
            drawn: list[Any] = own_drawing(stream, textbox, text_overflow, block_ellipsis, matrix)
            return drawn
        font = drawing.face.pdf_font(stream)
        stream.set_text_matrix(drawing.scale, 0, 0, -1, *matrix.values[4:])
        stream.set_font_size(font.hash, drawing.face.size)
        stream.stream.append(drawing.heard() if getattr(stream, "is_heard", False) else drawing.array)
        return []

    block.iter_line_boxes, text.draw_first_line = iter_line_boxes, draw_first_line
    try:
        yield tally
    finally:
        block.iter_line_boxes, text.draw_first_line = own_loop, own_drawing


def _lines(
    own_loop: Any, tally: Tally, names: frozenset[str],
    context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any,
    containing_block: Any, absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:  # fmt: skip
    """(line, where the next begins) for each line of a block, as `iter_line_boxes` of WeasyPrint gives them."""
    from weasyprint.layout.inline import text_align
    from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

    shapes = context.excluded_shapes.copy()
    try:
        if first_letter_style or first_line_style:
            raise UnfitError("::first-letter or ::first-line")
        paragraph = _paragraph_of(box, containing_block, tally, names, is_start=skip_stack is None)
        resolve_percentages(box, containing_block)
        box.text_indent = 0
        if skip_stack is None:
            resolve_one_percentage(box, "text_indent", containing_block.width)
        floats: list[tuple[Any, tuple[int, ...]]] = []
        if skip_stack is None and paragraph.floats:
            floats = _lay_out_floats(
                context, paragraph, position_y, bottom_space, containing_block, absolute_boxes, fixed_boxes
            )
        first = START if skip_stack is None else paragraph.place(skip_stack)
        measures = _measures(context, box, position_y, containing_block)
        plan, number = paragraph.plan(measures, first)
    except UnfitError as unfit:
        if box.__dict__.get("typeset_paragraph") is not unfit:
            tally.unfit.update([str(unfit)] * ("::" not in (box.element_tag or "")))
            box.typeset_paragraph = unfit
        context.excluded_shapes = shapes
        yield from own_loop(
            context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip
        return
    x = containing_block.content_box_x()
    if context.page_bottom == inf and not context.in_column:
        made = measure_lines(paragraph, box, plan.lines[number:], x, position_y, floats)
        made.typeset_plan = plan
        yield made, None
        return
    for line in plan.lines[number:]:
        made, lifted = make_line(paragraph, box, line, x, position_y, floats)
        if paragraph.ragged or (line.is_last and box.style["text_align_last"] not in _AT_THE_START):
            offset = text_align(context, made, line.measure.width, last=line.is_last)
            made.translate(offset, 0, ignore_floats=True)
        place_lifted(made, lifted)
        for placeholder in lifted:
            (absolute_boxes if placeholder.style["position"] == "absolute" else fixed_boxes).append(placeholder)
        yield made, None if line.end is None else paragraph.skip_stack(line.end)
        position_y, floats = made.position_y + made.height, []
        box.text_indent = 0


def _paragraph_of(box: Any, containing_block: Any, tally: Tally, names: frozenset[str], *, is_start: bool) -> Paragraph:
    """The paragraph of a source LineBox, made at its first layout. Raises UnfitError where it cannot be planned."""
    known = box.__dict__.get("typeset_paragraph")
    if isinstance(known, Paragraph) and known.is_generated and is_start:
        known = box.typeset_paragraph = Paragraph(box, containing_block, names)
    if known is None:
        style = box.style
        if style["direction"] != "ltr" or style["white_space"] not in {"normal", "pre-line"}:
            raise UnfitError("another direction, or white space that is kept")
        if style["text_align_last"] == "justify":
            raise UnfitError("a last line that is justified")
        known = box.typeset_paragraph = Paragraph(box, containing_block, names)
        tally.planned += 1
    if isinstance(known, UnfitError):
        raise known
    paragraph: Paragraph = known
    return paragraph


def _lay_out_floats(
    context: Any, paragraph: Paragraph, position_y: float, bottom_space: float, containing_block: Any,
    absolute_boxes: Any, fixed_boxes: Any,
) -> list[tuple[Any, tuple[int, ...]]]:  # fmt: skip
    """The floats that a paragraph begins with, laid out at its head, and their paths."""
    from weasyprint.layout.float import float_layout

    made = []
    for child, path in paragraph.floats:
        child.position_x, child.position_y = containing_block.content_box_x(), position_y
        laid_out, rest = float_layout(
            context, child, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack=None
        )
        if rest:
            context.add_broken_out_of_flow(child, child, containing_block, rest)
        made.append((laid_out, path))
    return made


def _measures(context: Any, box: Any, position_y: float, containing_block: Any) -> tuple[Measure, ...]:
    """The measure of each line, the last for all that follow: short beside floats, the first indented."""
    from weasyprint.layout.float import avoid_collisions
    from weasyprint.text.line_break import strut

    x, width = containing_block.content_box_x(), containing_block.width
    measures: list[Measure] = []
    if context.excluded_shapes:
        line_height, _ = strut(box.style)
        box.width, box.height = 0, line_height
        bottom = max(shape.position_y + shape.margin_height() for shape in context.excluded_shapes)
        y = position_y
        while y < bottom:
            box.position_y = y
            left, found_y, room = avoid_collisions(context, box, containing_block, outer=False)
            if found_y != y or len(measures) == MOST_LINES_BESIDE:
                raise UnfitError("a float that leaves no room beside it, or is very high")
            measures.append(Measure(left - x, room))
            y += line_height
    measures.append(Measure(0.0, width))
    if box.text_indent:
        first = measures[0]
        measures[0] = Measure(first.left + box.text_indent, first.width - box.text_indent)
        if len(measures) == 1:
            measures.append(Measure(0.0, width))
    return tuple(measures)
