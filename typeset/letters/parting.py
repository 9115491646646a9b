"""Where one span is more than a letter: another follows at once, a day begins, the story breaks into it.

Enters: a chapter and a span.  Leaves: spans inside it, in order.  Never moves a span's own edges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import CLOSES, FIRM_SALUTATIONS, LINE_SALUTATIONS, Chapter
from typeset.letters.span import Span
from typeset.letters.view import View

# A line above a salutation has at most so many words.
_HEAD_WORDS = 10
# An aside has at most so many words, and at least so many where its form alone tells it.
_ASIDE_WORDS, _UPRIGHT_WORDS = 80, 4


def parted(chapter: Chapter, span: Span) -> list[Span]:
    """The letters that a span holds, and their pieces."""
    letters = [day for part in greeted_apart(chapter, span) for day in dated_apart(chapter, part)]
    return [piece for letter in letters for piece in broken_into(chapter, letter)]


def _at(span: Span, starts: Sequence[int]) -> list[Span]:
    """A span cut before each of the views that begin a part."""
    return [
        replace(span, first=first, last=(after - 1 if after else span.last))
        for first, after in zip(starts, [*starts[1:], 0], strict=True)
    ]


def dated(chapter: Chapter, at: int) -> bool:
    """A dateline with a date in it."""
    return "dateline" in chapter.keys(chapter.opening, at) and bool(lex.DATE.search(chapter.views[at].core))


def dated_apart(chapter: Chapter, span: Span) -> list[Span]:
    """A letter that is dated and has further dates in it, each above a paragraph, is a letter for each day."""
    starts = [span.first]
    for at in range(span.first + 2, span.last):
        told = chapter.views[at + 1].size > shapes.FURNITURE_WORDS and not chapter.opening[at + 1]
        if told and dated(chapter, at) and not chapter.is_head(at - 1):
            starts.append(at)
    if len(starts) == 1 or "dateline" not in chapter.keys(chapter.opening, span.first):
        return [span]
    return _at(span, starts)


def greeted_apart(chapter: Chapter, span: Span) -> list[Span]:
    """A letter with a salutation in it, below a name or a postscript, is two: a reply follows at once."""
    views, starts = chapter.views, [span.first]
    for at in range(span.first + 2, span.last):
        firm = chapter.keys(chapter.opening, at) & FIRM_SALUTATIONS
        below = views[min(span.last, at + 1 + bool(firm and chapter.is_head(at + 1)))]
        if not chapter.keys(chapter.opening, at) & LINE_SALUTATIONS or below.size <= shapes.FORMULA_WORDS:
            continue
        first = at
        while first > starts[-1] and _is_reply_head(chapter, first - 1):
            first -= 1
        closed = chapter.keys(chapter.closing, first - 1) & CLOSES
        if closed and any(view.size > shapes.FURNITURE_WORDS for view in views[starts[-1] : first - 1]):
            starts.append(first)
    return _at(span, starts)


def _is_reply_head(chapter: Chapter, at: int) -> bool:
    """A line that stands above a salutation and closes nothing."""
    view = chapter.views[at]
    short = 0 < view.size <= _HEAD_WORDS and view.core[-1:] not in ".!?"
    return short and (shapes.is_for(view) or not chapter.closing[at])


def broken_into(chapter: Chapter, span: Span) -> list[Span]:
    """A letter without the asides of the story in it; what comes after one goes on."""
    views = chapter.views
    whole = [views[at] for at in (span.first, span.last)]
    pieces: list[Span] = []
    first = span.first
    for at in range(span.first + 1, span.last):
        if first < at and (_breaks_off(views, at) or _stands_upright(views[at], whole)):
            pieces.append(replace(span, first=first, last=at - 1, continues=span.continues or bool(pieces)))
            first = at + 1
    return [*pieces, replace(span, first=first, continues=span.continues or bool(pieces))]


def _breaks_off(views: Sequence[View], at: int) -> bool:
    """A sentence breaks off at a dash, and goes on in small letters, or after a dash, behind this block."""
    aside = views[at]
    goes_on = _GOES_ON.match(views[at + 1].core.lstrip("\"' "))
    return views[at - 1].mark == "—" and goes_on is not None and 3 < aside.size <= _ASIDE_WORDS


_GOES_ON = re.compile(r"—|(?:\.\.\. ?)?[a-z]")


def _stands_upright(view: View, whole: Sequence[View]) -> bool:
    """A block in upright letters amid a letter in italics, or without the quoting marks of the others."""
    if view.size < _UPRIGHT_WORDS:
        return False
    slanted = all(each.slanted for each in whole) and not view.italic
    return slanted or (all(each.quoted for each in whole) and not view.quoted)
