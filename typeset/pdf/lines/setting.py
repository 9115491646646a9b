"""Setting: a line of a plan as WeasyPrint's own boxes, its spaces and glyphs made to fit and ready to be painted.

Enters: a paragraph, one of its lines, where it stands.  Leaves: a LineBox as WeasyPrint's layout would make it.  Never
decides where a line ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from typeset.pdf.lines.costs import COSTS
from typeset.pdf.lines.faces import Face
from typeset.pdf.lines.paragraph import Line, Paragraph, Place


class Drawing(NamedTuple):
    """The glyphs of one text box. array: a TJ operand.  scale: of all of it, sideways."""

    face: Face
    array: bytes
    scale: float


class LazyLayout:
    """Stands for a text box's Pango layout, and makes it only where it is asked for (to underline, to cut short)."""

    first_line_direction = 0

    def __init__(self, style: Any, text: str, spacing: float) -> None:
        self.style, self.text, self.justification_spacing = style, text, spacing

    def __getattr__(self, name: str) -> Any:
        from weasyprint.text.line_break import Layout

        if name.startswith("__") or name == "_made":
            raise AttributeError(name)
        layout = self.__dict__.get("_made")
        if layout is None:
            layout = self.__dict__["_made"] = Layout(self.style, self.justification_spacing)
            layout.set_text(self.text)
        return getattr(layout, name)

    def reactivate(self, style: Any) -> None:
        """As a Pango layout's own; there is nothing to wake."""

    def deactivate(self) -> None:
        """As a Pango layout's own; there is nothing to put to sleep."""


class _Extent(NamedTuple):
    """A line's pieces: the first, the last and how it is cut, their glyph strings, where the line begins and ends."""

    first: int
    last: int
    cut: int | None
    strings: list[str]
    left: float
    right: float
    hang_before: float
    hang_behind: float


def make_line(
    paragraph: Paragraph,
    linebox: Any,
    line: Line,
    x: float,
    y: float,
    floats: Sequence[tuple[Any, tuple[int, ...]]],
) -> Any:
    """The laid-out LineBox of a line. x, y: of the block's content edge and the line's head (CSS px).

    floats: boxes laid out before its text, with their paths from the LineBox.
    """
    from weasyprint.layout import inline

    extent = _extent(paragraph, line)
    first, last = extent.first, extent.last
    natural = extent.right - extent.left
    spaces = paragraph.spaces[last] - paragraph.spaces[first]
    glyphs = natural - spaces
    scale, stretch = _fit(paragraph, line, glyphs, spaces, extent)
    tree: list[Any] = []
    for box, path in floats:
        _put(linebox, tree, path, box)
    left = position = x + line.measure.left - extent.hang_before * scale
    for number in range(paragraph.leaf[first], paragraph.leaf[last] + 1):
        box = _text_box(paragraph, line, extent, number, scale, stretch)
        if box is not None:
            leaf = paragraph.leaves[number]
            position += leaf.lead if position > left else 0.0
            box.position_x, box.position_y = position, y
            position += box.width + leaf.trail
            _put(linebox, tree, leaf.path, box)
    made = linebox.copy_with_children(_closed(tree))
    made.position_x, made.position_y, made.width = left, y, position - left
    inline._adjust_line_height(made)
    bottom, top = inline.line_box_verticality(made)
    made.baseline, made.position_y, made.height = -top, top, bottom - top
    made.margin_top = made.margin_bottom = 0
    made.translate(0, y - top)
    made.position_y = y
    return made


def measure_line(
    paragraph: Paragraph,
    linebox: Any,
    line: Line,
    x: float,
    y: float,
    floats: Sequence[tuple[Any, tuple[int, ...]]],
    heights: dict[tuple[int, ...], float],
) -> Any:
    """As `make_line`, without its words. heights: of lines by the styles in them; what is new is added."""
    end = line.end or Place(len(paragraph.text))
    leaves = paragraph.leaf[line.start.piece], paragraph.leaf[end.piece if end.offset else end.piece - 1]
    styles = tuple(id(leaf.box.style) for leaf in paragraph.leaves[leaves[0] : leaves[1] + 1])
    key = (id(linebox.style), *styles)
    height = heights.get(key)
    if height is None:
        height = heights[key] = make_line(paragraph, linebox, line, x, y, ()).height
    made = linebox.copy_with_children([box for box, _ in floats])
    made.position_x, made.position_y, made.width, made.height, made.baseline = x, y, line.measure.width, height, 0.0
    made.margin_top = made.margin_bottom = 0
    return made


