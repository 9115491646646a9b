"""Reads a content stream: what is painted, where, in which colour.

Enters: the bytes of a content stream, and a canvas.  Leaves: marks on it in the order of painting, and what could not
be read.  Never draws, never judges.  Operators: ISO 32000-1, annex A.
"""

from __future__ import annotations

from collections.abc import Mapping

from typeset.preflight import lettering, painting
from typeset.preflight.canvas import Canvas, UnreadableError
from typeset.preflight.painting import Operator
from typeset.preflight.spaces import CMYK, GRAY, RGB
from typeset.preflight.tokens import tokens

OPERATORS: Mapping[bytes, Operator] = {
    b"q": painting.save,
    b"Q": painting.restore,
    b"cm": painting.transform,
    b"w": painting.line_width,
    b"gs": painting.set_state,
    b"g": painting.device(GRAY, stroke=False),
    b"G": painting.device(GRAY, stroke=True),
    b"rg": painting.device(RGB, stroke=False),
    b"RG": painting.device(RGB, stroke=True),
    b"k": painting.device(CMYK, stroke=False),
    b"K": painting.device(CMYK, stroke=True),
    b"cs": painting.choose_space(stroke=False),
    b"CS": painting.choose_space(stroke=True),
    b"sc": painting.choose_colour(stroke=False),
    b"scn": painting.choose_colour(stroke=False),
    b"SC": painting.choose_colour(stroke=True),
    b"SCN": painting.choose_colour(stroke=True),
    b"m": painting.begin_line,
    **dict.fromkeys((b"l", b"c", b"v", b"y"), painting.points),
    b"re": painting.rectangle,
    b"W": painting.clip,
    b"W*": painting.clip,
    b"n": painting.end_path(),
    **dict.fromkeys((b"f", b"F", b"f*"), painting.end_path(fill=True)),
    **dict.fromkeys((b"S", b"s"), painting.end_path(stroke=True)),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), painting.end_path(fill=True, stroke=True)),
    b"sh": painting.shade,
    b"Do": painting.paint_object,
    b"BT": lettering.begin,
    b"Tf": lettering.font,
    b"Tm": lettering.place,
    b"Td": lettering.move,
    b"TD": lettering.move_and_lead,
    b"T*": lettering.next_line,
    b"Tj": lettering.show,
    b"TJ": lettering.show_pieces,
    b"'": lettering.show_next,
    b'"': lettering.show_spaced,
    b"Tc": lettering.sets("char_space"),
    b"Tw": lettering.sets("word_space"),
    b"Tz": lettering.sets("scale", by=0.01),
    b"TL": lettering.sets("leading"),
    b"Ts": lettering.sets("rise"),
    b"Tr": lettering.sets("mode"),
}
# Those that paint nothing, and decide nothing that is looked at here.
SILENT = frozenset(b"J j M d ri i h ET MP DP BMC BDC EMC BX EX d0 d1".split())
# What an operand begins with; true, false and null are the only words among them.
_OPERAND, _WORDS = b"+-.0123456789/[]<>(){}", (b"true", b"false", b"null")


def read(canvas: Canvas, content: bytes) -> None:
    """Paint a whole stream. What cannot be read is noted in `canvas.faults` and passed over, as viewers do."""
    operands: list[bytes] = []
    # Between BX and EX unknown operators are allowed (§7.8.2).
    allowed = 0
    for token in tokens(content):
        operator = OPERATORS.get(token)
        if operator is not None:
            try:
                operator(canvas, operands)
            except (UnreadableError, IndexError, ValueError):
                canvas.fault(f"{token.decode('latin-1')} with operands that it does not take")
            operands.clear()
        elif token[0] in _OPERAND or token in _WORDS:
            operands.append(token)
        elif token[:1] == b"%":
            continue
        else:
            allowed += {b"BX": 1, b"EX": -1}.get(token, 0)
            if token[:2] == b"BI" and len(token) > 2:
                painting.inline_image(canvas, token)
            elif token not in SILENT and not allowed:
                canvas.fault(f"“{token[:20].decode('latin-1')}”, which is no operator")
            operands.clear()
    if canvas.saved:
        canvas.fault("q without a Q")
