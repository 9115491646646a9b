"""Sentences that were glued together when a text was extracted: "open.Harry" → "open. Harry".

Enters: a tree.  Leaves: the same tree with the space put back, and each place named in the ledger.  Never parts a
word (that would need a dictionary), an abbreviation, initials, a number, an address or the name of a file.

Runs after the quotation marks, since only a mark that is known to close can be told from one that opens.
"""

from __future__ import annotations

import re

from typeset.ledger import Ledger
from typeset.model import Element
from typeset.passes import languages
from typeset.passes.flow import Edit, Flow, block_number, flows

_WORD = r"[^\W\d_]"
# Endings of files and hosts, which may well have a capital.
_ENDING = re.compile(r"(?:com|net|org|edu|gov|info|js|txt|pdf|docx?|html?|exe|jpe?g|png|mp3|mp4|zip)\b", re.IGNORECASE)
_REACH = 60
_TO_END, _FROM_START = re.compile(r"\S+\Z"), re.compile(r"\S+")
_NAME_SIGNS = re.compile(r"[@/\\_=<>#&]|www\.|\.[^\W\d_A-Z]+\(")


def glue(tree: Element, ledger: Ledger, language: str) -> Element:
    """Part glued sentences in every block and tell of it; the tree is changed in place."""
    marks = languages.quotes(language)
    places = _places(marks.open.strip(), marks.close.strip(), marks.inner_close)
    for flow in flows(tree, ".!?,…"):
        _part(flow, places, ledger)
    return tree


def _places(opening: str, closing: str, inner_closing: str) -> re.Pattern[str]:
    """A mark after which a space is missing: between two sentences, or between a quotation and what is beside it.

    The mark comes first, so that a text is looked through for marks alone.
    """
    alternatives = [
        rf"(?<={_WORD}{{2}}[.!?])(?={_WORD}{{2}}|I[\s’'])",
        rf"(?<={_WORD}…\.)(?={_WORD}{{2}})",
        rf"(?<={_WORD}[.!?,]{inner_closing})(?={_WORD}{{2}})",
    ]
    if opening != closing:
        alternatives += [
            rf"(?<={_WORD}[.!?,…]{closing})(?={_WORD})",
            rf"(?<={_WORD}{{2}}[.!?,])(?={opening}{_WORD})",
        ]
    return re.compile(rf"[.!?,…{re.escape(closing + inner_closing)}](?=\S)(?:{'|'.join(alternatives)})")


def _part(flow: Flow, places: re.Pattern[str], ledger: Ledger) -> None:
    sides = {match.end(): _around(flow.text, match.end()) for match in places.finditer(flow.text)}
    done = flow.apply(Edit(at, at, " ") for at, (before, after) in sides.items() if _is_glued(before, after))
    for edit in done:
        before, after = sides[edit.start]
        ledger.repair(block_number(flow.block), before + after, f"{before} {after}")


def _around(text: str, at: int) -> tuple[str, str]:
    """What stands before and after a place without a space, as far as a name or a word may reach."""
    before = _TO_END.search(text[max(0, at - _REACH) : at])
    after = _FROM_START.match(text, at, at + _REACH)
    return before[0] if before else "", after[0] if after else ""


def _is_glued(before: str, after: str) -> bool:
    """Whether one sentence ends and another begins here, and no name of a thing has its full stop at this place."""
    if not before or not after or _NAME_SIGNS.search(before + after) or _ENDING.match(after):
        return False
    if not before[-1].isascii() or not after[0].isalnum():
        return True  # a quotation mark or an ellipsis stands here, which no name has
    # "No!Never" is two sentences, but "St.Ives" and "Mr.Hale" are one name each.
    word = before[-2:-1] if before[-1] in "!?" else before[-3:-1]
    return word.islower() and after[0].isupper() and (after[1:2].islower() or not after[1:2].isalpha())
