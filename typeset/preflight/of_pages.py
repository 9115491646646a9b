"""Checks of pages, their boxes, margins and number: P-34x and P-36x.

Enters: a file and a shop's rules.  Leaves: what is wrong with the pages.  Never moves anything.
"""

from __future__ import annotations

from itertools import groupby

from typeset.preflight.check import TOLERANCE_PT, Check, Found
from typeset.preflight.marks import Box, Mark, empty, meet
from typeset.preflight.opened import PrintedFile, PrintedPage
from typeset.shops import Shop

# So near to the edge ink is meant to reach it.
NEAR_PT = 1.0
# Crop marks: thin, short, and near the corners.
MARK_WIDTH_PT, MARK_LENGTH_PT, CORNER_PT = 1.5, 40.0, 45.0
# How many blank pages in a row shops take for a mistake: within a book, and at its end.
MOST_BLANK_INSIDE, MOST_BLANK_AT_END = 4, 10


def no_trim_box(file: PrintedFile, shop: Shop) -> Found:
    return ((page.number, "the page has no TrimBox") for page in file.pages if page.trim is None)


def boxes_apart(file: PrintedFile, shop: Shop) -> Found:
    """The trim lies within the bleed, the bleed within the media, and no crop box cuts into the bleed."""
    for page in file.pages:
        bleed = page.bleed or page.leaf
        for inner, outer, what in (
            (page.trim, page.bleed, "the TrimBox reaches out of the BleedBox"),
            (page.trim, page.media, "the TrimBox reaches out of the MediaBox"),
            (page.bleed, page.media, "the BleedBox reaches out of the MediaBox"),
            (bleed if page.trim else None, page.crop, "the CropBox cuts off what is to be printed"),
        ):
            if inner and outer and _beyond(inner, outer):
                yield page.number, what


def sizes_differ(file: PrintedFile, shop: Shop) -> Found:
    if not file.pages:
        return
    first = _size(file.pages[0].leaf)
    for page in file.pages:
        size = _size(page.leaf)
        if any(abs(one - other) > TOLERANCE_PT for one, other in zip(size, first, strict=True)):
            yield page.number, f"a page of {_told(size)} pt, where the first has {_told(first)}"


