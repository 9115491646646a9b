"""Leaves: what a paragraph is made of: its texts, its pictures, and what stands in it and takes no room.

Enters: a LineBox of WeasyPrint's box tree before layout.  Leaves: its leaves in order.  Never cuts a text, never
changes a box of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from typeset.pdf.lines.faces import NO_BREAK, Face, Piece, UnfitError, Word, face_of

# How a picture stands in the text (Unicode, "object replacement character").
PICTURE = "\ufffc"
# What a text's style must be for its words to be measured here; other values go to WeasyPrint's breaker.
_PLAIN = {"direction": "ltr", "word_break": "normal", "unicode_bidi": "normal"}
# Hebrew, Arabic and the other scripts that are written from the right (Unicode, bidirectional classes R and AL).
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_COLLAPSING = frozenset({"normal", "pre-line"})
# What a text's box has of its own at its sides: nothing, as it is anonymous. (WeasyPrint resolves it from the style.)
_NO_EDGES = {f"{edge}_{side}{end}": 0 for side in ("top", "right", "bottom", "left")
             for edge, end in (("margin", ""), ("padding", ""), ("border", "_width"))}  # fmt: skip
LEFT_EDGE = ("margin_left", "border_left_width", "padding_left")
RIGHT_EDGE = ("margin_right", "border_right_width", "padding_right")


class Leaf(NamedTuple):
    """A box of the source tree that holds no other: its path from the LineBox, its face, its text.

    lead, trail: margins, borders and paddings (CSS px) of the inline boxes that it opens and closes.  picture: a
    picture as the one piece of its text.  A box out of the flow and an empty inline box have no text.
    """

    box: Any
    path: tuple[int, ...]
    face: Face
    text: str = ""
    lead: float = 0.0
    trail: float = 0.0
    picture: Piece | None = None


class Leaves(NamedTuple):
    """The leaves of a LineBox, in order.

    floats: those it begins with, and their paths.  edged: the first and the last leaf with text of each inline box that
    has a margin, a border or a padding at its sides, by its path.
    """

    leaves: list[Leaf]
    floats: list[tuple[Any, tuple[int, ...]]]
    edged: dict[tuple[int, ...], tuple[int, int]]


def leaves_of(linebox: Any, containing_block: Any) -> Leaves:
    """The leaves of a LineBox. Raises UnfitError where it has what is not planned here; the message says what."""
    found = Leaves([], [], {})
    _collect(linebox, (), containing_block, found)
    return found


def _collect(box: Any, path: tuple[int, ...], containing_block: Any, found: Leaves) -> None:
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.layout.replaced import inline_replaced_box_layout

    leaves = found.leaves
    for index, child in enumerate(box.children):
        here = (*path, index)
        if child.is_floated() and not leaves:
            found.floats.append((child, here))
            continue
        if child.is_absolutely_positioned():
            leaves.append(Leaf(child, here, face_of(box.style)))
            continue
        if not child.is_in_normal_flow():
            raise UnfitError("a float, a footnote or a running element in the text")
        if isinstance(child, boxes.TextBox):
            child.__dict__.update(_NO_EDGES)
            leaves.append(Leaf(child, here, _face_of_text(child), child.text))
            continue
        resolve_percentages(child, containing_block)
        if type(child) is boxes.InlineReplacedBox:
            picture = child.copy()
            inline_replaced_box_layout(picture, containing_block)
            picture.baseline = picture.margin_height()
            piece = Piece(PICTURE, 0, Word(picture.margin_width(), "", ()), NO_BREAK)
            leaves.append(Leaf(picture, here, face_of(box.style), PICTURE, picture=piece))
        elif type(child) is not boxes.InlineBox:
            raise UnfitError("an inline block")
        elif child.is_leader:
            raise UnfitError("a leader")
        elif child.style["position"] != "static":
            raise UnfitError("an inline box with a position")
        else:
            _collect_inline(child, here, containing_block, found)


def _collect_inline(box: Any, path: tuple[int, ...], containing_block: Any, found: Leaves) -> None:
    """Gather the leaves of an inline box, the first of which it opens and the last of which it closes."""
    leaves, first = found.leaves, len(found.leaves)
    left, right = edge_px(box, LEFT_EDGE), edge_px(box, RIGHT_EDGE)
    _collect(box, path, containing_block, found)
    if len(leaves) == first:
        leaves.append(Leaf(box, path, face_of(box.style)))
    if left or right:
        texts = [number for number in range(first, len(leaves)) if leaves[number].text] or [first]
        leaves[texts[0]] = leaves[texts[0]]._replace(lead=leaves[texts[0]].lead + left)
        leaves[texts[-1]] = leaves[texts[-1]]._replace(trail=leaves[texts[-1]].trail + right)
        found.edged[path] = (texts[0], texts[-1])


def _face_of_text(box: Any) -> Face:
    style = box.style
    if any(style[name] != value for name, value in _PLAIN.items()) or _FROM_THE_RIGHT.search(box.text):
        raise UnfitError("a text of another direction")
    if style["white_space"] not in _COLLAPSING:
        raise UnfitError("white space that is kept")
    if not style["font_size"]:
        raise UnfitError("a text of no size")
    return face_of(style)


def edge_px(box: Any, names: Iterable[str]) -> float:
    """The margin, border and padding of an inline box at one side, where "auto" is nothing (CSS 2.2, §10.3.1)."""
    values = (getattr(box, name) for name in names)
    return sum(0.0 if value == "auto" else float(value) for value in values)
