"""What kind of correspondence a span is, by what announces it and by its own form.

Enters: a chapter and a span with roles.  Leaves: a kind.  Never moves an edge.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from typeset.letters import lexicon as lex
from typeset.letters.chapter import ANNOUNCED, Chapter
from typeset.letters.view import joined
from typeset.model import Kind, Role

_STOP = re.compile(r"\bSTOP\b|(?<=\w) stop (?=\w)")
_WORD = re.compile(r"[\w'-]+")
_NOTE_WORDS = 130
_BARE_NOTE_WORDS = 60
_TELEGRAM_WORDS = 90


def kind(chapter: Chapter, first: int, last: int, roles: Mapping[int, Role]) -> Kind:
    """Letter, note or telegram (email and messages have grammars of their own)."""
    views = chapter.views[first : last + 1]
    text = joined(views)
    size = sum(view.size for view in views)
    announcing = " ".join(chapter.views[first - 1].sentences[-2:]) if first else ""
    before = frozenset(_WORD.findall(announcing.lower()))
    naming = views[0].text.lower() if roles.get(first) == "heading" else ""
    present = set(roles.values())
    wired = before & lex.WIRES and ("salutation" not in present or _announced(chapter, first))
    if size < _TELEGRAM_WORDS and (wired or "telegram" in naming or len(_STOP.findall(text)) > 1 or _shouts(text)):
        return "telegram"
    if "dateline" in present or "letterhead" in present or "letter" in naming:
        return "letter"
    if size <= _NOTE_WORDS and before & lex.NOTES and not before & {"letter"}:
        return "note"
    if size <= _BARE_NOTE_WORDS and "salutation" not in present and not before & {"letter", "letters"}:
        return "note"
    return "letter"


def _announced(chapter: Chapter, first: int) -> bool:
    """The line right before says outright that something to be read follows."""
    sign = chapter.announced[first]
    return bool(sign and sign.key in ANNOUNCED)


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return "STOP" in text and sum(map(str.isupper, letters)) > 0.9 * len(letters)
