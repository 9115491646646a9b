"""The operators that paint: graphics state, colours, paths, pictures and forms.

Enters: operators with their operands.  Leaves: marks on a canvas.  Never touches text.
ISO 32000-1, §8.4.4 to §8.10.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from typeset.preflight import objects
from typeset.preflight.canvas import DEEPEST, EVERYWHERE, Canvas, UnreadableError
from typeset.preflight.marks import Box, Colour, Picture, Space, meet
from typeset.preflight.matrices import IDENTITY, Matrix, apply, bounds, corners, growth, multiply, six
from typeset.preflight.rasters import inline_picture
from typeset.preflight.resources import shading_space
from typeset.preflight.spaces import BY_NAME, GRAY

Operands = list[bytes]
Operator = Callable[[Canvas, Operands], None]


def name_of(operands: Operands) -> str:
    """The name that an operator takes as its last operand. Raises UnreadableError."""
    if not operands or operands[-1][:1] != b"/":
        raise UnreadableError
    return operands[-1][1:].decode("latin-1")


def matrix_of(operands: Operands) -> Matrix:
    """The matrix that an operator takes. Raises UnreadableError."""
    if len(operands) < 6:
        raise UnreadableError
    return six(tuple(map(float, operands[-6:])))


# ---- graphics state


def save(canvas: Canvas, operands: Operands) -> None:
    canvas.saved.append(copy.copy(canvas.state))


def restore(canvas: Canvas, operands: Operands) -> None:
    if not canvas.saved:
        canvas.fault("Q without a q")
        return
    canvas.state = canvas.saved.pop()


def transform(canvas: Canvas, operands: Operands) -> None:
    canvas.state.ctm = multiply(matrix_of(operands), canvas.state.ctm)


def line_width(canvas: Canvas, operands: Operands) -> None:
    canvas.state.width = float(operands[-1])


def set_state(canvas: Canvas, operands: Operands) -> None:
    found = canvas.resources.state(name_of(operands))
    if found is None:
        canvas.fault(f"a graphics state that is not there, {name_of(operands)}")
        return
    state = canvas.state
    state.set_by = found.over(state.set_by)
    canvas.curved |= bool(found.curves)
    state.width = state.width if found.width is None else found.width
    state.face, state.size = found.font or (state.face, state.size)


# ---- colour


def device(space: Space, *, stroke: bool) -> Operator:
    """g, rg, k and their like for lines."""

    def run(canvas: Canvas, operands: Operands) -> None:
        values = tuple(map(float, operands[-space.components :]))
        if len(values) < space.components:
            raise UnreadableError
        _use(canvas, Colour(space, values), stroke)

    return run


def choose_space(*, stroke: bool) -> Operator:
    """cs and CS: each space begins as its black, or as all of its ink (§8.6.8)."""

    def run(canvas: Canvas, operands: Operands) -> None:
        name = name_of(operands)
        space = BY_NAME.get(name) or canvas.resources.space(name)
        if space is None:
            canvas.fault(f"a colour space that is not there, {name}")
            return
        inked = space.subtractive or space.model in {"spot", "registration"}
        start = (0.0, 0.0, 0.0, 1.0) if space.model == "cmyk" and space.components == 4 else (float(inked),)
        values = start if len(start) == space.components else start * space.components
        _use(canvas, Colour(space, () if space.indexed else values), stroke)

    return run


def choose_colour(*, stroke: bool) -> Operator:
    """sc, scn and their like for lines; a pattern by its name."""

    def run(canvas: Canvas, operands: Operands) -> None:
        space = (canvas.state.stroke if stroke else canvas.state.fill).space
        if operands and operands[-1][:1] == b"/":
            tile = canvas.resources.pattern(name_of(operands))
            _use(canvas, Colour(space), stroke, tile)
            return
        values = tuple(map(float, operands))
        if len(values) != space.components:
            raise UnreadableError
        _use(canvas, Colour(space, () if space.indexed else values), stroke)

    return run


def _use(canvas: Canvas, colour: Colour, stroke: bool, tile: Any = None) -> None:
    if stroke:
        canvas.state.stroke = colour
    else:
        canvas.state.fill, canvas.state.tile = colour, tile


# ---- paths


def points(canvas: Canvas, operands: Operands) -> None:
    """l, c, v, y: all points, those too that steer a curve, which lies within them."""
    values = list(map(float, operands))
    if not values or len(values) % 2 or not canvas.path:
        raise UnreadableError
    canvas.path[-1] += (apply(canvas.state.ctm, x, y) for x, y in zip(values[::2], values[1::2], strict=True))


def begin_line(canvas: Canvas, operands: Operands) -> None:
    """m: a further line of the path, apart from those before it."""
    x, y = map(float, operands[-2:])
    canvas.path.append([apply(canvas.state.ctm, x, y)])


def rectangle(canvas: Canvas, operands: Operands) -> None:
    x, y, width, height = map(float, operands[-4:])
    canvas.path.append(corners(canvas.state.ctm, (x, y, x + width, y + height)))


def clip(canvas: Canvas, operands: Operands) -> None:
    canvas.clipping = True


def end_path(*, fill: bool = False, stroke: bool = False) -> Operator:
    """f, S, B, n and their like."""

    def run(canvas: Canvas, operands: Operands) -> None:
        width = canvas.state.width * growth(canvas.state.ctm)
        # A path is filled as a whole (a frame is two rectangles), and each of its lines is drawn by itself.
        if fill and canvas.path:
            _fill(canvas, _whole(canvas))
        for line in canvas.path if stroke else ():
            left, bottom, right, top = bounds(line)
            half = width / 2
            grown = (left - half, bottom - half, right + half, top + half)
            canvas.mark("stroke", grown, canvas.state.stroke, width, stroked=True)
        if canvas.clipping and canvas.path:
            canvas.state.clip = meet(canvas.state.clip, _whole(canvas))
        canvas.path, canvas.clipping = [], False

    return run


def _whole(canvas: Canvas) -> Box:
    return bounds([point for line in canvas.path for point in line])


def _fill(canvas: Canvas, box: Box) -> None:
    state = canvas.state
    if state.tile is None or canvas.depth >= DEEPEST:
        canvas.mark("fill", box, state.fill)
    elif "/Shading" in state.tile:
        canvas.mark("fill", box, Colour(shading_space(state.tile["/Shading"])))
    else:
        # What a tile paints may be anywhere in what is filled.
        inner = _painted(canvas, state.tile, IDENTITY, EVERYWHERE)
        canvas.marks += (replace(mark, box=meet(state.clip, box)) for mark in inner.marks)


def shade(canvas: Canvas, operands: Operands) -> None:
    space = canvas.resources.shading(name_of(operands))
    if space is None:
        canvas.fault(f"a shading that is not there, {name_of(operands)}")
        return
    canvas.mark("fill", canvas.state.clip, Colour(space))


# ---- pictures and forms


def paint_object(canvas: Canvas, operands: Operands) -> None:
    found = canvas.resources.object(name_of(operands))
    kind = "" if found is None else objects.name(found.get("/Subtype"))
    if found is None:
        canvas.fault(f"an object that is not there, {name_of(operands)}")
    elif kind == "Image":
        _picture(canvas, canvas.shelf.picture(found))
    elif kind == "Form" and canvas.depth < DEEPEST:
        matrix = six(objects.numbers(found.get("/Matrix")))
        inner = _painted(canvas, found, multiply(matrix, canvas.state.ctm), None)
        canvas.marks += inner.marks
        group = objects.dictionary(found.get("/Group"))
        canvas.grouped |= objects.name(group.get("/S")) == "Transparency"
    elif kind == "PS":
        canvas.fault("a piece of PostScript, which only a PostScript printer knows")


def _painted(canvas: Canvas, stream: Any, ctm: Matrix, clip_to: Box | None) -> Canvas:
    """A form or a tile on a canvas of its own, within its box or the one given."""
    box = objects.box(stream.get("/BBox"))
    if clip_to is None:
        clip_to = EVERYWHERE if box is None else bounds(corners(ctm, box))
    resources = canvas.shelf.resources(stream["/Resources"]) if "/Resources" in stream else None
    inner = canvas.inner(ctm, resources, clip_to)
    content, damage = objects.stream_bytes(stream)
    if damage:
        canvas.fault(f"a form that cannot be read ({damage})")
    inner.state.tile = None
    canvas.read(inner, content)
    canvas.faults |= inner.faults
    canvas.grouped |= inner.grouped
    canvas.curved |= inner.curved
    return inner


def inline_image(canvas: Canvas, token: bytes) -> None:
    """An image in the content itself, `BI … ID … EI`; its space by a name of the resources or of its own."""
    said = token[2:].partition(b"ID")[0]
    words = said.replace(b"/", b" /").split()
    named = (after for key, after in pairwise(words) if key in {b"/CS", b"/ColorSpace"})
    name = next(named, b"/G")[1:].decode("latin-1")
    _picture(canvas, inline_picture(said, BY_NAME.get(name) or canvas.resources.space(name) or GRAY))


def _picture(canvas: Canvas, picture: Picture) -> None:
    ctm = canvas.state.ctm
    wide, high = (ctm[0] ** 2 + ctm[1] ** 2) ** 0.5, (ctm[2] ** 2 + ctm[3] ** 2) ** 0.5
    ppi = min(picture.width * 72 / wide, picture.height * 72 / high) if wide and high else 0.0
    colour = canvas.state.fill if picture.stencil else Colour(picture.space)
    canvas.mark("picture", bounds(corners(ctm, (0, 0, 1, 1))), colour, picture=picture, resolution_ppi=ppi)
