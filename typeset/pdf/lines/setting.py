"""Setting: a line of a plan as WeasyPrint's own boxes, its spaces and glyphs made to fit and ready to be painted.

Enters: a paragraph, one of its lines, where it stands.  Leaves: a LineBox as WeasyPrint's layout would make it.  Never
decides where a line ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from typeset.pdf.lines.costs import COSTS
from typeset.pdf.lines.drawing import Drawing
from typeset.pdf.lines.faces import SOFT_HYPHEN, SPACE
from typeset.pdf.lines.leaves import LEFT_EDGE, edge_px
from typeset.pdf.lines.paragraph import FORCED, Line, Paragraph, Place


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
    """What of a paragraph is on a line.

    first, last: its pieces; cut: where the last is broken, and hyphen, what is set there; strings: their glyphs.
    left, right: where its text begins and ends; width: of it all; rigid: what of that is no glyphs and no spaces.
    """

    first: int
    last: int
    cut: int | None
    hyphen: str
    strings: list[str]
    left: float
    right: float
    width: float
    rigid: float
    hang_before: float
    hang_behind: float


def make_line(
    paragraph: Paragraph,
    linebox: Any,
    line: Line,
    x: float,
    y: float,
    floats: Sequence[tuple[Any, tuple[int, ...]]],
) -> tuple[Any, list[Any]]:
    """The laid-out LineBox of a line, and the placeholders in it of boxes that are out of the flow.

    x, y: of the block's content edge and the line's head (CSS px).  floats: boxes laid out before its text, with their
    paths from the LineBox.
    """
    from weasyprint.layout import inline
    from weasyprint.layout.absolute import AbsolutePlaceholder

    extent = _extent(paragraph, line)
    scale, stretch = _fit(paragraph, line, extent)
    tree: list[Any] = []
    for box, path in floats:
        _put(linebox, tree, path, box)
    left = position = x + line.measure.left - extent.hang_before * scale
    placeholders = []
    for number in _leaves_on(paragraph, line, extent):
        leaf = paragraph.leaves[number]
        if leaf.box.is_absolutely_positioned():
            leaf.box.position_x, leaf.box.position_y = position, y
            box = AbsolutePlaceholder(leaf.box)
            placeholders.append(box)
        elif not leaf.text:
            box = _empty_box(leaf.box, position, y)
            position += leaf.lead + leaf.trail
        else:
            position += leaf.lead if _opens(paragraph, extent, line, number) else 0.0
            box = leaf.box.copy() if leaf.picture else _text_box(paragraph, line, extent, number, scale, stretch)
            if box is not None:
                box.position_x, box.position_y = position, y
                position += leaf.picture.word.width if leaf.picture else box.width
            position += leaf.trail if _closes(paragraph, extent, number) else 0.0
        if box is not None:
            _put(linebox, tree, leaf.path, box)
    made = linebox.copy_with_children(_closed(paragraph, line, extent, tree))
    made.position_x, made.position_y, made.width = left, y, position - left
    inline._adjust_line_height(made)
    bottom, top = inline.line_box_verticality(made)
    made.baseline, made.position_y, made.height = -top, top, bottom - top
    made.margin_top = made.margin_bottom = 0
    made.translate(0, y - top)
    made.position_y = y
    return made, placeholders


def place_lifted(made: Any, placeholders: Sequence[Any]) -> None:
    """Give the boxes that are out of the flow the place where they would stand in it (CSS 2.2, §10.3.7, §10.6.4)."""
    for placeholder in placeholders:
        if "inline" in placeholder.style.specified["display"]:
            placeholder.translate(0, made.position_y - placeholder.position_y)
        else:
            below = made.position_y + made.height
            placeholder.translate(made.position_x - placeholder.position_x, below - placeholder.position_y)


def _leaves_on(paragraph: Paragraph, line: Line, extent: _Extent) -> list[int]:
    """The numbers of the leaves on a line. What has no text is on the line of the text that follows, or on the last."""
    first, last = paragraph.leaf[extent.first], paragraph.leaf[extent.last]
    before = first
    while before and not line.start.offset and paragraph.leaf_piece[before - 1] == extent.first:
        before -= 1
    behind = range(last + 1, len(paragraph.leaves)) if line.end is None else range(0)
    without_text = [[n for n in numbers if not paragraph.leaves[n].text] for numbers in (range(before, first), behind)]
    return [*without_text[0], *range(first, last + 1), *without_text[1]]


def _opens(paragraph: Paragraph, extent: _Extent, line: Line, number: int) -> bool:
    """Whether a leaf begins on a line."""
    piece = paragraph.leaf_piece[number]
    return piece > extent.first or (piece == extent.first and not line.start.offset)


def _closes(paragraph: Paragraph, extent: _Extent, number: int) -> bool:
    """Whether a leaf ends on a line."""
    piece = paragraph.leaf_piece[number + 1] - 1
    return piece < extent.last or (piece == extent.last and extent.cut is None)


def measure_lines(
    paragraph: Paragraph,
    linebox: Any,
    lines: Sequence[Line],
    x: float,
    y: float,
    floats: Sequence[tuple[Any, tuple[int, ...]]],
) -> Any:
    """Lines as one box that is as high as they are together (`typeset_heights`, CSS px), without their words.

    Lines of the same leaves are of one height, and only the first is made.
    """
    found = []
    for line in lines:
        end = line.end or Place(len(paragraph.text))
        leaves = paragraph.leaf[line.start.piece], paragraph.leaf[end.piece if end.offset else end.piece - 1]
        height = paragraph.heights.get(leaves)
        if height is None:
            height = paragraph.heights[leaves] = make_line(paragraph, linebox, line, x, y, ())[0].height
        found.append(height)
    made = linebox.copy_with_children([box for box, _ in floats])
    made.position_x, made.position_y, made.width, made.height, made.baseline = x, y, 0.0, sum(found), 0.0
    made.margin_top = made.margin_bottom = 0
    made.typeset_heights = found
    return made


def _extent(paragraph: Paragraph, line: Line) -> _Extent:
    first, offset, _ = line.start
    end = line.end or Place(len(paragraph.text))
    last, cut = (end.piece, end.offset) if end.offset else (end.piece - 1, None)
    strings = paragraph.string[first : last + 1]
    left, right = paragraph.x0[first], paragraph.x1[last]
    begin, finish = paragraph.begin[first], paragraph.finish[last]
    hyphen = ""
    if offset:  # the rest of a broken word
        word = paragraph.face(first).word(paragraph.text[first][offset:])
        strings[0] = word.string
        begin = left = paragraph.x1[first] - word.width
    if cut:  # a word broken at the line's end
        face = paragraph.face(last)
        hyphen = face.hyphen if end.hyphen else ""
        text = paragraph.text[last][offset if first == last else 0 : cut] + hyphen
        word = face.word(text)
        strings[-1] = word.string
        finish = right = (left if first == last else paragraph.x0[last]) + word.width
    hang_before = 0.0 if offset else paragraph.hang_before[first]
    hang_behind = paragraph.hang_behind[last]
    if cut and not paragraph.ragged:
        hang_behind = paragraph.face(last).hang_behind(text)
    extent = _Extent(
        first, last, cut, hyphen, strings, left, right, finish - begin, 0.0, hang_before, hang_behind
    )  # fmt: skip
    return extent._replace(rigid=_rigid(paragraph, line, extent)) if paragraph.rigid else extent


def _rigid(paragraph: Paragraph, line: Line, extent: _Extent) -> float:
    """What of a line's width (CSS px) neither stretches nor shrinks: pictures, and the edges of inline boxes."""
    width = 0.0
    for number in _leaves_on(paragraph, line, extent):
        leaf = paragraph.leaves[number]
        width += leaf.picture.word.width if leaf.picture else 0.0
        width += leaf.lead if _opens(paragraph, extent, line, number) else 0.0
        width += leaf.trail if _closes(paragraph, extent, number) else 0.0
    return width


