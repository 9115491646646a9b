"""The sheet round the page: blank pages at the end, the boxes of trim and bleed, crop marks.

Enters: an open PDF whose pages have a TrimBox, and how far they bleed.  Leaves: the same PDF.  Never moves the type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

# Crop marks stand outside the bleed: so far from it, so long, so thick; the sheet ends so far beyond them.
MARK_GAP_PT, MARK_LENGTH_PT, MARK_WIDTH_PT, MARK_EDGE_PT = 3.0, 18.0, 0.25, 3.0

Box = tuple[float, float, float, float]


def add_blanks(pdf: pikepdf.Pdf, pages: int) -> None:
    """Add blank pages at the end until there are so many."""
    import pikepdf

    last = pdf.pages[-1].obj
    while len(pdf.pages) < pages:
        blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
        for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
            blank[name] = pikepdf.Array(list(last[name]))
        blank.Contents = pdf.make_stream(b"")
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))


def set_boxes(pdf: pikepdf.Pdf, bleed_pt: float, *, marks: bool, bleeds_at_spine: bool = True) -> None:
    """Give every page its boxes, and crop marks where they are wanted.

    bleed_pt: how far beyond the trim on each side; at the spine only where `bleeds_at_spine`.
    """
    for number, page in enumerate(pdf.pages):
        trim = _box(page.obj.TrimBox)
        recto = number % 2 == 0
        bleeds = [bleed_pt] * 4
        if not bleeds_at_spine:
            bleeds[0 if recto else 2] = 0.0
        bleed = _grown(trim, bleeds)
        page.obj.TrimBox, page.obj.BleedBox = list(trim), list(bleed)
        slug = MARK_GAP_PT + MARK_LENGTH_PT + MARK_EDGE_PT if marks else 0.0
        page.obj.MediaBox = list(_grown(bleed, [slug] * 4))
        if marks:
            page.contents_add(_marks(trim, bleed), prepend=True)


def _box(value: pikepdf.Object) -> Box:
    left, bottom, right, top = (round(float(number), 4) for number in value)
    return left, bottom, right, top


def _grown(box: Box, by: list[float]) -> Box:
    left, bottom, right, top = box
    grown = (left - by[0], bottom - by[1], right + by[2], top + by[3])
    return (round(grown[0], 4), round(grown[1], 4), round(grown[2], 4), round(grown[3], 4))


def _marks(trim: Box, bleed: Box) -> bytes:
    """Eight lines at the corners of the trim, in black ink; what follows on the page is cut off at its bleed."""
    near, far = MARK_GAP_PT, MARK_GAP_PT + MARK_LENGTH_PT
    lines = []
    for x in (trim[0], trim[2]):
        lines += [(x, bleed[1] - near, x, bleed[1] - far), (x, bleed[3] + near, x, bleed[3] + far)]
    for y in (trim[1], trim[3]):
        lines += [(bleed[0] - near, y, bleed[0] - far, y), (bleed[2] + near, y, bleed[2] + far, y)]
    drawn = "\n".join(f"{x:g} {y:g} m {to_x:g} {to_y:g} l S" for x, y, to_x, to_y in lines)
    width, height = bleed[2] - bleed[0], bleed[3] - bleed[1]
    return (
        f"q\n0 0 0 1 K\n{MARK_WIDTH_PT:g} w\n{drawn}\nQ\n{bleed[0]:g} {bleed[1]:g} {width:g} {height:g} re W n\n"
    ).encode()
