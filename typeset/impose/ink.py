"""What is drawn beside the pages: lines, bars, arrows, words in the book's face; black ink (K) alone.

Enters: shapes in points, from the lower left.  Leaves: the operators of a PDF content stream (PDF 1.7, §8.5, §9.4),
and the face embedded.  Never places anything itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from typeset.styles import styles_folder

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

FACE = "EBGaramond/EBGaramond_400Regular.ttf"
# All that is ever said with it, so that each file has the same bytes of font.
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "×–·"
ENCODING = "cp1252"  # PDF's WinAnsiEncoding
FIRST, LAST = 0x20, 0xFF
HAIRLINE_PT = 0.3
# The handles of a quarter of a circle as a cubic curve, in parts of its radius.
QUARTER = 0.5523


@dataclass(frozen=True, slots=True)
class _Face:
    """A font file and what a PDF says of it, lengths in thousandths of an em.

    widths: from FIRST to LAST.  box: left, bottom, right, top of all glyphs.  capital: the height of capitals.
    """

    program: bytes
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int
    capital: int


def number(value: float) -> str:
    """A number as PDF writes it, to a thousandth of a point, never with an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


class Ink:
    """A content stream in the making."""

    def __init__(self) -> None:
        self._operators: list[str] = []

    def __bytes__(self) -> bytes:
        return "\n".join(self._operators).encode(ENCODING)

    def add(self, *numbers: float, operator: str) -> None:
        """One operator with its operands."""
        self._operators.append(" ".join([*map(number, numbers), operator]))

    def line(self, *points: tuple[float, float], width: float = HAIRLINE_PT, dash: str = "") -> None:
        """A line through points. dash: the lengths of a dash array, such as "2 2"."""
        self.add(operator=f"q 0 0 0 1 K {number(width)} w [{dash}] 0 d")
        for place, point in enumerate(points):
            self.add(*point, operator="l" if place else "m")
        self.add(operator="S Q")

    def bend(self, right: float, left: float, middle: float, half: float, width: float = 0.8) -> None:
        """A sheet folded in the middle, seen end on: two parallel lines to the right of half a circle."""
        x, handle = left + half, half * QUARTER
        self.add(operator=f"q 0 0 0 1 K {number(width)} w")
        self.add(right, middle + half, operator="m")
        self.add(x, middle + half, operator="l")
        self.add(x - handle, middle + half, left, middle + handle, left, middle, operator="c")
        self.add(left, middle - handle, x - handle, middle - half, x, middle - half, operator="c")
        self.add(right, middle - half, operator="l S Q")

    def frame(self, x: float, y: float, width: float, height: float, line: float = HAIRLINE_PT) -> None:
        """The outline of a rectangle."""
        self.add(operator=f"q 0 0 0 1 K {number(line)} w")
        self.add(x, y, width, height, operator="re S Q")

    def bar(self, x: float, y: float, width: float, height: float, tint: float = 1.0) -> None:
        """A rectangle filled with black, or a part of it."""
        self.add(operator=f"q 0 0 0 {number(tint)} k")
        self.add(x, y, width, height, operator="re f Q")

    def arrow(self, start: tuple[float, float], end: tuple[float, float], lift: tuple[float, float]) -> None:
        """A curved arrow. lift: how far its curve is drawn away from the straight line."""
        (x0, y0), (x1, y1), (dx, dy) = start, end, lift
        self.add(operator="q 0 0 0 1 K 0 0 0 1 k 0.6 w")
        self.add(x0, y0, operator="m")
        self.add(x0 + dx, y0 + dy, x1 + dx, y1 + dy, x1, y1, operator="c S")
        # The head comes down along the last part of the curve.
        length = (dx * dx + dy * dy) ** 0.5
        along, across = (dx / length * 5, dy / length * 5), (dy / length * 2, -dx / length * 2)
        self.add(x1, y1, operator="m")
        self.add(x1 + along[0] + across[0], y1 + along[1] + across[1], operator="l")
        self.add(x1 + along[0] - across[0], y1 + along[1] - across[1], operator="l f Q")

    def words(
        self, text: str, x: float, y: float, size: float = 7.0, align: str = "left", upright: bool = True
    ) -> None:
        """A line of text. align: where of it x is, "left" or "middle".  upright: else it stands on its head."""
        if align == "middle":
            x -= width_of(text, size) / 2 * (1 if upright else -1)
        shown = text.encode(ENCODING).decode(ENCODING)
        for special in "\\()":
            shown = shown.replace(special, f"\\{special}")
        turn = 1 if upright else -1
        self.add(operator=f"BT 0 0 0 1 k /F {number(size)} Tf")
        self.add(turn, 0, 0, turn, x, y, operator="Tm")
        self._operators.append(f"({shown}) Tj ET")


