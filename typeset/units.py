"""Lengths and page sizes as people write them, in points.

Enters: text such as "6x9in", "11pt", "A5".  Leaves: numbers in points.  Never rounds.
"""

from __future__ import annotations

import re

# One unit in points (CSS Values 3, §6.2: 1in = 72pt; a pica is 12pt).
UNITS_PT = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "pc": 12.0}
# Page sizes by name, width × height in points (ISO 216; the trade sizes are those of print shops).
TRIMS_PT = {
    "a4": (595.2756, 841.8898),
    "a5": (419.5276, 595.2756),
    "b5": (498.8976, 708.6614),
    "digest": (396.0, 612.0),
    "trade": (432.0, 648.0),
}
# The longest side that a page of a PDF may have (PDF 1.7, annex C.2: 14,400 units of 1/72 in).
LONGEST_PT = 14_400.0
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(pt|in|mm|cm|pc)?")
_TRIM = re.compile(rf"{_LENGTH.pattern}\s*[x×*]\s*{_LENGTH.pattern}")


def length_pt(text: str) -> float:
    """A length in points: "11pt", "3mm", "0". Raises ValueError that says how to write one."""
    match = _LENGTH.fullmatch(text.strip().lower())
    if match is None or (match[2] is None and float(match[1]) != 0):
        raise ValueError("write a length as a number and pt, in, mm, cm or pc, such as 11pt")
    length = float(match[1]) * UNITS_PT[match[2] or "pt"]
    if length > LONGEST_PT:
        raise ValueError(f"write a length of at most {LONGEST_PT:g}pt")
    return length


def trim_pt(text: str) -> tuple[float, float]:
    """A page's width and height in points: "6x9in", "148 x 210 mm", "A5". Raises ValueError that says how."""
    name = text.strip().lower()
    if name in TRIMS_PT:
        return TRIMS_PT[name]
    match = _TRIM.fullmatch(name)
    if match is None or match[4] is None:
        raise ValueError(f"write a page size as 6x9in, 148x210mm or one of {', '.join(TRIMS_PT)}")
    width, width_unit, height, unit = match.groups()
    return length_pt(f"{width}{width_unit or unit}"), length_pt(f"{height}{unit}")
