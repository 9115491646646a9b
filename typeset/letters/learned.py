"""All that the finder has learned, as it is shipped.

Enters: the files beside this one that `scripts/train` writes.  Leaves: tables.  Never learns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from typeset.letters import units, weights
from typeset.letters.units import Units
from typeset.letters.weights import Weights


@dataclass(frozen=True, slots=True)
class Learned:
    """Which spans are letters, by single signs (spans) and by signs together (units); what each line of a letter is."""

    spans: Weights
    units: Units
    roles: Weights


@cache
def shipped() -> Learned:
    """The tables of this version."""
    folder = files("typeset.letters")
    read = {name: folder.joinpath(f"{name}.weights").read_text("utf-8") for name in ("spans", "units", "roles")}
    return Learned(weights.parse(read["spans"]), units.parse(read["units"]), weights.parse(read["roles"]))
