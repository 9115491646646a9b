"""A cover that the user gives, made fit for shops and reading systems.

Enters: an image's bytes.  Leaves: JPEG or PNG bytes in 8-bit sRGB, upright, without transparency, of at most 5 MB;
what the shops will not like.  Never blows an image up, never compresses one anew that is fit as it is, and keeps
nothing that a camera wrote into a JPEG.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from typeset.errors import BuildError, Problem
from typeset.findings import Finding
from typeset.model import Picture
from typeset.pixels import ORIENTATION, opened, plain, without_metadata

if TYPE_CHECKING:
    from PIL import Image

# What is read, and what may stay as it is.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
PLAIN_MODES = frozenset({"RGB", "L", "1", "P"})
# The shops' least sizes (Apple: 1,400 px on the shorter side is asked for, 1,000 taken; Kindle: 1,000 × 625, 1,600 high
# for its good screens), and the shapes between which a cover is not padded or cut.
LEAST_WIDTH_PX, LEAST_HEIGHT_PX = 1000, 1600
SQUATTEST, TALLEST = 1.3, 1.7
# Kindle takes a cover of less than 5 MB.
MOST_BYTES = 5_000_000
# The first size and quality under MOST_BYTES is taken; no screen shows more than the first of these sizes.
SIZES_PX, QUALITIES = ((3200, 5120), (2000, 3200)), (92, 85, 75)


def fit(given: Picture) -> tuple[bytes, str, tuple[Finding, ...]]:
    """The bytes of a cover, their media type, and warnings that say what to do.

    Raises BuildError for what is no picture.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with opened(given.data, FORMATS) as picture:
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            findings = tuple(_faults(given.name, *upright.size))
            if _is_fit(picture, given.data):
                data = without_metadata(given.data) if picture.format == "JPEG" else given.data
                return data, MEDIA_TYPES[str(picture.format)], findings
            return _encoded(plain(upright).convert("RGB")), "image/jpeg", findings
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BuildError(
            Problem("the cover cannot be read as an image", given.name, "save it anew as JPEG or PNG")
        ) from error


def _faults(name: str, width_px: int, height_px: int) -> list[Finding]:
    shape = height_px / width_px
    faults = []
    if width_px < LEAST_WIDTH_PX or height_px < LEAST_HEIGHT_PX:
        least = f"{LEAST_WIDTH_PX:,} × {LEAST_HEIGHT_PX:,}"
        faults.append(
            Finding(
                "E-102",
                name,
                f"the cover is {width_px:,} × {height_px:,} pixels, and shops ask for {least} or more",
                "give a larger image; it is not blown up",
            )
        )
    if not SQUATTEST <= shape <= TALLEST:
        faults.append(
            Finding(
                "E-102",
                name,
                f"the cover’s shape is 1 : {shape:.2f}, and shops and readers expect 1 : {SQUATTEST} to 1 : {TALLEST}",
                "cut it to 1 : 1.6, such as 1,600 × 2,560 pixels",
            )
        )
    return faults


def _is_fit(picture: Image.Image, data: bytes) -> bool:
    return (
        picture.format in MEDIA_TYPES
        and picture.mode in PLAIN_MODES
        and "transparency" not in picture.info
        and len(data) < MOST_BYTES
        and picture.getexif().get(ORIENTATION, 1) == 1
        and not _is_foreign(picture)
    )


def _is_foreign(picture: Image.Image) -> bool:
    """Whether a picture brings a colour profile that is not sRGB; many reading systems do not look at one."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile:
        return False
    try:
        said = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):  # broken, it says nothing, and is left out
        return True
    return "srgb" not in said.lower()


def _encoded(picture: Image.Image) -> bytes:
    """JPEG bytes under MOST_BYTES, as large and as good as that allows."""
    data = b""
    for size in SIZES_PX:
        shown = picture.copy()
        shown.thumbnail(size)
        for quality in QUALITIES:
            out = io.BytesIO()
            shown.save(out, "JPEG", quality=quality, subsampling=0 if quality > 80 else 2, optimize=True)
            data = out.getvalue()
            if len(data) < MOST_BYTES:
                return data
    return data