def _fit(paragraph: Paragraph, line: Line, extent: _Extent) -> tuple[float, float]:
    """By what the glyphs are scaled, and by what the word spaces are multiplied, for the line to fill its measure."""
    spaces = paragraph.spaces[extent.last] - paragraph.spaces[extent.first]
    glyphs = extent.width - spaces - extent.rigid
    hang = extent.hang_before + extent.hang_behind
    room = line.measure.width - extent.rigid
    extra = room - (glyphs + spaces - hang)
    if paragraph.ragged or (line.is_last and extra >= 0):
        return 1.0, 1.0
    scale = 1 + max(-COSTS.expansion, min(COSTS.expansion, extra / glyphs)) if glyphs else 1.0
    return scale, (room + (hang - glyphs) * scale) / spaces if spaces else 1.0


def _text_box(
    paragraph: Paragraph, line: Line, extent: _Extent, number: int, scale: float, stretch: float
) -> Any | None:
    """A leaf's part of a line as a TextBox, or None where the line has none of its characters."""
    leaf, face = paragraph.leaves[number].box, paragraph.leaves[number].face
    first, last = extent.first, extent.last
    begin, x_begin, spaces_begin = 0, paragraph.leaf_x[number], paragraph.leaf_spaces[number]
    stop, (x_stop, spaces_stop) = len(leaf.text), paragraph.leaf_end[number]
    hyphen = ending = ""
    if number == paragraph.leaf[first]:
        begin, x_begin = paragraph.offset[first] + line.start.offset, extent.left
        spaces_begin = paragraph.spaces[first]
    if number == paragraph.leaf[last]:
        stop = paragraph.offset[last] + (extent.cut or len(paragraph.text[last]))
        x_stop, spaces_stop = extent.right, paragraph.spaces[last]
        hyphen = extent.hyphen
        ending = _ending(paragraph, line, extent)
    if begin >= stop:
        return None
    pieces = range(max(first, paragraph.leaf_piece[number]), min(last + 1, paragraph.leaf_piece[number + 1]))
    narrowed = face.word(" ").width - face.space * stretch / scale
    gap = f"{face.space_string}>{narrowed * 1000 / face.size:.2f}<"
    parts, reached = [], spaces_begin
    for piece in pieces:
        space = paragraph.spaces[piece] - reached
        if face.kerns_space and space and piece > pieces[0]:
            kern = paragraph.x0[piece] - paragraph.x1[piece - 1] - space
            parts.append(f"{face.space_string}>{(narrowed - kern) * 1000 / face.size:.2f}<")
        else:
            parts.append(gap * round(space / face.space))
        parts.append(extent.strings[piece - first])
        reached = paragraph.spaces[piece]
    parts.append(gap * round((spaces_stop - reached) / face.space))
    string = "".join(parts)
    box = leaf.copy()
    box.text = leaf.text[begin:stop].rstrip("\n") + hyphen
    array = f"[<{string}>] TJ".replace("<>", " ").encode()
    box.typeset_drawing = Drawing(face, array, scale, ending) if string else None
    spaces = spaces_stop - spaces_begin
    box.width = (x_stop - x_begin - spaces) * scale + spaces * stretch
    box.justification_spacing = face.space * (stretch - 1)
    box.pango_layout = LazyLayout(leaf.style, box.text, box.justification_spacing)
    box.height, box.baseline = face.height, face.baseline
    box.margin_top = box.margin_bottom = face.half_leading
    return box


