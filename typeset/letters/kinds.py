"""What kind of correspondence a span is, by what announces it and by its own form.

Enters: a chapter and a span with roles.  Leaves: a kind.  Never moves an edge.

Emails, chats and telegrams that have a form of their own come from `grammars`, with their kind; here is told what only
the story tells: “a wire came”, “her phone buzzed”, “on the back of a menu he had scribbled”.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import Chapter
from typeset.letters.signs import ANNOUNCED
from typeset.letters.view import View, joined
from typeset.model import Kind, Role

_WORD = re.compile(r"[\w'-]+")
_STOP = re.compile(r"\bSTOP\b|(?<=\w) stop (?=\w)")
_NOTE_WORDS, _BARE_NOTE_WORDS, _TELEGRAM_WORDS, _SHORT_WORDS, _MESSAGE_WORDS = 130, 60, 95, 60, 120
# Views before a span, and after it, in which a wire that is spoken of may be this one.
_NEAR, _FAR, _AFTER = 2, 10, 2
_TELEGRAM_VIEWS = 3
# A last sentence that is nothing but a name: “Come at once. Travers.”
_SIGNED_OFF = re.compile(r"[.?!\"'] ?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?\W*$")
_SMALL = lex.words("the a an i am is are was my your of it that")
_LETTERS = lex.words("letter letters letter's epistle postcard postcards post-card post-cards")
_NOTES = lex.NOTES | lex.words("menu receipt flyleaf blackboard fridge windscreen eyeliner lipstick crayon biro marker")
# A card with one of these is a postcard, which is a letter.
_POSTED = lex.words("view picture photograph stamp stamped postmark postmarked hand-tinted seaside")
_MAILS = lex.words("email emails e-mail e-mails emailed e-mailed inbox")
# Said of what is read on a screen: one of the first kind is enough, of the second it takes two.
_SCREENS = lex.words(
    "phone phones smartphone texted texting dm dms sms whatsapp buzzed pinged ping notification notifications app "
    "username chat unread"
)
_MESSAGES = lex.words("message messages")
_FAINT_SCREENS = lex.words("text texts screen thread account number typing typed")
_PAPERS = lex.words("letter letters note notes card envelope paper parchment postcard page ink pen wire telegram")


@dataclass(frozen=True, slots=True)
class _Case:
    """What the kind is told by: words right before the span, its size, its own furniture."""

    chapter: Chapter
    first: int
    last: int
    roles: Mapping[int, Role]
    views: Sequence[View]
    size: int
    before: frozenset[str]
    named: str  # the line that names the document, in lower case
    furniture: frozenset[Role]

    @property
    def greeted(self) -> bool:
        """It has a salutation, on a line of its own or run in."""
        run_in = shapes.run_in_salutation(self.views[0]) or lex.SALUTATION.match(self.views[0].core[:60])
        return "salutation" in self.furniture or bool(run_in)

    @property
    def clipped(self) -> bool:
        """Written by the word: hardly an article, a name for its last sentence."""
        words = [word for view in self.views for word in view.words]
        return sum(word in _SMALL for word in words) * 12 < len(words) or bool(_SIGNED_OFF.search(self.views[-1].text))


def kind(chapter: Chapter, first: int, last: int, roles: Mapping[int, Role]) -> Kind:
    """The kind of a span that no grammar has named."""
    views = chapter.views[first : last + 1]
    announcing = " ".join(chapter.views[first - 1].sentences[-3:]) if first else ""
    case = _Case(
        chapter,
        first,
        last,
        roles,
        views,
        sum(view.size for view in views),
        frozenset(_WORD.findall(announcing.lower())),
        views[0].text.lower() if roles.get(first) == "heading" else "",
        frozenset(roles.values()),
    )
    if _is_telegram(case):
        return "telegram"
    if _is_on_screen(case):
        return "email" if case.before & _MAILS else "messages"
    return "note" if _is_note(case) else "letter"


def _is_telegram(case: _Case) -> bool:
    if case.size >= _TELEGRAM_WORDS:
        return False
    text = joined(case.views)
    if "telegram" in case.named or len(_STOP.findall(text)) > 1 or _shouts(text):
        return True
    if case.views[0].size < 9 and lex.NAMES_WIRE.match(case.views[0].core):
        return True
    if case.before & lex.WIRES:
        return not case.greeted or _announced(case.chapter, case.first)
    if case.greeted or case.furniture & {"dateline", "letterhead"} or case.before & (_LETTERS | lex.NOTES):
        return False
    if len(case.views) > _TELEGRAM_VIEWS:
        return False
    views = case.chapter.views
    near = [*views[max(0, case.first - _NEAR) : case.first], *views[case.last + 1 : case.last + 1 + _AFTER]]
    if case.size < _SHORT_WORDS and _vocabulary(near) & lex.WIRES:
        return True
    return case.clipped and bool(_vocabulary(views[max(0, case.first - _FAR) : case.first]) & lex.WIRES)


def _is_on_screen(case: _Case) -> bool:
    """The line before speaks of an email, or of a phone, and of no paper."""
    if case.before & _MAILS:
        return not case.before & (_LETTERS | lex.NOTES)
    if case.size > _MESSAGE_WORDS or case.furniture & {"dateline", "letterhead"} or case.before & _PAPERS:
        return False
    near = case.before | _vocabulary(case.chapter.views[max(0, case.first - 1) : case.first])
    return bool(near & _SCREENS) or len(near & _FAINT_SCREENS) + bool(near & _MESSAGES) > 1


def _vocabulary(views: Sequence[View]) -> frozenset[str]:
    return frozenset(word for view in views for word in view.vocabulary)


def _is_note(case: _Case) -> bool:
    if case.furniture & {"dateline", "letterhead"} or "letter" in case.named:
        return False
    if "card" in case.before and case.before & _POSTED:
        return False
    if case.size <= _NOTE_WORDS and case.before & _NOTES and not case.before & _LETTERS:
        return True
    return case.size <= _BARE_NOTE_WORDS and not case.greeted and not case.before & _LETTERS


def _announced(chapter: Chapter, first: int) -> bool:
    """The line right before says outright that something to be read follows."""
    sign = chapter.announced[first]
    return bool(sign and sign.key in ANNOUNCED)


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return "STOP" in text and sum(map(str.isupper, letters)) > 0.9 * len(letters)
