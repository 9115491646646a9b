"""The roles of a letter's blocks by plain rules: what the learned model starts from.

Enters: a chapter and a span.  Leaves: a role for each of its views.  Never moves an edge.
"""

from __future__ import annotations

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import SALUTATIONS, Chapter
from typeset.letters.view import View
from typeset.model import Role

# A salutation stands within this many blocks from the letter's head.
_HEAD_BLOCKS = 9
_HEAD_ROLES: dict[str, Role] = {
    "naming line": "heading", "letterhead": "letterhead", "dateline": "dateline", "place or time line": "dateline",
}  # fmt: skip
_FIELD_ROLES: dict[str, Role] = {"date": "dateline", "sent": "dateline", "subject": "heading", "re": "heading"}


def ruled(chapter: Chapter, first: int, last: int) -> dict[int, Role]:
    """The role of each view from `first` to `last`, by index."""
    found: dict[int, Role] = dict.fromkeys(range(first, last + 1), "body")
    body = _head(chapter, first, last, found)
    _tail(chapter, max(body, first), last, found)
    return found


def _head(chapter: Chapter, first: int, last: int, found: dict[int, Role]) -> int:
    """Name the lines above the body; answers where the body begins."""
    greeting = next((at for at in range(first, min(last, first + _HEAD_BLOCKS) + 1) if _greets(chapter, at)), None)
    if greeting is not None and any(chapter.views[at].size > 24 for at in range(first, greeting)):
        greeting = None
    at = first
    while at <= last and (greeting is None or at < greeting):
        role = _head_role(chapter, at, first, greeting is not None)
        if role is None:
            break
        found[at] = role
        at += 1
    if greeting is None:
        return at
    found[greeting] = "salutation"
    subject = greeting + 1
    if subject < last and _is_subject(chapter.views[subject]):
        found[subject] = "heading"
        subject += 1
    return subject


def _greets(chapter: Chapter, at: int) -> bool:
    return any(
        sign.key in SALUTATIONS and "in a" not in sign.key and "run in" not in sign.key for sign in chapter.opening[at]
    )


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
    if not greeted:
        return None
    return "letterhead" if at == first else "address"


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


def _tail(chapter: Chapter, body: int, last: int, found: dict[int, Role]) -> None:
    """Name the lines below the body, from the end upwards."""
    end = last
    after = [at for at in range(body, last + 1) if _has(chapter, at, "postscript")]
    if after and after[0] > body:
        for at in range(after[0], last + 1):
            found[at] = "postscript"
        end = after[0] - 1
    while end > body and shapes.dateline(chapter.views[end]) and chapter.views[end].size < 9:
        found[end] = "dateline"
        end -= 1
    if (
        end > body
        and chapter.views[end].size < 9
        and _has(chapter, end, *_NAMES)
        and _has(chapter, end - 1, *_NAMES)
        and _closes(chapter, end - 2)
    ):
        below = lex.OFFICER.match(chapter.views[end].core) or lex.VALEDICTION.match(chapter.views[end - 1].core)
        found[end] = "signature" if below else "address"
        end -= 1
    if end >= body and (_is_signature(chapter, end) or _signs_off(chapter.views[end])):
        found[end] = "signature"
        end -= 1
    while (
        end >= body
        and (_has(chapter, end, "valediction") or _is_step(chapter.views[end], found.get(end + 1)))
        and not _is_paragraph(chapter.views[end])
    ):
        found[end] = "valediction"
        end -= 1


_NAMES = ("signature", "signature after a dash", "signed from")


def _has(chapter: Chapter, at: int, *keys: str) -> bool:
    return at >= 0 and any(sign.key in keys for sign in chapter.closing[at])


def _closes(chapter: Chapter, at: int) -> bool:
    return _has(chapter, at, "valediction", "close run in")


def _is_signature(chapter: Chapter, at: int) -> bool:
    """A line with a name's shape that is no closing formula of its own."""
    if not _has(chapter, at, *_NAMES):
        return False
    view = chapter.views[at]
    formula = _has(chapter, at, "valediction") and not _has(chapter, at, "signed from", "signature after a dash")
    return not formula and view.size < 16


def _signs_off(view: View) -> bool:
    """A last sentence that closes and has the name at its end, too long for a closing line of its own."""
    return view.size < 40 and not shapes.valediction(view) and bool(lex.SIGNED_SENTENCE.match(view.core))


def _is_step(view: View, below: Role | None) -> bool:
    """A line of a closing formula that goes on below: "I have the honour to be," above "Yours, X"."""
    return (
        below in ("valediction", "signature")
        and 0 < view.size < 12
        and view.core.rstrip("\"'")[-1:] == ","
        and len(view.lines) == 1
    )


def _is_paragraph(view: View) -> bool:
    return view.size > 20 and len(view.lines) == 1


