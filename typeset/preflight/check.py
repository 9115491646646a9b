"""One check of a finished PDF, and what its tables have in common.

Enters: nothing.  Leaves: the dataclass `Check` and the figures that hold for every shop.  Never looks at a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from typeset.preflight.opened import PrintedFile
from typeset.shops import SHOPS, Shop

# (page, what is wrong there); the page is None of a fault of the whole file.
Found = Iterable[tuple[int | None, str]]

# Lengths are compared to half a point: files round them, and no guillotine cuts finer.
TOLERANCE_PT = 0.5
# Where no shop is named: what all of them ask, with the bleed that printers everywhere take (3 mm).
ANY_SHOP = replace(SHOPS["home"], called="a print shop", bleed=3 * 72 / 25.4)


@dataclass(frozen=True, slots=True)
class Check:
    """A fault that a file can have.

    code: a key of the findings' table.  find: the places and what is wrong.  remedy: what to do, without a full stop.
    each: whether every different fault is told by itself, else the first, with all pages.
    """

    code: str
    find: Callable[[PrintedFile, Shop], Found]
    remedy: str
    each: bool = False