def width_of(text: str, size: float) -> float:
    """The width of a line in points."""
    widths = _face().widths
    return sum(widths[code - FIRST] for code in text.encode(ENCODING)) * size / 1000


def paragraph(text: str, width: float, size: float) -> list[str]:
    """A text in lines that are no wider than `width`, in points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def embed_face(pdf: Pdf) -> Object:
    """The face as a font of a PDF: TrueType, embedded, WinAnsiEncoding (PDF 1.7, §9.6.3, §9.8)."""
    from pikepdf import Array, Dictionary, Name

    face = _face()
    name = Name("/TYPSET+EBGaramond-Regular")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,  # no symbols: its letters are those of the standard Latin set
        FontBBox=Array(list(face.box)),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.capital,
        StemV=80,
        FontFile2=pdf.make_stream(face.program, Length1=len(face.program)),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=name,
        FirstChar=FIRST,
        LastChar=LAST,
        Widths=Array(list(face.widths)),
        Encoding=Name.WinAnsiEncoding,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(font)


@lru_cache(maxsize=1)
def _face() -> _Face:
    """The face with LETTERS alone; HarfBuzz cuts it, since fontTools' import takes as long as all the sheets."""
    import uharfbuzz

    cut = uharfbuzz.SubsetInput()
    cut.unicode_set.update(map(ord, LETTERS))
    cut.drop_table_tag_set.update(map(_tag, ("GSUB", "GPOS", "GDEF", "DSIG")))
    cut.name_id_set.clear()
    cut.flags = uharfbuzz.SubsetFlags.NO_HINTING
    whole = uharfbuzz.Face((styles_folder() / "fonts" / FACE).read_bytes())
    face = uharfbuzz.subset(whole, cut)
    font = uharfbuzz.Font(face)

    em: int = face.upem

    def per_thousand(units: float) -> int:
        return round(units * 1000 / em)

    def width(code: int) -> int:
        character = bytes([code]).decode(ENCODING, errors="replace")
        glyph = font.get_nominal_glyph(ord(character))
        return per_thousand(font.get_glyph_h_advance(glyph)) if character in LETTERS else 0

    shapes = [font.get_glyph_extents(glyph) for glyph in range(face.glyph_count)]
    box = (
        min(shape.x_bearing for shape in shapes),
        min(shape.y_bearing + shape.height for shape in shapes),
        max(shape.x_bearing + shape.width for shape in shapes),
        max(shape.y_bearing for shape in shapes),
    )
    lines = font.get_font_extents("ltr")
    capital = font.get_glyph_extents(font.get_nominal_glyph(ord("H"))).y_bearing
    return _Face(
        program=face.blob.data,
        widths=tuple(width(code) for code in range(FIRST, LAST + 1)),
        box=tuple(map(per_thousand, box)),
        ascent=per_thousand(lines.ascender),
        descent=per_thousand(lines.descender),
        capital=per_thousand(capital),
    )


def _tag(name: str) -> int:
    """A table's name as OpenType numbers it."""
    return int.from_bytes(name.encode("ascii"), "big")