def turned(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        if page.rotation or page.unit != 1:
            yield page.number, f"the page is turned by {page.rotation}°" if page.rotation else "the page has a UserUnit"


def no_bleed(file: PrintedFile, shop: Shop) -> Found:
    """Ink that reaches the edge and does not go on beyond it; the inner edge is in the spine."""
    for page in file.pages:
        limits = page.leaf
        for mark in page.inked:
            if mark.kind == "text":
                continue
            ink = meet(mark.box, page.printed)
            for side, outward in _cut_sides(page):
                reach = outward * (ink[side] - limits[side])
                if -NEAR_PT <= reach < shop.bleed - TOLERANCE_PT:
                    yield page.number, f"ink runs to the edge, with {max(reach, 0):.3g} pt beyond it to cut off"


def outside_the_safe_area(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.of("text"):
            for side, outward in _cut_sides(page):
                margin = outward * (page.leaf[side] - mark.box[side])
                if margin < shop.margin - TOLERANCE_PT:
                    yield page.number, f"text {margin:.3g} pt from the edge, where {shop.margin:g} pt is the least"


def in_the_gutter(file: PrintedFile, shop: Shop) -> Found:
    least = shop.gutter_pt(len(file.pages))
    for page in file.pages:
        side, outward = (0, -1) if page.recto else (2, 1)
        for mark in page.of("text"):
            margin = outward * (page.leaf[side] - mark.box[side])
            if margin < least - TOLERANCE_PT:
                yield page.number, f"text {margin:.3g} pt from the spine, where {least:g} pt is the least"


def crop_marks_on_the_page(file: PrintedFile, shop: Shop) -> Found:
    """At each corner of the page, within it, a short line across and one upright."""
    for page in file.pages:
        lines = [mark.box for mark in page.inked if _is_short_line(mark)]
        if lines and all(_has_marks(lines, corner) for corner in _corners(page.leaf)):
            yield page.number, "crop marks stand on the page itself"


def printers_marks(file: PrintedFile, shop: Shop) -> Found:
    if shop.marks:
        return
    for page in file.pages:
        if any(empty(meet(mark.box, page.printed)) for mark in page.marks):
            yield page.number, f"printer's marks, which {shop.called} does not take"


def uneven_number(file: PrintedFile, shop: Shop) -> Found:
    if len(file.pages) % shop.multiple:
        yield None, f"{len(file.pages)} pages, which is no multiple of {shop.multiple}"


def too_few_or_many(file: PrintedFile, shop: Shop) -> Found:
    """A shop's most pages hang on the paper; those of the paper that takes the most are the limit here."""
    most, count = max(stock.most_pages for stock in shop.papers.values()), len(file.pages)
    if not shop.fewest_pages <= count <= most:
        yield None, f"{count} pages, where {shop.called} binds {shop.fewest_pages} to {most}"


def blank_inside(file: PrintedFile, shop: Shop) -> Found:
    *inside, _ = _blank_runs(file)
    for pages in inside:
        if len(pages) > MOST_BLANK_INSIDE:
            yield pages[0], f"{len(pages)} blank pages in a row"


def blank_at_end(file: PrintedFile, shop: Shop) -> Found:
    *_, last = _blank_runs(file)
    if len(last) > MOST_BLANK_AT_END:
        yield last[0], f"{len(last)} blank pages at the end"


def last_page_printed(file: PrintedFile, shop: Shop) -> Found:
    if shop.blank_last and file.pages and file.pages[-1].inked:
        yield file.pages[-1].number, f"the last page is printed, where {shop.called} puts a bar code"


def no_such_size(file: PrintedFile, shop: Shop) -> Found:
    if not file.pages:
        return
    width, height = _size(file.pages[0].leaf)
    if not shop.takes_trim((width, height)):
        yield None, f"pages of {_told((width / 72, height / 72))} in, which {shop.called} does not print"


def _beyond(inner: Box, outer: Box) -> bool:
    left, bottom, right, top = meet(inner, outer)
    return max(left - inner[0], bottom - inner[1], inner[2] - right, inner[3] - top) > 0.01


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _told(size: tuple[float, float]) -> str:
    return f"{size[0]:.4g} × {size[1]:.4g}"


def _cut_sides(page: PrintedPage) -> tuple[tuple[int, int], ...]:
    """The sides of a page that are cut, as places in a box, each with its direction outward."""
    return ((2, 1) if page.recto else (0, -1)), (1, -1), (3, 1)


def _is_short_line(mark: Mark) -> bool:
    width, height = _size(mark.box)
    thin = min(width, height) <= MARK_WIDTH_PT
    return mark.kind in {"stroke", "fill"} and thin and MARK_WIDTH_PT < max(width, height) <= MARK_LENGTH_PT


def _corners(leaf: Box) -> list[Box]:
    left, bottom, right, top = leaf
    return [(x, y, x + CORNER_PT, y + CORNER_PT) for x in (left, right - CORNER_PT) for y in (bottom, top - CORNER_PT)]


def _has_marks(lines: list[Box], corner: Box) -> bool:
    near = [_size(line) for line in lines if not empty(meet(line, corner)) and not _beyond(line, corner)]
    return any(wide > high for wide, high in near) and any(high > wide for wide, high in near)


def _blank_runs(file: PrintedFile) -> list[list[int]]:
    """The runs of blank pages, that at the end last, which may be empty."""
    runs = [[page.number for page in pages] for printed, pages in groupby(file.pages, _printed) if not printed]
    at_end = bool(file.pages) and not _printed(file.pages[-1])
    return runs if at_end else [*runs, []]


def _printed(page: PrintedPage) -> bool:
    return bool(page.inked)


CHECKS: tuple[Check, ...] = (
    Check("P-341", no_trim_box, "write a TrimBox, the size of the finished page"),
    Check("P-342", boxes_apart, "make TrimBox, BleedBox and MediaBox lie one in the other"),
    Check("P-343", sizes_differ, "give all pages one size"),
    Check("P-344", turned, "write the page upright, in points"),
    Check("P-345", no_bleed, "let it reach beyond the edge by the bleed, or stay clear of it"),
    Check("P-346", outside_the_safe_area, "keep text away from the edge"),
    Check("P-347", in_the_gutter, "widen the inner margins"),
    Check("P-348", crop_marks_on_the_page, "set the TrimBox where the marks cut"),
    Check("P-349", printers_marks, "leave them out"),
    Check("P-361", uneven_number, "add blank pages"),
    Check("P-362", too_few_or_many, "choose another shop or paper, or another size of type"),
    Check("P-363", blank_inside, "take some of them out"),
    Check("P-364", blank_at_end, "take some of them out"),
    Check("P-365", last_page_printed, "add a blank leaf"),
    Check("P-366", no_such_size, "choose a size that it lists"),
)
