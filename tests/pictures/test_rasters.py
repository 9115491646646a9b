"""Pictures in pixels: what every e-reader shows, and nothing of who made them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageCms

from typeset.errors import PictureError
from typeset.pictures import rasters

Encode = Callable[..., bytes]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two images of one size, 0 to 255."""
    grey = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(value * count for value, count in enumerate(grey.histogram())) / (grey.width * grey.height)


@pytest.mark.parametrize(
    ("format_", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "L", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("GIF", "RGB", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("TIFF", "RGB", "image/jpeg"),
        ("TIFF", "CMYK", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"),
        ("AVIF", "RGB", "image/jpeg"),
    ],
)
def test_each_kind_becomes_jpeg_or_png(
    dusk: Image.Image, encode: Encode, format_: str, mode: str, media_type: str
) -> None:
    data = encode(dusk.convert(mode), format_)
    made = rasters.illustrate(data)
    shown = opened(made.data)
    assert (made.media_type, made.width_px, made.height_px) == (media_type, 300, 200)
    assert shown.format == media_type.rpartition("/")[2].upper() and shown.mode in ("L", "RGB", "P")
    assert difference(shown, opened(data)) < 3
    assert rasters.illustrate(data) == made and made.printed == made.data


def test_sixteen_bits_a_sample_become_eight(encode: Encode) -> None:
    grey = Image.linear_gradient("L")
    deep = Image.frombytes("I;16", grey.size, b"".join((value * 257).to_bytes(2, "little") for value in grey.tobytes()))
    assert difference(opened(rasters.illustrate(encode(deep)).data), grey) < 1


def test_nothing_is_told_of_a_photograph(dusk: Image.Image, encode: Encode) -> None:
    told = Image.Exif()
    told[0x010F], told[0x8825] = "Maker of cameras", {1: "N", 2: (51.0, 4.0, 1.0)}
    data = encode(dusk, "JPEG", exif=told, comment=b"Taken at home", progressive=True) + b"a film of the same"
    made = rasters.illustrate(data)
    for word in (b"Exif", b"Maker", b"home", b"film"):
        assert word in data and word not in made.data and word not in made.printed
    assert opened(made.data).tobytes() == opened(data).tobytes()  # not compressed again


def test_a_camera_that_was_held_on_its_side(dusk: Image.Image, encode: Encode) -> None:
    told = Image.Exif()
    told[0x0112] = 6
    made = rasters.illustrate(encode(dusk, "JPEG", exif=told))
    assert (made.width_px, made.height_px) == (200, 300)
    assert difference(opened(made.data), dusk.rotate(-90, expand=True)) < 3


def test_colours_are_those_that_the_profile_says(encode: Encode) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The tags for red and blue, each under the other's name.
    swapped = srgb.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)
    for mode, red in (("RGB", (250, 10, 10)), ("RGBA", (250, 10, 10, 255))):
        point = Image.new(mode, (1, 1), red)
        for profile, strongest in ((srgb, 0), (swapped, 2), (b"no profile", 0)):
            shown = opened(rasters.illustrate(encode(point, icc_profile=profile)).data)
            colour = shown.convert("RGB").getpixel((0, 0))
            assert isinstance(colour, tuple) and max(colour) == colour[strongest]
            assert "icc_profile" not in shown.info


def test_what_is_transparent_lies_on_white(encode: Encode) -> None:
    drawing = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    drawing.paste((0, 0, 0, 255), (10, 10, 20, 20))
    shown = opened(rasters.illustrate(encode(drawing)).data).convert("RGB")
    assert shown.getpixel((0, 0)) == (255, 255, 255) and shown.getpixel((15, 15)) == (0, 0, 0)


def test_a_moving_picture_stands_still(encode: Encode) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    made = rasters.illustrate(encode(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    shown = opened(made.data)
    assert getattr(shown, "n_frames", 1) == 1 and shown.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_screens_get_a_smaller_one_and_paper_the_whole(dusk: Image.Image, encode: Encode, format_: str) -> None:
    made = rasters.illustrate(encode(dusk.resize((2400, 1200)), format_))
    assert opened(made.data).size == (2000, 1000)
    assert opened(made.printed).size == (made.width_px, made.height_px) == (2400, 1200)


@pytest.mark.parametrize("cut", [0, 10, 300, 1500])
def test_what_is_broken_is_said_so(dusk: Image.Image, encode: Encode, cut: int) -> None:
    for format_ in ("JPEG", "WEBP", "PNG"):
        with pytest.raises(PictureError, match=r"it is (?:broken|no picture)"):
            rasters.illustrate(encode(dusk, format_)[: min(cut, 500 if format_ != "JPEG" else cut)])


def test_a_bomb_is_not_unpacked(encode: Encode) -> None:
    for side in (9_000, 14_000):
        with pytest.raises(PictureError, match="more than 64 million pixels"):
            rasters.illustrate(encode(Image.new("1", (side, side))))
