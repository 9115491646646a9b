"""Pictures in pixels: identified by what they are, made plain JPEG or PNG in sRGB, and told nothing of their makers.

Enters: the bytes of a file.  Leaves: an Illustration.  Never keeps metadata (a photograph's may tell where someone
lives), never enlarges, never trusts a file's name.

JPEGs that need no change keep their compressed data, so that nothing is lost twice.  What is transparent is laid on
white: a black drawing would be lost on an e-reader's page by night, and not every printer takes transparency.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from typeset.errors import PictureError, Problem
from typeset.illustrations import Illustration

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
_ORIENTATION = 0x0112
# JPEG (ITU-T T.81, §B.1.1): a marker, but none within a scan (a stuffed byte, a restart); those that stand alone; the
# start of a scan, which lasts to the next marker; and the segments for applications and comments, of which JFIF's
# (APP0) and Adobe's (APP14) say how colours are written.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = frozenset({0x01, 0xD8, 0xD9})
_END, _SCAN = 0xD9, 0xDA
_TOLD = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})


def illustrate(data: bytes) -> Illustration:
    """A picture for screens and for print. Raises PictureError."""
    from PIL.Image import Resampling

    picture, photographed, as_it_is = _decoded(data)
    encode = _jpeg if photographed else _png
    printed = _without_metadata(data) if as_it_is else encode(picture)
    small = picture.copy()
    small.thumbnail((MOST_SCREEN_PX, MOST_SCREEN_PX), Resampling.LANCZOS)
    screen = printed if small.size == picture.size else encode(small)
    media_type = "image/jpeg" if encode is _jpeg else "image/png"
    return Illustration(media_type, picture.width, picture.height, screen, printed)


def _decoded(data: bytes) -> tuple[Image, bool, bool]:
    """The pixels, upright and plain; whether they are a photograph's; whether the file may stay a JPEG as it is."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.init()  # all formats that Pillow knows; left alone it learns but a few
    formats = [name for name in _FORMATS if name in Image.OPEN]
    try:
        # Pillow warns of odd metadata, which is left out anyhow, and of sizes, which are looked at here.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=formats) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureError(Problem(_TOO_MANY, remedy="make it smaller"))
            opened.load()
            picture = _plain(ImageOps.exif_transpose(opened))
            return picture, opened.format not in _DRAWN, opened.format == "JPEG" and _needs_nothing(opened)
    except UnidentifiedImageError as error:
        raise PictureError(Problem("it is no picture that can be read", remedy=_ANEW)) from error
    except Image.DecompressionBombError as error:
        raise PictureError(Problem(_TOO_MANY, remedy="make it smaller")) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError(Problem("it is broken", remedy=_ANEW)) from error


def _needs_nothing(opened: Image) -> bool:
    """Whether a JPEG shows as it should without its metadata."""
    upright = opened.getexif().get(_ORIENTATION, 1) in (0, 1)
    return upright and opened.mode in ("L", "RGB") and "icc_profile" not in opened.info


def _plain(picture: Image) -> Image:
    """The picture in L or RGB, in sRGB, on white paper, with nothing beside its pixels."""
    from PIL import Image

    profile = picture.info.get("icc_profile")
    picture = _in_eight_bits(picture)
    if picture.mode in ("LA", "RGBA"):
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        picture = paper.convert(picture.mode.removesuffix("A"))
    if profile and picture.mode in ("RGB", "CMYK"):
        picture = _in_srgb(picture, profile)
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    picture.info.clear()
    return picture


def _in_eight_bits(picture: Image) -> Image:
    """The picture with eight bits a sample and no palette, its transparent colour as alpha."""
    if picture.mode.startswith("I"):
        # What Pillow has of deeper samples are numbers from 0 to 65535.
        return picture.convert("F").point(lambda value: value * (1 / 257) + 0).convert("L")
    clear = "transparency" in picture.info
    if picture.mode in ("P", "PA"):
        return picture.convert("RGBA" if clear or picture.mode == "PA" else "RGB")
    if picture.mode in ("1", "L", "F"):
        return picture.convert("LA" if clear else "L")
    return picture.convert("RGBA") if clear and picture.mode == "RGB" else picture


def _in_srgb(picture: Image, profile: bytes) -> Image:
    """The colours as a profile says that they look; one that is broken or of another colour space says nothing."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    assert converted is not None
    return converted


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


def _without_metadata(jpeg: bytes) -> bytes:
    """A JPEG less its comments, what applications wrote into it and after it; its compressed data as it was."""
    return b"".join(_kept(jpeg))


def _kept(jpeg: bytes) -> Iterator[bytes]:
    at = 0
    while match := _MARKER.search(jpeg, at):
        at, marker = match.end(), match[0][-1]
        if marker in _ALONE:
            yield match[0]
            if marker == _END:
                return
            continue
        end = at + int.from_bytes(jpeg[at : at + 2], "big")
        if marker == _SCAN:
            following = _MARKER.search(jpeg, end)
            end = following.start() if following else len(jpeg)
        if marker not in _TOLD:
            yield match[0] + jpeg[at:end]
        at = end
