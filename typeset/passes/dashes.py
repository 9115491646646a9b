"""Dashes: the typewriter's hyphens become the dashes that they stand for.

Enters: a tree with "--", " - ", "1914-18", "I-".  Leaves: the same tree with — and –.  Never touches the hyphen
within a word, a stutter, a minus sign or an address, and keeps the spaces around a dash as it finds them.

Runs before the quotation marks, which are told by the dashes beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from typeset.ledger import Ledger
from typeset.model import Element
from typeset.passes.flow import flows

_EM, _EN = "—", "–"


def _run(match: re.Match[str]) -> str | None:
    """Two or three hyphens are a dash; more of them stand for what is not named ("Mr. ----")."""
    length = len(match[0])
    if length > 3:
        return _EM * (2 if length < 6 else 3)
    text, start, end = match.string, match.start(), match.end()
    spaced = text[start - 1 : start].isspace() and text[end : end + 1].isspace()
    return _EN if length == 2 and spaced else _EM


def _range(match: re.Match[str]) -> str | None:
    """Years and small numbers have a dash; telephone numbers and such keep their hyphen."""
    first, last = match[1], match[2]
    small = len(first) <= 3 and len(last) <= 3 and int(first) < int(last)
    years = len(first) == 4 and len(last) in (2, 4) and int(first[-len(last) :]) < int(last) and first[0] in "12"
    return f"{first}{_EN}{last}" if small or years else None


_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str | None]]
# Each begins with its hyphen and looks behind that: a text is looked through for hyphens alone.
_RULES: tuple[_Rule, ...] = (
    # A run of hyphens, but for arrows and comments.
    (re.compile(r"-(?<![<\-]-)(?<!<!-)-+(?![>\-])"), _run),
    # At a line's start: a line of dialogue, a signature.
    (re.compile(r"-(?<![^\u2028]-)(?=[ \xa0]\S|[^\W\d_a-z])"), _EM),
    # Between spaces, but for sums.
    (re.compile(r"-(?=[ \xa0])(?:(?<=[^\s\d][ \xa0]-)(?=.\S)|(?<=\d[ \xa0]-)(?=.[^\W\d_]))"), _EN),
    (re.compile(r"(?<![\w.,/-])(\d{1,4})-(\d{1,4})(?![\w/:-]|[.,]\d)"), _range),
    # A speech cut off.
    (re.compile(r"-(?<=[^\W\d_]-)(?=[?!]*(?:(?:[\"”]|''|``)(?!\w)|['’`](?![\w'’`])|$))"), _EM),
    (re.compile(r"-(?:(?<=[^\W\d_],-)|(?<=[^\W_] -))(?=(?:[\"”]|''|``)(?!\w))"), _EN),
)


def dashes(tree: Element, ledger: Ledger, language: str) -> Element:
    """Put dashes for hyphens in every block; the tree is changed in place."""
    for flow in flows(tree, "-"):
        for pattern, replacement in _RULES:
            flow.sub(pattern, replacement)
    return tree
