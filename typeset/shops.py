"""What print shops ask of a book: a table of their published rules, a shop an entry.

Enters: the name of a shop, a paper, a number of pages.  Leaves: rules, in points.  Never looks at a file.

Where each figure comes from is in docs/print-shops.md, by shop. Figures that a shop does not publish are marked as
estimates (`Stock.estimate`): whoever sets a cover by them is told to compare with the shop's own template.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from typeset.errors import ManifestError, Problem

ShopName = Literal["kdp", "ingramspark", "lulu", "bookvault", "home"]
Standard = Literal["pdf/x-4", "pdf/x-1a", "pdf/x-1a:2001", "pdf/x-3", "pdf/x-3:2002", "pdf/a-2b", "none"]
# A paper: the name of a stock, or how thick a leaf of it is in thousandths of a millimetre.
Paper = str | float

_INCH_PT = 72.0
_MICRON_PT = 72 / 25_400
_MICRONS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:um|µm|μm|microns?)")
# Thinner is no paper, thicker is board (ISO 536, 534: bible paper has 30, a cover's board 300).
THINNEST_MICRONS, THICKEST_MICRONS = 20.0, 400.0


@dataclass(frozen=True, slots=True)
class Stock:
    """A paper: how thick one of its pages is (half a leaf), in points.

    estimate: the shop publishes no figure; it is reckoned from the paper's weight.
    """

    page_pt: float
    most_pages: int
    estimate: bool = False


def _inches(page_in: float, most_pages: int, *, estimate: bool = False) -> Stock:
    return Stock(page_in * _INCH_PT, most_pages, estimate)


def _microns(leaf_microns: float, most_pages: int, *, estimate: bool = False) -> Stock:
    return Stock(leaf_microns * _MICRON_PT / 2, most_pages, estimate)


@dataclass(frozen=True, slots=True)
class Shop:
    """The rules of one shop; all lengths in points.

    called: its name in print.  standards: those it takes, the one to send first.  trims: the sizes it lists.
    trim_range: the smallest and the largest page of any other size; None where it takes none.
    bleed: how far a picture at the edge has to go beyond it, at the spine only where `bleeds_at_spine`; 0 for as far
    as you like.  marks: whether crop marks may stand on the pages.
    gutters: the least inner margin up to a number of pages.  margin: the least of the other three.
    fewest_pages: the most hang on the paper.  multiple: what the number of pages has to be a multiple of.
    blank_last: whether the last page has to be blank.  ink: the most of all four inks together, in hundredths.
    papers: the stocks, the usual one first.  cover_pt: what the cover adds to the spine, both boards together.
    spine_text_pages: from how many pages on words may stand on the spine.
    """

    called: str
    standards: tuple[Standard, ...]
    trims: tuple[tuple[float, float], ...]
    trim_range: tuple[tuple[float, float], tuple[float, float]] | None
    bleed: float
    bleeds_at_spine: bool
    marks: bool
    gutters: tuple[tuple[int, float], ...]
    margin: float
    fewest_pages: int
    multiple: int
    blank_last: bool
    ink: int
    papers: Mapping[str, Stock]
    cover_pt: float = 0.0
    spine_text_pages: int = 0

    def gutter_pt(self, pages: int) -> float:
        """The least inner margin of a book of so many pages; of one too thick for the shop, that of its thickest."""
        return next((gutter for most, gutter in self.gutters if pages <= most), self.gutters[-1][1])

    def whole_pages(self, pages: int, multiple: int = 1) -> int:
        """How many pages the file has: blank ones fill up to the shop's multiple, and to another."""
        step = math.lcm(self.multiple, multiple)
        return math.ceil((pages + self.blank_last) / step) * step

    def takes_trim(self, trim: tuple[float, float]) -> bool:
        """Whether it prints pages of this width and height, by less than a point."""
        if any(_same(trim, listed) for listed in self.trims):
            return True
        if self.trim_range is None:
            return False
        least, most = self.trim_range
        return all(low - 1 < side < high + 1 for low, side, high in zip(least, trim, most, strict=True))


