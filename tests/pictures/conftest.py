"""Pictures of our own making, as bytes."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

Encode = Callable[..., bytes]


@pytest.fixture
def encode() -> Encode:
    """The bytes of an image in a format, with Pillow's options for it."""

    def write(image: Image.Image, format_: str = "PNG", **options: object) -> bytes:
        out = io.BytesIO()
        image.save(out, format_, **options)
        return out.getvalue()

    return write


@pytest.fixture
def dusk() -> Image.Image:
    """A photograph of sorts: many colours, and nothing sharp."""
    across = Image.linear_gradient("L").resize((300, 200))
    return Image.merge("RGB", (across, across.rotate(180), across.point(lambda v: v // 2 + 60)))
