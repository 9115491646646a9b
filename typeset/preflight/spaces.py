"""Colour spaces of a PDF → the few models that a press tells apart.

Enters: a colour space's object.  Leaves: a `Space`.  Never converts a colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typeset.preflight import objects
from typeset.preflight.marks import Model, Space

GRAY, RGB, CMYK = Space("gray"), Space("rgb", 3), Space("cmyk", 4)
PATTERN = Space("pattern", 0)
BY_NAME: Mapping[str, Space] = {
    "DeviceGray": GRAY, "G": GRAY, "DeviceRGB": RGB, "RGB": RGB, "DeviceCMYK": CMYK, "CMYK": CMYK, "Pattern": PATTERN,
}  # fmt: skip
# The device space that stands for a profile of so many components (ISO 32000-1, §8.6.5.5).
BY_COMPONENTS: Mapping[int, Model] = {1: "gray", 3: "rgb", 4: "cmyk"}
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
# An indexed space has one of these below it, and a pattern's too; no more are looked for.
DEEPEST = 4


def space_of(value: Any, depth: int = 0) -> Space:
    """The space that an object names or describes (ISO 32000-1, §8.6); a pattern's where it is none that is known."""
    named = BY_NAME.get(objects.name(value))
    parts = objects.items(value)
    if named or not parts or depth > DEEPEST:
        return named or PATTERN
    family = objects.name(parts[0])
    second = parts[1] if len(parts) > 1 else None
    if family in BY_NAME:
        return BY_NAME[family]
    match family:
        case "CalGray":
            return Space("gray", 1, device=False)
        case "CalRGB":
            return Space("rgb", 3, device=False)
        case "Lab":
            return Space("lab", 3, device=False)
        case "ICCBased":
            return _by_profile(objects.dictionary(second))
        case "Indexed" | "I":
            base = space_of(second, depth + 1)
            return Space(base.model, 1, base.device, base.name, indexed=True)
        case "Separation":
            return _by_inks((objects.name(second),))
        case "DeviceN":
            return _by_inks(tuple(objects.name(item) for item in objects.items(second)))
    return PATTERN


def _by_profile(stream: Any) -> Space:
    count = int(objects.number(stream.get("/N")))
    if space_of(stream.get("/Alternate")).model == "lab":
        return Space("lab", 3, device=False)
    return Space(BY_COMPONENTS.get(count, "pattern"), count, device=False)


def _by_inks(names: tuple[str, ...]) -> Space:
    """A separation or several: of the press's own inks, of all of them, or of a spot ink."""
    if names == ("All",):
        return Space("registration", 1)
    if names == ("Black",):
        return Space("gray", 1, subtractive=True)
    if names == PROCESS:
        return CMYK
    spots = [name for name in names if name not in (*PROCESS, "None")]
    if spots:
        return Space("spot", len(names), name=", ".join(spots))
    # Some of the press's inks in an order of their own: colour, whose amounts are not looked into.
    return Space("cmyk", len(names), name=", ".join(names))
