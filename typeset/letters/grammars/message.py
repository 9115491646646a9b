"""One line of a chat: who says it, when, and what; and the lines that the screen puts between.

Enters: a line.  Leaves: a Message, or None.  Never looks at the lines around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from typeset.letters import lexicon as lex

_CLOCK = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?"
_DAY = (
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|today|yesterday|"
    r"\d{1,2} [a-z]{3,9}(?: \d{4})?|[a-z]{3,9} \d{1,2})"
)
_TIME = rf"(?:{_DAY}(?:,| at| -)? )?{_CLOCK}"
_SPEAKER = r"(?:@|[\U0001F300-\U0001FAFF☀-➿]\ufe0f? ?)?[^\W\d][\w .'&@+-]{0,28}?(?: \([^()]{1,14}\))?"
_NICK = r"[@+~&%]?[\w\[\]{}^|.`'-][\w\[\]{}^|.`' -]{0,29}"
_SHAPES = (
    # [02:09] Wren: are you there · 02:09 – Wren: are you there · 02:09 <wren> are you there
    re.compile(
        rf"^(?:[\[(](?P<a>{_TIME})[\])]|(?P<b>{_TIME}))\s*(?:[-–—|·:]\s*)?"
        rf"(?:<(?P<nick>{_NICK})>|(?P<prompt>[\w\[\]-]{{1,20}})>|(?P<speaker>{_SPEAKER})\s*:)"
        r"\s+(?P<text>\S.*)$",
        re.I,
    ),
    # Wren (02:09): are you there · Wren [02:09] are you there · Wren, 02:09: are you there
    re.compile(
        rf"^(?P<speaker>{_SPEAKER}),?\s*(?:[\[(](?P<a>{_TIME})[\])]\s*:?|(?:[-–—|·@]\s*)?(?P<b>{_TIME})\s*:)\s+"
        r"(?P<text>\S.*)$",
        re.I,
    ),
    # <wren> are you there
    re.compile(rf"^<(?P<nick>{_NICK})>\s*:?\s+(?P<text>\S.*)$"),
    # wren> are you there
    re.compile(r"^(?P<prompt>[\w\[\]-]{1,20})>\s+(?P<text>\S.*)$"),
    # Wren: are you there
    re.compile(rf"^(?P<speaker>{_SPEAKER})\s*:\s+(?P<text>\S.*)$"),
)
# Above what is said: Wren (02:09) · Wren · 02:09 · Wren:
_ABOVE = re.compile(
    rf"^(?:<(?P<nick>{_NICK})>|(?P<speaker>{_SPEAKER}))\s*"
    rf"(?:(?:[-–—|·,@•]|at)?\s*[\[(]?(?P<a>{_TIME})[\])]?\s*:?|:)$",
    re.I,
)
_BARE_TIME = re.compile(rf"^[\[(]?(?P<time>{_TIME})[\])]?\s*(?:[-–—|·:]\s*)?(?P<text>\D\S*.*)$", re.I)
# What the screen puts in, at a chat's end too.
_STATUS = re.compile(
    rf"^[\W_]*(?:(?:read|seen|delivered|sent|received|edited|opened)"
    rf"(?:\W+(?:at )?(?:{_TIME}|{_DAY}|by\b.{{1,30}}|just now))?"
    rf"|{_TIME}|(?:today|yesterday)(?:\W+(?:at )?{_CLOCK})?|(?:new|\d+ (?:new|unread)) messages?"
    r"|(?:.{1,30} (?:is|are) |\(?)typing(?: a message)?|missed (?:voice |video )?call(?: from .{1,24})?"
    r"|.{1,30} (?:has )?(?:joined|left) the (?:chat|group|channel|conversation|room)"
    r"|not delivered|message (?:not sent|failed|deleted|unsent)|this message was deleted"
    r"|(?:image|photo|picture|video|gif|sticker|voice (?:note|message)|attachment|media)"
    r"(?: (?:omitted|attached|sent))?)"
    r"[\W_]*$",
    re.I,
)
# What it tells of the people, which a story might tell as well.
_DOING = re.compile(
    rf"^[\W_]*(?:.{{1,30}} (?:has )?(?:joined|left|quit|entered|added|removed|created|renamed)\b(?: (?:the|this))?"
    r"(?: (?:chat|group|channel|room|server|conversation|#\S+|.{1,24}))?"
    r"|.{1,30} (?:changed|set) the (?:group|subject|topic|icon|name|chat).{0,40}|.{1,30} is (?:now )?(?:on|off)line"
    rf"|.{{1,30}} (?:liked|loved|hearted|reacted to|laughed at|sent an? \w+).{{0,60}}|{_DAY})[\W_]*$",
    re.I,
)
_BRACKETED = re.compile(r"^[\[(*<][^\[\]]{1,60}[\])*>][.]?$")
# Labels that no one is called by.
_LABELS = lex.words(
    "note notes warning nb ps p.s day monday tuesday wednesday thursday friday saturday sunday chapter act scene item "
    "step question answer q a summary rating pairing disclaimer title author fandom characters words genre tags "
    "relationship setting part book page volume verse chorus bridge exhibit date time from to cc bcc subject re sent "
    "posted attachments ingredients method example figure table http https name age height weight occupation address "
    "remember result results caution tip"
)


# A line has one of these if it is a message.
_MARKS = (":", ">", "]", ")")
# Above what is said, as telephones had it: "To: Wren".
_TO_OR_FROM = re.compile(r"^(From|To|FROM|TO) ?: *([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2})$")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat; `time` and `speaker` may be empty."""

    speaker: str
    time: str
    text: str
    nick: bool = False


