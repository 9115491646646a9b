"""What a span is worth: the named evidence for and against one letter from block `first` to block `last`.

Enters: a chapter and a span.  Leaves: weighted evidence.  Never chooses between spans.

What speaks against a span is in `against`; what each sign is worth, in `weights`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from typeset.letters import lexicon as lex
from typeset.letters import shapes, signs
from typeset.letters.against import against
from typeset.letters.chapter import Chapter
from typeset.letters.signs import Sign
from typeset.letters.view import narrates
from typeset.letters.weights import PRIOR, WEIGHTS
from typeset.model import Kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign with what it is worth."""

    sign: Sign
    weight: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate span, its evidence and what that adds up to.

    first, last: indices of views, inclusive.  kind: where the form alone tells it.  continues: a further piece.
    """

    first: int
    last: int
    evidence: tuple[Evidence, ...]
    score: float
    kind: Kind | None = None
    continues: bool = False


def weigh(chapter: Chapter, first: int, last: int) -> Weighed:
    """The evidence for one span, added up."""
    found = [Evidence(sign, WEIGHTS[sign.key]) for sign in _signs(chapter, first, last)]
    found += [each for each in (_voice(chapter, first, last), _quotations(chapter, first, last)) if each.weight]
    return Weighed(first, last, tuple(found), PRIOR + sum(each.weight for each in found))


def _signs(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    yield from _opening(chapter, first, last)
    yield from _ending(chapter, first, last)
    yield from _form(chapter, first, last)
    yield from against(chapter, first, last)


def _opening(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    head = first
    while head < last and head - first < 6 and chapter.is_head(head):
        head += 1
    own = [sign for at in range(first, head + 1) for sign in chapter.opening[at][:1] or _head_line(chapter, at, head)]
    seen: set[str] = set()
    for sign in own:
        if sign.key not in seen:
            seen.add(sign.key)
            yield sign
    announced = chapter.announced[first]
    if announced:
        yield announced
    if not first:
        yield Sign("opens the story")
    elif chapter.views[first].gap or chapter.views[first].broken:
        yield Sign("after a gap")


def _head_line(chapter: Chapter, at: int, head: int) -> tuple[Sign, ...]:
    return (Sign("head line"),) if at < head and chapter.opening[head] else ()


def _ending(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    views = chapter.views
    close = last
    for at in range(last, max(first, last - _POSTSCRIPT_BLOCKS), -1):
        if any(sign.key == "postscript" for sign in chapter.closing[at]):
            close = at - 1
    if close < last:
        yield Sign("postscript")
    elif last - 1 > first and chapter.ended(last - 1) and chapter.voice(last) > 0.3:
        close = last - 1  # a line more below the signature
    if close - 1 > first and chapter.ended(close - 1) and lex.OFFICER.match(views[close].core):
        close -= 1  # an office below the name
        yield Sign("address after the signature")
    closing = chapter.closing[close]
    if close > first:
        yield from closing[:1]
    else:
        yield from (sign for sign in closing if sign.key == "close run in")
    if close - 1 > first and any(sign.key in _SIGNATURES for sign in closing):
        yield from (sign for sign in chapter.closing[close - 1] if sign.key in ("valediction", "close run in"))
    if chapter.ended(close) and close > first:
        yield Sign("closes in full")
    if last + 1 == len(views):
        yield Sign("ends the story")
        return
    after = views[last + 1]
    if after.tag[0] == "h" or lex.NUMERAL_LINE.match(after.core):
        yield Sign("heading after")
    if last - 1 > first and chapter.ended(last - 1) and shapes.head_line(views[last]):
        yield Sign("address after the signature")
    back = signs.returned(after)
    if back:
        yield back
    if narrates(after):
        yield Sign("narration after")
    if after.gap or after.broken:
        yield Sign("gap after")
    if chapter.starts_letter(last + 1):
        yield Sign("another letter follows")
    if views[first].opens and views[last].closes and not after.opens:
        yield Sign("quotation ends")


# A postscript, or several, run to at most this many blocks.
_POSTSCRIPT_BLOCKS = 6
_SIGNATURES = frozenset(("signature", "signature after a dash"))


def _form(chapter: Chapter, first: int, last: int) -> Iterator[Sign]:
    sums, size = chapter.sums, last - first + 1
    slanted = chapter.total(sums.slanted, first, last)
    beside = chapter.total(sums.slanted, max(0, first - 1), min(len(chapter.views) - 1, last + 1)) > slanted
    if slanted == size:
        yield Sign("italics go on" if beside else "all in italics" if size > 1 else "a passage in italics")
    elif slanted and (
        slanted not in (1, size - 1) or (chapter.total(sums.slanted, first, first) and size > 1 and not beside)
    ):
        yield Sign("italics change inside")
    marked = chapter.total(sums.marked, first, last)
    if marked == size:
        yield Sign("marked as quoted")
    elif chapter.total(sums.marked, last, last) and not chapter.total(sums.marked, first, first):
        yield Sign("quoted lines change inside")


def _voice(chapter: Chapter, first: int, last: int) -> Evidence:
    """Person and tense of the paragraphs: a few that speak to a reader say enough, narration inside says much."""
    total = chapter.total(chapter.voices, first, last)
    value = min(total, 2.0) + 0.1 * max(0.0, total - 2.0) if total > 0 else max(total, -12.0)
    you = round(chapter.total(chapter.sums.addressed, first, last))
    return Evidence(
        Sign(f"“you” {you} times" if value > 0 and you else "voice of a letter" if value > 0 else "voice of the story"),
        value,
    )


def _quotations(chapter: Chapter, first: int, last: int) -> Evidence:
    """How quotation marks run: every paragraph opens and only the last closes, or there are none around them."""
    views = chapter.views
    body = next((at for at in range(first, last + 1) if views[at].size > 8), first)
    if views[first].opens or views[body].opens:
        if last == first:
            return Evidence(Sign("quotation"), 0.0)
        against = 0.5 * chapter.total(chapter.sums.unquoted, body + 1, last) if last > body else 0.0
        against += 1.2 * chapter.total(chapter.sums.closed, first, last - 1)
        dangling = views[body].dangling and last > body
        return Evidence(
            Sign("a quotation of several paragraphs" if dangling else "quotation"), (0.8 if dangling else 0.0) - against
        )
    return Evidence(
        Sign("speech inside"), -1.0 * chapter.total(chapter.sums.spoken, body + 1, last) if last > body else 0.0
    )
