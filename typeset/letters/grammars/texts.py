"""Texts with nobody's name to them: lines that begin small, below a line of the story that speaks of a screen.

Enters: a chapter.  Leaves: forms with exact edges.  Never takes them where the story's own paragraphs begin small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.letters.chapter import Chapter
from typeset.letters.grammars.form import Form, speaks, stands_apart
from typeset.letters.grammars.message import is_status
from typeset.letters.grammars.screens import FAINT, screen_words
from typeset.letters.signs import Sign
from typeset.letters.view import View

_WORDS = re.compile(r"[\w'-]+")
_MOST_LINES, _LINE_WORDS = 30, 60


def texts(chapter: Chapter) -> Iterator[Form]:
    """The texts of a chapter that a screen shows without names."""
    views, free = chapter.views, 0
    for at in range(1, len(views)):
        if at < free or not views[at].text[:1].islower() or not _is_text(views[at]) or not _announced(views[at - 1]):
            continue
        last = at
        while last + 1 < len(views) and last - at < _MOST_LINES and not stands_apart(views[last + 1]):
            if not (_is_text(views[last + 1]) or all(map(is_status, views[last + 1].lines))):
                break
            last += 1
        if last + 1 == len(views) or not views[last + 1].text[:1].islower():
            words = " ".join(views[at].text.split()[:4])
            yield Form(at, last, "messages", Sign("texts on a screen", words), 0.88)
        free = last + 1


def _announced(view: View) -> bool:
    """The story, which begins its own paragraphs with a capital, speaks of a screen at its end."""
    if view.text.lstrip("\"'—")[:1].islower() or not view.sentences:
        return False
    said = frozenset(_WORDS.findall(" ".join(view.sentences[-3:]).lower()))
    return bool(said & (screen_words([view]) - FAINT)) or "screen" in said


def _is_text(view: View) -> bool:
    """Each of its lines begins small and has no full stop at its end; written to somebody, and said by nobody."""
    small = all(line[:1].islower() and line[-1:] != "." for line in view.lines)
    return small and view.tag == "p" and 0 < view.size < _LINE_WORDS * len(view.lines) and not speaks(view)
