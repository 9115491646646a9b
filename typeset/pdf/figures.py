"""The pictures of the printed page: each at its size, never larger than the text, in whole lines of the book.

Enters: a part's tree as HTML, the pictures by name, the page.  Leaves: the same tree, its `img`s with addresses and
sizes; what the user should know.  Never looks at a picture's pixels.

A picture gets a box that is a whole number of lines high; the sheet centres it in that (`object-fit: contain`), so the
lines below stand on the grid again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from typeset.illustrations import Illustration
from typeset.model import Element, local, text_of
from typeset.pdf.resources import PICTURE
from typeset.pdf.settings import PrintSettings

PT_PER_PX, PT_PER_INCH = 0.75, 72
# Fewer pixels an inch show as steps on paper: printers ask for 300, and refuse less than 200.
FEWEST_PPI = 200
# A letter is inset by a line on both sides (letters.css), and so is what stands in it.
INSET_LINES = 2
# About as many characters does a line of a caption hold for each em of its width.
CHARACTERS_PER_EM = 2.2


def fit_figures(
    section: Element, title: str, pictures: Mapping[str, Illustration], page: PrintSettings
) -> Iterator[str]:
    """Give the pictures of a part their addresses and sizes, in place; yields a warning for each that prints coarsely.

    title: of the part, for the warnings.  page: on the grid.
    """
    for image in section.iter("img"):
        name = image.get("src", "")
        picture = pictures[name]
        image.set("src", f"{PICTURE}:{name}")
        asked = image.attrib.pop("width", "")
        if image.get("class") == "inline":
            continue
        room_pt = page.measure_pt - INSET_LINES * page.leading_pt * _insets(image)
        most_lines = page.lines - _caption_lines(image, room_pt, page)
        ratio = picture.height_px / picture.width_px
        wanted_pt = int(asked or picture.width_px) * PT_PER_PX
        width_pt = min(wanted_pt, room_pt, most_lines * page.leading_pt / ratio)
        lines = max(1, math.ceil(width_pt * ratio / page.leading_pt - 1e-6))
        image.set("style", f"width: {width_pt:.2f}pt; height: {lines}rlh")
        ppi = picture.width_px * PT_PER_INCH / width_pt
        if ppi < FEWEST_PPI and picture.media_type != "image/svg+xml":
            inches = width_pt / PT_PER_INCH
            yield (
                f"{title}: the picture “{picture.source}” prints at {ppi:.0f} pixels an inch, {inches:.1f} inches wide,"
                f" and will look coarse; give one of {math.ceil(inches * FEWEST_PPI)} pixels or more across"
            )


def _insets(image: Element) -> int:
    return sum(local(around) == "blockquote" for around in image.iterancestors())


def _caption_lines(image: Element, room_pt: float, page: PrintSettings) -> int:
    """The lines that a figure's caption takes, at most."""
    caption = next(iter(image.itersiblings("figcaption")), None)
    if caption is None:
        return 0
    lines = text_of(caption).split("\n")
    characters = room_pt / page.font_size_pt * CHARACTERS_PER_EM
    return sum(1 + int(len(line) / characters) for line in lines)
