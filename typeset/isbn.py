"""ISBNs: their figures, and the one that checks the others (ISO 2108, annex C).

Enters: an ISBN as it is written.  Leaves: figures.  Never knows whose a number is.
"""

from __future__ import annotations

import re


def figures_of(written: str) -> str:
    """The figures of an ISBN, "X" in capitals, without hyphens, spaces and what says that it is one."""
    return re.sub(r"[-\s]|^urn:isbn:|^isbn[:\s]*", "", written, flags=re.IGNORECASE).upper()


def check_digit(figures: str) -> str:
    """The last figure of an ISBN from the 9 or 12 before it; "X" stands for ten."""
    if len(figures) == 9:
        return "0123456789X"[-sum(int(c) * weight for c, weight in zip(figures, range(10, 1, -1), strict=True)) % 11]
    return str(-sum(int(c) * weight for c, weight in zip(figures, (1, 3) * 6, strict=True)) % 10)


def isbn_13(written: str) -> str:
    """The 13 figures of an ISBN; one of 10 gets the prefix 978 and its own check digit."""
    figures = figures_of(written)
    if len(figures) == 13:
        return figures
    base = f"978{figures[:9]}"
    return base + check_digit(base)
