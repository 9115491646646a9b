"""Checks of pictures, and of what lets through what is below it: P-33x.

Enters: a file.  Leaves: what is wrong with its pictures.  Never decodes one: `rasters` does.
"""

from __future__ import annotations

from typeset.preflight.check import Check, Found
from typeset.preflight.opened import PrintedFile
from typeset.shops import Shop

# Pixels for an inch: of a photograph at a raster of 150 lines, and of a drawing in black and white alone.
LEAST_PPI, LEAST_LINE_ART_PPI = 300, 600
# A picture is drawn at its size to a thousandth or so.
_ROOM = 0.995


def coarse(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.of("picture"):
            if mark.picture and mark.picture.bits > 1 and mark.resolution_ppi < LEAST_PPI * _ROOM:
                yield page.number, _told(mark.picture.width, mark.picture.height, mark.resolution_ppi)


def coarse_line_art(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.of("picture"):
            if mark.picture and mark.picture.bits == 1 and mark.resolution_ppi < LEAST_LINE_ART_PPI * _ROOM:
                yield page.number, f"line art, {_told(mark.picture.width, mark.picture.height, mark.resolution_ppi)}"


def see_through(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        if any(mark.picture is not None and mark.picture.alpha for mark in page.shown):
            yield page.number, "a picture with parts that let through what is below them"


def in_rgb(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        if any(mark.picture is not None and mark.colour.space.model == "rgb" for mark in page.shown):
            yield page.number, "a picture in RGB, a screen's colours"


def damaged(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.shown:
            if mark.picture is not None and mark.picture.damage:
                yield page.number, f"a picture that cannot be read: {mark.picture.damage}"


def curves(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        if page.curves:
            yield page.number, "a transfer curve or a raster of the file's own"


def _told(width: int, height: int, ppi: float) -> str:
    return f"a picture of {width} × {height} pixels, {ppi:.0f} for an inch"


CHECKS: tuple[Check, ...] = (
    Check("P-331", coarse, f"give one of {LEAST_PPI} pixels for an inch of its size, or print it smaller"),
    Check("P-332", coarse_line_art, f"give one of {LEAST_LINE_ART_PPI} for an inch, or a drawing as SVG"),
    Check("P-333", see_through, "lay it on white"),
    Check("P-334", in_rgb, "turn it into gray or CMYK"),
    Check("P-335", damaged, "give the picture anew"),
    Check("P-336", curves, "take it out: the printer's are the right ones"),
)