def _ending(paragraph: Paragraph, line: Line, extent: _Extent) -> str:
    """What follows the last word of a line for those who hear it (`Drawing.ending`)."""
    if extent.cut is not None:
        return SOFT_HYPHEN if extent.hyphen else ""
    is_parted = line.end is not None and paragraph.joiner[extent.last] in {SPACE, FORCED}
    return " " if is_parted else ""


def _empty_box(source: Any, x: float, y: float) -> Any:
    """An inline box that holds nothing, but may be the aim of a link or be drawn."""
    from weasyprint.layout import inline

    box = source.copy_with_children([])
    box.position_x, box.position_y, box.width = x, y, 0
    inline._adjust_line_height(box)
    return box


def _put(parent: Any, tree: list[Any], path: tuple[int, ...], box: Any) -> None:
    """Put a box at a path in a tree of [source box, its path, children]."""
    for depth in range(1, len(path)):
        parent = parent.children[path[depth - 1]]
        if not tree or not isinstance(tree[-1], list) or tree[-1][1] != path[:depth]:
            tree.append([parent, path[:depth], []])
        tree = tree[-1][2]
    tree.append(box)


def _closed(paragraph: Paragraph, line: Line, extent: _Extent, tree: list[Any]) -> list[Any]:
    """The boxes of a tree, inline boxes with their children in them."""
    from weasyprint.layout import inline

    made = []
    for node in tree:
        if isinstance(node, list):
            source, path, nodes = node
            children = _closed(paragraph, line, extent, nodes)
            box = source.copy_with_children(children)
            edge = 0.0
            if path in paragraph.edged:
                opened, closed = paragraph.edged[path]
                box.remove_decoration(
                    start=not _opens(paragraph, extent, line, opened), end=not _closes(paragraph, extent, closed)
                )
                edge = edge_px(box, LEFT_EDGE)
            flow = [child for child in children if child.is_in_normal_flow()] or children
            box.position_x, box.position_y = flow[0].position_x - edge, flow[0].position_y
            box.width = sum(child.margin_width() for child in flow if child.is_in_normal_flow())
            inline._adjust_line_height(box)
            node = box
        made.append(node)
    return made
