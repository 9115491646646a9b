"""Images of a PDF → pictures: pixels, space, transparency, and the ink of those in four inks.

Enters: an image's object.  Leaves: a `Picture`.  Never decodes an image whose pixels nobody asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typeset.preflight import objects
from typeset.preflight.marks import Picture, Space
from typeset.preflight.spaces import GRAY, space_of

if TYPE_CHECKING:
    from PIL import Image

# A picture is looked at in patches, so many at most: the ink of a spot of a page, not of a pixel.
MOST_PATCHES = 65_536


def picture_of(image: Any) -> Picture:
    """What an image's dictionary says (ISO 32000-1, §8.9.5), and its ink where it is in four inks."""
    stencil = bool(image.get("/ImageMask", False))
    space = GRAY if stencil else space_of(image.get("/ColorSpace"))
    ink_percent, damage = (0.0, "")
    if space.model == "cmyk" and space.components == 4:
        ink_percent, damage = _ink(image)
    return Picture(
        width=int(objects.number(image.get("/Width"))),
        height=int(objects.number(image.get("/Height"))),
        space=space,
        bits=1 if stencil else int(objects.number(image.get("/BitsPerComponent"), 8)),
        stencil=stencil,
        # A mask by a range of colours or by a stencil is opaque or open, and no press has to mix anything.
        alpha="/SMask" in image or objects.number(image.get("/SMaskInData")) > 0,
        ink_percent=ink_percent,
        damage=damage,
    )


def inline_picture(said: bytes, space: Space) -> Picture:
    """An image that stands in the content itself (§8.9.7), by its dictionary."""
    words = said.replace(b"/", b" /").split()
    told = dict(zip(words[::2], words[1::2], strict=False))

    def count(*keys: bytes) -> int:
        value = next((told[key] for key in keys if key in told), b"0")
        return int(value) if value.isdigit() else 0

    stencil = b"true" in (told.get(b"/IM"), told.get(b"/ImageMask"))
    bits = 1 if stencil else count(b"/BPC", b"/BitsPerComponent")
    return Picture(count(b"/W", b"/Width"), count(b"/H", b"/Height"), GRAY if stencil else space, bits, stencil)


def _ink(image: Any) -> tuple[float, str]:
    """The most ink that a patch of an image in four inks has, in per cent of one; and why it cannot be read."""
    import pikepdf
    from PIL import UnidentifiedImageError

    try:
        pixels = pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, pikepdf.models.image.UnsupportedImageTypeError, UnidentifiedImageError, OSError) as error:
        return 0.0, str(error)
    return (_most_ink(pixels, _inverted(image, pixels)), "") if pixels.mode == "CMYK" else (0.0, "")


def _inverted(image: Any, pixels: Image.Image) -> bool:
    """Whether Pillow's values are the wrong way round: it turns those of Adobe's JPEGs over, unasked."""
    backwards = objects.numbers(image.get("/Decode"))[:2] == (1.0, 0.0)
    return backwards != ("adobe" in pixels.info)


def _most_ink(pixels: Image.Image, inverted: bool) -> float:
    factor = max(1, int((pixels.width * pixels.height / MOST_PATCHES) ** 0.5))
    data = pixels.reduce(factor).tobytes()
    totals = map(sum, zip(data[::4], data[1::4], data[2::4], data[3::4], strict=True))
    least_and_most = list(totals)
    return (4 * 255 - min(least_and_most) if inverted else max(least_and_most)) / 2.55
