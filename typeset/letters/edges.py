"""A few named rules that set a span's edges right where every convention agrees and weak signs may not.

Enters: a chapter, spans in order.  Leaves: spans in order, none overlapping another.  Never finds a letter where none
was, and drops only what is another's head; where one span is several letters, `parting` tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from typeset.letters import guards, shapes
from typeset.letters import lexicon as lex
from typeset.letters.chapter import CLOSES, HEADS, LINE_SALUTATIONS, SALUTATIONS, SIGNATURES, Chapter
from typeset.letters.parting import dated, parted
from typeset.letters.span import Span

# So many lines have an address, and a place and date below.
_ADDRESS_LINES, _DATE_LINES = 4, 2


def set_right(chapter: Chapter, spans: Sequence[Span], decided: Collection[int]) -> list[Span]:
    """The spans, each with the lines above and below that are its own and without what is not, in order.

    None grows into the views in `decided`.
    """
    found: list[Span] = []
    taken = sorted(decided)
    spans = [without_rest(chapter, without_lead(chapter, span)) for span in without_bare(chapter, spans)]
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
    return [part for span in found for part in parted(chapter, span)]


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


def without_lead(chapter: Chapter, span: Span) -> Span:
    """A span without the sentence of the story above its salutation, or in upright letters above its italics."""
    first, views = span.first, chapter.views
    if first == span.last or chapter.opening[first] or views[first].size <= shapes.FORMULA_WORDS:
        return span
    greeted = chapter.keys(chapter.opening, first + 1) & LINE_SALUTATIONS and shapes.stops(views[first])
    upright = not views[first].italic and all(view.slanted for view in views[first + 1 : span.last + 1])
    return replace(span, first=first + 1) if greeted or upright else span


def without_rest(chapter: Chapter, span: Span) -> Span:
    """A span without what the story tells after its close, and without a last line that is nobody's words to anyone."""
    last = span.last
    while last > span.first and chapter.narrated[last]:
        last -= 1
    if last < span.last and chapter.keys(chapter.closing, last) & CLOSES:
        return replace(span, last=last)
    last = span.last
    if last - 1 <= span.first or not chapter.ended(last - 1) or chapter.closing[last] or chapter.is_head(last):
        return span
    view = chapter.views[last]
    told = (
        1 < view.size <= shapes.FORMULA_WORDS
        and view.core[-1:] in ".!?"
        and not (view.rates.me or view.rates.you or view.rates.present)
    )
    return replace(span, last=last - 1) if told else span


def head_above(chapter: Chapter, first: int) -> bool:
    """A dateline, a letterhead or a naming line right above a letter's own head or salutation."""
    own, above = chapter.keys(chapter.opening, first), chapter.keys(chapter.opening, first - 1)
    return bool(own & (HEADS | SALUTATIONS)) and bool(above & HEADS) and not chapter.ended(first - 1)


def address_above(chapter: Chapter, first: int) -> bool:
    """Lines of a head above a dateline or salutation that begin with an address, or with a name in capitals."""
    if not (chapter.keys(chapter.opening, first) & (HEADS | SALUTATIONS) or chapter.is_head(first)):
        return False
    for at in range(first - 1, max(-1, first - 1 - _ADDRESS_LINES), -1):
        if not chapter.is_head(at):
            return False
        core = chapter.views[at].core
        if core[:1].isdigit() or core[-1:] == "," or lex.PLACE.search(core) or shapes.in_capitals(core):
            return True
    return False


def remark_above(chapter: Chapter, first: int) -> bool:
    """What was done with a letter, in brackets right above it."""
    view = chapter.views[first - 1]
    return (
        view.size <= shapes.FURNITURE_WORDS
        and bool(lex.SENT_REMARK.match(view.core))
        and not chapter.views[first].broken
    )


def signature_below(chapter: Chapter, last: int) -> bool:
    """A name below a formula that closes; a formula with a name below it."""
    own, below = chapter.keys(chapter.closing, last), chapter.keys(chapter.closing, last + 1)
    view = chapter.views[last + 1]
    if view.size > shapes.FURNITURE_WORDS or view.broken or chapter.ended(last):
        return False
    if "valediction" in own and below & SIGNATURES:
        return True
    if "valediction" not in below or view.opens != chapter.views[last].opens:
        return False
    return view.size <= shapes.FORMULA_WORDS or bool(chapter.keys(chapter.closing, last + 2) & SIGNATURES)


def office_below(chapter: Chapter, last: int) -> bool:
    """The office of who signs, below the name."""
    return chapter.ended(last) and bool(lex.OFFICER.match(chapter.views[last + 1].core))


def addressee_below(chapter: Chapter, last: int) -> bool:
    """Whom it is for, below the name, unless another letter begins there."""
    below = chapter.views[last + 1]
    if not (chapter.ended(last) and shapes.is_for(below)):
        return False
    told = below.broken or below.rates.past or below.rates.third or guards.closed_quotation(below.text)
    return not told and not chapter.keys(chapter.opening, last + 2) & (HEADS | SALUTATIONS)


def dateline_below(chapter: Chapter, last: int) -> bool:
    """Where and when it was written, below all else: lines above what the story tells next."""
    for at in range(last + 1, min(last + 1 + _DATE_LINES, len(chapter.views) - 1)):
        if chapter.views[at].broken or chapter.views[at].tag[0] == "h" or not chapter.is_head(at):
            return False
        if dated(chapter, at):
            return chapter.narrated[at + 1] and not chapter.opening[at + 1]
    return False


def day_below(chapter: Chapter, last: int) -> bool:
    """A date with a paragraph to a reader below it, right after a letter: the letter of another day."""
    if last + 2 < len(chapter.views) and dated(chapter, last + 1):
        return not chapter.opening[last + 2] and chapter.voice(last + 2) > 0
    return dated(chapter, last) and not chapter.opening[last + 1] and chapter.voice(last + 1) > 0


def postscript_below(chapter: Chapter, last: int) -> bool:
    """What calls itself a postscript, or an enclosure, right below a letter."""
    return "postscript" in chapter.keys(chapter.closing, last + 1) and not chapter.views[last + 1].broken


HEAD_RULES: tuple[Callable[[Chapter, int], bool], ...] = (head_above, address_above, remark_above)
FOOT_RULES: tuple[Callable[[Chapter, int], bool], ...] = (
    signature_below,
    office_below,
    addressee_below,
    dateline_below,
    postscript_below,
    day_below,
)
