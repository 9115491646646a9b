"""How a book is to be imposed: the binding, the paper, the allowances; and what of it contradicts itself.

Enters: choices, lengths in points.  Leaves: `ImposeSettings`.  Never reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from typeset.errors import ManifestError, Problem
from typeset.impose.folds import UPS
from typeset.impose.plan import FOLIO, Plan, fold, sections_of, stack
from typeset.units import TRIMS_PT, UNITS_PT, trim_pt

MM_PT = UNITS_PT["mm"]
Edge = Literal["long", "short"]


@dataclass(frozen=True, slots=True)
class Binding:
    """folded: into sections.  signature: the pages of a section, where no number is given; None for all in one.

    milling_pt: what is milled off the spine.  gathered: sections lie one on the next, and show a mark on the spine.
    """

    folded: bool = True
    signature: int | None = None
    milling_pt: float = 0.0
    gathered: bool = False


BINDINGS = {
    "saddle": Binding(),
    "sewn": Binding(signature=16, gathered=True),
    "milled": Binding(signature=16, gathered=True, milling_pt=3 * MM_PT),
    "perfect": Binding(folded=False),
}
# Paper by name, width × height in points. Those of FITTING are tried in order where none is asked for.
SHEETS_PT = {
    "a4": TRIMS_PT["a4"],
    "a3": (TRIMS_PT["a4"][1], 2 * TRIMS_PT["a4"][0]),
    "sra3": (320 * MM_PT, 450 * MM_PT),
    "letter": (612.0, 792.0),
    "tabloid": (792.0, 1224.0),
}
FITTING = ("a4", "a3", "sra3")


@dataclass(frozen=True, slots=True)
class ImposeSettings:
    """What the binder asks for; lengths in points.

    binding: a key of BINDINGS.  signature: pages of a section; None for those of the binding.
    up: pages on a side of a sheet.  sheet: a key of SHEETS_PT or a size; None for the first of FITTING that will do.
    flip: the edge of the paper over which the printer turns it.
    paper_thickness_pt: of one leaf, whence the creep.  creep_pt: from the outermost to the innermost leaf, instead.
    trim_pt: what is cut off at head, foot and fore-edge when all is folded; None for the bleed of the pages.
    milling_pt: what is milled off the spine; None for that of the binding.
    scale: whether pages that are too large are made smaller.  marks: for cuts, folds, sections, and each sheet's name.
    guide: whether a sheet that says how to fold comes first.
    """

    binding: str = "sewn"
    signature: int | None = None
    up: int = 2
    sheet: str | None = None
    flip: Edge = "long"
    paper_thickness_pt: float = 0.1 * MM_PT
    creep_pt: float | None = None
    trim_pt: float | None = None
    milling_pt: float | None = None
    scale: bool = False
    marks: bool = True
    guide: bool = False

    def spine_pt(self) -> float:
        """What is lost of each page at its spine."""
        return BINDINGS[self.binding].milling_pt if self.milling_pt is None else self.milling_pt

    def plan(self, pages: int) -> Plan:
        """The sheets of a book of so many pages. Raises ManifestError where the choices contradict one another."""
        binding = BINDINGS[self.binding]
        if self.up not in UPS:
            raise _refused(f"--up is {self.up}", f"give {', '.join(map(str, UPS))}: each fold doubles the pages")
        if self.signature is not None and binding.signature is None:
            why = "takes all pages in one section" if binding.folded else "has single leaves and no sections"
            raise _refused(f"--binding {self.binding} {why}", "leave out --signature, or give --binding sewn or milled")
        if self.signature is not None and (self.signature < FOLIO or self.signature % FOLIO):
            nearest = max(FOLIO, round(self.signature / FOLIO) * FOLIO)
            raise _refused(
                f"--signature is {self.signature}, but a section is a multiple of {FOLIO} pages", f"give {nearest}"
            )
        if not binding.folded:
            return stack(pages, self.up)
        return fold(pages, sections_of(pages, self.signature or binding.signature or pages + -pages % FOLIO), self.up)

    def shift_pt(self, plan: Plan, depth: int) -> float:
        """How far a leaf that lies inside `depth` others is moved towards its spine: as far as they push it out."""
        if self.creep_pt is None:
            return depth * self.paper_thickness_pt
        return self.creep_pt * depth / plan.deepest if plan.deepest else 0.0


def sheet_pt(text: str) -> tuple[float, float]:
    """A sheet's width and height in points: "a3", "320x450mm". Raises ValueError that says how to write one."""
    if (name := text.strip().lower()) in SHEETS_PT:
        return SHEETS_PT[name]
    try:
        return trim_pt(text)
    except ValueError as error:
        raise ValueError(f"write a sheet as 320x450mm or one of {', '.join(SHEETS_PT)}") from error


def _refused(what: str, remedy: str) -> ManifestError:
    return ManifestError(Problem(what, remedy=remedy))
