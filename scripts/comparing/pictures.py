"""Pictures of the same words as several systems set them: whole pages, and a paragraph close to.

Enters: the PDFs of one text, with the natural word space of each, and passages of it.  Leaves: WebP files in levels of
grey, every system at the same scale, its name above.  Never scales or sharpens: a page is drawn once, by poppler, at
the resolution that is shown.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from comparing.systems import ROOT, FailedError

PAGE_DPI = 110
CLOSE_DPI = 300
CAPTION_FONT = ROOT / "styles" / "fonts" / "EBGaramond" / "EBGaramond_400Regular.ttf"
# A line whose word spaces are wider than this many times the face's own has them shaded.
WIDE = 1.5
SHADE = 205
LEVELS = 8
# White around what is shown, and the height of the capitals' line above it, in points of the page.
EDGE_PT = 12.0
LEADING_PT = 14.0


class Passage(NamedTuple):
    """Words of the text, by how they begin and how they end."""

    first: str
    last: str


class Word(NamedTuple):
    """A word on a page; pages from 0, lengths in points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


class Book:
    """A PDF of the text.  space_pt: the natural width of its word space."""

    def __init__(self, pdf: Path, space_pt: float) -> None:
        self.pdf, self.space_pt = pdf, space_pt

    @cached_property
    def words(self) -> list[Word]:
        """All words, in the order of the text."""
        told = subprocess.run(["pdftotext", "-bbox", str(self.pdf), "-"], capture_output=True, check=True).stdout
        root = etree.fromstring(told, etree.XMLParser(recover=True))
        found = []
        for number, page in enumerate(root.iterfind(".//{*}page")):
            for word in page.iterfind("{*}word"):
                left, top, right, bottom = (float(word.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax"))
                found.append(Word(number, left, top, right, bottom, word.text or ""))
        return found

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The letters of all words in a row, and where each word ends among them."""
        bare = [letters(word.text) for word in self.words]
        return "".join(bare), list(accumulate(map(len, bare)))

    def find(self, passage: Passage) -> list[Word]:
        """The words of a passage, where one page has all of it; else none."""
        text, ends = self._letters
        start = text.find(letters(passage.first))
        stop = text.find(letters(passage.last), start)
        if start < 0 or stop < 0:
            return []
        last = stop + len(letters(passage.last)) - 1
        found = self.words[bisect_right(ends, start) : bisect_right(ends, last) + 1]
        return found if found[0].page == found[-1].page else []

    def drawn(self, page: int, dpi: int) -> Image.Image:
        """A page in levels of grey."""
        number = str(page + 1)
        with tempfile.TemporaryDirectory() as folder:
            command = ["pdftoppm", "-gray", "-r", str(dpi), "-f", number, "-l", number, "-singlefile"]
            subprocess.run([*command, str(self.pdf), f"{folder}/page"], capture_output=True, check=True)
            with Image.open(f"{folder}/page.pgm") as image:
                return image.convert("L")


def letters(text: str) -> str:
    """Only the letters and digits of a text, ligatures parted, all small: what stays the same however it is set."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


def whole(passages: Sequence[Passage], books: Sequence[Book]) -> Passage:
    """The first passage that no book breaks over a page."""
    for passage in passages:
        if all(book.find(passage) for book in books):
            return passage
    raise FailedError(f"no passage stands on one page in every book, from {passages[0].first!r} on: name another")


def lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page by lines: a word that stands left of the one before it begins a new one."""
    found: list[list[Word]] = []
    for word in words:
        if found and word.left >= found[-1][-1].right - 1:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def wide_spaces(words: Sequence[Word], space_pt: float) -> list[tuple[float, float, float, float]]:
    """The boxes (left, top, right, bottom, in points) of the spaces in lines that are set too wide."""
    boxes = []
    for line in lines(words):
        gaps = [right.left - left.right for left, right in pairwise(line)]
        if gaps and fmean(gaps) > WIDE * space_pt:
            boxes += [(left.right, left.top, right.left, left.bottom) for left, right in pairwise(line)]
    return boxes


def page_of(book: Book, passage: Passage) -> Image.Image:
    """The page that has a passage."""
    return book.drawn(book.find(passage)[0].page, PAGE_DPI)


def close_up(book: Book, passage: Passage) -> Image.Image:
    """The lines of a passage, the spaces of those that are too wide shaded."""
    words = book.find(passage)
    page = book.drawn(words[0].page, CLOSE_DPI)
    scale = CLOSE_DPI / 72
    draw = ImageDraw.Draw(page)
    for left, top, right, bottom in wide_spaces(words, book.space_pt):
        # As high as small letters are, so that lines stay apart.
        height = bottom - top
        box = (left * scale, (top + 0.38 * height) * scale, right * scale, (top + 0.75 * height) * scale)
        draw.rectangle(box, fill=SHADE)
    edges = (
        min(word.left for word in words) - EDGE_PT / 2,
        min(word.top for word in words) - 2,
        max(word.right for word in words) + EDGE_PT / 2,
        max(word.bottom for word in words) + 2,
    )
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    return page.crop((left, top, right, bottom))


def sheet(shown: Mapping[str, Image.Image], dpi: int, columns: int, frame: bool) -> Image.Image:
    """All pictures on one sheet in columns, each below its name; frame: a line around each, as of a page."""
    edge, caption = round(EDGE_PT * dpi / 72), round(LEADING_PT * dpi / 72)
    font = ImageFont.truetype(str(CAPTION_FONT), round(0.8 * caption))
    width = max(image.width for image in shown.values())
    names = list(shown)
    rows = [names[start : start + columns] for start in range(0, len(names), columns)]
    heights = [max(shown[name].height for name in row) + caption + 2 * edge for row in rows]
    made = Image.new("L", (columns * (width + edge) + edge, sum(heights) + edge), 255)
    draw = ImageDraw.Draw(made)
    for row, bottom, height in zip(rows, accumulate(heights), heights, strict=True):
        for column, name in enumerate(row):
            left, top = edge + column * (width + edge), edge + bottom - height
            draw.text((left, top), name, fill=0, font=font)
            made.paste(shown[name], (left, top + caption + edge // 2))
            if frame:
                right, foot = left + shown[name].width, top + caption + edge // 2 + shown[name].height
                draw.rectangle((left - 1, top + caption + edge // 2 - 1, right, foot), outline=160)
    return made


def save(image: Image.Image, file: Path) -> None:
    """Write a picture of text as lossless WebP in LEVELS of grey: sharper, and smaller, than one that loses."""
    image.quantize(LEVELS).convert("L").save(file, "WEBP", lossless=True, method=6)
