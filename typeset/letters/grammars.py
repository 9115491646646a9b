"""Plain grammars for what has a form of its own and needs no weighing of words: emails, chats, telegrams.

Enters: a chapter.  Leaves: candidate spans with their kind, and the roles of their lines.  Never reads the story
around, but for the words that tell a chat from a play.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.roles import roles as letter_roles
from typeset.letters.score import Evidence, Weighed, weigh
from typeset.letters.signs import Sign
from typeset.letters.view import View
from typeset.model import Kind, Role

_EMAIL_WORTH, _CHAT_WORTH, _WIRE_WORTH = 6.0, 9.0, 5.0
_SHORTEST_CHAT, _SHORTEST_TIMED, _MOST_SPEAKERS = 3, 2, 8
_TIME = r"[\[(]?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?[\])]?"
_STAMP = r"[\[(]?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?[\])]?"
_MESSAGE = re.compile(
    rf"^(?P<before>{_STAMP}|{_TIME})?\s*(?:[-–—|]\s*)?(?:<(?P<nick>[^<>]{{1,30}})>|(?P<speaker>[^\W\d][\w "
    rf".'&()-]{{0,28}}?)\s*(?P<after>{_TIME})?\s*:)\s+(?P<text>\S.*)$"
)
_CHAT_WORDS = lex.words(
    "text texts texted texting phone phones message messages messaged messaging chat chats thread screen group dm "
    "dms typing typed window cursor channel buzzed pinged pings ping sms app log server online"
)
_RULE = re.compile(r"^[\W_]*(?:original|forwarded) message\W*$", re.I)
_STOP = re.compile(r"\bSTOP\b|(?<=\w) stop (?=\w)")


@dataclass(frozen=True, slots=True)
class Message:
    """One line of a chat; `time` may be empty."""

    speaker: str
    time: str
    text: str


def message(line: str) -> Message | None:
    """A line of a chat: "[02:09] Wren: are you there", "<wren> are you there", "Wren (02:09): are you there"."""
    seen = _MESSAGE.match(line.lstrip("> "))
    if not seen or lex.HEADER_FIELD.match(line):
        return None
    return Message(
        (seen["nick"] or seen["speaker"]).strip(), (seen["before"] or seen["after"] or "").strip("[]() "), seen["text"]
    )


def spans(chapter: Chapter) -> list[Weighed]:
    """The candidates of all grammars."""
    return [*_emails(chapter), *_chats(chapter), *_telegrams(chapter)]


def roles(chapter: Chapter, span: Weighed) -> dict[int, Role]:
    """The role of each view of a span that a grammar gave."""
    if span.kind == "messages":
        return dict.fromkeys(range(span.first, span.last + 1), "body")
    inner = quoted_reply(chapter, span)
    quoting = bool(lex.QUOTED_REPLY.match(chapter.views[span.first].core))
    named: dict[int, Role] = {span.first: "heading"} if quoting else {}
    named |= letter_roles(chapter, span.first + quoting, inner.first - 1 if inner else span.last)
    named |= dict.fromkeys(range(len(named) + span.first, span.last + 1), "body")
    return named


# --- emails -------------------------------------------------------------------------------------


def header_fields(view: View) -> list[str]:
    """The fields that a view's lines give, in lower case; empty unless every line is one."""
    seen = [lex.HEADER_FIELD.match(line) for line in view.lines]
    return [each[1].lower() for each in seen if each] if all(seen) else []


def _emails(chapter: Chapter) -> Iterator[Weighed]:
    at, views, covered = 0, chapter.views, -1
    while at < len(views):
        if at > covered and (through := _through_reply(views, at - 1, len(views))) > at:
            yield _as(weigh(chapter, at, through), "email", "quoted below an email", _EMAIL_WORTH)
        fields: list[str] = []
        end = at
        while end < len(views) and (own := header_fields(views[end])):
            fields += own
            end += 1
        if len(fields) > 1 and {"from", "to", "subject"} & set(fields):
            limit = next((k for k in range(end, len(views)) if _outside(views[k])), len(views))
            options = [weigh(chapter, at, last) for last in range(end, min(limit, end + 60))] or [
                weigh(chapter, at, end - 1)
            ]
            best = max(options, key=lambda each: each.score)
            covered = _through_reply(views, best.last, limit)
            best = replace(best, first=_from_rule(views, at), last=covered)
            yield _as(best, "email", "email header", _EMAIL_WORTH + len(fields) - 2)
        at = max(end, at + 1)


def _outside(view: View) -> bool:
    """What no email goes on with: a scene break, another header, someone who speaks."""
    spoken = view.opens and bool(lex.SPEECH_TAG.search(view.text))
    return view.broken or spoken or bool(header_fields(view)) or bool(_RULE.match(view.core))


