"""Newspaper cuttings and diary entries: told apart from correspondence, and set as the quotations they are.

Enters: views.  Leaves: documents with exact edges.  Never guesses: a cutting must be announced, and dressed
or headed; an entry must greet its diary, or stand dated below one that does; all else stays story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.grammars.form import comes_back, speaks, stands_apart, tells
from typeset.letters.view import View

Class = Literal["newspaper", "diary"]

_MOST_BLOCKS = 30
_GREETING_WORDS = 6
# A story told in a diary is its own narration, not a quotation.
_MOST_OF_THE_STORY = 0.5
_DIARY = re.compile(r"^[\W_]*(?:my )?dear(?:est)?,? (?:diary|journal|notebook)\b\s*(?:[,.:;!—-]|$)", re.I)
_DATED = re.compile(
    r"^[\W_]*(?:the )?(?:[\w-]+(?:st|nd|rd|th)\b(?: day)? (?:of )?[A-Z]\w+|day \w+|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)"
    r"day(?:,? (?:night|morning|evening))?)[\W_]*$",
    re.I,
)
# The words of a newspaper and of a diary are in lower case, as a text is in which they are looked for: a search that
# takes capitals for small letters tries every one of them at every place.
_ENTRY = re.compile(r"\b(?:diary|journal|log-?book)\b")
_NEWS = re.compile(
    r"\b(?:newspapers?|headlines?|cuttings?|clippings?|front page|gazette|obituary|obituaries|news item|press cutting|"
    r"(?:evening|morning|daily|weekly|sunday) (?:paper|news|post|mail|star|herald|chronicle|times|standard|express)|"
    r"(?:paragraph|article|column|notice|report|piece) in (?:the|that|this|his|her|a|an|\w+'s) (?:[\w'-]+ ){0,3}"
    r"(?:papers?|times|herald|post|mail|courier|chronicle|echo|argus|advertiser|mercury|tribune|star|standard|observer|"
    r"examiner|press|news))\b"
)
_ANY = re.compile(rf"{_NEWS.pattern}|{_DIARY.pattern}|{_ENTRY.pattern}", re.M)


@dataclass(frozen=True, slots=True)
class Document:
    """A piece that is no correspondence: indices of views, inclusive, and the class of its blockquote."""

    first: int
    last: int
    name: Class


def documents(views: Sequence[View]) -> list[Document]:
    """The cuttings and entries of a story, in order."""
    entries = list(_entries(views))
    if sum(each.last - each.first + 1 for each in entries) > _MOST_OF_THE_STORY * len(views):
        entries = []
    taken = {at for each in entries for at in range(each.first, each.last + 1)}
    cuttings = [each for each in _cuttings(views) if taken.isdisjoint(range(each.first, each.last + 1))]
    return sorted([*entries, *cuttings], key=lambda each: each.first)


def may_hold_documents(text: str) -> bool:
    """Cheap: whether a story's text speaks of a newspaper or a diary at all."""
    return bool(_ANY.search(text.lower()))


# --- diaries ------------------------------------------------------------------------------------


def _entries(views: Sequence[View]) -> Iterator[Document]:
    at = 0
    while at < len(views):
        dated = at > 0 and not stands_apart(views[at]) and is_dated(views[at - 1])
        # A greeting that the entry runs on from may be anybody's thought, but below a date or in a dress of its own.
        alone = views[at].size < _GREETING_WORDS or dated or _dress(views, at)
        if not (_DIARY.match(views[at].core[:40]) and alone):
            at += 1
            continue
        first = at - dated
        while True:
            last = _entry_end(views, at)
            if last is None:
                break
            yield Document(first, last, "diary")
            # A dated line right below an entry begins the next.
            first = at = last + 1
            if at + 1 >= len(views) or stands_apart(views[at]) or not is_dated(views[at]):
                break
        at = max(at, first) + 1


