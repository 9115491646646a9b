"""Quoted lines: the ">" at a line's head, as mail and some pasted letters have it.

Enters: a tree.  Leaves: the same tree without those marks, and `data-quoted` on the blocks that had one; a line that
is nothing else, between two of them, was a blank one and goes.  Never touches another that is all marks, which may be
an ornament.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from typeset.ledger import Ledger
from typeset.model import QUOTED, Element
from typeset.passes.flow import Edit, flows

_BLANK = r"[\s\u200b\u2060\ufeff\u00ad]*"
# Not the eyebrow of a face: >.< >_< >:(
_HEAD = re.compile(rf"{_BLANK}(?:>(?![.…<:;^=]|[_-]<){_BLANK})+")
_NOTHING_ELSE = re.compile(rf"{_BLANK}(?:>{_BLANK})+")
_WORD = re.compile(r"\w")


def quoted(tree: Element, ledger: Ledger, language: str) -> Element:
    """Take the marks off and note the blocks; the tree is changed in place."""
    blank: list[Element] = []
    for flow in flows(tree, ">"):
        head = _HEAD.match(flow.text)
        if head and _WORD.search(flow.text, head.end()):
            flow.block.set(QUOTED, "1")
            flow.apply([Edit(0, head.end(), "")])
        elif not len(flow.block) and _NOTHING_ELSE.fullmatch(flow.text):
            blank.append(flow.block)
    _take_out(blank)
    return tree


def _take_out(blank: Sequence[Element]) -> None:
    """Take out the blank lines, in the order of the tree, that stand between two that are quoted."""
    leading: set[Element] = set()
    for line in reversed(blank):
        after = line.getnext()
        if after is not None and (after in leading or after.get(QUOTED)):
            leading.add(line)
    for line in blank:
        before, parent = line.getprevious(), line.getparent()
        if parent is not None and before is not None and before.get(QUOTED) and line in leading:
            parent.remove(line)
