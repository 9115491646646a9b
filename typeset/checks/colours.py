"""How well a colour can be read on white paper by day and on black paper by night.

Enters: a value's tokens.  Leaves: contrasts (WCAG 2.2, relative luminance and contrast ratio).  Never judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.css import Node

# What text needs (WCAG 2.2, 1.4.3), and below what it is as good as gone.
READABLE = 4.5
INVISIBLE = 1.5
# Properties, but `color`, whose values have colours in them: how their names begin.
COLOURED = ("background", "border", "outline", "column-rule", "text-decoration")
# A background that paints nothing.
NO_PAINT = frozenset({"none", "transparent", "inherit", "initial", "unset", "revert"})


def contrasts(value: Sequence[Node]) -> Iterator[tuple[float, float]]:
    """(with white, with black) of each colour in a value; currentcolor is none of its own."""
    from tinycss2.color4 import parse_color

    for token in value:
        colour = parse_color(token) if token.type in {"ident", "hash", "function"} else None
        if colour is not None and colour != "currentcolor" and colour.alpha > 0:
            luminance = _luminance(colour.to("srgb").coordinates)
            yield 1.05 / (luminance + 0.05), (luminance + 0.05) / 0.05


def _luminance(rgb: Sequence[float]) -> float:
    """Relative luminance (WCAG 2.2) of sRGB components of 0 to 1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in map(_clamped, rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _clamped(part: float | None) -> float:
    return min(1.0, max(0.0, part or 0.0))
