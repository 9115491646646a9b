"""Messages of one block that sign themselves: “Come at once. Travers.” below “I replied:”, “Back at six.—Ann”.

Enters: a chapter.  Leaves: forms of one block.  Never takes a name at the end of what is spoken: it has to stand after
a dash, or no quotation marks round the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.grammars.form import Form
from typeset.letters.signs import Sign
from typeset.letters.view import View
from typeset.model import Kind

_LONGEST_WORDS = 90
_NAME = r"([A-Z][\w'-]*\.?(?: [A-Z][\w'-]*\.?){0,2})"
# Its last sentence is a name, or initials, and nothing else.
_NAME_LAST = re.compile(r"[a-z][.!?]['\")]* ([A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})\.?$")
_INITIALS_LAST = re.compile(r"[a-z][.!?]['\")]* ((?:[A-Z]\. ?){1,3})$")
# A name after a dash, below a sentence's end.
_DASHED = re.compile(rf"[.!?]['\")]* ?(?:—|- ) ?{_NAME}[\"']?$")


def replies(chapter: Chapter) -> Iterator[Form]:
    """The messages of a chapter that sign themselves in their last words, below narration that hands them over."""
    views = chapter.views
    wired = any(not lex.WIRES.isdisjoint(view.vocabulary) for view in views)
    for at in range(1, len(views)):
        view, before = views[at], views[at - 1]
        if view.tag == "p" and 2 < view.size <= _LONGEST_WORDS and (seen := _signature(view, before)):
            yield Form(at, at, _kind(before, wired), Sign("signed in its last words", seen[1]), 0.9)


def _signature(view: View, before: View) -> re.Match[str] | None:
    """The name at a block's end, where it is one that signs."""
    spoken = view.opens or not view.core[:1].isalpha()
    if before.text[-1:] == ":" and not spoken and (seen := _NAME_LAST.search(view.text)):
        return seen
    seen = _DASHED.search(view.text) or (None if spoken else _INITIALS_LAST.search(view.text))
    return seen if seen and not before.opens and not lex.MESSAGES.isdisjoint(_said(before)) else None


def _kind(before: View, wired: bool) -> Kind:
    """What the narration says that it is; a message of no other kind is a telegram where there are some."""
    said = _said(before)
    if lex.WIRES.isdisjoint(said) and not lex.PAPERS.isdisjoint(said):
        return "note"
    return "telegram" if wired else "note"


def _said(view: View) -> list[str]:
    """The words of a narration's last two sentences that may hand a message over."""
    if lex.MESSAGES.isdisjoint(view.vocabulary):
        return []
    return re.findall(r"[a-z-]+", " ".join(view.sentences[-2:]).lower())
