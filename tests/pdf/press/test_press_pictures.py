"""Pictures on the press: gray ones gray, colours through the profile and within the limit of ink, black kept."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from typeset.pdf.press import Order, in_inks, limited, prepare

RANDOM = np.random.default_rng(7)


def shown(picture: Image.Image, kind: str = "PNG", **options: Any) -> str:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    data = base64.b64encode(written.getvalue()).decode()
    return f'<img src="data:image/{kind.lower()};base64,{data}" alt="" style="width: 100pt">'


@pytest.fixture
def the_image() -> Iterator[Callable[[bytes], pikepdf.Stream]]:
    """The one picture of a file, which stays open meanwhile."""
    opened: list[pikepdf.Pdf] = []

    def find(data: bytes) -> pikepdf.Stream:
        opened.append(pikepdf.open(io.BytesIO(data)))
        (image,) = (
            each for each in opened[-1].objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        )
        return image

    yield find
    for document in opened:
        document.close()


def noise(channels: int) -> Image.Image:
    """Pixels of all colours, 61 × 37 of them, so that no row ends at a round place."""
    shape = (37, 61) if channels == 1 else (37, 61, channels)
    return Image.fromarray(RANDOM.integers(0, 256, shape, dtype=np.uint8))


@pytest.mark.parametrize("most", [240, 300])
def test_no_pixel_has_more_ink_than_the_limit(most: int) -> None:
    source = RANDOM.integers(0, 256, (40, 50, 4), dtype=np.uint8)
    held = np.asarray(limited(_cmyk(source), most)).astype(int)
    before = source.astype(int)
    assert held.sum(axis=2).max() <= most * 255 // 100
    assert (held[..., 3] == before[..., 3]).all(), "black stays"
    light = before.sum(axis=2) <= most * 255 // 100
    assert light.any() and (held[light] == before[light]).all(), "what is light enough stays"
    together = before[..., :3].sum(axis=2)
    part = held[..., :3].sum(axis=2) / np.maximum(together, 1)
    assert np.abs(held[..., :3] - before[..., :3] * part[..., None]).max() <= 2, "the three give way alike"


def _cmyk(pixels: Any) -> Image.Image:
    height, width, _ = pixels.shape
    return Image.frombytes("CMYK", (width, height), pixels.tobytes())


def test_a_colour_picture_goes_through_the_profile(drawn, the_image) -> None:
    source = noise(3)
    image = the_image(prepare(drawn(shown(source)), Order("pdf/x-1a"))[0])
    assert str(image.ColorSpace) == "/DeviceCMYK"
    printed = pikepdf.PdfImage(image).as_pil_image()
    assert printed.tobytes() == limited(in_inks(source), 240).tobytes()
    assert "/Decode" not in image


def test_the_profile_says_what_inks_are() -> None:
    paper, red = (in_inks(Image.new("RGB", (1, 1), colour)).getpixel((0, 0)) for colour in ("white", "red"))
    assert paper == (0, 0, 0, 0)
    cyan, magenta, yellow, black = red
    assert cyan + black < 20 < 200 < min(magenta, yellow)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_gray_picture_is_black_ink(drawn, the_image, kind: str) -> None:
    gray = Image.fromarray(np.tile(np.arange(0, 244, 4, dtype=np.uint8), (37, 1)))
    image = the_image(prepare(drawn(shown(gray.convert("RGB"), kind)), Order())[0])
    assert str(image.ColorSpace) == "/DeviceGray"
    printed = np.asarray(pikepdf.PdfImage(image).as_pil_image()).astype(int)
    assert np.abs(printed - np.asarray(gray)).max() <= (0 if kind == "PNG" else 12)


def test_all_is_black_ink_where_the_shop_prints_no_other(drawn, the_image) -> None:
    source = noise(3)
    image = the_image(prepare(drawn(shown(source)), Order(black_only=True))[0])
    assert str(image.ColorSpace) == "/DeviceGray"
    assert pikepdf.PdfImage(image).as_pil_image().tobytes() == source.convert("L").tobytes()


def test_what_is_transparent_in_a_picture_is_laid_on_white(drawn, the_image) -> None:
    source = Image.new("RGBA", (30, 20), (255, 0, 0, 255))
    source.paste((0, 0, 0, 0), (0, 0, 15, 20))
    image = the_image(prepare(drawn(shown(source)), Order("pdf/x-1a"))[0])
    assert "/SMask" not in image
    printed = pikepdf.PdfImage(image).as_pil_image()
    assert printed.getpixel((2, 2)) == (0, 0, 0, 0)
    assert printed.getpixel((28, 2))[1] > 200


def test_a_picture_in_ink_is_held_to_the_limit_too(drawn, the_image) -> None:
    source = Image.new("CMYK", (16, 16), (255, 255, 255, 102))
    image = the_image(prepare(drawn(shown(source, "JPEG", quality=95)), Order())[0])
    most = np.asarray(pikepdf.PdfImage(image).as_pil_image()).astype(int).sum(axis=2).max()
    assert 590 <= most <= 612
