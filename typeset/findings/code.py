"""One entry of the codes' table.

Enters: nothing.  Leaves: the dataclass.  Never knows which codes there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a finding means.

    level: error (text is hidden, a sheet or the book is lost), warning (it looks wrong somewhere), note (good to know).
    title: the fault in a few words.  explanation: what breaks and where, a few sentences.
    before, after: the same short example with the fault and without it: CSS, XHTML, YAML or a PDF's own words.
    source: the specification, or where the behaviour of the reading system is on record.
    """

    level: Level
    title: str
    explanation: str
    before: str
    after: str
    source: str
