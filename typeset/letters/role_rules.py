"""The roles of a letter's blocks by plain rules: what the learned model starts from.

Enters: a chapter and a span.  Leaves: a role for each of its views.  Never moves an edge.
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
# So many blocks may stand below a name before they are no longer the same letter's foot.
_BELOW_NAME = 3
# A line that only says when or where, or names somebody, has fewer words.
_LINE_WORDS = 9
# An address that stands by itself has at least so many lines.
_ADDRESS_LINES = 3
# A formula that is broken up has so many words a line.
_STEP_WORDS = 6


def ruled(chapter: Chapter, first: int, last: int) -> dict[int, Role]:
    """The role of each view from `first` to `last`, by index."""
    found: dict[int, Role] = dict.fromkeys(range(first, last + 1), "body")
    body = max(_head(chapter, first, last, found), first)
    for at in range(body + 1, last):
        if _marks_time(chapter.views[at]):
            found[at] = "dateline"
    _tail(chapter, body, last, found)
    return found


# --- above the body -----------------------------------------------------------------------------


def _head(chapter: Chapter, first: int, last: int, found: dict[int, Role]) -> int:
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
    if below < last and (_dated(chapter.views[below]) or _is_subject(chapter.views[below])):
        found[below] = "dateline" if _dated(chapter.views[below]) else "heading"
        below += 1
    return below


def _speaks(view: View) -> bool:
    """A sentence of somebody to somebody, as no line of a letter's head is."""
    return _stops(view) and len(view.lines) == 1 and bool(view.rates.me or view.rates.you)


def _below_lines(chapter: Chapter, first: int, last: int) -> int:
    """Where the lines of an address end that a letter without salutation begins with: three or more."""
    at = first
    while at < last and shapes.head_line(chapter.views[at]) and not _stops(chapter.views[at]):
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
        and view.core.rstrip("\"' ")[-1:] in (",", ":", "—")
        and len(view.lines) == 1
        and _above_paragraph(chapter, at)
        and chapter.keys(chapter.opening, at) <= _RUN_IN
        and not shapes.place_line(view)
    )


def _above_paragraph(chapter: Chapter, at: int) -> bool:
    return at + 1 < len(chapter.views) and chapter.views[at + 1].size > _PARAGRAPH_WORDS


def _is_for(view: View) -> bool:
    """A line that says who the letter is for: "To Mrs. Lee", "Ann Lee, Esq., Ferry Street"."""
    if not 0 < view.size <= _PARAGRAPH_WORDS or view.core[-1:] in ",:—?!":
        return False
    return bool(lex.ADDRESSED.match(view.core) or lex.FOR_SOMEBODY.match(view.core))


def _dated(view: View) -> bool:
    """A line with a date, or a place and a time, or that ends in a month."""
    if view.size > _LINE_WORDS:
        return False
    return bool(shapes.dateline(view)) or (shapes.head_line(view) and bool(lex.MONTH_LINE.search(view.core)))


def _marks_time(view: View) -> bool:
    """A day or an hour that has a line of the letter to itself, as what was written then follows."""
    if view.size > _LINE_WORDS or len(view.lines) > 1 or view.core[-1:] == ":":
        return False
    if lex.HOUR_LINE.match(view.core):
        return True
    rates = view.rates
    told = rates.past or rates.third or rates.me or rates.you
    return not told and bool(shapes.dateline(view)) and bool(lex.DATE.search(view.core))


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
    if _dated(view):
        return "dateline"
    if lex.ENCLOSED_REMARK.match(view.core) and view.size <= _HEAD_WORDS:
        return "letterhead"
    if not greeted or view.size > _HEAD_WORDS:
        return None
    if lex.DATE.search(view.core) or lex.WEEKDAY.search(view.core):
        return "dateline"
    return "letterhead" if at == first and not _is_for(view) else "address"


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


# --- below it -----------------------------------------------------------------------------------


def _tail(chapter: Chapter, body: int, last: int, found: dict[int, Role]) -> None:
    """Name the lines below the body, from the end upwards."""
    views = chapter.views
    end = _postscripts(chapter, body, last, found)
    name = _upper_name(chapter, body, end)
    if name is not None:
        for at in range(name + 1, end + 1):
            found[at] = _below_name(views[at])
        end = name
    while name is None and end > body and _dated(views[end]):
        found[end] = "dateline"
        end -= 1
    if end >= body and (_is_signature(chapter, end) or _signs_off(views[end]) or _stands_for_name(chapter, body, end)):
        found[end] = "signature"
        end -= 1
        if end >= body and lex.SIGNED.match(views[end].core) and views[end].size == 1:
            found[end] = "signature"
            end -= 1
    while end >= body and _closes_line(chapter, end, found.get(end + 1)):
        found[end] = "valediction"
        end -= 1
    _broken_close(chapter, body, end, found)


def _postscripts(chapter: Chapter, body: int, last: int, found: dict[int, Role]) -> int:
    """Name what follows a "P.S.", and a close of its own; answers the last block above."""
    start = next((at for at in range(body, last + 1) if _has(chapter, at, "postscript")), last + 1)
    if start <= body or (
        start == last and chapter.views[last].size < 3 and lex.INITIALS.match(chapter.views[last].core)
    ):
        return last
    for at in range(start, last + 1):
        found[at] = "postscript"
    at = last
    if at > start and chapter.views[at].size < 4 and _is_signature(chapter, at):
        found[at] = "signature"
        at -= 1
    while at > start and _closes_line(chapter, at, None):
        found[at] = "valediction"
        at -= 1
    return start - 1


