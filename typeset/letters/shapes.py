"""Lines known by their own shape: salutations, datelines, signatures and the rest of a letter's furniture.

Enters: one view.  Leaves: a sign, or none.  Never looks at the blocks around.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from typeset.letters import guards
from typeset.letters import lexicon as lex
from typeset.letters.signs import Sign
from typeset.letters.view import View

# A line that only says when or where has at most so many words, one that says for whom so many.
_SHORT_WORDS, _FOR_WORDS = 9, 12
# A line of a letter's furniture has at most this many words; a signature fewer.
FURNITURE_WORDS = 16
# A closing formula that stands by itself has at most so many.
FORMULA_WORDS = 6
SIGNATURE_WORDS = 9


def salutation(view: View) -> Sign | None:
    """A salutation that has the line to itself."""
    if not 0 < view.size <= 8:
        return None
    key, seen = _addressed(view)
    if not seen or _goes_on(view.core[seen.end() :]) or _is_speech(view):
        return None
    return None if guards.RUN_IN_CLOSE.search(view, view.core) else Sign(key, view.core.strip(' "'))


def _goes_on(rest: str) -> bool:
    """It is a tale’s line, or a verse’s: after “Dear old Tom,” “he was late”; after “Dear boy,” “dig with a spoon,”."""
    return lex.TOLD_OF.match(rest) is not None or (rest[-1:] == "," and len(rest.split()) > _VERSE_WORDS)


_VERSE_WORDS = 2


def _addressed(view: View) -> tuple[str, re.Match[str] | None]:
    for key, pattern in _SALUTATIONS:
        if seen := pattern.match(view, view.core):
            return key, seen
    return "name for salutation", None if view.words[0] in _NO_NAMES else lex.NAME_SALUTATION.match(view.core)


_NO_NAMES = lex.words(
    "original forwarded but and or so yes no oh ah well if then what why how now still never ever the a when where "
    "that this it"
)
_SALUTATIONS = (
    ("salutation", guards.SALUTATION),
    ("salutation", guards.OTHER_SALUTATION),
    ("title for salutation", guards.TITLE_SALUTATION),
    ("greeting", guards.GREETING),
    ("pet name for salutation", guards.OWN_SALUTATION),
)


def run_in_salutation(view: View) -> Sign | None:
    """A salutation at the head of the first paragraph, "Dear John—I write …"."""
    if view.size <= 8:
        return None
    head, short = view.core[:90], view.core[:40]
    seen = guards.SALUTATION.match(view, head) or guards.TITLE_SALUTATION.match(view, short)
    if not seen or len(seen[0].split()) > 7 or guards.speech_tag(view.text[:140]) or lex.TOASTED.match(head):
        return None
    if not view.rates.you and lex.TOLD_OF.match(view.core[seen.end() :]):
        return None
    return Sign("salutation in a quotation" if view.opens else "salutation run in", seen[0].strip(' "—'))


def dateline(view: View) -> Sign | None:
    """A short line with a date, or with a weekday or a year beside a place."""
    text = view.core
    if not 0 < view.size <= FURNITURE_WORDS or text[-1:] in "?!" or not guards.when_or_where(view) or _is_speech(view):
        return None
    if lex.DATE.search(text):
        return Sign("dateline", text)
    marks = bool(lex.YEAR.search(text)) + bool(lex.WEEKDAY.search(text)) + bool(lex.PLACE.search(text))
    if marks and view.size < 9 and (view.rates.past or view.rates.third or view.rates.me or view.rates.you):
        return None
    if marks > 1:
        return Sign("dateline", text)
    return Sign("place or time line", text) if marks and head_line(view) else None


def letterhead(view: View) -> Sign | None:
    """A line of printed paper: whose desk, which office, or a line all in capitals."""
    if not 0 < view.size <= FURNITURE_WORDS:
        return None
    printed = guards.LETTERHEAD.match(view, view.core) and not view.rates.past
    if not printed and view.size > 1 and in_capitals(view.core):
        printed = lex.OFFICE.search(view.core) and not lex.DATE.search(view.core)
    return Sign("letterhead", view.core.strip(' "')) if printed and not _is_speech(view) else None


def in_capitals(text: str) -> bool:
    """No small letter in it, and some capital."""
    return text.isupper()


def header_field(view: View) -> Sign | None:
    """A line, or some, of an email's header: "From: …"."""
    if ":" not in view.text or not view.size:
        return None
    return Sign("header field") if all(map(lex.HEADER_FIELD.match, view.lines)) else None


def naming(view: View) -> Sign | None:
    """A line that names the document: "Letter Three — From …"."""
    if not 0 < view.size <= 30 or not guards.NAMING.match(view, view.core) or _is_speech(view):
        return None
    return Sign("naming line", view.core) if _capitalised(view.core) else None


def _capitalised(text: str) -> bool:
    """Two words in three, but for small ones, have a capital."""
    names = [word for word in text.split() if word.lower() not in _SMALL and word[:1].isalpha()]
    return 3 * sum(word[0].isupper() for word in names) >= 2 * len(names)


def parties(view: View) -> Sign | None:
    """A line that names a paper of a series and between whom it went: "The Second Paper: Ann Lee to the Mayor"."""
    if (
        not 0 < view.size <= 30
        or view.core[-1:] == "."
        or not guards.PARTIES.match(view, view.core)
        or _is_speech(view)
    ):
        return None
    return Sign("naming line", view.core) if _capitalised(view.core) else None


_SMALL = lex.words("to from the of and by a in at near for with his her my")