def _from_rule(views: Sequence[View], at: int) -> int:
    """The line that says "Original Message" above a header, or the header's own first."""
    return at - 1 if at and _RULE.match(views[at - 1].core) else at


def _through_reply(views: Sequence[View], last: int, limit: int) -> int:
    """The last block of the quoted message below an email, or the email's own where there is none."""
    at = last + 1
    if at >= limit or not lex.QUOTED_REPLY.match(views[at].core):
        return last
    while at + 1 < limit and (views[at + 1].quoted or views[at + 1].inset or not views[at + 1].core):
        at += 1
    return at if at > last + 1 else last


def quoted_reply(chapter: Chapter, span: Weighed) -> Weighed | None:
    """The message that an email quotes below its own words: a letter within the letter."""
    for at in range(span.first + 1, span.last):
        if span.kind == "email" and lex.QUOTED_REPLY.match(chapter.views[at].core):
            sign = Evidence(Sign("quoted below an email", chapter.views[at].core), _EMAIL_WORTH)
            return Weighed(at, span.last, (sign,), _EMAIL_WORTH, "email")
    return None


def _as(span: Weighed, kind: Kind, key: str, worth: float) -> Weighed:
    return replace(span, kind=kind, evidence=(Evidence(Sign(key), worth), *span.evidence), score=span.score + worth)


# --- chats --------------------------------------------------------------------------------------


def _chats(chapter: Chapter) -> Iterator[Weighed]:
    at, views = 0, chapter.views
    while at < len(views):
        end, lines = at, list[Message]()
        while end < len(views) and not (end > at and views[end].broken):
            own = _messages(views[end])
            if not own and not (
                lines and _is_notice(views[end]) and end + 1 < len(views) and _messages(views[end + 1])
            ):
                break
            lines += own
            end += 1
        if len(lines) >= _SHORTEST_TIMED and _is_chat(chapter, at, lines):
            sign = Sign("a chat of", " and ".join(dict.fromkeys(line.speaker for line in lines)))
            yield Weighed(at, end - 1, (Evidence(sign, _CHAT_WORTH),), _CHAT_WORTH, "messages")
        at = max(end, at + 1)


def _messages(view: View) -> list[Message]:
    """The messages of a view, none unless (nearly) each of its lines is one."""
    if view.size > 80 * len(view.lines) or (":" not in view.text and ">" not in view.text):
        return []
    seen = [each for line in view.lines if (each := message(line))]
    return seen if 4 * len(seen) >= 3 * len(view.lines) else []


def _is_notice(view: View) -> bool:
    """A line that the screen puts between messages: "Ann is typing…", "Today"."""
    told = view.rates.third or view.core[-1:] == ":"
    return view.size < 6 and not told and not view.opens and len(view.lines) == 1


def _is_chat(chapter: Chapter, at: int, lines: list[Message]) -> bool:
    """Few speakers who come again, and what no play or list has: times, nicknames, a screen spoken of, bare lines."""
    speakers = [line.speaker for line in lines]
    if all(line.time for line in lines):
        return 1 < len(set(speakers)) <= _MOST_SPEAKERS
    if len(lines) < _SHORTEST_CHAT or not 1 < len(set(speakers)) <= min(_MOST_SPEAKERS, len(lines) - 1):
        return False
    before = {word for view in chapter.views[max(0, at - 2) : at] for word in view.vocabulary}
    timed = sum(bool(line.time) for line in lines)
    bare = sum(line.text[:1].islower() or line.text[-1:] not in ".!?\"'—…" for line in lines)
    shouted = all(speaker.isupper() for speaker in speakers)
    return bool(timed or (before & _CHAT_WORDS and not shouted) or bare > 0.4 * len(lines))


# --- telegrams ----------------------------------------------------------------------------------


def _telegrams(chapter: Chapter) -> Iterator[Weighed]:
    at, views = 0, chapter.views
    while at < len(views):
        if not _is_wire(views[at]):
            at += 1
            continue
        first = last = at
        while first and _in_capitals(views[first - 1]) and not _is_wire(views[first - 1]) and not views[first].broken:
            first -= 1
        while (
            last + 1 < len(views)
            and not views[last + 1].broken
            and _in_capitals(views[last + 1])
            and not _is_wire(views[last + 1])
        ):
            last += 1
        yield _as(weigh(chapter, first, last), "telegram", "a telegram's form", _WIRE_WORTH)
        at = last + 1


def _is_wire(view: View) -> bool:
    return (
        ("STOP" in view.text or " stop " in view.text)
        and view.size < 120
        and (len(_STOP.findall(view.text)) > 1 or (_in_capitals(view) and "STOP" in view.text))
    )


def _in_capitals(view: View) -> bool:
    return (
        0 < view.size < 60 and view.text.upper() == view.text and view.tag == "p" and any(map(str.isalpha, view.text))
    )
