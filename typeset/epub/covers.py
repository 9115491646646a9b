"""The cover: the image given, or a typographic one set from title and authors, and the page that shows it.

Enters: metadata, perhaps an image's bytes.  Leaves: the cover image, the body of its page.  Never asks the system for a
font: the face is our own EB Garamond, and a character that it lacks is left out.
"""

from __future__ import annotations

import io
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.epub.resource import Resource
from typeset.errors import BuildError, Problem
from typeset.model import EPUB_TYPE, Element, Metadata, Picture, new
from typeset.styles import styles_folder

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

# What the shops ask for: 1 : 1.6, 1,600 pixels wide or more.
WIDTH_PX, HEIGHT_PX = 1600, 2560
MEASURE_PX = 1160
# Where the title begins, the white that holds the ornament, the baselines of the last name and of the imprint.
TITLE_TOP_PX, ORNAMENT_PX, NAMES_BASELINE_PX, IMPRINT_BASELINE_PX = 400, 420, HEIGHT_PX - 560, HEIGHT_PX - 300
# Deep cloth colours and the paper that the type is printed in; a title always gets the same cloth.
CLOTHS = ("#26333d", "#3a2630", "#2d3a2e", "#33302b", "#1f3638", "#402b22")
PAPER = "#efe7d6"
TITLE_SIZES_PX = (*range(250, 99, -15), 85, 70, 60)
IMAGE_TYPES = {"JPEG": ("cover.jpg", "image/jpeg"), "PNG": ("cover.png", "image/png")}
# At most so many names are set, as on the title page.
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one face, centred. before_px: white above it."""

    lines: list[str]
    face: ImageFont.FreeTypeFont
    before_px: float

    @property
    def step_px(self) -> float:
        return self.face.size * (1.14 if self.face.size > 100 else 1.34)

    @property
    def height_px(self) -> float:
        return self.before_px + len(self.lines) * self.step_px


def image(metadata: Metadata, given: Picture | None) -> Resource:
    """The cover image; a typographic one where none is given. Raises BuildError for what is no JPEG or PNG."""
    if given is None:
        return Resource("images/cover.jpg", "image/jpeg", _drawn(metadata), ("cover-image",))
    name, media_type = IMAGE_TYPES[_format(given)]
    return Resource(f"images/{name}", media_type, given.data, ("cover-image",))


def page_body(metadata: Metadata, cover: Resource) -> Element:
    """The body of the cover page, which lies in a folder beside the cover image's."""
    body = new("body")
    body.set(EPUB_TYPE, "cover")
    section = new("section", class_="cover")
    alternative = ", ".join([metadata.title, *metadata.authors])
    section.append(new("img", src=f"../{cover.name}", alt=alternative, role="doc-cover"))
    body.append(section)
    return body


def _format(given: Picture) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(given.data), formats=tuple(IMAGE_TYPES)) as picture:
            picture.load()
            return str(picture.format)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BuildError(
            Problem("the cover cannot be read as a JPEG or PNG image", given.name, "save it anew as JPEG or PNG")
        ) from error


def _drawn(metadata: Metadata) -> bytes:
    """A typographic cover: title, subtitle, ornament, authors and imprint in paper on cloth, as JPEG bytes."""
    from PIL import Image, ImageDraw

    known = _characters()
    title, subtitle, imprint = (
        _settable(text or "", known) for text in (metadata.title, metadata.subtitle, metadata.publisher)
    )
    authors = [name for name in (_settable(author, known) for author in metadata.authors) if name]
    cloth = CLOTHS[zlib.crc32(metadata.title.encode()) % len(CLOTHS)]
    picture = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), cloth)
    draw = ImageDraw.Draw(picture)
    _frame(draw)
    names_top = _authors(draw, authors)
    baseline: float = TITLE_TOP_PX
    for block in _title_blocks(title, subtitle, names_top - ORNAMENT_PX - TITLE_TOP_PX):
        baseline = _draw_block(draw, block, baseline)
    draw.text((WIDTH_PX / 2, baseline + ORNAMENT_PX / 2), "❦", PAPER, _face("400Regular", 110), anchor="ms")
    if imprint:
        _tracked(draw, imprint.upper(), _face("400Regular", 40), IMPRINT_BASELINE_PX, 0.16)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, subsampling=0, optimize=True)
    return out.getvalue()


def _frame(draw: ImageDraw.ImageDraw) -> None:
    """A thick and a thin rule, as on stamped cloth."""
    for inset, width in ((90, 7), (112, 2)):
        draw.rectangle((inset, inset, WIDTH_PX - inset, HEIGHT_PX - inset), outline=PAPER, width=width)


