"""A few named rules that set a span's edges right where every convention agrees and weak signs may not.

Enters: a chapter, spans in order.  Leaves: spans in order, none overlapping another.  Never finds or drops a letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from typeset.letters import lexicon as lex
from typeset.letters.chapter import HEADS, SALUTATIONS, SIGNATURES, Chapter
from typeset.letters.span import Span

# Closing lines are short.
_LINE_WORDS = 16


def set_right(chapter: Chapter, spans: Sequence[Span], decided: Collection[int]) -> list[Span]:
    """The spans, each grown by the lines above and below that are its own, but not into the views in `decided`."""
    found: list[Span] = []
    taken = sorted(decided)
    spans = [part for span in without_bare(chapter, spans) for part in dated_apart(chapter, span)]
    for at, span in enumerate(spans):
        place = bisect_left(taken, span.first)
        above = max(found[-1].last + 1 if found else 0, taken[place - 1] + 1 if place else 0)
        below = min(
            spans[at + 1].first if at + 1 < len(spans) else len(chapter.views),
            taken[place] if place < len(taken) else len(chapter.views),
        )
        for head in HEAD_RULES:
            while span.first > above and head(chapter, span.first):
                span = replace(span, first=span.first - 1)
        for foot in FOOT_RULES:
            while span.last + 1 < below and foot(chapter, span.last):
                span = replace(span, last=span.last + 1)
        found.append(span)
    return found


def without_bare(chapter: Chapter, spans: Sequence[Span]) -> list[Span]:
    """The spans without those that are only the head of the one right below."""
    last = len(spans) - 1
    return [
        span
        for at, span in enumerate(spans)
        if at == last
        or spans[at + 1].first > span.last + 1
        or not all(chapter.is_head(k) for k in range(span.first, span.last + 1))
    ]


def dated_apart(chapter: Chapter, span: Span) -> list[Span]:
    """A letter that is dated and has further dates in it, each above a paragraph, is a letter for each day."""
    starts = [span.first]
    for at in range(span.first + 2, span.last):
        own = chapter.keys(chapter.opening, at)
        told = chapter.views[at + 1].size > _LINE_WORDS and not chapter.opening[at + 1]
        if "dateline" in own and told and lex.DATE.search(chapter.views[at].core) and not chapter.is_head(at - 1):
            starts.append(at)
    if len(starts) == 1 or "dateline" not in chapter.keys(chapter.opening, span.first):
        return [span]
    return [
        replace(span, first=first, last=(after - 1 if after else span.last))
        for first, after in zip(starts, [*starts[1:], 0], strict=True)
    ]


def head_above(chapter: Chapter, first: int) -> bool:
    """A dateline, a letterhead or a naming line right above a letter's own head or salutation."""
    own, above = chapter.keys(chapter.opening, first), chapter.keys(chapter.opening, first - 1)
    return bool(own & (HEADS | SALUTATIONS)) and bool(above & HEADS) and not chapter.ended(first - 1)


def lines_above(chapter: Chapter, first: int) -> bool:
    """Lines of a head that stand close together, with white space above them alone."""
    views = chapter.views
    top = first
    while top and not views[top].gap and chapter.is_head(top - 1):
        top -= 1
    own = chapter.keys(chapter.opening, first)
    return top < first and views[top].gap > 0 and bool(own & (HEADS | SALUTATIONS))


def signature_below(chapter: Chapter, last: int) -> bool:
    """A name below a formula that closes; a formula with a name below it."""
    own, below = chapter.keys(chapter.closing, last), chapter.keys(chapter.closing, last + 1)
    view = chapter.views[last + 1]
    if view.size > _LINE_WORDS or view.broken or chapter.ended(last):
        return False
    if "valediction" in own and below & SIGNATURES:
        return True
    return "valediction" in below and bool(chapter.keys(chapter.closing, last + 2) & SIGNATURES)


def postscript_below(chapter: Chapter, last: int) -> bool:
    """What calls itself a postscript, or an enclosure, right below a letter."""
    return "postscript" in chapter.keys(chapter.closing, last + 1) and not chapter.views[last + 1].broken


HEAD_RULES: tuple[Callable[[Chapter, int], bool], ...] = (head_above, lines_above)
FOOT_RULES: tuple[Callable[[Chapter, int], bool], ...] = (signature_below, postscript_below)
