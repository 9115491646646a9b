"""Quoted lines: the ">" at a line's head, as mail and some pasted letters have it.

Enters: a tree.  Leaves: the same tree without those marks, and `data-quoted` on the blocks that had one.  Never
touches a line that is all marks, which may be an ornament.
"""

from __future__ import annotations

import re

from typeset.ledger import Ledger
from typeset.model import QUOTED, Element
from typeset.passes.flow import Edit, flows

_BLANK = r"[\s\u200b\u2060\ufeff\u00ad]*"
# Not the eyebrow of a face: >.< >_< >:(
_HEAD = re.compile(rf"{_BLANK}(?:>(?![.…<:;^=]|[_-]<){_BLANK})+")
_WORD = re.compile(r"\w")


def quoted(tree: Element, ledger: Ledger, language: str) -> Element:
    """Take the marks off and note the blocks; the tree is changed in place."""
    for flow in flows(tree, ">"):
        head = _HEAD.match(flow.text)
        if head and _WORD.search(flow.text, head.end()):
            flow.block.set(QUOTED, "1")
            flow.apply([Edit(0, head.end(), "")])
    return tree
