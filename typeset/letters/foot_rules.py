"""The roles of the lines below a letter's body by plain rules: valediction, signature, address, date, postscript.

Enters: a chapter and a span.  Leaves: roles, written into what is given.  Never moves an edge.
"""

from __future__ import annotations

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import Chapter
from typeset.letters.view import View
from typeset.model import Role

# A paragraph has more than so many words; a line under a name fewer than so many; a step of a formula at most so many.
_PARAGRAPH_WORDS, _LINE_WORDS, _STEP_WORDS = 12, 9, 6
# So many blocks may stand below a name before they are no longer the same letter's foot.
_BELOW_NAME = 3


def name_foot(chapter: Chapter, body: int, last: int, found: dict[int, Role]) -> None:
    """Name the lines below the body, from the end upwards."""
    views = chapter.views
    end = _postscripts(chapter, body, last, found)
    name = _upper_name(chapter, body, end)
    if name is not None:
        for at in range(name + 1, end + 1):
            found[at] = _below_name(views[at])
        end = name
    while name is None and end > body and shapes.dated(views[end]):
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
    if shapes.is_for(view):
        return "address"
    if shapes.dated(view):
        return "dateline"
    return (
        "signature" if shapes.head_line(view) or (view.size < _LINE_WORDS and not shapes.stops(view)) else "postscript"
    )


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
    while at > body and chapter.views[at].size <= _STEP_WORDS and not shapes.stops(chapter.views[at]):
        at -= 1
    runs_on = chapter.views[at].size >= _LINE_WORDS and not shapes.stops(chapter.views[at])
    if runs_on and found.get(end + 1) in ("valediction", "signature"):
        for step in range(at + 1, end + 1):
            found[step] = "valediction"


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
    plain = 0 < view.size < _LINE_WORDS and not shapes.stops(view) and not _closes_line(chapter, at, None)
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
