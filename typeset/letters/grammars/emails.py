"""Emails and memoranda: a block of fields, what is written below it, and the mail that it answers or hands on.

Enters: a chapter.  Leaves: forms with exact edges, roles, the mails enclosed in a mail.  Never takes a ticket, a gift's
label or a telegram, which have fields too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import Chapter
from typeset.letters.grammars.fields import all_fields, header_lines
from typeset.letters.grammars.form import Form, stands_apart, tells
from typeset.letters.grammars.mail_body import MACHINE, Mail, is_card, limit, marked, through_body, through_quote
from typeset.letters.grammars.mail_head import (
    Header,
    after_rule,
    header,
    is_memo,
    is_rule,
    names,
    opens_quote,
    own_lines,
    says_who_wrote,
)
from typeset.letters.grammars.wires import is_wire
from typeset.letters.roles import line_roles as closing_roles
from typeset.letters.roles import roles as letter_roles
from typeset.letters.signs import Sign
from typeset.letters.view import View
from typeset.model import Kind, Role

_FIRM = frozenset(
    ("subject", "subj", "cc", "bcc", "sent", "sent at", "sent on", "reply-to", "reply to", "attachment", "attachments")
)
_PARTIES = frozenset(("from", "to"))
_MAIL = re.compile(r"\be?-?mails?\b|\be-?mailed\b|\binbox(?:es)?\b|\blaptop\b|\bsubject line\b", re.I)
# Blocks of narration looked at to tell who speaks in the story.
_BEFORE = 3


def emails(chapter: Chapter) -> Iterator[Form]:
    """The mails of a chapter, outer ones only."""
    at = 0
    while at < len(chapter.views):
        form = _headed(chapter, at) or _answered(chapter, at)
        if form:
            yield form
        at = form.last + 1 if form else at + 1


def enclosed(chapter: Chapter, first: int, last: int) -> list[Form]:
    """The mails quoted or handed on in the mail from `first` to `last`, outer ones before inner ones."""
    found: list[Form] = []
    mail = _mail(chapter, first, last + 1, None)
    for at in range(first + 1, last + 1):
        # A rule and the line below it that says who wrote open one mail.
        if opens_quote(chapter.views, at) and not (found and found[-1].first == at - 1):
            end = through_quote(mail, at)
            if end > at or header(chapter.views, at):
                found.append(Form(at, end, "email", Sign("enclosed in a mail", chapter.views[at].lines[0]), 0.9))
    return found


def roles(chapter: Chapter, first: int, last: int) -> dict[int, Role]:
    """The role of each view of a mail; an enclosed one is body, as it has roles of its own."""
    views = chapter.views
    found: dict[int, Role] = dict.fromkeys(range(first, last + 1), "body")
    at = first
    while at <= last and (opens_quote(views, at) or is_memo(views[at])) and not header_lines(own_lines(views[at])):
        found[at] = "heading"
        at += 1
    head = header(views, at) if at <= last else None
    if head:
        found |= {k: _field_role(views[k]) for k in range(at, min(head.end, last + 1))}
        at = head.end
    end = next((each.first - 1 for each in enclosed(chapter, first, last) if each.first >= at), last)
    while end > at and is_card(views[end]):
        found[end] = "postscript" if MACHINE.match(views[end].core) else "address"
        end -= 1
    if at <= end:
        found |= letter_roles(chapter, at, end)
    return found


def line_roles(lines: list[str]) -> list[Role]:
    """The role of each line of a block that begins with a mail's fields and goes on with its words."""
    head = len(lines) - len(after_rule(lines))
    body = head + header_lines(lines[head:])
    rest = lines[body:]
    greets = len(rest) > 1 and _is_short(rest[0]) and rest[0][-1:] in ",:!"
    closing = range(greets, len(rest))
    close = next((at for at in closing if lex.VALEDICTION.match(rest[at]) and _is_short(rest[at])), len(rest))
    signed = close == len(rest) > greets + 1 and _is_short(rest[-1]) and bool(lex.SIGNATURE.match(rest[-1]))
    parts: tuple[tuple[Role, int], ...] = (
        ("heading", head),
        ("letterhead", body - head),
        ("salutation", greets),
        ("body", close - greets - signed),
        ("signature", signed),
    )
    named = [role for role, count in parts for _ in range(count)]
    return [*named, *closing_roles(rest[close:], "valediction")] if close < len(rest) else named


