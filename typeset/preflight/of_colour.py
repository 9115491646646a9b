"""Checks of colours and inks: P-31x and P-32x.

Enters: a file.  Leaves: what is wrong with the colours of its text and drawings.  Never converts a colour.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.check import Check, Found
from typeset.preflight.marks import TRACE, Mark, Model, empty, meet
from typeset.preflight.opened import PrintedFile, PrintedPage
from typeset.shops import Shop

# Thinner lines come and go with the raster (GWG 2015).
LEAST_LINE_PT = 0.25
# From so much of an ink on, text is meant as black; inks of a hue leave one of them low.
NEARLY_BLACK, DARK = 0.8, 0.6
_ROOM_PT = 0.005


def rgb(file: PrintedFile, shop: Shop) -> Found:
    return _drawn_in(file, "rgb", "text or drawings in RGB, a screen's colours")


def by_eye(file: PrintedFile, shop: Shop) -> Found:
    """Lab, in pictures too."""
    for page in file.pages:
        if any(mark.colour.space.model == "lab" for mark in page.shown):
            yield page.number, "a colour in Lab, which is no press's"


def spot(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.inked:
            if mark.colour.space.model == "spot":
                yield page.number, f"the spot ink {mark.colour.space.name}"


def registration(file: PrintedFile, shop: Shop) -> Found:
    """All inks in full: right for crop marks, which stand outside the page."""
    for page in file.pages:
        if any(_all_inks(mark) for mark in page.inked):
            yield page.number, "the colour of crop marks, all inks in full, on the page itself"


def rich_black(file: PrintedFile, shop: Shop) -> Found:
    for page, mark in _text(file):
        cyan, magenta, yellow, black = mark.colour.inks or (0, 0, 0, 0)
        if black >= NEARLY_BLACK and max(cyan, magenta, yellow) > TRACE and not _all_inks(mark):
            yield page.number, f"black text with {100 * (cyan + magenta + yellow):.0f} % of other inks in it"


def mixed_black(file: PrintedFile, shop: Shop) -> Found:
    for page, mark in _text(file):
        cyan, magenta, yellow, black = mark.colour.inks or (0, 0, 0, 0)
        if black < NEARLY_BLACK and min(cyan, magenta, yellow) >= DARK and not _all_inks(mark):
            yield page.number, "black text mixed of cyan, magenta and yellow"


def too_much_ink(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.inked:
            percent = mark.picture.ink_percent if mark.picture else 100 * sum(mark.colour.inks or ())
            if percent > shop.ink + 0.5 and not _all_inks(mark):
                yield page.number, f"{percent:.0f} % of ink in one place, where {shop.ink} % is the most"


def white_text(file: PrintedFile, shop: Shop) -> Found:
    """White text that stands on nothing: no area, no picture, no other text."""
    for page in file.pages:
        for place, mark in enumerate(page.shown):
            white = mark.kind == "text" and mark.colour.white and not mark.overprint
            if white and not any(_lies_below(ground, mark) for ground in page.shown[:place]):
                yield page.number, "white text on white paper"


def unseen_text(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        if any(mark.kind == "text" and not mark.shown for mark in page.marks):
            yield page.number, "text that is in the file and not painted"


def hairline(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.inked:
            line = mark.kind == "stroke" or (mark.kind == "fill" and max(_sides(mark)) > LEAST_LINE_PT)
            if line and mark.size < LEAST_LINE_PT - _ROOM_PT:
                yield page.number, f"a line of {mark.size:.2f} pt"


def white_overprint(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        if any(mark.overprint and mark.colour.white for mark in page.shown):
            yield page.number, "something white that overprints, and so is not printed"


def black_knocks_out(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for place, mark in enumerate(page.shown if page.grounds else ()):
            if mark.kind != "text" or mark.overprint or not mark.colour.black:
                continue
            if any(earlier < place and _lies_below(ground, mark) for earlier, ground in page.grounds):
                yield page.number, "black text on a colour, which it leaves white below it"


def colour_overprint(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        if any(mark.overprint and mark.colour.coloured for mark in page.inked):
            yield page.number, "a colour that overprints, and mixes with what lies below it"


def _drawn_in(file: PrintedFile, model: Model, what: str) -> Found:
    for page in file.pages:
        if any(mark.colour.space.model == model and mark.picture is None for mark in page.shown):
            yield page.number, what


def _text(file: PrintedFile) -> Iterator[tuple[PrintedPage, Mark]]:
    for page in file.pages:
        for mark in page.of("text"):
            yield page, mark


def _all_inks(mark: Mark) -> bool:
    return mark.colour.space.model == "registration" or min(mark.colour.inks or (0,)) > 1 - TRACE


def _sides(mark: Mark) -> tuple[float, float]:
    left, bottom, right, top = mark.box
    return right - left, top - bottom


def _lies_below(ground: Mark, mark: Mark) -> bool:
    """Whether an earlier mark is under the middle of a later one, and is not white."""
    left, bottom, right, top = mark.box
    across, up = (left + right) / 2, (bottom + top) / 2
    return not ground.colour.white and not empty(meet(ground.box, (across, up, across, up)))


CHECKS: tuple[Check, ...] = (
    Check("P-311", rgb, "give it as black (K) or in CMYK"),
    Check("P-312", by_eye, "give it in CMYK"),
    Check("P-313", spot, "turn it into CMYK, or into black"),
    Check("P-314", registration, "give what stands on the page in black alone"),
    Check("P-315", rich_black, "set text in black (K) alone"),
    Check("P-316", mixed_black, "set text in black (K) alone"),
    Check("P-317", too_much_ink, "take cyan, magenta and yellow down, and leave black"),
    Check("P-318", white_text, "take it out, or give it ink"),
    Check("P-319", unseen_text, "take it out: only a scan's text is hidden so, and a scan is no book"),
    Check("P-321", hairline, f"draw it {LEAST_LINE_PT:g} pt wide or more"),
    Check("P-322", white_overprint, "let it knock out"),
    Check("P-323", black_knocks_out, "let black text overprint"),
    Check("P-324", colour_overprint, "let it knock out"),
)
