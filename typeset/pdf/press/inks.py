"""The colours of type, rules and drawings, in the contents of pages: grays of black ink, and nothing else.

Enters: a content stream, shadings.  Leaves: the same with every colour as (0, 0, 0, k).  Never touches a picture.

Colours become grays, and grays black ink, by the sums of ISO 32000-1, §10.3.2 and §10.3.3. WeasyPrint writes one
operator a line, and the space of a colour right before it; both are relied on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

# A colour or its space, alone on its line: operands and operator. Lines of glyphs begin with a bracket, and are most of
# a page: they are passed over at once.
_COLOUR = re.compile(rb"\n([^\[\n][^\n]{0,80}) (rg|RG|k|K|cs|CS|sc|SC|scn|SCN)(?=\n|\Z)")
_KNOWN_SPACES = {"/DeviceGray", "/DeviceCMYK", "/Pattern"}
# What an operator says of its own, and what it becomes.
_KINDS = {b"rg": "rgb", b"k": "cmyk"}
_INKED = {b"rg": b"k", b"RG": b"K"}
# How many numbers a colour has; a calibrated space is asked for its own.
_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/CalGray": 1, "/CalRGB": 3}
# Channels that are this near one another are the same: a gray.
_NEUTRAL = 0.002


def black_of(kind: str, values: Sequence[float]) -> tuple[float, bool]:
    """The black ink of a colour, from 0 to 1, and whether the colour was none (a gray).

    kind: "gray", "rgb", "cmyk" (from 0 to 1) or "lab" (lightness from 0 to 100).
    """
    if kind == "gray":
        return 1 - values[0], True
    if kind == "lab":
        return 1 - values[0] / 100, max(abs(values[1]), abs(values[2])) < 1
    if kind == "rgb":
        red, green, blue = values
        return 1 - (0.3 * red + 0.59 * green + 0.11 * blue), max(values) - min(values) < _NEUTRAL
    cyan, magenta, yellow, black = values
    return min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black), max(values[:3]) < _NEUTRAL


def kind_of(space: pikepdf.Object) -> str:
    """The kind of a colour space, as `black_of` knows it."""
    name = str(space[0]) if not _is_name(space) else str(space)
    if name == "/Lab":
        return "lab"
    components = int(space[1].N) if name == "/ICCBased" else _COMPONENTS[name]
    return {1: "gray", 3: "rgb", 4: "cmyk"}[components]


def in_black(content: bytes, spaces: Mapping[str, pikepdf.Object]) -> tuple[bytes, bool]:
    """A content stream whose colours are grays of black ink, and whether one of them was a colour.

    spaces: those of its resources, by name ("/lab-d65"). A stream that has only black ink comes back as it was.
    """
    kinds = {False: "gray", True: "gray"}
    kept = {False: True, True: True}
    coloured = False

    def replace(match: re.Match[bytes]) -> bytes:
        nonlocal coloured
        operands, operator = match[1], match[2]
        stroke = operator[:1].isupper()
        if operator in (b"cs", b"CS"):
            name = operands.decode("latin-1")
            if name == "/Pattern":
                kinds[stroke] = ""
                return match[0]
            kinds[stroke], kept[stroke] = kind_of(_named(spaces.get(name, name))), name in _KNOWN_SPACES
            return match[0] if kept[stroke] else b"\n/DeviceCMYK " + operator
        kind = _KINDS.get(operator.lower(), kinds[stroke])
        if not kind:
            return match[0]
        values = [float(value) for value in operands.split()]
        black, neutral = black_of(kind, values)
        coloured |= not neutral
        if (kind == "gray" and kept[stroke]) or (kind == "cmyk" and not any(values[:3])):
            return match[0]
        ink = b"\n0 0 0 %s " % f"{max(0.0, black):.4f}".rstrip("0").rstrip(".").encode()
        return ink + _INKED.get(operator, operator)

    return _COLOUR.sub(replace, b"\n" + content)[1:], coloured


def shading_in_black(shading: pikepdf.Object) -> bool:
    """Set a shading's colours as grays of black ink; whether one of them was a colour."""
    import pikepdf

    kind = kind_of(shading.ColorSpace)
    if kind == "gray":
        return False
    coloured = _function_in_black(shading.Function, kind)
    shading.ColorSpace = pikepdf.Name.DeviceCMYK
    return coloured


def _function_in_black(function: pikepdf.Object, kind: str) -> bool:
    """The colours at the ends of an exponential function, or of those that a stitching function joins."""
    if "/Functions" in function:
        return bool(sum(_function_in_black(part, kind) for part in function.Functions))
    coloured = False
    for end in ("/C0", "/C1"):
        black, neutral = black_of(kind, [float(value) for value in function[end]])
        function[end] = [0, 0, 0, round(black, 4)]
        coloured |= not neutral
    return coloured


def _named(space: pikepdf.Object | str) -> pikepdf.Object:
    import pikepdf

    return pikepdf.Name(space) if isinstance(space, str) else space


def _is_name(space: pikepdf.Object) -> bool:
    import pikepdf

    return isinstance(space, pikepdf.Name)
