"""A cover's drawing as SVG and as JPEG, from the same shapes at the same places.

Enters: a `Drawing`.  Leaves: bytes, the same for the same drawing.  Never needs a font where the cover is shown:
characters are outlines in the one and pixels in the other.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from lxml import etree

from typeset.epub.covers.design import HEIGHT_PX, WIDTH_PX, Box, Drawing, Glyph, Stroke
from typeset.model import XML_LANG

SVG_NS = "http://www.w3.org/2000/svg"
# The JPEG is drawn larger by so much and made smaller: Pillow's lines have no soft edges.
SCALE = 2
JPEG_QUALITY = 85


def svg(drawing: Drawing, name: str, language: str) -> bytes:
    """An SVG 1.1 image of plain paths. name: what it shows, in words, in `language`."""
    root = etree.Element(f"{{{SVG_NS}}}svg", nsmap={None: SVG_NS})  # type: ignore[dict-item]
    root.set("viewBox", f"0 0 {WIDTH_PX} {HEIGHT_PX}")
    root.set("version", "1.1")
    root.set("role", "img")
    root.set("aria-labelledby", "title")
    root.set(XML_LANG, language)
    _child(root, "title", id="title").text = name
    _child(root, "rect", width=str(WIDTH_PX), height=str(HEIGHT_PX), fill=drawing.colour)
    for (kind, tint, width), shapes in groupby(drawing.shapes, lambda s: (type(s), s.tint, getattr(s, "width", 0))):
        colour = _mixed(drawing, tint)
        if kind is Stroke:
            path = "".join(_stroke_path(shape) for shape in shapes if isinstance(shape, Stroke))
            _child(root, "path", d=path, fill="none", stroke=colour, stroke_width=_number(width))
        else:
            path = "".join(_filled_path(shape) for shape in shapes if not isinstance(shape, Stroke))
            _child(root, "path", d=path, fill=colour)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def jpeg(drawing: Drawing) -> bytes:
    """The drawing as a JPEG of WIDTH_PX × HEIGHT_PX."""
    from PIL import Image, ImageDraw, ImageFont

    tints = Image.new("L", (WIDTH_PX * SCALE, HEIGHT_PX * SCALE), 0)
    draw = ImageDraw.Draw(tints)
    fonts: dict[tuple[str, float], ImageFont.FreeTypeFont] = {}
    for shape in drawing.shapes:
        level = round(shape.tint * 255)
        if isinstance(shape, Glyph):
            key = (str(shape.face.path), shape.size)
            if key not in fonts:
                fonts[key] = ImageFont.truetype(key[0], shape.size * SCALE, layout_engine=ImageFont.Layout.BASIC)
            draw.text((shape.x * SCALE, shape.baseline * SCALE), shape.character, level, fonts[key], anchor="ls")
        elif isinstance(shape, Box):
            right, foot = shape.x + shape.width, shape.y + shape.height
            draw.rectangle([round(v * SCALE) for v in (shape.x, shape.y, right - 0.5, foot - 0.5)], fill=level)
        else:
            points = [(x * SCALE, y * SCALE) for x, y in shape.points]
            draw.line(points, level, round(shape.width * SCALE), joint="curve")
    tints = tints.reduce(SCALE)
    pairs = list(zip(_rgb(drawing.colour), _rgb(drawing.cream), strict=True))
    channels = [tints.point([_between(low, high, level / 255) for level in range(256)]) for low, high in pairs]
    out = io.BytesIO()
    Image.merge("RGB", channels).save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True, dpi=(300, 300))
    return out.getvalue()


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return etree.SubElement(parent, f"{{{SVG_NS}}}{tag}", named)


def _stroke_path(stroke: Stroke) -> str:
    points = (f"{_number(x)} {_number(y)}" for x, y in stroke.points)
    closed = stroke.points[0] == stroke.points[-1]
    return f"M{'L'.join(list(points)[: -1 if closed else None])}{'Z' if closed else ''}"


def _filled_path(shape: Box | Glyph) -> str:
    if isinstance(shape, Box):
        x, y, width, height = map(_number, (shape.x, shape.y, shape.width, shape.height))
        return f"M{x} {y}h{width}v{height}h-{width}Z"
    return _outline(shape)


def _outline(glyph: Glyph) -> str:
    """A glyph's outline as path data (SVG 1.1, §8.3), in pixels of the cover."""
    import uharfbuzz

    scale = glyph.size / glyph.face.units
    commands: list[str] = []

    def draw(command: str) -> Callable[..., None]:
        def add(*arguments: Any) -> None:
            *places, path = arguments  # coordinates in font units, and at last the list that is given below
            points = zip(places[::2], places[1::2], strict=True)
            pixels = (f"{_number(glyph.x + x * scale)} {_number(glyph.baseline - y * scale)}" for x, y in points)
            path.append(command + " ".join(pixels))

        return add

    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(draw("M"))
    pen.set_line_to_func(draw("L"))
    pen.set_quadratic_to_func(draw("Q"))
    pen.set_cubic_to_func(draw("C"))
    pen.set_close_path_func(draw("Z"))
    glyph.face.font.draw_glyph(glyph.face.glyph(glyph.character), pen, commands)
    return "".join(commands)


def _number(value: float) -> str:
    """A coordinate to a tenth of a pixel, without what says nothing: "12", "12.5"."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def _rgb(colour: str) -> Iterator[int]:
    return (int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _between(low: int, high: int, tint: float) -> int:
    return round(low + (high - low) * tint)


def _mixed(drawing: Drawing, tint: float) -> str:
    pairs = zip(_rgb(drawing.colour), _rgb(drawing.cream), strict=True)
    return "#" + "".join(f"{_between(low, high, tint):02x}" for low, high in pairs)
