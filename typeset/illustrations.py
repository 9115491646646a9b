"""A picture on its way: as a source shows it, and as the book has it.

Enters: nothing.  Leaves: dataclasses.  Never reads a file, never decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """A picture as a source shows it, and where: it stands beside the tree, for it is no block and no word.

    source: its address as written, perhaps a data: URL.  line: of the source, from 1; 0 where it is not known.
    alt: the text alternative; "" says that it is decoration, None that the source gives none.  title: a hint's text.
    width_px, height_px: the size asked for, in CSS pixels.
    letters: how many letters and digits of the source stand before it (ledger.count_letters); marks: how many other
    characters but white space since the last of them; spaced: white space right before it, right after it.
    block: the source block that it stands in (inline), or that follows it.  after_rule: a rule stands between the block
    before and it.  caption: the source block that is its caption.
    """

    source: str
    line: int
    alt: str | None
    title: str | None
    width_px: int | None
    height_px: int | None
    letters: int
    marks: int
    spaced: tuple[bool, bool]
    block: int
    inline: bool
    after_rule: bool
    caption: int | None = None


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture of the book: JPEG, PNG or SVG without metadata, in sRGB.

    width_px, height_px: of its full size.  data: for screens, its longer side at most 2000 pixels.
    printed: the full size, in the same media type.  source: how a story names it.
    """

    media_type: str
    width_px: int
    height_px: int
    data: bytes
    printed: bytes
    source: str = ""
