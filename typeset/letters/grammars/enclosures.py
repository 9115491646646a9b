"""A letter that gives another one whole, in a dress of its own: a quotation block, italics, marked lines.

Enters: a chapter.  Leaves: the outer letters, as forms with exact edges, and the letter within.  Never takes two
letters side by side: the outer one must greet before the inner one and close after it, and speak in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from typeset.letters import shapes
from typeset.letters.chapter import FIRM_SALUTATIONS, SALUTATIONS, Chapter
from typeset.letters.grammars.form import Form, stands_apart, tells
from typeset.letters.grammars.mail_body import below
from typeset.letters.signs import Sign
from typeset.letters.view import View

# The outer letter's words before the inner one, and after it, run to at most this many blocks.
_AROUND = 20
_HEAD_LINES = 5
_DRESSES: tuple[Callable[[View], bool], ...] = (
    lambda view: view.inset,
    lambda view: view.quoted,
    lambda view: view.slanted,
)


def enclosing(chapter: Chapter) -> Iterator[Form]:
    """The letters that have another within."""
    free = 0
    for at in range(1, len(chapter.views)):
        if at < free or not chapter.opening[at]:
            continue
        end = _inner_end(chapter, at)
        first = _outer_first(chapter, at, free) if end else None
        last = _outer_last(chapter, end) if end and first is not None else None
        if first is not None and last is not None:
            yield Form(first, last, "letter", Sign("a letter within it", chapter.views[at].core.strip(' "')), 0.93)
            free = last + 1


def within(chapter: Chapter, first: int, last: int) -> Form | None:
    """The letter within a letter from `first` to `last`."""
    for at in range(first + 1, last):
        if chapter.opening[at] and (end := _inner_end(chapter, at)) and end < last:
            return Form(at, end, "letter", Sign("given in a letter", chapter.views[at].core.strip(' "')), 0.93)
    return None


def _inner_end(chapter: Chapter, at: int) -> int | None:
    """The last view of a letter in a dress of its own, which greets at its head and closes at its foot."""
    views = chapter.views
    dressed = next((each for each in _DRESSES if each(views[at]) and not each(views[at - 1])), None)
    head = chapter.keys(chapter.opening, at) | chapter.keys(chapter.opening, at + 1)
    if dressed is None or not head & FIRM_SALUTATIONS:
        return None
    end = at
    while end + 1 < len(views) and dressed(views[end + 1]) and not stands_apart(views[end + 1]):
        end += 1
    return end if end > at + 1 and _closes(chapter, end) else None


def _closes(chapter: Chapter, at: int) -> bool:
    return bool(chapter.ended(at) or "postscript" in chapter.keys(chapter.closing, at))


def _outer_first(chapter: Chapter, inner: int, free: int) -> int | None:
    """The first view of the letter around: its salutation, and its head above that."""
    for at in range(inner - 1, max(free, inner - _AROUND) - 1, -1):
        if stands_apart(chapter.views[at + 1]) or chapter.ended(at):
            return None
        if chapter.keys(chapter.opening, at) & (SALUTATIONS - {"salutation run in", "salutation in a quotation"}):
            if at == inner - 1:
                return None  # nothing is said between the two greetings
            first = at
            while first > free and at - first < _HEAD_LINES and not stands_apart(chapter.views[first]):
                if not chapter.is_head(first - 1):
                    break
                first -= 1
            return first
        if tells(chapter.views[at], chapter.first_person):
            return None
    return None


def _outer_last(chapter: Chapter, inner: int) -> int | None:
    """The view where the letter around closes, below the inner one's last."""
    views = chapter.views
    end = min(len(views), inner + 1 + _AROUND)
    for at in range(inner + 1, end):
        if stands_apart(views[at]) or chapter.keys(chapter.opening, at) & FIRM_SALUTATIONS:
            return None
        if chapter.ended(at) and at > inner + 1:
            return below(views, at, end)
        if tells(views[at], chapter.first_person) and not shapes.valediction(views[at]):
            return None
    return None
