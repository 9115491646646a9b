"""The printed page: trim, margins, size and leading; and the sheet that gives them to the cascade.

Enters: lengths in points.  Leaves: a CSS text.  Never decides anything of the type area but its whole number of lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from typeset.errors import BuildError, Problem

# Inner, top, outer and bottom margin (brief of the `classic` page, §1: about 2 : 3 : 3 : 4 once the spine takes its
# part). A book of more pages than THICK has its pages moved outwards by GUTTER_SHIFT_PT; the text area stays as it is.
MARGINS_PT = (54.0, 62.0, 66.0, 82.0)
THICK = 700
GUTTER_SHIFT_PT = 9.0
# The initial of a story is three lines high: two leadings and a capital of the text. Its capital is .65 of its size.
CAP_HEIGHT_EM = 0.65
# Less than this is no page of a book: lines of a page, and ems of a line.
FEWEST_LINES, NARROWEST_EM = 8, 12


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """The printed page; all lengths in points.

    margins_pt: inner, top, outer, bottom; None for those of the design, which mind the number of pages.
    bleed_pt: how far the sheet goes beyond the trim.  marks: crop marks in the bleed.
    """

    trim_width_pt: float = 432.0
    trim_height_pt: float = 648.0
    font_size_pt: float = 11.0
    leading_pt: float = 14.0
    margins_pt: tuple[float, ...] | None = None
    bleed_pt: float = 0.0
    marks: bool = False

    @property
    def lines(self) -> int:
        """The lines of a full page."""
        _, top, _, bottom = self.margins_pt or MARGINS_PT
        return int((self.trim_height_pt - top - bottom) / self.leading_pt + 1e-6)

    @property
    def measure_pt(self) -> float:
        """The width of the text."""
        inner, _, outer, _ = self.margins_pt or MARGINS_PT
        return self.trim_width_pt - inner - outer

    def on_grid(self) -> PrintSettings:
        """The same page, its margins known and its foot margin such that the text area is a whole number of lines.

        Raises BuildError where no text area worth the name is left.
        """
        inner, top, outer, _ = self.margins_pt or MARGINS_PT
        bottom = self.trim_height_pt - top - self.lines * self.leading_pt
        if self.lines < FEWEST_LINES or self.measure_pt < NARROWEST_EM * self.font_size_pt:
            raise BuildError(
                Problem(
                    f"the margins leave {self.measure_pt:g} × {self.trim_height_pt - top - bottom:g} pt for the text",
                    "print",
                    "give a larger trim, smaller margins or smaller type",
                )
            )
        return replace(self, margins_pt=(inner, top, outer, bottom))


def frame_sheet(settings: PrintSettings) -> str:
    """The CSS of a page's frame; it comes first in the cascade, and all other sheets are written in its units.

    settings: on the grid.  `1rlh` is then one line of the book, `--lines` the lines of a page, `--initial` the size
    of a three-line initial (WeasyPrint 70 knows no calc() in font-size).
    """
    assert settings.margins_pt is not None
    inner, top, outer, bottom = settings.margins_pt
    bleed = f"bleed: {settings.bleed_pt:g}pt;" if settings.bleed_pt else ""
    marks = "marks: crop;" if settings.marks else ""
    initial_pt = 2 * settings.leading_pt / CAP_HEIGHT_EM + settings.font_size_pt
    return (
        f"@page {{ size: {settings.trim_width_pt:g}pt {settings.trim_height_pt:g}pt; {bleed}{marks}\n"
        f"  margin: {top:g}pt {outer:g}pt {bottom:g}pt {inner:g}pt }}\n"
        f"@page :left {{ margin-left: {outer:g}pt; margin-right: {inner:g}pt }}\n"
        f"html {{ font-size: {settings.font_size_pt:g}pt; line-height: {settings.leading_pt:g}pt;"
        f" --lines: {settings.lines}; --initial: {initial_pt:.3f}pt }}\n"
    )
