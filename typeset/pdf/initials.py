"""The white beside a story's initial, from the outline of its letter.

Enters: letters, sheets, the page.  Leaves: a CSS text.  Never draws a letter, never moves one.

A letter's own width is no measure of the white beside it: a W leans away from the lines, an L leaves a hole above
its foot, a Q reaches under them. So its ink begins at the edge of the text, and the lines begin where the white is
WHITE: the mean of what is between text and nearest ink, and of what is between them over the height of the letter
(white deeper than DEEPEST counts no more). Nothing comes nearer to the ink than NEAREST.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from typeset.css import Node, at_commas, file_at, is_for_print, urls_of
from typeset.model import Element, Sheet, Volume
from typeset.pdf.settings import CAP_HEIGHT_EM, PrintSettings

# In ems of the initial.
WHITE, NEAREST, DEEPEST = 0.085, 0.03, 0.16
# Between an initial that is a word ("A ship") and the next: a word space, in ems of the text.
WORD_SPACE_EM = 0.25
# A letter that hangs below its line by more than this part of its size is in the way of the fourth line.
DEEP_EM = 0.17
# The heights at which an outline is looked at, to an em; the pieces into which a line or a curve of it is cut.
HEIGHTS, PIECES = 100, 100


class Outline(NamedTuple):
    """A letter's ink, in ems: the leftmost and the rightmost x by height (in hundredths of an em), and its advance."""

    left: dict[int, float]
    right: dict[int, float]
    advance: float


def letter_of(initial: Element) -> str:
    """The letter of a `span.initial`, and a space behind it where it is a word."""
    tail = initial.tail or " "
    return (initial.text or "") + (" " if tail[0].isspace() else "")


def initials_of(volume: Volume) -> frozenset[str]:
    """The initials of a book, as `letter_of` has them."""
    spans = (span for part in volume.parts for span in part.tree.iter("{*}span"))
    return frozenset(letter_of(span) for span in spans if "initial" in span.get("class", "").split())


def initial_sheet(letters: Iterable[str], sheets: Sequence[Sheet], page: PrintSettings) -> str:
    """The CSS of the margins of initials, which comes before all other sheets.

    letters: as `letter_of` has them, and `data-letter`.  sheets: of the cascade, their fonts known to be
    there.  page: on the grid.
    """
    import uharfbuzz

    rules = [".initial { margin-right: .15rlh }\n"]  # where no outline is known
    wanted, path = sorted(set(letters)), text_face(sheets)
    if path is None or not wanted:
        return rules[0]
    font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    for letter in wanted:
        outline = outline_of(font, letter[0])
        if outline is not None:
            left_pt, right_pt = (margin * page.initial_pt for margin in margins_em(outline))
            right_pt += WORD_SPACE_EM * page.font_size_pt * (len(letter) - 1)
            rules.append(
                f'[data-letter="{letter}"] {{ margin-left: {left_pt:.2f}pt; margin-right: {right_pt:.2f}pt }}\n'
            )
    return "".join(rules)


def margins_em(outline: Outline) -> tuple[float, float]:
    """The white to the left and to the right of a letter's advance, in ems of it; either may be less than nothing."""
    heights = range(round(CAP_HEIGHT_EM * HEIGHTS))
    deep = min(outline.right) if min(outline.right) < -DEEP_EM * HEIGHTS else 0
    edge = NEAREST + max(x for height, x in outline.right.items() if height >= deep)
    seen = sum(min(edge - outline.right.get(height, -DEEPEST), DEEPEST) for height in heights) / len(heights)
    left = min((x for height, x in outline.left.items() if height >= 0), default=0.0)
    return -left, edge + max(0.0, WHITE - (NEAREST + seen) / 2) - outline.advance


def outline_of(font: Any, letter: str) -> Outline | None:
    """A letter's ink in a font of HarfBuzz, or None where the font draws no such letter."""
    glyph, em = font.get_nominal_glyph(ord(letter)), font.face.upem
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    for x, y in _traced(font, glyph) if glyph else ():
        height = round(y / em * HEIGHTS)
        left[height] = min(left.get(height, x / em), x / em)
        right[height] = max(right.get(height, x / em), x / em)
    return Outline(left, right, font.get_glyph_h_advance(glyph) / em) if right else None


def _traced(font: Any, glyph: int) -> list[tuple[float, float]]:
    """Points along a glyph's outline, in units of the font, so close that each height of it has one."""
    import uharfbuzz

    points: list[tuple[float, float]] = []

    def move_to(x: float, y: float, _: object) -> None:
        points.append((x, y))

    def curve_to(*numbers: Any) -> None:
        """A Bézier curve of any degree from the last point, by de Casteljau's steps; a line is one of the first."""
        *flat, _ = numbers
        ends = [points[-1], *zip(flat[::2], flat[1::2], strict=True)]
        for piece in range(1, PIECES + 1):
            t, row = piece / PIECES, ends
            while len(row) > 1:
                row = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairwise(row)]
            points.append(row[0])

    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(move_to)
    draw.set_line_to_func(curve_to)
    draw.set_quadratic_to_func(curve_to)
    draw.set_cubic_to_func(curve_to)
    font.draw_glyph(glyph, draw, None)
    return points


def text_face(sheets: Sequence[Sheet]) -> Path | None:
    """The file of the upright face that the text is set in, as sheets of one cascade declare it, or None."""
    import tinycss2

    files: dict[str, Path] = {}
    family = ""
    for sheet in sheets:
        for rule in _rules(tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)):
            declared = {
                each.lower_name: each.value
                for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                if each.type == "declaration"
            }
            names = declared.get("font-family")
            if names is None:
                continue
            if rule.type == "at-rule":
                file = _file_of(declared, sheet)
                if file is not None:
                    files[_first_name(names)] = file
            elif any(tinycss2.serialize(part).strip() == "html" for part in at_commas(rule.prelude)):
                family = _first_name(names)
    return files.get(family)


def _rules(nodes: Sequence[Node]) -> Iterator[Node]:
    """The style rules and the `@font-face` rules of a sheet that hold on paper, in order."""
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule" or (node.type == "at-rule" and node.lower_at_keyword == "font-face"):
            yield node
        elif is_for_print(node):
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _file_of(declared: dict[str, Sequence[Node]], sheet: Sheet) -> Path | None:
    """The file of an `@font-face` for upright text of normal weight; None for another face, or one in no file."""
    for name in ("font-style", "font-weight"):
        words = [token.lower_value for token in declared.get(name, ()) if token.type == "ident"]
        if name in declared and words != ["normal"]:
            return None
    address = next(urls_of(declared.get("src", ())), None)
    return file_at(address, sheet.folder) if address is not None else None


def _first_name(names: Sequence[Node]) -> str:
    """The first family of a list, in lower case."""
    words = [str(token.value) for token in at_commas(names)[0] if token.type in {"ident", "string"}]
    return " ".join(words).lower()
