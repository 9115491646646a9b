"""How a mail ends: its close and what stands below it, the mail that it quotes, or the story's own voice.

Enters: views, and where a mail's words begin.  Leaves: the index of its last view.  Never needs a close.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.grammars.form import comes_back, speaks, stands_apart, tells
from typeset.letters.grammars.mail_head import header, is_rule, names, opens_quote
from typeset.letters.view import View

_MOST_BLOCKS = 200
_CARD_LINES = 7
# A mail that tells a story may do so for this many blocks before its sender signs.
_TOLD_BLOCKS = 12
# Its reader's “you”, or any close, shows a paragraph that tells to be the mail's own from no further than this.
_NEAR_BLOCKS = 2
_KISSES = re.compile(r"^[\W_]*(?:[xo]{1,8}|[xX ]{2,12}|[<♥❤3 ]{2,6})[\W_]*$", re.I)
_DELIMITER = re.compile(r"^[—_*-]{1,3}$")
# What stands below a name: how to reach the writer, what the machine adds.
_CARD = re.compile(
    r"@\w|\bwww\.|https?:|\b(?:tel|phone|mob(?:ile)?|cell|fax|ext|direct|m|t|p|e)\b\.?:? ?\+?[\d(]|"
    r"^\W*\+?[\d() ·-]{7,}$|"
    r"^\W*(?:sent from (?:my|a|the|an)\b|sent via\b|get outlook\b)|\s\|\s|\bconfidential(?:ity)?\b.{0,40}\b"
    r"(?:notice|intended|e?-?mail|message)\b|\bthis (?:e-?mail|message)\b.{0,60}\b(?:confidential|intended|printing)\b|"
    r"\bconsider the environment\b|^\W*\d+ attachments?\b|^\W*\[?attach(?:ed|ment)s?\b.{0,3}:|^\W*\[attach",
    re.I,
)
MACHINE = re.compile(r"^\W*(?:sent (?:from|via)|get outlook|\d+ attachment|\[?attach)", re.I)
_NAME_AT_END = re.compile(r"(?:[.!?—,] ?|\bxx? )([A-Z][\w'-]*)(?: x+)?[\W_]*$")


@dataclass(frozen=True, slots=True)
class Mail:
    """What is known of a mail while its end is looked for.

    senders: words of the sender's name, in lower case, and initials; people: the recipient's too.
    teller: the story says “I” itself.  limit: the view that it cannot go on to.
    """

    views: Sequence[View]
    limit: int
    teller: bool
    senders: frozenset[str]
    people: frozenset[str]

    def is_story(self, at: int) -> bool:
        """A view is the story's: its own voice, or one that tells of the mail's people by name."""
        view = self.views[at]
        if view.quoted:
            return False
        first = view.words[0] if view.size > 2 and view.core[:1].isupper() else ""
        named = len(first) > 1 and first in self.people and view.core[len(first) : len(first) + 1] in (" ", "'")
        return tells(view, self.teller) or (named and not view.rates.you and not view.rates.me)


def limit(views: Sequence[View], start: int) -> int:
    """The first view that no mail goes on to: a scene break, a heading, a header with no rule above it."""
    end, at = min(len(views), start + _MOST_BLOCKS), start
    while at < end and not stands_apart(views[at]):
        seen = header(views, at) if at > start else None
        if seen and {"from", "to"} & seen.labels and not (is_rule(views, at) or is_rule(views, at - 1)):
            break
        at = seen.end if seen else at + 1
    return min(at, end)


def through_body(mail: Mail, start: int, *, mixed: bool) -> int:
    """The last view of a mail whose words begin at `start`; `mixed`: its header stands in that view too."""
    views, at = mail.views, start
    if start >= mail.limit:
        return start - 1
    if not mixed and opens_quote(views, at):
        at = through_quote(mail, at) + 1
    mail = replace(mail, limit=_same_dress(views, at, mail.limit))
    last = at - 1
    closed: int | None = None
    while at < mail.limit:
        if opens_quote(views, at) and not (mixed and at == start):
            return through_quote(mail, at)
        if not (mixed and at == start) and mail.is_story(at) and (closed is not None or not _is_told_in(mail, at)):
            break
        last = at
        end = _close(mail, at)
        if end is not None:
            closed = at = last = below(views, end, mail.limit)
            if at + 1 >= mail.limit or opens_quote(views, at + 1) or not _goes_on(mail, at + 1):
                break
        at += 1
    if closed is not None and not any(views[k].rates.you for k in range(closed + 1, last + 1)):
        last = closed
    if last + 1 < mail.limit and opens_quote(views, last + 1):
        return through_quote(mail, last + 1)
    return last


def _goes_on(mail: Mail, at: int) -> bool:
    """A paragraph after a close that still speaks to the reader."""
    view = mail.views[at]
    return not view.gap and bool(view.rates.you) and view.size > 5 and not mail.is_story(at)


def _is_told_in(mail: Mail, at: int) -> bool:
    """A paragraph that tells, amid a mail: the mail's own where its close or its reader's “you” follows."""
    view = mail.views[at]
    if speaks(view) or comes_back(view):
        return False
    told = False
    for ahead in range(at + 1, min(mail.limit, at + _TOLD_BLOCKS)):
        view = mail.views[ahead]
        if speaks(view) or comes_back(view) or shapes.salutation(view):
            return False
        end = _close(mail, ahead)
        if end is not None and (not told or _is_of(mail.views[end], mail.senders)):
            return True
        told = told or mail.is_story(ahead) or ahead > at + _NEAR_BLOCKS
        if not told and view.rates.you:
            return True
    return False


def _same_dress(views: Sequence[View], at: int, end: int) -> int:
    """Where italics, a quotation block or marks that dress all of a mail end."""
    if at >= end:
        return end
    dresses: tuple[Callable[[View], bool], ...] = (
        lambda view: view.slanted,
        lambda view: view.inset,
        lambda view: view.quoted,
    )
    for dressed in dresses:
        if dressed(views[at]) and views[at].size > 1:
            end = next((k for k in range(at, end) if not dressed(views[k]) and views[k].size > 3), end)
    return end


# --- the close ----------------------------------------------------------------------------------


def _close(mail: Mail, at: int) -> int | None:
    """The view where a mail closes, if it does at `at`: a valediction with its name, the sender's name."""
    view = mail.views[at]
    if len(view.lines) == 1 and view.size > 3 and _ends_signed(view, mail.senders):
        return at
    if view.size > 26:
        return None
    valediction = shapes.valediction(view)
    if valediction and (view.size < 7 or view.core[-1:] == "," or len(view.lines) > 1):
        alone = len(view.lines) == 1 and at + 1 < mail.limit
        return at + 1 if alone and _is_name_line(mail, at + 1) else at
    signature = shapes.signature(view)
    if signature and (signature.key in ("signature after a dash", "signed from") or _is_of(view, mail.senders)):
        return at
    return None


