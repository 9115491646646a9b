"""Pictures in pixels: identified by what they are, made plain JPEG or PNG in sRGB, and told nothing of their makers.

Enters: the bytes of a file.  Leaves: an Illustration.  Never keeps metadata (a photograph's may tell where someone
lives), never enlarges, never trusts a file's name.

JPEGs that need no change keep their compressed data, so that nothing is lost twice.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from typeset.errors import PictureError, Problem
from typeset.illustrations import Illustration
from typeset.pixels import ORIENTATION, opened, plain, without_metadata

if TYPE_CHECKING:
    from PIL.Image import Image

# The longer side on screens, in pixels: more than any e-reader has.
MOST_SCREEN_PX = 2000
# A bomb has more: a page in 600 dpi has 20 million.
MOST_PIXELS = 64_000_000
# What Pillow is let look for. Drawings become PNG, all else JPEG.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
_DRAWN = frozenset({"PNG", "GIF", "BMP"})
_QUALITY = 90
_TOO_MANY = f"it has more than {MOST_PIXELS // 1_000_000} million pixels"
_ANEW = "save it anew as JPEG or PNG"


def illustrate(data: bytes) -> Illustration:
    """A picture for screens and for print. Raises PictureError."""
    from PIL.Image import Resampling

    picture, photographed, as_it_is = _decoded(data)
    encode = _jpeg if photographed else _png
    printed = without_metadata(data) if as_it_is else encode(picture)
    small = picture.copy()
    small.thumbnail((MOST_SCREEN_PX, MOST_SCREEN_PX), Resampling.LANCZOS)
    screen = printed if small.size == picture.size else encode(small)
    media_type = "image/jpeg" if encode is _jpeg else "image/png"
    return Illustration(media_type, picture.width, picture.height, screen, printed)


def _decoded(data: bytes) -> tuple[Image, bool, bool]:
    """The pixels, upright and plain; whether they are a photograph's; whether the file may stay a JPEG as it is."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.init()  # all formats that Pillow knows; left alone it learns but a few
    formats = tuple(name for name in _FORMATS if name in Image.OPEN)
    try:
        with opened(data, formats) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureError(Problem(_TOO_MANY, remedy="make it smaller"))
            picture.load()
            as_it_is = picture.format == "JPEG" and _needs_nothing(picture)
            return plain(ImageOps.exif_transpose(picture)), picture.format not in _DRAWN, as_it_is
    except UnidentifiedImageError as error:
        raise PictureError(Problem("it is no picture that can be read", remedy=_ANEW)) from error
    except Image.DecompressionBombError as error:
        raise PictureError(Problem(_TOO_MANY, remedy="make it smaller")) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError(Problem("it is broken", remedy=_ANEW)) from error


def _needs_nothing(picture: Image) -> bool:
    """Whether a JPEG shows as it should without its metadata."""
    upright = picture.getexif().get(ORIENTATION, 1) in (0, 1)
    return upright and picture.mode in ("L", "RGB") and "icc_profile" not in picture.info


def _jpeg(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True, subsampling="4:2:0" if picture.mode == "RGB" else -1)
    return out.getvalue()


def _png(picture: Image) -> bytes:
    from PIL import Image

    if picture.mode == "RGB" and (colours := picture.getcolors(256)) is not None:
        # As many colours as a palette holds: the same picture in a third of the bytes.
        picture = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=len(colours))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