def _same(trim: tuple[float, float], listed: tuple[float, float]) -> bool:
    return all(abs(side - other) < 1 for side, other in zip(trim, listed, strict=True))


def parse_paper(text: str) -> Paper:
    """A paper as people write it: "cream", or "110 µm". Raises ValueError that says how."""
    name = text.strip().lower()
    if match := _MICRONS.fullmatch(name):
        thickness = float(match[1])
        if not THINNEST_MICRONS <= thickness <= THICKEST_MICRONS:
            raise ValueError(f"a leaf has from {THINNEST_MICRONS:g} to {THICKEST_MICRONS:g} µm")
        return thickness
    known = dict.fromkeys(stock for shop in SHOPS.values() for stock in shop.papers)
    if name not in known:
        raise ValueError(f"write {', '.join(known)}, or a leaf's thickness such as 110 µm")
    return name


def stock_of(paper: Paper | None, shop: ShopName | None) -> Stock:
    """The stock that a paper means at a shop; None for the shop's usual one, and no shop for `home`.

    Raises ManifestError where the shop has no such paper.
    """
    rules = SHOPS[shop or "home"]
    if isinstance(paper, float):
        return _microns(paper, next(iter(rules.papers.values())).most_pages)
    if paper is None:
        return next(iter(rules.papers.values()))
    if paper not in rules.papers:
        raise ManifestError(
            Problem(f"{rules.called} has no paper “{paper}”", "print: paper", f"write {', '.join(rules.papers)}")
        )
    return rules.papers[paper]


_TRADE_IN = ((5, 8), (5.25, 8), (5.5, 8.5), (6, 9), (7, 10), (8, 10), (8.5, 8.5), (8.5, 11))

_LULU_IN = (
    *((4.25, 6.875), (5, 8), (5.5, 8.5), (5.83, 8.27), (6, 9), (6.14, 9.21), (7, 10), (7.44, 9.68), (7.5, 7.5)),
    *((8.27, 11.69), (8.5, 8.5), (8.5, 11), (9, 7), (11, 8.5)),
)


