"""The roles of a letter's blocks by plain rules: what the learned model starts from.

Enters: a chapter and a span.  Leaves: a role for each of its views.  Never moves an edge.
"""

from __future__ import annotations

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import Chapter
from typeset.letters.foot_rules import name_foot
from typeset.letters.head_rules import name_head
from typeset.letters.view import View
from typeset.model import Role

# A line that only says when has at most so many words.
_LINE_WORDS = 9


def ruled(chapter: Chapter, first: int, last: int) -> dict[int, Role]:
    """The role of each view from `first` to `last`, by index."""
    found: dict[int, Role] = dict.fromkeys(range(first, last + 1), "body")
    body = max(name_head(chapter, first, last, found), first)
    for at in range(body + 1, last):
        if _marks_time(chapter.views[at]):
            found[at] = "dateline"
    name_foot(chapter, body, last, found)
    return found


def _marks_time(view: View) -> bool:
    """A day or an hour that has a line of the letter to itself, as what was written then follows."""
    if view.size > _LINE_WORDS or len(view.lines) > 1 or view.core[-1:] == ":":
        return False
    if lex.HOUR_LINE.match(view.core):
        return True
    rates = view.rates
    told = rates.past or rates.third or rates.me or rates.you
    return not told and bool(shapes.dateline(view)) and bool(lex.DATE.search(view.core))
