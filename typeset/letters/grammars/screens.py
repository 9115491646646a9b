"""What tells a chat from a play, an interview or a list: a screen spoken of, and the manner of what is written on one.

Enters: views before a chat, and what is said in it.  Leaves: how sure it is.  Never looks for a chat's edges, but for
the line above that names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from typeset.letters import lexicon as lex
from typeset.letters.grammars.form import stands_apart
from typeset.letters.grammars.message import Message, is_status
from typeset.letters.view import View

_MOST_SPEAKERS = 12
# Blocks before a chat in which a screen may be spoken of.
NEAR = 3
# The share of lines in a screen's manner that tells beside fainter signs, by itself, beside signs against, in capitals.
_SOME, _BARE, _HALF, _SHOUTED = 0.2, 0.4, 0.5, 0.7
_SCREEN = lex.words(
    "text texts texted texting phone phones smartphone message messages messaged messaging chat chats chatroom "
    "thread dm dms dm'd typing typed ping pings pinged buzzed sms app whatsapp discord slack imessage skype "
    "server channel online screen group cursor window log"
)
# Said of paper and of rooms as well: enough beside capitals that no clerk would set, not by themselves.
FAINT = lex.words("screen group window log cursor channel online server")
_OTHERS = re.compile(
    r"\b(?:interview(?:ed|er)?|transcripts?|tape|recording|deposition|testimony|hearing|script|rehears\w+|playwright|"
    r"the play|list|menu|recipe|register|ledger|minutes|scene|act (?:one|two|three|[iv]+)|stage|curtain|podcast|"
    r"dramatis)\b",
    re.I,
)
_CHATTY = re.compile(
    r"\b(?:lol|lmao|omg|wtf|idk|tbh|btw|u|ur|r|thx|pls|plz|yeah|nope|ok|k|haha+|brb|imo|gonna|wanna|hey)\b|[\U0001F300-\U0001FAFF☀-➿]"
    r"|[:;]-?[)(DP]|!!|\?\?",
    re.I,
)
_TITLE = re.compile(
    r"^[\W_]*(?:#[\w-]+|.{0,40}\b(?:group(?: chat)?|chat|conversation|messages?|thread|channel|whatsapp|imessage|"
    r"discord|slack|texts?)\b.{0,40}|.{1,40}\(\d+ (?:members|participants|people|online)\))[\W_]*$",
    re.I,
)
_MEMBERS = re.compile(r"\s*\(\d+ (?:members|participants|people|online)\)")
_TODAY = re.compile(r"^\W*(?:today|yesterday)\b", re.I)


def confidence(before: Sequence[View], said: Sequence[Message], after: Sequence[View], *, titled: bool) -> float:
    """How sure it is that some lines are a chat's, by them and by what stands around; 0 where they are not.

    after: the story between its pieces and below it.  titled: a line above names the chat.
    """
    named = [each.speaker for each in said if each.speaker]
    distinct, near = set(named), screen_words(before)
    plainly = titled or bool((near | screen_words(after)) - FAINT)
    manner = sum(is_bare(each.text) or bool(_CHATTY.search(each.text)) for each in said) / len(said)
    if len(distinct) > _MOST_SPEAKERS or (_is_other(before) and not (plainly and manner > _HALF)):
        return 0.0
    if is_firm(said):
        spoken = len(distinct) > 1 or (bool(distinct) and len(said) > 1 and manner > _BARE)
        return 0.97 if spoken else 0.85 if plainly and (distinct or len(said) > 1) else 0.0
    # In capitals they may be of a play.
    shouted = all(name.isupper() and len(name) > 2 for name in distinct)
    if len(distinct) < 2:
        return 0.8 if titled and len(named) == len(said) > 1 else 0.0
    if len(named) < len(said) or len(distinct) == len(named):
        return 0.8 if plainly and manner == 1 and not shouted else 0.0
    manners = plainly or (bool(near) and manner > _SOME)
    if any(each.time or each.nick for each in said) or (manners and not shouted):
        return 0.93
    return 0.85 if len(said) > 2 and manner > (_SHOUTED if shouted else _BARE) else 0.0


def is_firm(said: Sequence[Message]) -> bool:
    """Every line has a time or a nickname, as a machine writes them."""
    return all(each.time or each.nick for each in said)


def screen_words(before: Sequence[View]) -> frozenset[str]:
    """The words of a screen in the blocks right before a chat."""
    return frozenset(word for view in before[-NEAR:] for word in view.vocabulary & _SCREEN)


def _is_other(before: Sequence[View]) -> bool:
    """Something else that has speakers or labels is spoken of."""
    return bool(_OTHERS.search(" ".join(view.text[-300:] for view in before[-NEAR:])))


def is_bare(text: str) -> bool:
    """Written as on a screen: a small letter first, or no stop at the end."""
    return text[:1].islower() or text.rstrip(" \"'")[-1:] not in ".!?—"


def first_named(views: Sequence[View], at: int, free: int) -> int:
    """The line above view `at` that names the chat or says when, not before `free`; `at` where there is none."""
    first = at
    while first > free and at - first < 2 and not stands_apart(views[first]) and is_title(views[first - 1]):
        first -= 1
    return first


def is_title(view: View) -> bool:
    """A line that names a chat, or says when it was, as the screen has it at its head."""
    core, rates = view.core, view.rates
    if not 0 < view.size < 9 or core[-1:] in ".!?,;:" or view.tag != "p" or view.opens or rates.past or rates.third:
        return False
    if is_status(core):
        return bool(_TODAY.match(core))
    return bool(_TITLE.match(core)) and (
        core[:1] in "#[(*_—" or bool(_MEMBERS.search(core)) or (core[:1].isupper() and not rates.me and not rates.you)
    )


def title_of(view: View) -> str:
    """What a line that names a chat calls it, without how many are in it; "" where it is no such line."""
    named = is_title(view) and not _TODAY.match(view.core)
    return _MEMBERS.sub("", view.core).strip(" \"'[]*_—-") if named else ""
