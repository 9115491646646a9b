"""Pixels made plain, for covers and for pictures: eight bits a sample, in sRGB, on white, nothing told of their makers.

Enters: the bytes of a file, pictures of Pillow.  Leaves: the same, plain.  Never turns a picture, never makes it larger
or smaller, never reads a file.

What is transparent is laid on white: a black drawing would be lost on an e-reader's page by night, and not every
printer takes transparency.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Exif 2.3, §4.6.4: how the picture lies; 1 is upright.
ORIENTATION = 0x0112
# JPEG (ITU-T T.81, §B.1.1): a marker, but none within a scan (a stuffed byte, a restart); those that stand alone; the
# start of a scan, which lasts to the next marker; and the segments for applications and comments, of which JFIF's
# (APP0) and Adobe's (APP14) say how colours are written.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = frozenset({0x01, 0xD8, 0xD9})
_END, _SCAN = 0xD9, 0xDA
_TOLD = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})


@contextmanager
def opened(data: bytes, formats: tuple[str, ...]) -> Iterator[Image]:
    """A picture of one of Pillow's formats; broken ones are refused, though WeasyPrint tells Pillow to take them.

    Raises what Pillow raises, now or when the picture is loaded.
    """
    from PIL import Image, ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        # Pillow warns of odd metadata, which are left out, and of sizes, which our callers look at.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=formats) as picture:
            yield picture
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def plain(picture: Image) -> Image:
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


def without_metadata(jpeg: bytes) -> bytes:
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