def _is_short(line: str) -> bool:
    return len(line.split()) < 7


def is_headed(chapter: Chapter, at: int) -> bool:
    """A memorandum's name, or fields, stand at a view."""
    return is_memo(chapter.views[at]) or header(chapter.views, at) is not None


def _field_role(view: View) -> Role:
    """What a block of fields is; one that the mail's own words share is body."""
    lines = own_lines(view)
    if header_lines(lines) < len(lines):
        return "body" if header_lines(lines) else "letterhead"
    named = all_fields(lines)
    return named[0].role if len(named) == 1 else "letterhead"


def _headed(chapter: Chapter, at: int) -> Form | None:
    """A mail with fields at its head, which begin at view `at`."""
    views = chapter.views
    head = header(views, at)
    kind = _kind(chapter, at, head) if head else None
    if head is None or kind is None:
        return None
    # A rule below the header is no scene break where a reader is greeted or spoken to below it.
    crossed = head.end < len(views) and views[head.end].broken and _is_addressed(views[head.end])
    end = limit(views, head.end + crossed)
    last = through_body(_mail(chapter, at, end, head), head.body, mixed=head.mixed)
    first = at
    while first and not stands_apart(views[first]) and (is_rule(views, first - 1) or is_memo(views[first - 1])):
        first -= 1
    sign = Sign("header of a mail", ", ".join(dict.fromkeys(field.label for field in head.fields)))
    sure = 0.98 if len(head.fields) > 2 else 0.95 if len(head.fields) > 1 else 0.85
    return Form(first, max(last, head.end - 1), kind, sign, sure)


def _mail(chapter: Chapter, at: int, end: int, head: Header | None) -> Mail:
    before = chapter.views[max(0, at - _BEFORE) : at]
    told = any(view.rates.me and not view.rates.you and view.speech < 0.3 and not view.quoted for view in before)
    senders = names(head.values("from")) if head else frozenset[str]()
    people = senders | (names(head.values("to")) if head else frozenset[str]())
    return Mail(chapter.views, end, chapter.first_person or told, senders, people)


def _kind(chapter: Chapter, at: int, head: Header) -> Kind | None:
    """Email, or letter for a memorandum; None where the fields are of something else."""
    views, labels = chapter.views, head.labels
    after = views[head.end] if head.end < len(views) else None
    if after and is_wire(after):
        return None
    if at and is_memo(views[at - 1]) and labels & _PARTIES:
        return "letter"
    addressed = any("@" in value for value in head.values("from", "to", "cc"))
    if len(labels) > 1 and (labels & _FIRM or addressed) and labels & _PARTIES:
        return "email"
    mailed = any(_MAIL.search(view.text) for view in views[max(0, at - 1) : at])
    own = after if not head.mixed else views[head.body]
    if own is None or (not head.mixed and (stands_apart(own) or header_lines(own_lines(own)))):
        return None
    written = mailed or not tells(own, chapter.first_person)
    if len(labels) > 1 and labels & _PARTIES:
        return "email" if written and (labels != _PARTIES or _is_addressed(own) or mailed) else None
    greeted = bool(shapes.salutation(own) or shapes.run_in_salutation(own))
    alone = labels & {"subject", "subj"} or (labels & _PARTIES and addressed)
    return "email" if alone and (greeted or (mailed and written)) else None


def _is_addressed(view: View) -> bool:
    """A paragraph that speaks to a reader, or greets one."""
    return bool(view.rates.you or view.rates.me or shapes.salutation(view))


def _answered(chapter: Chapter, at: int) -> Form | None:
    """A mail shown as another quotes it, with nothing above: "On Monday, Ann wrote:" and marked lines."""
    views: Sequence[View] = chapter.views
    if not says_who_wrote(views[at]):
        return None
    last = marked(views, at, len(views)) if not views[at].inset else at
    if last == at and "@" in views[at].core:
        last = through_quote(_mail(chapter, at, limit(views, at + 1), None), at)
    return Form(at, last, "email", Sign("quoted in a mail", views[at].core), 0.93) if last > at else None
