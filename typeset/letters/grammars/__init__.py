"""Plain grammars for what has a form of its own and needs no weighing of words: telegrams, emails, chats.

Enters: a chapter.  Leaves: spans with exact edges and their kind, and the roles of their lines.  Never asks what else
might begin or end where a form does: forms are certain, and are decided before all else.

    form      what a grammar gives; the story's own voice      fields    "From: Ann"
    wires     telegrams                                        message   one line of a chat
    emails    emails, memoranda: mail_head, mail_body          chats     runs of such lines; screens, what tells them
    enclosures   letters that give another whole            texts     texts without names
    replies   messages of one block that sign themselves
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from typeset.letters.chapter import Chapter
from typeset.letters.grammars import chats, emails, enclosures, replies, texts, wires
from typeset.letters.grammars.chats import Talk
from typeset.letters.grammars.fields import Field, fields, header_lines
from typeset.letters.grammars.form import Form
from typeset.letters.grammars.message import Message, is_doing, is_status, message, speaker_above, timed
from typeset.letters.roles import roles as letter_roles
from typeset.letters.span import Span
from typeset.model import Role

# In the order in which they are believed: what one has taken is not for the next.
GRAMMARS: tuple[Callable[[Chapter], Iterator[Form]], ...] = (
    wires.telegrams,
    emails.emails,
    chats.chats,
    texts.texts,
    replies.replies,
    enclosures.enclosing,
)


def forms(chapter: Chapter) -> list[Form]:
    """The forms of a chapter, in order; none overlaps another."""
    found: list[Form] = []
    taken: set[int] = set()
    for grammar in GRAMMARS:
        for form in grammar(chapter):
            inside = range(form.first, form.last + 1)
            if taken.isdisjoint(inside):
                found.append(form)
                taken.update(inside)
    return sorted(found, key=lambda form: form.first)


def spans(chapter: Chapter) -> list[Span]:
    """The forms as spans."""
    return [_span(form) for form in forms(chapter)]


def enclosed(chapter: Chapter, span: Span) -> list[Span]:
    """The letters within a letter: mails quoted or handed on in a mail, a letter given in a letter."""
    if span.kind == "email":
        return [_span(form) for form in emails.enclosed(chapter, span.first, span.last)]
    inner = enclosures.within(chapter, span.first, span.last) if span.kind == "letter" else None
    return [_span(inner)] if inner else []


def roles(chapter: Chapter, span: Span) -> dict[int, Role]:
    """The role of each view of a span, by the grammar of its kind."""
    if span.kind == "messages":
        return chats.roles(span.first, span.last, chapter.views)
    if span.kind == "telegram":
        return wires.roles(chapter, span.first, span.last)
    if span.kind == "email" or emails.is_headed(chapter, span.first):
        return emails.roles(chapter, span.first, span.last)
    named = letter_roles(chapter, span.first, span.last)
    for inner in enclosed(chapter, span):
        named |= dict.fromkeys(range(inner.first, inner.last + 1), "body")
    return named


def talk(chapter: Chapter, pieces: Sequence[Span]) -> Talk:
    """Who speaks in a chat of some pieces, and to whom it is, as its own lines have them."""
    views = [view for span in pieces for view in chapter.views[span.first : span.last + 1]]
    return chats.talk(views)


def _span(form: Form) -> Span:
    sure = form.confidence
    return Span(form.first, form.last, sure, sure, (form.sign,), form.kind, form.continues)


__all__ = [
    "Field",
    "Form",
    "Message",
    "Talk",
    "enclosed",
    "fields",
    "forms",
    "header_lines",
    "is_doing",
    "is_status",
    "message",
    "roles",
    "spans",
    "speaker_above",
    "talk",
    "timed",
]