def message(line: str) -> Message | None:
    """A line of a chat: "[02:09] Wren: are you there", "<wren> are you there", "Wren (02:09): are you there"."""
    line = line.strip().lstrip("> ") if line[:1] != "<" else line.strip()
    if not any(mark in line for mark in _MARKS) or is_status(line):
        return None
    for shape in _SHAPES:
        seen = shape.match(line)
        if seen:
            parts = seen.groupdict()
            nick = parts.get("nick") or parts.get("prompt")
            speaker = (nick or parts.get("speaker") or "").strip()
            if speaker.lower() in _LABELS or len(speaker.split()) > 4:
                return None
            return Message(speaker, parts.get("a") or parts.get("b") or "", seen["text"], bool(nick))
    return None


def speaker_above(line: str) -> Message | None:
    """A line that says who speaks in the lines below: "Wren · 02:09", "Wren:"; its text is empty."""
    line = line.strip().lstrip("> ")
    if _TO_OR_FROM.match(line):
        return Message(line, "", "")
    if len(line) > 60 or (line[-1:] != ":" and not any(map(str.isdigit, line[-8:]))):
        return None
    seen = _ABOVE.match(line)
    if not seen or is_status(line):
        return None
    speaker = (seen["nick"] or seen["speaker"]).strip()
    if speaker.lower() in _LABELS or len(speaker.split()) > 3:
        return None
    return Message(speaker, seen["a"] or "", "", bool(seen["nick"]))


def sender(said: Message) -> str:
    """Who says it: none for "To: Wren", which is of the telephone's owner."""
    addressed = _TO_OR_FROM.match(said.speaker)
    return said.speaker if not addressed else addressed[2] if addressed[1].lower() == "from" else ""


def addressee(said: Message) -> str:
    """Who is written to: "Wren" of "To: Wren"."""
    addressed = _TO_OR_FROM.match(said.speaker)
    return addressed[2] if addressed and addressed[1].lower() == "to" else ""


def timed(line: str) -> Message | None:
    """A message that has a time and no speaker: "[21:04] where are you"."""
    seen = _BARE_TIME.match(line.strip()) if line[:1] in "[(0123456789" else None
    return Message("", seen["time"], seen["text"]) if seen else None


def is_status(line: str) -> bool:
    """A line that the screen puts in: "Read 21:04", "Wren is typing…", "Today", "[photo]"."""
    return len(line) < 90 and bool(_STATUS.match(line))


def is_doing(line: str) -> bool:
    """A line that says what people do on the screen: "Wren has left the chat", "*Kit waves*"."""
    return len(line) < 90 and bool(_DOING.match(line) or _BRACKETED.match(line))
