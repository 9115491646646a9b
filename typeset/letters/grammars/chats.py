"""Chats: runs of lines that say who speaks, with times, nicknames or a screen spoken of.

Enters: a chapter.  Leaves: forms with exact edges, roles, who speaks.  Never takes a play, an interview or a list: its
speakers come again, and something of it is a screen's.

A chat that the narration breaks into is as many forms as it has pieces; all its pieces are judged together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.letters.chapter import Chapter
from typeset.letters.grammars.form import Form, speaks, stands_apart, tells
from typeset.letters.grammars.message import (
    Message,
    addressee,
    is_doing,
    is_status,
    message,
    sender,
    speaker_above,
    timed,
)
from typeset.letters.grammars.screens import (
    FAINT,
    NEAR,
    confidence,
    first_named,
    is_bare,
    is_firm,
    is_title,
    screen_words,
    title_of,
)
from typeset.letters.signs import Sign
from typeset.letters.view import View
from typeset.model import Role

_APART = 2  # blocks of narration between two pieces of a chat, at most
_WORDS_A_LINE = 80


@dataclass(slots=True)
class _Run:
    """One piece of a chat: views from `first` to `last`, and what is said in them."""

    first: int
    last: int
    said: list[Message]


def chats(chapter: Chapter) -> Iterator[Form]:
    """The chats of a chapter, a form a piece."""
    together: list[_Run] = []
    known: set[str] = set()
    for run in _runs(chapter):
        if together and not _one_chat(chapter.views, together[-1], run, known):
            yield from _judged(chapter, together)
            together, known = [], set()
        together.append(run)
        known |= {each.speaker for each in run.said if each.speaker}
    yield from _judged(chapter, together)


def roles(first: int, last: int, views: Sequence[View]) -> dict[int, Role]:
    """Each line is body, but for one above that names the chat."""
    found: dict[int, Role] = dict.fromkeys(range(first, last + 1), "body")
    if first < last and not _said(views[first]) and is_title(views[first]):
        found[first] = "heading"
    return found


@dataclass(frozen=True, slots=True)
class Talk:
    """What a chat's lines say of its people.

    speakers: by the order in which they begin.  addressee: who is written to, where the line that opens says that and
    not who writes.  title: what the line at its head calls the chat.
    """

    speakers: tuple[str, ...]
    addressee: str = ""
    title: str = ""


def talk(views: Sequence[View]) -> Talk:
    """Who speaks in the views of a chat, and to whom."""
    lines = [line for view in views for line in view.lines]
    said = [message(line) or speaker_above(line) for line in lines]
    opening = next((each for each in said if each), None)
    title = title_of(views[0]) if not _said(views[0]) else ""
    if opening and opening.speaker and not sender(opening):
        return Talk((), addressee(opening), title)
    named = [name for each in said if each and (name := sender(each))]
    return Talk(tuple(dict.fromkeys(named or bare_names(lines))), title=title)


def bare_names(lines: Sequence[str]) -> list[str]:
    """The lines of a chat that are a name above what is said, each as often as it stands: those that come again."""
    short = [line for line in lines if _is_name(line)]
    again = {line for line in short if short.count(line) > 1}
    return [line for line in short if line in again]


# --- pieces -------------------------------------------------------------------------------------


def _runs(chapter: Chapter) -> Iterator[_Run]:
    views, at = chapter.views, 0
    while at < len(views):
        run = _run(chapter, at) if _may_open(views[at]) else None
        run = run or _run_below_names(chapter, at)
        if run:
            yield run
        at = run.last + 1 if run else at + 1


def _may_open(view: View) -> bool:
    """Cheap: a line with a colon, a time or a nickname near its head."""
    head = view.text[:48]
    return view.tag[0] != "h" and (":" in head or ">" in head or head[:1] in "<[(" or any(map(str.isdigit, head)))


def _run(chapter: Chapter, at: int) -> _Run | None:
    """The lines of a chat from view `at`, each with its speaker or below a line that has it."""
    views, said, last = chapter.views, list[Message](), at - 1
    k = at
    while k < len(views) and not (k > at and stands_apart(views[k])):
        own = _said(views[k])
        if own:
            said += own
            last, k = k, k + 1
            continue
        below = _spoken_below(chapter, k)
        if below > k:
            head = speaker_above(views[k].text)
            assert head is not None
            said.append(Message(head.speaker, head.time, views[k + 1].text, head.nick))
            last, k = below, below + 1
            continue
        if not said or not (through := _between(chapter, k)):
            break
        k = through
    if not said:
        return None
    return _Run(at, _trailing(views, last), said)


def _said(view: View) -> list[Message]:
    """The messages of a view, none unless (nearly) each of its lines is one."""
    if view.size > _WORDS_A_LINE * len(view.lines) or not _may_open(view):
        return []
    lines = view.lines
    if len(lines) > 1 and (head := speaker_above(lines[0])):
        return [Message(head.speaker, head.time, " ".join(lines[1:]), head.nick)] if head.time else []
    seen = [each for line in lines if (each := message(line) or timed(line))]
    statuses = sum(map(is_status, lines))
    return seen if seen and 4 * (len(seen) + statuses) >= 3 * len(lines) and not _quotes(seen) else []


def _quotes(said: Sequence[Message]) -> bool:
    """What is said stands in quotation marks, as it does in a book and not on a screen."""
    return all(each.text[:1] in "\"'“‘" and each.text[-1:] in "\"'”’" for each in said)


def _spoken_below(chapter: Chapter, at: int) -> int:
    """The last view of what is said below a speaker's line at `at`; `at` where that is none."""
    views = chapter.views
    head = speaker_above(views[at].text) if len(views[at].lines) == 1 and views[at].size < 9 else None
    if not head or at + 1 >= len(views) or not _is_text(chapter, at + 1):
        return at
    if not head.time and not any(speaker_above(views[k].text) for k in range(at + 2, min(len(views), at + 5))):
        # A name and a colon: one of several, or below another one.
        back = next((k for k in range(at - 2, max(-1, at - 5), -1) if k >= 0 and speaker_above(views[k].text)), None)
        if back is None:
            return at
    return _through_text(chapter, at + 1)


