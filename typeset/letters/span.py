"""A letter found, by the views it spans.

Enters: nothing.  Leaves: the class that travels from those who find to those who describe.  Never knows who found it.
"""

from __future__ import annotations

from dataclasses import dataclass

from typeset.letters.signs import Sign
from typeset.model import Kind


@dataclass(frozen=True, slots=True)
class Span:
    """A letter found: views from `first` to `last`, inclusive.

    confidence: that a letter is there, whether or not its edges are right.  exact: that it is right to the block.
    kind: where the form alone tells it.  continues: a further piece of the letter before.
    """

    first: int
    last: int
    confidence: float
    exact: float
    evidence: tuple[Sign, ...] = ()
    kind: Kind | None = None
    continues: bool = False
