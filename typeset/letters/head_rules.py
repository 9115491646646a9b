"""The roles of the lines above a letter's body by plain rules: address, dateline, letterhead, heading, salutation.

Enters: a chapter and a span.  Leaves: roles, written into what is given; where the body begins.  Never moves an edge.
"""

from __future__ import annotations

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import FIRM_SALUTATIONS, SALUTATIONS, Chapter
from typeset.letters.view import View
from typeset.model import Role

# A salutation stands within this many blocks from the letter's head.
_HEAD_BLOCKS = 9
_HEAD_ROLES: dict[str, Role] = {
    "naming line": "heading", "letterhead": "letterhead", "dateline": "dateline", "place or time line": "dateline",
}  # fmt: skip
_RUN_IN = frozenset(("salutation run in", "salutation in a quotation"))
_FIELD_ROLES: dict[str, Role] = {"date": "dateline", "sent": "dateline", "subject": "heading", "re": "heading"}
# A line above a salutation has at most so many words; a paragraph, that one turns to, more than so many.
_HEAD_WORDS, _PARAGRAPH_WORDS = 24, 12
# A line that only names somebody has at most so many words; an address that stands by itself, at least so many lines.
_LINE_WORDS, _ADDRESS_LINES = 9, 3


def name_head(chapter: Chapter, first: int, last: int, found: dict[int, Role]) -> int:
    """Name the lines above the body; answers where the body begins."""
    greeting = _greeting(chapter, first, last)
    at = first
    above = greeting if greeting is not None else _below_lines(chapter, first, last)
    while at < last and (greeting is None or at < greeting):
        role = _head_role(chapter, at, first, at < above)
        if role is None:
            break
        found[at] = role
        at += 1
    if greeting is None or not (_greets(chapter, greeting) or _turns(chapter, greeting, last)):
        return at
    found[greeting] = "salutation"
    below = greeting + 1
    if below < last and (shapes.dated(chapter.views[below]) or _is_subject(chapter.views[below])):
        found[below] = "dateline" if shapes.dated(chapter.views[below]) else "heading"
        below += 1
    return below


def _speaks(view: View) -> bool:
    """A sentence of somebody to somebody, as no line of a letter's head is."""
    return shapes.stops(view) and len(view.lines) == 1 and bool(view.rates.me or view.rates.you)


def _below_lines(chapter: Chapter, first: int, last: int) -> int:
    """Where the lines of an address end that a letter without salutation begins with: three or more."""
    at = first
    while at < last and shapes.head_line(chapter.views[at]) and not shapes.stops(chapter.views[at]):
        at += 1
    return at if at - first >= _ADDRESS_LINES else first


def _greeting(chapter: Chapter, first: int, last: int) -> int | None:
    """The block with the salutation, on a line of its own or run into the first paragraph.

    A line of an address ends as a salutation does: a plain one below it is believed more.
    """
    doubtful = None
    for at in range(first, min(last, first + _HEAD_BLOCKS) + 1):
        keys = chapter.keys(chapter.opening, at)
        if keys & FIRM_SALUTATIONS or keys & _RUN_IN:
            return at
        first_such = doubtful is None and not shapes.place_line(chapter.views[at])
        if _turns(chapter, at, last) or (_greets(chapter, at) and (first_such or _above_paragraph(chapter, at))):
            doubtful = at
        view = chapter.views[at]
        paragraph = view.size > _HEAD_WORDS or (
            view.size > _PARAGRAPH_WORDS and (doubtful is not None or _speaks(view))
        )
        if paragraph and (at > first or not chapter.keys(chapter.opening, at + 1) & FIRM_SALUTATIONS):
            break
    return doubtful


def _greets(chapter: Chapter, at: int) -> bool:
    return bool(chapter.keys(chapter.opening, at) & (SALUTATIONS - _RUN_IN))


def _turns(chapter: Chapter, at: int, last: int) -> bool:
    """A short line that ends as a salutation does, above a paragraph: "Ever-patient uncle,"."""
    view = chapter.views[at]
    return (
        at < last
        and 0 < view.size <= _LINE_WORDS
        and view.mark in (",", ":", "—")
        and len(view.lines) == 1
        and _above_paragraph(chapter, at)
        and chapter.keys(chapter.opening, at) <= _RUN_IN
        and not shapes.place_line(view)
    )


def _above_paragraph(chapter: Chapter, at: int) -> bool:
    return at + 1 < len(chapter.views) and chapter.views[at + 1].size > _PARAGRAPH_WORDS


def _head_role(chapter: Chapter, at: int, first: int, greeted: bool) -> Role | None:
    view = chapter.views[at]
    field = lex.HEADER_FIELD.match(view.core)
    if field:
        return _FIELD_ROLES.get(field[1].lower(), "letterhead") if len(view.lines) == 1 else "letterhead"
    if _is_address(chapter, at, first):
        return "address"
    for sign in chapter.opening[at]:
        if sign.key in _HEAD_ROLES:
            return _HEAD_ROLES[sign.key]
    if shapes.dated(view):
        return "dateline"
    if lex.ENCLOSED_REMARK.match(view.core) and view.size <= _HEAD_WORDS:
        return "letterhead"
    if not greeted or view.size > _HEAD_WORDS:
        return None
    if lex.DATE.search(view.core) or lex.WEEKDAY.search(view.core):
        return "dateline"
    return "letterhead" if at == first and not shapes.is_for(view) else "address"


def _is_address(chapter: Chapter, at: int, first: int) -> bool:
    """A line that only says where, whole, above the date; a line in capitals under a telegram's name."""
    view = chapter.views[at]
    if at + 1 == len(chapter.views) or (chapter.opening[at] and chapter.opening[at][0].key != "place or time line"):
        return False
    below = chapter.views[at + 1]
    if shapes.in_capitals(view.core) and at == first + 1 and lex.NAMES_WIRE.search(chapter.views[first].core):
        return view.size < 9 and below.size > view.size
    if not chapter.opening[at] or not shapes.place_line(view):
        return False
    return view.core[-1:] != "," and bool(shapes.dateline(below)) and not shapes.place_line(below)


def _is_subject(view: View) -> bool:
    """A line below the salutation that says what the letter is about."""
    return 0 < view.size < 9 and view.core[-1:].isalnum() and not shapes.salutation(view)