def _title_blocks(title: str, subtitle: str, room_px: float) -> list[_Block]:
    """Title and subtitle, as large as the longest word and the room let them."""
    blocks: list[_Block] = []
    for size in TITLE_SIZES_PX:
        blocks = [_block(title, "400Regular", size)]
        if subtitle:
            blocks.append(_block(subtitle, "400Regular_Italic", max(56, size * 0.32), before_px=size * 0.42))
        widest = max(block.face.getlength(line) for block in blocks for line in block.lines or [""])
        if widest <= MEASURE_PX and sum(block.height_px for block in blocks) <= room_px:
            break
    return blocks


def _block(text: str, style: str, size: float, before_px: float = 0) -> _Block:
    face = _face(style, size)
    return _Block(_broken(text, face), face, before_px)


def _draw_block(draw: ImageDraw.ImageDraw, block: _Block, top: float) -> float:
    """Draw a block's lines centred; returns where it ends."""
    for number, line in enumerate(block.lines, 1):
        place = (WIDTH_PX / 2, top + block.before_px + number * block.step_px)
        draw.text(place, line, PAPER, block.face, anchor="ms")
    return top + block.height_px


def _authors(draw: ImageDraw.ImageDraw, authors: Sequence[str]) -> float:
    """Names in letterspaced capitals, each on its line, the last at a fixed height; returns where they begin."""
    shown = authors[:MOST_NAMES]
    size = 68 if len(shown) <= 3 else 50
    face = _face("400Regular", size)
    for number, name in enumerate(reversed(shown)):
        _tracked(draw, name.upper(), face, NAMES_BASELINE_PX - number * size * 1.75, 0.14)
    return NAMES_BASELINE_PX - len(shown) * size * 1.75


def _tracked(
    draw: ImageDraw.ImageDraw, text: str, face: ImageFont.FreeTypeFont, baseline: float, tracking_em: float
) -> None:
    """Set a line with space between its letters, smaller where it would be too wide."""
    tracking = tracking_em * face.size
    width = sum(face.getlength(c) + tracking for c in text) - tracking
    if width > MEASURE_PX:
        face = face.font_variant(size=face.size * MEASURE_PX / width)
        tracking, width = tracking * MEASURE_PX / width, MEASURE_PX
    x = (WIDTH_PX - width) / 2
    for c in text:
        draw.text((x, baseline), c, PAPER, face, anchor="ls")
        x += face.getlength(c) + tracking


def _broken(text: str, face: ImageFont.FreeTypeFont) -> list[str]:
    """Lines of about equal width, as few as fit the measure."""
    words = [piece for word in text.split() for piece in _pieces(word, face)]
    length = face.getlength(text)
    fewest = len(_filled(words, face, MEASURE_PX))
    measure = length / max(1, fewest)
    while len(lines := _filled(words, face, measure)) > fewest:
        measure += face.size / 4
    return lines


def _pieces(word: str, face: ImageFont.FreeTypeFont) -> list[str]:
    """A word; one that is too wide even in the smallest size is cut."""
    if face.size > TITLE_SIZES_PX[-1] or face.getlength(word) <= MEASURE_PX:
        return [word]
    most = max(1, int(MEASURE_PX / face.size))
    return [word[start : start + most] for start in range(0, len(word), most)]


def _filled(words: Sequence[str], face: ImageFont.FreeTypeFont, measure: float) -> list[str]:
    """Lines filled one after the other up to a measure; a word wider than it has a line to itself."""
    lines: list[str] = []
    for word in words:
        if lines and face.getlength(f"{lines[-1]} {word}") <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _face(style: str, size: float) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(_font_file(style)), size)


def _characters() -> frozenset[int]:
    """The code points that both styles of the face can set."""
    from fontTools.ttLib import TTFont

    with (
        TTFont(_font_file("400Regular"), lazy=True) as roman,
        TTFont(_font_file("400Regular_Italic"), lazy=True) as italic,
    ):
        return frozenset(roman.getBestCmap()) & frozenset(italic.getBestCmap())


def _font_file(style: str) -> Path:
    return styles_folder() / "fonts" / "EBGaramond" / f"EBGaramond_{style}.ttf"


def _settable(text: str, characters: frozenset[int]) -> str:
    """A text less what the face has no glyph for."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if ord(c) in characters)
    return " ".join(kept.split())