def _upper_name(chapter: Chapter, body: int, end: int) -> int | None:
    """A name with further lines below it: under a closing formula, or above nothing but such lines as stand there."""
    views = chapter.views
    for at in range(max(body + 1, end - _BELOW_NAME), end):
        view = views[at]
        if any(_has(chapter, below, "valediction") for below in range(at + 1, end + 1)):
            continue
        signed = _is_signature(chapter, at)
        if (signed or _is_named(view)) and _closes_above(chapter, at):
            return at
        told = any(above.size > _PARAGRAPH_WORDS for above in views[body:at])
        closed = (signed and view.size < 4) or (_closes_line(chapter, at, None) and _has_name(view))
        if closed and told and all(_is_rest(chapter, k) for k in range(at + 1, end + 1)):
            return at
    return None


def _closes_above(chapter: Chapter, at: int) -> bool:
    """A closing formula stands above, or ends the paragraph there."""
    return _has(chapter, at - 1, "close run in") or _closes_line(chapter, at - 1, None)


def _has_name(view: View) -> bool:
    """A closing formula with the name after it, in one line or below."""
    line = view.lines[-1]
    return bool(lex.CLOSE_AND_NAME.search(line) or (len(view.lines) > 1 and lex.SIGNATURE.match(line)))


def _is_named(view: View) -> bool:
    """A name that its office follows on the next line: "Ann Lee,"."""
    line = view.core.rstrip("\"' ")
    return view.size <= _STEP_WORDS and line[-1:] == "," and bool(lex.SIGNATURE.match(line[:-1])) and not _opens(line)


def _opens(line: str) -> bool:
    return bool(lex.VALEDICTION.match(line) or lex.SALUTATION.match(line) or lex.TITLE_SALUTATION.match(line))


def _is_rest(chapter: Chapter, at: int) -> bool:
    role = _below_name(chapter.views[at])
    return role != "signature" and (role != "postscript" or not chapter.closing[at])


def _below_name(view: View) -> Role:
    """What a line under a name is: who the letter is for, when and where it was written, an office, an afterthought."""
    if _is_for(view):
        return "address"
    if _dated(view):
        return "dateline"
    return "signature" if shapes.head_line(view) or (view.size < _LINE_WORDS and not _stops(view)) else "postscript"


_NAMES = ("signature", "signature after a dash", "signed from")


def _has(chapter: Chapter, at: int, *keys: str) -> bool:
    return at >= 0 and any(sign.key in keys for sign in chapter.closing[at])


def _closes_line(chapter: Chapter, at: int, below: Role | None) -> bool:
    """A block with nothing but a closing formula, or a line of one that goes on below."""
    view = chapter.views[at]
    if at < 0 or _is_paragraph(view):
        return False
    if _has(chapter, at, "valediction") or _is_step(view, below):
        return True
    return all(len(line.split()) < _LINE_WORDS for line in view.lines) and any(map(_is_formula, view.lines))


def _is_formula(line: str) -> bool:
    return bool(lex.VALEDICTION.match(line) or lex.RUN_IN_CLOSE.search(line) or lex.CUT_SHORT.match(line))


def _broken_close(chapter: Chapter, body: int, end: int, found: dict[int, Role]) -> None:
    """Name the lines of a formula that the last paragraph runs on into: "… and shall ever remain" / "The" / "Wreck"."""
    at = end
    while at > body and chapter.views[at].size <= _STEP_WORDS and not _stops(chapter.views[at]):
        at -= 1
    runs_on = chapter.views[at].size >= _LINE_WORDS and not _stops(chapter.views[at])
    if runs_on and found.get(end + 1) in ("valediction", "signature"):
        for step in range(at + 1, end + 1):
            found[step] = "valediction"


def _stops(view: View) -> bool:
    """A sentence ends at the block's end."""
    return view.core.rstrip("\"' ")[-1:] in (".", "!", "?", ":")


def _is_signature(chapter: Chapter, at: int) -> bool:
    """A line with a name's shape that is no closing formula of its own, or that says that it is signed."""
    if chapter.views[at].size < _LINE_WORDS and lex.SIGNED.match(chapter.views[at].core):
        return True
    if not _has(chapter, at, *_NAMES):
        return False
    view = chapter.views[at]
    formula = _has(chapter, at, "valediction") and not _has(chapter, at, "signed from", "signature after a dash")
    return not formula and view.size < 16


def _stands_for_name(chapter: Chapter, body: int, at: int) -> bool:
    """What a closing formula of its own has below it: "Yours ever," "the man in the grey coat"."""
    view = chapter.views[at]
    plain = 0 < view.size < _LINE_WORDS and not _stops(view) and not _closes_line(chapter, at, None)
    return plain and at > body + 1 and _has(chapter, at - 1, "valediction") and not _is_paragraph(chapter.views[at - 1])


def _signs_off(view: View) -> bool:
    """A last sentence that closes and has the name at its end, too long for a closing line of its own."""
    return view.size < 40 and not shapes.valediction(view) and bool(lex.SIGNED_SENTENCE.match(view.core))


def _is_step(view: View, below: Role | None) -> bool:
    """A line of a closing formula that goes on below: "I have the honour to be," above "Yours, X"."""
    return (
        below in ("valediction", "signature")
        and 0 < view.size < 12
        and (view.core.rstrip("\"'")[-1:] == "," or bool(lex.CLOSING_STEP.match(view.core)))
        and len(view.lines) == 1
    )


def _is_paragraph(view: View) -> bool:
    return view.size > 20 and len(view.lines) == 1
