"""The operators that set text.

Enters: operators with their operands.  Leaves: a mark for each string that shows, on a canvas.  Never draws a glyph.
ISO 32000-1, §9.3 and §9.4.
"""

from __future__ import annotations

import struct
from itertools import takewhile

from typeset.preflight.canvas import FILLED, STROKED, Canvas
from typeset.preflight.marks import Face
from typeset.preflight.matrices import IDENTITY, bounds, corners, multiply
from typeset.preflight.painting import Operands, Operator, matrix_of, name_of
from typeset.preflight.tokens import Run, run_of

# How far the ink of a line of text reaches above and below its base line, in ems: capitals, and a short descender.
ABOVE_EM, BELOW_EM = 0.66, 0.22


def sets(field: str, *, by: float = 1.0) -> Operator:
    """Tc, Tw, Tz, TL, Ts, Tr: one number of the state."""

    def run(canvas: Canvas, operands: Operands) -> None:
        value = float(operands[-1]) * by
        setattr(canvas.state, field, int(value) if field == "mode" else value)

    return run


def begin(canvas: Canvas, operands: Operands) -> None:
    canvas.text = canvas.line = IDENTITY


def font(canvas: Canvas, operands: Operands) -> None:
    name = name_of(operands[:-1])
    canvas.state.face, canvas.state.size = canvas.resources.face(name), float(operands[-1])
    if canvas.state.face is None:
        canvas.fault(f"a font that is not there, {name}")


def place(canvas: Canvas, operands: Operands) -> None:
    canvas.text = canvas.line = matrix_of(operands)


def move(canvas: Canvas, operands: Operands) -> None:
    across, up = map(float, operands[-2:])
    canvas.text = canvas.line = multiply((1, 0, 0, 1, across, up), canvas.line)


def move_and_lead(canvas: Canvas, operands: Operands) -> None:
    canvas.state.leading = -float(operands[-1])
    move(canvas, operands)


def next_line(canvas: Canvas, operands: Operands) -> None:
    canvas.text = canvas.line = multiply((1, 0, 0, 1, 0, -canvas.state.leading), canvas.line)


def show(canvas: Canvas, operands: Operands) -> None:
    _show(canvas, run_of(operands[-1]))


def show_pieces(canvas: Canvas, operands: Operands) -> None:
    _show(canvas, run_of(operands[-1][1:-1]))


def show_next(canvas: Canvas, operands: Operands) -> None:
    next_line(canvas, operands)
    show(canvas, operands)


def show_spaced(canvas: Canvas, operands: Operands) -> None:
    canvas.state.word_space, canvas.state.char_space = float(operands[-3]), float(operands[-2])
    show_next(canvas, operands)


def _show(canvas: Canvas, run: Run) -> None:
    """Text from the point where it stands (§9.4.4); the spaces at its ends are no ink."""
    state, face = canvas.state, canvas.state.face
    if face is None:
        return
    codes = _codes(face, run.data)
    em, kern = state.size * face.scale, -state.size / 1000
    across = sum(map(face.widths.__getitem__, codes)) * em + run.moves * kern
    across += state.char_space * len(codes)
    if state.word_space and not face.wide:
        across += state.word_space * codes.count(32)
    if not face.blank.issuperset(codes):
        begins = run.before * kern + _blank(face, codes) * em
        ends = across - run.after * kern - state.char_space - _blank(face, codes[::-1]) * em
        _text(canvas, face, begins * state.scale, ends * state.scale, face.lacks(codes))
    canvas.text = multiply((1, 0, 0, 1, across * state.scale, 0), canvas.text)


def _blank(face: Face, codes: tuple[int, ...]) -> float:
    """How wide the spaces are that a text begins with, in thousandths of an em."""
    return sum(face.widths[code] for code in takewhile(face.blank.__contains__, codes))


def _codes(face: Face, data: bytes) -> tuple[int, ...]:
    if not face.wide:
        return tuple(data)
    count = len(data) // 2
    return struct.unpack(f">{count}H", data[: 2 * count])


def _text(canvas: Canvas, face: Face, begins: float, ends: float, missing: bool) -> None:
    state = canvas.state
    whole = multiply(canvas.text, state.ctm)
    low, high = state.rise - BELOW_EM * state.size, state.rise + ABOVE_EM * state.size
    stroked = state.mode in STROKED and state.mode not in FILLED
    canvas.mark(
        "text",
        bounds(corners(whole, (begins, low, ends, high))),
        state.stroke if stroked else state.fill,
        abs(state.size) * (whole[2] ** 2 + whole[3] ** 2) ** 0.5,
        stroked=stroked,
        face=face,
        shown=state.mode in FILLED or state.mode in STROKED,
        missing=missing,
    )