def _entry_end(views: Sequence[View], at: int) -> int | None:
    """The last view of the entry that `at` heads; None where nothing shows where it ends."""
    dressed = _dress(views, min(at + is_dated(views[at]), len(views) - 1))
    last = at
    for k in range(at + 1, min(len(views), at + _MOST_BLOCKS)):
        view = views[k]
        if (
            stands_apart(view)
            or (view.gap and k > at + 2)
            or (is_dated(view) and k > at + 1)
            or _next_entry(views, k, at)
        ):
            return last if last > at or views[at].size > 6 else None
        if dressed and not dressed(view):
            return last if last > at else None
        if not dressed and (speaks(view) or tells(view, first_person=False)):
            return last if last > at or views[at].size > 6 else None
        last = k
    return last if last + 1 == len(views) and last > at else None


def _next_entry(views: Sequence[View], at: int, first: int) -> bool:
    """Another entry's greeting, or the date above it."""
    if _DIARY.match(views[at].core[:40]):
        return at > first + 1 or not is_dated(views[first])
    return False


def is_dated(view: View) -> bool:
    """The date above a diary's entry."""
    return 0 < view.size < 8 and bool(_DATED.match(view.core) or shapes.dateline(view)) and not view.rates.past


# --- cuttings -----------------------------------------------------------------------------------


def _cuttings(views: Sequence[View]) -> Iterator[Document]:
    free = 1
    for at in range(1, len(views)):
        if at < free or not _is_announced(views, at):
            continue
        last = _cutting_end(views, at)
        if last is not None and _is_news(views[at : last + 1]):
            yield Document(at, last, "newspaper")
            free = last + 1


def _is_announced(views: Sequence[View], at: int) -> bool:
    """The story speaks of a newspaper right before, and of nothing that is written to anyone."""
    before = views[at - 1]
    if stands_apart(views[at]) or not before.sentences or before.vocabulary & lex.PLAIN_DOCUMENTS:
        return False
    if lex.SPEAKING.search(before.sentences[-1]):
        return False
    return bool(_NEWS.search((before.text if is_headline(views[at]) else " ".join(before.sentences[-2:])).lower()))


def is_headline(view: View) -> bool:
    """A line in capitals, as above an article."""
    return 1 < view.size < 16 and view.core.isupper() and "STOP" not in view.core


def _cutting_end(views: Sequence[View], at: int) -> int | None:
    """The last view of a cutting by its dress, its quotation marks or its headline; None where none shows it."""
    dressed = _dress(views, at)
    if dressed:
        return next((k - 1 for k in range(at, min(len(views), at + _MOST_BLOCKS)) if not dressed(views[k])), None)
    colon = views[at - 1].mark in ":—"
    if views[at].opens and colon:
        return _quotation_end(views, at)
    if not is_headline(views[at]) or at + 1 >= len(views) or views[at + 1].size < 12:
        return None
    ends = at + 2 >= len(views) or stands_apart(views[at + 2]) or speaks(views[at + 2]) or comes_back(views[at + 2])
    return at + 1 if ends or views[at + 2].gap else None


def _quotation_end(views: Sequence[View], at: int) -> int | None:
    """Where a quotation closes whose every paragraph opens."""
    for k in range(at, min(len(views), at + _MOST_BLOCKS)):
        if not views[k].opens or lex.SPEECH_TAG.search(views[k].text):
            return None
        if views[k].closes and not views[k].dangling:
            return k
    return None


def _is_news(some: Sequence[View]) -> bool:
    """Written to nobody, and said by nobody."""
    size = sum(view.size for view in some)
    written = sum((view.rates.you + view.rates.me) * view.size for view in some)
    greets = any(shapes.salutation(view) or shapes.run_in_salutation(view) for view in some[:3])
    return size > 8 and not greets and written * 25 <= size and not lex.SPEECH_TAG.search(some[-1].text)


_DRESSES: tuple[Callable[[View], bool], ...] = (
    lambda view: view.inset,
    lambda view: view.quoted,
    lambda view: view.slanted,
)


def _dress(views: Sequence[View], at: int) -> Callable[[View], bool] | None:
    """What dresses a view and not the one before it: a quotation block, marks, italics."""
    for dressed in _DRESSES:
        if dressed(views[at]) and views[at].size > 1 and not (at and dressed(views[at - 1])):
            return dressed
    return None