def _trims(*sizes_in: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    return tuple((width * _INCH_PT, height * _INCH_PT) for width, height in sizes_in)


SHOPS: Mapping[ShopName, Shop] = {
    "kdp": Shop(
        called="Amazon KDP",
        standards=("pdf/x-1a:2001", "pdf/x-1a", "pdf/x-3:2002", "pdf/x-3", "none"),
        trims=_trims(*_TRADE_IN, (5.06, 7.81), (6.14, 9.21), (6.69, 9.61), (7.44, 9.69), (7.5, 9.25), (8.27, 11.69)),
        trim_range=((4 * _INCH_PT, 6 * _INCH_PT), (8.5 * _INCH_PT, 11.69 * _INCH_PT)),
        bleed=9.0,
        bleeds_at_spine=False,
        marks=False,
        gutters=((150, 27.0), (300, 36.0), (500, 45.0), (700, 54.0), (828, 63.0)),
        margin=18.0,
        fewest_pages=24,
        multiple=2,
        blank_last=False,
        ink=240,
        papers={
            "cream": _inches(0.0025, 776),
            "white": _inches(0.002252, 828),
            "colour": _inches(0.002347, 828),
        },
        spine_text_pages=79,
    ),
    "ingramspark": Shop(
        called="IngramSpark",
        standards=("pdf/x-1a:2001", "pdf/x-3:2002"),
        trims=_trims(*_TRADE_IN, (5, 7), (5.06, 7.81), (5.83, 8.27), (6.14, 9.21), (6.69, 9.61)),
        trim_range=((4 * _INCH_PT, 6 * _INCH_PT), (8.5 * _INCH_PT, 11 * _INCH_PT)),
        bleed=9.0,
        bleeds_at_spine=False,
        marks=False,
        gutters=((1200, 36.0),),
        margin=36.0,
        fewest_pages=18,
        multiple=2,
        blank_last=True,
        ink=240,
        papers={
            "cream": _inches(1 / 472, 1050, estimate=True),
            "white": _inches(1 / 472, 1200, estimate=True),
            "white-70": _inches(1 / 340, 900, estimate=True),
            "groundwood": _inches(1 / 550, 900, estimate=True),
        },
        spine_text_pages=48,
    ),
    "lulu": Shop(
        called="Lulu",
        standards=("pdf/x-1a:2001", "pdf/x-1a", "pdf/x-3:2002", "pdf/x-3", "none"),
        trims=_trims(*_LULU_IN),
        trim_range=None,
        bleed=9.0,
        bleeds_at_spine=True,
        marks=False,
        gutters=((60, 36.0), (150, 45.0), (400, 72.0), (600, 81.0), (800, 90.0)),
        margin=36.0,
        fewest_pages=32,
        multiple=2,
        blank_last=False,
        ink=270,
        papers={"cream": _inches(1 / 444, 800), "white": _inches(1 / 444, 800)},
        cover_pt=0.06 * _INCH_PT,
        spine_text_pages=80,
    ),
    "bookvault": Shop(
        called="BookVault",
        standards=("pdf/x-1a:2001", "pdf/x-1a", "pdf/x-3:2002", "pdf/x-3", "pdf/x-4"),
        trims=(),
        trim_range=((100 * 72 / 25.4, 148 * 72 / 25.4), (216 * 72 / 25.4, 297 * 72 / 25.4)),
        bleed=3 * 72 / 25.4,
        bleeds_at_spine=True,
        marks=False,
        gutters=((1000, 36.0),),
        margin=28.35,
        fewest_pages=24,
        multiple=2,
        blank_last=False,
        ink=300,
        papers={"cream": _microns(127.0, 1000, estimate=True), "white": _microns(104.0, 1000, estimate=True)},
        spine_text_pages=80,
    ),
    "home": Shop(
        called="a printer at home",
        standards=("pdf/x-4", "pdf/x-1a", "pdf/x-1a:2001", "pdf/x-3", "pdf/x-3:2002", "pdf/a-2b", "none"),
        trims=(),
        trim_range=((72.0, 72.0), (14_400.0, 14_400.0)),
        bleed=0.0,
        bleeds_at_spine=True,
        marks=True,
        gutters=((150, 27.0), (300, 36.0), (500, 45.0), (700, 54.0), (1_000_000, 63.0)),
        margin=18.0,
        fewest_pages=1,
        multiple=2,
        blank_last=False,
        ink=240,
        papers={"white": _microns(104.0, 1_000_000, estimate=True), "cream": _microns(127.0, 1_000_000, estimate=True)},
    ),
}


def refusal(shop: ShopName, key: str, value: Any) -> str | None:
    """Why a shop does not take a value of `print:`, as "is …; remedy"; None where it does.

    key: "trim", "bleed", "marks", "standard" or "paper"; value: as the manifest has it, lengths in points.
    """
    rules = SHOPS[shop]
    if key == "trim" and not rules.takes_trim(value):
        return f"is no page that {rules.called} prints; {_sizes(rules)}"
    if key == "bleed" and value and rules.bleed and abs(value - rules.bleed) > 0.5:
        return f"is not what {rules.called} asks for; write {rules.bleed:.3g}pt, or 0 where nothing goes to the edge"
    if key == "marks" and value and not rules.marks:
        return f"are refused by {rules.called}; leave them out"
    if key == "standard" and value not in (None, *rules.standards):
        return f"is not what {rules.called} takes; write {' or '.join(rules.standards)}, or leave it out"
    if key == "paper" and isinstance(value, str) and value not in rules.papers:
        return f"is no paper of {rules.called}; write {', '.join(rules.papers)}"
    return None


def _sizes(rules: Shop) -> str:
    """What to write in place of a trim that is not taken, in inches."""
    if rules.trim_range is None:
        return "write " + ", ".join(f"{width / _INCH_PT:g}x{height / _INCH_PT:g}in" for width, height in rules.trims)
    least, most = (f"{width / _INCH_PT:.3g} × {height / _INCH_PT:.4g}" for width, height in rules.trim_range)
    return f"it takes from {least} to {most} in"
