"""What speaks against a span: an edge that is cut wrong, and what no letter has inside.

Enters: a chapter and a span.  Leaves: signs.  Never walks through a span: all is counted by the chapter's sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import ANNOUNCED, HEADS, SALUTATIONS, SIGNATURES, Chapter
from typeset.letters.signs import Sign
from typeset.letters.view import narrates

# The lines above a salutation are at most this many.
_HEAD_LINES = 5
_OWN_LINE = SALUTATIONS - {"salutation run in"}


def against(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    """The signs against a letter from view `first` to view `last`."""
    yield from _first_edge(chapter, first, last)
    yield from _last_edge(chapter, last)
    yield from _inside(chapter, first, last)
    yield from _whole(chapter, first, last)


def _first_edge(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    own = chapter.keys(chapter.opening, first) & (HEADS | SALUTATIONS)
    if chapter.keys(chapter.opening, first - 1) & (HEADS | _OWN_LINE):
        yield Sign("begins too late")
    elif first and own and shapes.head_line(chapter.views[first - 1]) and not chapter.closing[first - 1]:
        yield Sign("begins below a head line")
    announced = chapter.announced[first + 1] if first < last else None
    if announced and announced.key in ANNOUNCED and narrates(chapter.views[first]):
        yield Sign("announcement taken in")


def _last_edge(chapter: Chapter, last: int) -> Iterator[Sign]:
    if last + 1 == len(chapter.views) or chapter.starts_letter(last + 1):
        return
    following = chapter.keys(chapter.closing, last + 1)
    if following & {"valediction", "postscript"} or (following & SIGNATURES and not chapter.ended(last)):
        yield Sign("ends too soon")


def _inside(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    sums, total = chapter.sums, chapter.total
    heads = sum(
        chapter.starts_letter(at) and all(map(chapter.is_head, range(first, at)))
        for at in range(first + 1, min(last, first + _HEAD_LINES) + 1)
    )
    for key, count in (
        ("another letter inside", total(sums.starts, first + 1, last) - heads),
        ("announced inside", total(sums.announcements, first + 2, last)),
        ("a numeral or title inside", total(sums.titles, first + 1, last)),
        ("aside inside", total(sums.asides, first + 1, last - 1)),
        ("comes back inside", total(sums.returns, first + 1, last)),
        ("goes on after its close", _closed(chapter, first, last)),
        ("gap inside", min(1, total(sums.gaps, first + 1, last))),
        ("scene break inside", min(1, total(sums.breaks, first + 1, last))),
        ("heading", min(1, total(sums.headings, first + (1 if chapter.opening[first] else 0), last))),
    ):
        for _ in range(round(count)):
            yield Sign(key)


def _closed(chapter: Chapter, first: int, last: int) -> float:
    """How often the letter ends inside the span and goes on, but for a postscript or one line more to the reader."""
    if chapter.total(chapter.sums.postscripts, first + 1, last):
        return chapter.total(chapter.sums.afterwards, first + 2, last)
    line_more = chapter.voice(last) > 0.3
    return chapter.total(chapter.sums.closes, first + 1, last - (2 if line_more else 1))


def _whole(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    size = last - first + 1
    short = chapter.total(chapter.sums.verse, first, last)
    if short > 3 and 2 * short > size:
        yield Sign("verse")
    if any(lex.LOOKALIKE.search(chapter.views[at].text) for at in {first, last}):
        yield Sign("look-alike")
    alone = chapter.keys(chapter.opening, first) & (HEADS | _OWN_LINE)
    if chapter.total(chapter.sums.bare, first, last) == size and (size > 1 or alone):
        yield Sign("nothing said")
