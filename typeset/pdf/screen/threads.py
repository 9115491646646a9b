"""From letter to letter between the same two people: arrows in the margin of the screen PDF.

Enters: where letters end on their pages, and their neighbours.  Leaves: arrows with links.  Never takes room: the pages
are those of the print edition, so there is no line for links as the e-book has it.

An arrow stands beside a letter's last line, in the outer margin, where a reader's own marks would: one to the left
leads to the letter before, one to the right to that which follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from typeset import correspondence
from typeset.model import BoundLetter, Volume
from typeset.pdf.screen.structure import Aim, Mark, Node, Structure
from typeset.words import words_in

# Of an arrow, in leadings: half its height, its depth; how far the two stand from the text, in parts of its margin or
# in leadings, whichever is less; what may be clicked is a square of a leading.
HALF_HEIGHT, DEPTH = 0.17, 0.17
NEAR, FAR, NEAR_PART, FAR_PART = 0.9, 1.9, 0.3, 0.65
# Its stroke in leadings, and its gray: plain to see (contrast 5.7), and no part of the text.
STROKE, GRAY = 0.05, 0.4


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow with its middle at x, y, in CSS px from the page's upper left corner.

    way: -1 to the letter before, 1 to the next.  leading: of the page, in CSS px.  mark: its place in the structure.
    target: the id of the letter that it leads to.  told: what the link is called.
    box: what WeasyPrint notes the annotation on.
    """

    x: float
    y: float
    way: int
    leading: float
    mark: Mark
    target: str
    told: str
    box: Any = field(default_factory=SimpleNamespace)

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """What may be clicked: left, top, right, bottom, in CSS px."""
        half = self.leading / 2
        return self.x - half, self.y - half, self.x + half, self.y + half

    def draw(self, stream: Any) -> None:
        """Draw the arrow, in the page's CSS px."""
        tip, back = self.x + self.way * DEPTH / 2 * self.leading, self.x - self.way * DEPTH / 2 * self.leading
        half = HALF_HEIGHT * self.leading
        with stream.stacked():
            stream.set_line_width(STROKE * self.leading)
            stream.set_color_space("DeviceGray", True)
            stream.set_color_special(None, True, GRAY)
            stream.move_to(back, self.y - half)
            stream.line_to(tip, self.y)
            stream.line_to(back, self.y + half)
            stream.stroke()


@dataclass(frozen=True, slots=True)
class _End:
    """Where a letter ends: its page from 0, that page's box, the letter's box and its last line there."""

    number: int
    page: Any
    box: Any
    line: Any


def draw_threads(volume: Volume, pages: Sequence[Any], structure: Structure) -> Mapping[int, list[Arrow]]:
    """The arrows of each page (from 0) that has some; each is put into the structure behind its letter."""
    known = correspondence.neighbours(volume.parts) if volume.link_letters else {}
    languages = {letter.last_id: part.language for part in volume.parts for letter in part.letters}
    arrows: dict[int, list[Arrow]] = {}
    for id_, end in _ends(pages, known).items():
        node = structure.node_of(end.box.element)
        if node is None or node.parent is None:
            continue
        words = words_in(languages[id_] or volume.metadata.language).of_letters
        behind = node.parent.kids.index(node)
        for way, letter, shown in (
            (-1, known[id_].previous, words.previous),
            (1, known[id_].following, words.following),
        ):
            if letter is not None:
                arrow = _arrow(end, way, letter, shown, languages[id_] or volume.metadata.language)
                line = Node("P", node.parent, node.parent.language)
                behind += 1
                node.parent.kids.insert(behind, line)
                link = line.add("Link")
                link.said = shown
                link.kids += [arrow.mark, Aim(end.number, arrow.box, arrow.told)]
                arrows.setdefault(end.number, []).append(arrow)
    return arrows


def _ends(pages: Sequence[Any], ids: Mapping[str, object]) -> dict[str, _End]:
    """Where the letters with some ids end, in the order in which they do."""
    from weasyprint.formatting_structure.boxes import BlockBox, LineBox

    ends: dict[str, _End] = {}
    for number, page in enumerate(pages):
        for box in page._page_box.children[0].descendants() if ids else ():
            id_ = box.element.get("id", "") if box.element_tag == "blockquote" and isinstance(box, BlockBox) else ""
            if id_ in ids:
                lines = [each for each in box.descendants() if isinstance(each, LineBox)]
                if lines:
                    ends.pop(id_, None)
                    ends[id_] = _End(number, page._page_box, box, lines[-1])
    return ends


def _arrow(end: _End, way: int, letter: BoundLetter, shown: str, language: str) -> Arrow:
    from weasyprint.text.line_break import strut

    page, root = end.page, end.page.children[0]
    leading, _ = strut(root.style)
    left, right = page.content_box_x(), page.content_box_x() + page.width
    is_recto = end.number % 2 == 0
    margin = page.margin_width() - right if is_recto else left
    near, far = min(NEAR * leading, NEAR_PART * margin), min(FAR * leading, FAR_PART * margin)
    # The arrow back is the left one of the two on either side.
    off = near if (way < 0) == is_recto else far
    name = correspondence.letter_name(letter.kind, letter.sender, letter.recipient, letter.date, language=language)
    return Arrow(
        x=right + off if is_recto else left - off,
        y=end.line.position_y + end.line.baseline - leading / 4,
        way=way,
        leading=leading,
        mark=Mark(end.number),
        target=letter.id,
        told=f"{shown}: {name}",
    )
