"""A length of a sheet in points: units, calc(), min(), max(), clamp(), var() (CSS Values 4, §6, §10; CSS Variables).

Enters: the text of a value, and what its units are measured by.  Leaves: points.  Never asks which value wins.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from typeset.css import Node, at_commas

# The units that are the same everywhere; `ex` and `ch` are taken as CSS has it where the face is not known.
POINTS = {"pt": 1.0, "px": 0.75, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "q": 1.8 / 2.54}
EX_EM = 0.5


@dataclass(frozen=True, slots=True)
class Units:
    """What the units of a value are measured by, in points.

    whole_pt: 100 %.  custom: a custom property's name → its text, None where nothing sets it.
    """

    em_pt: float
    rem_pt: float
    lh_pt: float
    rlh_pt: float
    whole_pt: float
    custom: Callable[[str], str | None]

    def of(self, unit: str) -> float | None:
        """One of a unit, in lower case; None where it is none that is known here."""
        match unit:
            case "em":
                return self.em_pt
            case "rem":
                return self.rem_pt
            case "lh":
                return self.lh_pt
            case "rlh":
                return self.rlh_pt
            case "ex" | "ch":
                return EX_EM * self.em_pt
        return POINTS.get(unit)


def points(value: str, units: Units) -> float | None:
    """A value in points; a number stays what it is. None where it is no length, or one that cannot be told here."""
    result = _sum(_tokens(value), units)
    return result if result is not None and math.isfinite(result) else None


def number(value: str) -> float | None:
    """A value that is a number without a unit; None where it is none."""
    tokens = _tokens(value)
    return float(tokens[0].value) if len(tokens) == 1 and tokens[0].type == "number" else None


@cache
def _tokens(value: str) -> Sequence[Node]:
    """A value's tokens; the same few values stand in all rules."""
    import tinycss2

    return tuple(tinycss2.parse_component_value_list(value))


def _sum(tokens: Sequence[Node], units: Units) -> float | None:
    total = 0.0
    for sign, part in _parted(tokens, "+", "+-"):
        each = _product(part, units)
        if each is None:
            return None
        total += each if sign == "+" else -each
    return total


def _product(tokens: Sequence[Node], units: Units) -> float | None:
    result = 1.0
    for sign, part in _parted(tokens, "*", "*/"):
        each = _single(part, units)
        if each is None or (sign == "/" and each == 0):
            return None
        result = result * each if sign == "*" else result / each
    return result


def _parted(tokens: Sequence[Node], first: str, signs: str) -> list[tuple[str, list[Node]]]:
    """Tokens parted at signs, each part with the one before it; `first` is that of the first part."""
    parts: list[tuple[str, list[Node]]] = [(first, [])]
    for token in tokens:
        if token.type == "literal" and token.value in signs:
            parts.append((token.value, []))
        elif token.type not in {"whitespace", "comment"}:
            parts[-1][1].append(token)
    return parts


def _single(tokens: Sequence[Node], units: Units) -> float | None:
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.type == "number":
        return float(token.value)
    if token.type == "percentage":
        return float(token.value) / 100 * units.whole_pt
    if token.type == "dimension":
        one = units.of(token.lower_unit)
        return None if one is None else float(token.value) * one
    if token.type == "() block":
        return _sum(token.content, units)
    return _function(token, units) if token.type == "function" else None


def _function(token: Node, units: Units) -> float | None:
    if token.lower_name == "var":
        return _custom(token, units)
    values = [_sum(part, units) for part in at_commas(token.arguments)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    match token.lower_name, known:
        case "calc", [value]:
            return value
        case "min", [_, *_]:
            return min(known)
        case "max", [_, *_]:
            return max(known)
        case "clamp", [least, value, most]:
            return max(least, min(value, most))
    return None


def _custom(token: Node, units: Units) -> float | None:
    """`var(--name, otherwise)`; a property that speaks of itself is nothing (CSS Variables 1, §2.3)."""
    name, *otherwise = at_commas(token.arguments)
    called = next((part.value for part in name if part.type == "ident"), "")
    said = units.custom(called)
    if said is not None:
        return points(said, replace(units, custom=lambda other: None if other == called else units.custom(other)))
    return _sum(otherwise[0], units) if otherwise else None
