"""Books whose pages say their number, and what a sheet of paper shows of them when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from typeset.units import UNITS_PT

MM = UNITS_PT["mm"]
WIDTH, HEIGHT = 100 * MM, 150 * MM


def write_book(
    path: Path, pages: int, size: tuple[float, float] = (WIDTH, HEIGHT), bleed: float = 0.0, slug: float = 0.0
) -> Path:
    """A PDF whose page 17 says 17; one font for all. bleed, slug: what lies round the trimmed page, in points."""
    with pikepdf.new() as pdf:
        face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        font = pdf.make_indirect(face)
        for number in range(1, pages + 1):
            pdf.pages.append(page_of(pdf, f"BT /F 20 Tf 90 90 Td ({number}) Tj ET", font, size, bleed, slug))
        pdf.docinfo["/Title"] = "A Book of Numbers"
        pdf.save(path, deterministic_id=True)
    return path


def page_of(
    pdf: Pdf, content: str, font: pikepdf.Object, size: tuple[float, float], bleed: float = 0.0, slug: float = 0.0
) -> Page:
    around = bleed + slug
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, size[0] + 2 * around, size[1] + 2 * around]),
        BleedBox=Array([slug, slug, size[0] + 2 * bleed + slug, size[1] + 2 * bleed + slug]),
        TrimBox=Array([around, around, size[0] + around, size[1] + around]),
        Resources=Dictionary(Font=Dictionary(F=font)),
        Contents=pdf.make_stream(content.encode()),
    )
    return Page(pdf.make_indirect(page))


Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Shown:
    """A page on a side of a sheet.

    number: what it says.  matrix: from its own space to the sheet's.  clip: where on the sheet it is printed.
    """

    number: int
    matrix: Matrix
    clip: tuple[float, float, float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page comes to lie."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


@dataclass(frozen=True)
class Side:
    """width, height; the pages; rectangles that are filled; lines as two points and a dash; words."""

    width: float
    height: float
    pages: tuple[Shown, ...]
    bars: tuple[tuple[float, ...], ...]
    lines: tuple[tuple[tuple[float, float], tuple[float, float], str], ...]
    words: tuple[str, ...]


def sides_of(pdf: Pdf) -> list[Side]:
    return [_side(page) for page in pdf.pages]


def product(first: Sequence[float], then: Sequence[float]) -> Matrix:
    """The matrix that does `first` and then `then` (PDF 1.7, §8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _side(page: Page) -> Side:
    unit: Matrix = (1, 0, 0, 1, 0, 0)
    matrix, clip, dash = unit, (0.0,) * 4, ""
    kept: list[Matrix] = []
    pages, bars, lines, words = [], [], [], []
    rectangle: tuple[float, ...] = ()
    start = (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        numbers = [float(each) for each in operands] if name in {"cm", "re", "m", "l"} else []
        if name == "q":
            kept.append(matrix)
        elif name == "Q":
            matrix = kept.pop()
        elif name == "cm":
            matrix = product(numbers, matrix)
        elif name == "re":
            x, y, width, height = numbers
            corners = [_moved(matrix, x, y), _moved(matrix, x + width, y + height)]
            (x0, x1), (y0, y1) = (sorted(each) for each in zip(*corners, strict=True))
            rectangle = (x0, y0, x1, y1)
        elif name == "W":
            clip = rectangle
        elif name == "f" and rectangle:
            bars.append(rectangle)
        elif name == "d":
            dash = " ".join(str(each) for each in operands[0])
        elif name == "m":
            start = _moved(matrix, *numbers)
        elif name == "l":
            lines.append((start, _moved(matrix, *numbers), dash))
        elif name == "Tj":
            words.append(str(operands[0]))
        elif name == "Do":
            form = page.resources.XObject[operands[0]]
            pages.append(Shown(_number(form), matrix, clip))
        assert name not in {"rg", "RG", "g", "G", "sc", "SC", "scn", "SCN"}, "ink that is not black"
    _, _, width, height = (float(each) for each in page.mediabox)
    return Side(width, height, tuple(pages), tuple(bars), tuple(lines), tuple(words))


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _number(form: pikepdf.Object) -> int:
    """What a page says, read from its content."""
    (said,) = (operands[0] for operands, operator in pikepdf.parse_content_stream(form) if str(operator) == "Tj")
    return int(str(said))
