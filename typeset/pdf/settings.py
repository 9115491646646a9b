"""The printed page: trim, margins, size and leading; and the sheet that gives them to the cascade.

Enters: lengths in points.  Leaves: a CSS text.  Never decides anything of the type area but its whole number of lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from typeset.errors import BuildError, Problem
from typeset.shops import SHOPS, Paper, Shop, ShopName, Standard, stock_of

# The page for which `classic` was drawn, and its margins: inner, top, outer, bottom, about 2 : 3 : 3 : 4 once the
# spine takes its part. On another trim they are the same parts of its width and height; what would make a line longer
# than WIDEST_EM (75 characters; the design has 71) is theirs too.
DESIGN_TRIM_PT, DESIGN_FONT_SIZE_PT = (432.0, 648.0), 11.0
MARGINS_PT = (54.0, 62.0, 66.0, 82.0)
WIDEST_EM = 30
# A thick book has its pages moved away from the spine, until the outer margin is this part of what it was; only then
# do lines become narrower.
LEAST_OUTER = 0.6
# The initial of a story is three lines high: two leadings and a capital of the text. Its capital is .65 of its size.
CAP_HEIGHT_EM = 0.65
# Less than this is no page of a book: lines of a page, and ems of a line.
FEWEST_LINES, NARROWEST_EM = 8, 12


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """The printed page; all lengths in points.

    margins_pt: inner, top, outer, bottom; None for those of the design, which follow the trim and the number of pages.
    bleed_pt: how far the sheet goes beyond the trim.  marks: crop marks outside the bleed.
    shop: whose rules the file keeps; None for a printer at home.  standard: what it claims; None for what the shop
    would have.  paper: for the shop's limits; None for its usual one.  pages_multiple: blank pages fill up to it.
    black_only: pictures in colour become gray.
    """

    trim_width_pt: float = 432.0
    trim_height_pt: float = 648.0
    font_size_pt: float = 11.0
    leading_pt: float = 14.0
    margins_pt: tuple[float, ...] | None = None
    bleed_pt: float = 0.0
    marks: bool = False
    shop: ShopName | None = None
    standard: Standard | None = None
    paper: Paper | None = None
    pages_multiple: int = 2
    black_only: bool = False

    @property
    def rules(self) -> Shop:
        """The rules of the shop."""
        return SHOPS[self.shop or "home"]

    @property
    def lines(self) -> int:
        """The lines of a full page."""
        _, top, _, bottom = self._margins_pt
        return int((self.trim_height_pt - top - bottom) / self.leading_pt + 1e-6)

    @property
    def measure_pt(self) -> float:
        """The width of the text."""
        inner, _, outer, _ = self._margins_pt
        return self.trim_width_pt - inner - outer

    @property
    def measure_em(self) -> float:
        """The width of the text in ems of its type."""
        return self.measure_pt / self.font_size_pt

    @property
    def initial_pt(self) -> float:
        """The size of a story's initial: its capital is two leadings and a capital of the text high."""
        return 2 * self.leading_pt / CAP_HEIGHT_EM + self.font_size_pt

    def characters(self, of_design: int) -> int:
        """The characters of a line of titles, of whose type so many stand in a line of the design."""
        inner, _, outer, _ = MARGINS_PT
        design_em = (DESIGN_TRIM_PT[0] - inner - outer) / DESIGN_FONT_SIZE_PT
        return int(of_design * self.measure_em / design_em + 1e-6)

    @property
    def _margins_pt(self) -> tuple[float, ...]:
        return self.margins_pt or self._designed_margins_pt()

    def _designed_margins_pt(self) -> tuple[float, ...]:
        """The design's margins on this trim; the foot takes what whole lines leave, up to half a line more or less."""
        across, down = self.trim_width_pt / DESIGN_TRIM_PT[0], self.trim_height_pt / DESIGN_TRIM_PT[1]
        inner, top, outer, bottom = MARGINS_PT
        inner, top, outer = round(inner * across), round(top * down), round(outer * across)
        spare = max(0.0, self.trim_width_pt - inner - outer - WIDEST_EM * self.font_size_pt)
        share = inner / (inner + outer)
        lines = round((self.trim_height_pt - top - bottom * down) / self.leading_pt)
        foot = self.trim_height_pt - top - lines * self.leading_pt
        return inner + spare * share, top, outer + spare * (1 - share), foot

    def gutter_shift_pt(self, pages: int) -> float:
        """How far a book of so many pages has them moved away from its spine; not where the user gave the margins."""
        if self.margins_pt is not None:
            return 0.0
        return max(0.0, self.rules.gutter_pt(pages) - self._margins_of(pages)[0])

    def _margins_of(self, pages: int) -> tuple[float, ...]:
        """The margins in a book of so many pages: where moving them leaves no outer margin, the lines give way."""
        inner, top, outer, bottom = self._margins_pt
        gutter = self.rules.gutter_pt(pages)
        least = max(self.rules.margin, outer * LEAST_OUTER)
        if self.margins_pt is not None or inner + outer >= gutter + least:
            return self._margins_pt
        return gutter, top, least, bottom

    def on_grid(self, pages: int = 0) -> PrintSettings:
        """The same page, its margins known and its foot margin such that the text area is a whole number of lines.

        pages: how many the book has, on which the inner margin hangs.
        Raises BuildError where no text area worth the name is left.
        """
        inner, top, outer, _ = self._margins_of(pages)
        bottom = self.trim_height_pt - top - self.lines * self.leading_pt
        page = replace(self, margins_pt=(inner, top, outer, bottom))
        if page.lines < FEWEST_LINES or page.measure_em < NARROWEST_EM:
            raise BuildError(
                Problem(
                    f"the margins leave {page.measure_pt:g} × {self.trim_height_pt - top - bottom:g} pt for the text",
                    "print",
                    "give a larger trim, smaller margins or smaller type",
                )
            )
        return page


