"""The flow: a run of text laid out on one page without end, read as the units that the page plan is made of.

Enters: a box tree that WeasyPrint laid out.  Leaves: units, and where in the source tree each begins.  Never changes a
box.

What WeasyPrint's own layout did is read and not worked out again, so that what any sheet asks for is known: margins
that collapse, floats, pictures, lines of another height. A block that may not be parted, has a height of its own, or is
a table, is one unit in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from typeset.pdf.lines.lengths import HYPHENS, Length, ends_with_hyphen, lengths
from typeset.pdf.lines.paragraph import START, Paragraph
from typeset.pdf.pages.plan import Setting, Unit

# A skip stack of WeasyPrint: where a page begins, {child: {grandchild: …: None}}.
Stack = dict[int, Any]
# A block that begins so much above another's end stands beside it (px).
SAME_PX = 0.05


@dataclass(slots=True)
class Piece:
    """A unit and the boxes that it is of. path: of the outermost box that begins with it, from the root.

    block: the path of the block whose lines it has.  starts: the skip stacks of its lines but the first.  lengths: the
    plans of its settings, in order; empty where there is only one.  paragraph: what the plans are of.
    """

    unit: Unit
    path: tuple[int, ...]
    block: tuple[int, ...] = ()
    starts: tuple[Stack, ...] = ()
    lengths: tuple[Length, ...] = ()
    paragraph: Paragraph | None = None


def read_flow(root: Any, leading: float, capacity: float) -> Iterator[Piece]:
    """The pieces of a run, in order. root: laid out, of the run alone.  leading: CSS px.  capacity: a page's leadings.

    Ends before a table or a picture that is higher than a page, which only WeasyPrint can part.
    """
    reader = _Reader(leading, capacity, root.content_box_y())
    yield from reader.read(root, (), (), root.border_box_y(), may_break=False)


class _Reader:
    """Where the reading stands: bottom and closed are the ends (px) of the last unit and of the boxes that ended."""

    def __init__(self, leading: float, capacity: float, top: float) -> None:
        self.leading, self.capacity = leading, capacity
        self.bottom = self.closed = top
        self.is_first = True
        self.ended = False

    def read(
        self, box: Any, path: tuple[int, ...], opened: tuple[int, ...], opened_y: float, *, may_break: bool
    ) -> Iterator[Piece]:
        """The pieces of a box. opened, opened_y: path and head of the outermost box that begins where it does."""
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.block import block_level_page_break

        children = [child for child in box.children if child.is_in_normal_flow()]
        if self._is_one_piece(box):
            height = (box.border_box_y() + box.border_height() - opened_y) / self.leading
            if height > self.capacity and isinstance(box, boxes.BlockBox) and box.is_table_wrapper:
                self.ended = True
            elif box.border_height():
                top = box.border_box_y()
                setting = Setting((self._leadings(box.border_height()),))
                yield Piece(self._unit((setting,), top, opened_y, may_break), opened)
                self.bottom = max(self.bottom, top + box.border_height())
        elif children and isinstance(children[0], boxes.LineBox):
            yield self._lines(box, children, path, opened, opened_y, may_break)
        else:
            before = None
            for child in children:
                if self.ended:
                    return
                child_path = (*path, child.index)
                if before is None:
                    yield from self.read(child, child_path, opened, opened_y, may_break=may_break)
                else:
                    allowed = block_level_page_break(before, child) not in {"avoid", "avoid-page"}
                    yield from self.read(child, child_path, child_path, child.border_box_y(), may_break=allowed)
                before = child
        self.closed = max(self.closed, box.border_box_y() + box.border_height())

    def _is_one_piece(self, box: Any) -> bool:
        from weasyprint.formatting_structure import boxes

        if not isinstance(box, boxes.BlockBox) or not box.children or box.is_table_wrapper:
            return True
        if box.style["height"] != "auto" or box.style["column_count"] != "auto" or box.style["column_width"] != "auto":
            return True
        return box.style["break_inside"] in {"avoid", "avoid-page"} and (
            box.border_height() <= self.capacity * self.leading
        )

    def _lines(
        self, box: Any, lines: list[Any], path: tuple[int, ...], opened: tuple[int, ...], opened_y: float,
        may_break: bool,
    ) -> Piece:  # fmt: skip
        """The piece of a block of lines."""
        top = lines[0].position_y
        heights = tuple(self._leadings(line.height) for line in lines)
        orphans, widows = box.style["orphans"], box.style["widows"]
        paragraph = lines[0].__dict__.get("typeset_paragraph")
        found: tuple[Length, ...] = ()
        hyphens = tuple(_ends_with_hyphen(line) for line in lines)
        if isinstance(paragraph, Paragraph):
            plan = lines[0].typeset_plan
            hyphens = tuple(ends_with_hyphen(paragraph, line) for line in plan.lines[-len(lines) :])
            if START in plan.starts and paragraph.floats:  # what stands beside the first lines keeps them together
                orphans = max(orphans, len(plan.measures) - 1)
            if START in plan.starts and len(set(heights)) == 1 and not paragraph.is_generated:
                found = tuple(lengths(paragraph, plan).values())
        settings = tuple(_setting(paragraph, length, heights[0]) for length in found) or (Setting(heights, hyphens),)
        unit = self._unit(settings, top, opened_y, may_break, orphans, widows)
        self.bottom = max(self.bottom, lines[-1].position_y + lines[-1].height)
        starts = tuple(line.resume_at for line in lines[:-1])
        return Piece(unit, opened, path, starts, found, paragraph if found else None)

    def _unit(
        self, settings: tuple[Setting, ...], top: float, opened_y: float, may_break: bool,
        orphans: int = 2, widows: int = 2,
    ) -> Unit:  # fmt: skip
        """A unit at a place; top: of its first line (px)."""
        white, head, foot = top - self.bottom, top - opened_y, self.closed - self.bottom
        unit = Unit(
            settings, self._leadings(white), self._leadings(head), self._leadings(max(0.0, foot)),
            may_break and white > -SAME_PX, orphans, widows,
        )  # fmt: skip
        self.closed = self.bottom
        return unit

    def _leadings(self, px: float) -> float:
        return round(px / self.leading, 2)


def _setting(paragraph: Paragraph, length: Length, height: float) -> Setting:
    lines = length.plan.lines
    return Setting((height,) * len(lines), tuple(ends_with_hyphen(paragraph, line) for line in lines), length.price)


def _ends_with_hyphen(line: Any) -> bool:
    """Whether the text of a laid-out line ends with a hyphen."""
    from weasyprint.formatting_structure.boxes import TextBox

    texts = [box.text for box in line.descendants() if isinstance(box, TextBox)]
    return bool(texts) and texts[-1].rstrip().endswith(tuple(HYPHENS))
