"""Spaces: one between words, none at a block's ends, and none that cannot be seen.

Enters: a tree with tabs, runs of spaces, no-break spaces and zero-width characters.  Leaves: the same tree with one
space between words.  Never parts or joins words.

A no-break space stays one where it means something: after a title or a number, beside a dash or a guillemet.
"""

from __future__ import annotations

import re

from typeset.ledger import Ledger
from typeset.model import Element
from typeset.passes import languages
from typeset.passes.flow import BREAK, UNSEEN, Flow, leaf_blocks

_SPACE = "\t\n\v\f\r\x1c-\x1f\x85 \xa0\u1680\u2000-\u2008\u2029\u205f\u3000"
_BLANK = f"[^\\S{BREAK}{languages.NARROW_SPACE}]+"
_RUN = re.compile(f"[{_SPACE}]{{2,}}|[{_SPACE.replace(' ', '').replace(chr(0xA0), '')}]|\xa0")
# In a text; the same sign for a `br` is not to be changed, and stays.
_SEPARATOR = re.compile(BREAK)
_EDGES = re.compile(f"^{_BLANK}|{_BLANK}$|{_BLANK}(?={BREAK})|(?<={BREAK}){_BLANK}")
_TITLE = re.compile(r"(?:\b(?:M|Mr|Mrs|Ms|Dr|St|Mme|Mlle|MM|Nr|No|Hr|Fr|pp?|Vol|Ch)\.?|\d|[–—]|[«‹])$")
_NUMBER = re.compile(r"[\d–—…»›;:!?]")
# None of these stands in a plain text that needs nothing, which is the common case.
_ODD = re.compile(f"[{_SPACE.replace(' ', '')}{BREAK}\u200b\u2060\ufeff\u00ad]")


def spaces(tree: Element, ledger: Ledger, language: str) -> Element:
    """Set the spaces of every block right; the tree is changed in place."""
    for block in leaf_blocks(tree):
        if not len(block) and _is_plain(block.text or ""):
            continue
        flow = Flow(block)
        flow.sub(_SEPARATOR, " ")
        flow.sub(UNSEEN, "")
        flow.sub(_RUN, _one)
        flow.sub(_EDGES, "")
    return tree


def _is_plain(text: str) -> bool:
    return "  " not in text and text[:1] != " " and text[-1:] != " " and not _ODD.search(text)


def _one(match: re.Match[str]) -> str:
    """What stands for a run of spaces: a space, or the no-break space that it was."""
    if match[0] != "\xa0":
        return " "
    text, start, end = match.string, match.start(), match.end()
    meant = _TITLE.search(text[max(0, start - 5) : start]) or _NUMBER.match(text, end)
    return "\xa0" if meant else " "