def frame_sheet(settings: PrintSettings) -> str:
    """The CSS of a page's frame; it comes first in the cascade, and all other sheets are written in its units.

    settings: on the grid.  `1rlh` is then one line of the book, `--lines` the lines of a page, `--initial` the size
    of a three-line initial (WeasyPrint 70 knows no calc() in font-size).
    """
    assert settings.margins_pt is not None
    inner, top, outer, bottom = settings.margins_pt
    bleed = f"bleed: {settings.bleed_pt:g}pt;" if settings.bleed_pt else ""
    return (
        f"@page {{ size: {settings.trim_width_pt:g}pt {settings.trim_height_pt:g}pt; {bleed}\n"
        f"  margin: {top:g}pt {outer:g}pt {bottom:g}pt {inner:g}pt }}\n"
        f"@page :left {{ margin-left: {outer:g}pt; margin-right: {inner:g}pt }}\n"
        f"html {{ font-size: {settings.font_size_pt:g}pt; line-height: {settings.leading_pt:g}pt;"
        f" --lines: {settings.lines}; --initial: {settings.initial_pt:.3f}pt }}\n"
    )


def limits(settings: PrintSettings, pages: int) -> Iterator[str]:
    """What the shop would say of a book of so many pages: too few, too many, too near the spine."""
    shop = settings.rules
    most = stock_of(settings.paper, settings.shop).most_pages
    if pages < shop.fewest_pages:
        yield f"{shop.called} binds books from {shop.fewest_pages} pages on; this has {pages}"
    if pages > most:
        yield f"{shop.called} binds at most {most} pages of this paper; this book has {pages}"
    gutter = shop.gutter_pt(pages)
    if settings.margins_pt is not None and settings.margins_pt[0] < gutter:
        yield (
            f"the inner margin is {settings.margins_pt[0]:g} pt; {shop.called} asks for {gutter:g} pt"
            f" in a book of {pages} pages"
        )