def _extent(paragraph: Paragraph, line: Line) -> _Extent:
    first, offset, _ = line.start
    end = line.end or Place(len(paragraph.text))
    last, cut = (end.piece, end.offset) if end.offset else (end.piece - 1, None)
    strings = paragraph.string[first : last + 1]
    left, right = paragraph.x0[first], paragraph.x1[last]
    face, text = paragraph.leaves[paragraph.leaf[first]].face, paragraph.text[first]
    if offset:  # the rest of a broken word
        word = face.word(text[offset:])
        strings[0] = word.string
        left = paragraph.x1[first] - word.width
    face, text = paragraph.leaves[paragraph.leaf[last]].face, paragraph.text[last]
    if cut:  # a word broken at the line's end
        word = face.word(text[offset if first == last else 0 : cut] + face.hyphen)
        strings[-1] = word.string
        right = (left if first == last else paragraph.x0[last]) + word.width
        text = face.hyphen
    hang_before = 0.0 if offset else paragraph.hang_before(first)
    return _Extent(first, last, cut, strings, left, right, hang_before, paragraph.hang_behind(last, text))


def _fit(paragraph: Paragraph, line: Line, glyphs: float, spaces: float, extent: _Extent) -> tuple[float, float]:
    """By what the glyphs are scaled, and by what the word spaces are multiplied, for the line to fill its measure."""
    hang = extent.hang_before + extent.hang_behind
    extra = line.measure.width - (glyphs + spaces - hang)
    if paragraph.ragged or (line.is_last and extra >= 0):
        return 1.0, 1.0
    give = COSTS.expansion * glyphs + (COSTS.stretch if extra > 0 else COSTS.shrink) * spaces
    ratio = max(-1.0, min(1.0, extra / give)) if give else 0.0
    scale = 1 + COSTS.expansion * ratio
    return scale, (line.measure.width + (hang - glyphs) * scale) / spaces if spaces else 1.0


def _text_box(
    paragraph: Paragraph, line: Line, extent: _Extent, number: int, scale: float, stretch: float
) -> Any | None:
    """A leaf's part of a line as a TextBox, or None where the line has none of its characters."""
    leaf, face = paragraph.leaves[number].box, paragraph.leaves[number].face
    first, last = extent.first, extent.last
    begin, x_begin, spaces_begin = 0, paragraph.leaf_x[number], paragraph.leaf_spaces[number]
    stop, (x_stop, spaces_stop) = len(leaf.text), paragraph.leaf_end[number]
    text_end = ""
    if number == paragraph.leaf[first]:
        begin, x_begin = paragraph.offset[first] + line.start.offset, extent.left
        spaces_begin = paragraph.spaces[first]
    if number == paragraph.leaf[last]:
        stop = paragraph.offset[last] + (extent.cut or len(paragraph.text[last]))
        x_stop, spaces_stop = extent.right, paragraph.spaces[last]
        text_end = face.hyphen if extent.cut else ""
    if begin >= stop:
        return None
    pieces = range(max(first, paragraph.leaf_piece[number]), min(last + 1, paragraph.leaf_piece[number + 1]))
    natural_space = face.word(" ").width
    gap = f"{face.space_string}>{(natural_space - face.space * stretch / scale) * 1000 / face.size:.2f}<"
    parts, reached = [], spaces_begin
    for piece in pieces:
        parts.append(gap * round((paragraph.spaces[piece] - reached) / face.space))
        parts.append(extent.strings[piece - first])
        reached = paragraph.spaces[piece]
    parts.append(gap * round((spaces_stop - reached) / face.space))
    string = "".join(parts)
    box = leaf.copy()
    box.text = leaf.text[begin:stop].rstrip("\n") + text_end
    box.typeset_drawing = Drawing(face, f"[<{string}>] TJ".replace("<>", " ").encode(), scale) if string else None
    spaces = spaces_stop - spaces_begin
    box.width = (x_stop - x_begin - spaces) * scale + spaces * stretch
    box.justification_spacing = face.space * (stretch - 1)
    box.pango_layout = LazyLayout(leaf.style, box.text, box.justification_spacing)
    box.height, box.baseline = face.height, face.baseline
    box.margin_top = box.margin_bottom = face.half_leading
    return box


def _put(parent: Any, tree: list[Any], path: tuple[int, ...], box: Any) -> None:
    """Put a box at a path in a tree of [source box, index, children]."""
    for index in path[:-1]:
        parent = parent.children[index]
        if not tree or not isinstance(tree[-1], list) or tree[-1][1] != index:
            tree.append([parent, index, []])
        tree = tree[-1][2]
    tree.append(box)


def _closed(tree: list[Any]) -> list[Any]:
    """The boxes of a tree, inline boxes with their children in them."""
    from weasyprint.layout import inline

    made = []
    for node in tree:
        if isinstance(node, list):
            children = _closed(node[2])
            box = node[0].copy_with_children(children)
            flow = [child for child in children if child.is_in_normal_flow()]
            box.position_x, box.position_y = flow[0].position_x, flow[0].position_y
            box.width = sum(child.margin_width() for child in flow)
            inline._adjust_line_height(box)
            node = box
        made.append(node)
    return made