def _is_name_line(mail: Mail, at: int) -> bool:
    view = mail.views[at]
    return 0 < view.size < 9 and bool(shapes.signature(view) or _is_of(view, mail.senders))


def _is_of(view: View, senders: frozenset[str]) -> bool:
    """A line that is the sender's name, an initial of it, or that and kisses."""
    own = [word for word in view.words if not _KISSES.match(word)]
    return 0 < len(own) < 8 and own[0] in senders and (len(own[0]) > 1 or len(own) == 1)


def _ends_signed(view: View, senders: frozenset[str]) -> bool:
    """A paragraph that has the sender's name at its end, after a stop, a dash or a comma."""
    seen = _NAME_AT_END.search(view.text[-40:])
    return bool(seen and len(seen[1]) > 1 and seen[1].lower() in senders)


def below(views: Sequence[View], end: int, barrier: int) -> int:
    """The last of the lines below a close: kisses, a postscript, how to reach the writer."""
    cards = 0
    for at in range(end + 1, min(len(views), end + 2 * _CARD_LINES)):
        view = views[at]
        if at >= barrier and not (_CARD.search(view.core) and view.size < 40):
            break  # but for a card below the two hyphens that mail has above it, which read as a scene break
        if shapes.postscript(view) or _KISSES.match(view.core):
            end = at
        elif is_card(view) or (view.size < 9 and lex.OFFICER.match(view.core)):
            end, cards = at, cards + 1
        elif not (_DELIMITER.match(view.text) or _stands_over_card(views, at)):
            break
        if cards > _CARD_LINES:
            break
    return end


def is_card(view: View) -> bool:
    """A line that says how to reach the writer, or that the machine adds."""
    return bool(_CARD.search(view.core)) and not view.opens


def _stands_over_card(views: Sequence[View], at: int) -> bool:
    """A line of names above those that say how to reach the writer."""
    ahead = range(at + 1, min(len(views), at + 4))
    return shapes.head_line(views[at]) and any(is_card(views[k]) and views[k].size < 30 for k in ahead)


# --- the mail below -----------------------------------------------------------------------------


def marked(views: Sequence[View], at: int, end: int) -> int:
    """The last of the lines after `at` that are marked as quoted, or stand in a quotation block; `at` if none is."""
    last = at
    while last + 1 < end and (
        views[last + 1].quoted or views[last + 1].inset or not any(map(str.isalnum, views[last + 1].core))
    ):
        last += 1
    while last > at and not any(map(str.isalnum, views[last].core)):
        last -= 1
    return last


def through_quote(mail: Mail, at: int) -> int:
    """The last view of the mail that the line at `at` says is quoted or handed on; `at` itself where none follows."""
    views = mail.views
    own = header(views, at)
    if not own and not views[at].inset and (last := marked(views, at, mail.limit)) > at:
        return last
    head = own or (header(views, at + 1) if at + 1 < mail.limit else None)
    if head:
        senders = names(head.values("from"))
        return through_body(replace(mail, senders=senders), head.body, mixed=head.mixed)
    if at + 1 < mail.limit and not opens_quote(views, at + 1):
        return through_body(replace(mail, senders=names([views[at].core])), at + 1, mixed=False)
    return through_quote(mail, at + 1) if at + 1 < mail.limit else at
