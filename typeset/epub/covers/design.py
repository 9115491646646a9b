"""The typographic cover: a patterned paper, and on it a label with the title, as one drawing.

Enters: metadata, the book's sheets.  Leaves: a `Drawing`, a list of shapes in pixels of which `drawing` makes SVG and
JPEG; what could not be set.  Never draws a part of a word: a line whose letters no face has is left out, and told.

After the patterned papers of the Insel-Bücherei: a small figure repeated, here of things that go through the post, and
a white label in a thick and a thin rule.  The same title always gets the same paper and the same figure.
"""

from __future__ import annotations

import math
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from typeset.epub.covers.faces import Face, Setter, setters
from typeset.errors import Problem
from typeset.model import Metadata, Sheet
from typeset.words import MOST_NAMES, words_in

# What the shops ask for: 1 : 1.6, 1,600 pixels wide or more.
WIDTH_PX, HEIGHT_PX = 1600, 2560
# Deep colours of the paper and the cream of the label; what lies between them is a tint: 0 the colour, 1 the cream.
COLOURS = ("#26333d", "#4a2530", "#2d3f33", "#3b3343", "#1f3d42", "#4d3022")
CREAM = "#f3ecdd"
FIGURE_TINT = 0.3
# The label: its width, the white inside its rules, where its middle stands (above the page's own), its least and most
# height, and its rules: (inset, thickness).
LABEL_PX, PADDING_PX, MEASURE_PX = 1180, 130, 920
LABEL_MIDDLE_PX, LEAST_LABEL_PX, MOST_LABEL_PX = 1090, 760, 1840
RULES_PX = ((24, 9), (46, 3))
# The plate with the publisher's name: its foot, its height, its most width.
PLATE_FOOT_PX, PLATE_PX, MOST_PLATE_PX = 2360, 96, 1180
TITLE_SIZES_PX = (*range(230, 99, -10), 90, 80, 70, 62, 54)
# An article does not stand on a line by itself where a somewhat smaller size brings its noun up to it.
LONE_WORD, LONE_WORD_PX = 3, 150
NAME_SIZES_PX = (56, 50, 44, 38)
TRACKING = 0.12
ACUTE = "\u0301"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle. tint: 0 the paper's colour, 1 the label's cream."""

    x: float
    y: float
    width: float
    height: float
    tint: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, `width` thick."""

    points: tuple[tuple[float, float], ...]
    width: float
    tint: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character at its place on the baseline."""

    face: Face
    character: str
    x: float
    baseline: float
    size: float
    tint: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The shapes of a cover, those below first, on a ground of `colour`."""

    colour: str
    cream: str
    shapes: tuple[Box | Stroke | Glyph, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One centred line. before: white above it, in pixels; the line itself takes its capitals' height."""

    text: str
    setter: Setter
    size: float
    before: float
    tracking: float = 0

    @property
    def height(self) -> float:
        return self.before + self.size * 0.66

    def glyphs(self, baseline: float, tint: float = 0) -> Iterator[Glyph]:
        left = (WIDTH_PX - self.setter.width(self.text, self.tracking) * self.size) / 2
        for x, face, character in self.setter.placed(self.text, self.tracking):
            yield Glyph(face, character, left + x * self.size, baseline, self.size, tint)


def design(metadata: Metadata, sheets: Sequence[Sheet]) -> tuple[Drawing, tuple[Problem, ...]]:
    """The cover of a book without one, and what could not be set on it."""
    roman, italic = setters(sheets)
    lacking: dict[str, None] = {}
    said = [metadata.title, metadata.subtitle or "", metadata.publisher or "", *metadata.authors[:MOST_NAMES]]
    title, subtitle, publisher, *names = (_settable(text, roman, lacking) for text in said)
    others = words_in(metadata.language).others if len(metadata.authors) > MOST_NAMES else ""
    lines = _label_lines(title, subtitle, [name for name in names if name], others, (roman, italic))
    number = zlib.crc32(metadata.title.encode())
    figure = FIGURES[number // len(COLOURS) % len(FIGURES)]
    shapes = [*figure(), *_label(lines), *(_plate(publisher, roman) if publisher else ())]
    return Drawing(COLOURS[number % len(COLOURS)], CREAM, tuple(shapes)), _told(lacking)


def _settable(text: str, setter: Setter, lacking: dict[str, None]) -> str:
    """A line as it can be set: less signs that no face has; "" where a letter or figure lacks. Adds to `lacking`."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    missing = {c for c in text if setter.face(c) is None}
    # What changes the look of the sign before it (U+FE0F, a joiner) goes with that sign, and is not told by itself.
    lacking.update(dict.fromkeys(c for c in text if c in missing and c.isprintable() and not unicodedata.combining(c)
                                 and unicodedata.category(c) != "Mn"))  # fmt: skip
    if any(c.isalnum() for c in missing):
        return ""
    return " ".join("".join(c for c in text if c not in missing).split())


def _told(lacking: dict[str, None]) -> tuple[Problem, ...]:
    if not lacking:
        return ()
    shown = ", ".join(list(lacking)[:8]) + (f" and {len(lacking) - 8} more" if len(lacking) > 8 else "")
    remedy = "add a font with @font-face to a sheet of yours, or give a cover under epub:"
    return (Problem(f"no face can set {shown} on the cover: lines with such letters are not on it", "", remedy),)


def _label_lines(
    title: str, subtitle: str, names: Sequence[str], others: str, setters_: tuple[Setter, Setter]
) -> list[_Line]:
    """The label's lines from top to bottom, the title as large as its longest word and the label let it be."""
    roman, italic = setters_
    foot = _name_lines(names, others, roman, italic)
    if not title:
        return [_Line("❦", roman, 300, 0), *foot]
    lines: list[_Line] = []
    for size in TITLE_SIZES_PX:
        head = [
            _Line(line, roman, size, size * 0.5 if number else 0)
            for number, line in enumerate(_broken(title, roman, MEASURE_PX / size))
        ]
        if subtitle:
            small = max(48, size * 0.34)
            head += [
                _Line(line, italic, small, small * (0.62 if number else 1.5))
                for number, line in enumerate(_broken(subtitle, italic, MEASURE_PX / small))
            ]
        lines = [*head, *foot]
        widest = max(line.setter.width(line.text) * line.size for line in head)
        fits = widest <= MEASURE_PX and sum(line.height for line in lines) <= MOST_LABEL_PX - 2 * PADDING_PX
        if fits and not (size > LONE_WORD_PX and len(head) > 1 and len(head[0].text) <= LONE_WORD):
            break
    return lines


def _name_lines(names: Sequence[str], others: str, roman: Setter, italic: Setter) -> list[_Line]:
    """Names in letterspaced capitals, a line each, all of one size; a mark between them and the title."""
    if not names:
        return []
    capitals = [_capitals(name) for name in names]
    widest = max(roman.width(name, TRACKING) for name in capitals)
    largest = NAME_SIZES_PX[0] if len(capitals) <= 3 else NAME_SIZES_PX[1]
    size = next((s for s in NAME_SIZES_PX if s <= largest and s * widest <= MEASURE_PX), NAME_SIZES_PX[-1])
    lines = [_Line("❦", roman, 88, 110)]
    for number, name in enumerate(capitals):
        fitting = min(size, MEASURE_PX / roman.width(name, TRACKING))
        lines.append(_Line(name, roman, fitting, size * 1.05 if number else 100, TRACKING))
    if others:
        lines.append(_Line(others, italic, size, size * 0.95))
    return lines


def _capitals(text: str) -> str:
    """A line in capitals; Greek ones bear no accent."""
    apart = unicodedata.normalize("NFD", text.upper())
    bare = (c for before, c in pairwise(f" {apart}") if not (c == ACUTE and "\u0370" <= before <= "\u03ff"))
    return unicodedata.normalize("NFC", "".join(bare))


def _label(lines: Sequence[_Line]) -> Iterator[Box | Glyph]:
    """The label round its lines: cream, in its rules, its middle above the page's."""
    content = sum(line.height for line in lines)
    height = max(LEAST_LABEL_PX, content + 2 * PADDING_PX)
    left, top = (WIDTH_PX - LABEL_PX) / 2, LABEL_MIDDLE_PX - height / 2
    yield Box(left, top, LABEL_PX, height, 1)
    for inset, thickness in RULES_PX:
        yield from _frame(left + inset, top + inset, LABEL_PX - 2 * inset, height - 2 * inset, thickness)
    baseline = top + (height - content) / 2
    for line in lines:
        baseline += line.height
        yield from line.glyphs(baseline)


def _frame(x: float, y: float, width: float, height: float, thickness: float) -> Iterator[Box]:
    yield Box(x, y, width, thickness, 0)
    yield Box(x, y + height - thickness, width, thickness, 0)
    yield Box(x, y, thickness, height, 0)
    yield Box(x + width - thickness, y, thickness, height, 0)


def _plate(publisher: str, roman: Setter) -> Iterator[Box | Glyph]:
    """A plate with the publisher's name in letterspaced capitals."""
    text, room = _capitals(publisher), MOST_PLATE_PX - 120
    size = min(36.0, room / roman.width(text, TRACKING))
    width = roman.width(text, TRACKING) * size + 120
    left, top = (WIDTH_PX - width) / 2, PLATE_FOOT_PX - PLATE_PX
    yield Box(left, top, width, PLATE_PX, 1)
    yield from _frame(left + 10, top + 10, width - 20, PLATE_PX - 20, 3)
    yield from _Line(text, roman, size, 0, TRACKING).glyphs(top + PLATE_PX / 2 + size * 0.33)


# ---- lines ----


def _broken(text: str, setter: Setter, measure: float) -> list[str]:
    """Lines of about equal width, as few as fit a measure in ems."""
    units = list(_units(text, setter, measure))
    fewest = len(_filled(units, setter, measure))
    narrower = setter.width(text) / max(1, fewest)
    while len(lines := _filled(units, setter, narrower)) > fewest:
        narrower += 0.2
    return lines


def _units(text: str, setter: Setter, measure: float) -> Iterator[tuple[str, str]]:
    """What a line may end after, each with what joins it to the one before: a space, or nothing.

    Ideographs part anywhere; a word that no line holds even in the smallest size is cut.
    """
    smallest = MEASURE_PX / TITLE_SIZES_PX[-1]
    for word in text.split():
        joint, piece = " ", ""
        for character in word:
            wide = unicodedata.east_asian_width(character) in "WF" and character.isalnum()
            too_long = measure >= smallest and setter.width(piece + character) > smallest
            if piece and (wide or too_long):
                yield joint, piece
                joint, piece = "", ""
            piece += character
        yield joint, piece


def _filled(units: Sequence[tuple[str, str]], setter: Setter, measure: float) -> list[str]:
    """Lines filled one after the other; a unit wider than the measure has a line to itself."""
    lines: list[str] = []
    for joint, unit in units:
        if lines and setter.width(f"{lines[-1]}{joint}{unit}") <= measure:
            lines[-1] += f"{joint}{unit}"
        else:
            lines.append(unit)
    return lines


# ---- figures ----


def _grid(step_x: float, step_y: float) -> Iterator[tuple[float, float]]:
    """The middles of a figure repeated over the page, every second row between those of the first."""
    for row in range(-1, math.ceil(HEIGHT_PX / step_y) + 1):
        for column in range(-1, math.ceil(WIDTH_PX / step_x) + 1):
            yield (column + (0.5 if row % 2 else 0)) * step_x, (row + 0.5) * step_y


def _envelopes() -> Iterator[Stroke]:
    """Small letters, closed, seen from behind."""
    for x, y in _grid(160, 106):
        left, right, top, foot = x - 42, x + 42, y - 27, y + 27
        yield Stroke(((left, top), (right, top), (right, foot), (left, foot), (left, top)), 4, FIGURE_TINT)
        yield Stroke(((left, top), (x, y + 6), (right, top)), 4, FIGURE_TINT)


def _waves() -> Iterator[Stroke]:
    """The lines by which a post office cancels a stamp."""
    for row in range(-1, HEIGHT_PX // 64 + 2):
        points = [(float(x), row * 64 + 15 * math.sin(x * math.tau / 320)) for x in range(-40, WIDTH_PX + 41, 20)]
        yield Stroke(tuple(points), 5, FIGURE_TINT)


def _stamps() -> Iterator[Stroke]:
    """Postage stamps: a thick frame in a thin one, upright and on their sides in turn."""
    for number, (x, y) in enumerate(_grid(150, 128)):
        wide, high = (34, 42) if number % 2 else (42, 34)
        for inset, width in ((0, 3.0), (11, 6.0)):
            left, right, top, foot = x - wide + inset, x + wide - inset, y - high + inset, y + high - inset
            yield Stroke(((left, top), (right, top), (right, foot), (left, foot), (left, top)), width, FIGURE_TINT)


FIGURES: tuple[Callable[[], Iterator[Stroke]], ...] = (_envelopes, _waves, _stamps)