def _through_text(chapter: Chapter, at: int) -> int:
    """The last of the lines that one speaker says: more where another speaker follows or the manner goes on."""
    views, end = chapter.views, at
    while end + 1 < len(views) and end - at < 5 and _is_text(chapter, end + 1) and is_bare(views[end + 1].text):
        end += 1
    ahead = next((k for k in range(at + 1, min(len(views), at + 6)) if speaker_above(views[k].text)), None)
    if ahead and all(_is_text(chapter, k) for k in range(at + 1, ahead)):
        return ahead - 1
    return end


def _is_text(chapter: Chapter, at: int) -> bool:
    view = chapter.views[at]
    return (
        not stands_apart(view)
        and 0 < view.size < _WORDS_A_LINE
        and not speaks(view)
        and not tells(view, chapter.first_person)
        and not speaker_above(view.text)
        and not _said(view)
    )


def _run_below_names(chapter: Chapter, at: int) -> _Run | None:
    """A chat with each speaker's name alone above what is said, where a screen was spoken of."""
    views = chapter.views
    if not at or not _is_name_line(views[at]) or not screen_words(views[max(0, at - NEAR) : at]) - FAINT:
        return None
    near = [views[k].core for k in range(at, min(len(views), at + 24)) if _is_name_line(views[k])]
    names = {core for core in near if near.count(core) > 1}
    if len(names) < 2 or views[at].core not in names | set(near[1:2]):
        return None
    said: list[Message] = []
    last = k = at
    while k + 1 < len(views) and views[k].core in set(near) and not stands_apart(views[k]):
        end = k + 1
        if views[end].core in names or stands_apart(views[end]):
            break
        following = next((j for j in range(k + 2, min(len(views), k + 6)) if views[j].core in names), None)
        if following and not any(tells(views[j], chapter.first_person) for j in range(end, following)):
            end = following - 1
        said.append(Message(views[k].core, "", views[k + 1].text, True))
        last, k = end, end + 1
    return _Run(at, _trailing(views, last), said) if len(said) > 2 else None


def _is_name_line(view: View) -> bool:
    return view.tag == "p" and len(view.lines) == 1 and _is_name(view.core)


def _is_name(line: str) -> bool:
    return len(line) < 30 and line[-1:].isalnum() and line[:1].isalpha() and len(line.split()) < 4


def _between(chapter: Chapter, at: int) -> int:
    """The next message's view where only what a screen has stands between; 0 where the chat ends."""
    views = chapter.views
    for k in range(at, min(len(views) - 1, at + 2)):
        view = views[k]
        if stands_apart(view) or view.opens:
            return 0
        if not (
            all(map(_is_screen, view.lines)) or (_is_text(chapter, k) and is_bare(view.text) and not view.rates.third)
        ):
            return 0
        if not stands_apart(views[k + 1]) and (_said(views[k + 1]) or _spoken_below(chapter, k + 1) > k + 1):
            return k + 1
    return 0


def _is_screen(line: str) -> bool:
    return is_status(line) or is_doing(line)


def _trailing(views: Sequence[View], last: int) -> int:
    """The last of the lines that the screen adds at the end: "Read 21:04"."""
    while last + 1 < len(views) and not stands_apart(views[last + 1]) and views[last + 1].size < 9:
        view = views[last + 1]
        if not all(map(is_status, view.lines)) or (view.core[-1:] == "." and "..." not in view.core[-3:]):
            break
        last += 1
    return last


def _one_chat(views: Sequence[View], one: _Run, other: _Run, known: set[str]) -> bool:
    """Two pieces are near, of one scene, and the later one is of people known from the chat so far."""
    if other.first - one.last - 1 > _APART or any(stands_apart(views[k]) for k in range(one.last + 1, other.first + 1)):
        return False
    return other.first == one.last + 1 or is_firm(other.said) or bool(known & {each.speaker for each in other.said})


def _judged(chapter: Chapter, runs: Sequence[_Run]) -> Iterator[Form]:
    """The pieces as forms, if together they are a chat."""
    if not runs:
        return
    said = [each for run in runs for each in run.said]
    views = chapter.views
    first, last = runs[0].first, runs[-1].last
    titled = first > 0 and is_title(views[first - 1])
    inside = {at for run in runs for at in range(run.first, run.last + 1)}
    after = [views[at] for at in range(first, min(last + 2, len(views))) if at not in inside]
    sure = confidence(views[max(0, first - NEAR) : first], said, after[:NEAR], titled=titled)
    if not sure:
        return
    free, known = 0, set[str]()
    for run in runs:
        names = [name for name in dict.fromkeys(each.speaker for each in run.said) if name]
        first = first_named(views, run.first, free)
        goes_on = first == run.first > free and not known.isdisjoint(names)
        yield Form(first, run.last, "messages", Sign("a chat of", " and ".join(names[:4])), sure, goes_on)
        free = run.last + 1
        known.update(names)