def place_line(view: View) -> bool:
    """A line that says where, and nothing of when."""
    text = view.core
    return bool(lex.PLACE.search(text)) and not any(p.search(text) for p in (lex.DATE, lex.YEAR, lex.WEEKDAY))


# Of a name, and nobody's self: “Mrs. I. Lee”.
_INITIAL_I = re.compile(r"\bI\. ")


def head_line(view: View) -> bool:
    """A short line of capitalised words, as a place or an addressee has above a letter, and an address below it."""
    if (
        not 0 < view.size < 13
        or view.core[-1:] in "?!:"
        or view.rates.past
        or view.rates.third
        or view.rates.you
        or (view.rates.me and not _INITIAL_I.search(view.core))
    ):
        return False
    if lex.NUMERAL_LINE.match(view.core) or view.tag[0] == "h" or guards.speech_tag(view.text):
        return False
    names = [word for word in view.core.strip(' "').split() if word.lower() not in _SMALL and word[0].isalnum()]
    return bool(names) and all(word[0].isupper() or word[0].isdigit() for word in names)


def is_for(view: View) -> bool:
    """A line that says who the letter is for: "To Mrs. Lee", "Ann Lee, Esq., Ferry Street"."""
    if not 0 < view.size <= _FOR_WORDS or view.core[-1:] in ",:—?!":
        return False
    return bool(lex.ADDRESSED.match(view.core) or lex.FOR_SOMEBODY.match(view.core))


def dated(view: View) -> bool:
    """A line with a date, or a place and a time, or that ends in a month."""
    if view.size > _SHORT_WORDS:
        return False
    return bool(dateline(view)) or (head_line(view) and bool(lex.MONTH_LINE.search(view.core)))


def stops(view: View) -> bool:
    """A sentence ends at the block's end."""
    return view.mark in (".", "!", "?", ":")


def title_line(view: View) -> bool:
    """A chapter's numeral, or the title of another document: a line that no letter has inside."""
    if view.size > 8 or view.core[-1:] == ",":
        return False
    other = guards.OTHER_DOCUMENTS.search(view, view.core)
    return bool(lex.NUMERAL_LINE.match(view.core)) or bool(other and head_line(view))


def valediction(view: View) -> Sign | None:
    """A closing formula that has the line, or the block's first line, to itself."""
    if not 0 < view.size < 26 or view.core[-1:] in "?" or (view.size > 8 and (view.rates.third or view.rates.past)):
        return None
    line = view.lines[0].lstrip("> ")
    if not (guards.VALEDICTION.match(view, line) or guards.OTHER_VALEDICTION.match(view, line)):
        return None
    if (
        len(view.lines[0].split()) > 20
        or guards.speech_tag(view.text)
        or lex.REFERRING.search(line)
        or (line[-1:] not in ",.;—!\"'" and len(view.lines) == 1 and view.size > 8)
    ):
        return None
    return Sign("valediction", view.core.strip(' "'))


def signature(view: View) -> Sign | None:
    """A line with the shape of a name: "Nancy", "— N.", "From (…) Edith"."""
    line = view.lines[-1].lstrip("> ")
    if not line or view.size > 3 * SIGNATURE_WORDS or (len(view.lines) == 1 and view.size > SIGNATURE_WORDS + 3):
        return None
    if line[:1] == '"' and line.rstrip('."')[-1:] in "?!,":
        return None
    signed_from = guards.FROM_SIGNATURE.match(view, line) or guards.OTHER_SIGNATURE.match(view, line)
    if not signed_from and (line[-1:] in "?!:," or not (lex.SIGNATURE.match(line) or lex.INITIALS.match(line))):
        return None
    if lex.NUMERAL_LINE.match(line) or guards.OTHER_DOCUMENTS.search(view, line):
        return None
    if signed_from:
        return Sign("signed from", line.strip(' "—'))
    if len(line.split()) > SIGNATURE_WORDS:
        return None
    return Sign("signature after a dash" if line.startswith("—") else "signature", line.strip(' "—.'))


def written(view: View) -> Sign | None:
    """The first paragraph of a quotation says that it is from a letter: “…,” she wrote, “…”."""
    if not view.opens or view.size < 6:
        return None
    part = view.text[:260]
    seen = guards.WRITTEN_TAG.search(view, part, part[-guards.EDGE :])
    return Sign("said to be written", seen[0].strip(" \"',.()—")) if seen else None


def postscript(view: View) -> Sign | None:
    """What stands after the signature, and says so."""
    return Sign("postscript") if guards.POSTSCRIPT.match(view, view.core) else None


def run_in_close(view: View) -> Sign | None:
    """A closing formula, or a name after a dash, at the end of the last paragraph."""
    if view.size < 9:
        return None
    tail = view.text[-110:]
    seen = guards.RUN_IN_CLOSE.search(view, tail, tail[: guards.EDGE])
    return Sign("close run in", tail[seen.start() :].strip(' "')) if seen else None


def _is_speech(view: View) -> bool:
    """A quotation that a speech tag follows, or that closes on its own line: spoken, not written."""
    return (view.opens and view.closes and view.size > 2 and not view.slanted) or bool(
        '"' in view.text and guards.speech_tag(view.text)
    )


OPENERS: tuple[Callable[[View], Sign | None], ...] = (
    header_field,
    naming,
    letterhead,
    dateline,
    salutation,
    run_in_salutation,
    written,
)
CLOSERS: tuple[Callable[[View], Sign | None], ...] = (valediction, signature, postscript, run_in_close)
