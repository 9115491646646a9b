"""The flow: a run of text laid out on one page without end, read as the units that the page plan is made of.

Enters: a box tree that WeasyPrint laid out.  Leaves: units, and where in the source tree each begins.  Never changes a
box.

What WeasyPrint's own layout did is read and not worked out again, so that what any sheet asks for is known: margins
that collapse, floats, pictures, lines of another height. A block that may not be parted, has a height of its own, or is
a table, is one unit in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from typeset.pdf.lines.lengths import HYPHENS, Length, ends_with_hyphen, lengths
from typeset.pdf.lines.paragraph import START, Paragraph
from typeset.pdf.pages.plan import Setting, Unit

# A skip stack of WeasyPrint: where a page begins, {child: {grandchild: …: None}}.
Stack = dict[int, Any]
# A block that begins so much above another's end stands beside it (px).
SAME_PX = 0.05


class Opening(NamedTuple):
    """Where boxes begin together. path, y: of the outermost of them, from the root, and its head (px).

    may_break: whether a page may begin there.  elastic: whether there may be more white before it.
    """

    path: tuple[int, ...]
    y: float
    may_break: bool = False
    elastic: bool = False


@dataclass(slots=True)
class Piece:
    """A unit and the boxes that it is of. path: of the outermost box that begins with it, from the root.

    margin: between that and what precedes it (px).  block: the path of the block whose lines it has.  starts: the skip
    stacks of its lines but the first.  lengths: the plans of its settings, in order; empty where there is only one.
    paragraph: what the plans are of.  is_break: a scene break.
    """

    unit: Unit
    path: tuple[int, ...]
    margin: float
    block: tuple[int, ...] = ()
    starts: tuple[Stack, ...] = ()
    lengths: tuple[Length, ...] = ()
    paragraph: Paragraph | None = None
    is_break: bool = False


def read_flow(root: Any, leading: float, capacity: float) -> list[Piece]:
    """The pieces of a run, in order. root: laid out, of the run alone.  leading: CSS px.  capacity: a page's leadings.

    Ends before a table that is higher than a page, which only WeasyPrint can part. A scene break of one line without
    white of its own takes another where it begins or ends a page: its mark shows there, and would touch the text.
    """
    reader = _Reader(leading, capacity, root.content_box_y())
    pieces = list(reader.read(root, (), Opening((), root.border_box_y())))
    whites = [*(piece.unit.white for piece in pieces), 0.0]
    for number, piece in enumerate(pieces):
        around = max(whites[number : number + 2])
        if piece.is_break and piece.unit.settings[0].heights == (1.0,) and around < 1:
            piece.unit = replace(piece.unit, edge=1.0)
    return pieces


class _Reader:
    """Where the reading stands: bottom and closed are the ends (px) of the last unit and of the boxes that ended.

    ended: what comes next cannot be planned.
    """

    def __init__(self, leading: float, capacity: float, top: float) -> None:
        self.leading, self.capacity = leading, capacity
        self.bottom = self.closed = top
        self.ended = False

    def read(self, box: Any, path: tuple[int, ...], opening: Opening) -> Iterator[Piece]:
        """The pieces of a box. opening: of the outermost box that begins where it does."""
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.block import block_level_page_break

        children = [child for child in box.children if child.is_in_normal_flow()]
        if self._is_one_piece(box):
            end = box.border_box_y() + box.border_height()
            if end - opening.y > self.capacity * self.leading and getattr(box, "is_table_wrapper", False):
                self.ended = True
            elif box.border_height():
                setting = Setting((self._leadings(box.border_height()),))
                piece = self._piece((setting,), box.border_box_y(), opening)
                piece.is_break = box.element_tag == "hr"
                yield piece
                self.bottom = max(self.bottom, end)
        elif children and isinstance(children[0], boxes.LineBox):
            yield self._lines(box, children, path, opening)
            self.bottom = max(self.bottom, children[-1].position_y + children[-1].height)
        else:
            before = None
            for child in children:
                if self.ended:
                    return
                child_path = (*path, child.index)
                if before is not None:
                    allowed = block_level_page_break(before, child) not in {"avoid", "avoid-page"}
                    # A story's own blocks, but paragraphs, which keep one distance.
                    elastic = box.element_tag == "section" and {before.element_tag, child.element_tag} != {"p"}
                    opening = Opening(child_path, child.border_box_y(), allowed, allowed and elastic)
                yield from self.read(child, child_path, opening)
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

    def _lines(self, box: Any, lines: list[Any], path: tuple[int, ...], opening: Opening) -> Piece:
        """The piece of a block of lines."""
        plan = lines[0].__dict__.get("typeset_plan")
        heights = tuple(map(self._leadings, lines[0].typeset_heights if plan else (line.height for line in lines)))
        orphans, widows = box.style["orphans"], box.style["widows"]
        paragraph = lines[0].__dict__.get("typeset_paragraph")
        found: tuple[Length, ...] = ()
        if plan:
            planned = plan.lines[-len(heights) :]
            hyphens = tuple(ends_with_hyphen(paragraph, line) for line in planned)
            if START[:2] in plan.starts and paragraph.floats:  # what stands beside the first lines keeps them together
                orphans = max(orphans, len(plan.measures) - 1)
            if START[:2] in plan.starts and len(set(heights)) == 1 and not paragraph.is_generated:
                found = tuple(lengths(paragraph, plan).values())
            starts = () if found else tuple(paragraph.skip_stack(line.start) for line in planned[1:])
        else:
            hyphens = tuple(_ends_with_hyphen(line) for line in lines)
            starts = tuple(line.resume_at for line in lines[:-1])
        settings = tuple(_setting(paragraph, length, heights[0]) for length in found) or (Setting(heights, hyphens),)
        piece = self._piece(settings, lines[0].position_y, opening, orphans, widows)
        piece.block, piece.starts, piece.lengths = path, starts, found
        piece.paragraph = paragraph if found else None
        return piece

    def _piece(
        self, settings: tuple[Setting, ...], top: float, opening: Opening, orphans: int = 2, widows: int = 2
    ) -> Piece:
        """A piece at a place; top: of its first line (px)."""
        white, margin = top - self.bottom, opening.y - self.closed
        unit = Unit(
            settings,
            white=self._leadings(white),
            head=self._leadings(top - opening.y),
            foot=self._leadings(max(0.0, self.closed - self.bottom)),
            may_break=opening.may_break and white > -SAME_PX,
            orphans=orphans,
            widows=widows,
            elastic=opening.elastic and margin > self.leading - SAME_PX,
        )
        self.closed = self.bottom
        return Piece(unit, opening.path, margin)

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
