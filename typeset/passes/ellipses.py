"""Ellipses: full stops in a row become one sign.

Enters: a tree with "...", ". . .", "....".  Leaves: the same tree with …  Never changes the spaces around the dots.

Four dots are an ellipsis and the full stop of its sentence; which comes first cannot be told, and "…." it is.
"""

from __future__ import annotations

import re

from typeset.ledger import Ledger
from typeset.model import Element
from typeset.passes.flow import flows

_DOTS = re.compile(r"\.(?:(?<![.…]\.)(?:[ \xa0\u2009\u200a\u202f]\.){2,}(?!\.)|\.{2,})")
_SIGNS = {3: "…", 4: "….", 5: "…"}


def ellipses(tree: Element, ledger: Ledger, language: str) -> Element:
    """Put the sign for the dots in every block; the tree is changed in place."""
    for flow in flows(tree, "."):
        flow.sub(_DOTS, lambda match: _SIGNS.get(match[0].count("."), "……"))
    return tree
