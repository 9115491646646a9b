"""Covers: given, drawn, refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from typeset.errors import BuildError
from typeset.model import Picture, Volume

Written = Callable[..., Any]


def picture(format_: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 90), "#334455").save(out, format_)
    return out.getvalue()


@pytest.mark.parametrize(("format_", "name"), [("JPEG", "cover.jpg"), ("PNG", "cover.png")])
def test_the_cover_given_is_the_cover(volume: Volume, written: Written, format_: str, name: str) -> None:
    book = written(volume, cover=Picture("front.img", picture(format_)))
    assert book.files[f"EPUB/images/{name}"] == picture(format_)
    item = next(i for i in book.xml("content.opf").iter("{*}item") if i.get("properties") == "cover-image")
    assert item.get("href") == f"images/{name}"
    image = next(book.xml("text/cover.xhtml").iter("{*}img"))
    assert (image.get("src"), image.get("alt")) == (f"../images/{name}", "The Three Clocks, Ida Marsh")


@pytest.mark.parametrize("data", [b"", b"a cover, in words", picture("GIF"), picture("JPEG")[:200]])
def test_what_is_no_picture_is_refused(volume: Volume, written: Written, data: bytes) -> None:
    with pytest.raises(BuildError, match="JPEG or PNG"):
        written(volume, cover=Picture("front.img", data))


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"title": "W" * 60},
        {"title": " ".join(["an endless title"] * 20), "subtitle": " ".join(["and more"] * 20)},
        {"title": "🌊", "authors": ("灯台",)},
        {"authors": tuple(f"Author Number {n}" for n in range(12)), "publisher": "A Press with a Name " * 6},
        {"authors": ()},
    ],
)
def test_a_drawn_cover_stays_within_its_frame(
    volume_of: Callable[..., Volume], written: Written, metadata: dict[str, object]
) -> None:
    from PIL import Image

    book = written(volume_of(("A", None, "<p>One.</p>"), **metadata))
    cover = Image.open(io.BytesIO(book.files["EPUB/images/cover.jpg"])).convert("L")
    assert cover.size == (1600, 2560)
    cloth = cover.getpixel((10, 10))
    assert isinstance(cloth, int)
    for box in ((0, 0, 80, 2560), (130, 300, 160, 2200), (1440, 300, 1470, 2200)):
        darkest, lightest = cover.crop(box).getextrema()
        assert abs(int(lightest) - cloth) < 12 and abs(int(darkest) - cloth) < 12, box  # type: ignore[call-overload, arg-type]
