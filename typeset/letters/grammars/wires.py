"""Telegrams: clipped words in capitals, or parted by STOP, with the lines of the office above and the sender below.

Enters: a chapter.  Leaves: forms with exact edges, and roles.  Never takes a shout, a placard or a road sign: one STOP
is not enough, and capitals alone must be announced as a wire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typeset.letters import lexicon as lex
from typeset.letters import shapes
from typeset.letters.chapter import Chapter
from typeset.letters.grammars.fields import header_lines
from typeset.letters.grammars.form import Form, speaks, stands_apart, tells
from typeset.letters.signs import Sign
from typeset.letters.view import View
from typeset.model import Role

_LONGEST_WORDS, _LINE_WORDS = 120, 60
_MOST_HEAD_LINES, _NAME_WORDS = 6, 4
# A full stop that was paid for; not what somebody is told to do, nor where a bus stands.
_STOP = re.compile(
    r"(?<=\w)(?<!\bto)(?<!\bnot)(?<!\bTO)(?<!\bNOT)(?<!\bthe)(?<!\bTHE)(?<!\bbus)(?<!\bBUS)(?<!\bfull)(?<!n't)(?<!N'T)"
    r"(?<!\bnever)(?<!\bNEVER)(?<!\band)(?<!\bAND)(?<!\bmust)(?<!\bMUST)(?<!\bplease)(?<!\bPLEASE)(?<!\bwill)"
    r"(?<!\bwould)(?<!\ba)(?<!\bA)[,.]? (?:STOP|stop)(?=[ .]|$)"
)
_SPELT_STOP = re.compile(r"\w\w[.,]? Stop[.,]?(?= [A-Z]|\W*$)")
_OFFICE = re.compile(
    r"\b(?:western union|post office|telegraphs?|telegrams?|cablegram|radiogram|wireless|marconi\w*|handed in|"
    r"received (?:at|here)|office of origin|via|time of receipt|deliver to|night letter)\b",
    re.I,
)
_NAME = re.compile(r"^[\W_]*(?:[Ff]rom |[Ll]ove )?(?:[A-Z][\w.'-]*)(?: (?:and|&|[A-Z][\w.'-]*)){0,3}[\W_]*$")


def telegrams(chapter: Chapter) -> Iterator[Form]:
    """The telegrams of a chapter that have a telegram's form."""
    views, at, free = chapter.views, 0, 0
    while at < len(views):
        if is_wire(views[at]) or _is_announced(views, at):
            first, last = _head(views, at, free), _foot(views, _through_capitals(views, at))
            stopped = len(_STOP.findall(views[at].text))
            words = " ".join(views[at].text.split()[:4])
            yield Form(first, last, "telegram", Sign("a telegram's form", words), 0.97 if stopped > 1 else 0.9)
            free, at = last + 1, last
        at += 1


def roles(chapter: Chapter, first: int, last: int) -> dict[int, Role]:
    """The role of each view of a telegram."""
    views = chapter.views
    body = max(range(first, last + 1), key=lambda at: (len(_STOP.findall(views[at].text)), views[at].size, -at))
    found: dict[int, Role] = dict.fromkeys(range(first, last + 1), "body")
    found |= {at: _head_role(views[at]) for at in range(first, body)}
    if body < last and views[last].size <= _NAME_WORDS:
        found[last] = "signature"
    return found


def _head_role(view: View) -> Role:
    if _names_wire(view):
        return "heading"
    printed = header_lines(view.lines) or _OFFICE.search(view.core)
    if printed or not shouts(view.text):
        return "dateline" if shapes.dateline(view) and not printed else "letterhead"
    return "dateline" if lex.DATE.search(view.core) else "address"


def is_wire(view: View) -> bool:
    """A block that is a telegram by its own words."""
    text = view.text
    if ("STOP" not in text and " stop" not in text) or not 2 < view.size < _LONGEST_WORDS:
        return False
    count = len(_STOP.findall(text))
    if not count or (view.opens and not view.closes) or (speaks(view) and not _in_capitals(view.narration + text)):
        return False
    if shouts(text):
        return count > 1 or view.size > 5
    if count < 2 or (view.speech * len(text) > 0.3 * len(text) > 0 and not (view.opens and view.closes)):
        return False
    # In small letters: no sentence that anybody would write out has two of them and no commas.
    return not view.rates.third and text.count(",") < 2 and _clipped(text, count)


def _clipped(text: str, count: int) -> bool:
    """Stops come often, and other stops seldom."""
    return count * 16 >= len(text.split()) and sum(map(text.count, ".!?")) <= count + 1


def _is_announced(views: Sequence[View], at: int) -> bool:
    """Capitals, or words parted by “Stop.”, below a line that speaks of a wire or names one."""
    view = views[at]
    if not at or not 2 < view.size < _LINE_WORDS or view.tag != "p":
        return False
    if at + 1 < len(views) and is_wire(views[at + 1]) and not _STOP.search(view.text) and _is_head_line(view):
        return False  # for whom the wire below is
    before = views[at - 1]
    if _is_named(before) and not tells(view, first_person=False) and not header_lines(view.lines):
        return True
    if header_lines(before.lines) == len(before.lines) and _named_above(views, at - 1):
        return not header_lines(view.lines)
    capitals = shouts(view.text)
    if not (capitals and view.size > 3) and len(_SPELT_STOP.findall(view.text)) < 2:
        return False
    if _OFFICE.search(view.core) and view.size < 9:
        return False
    if _names_wire(before):
        return True
    tail = " ".join(before.sentences[-2:])
    plain = bool(lex.NAMES_WIRE.search(tail)) and not stands_apart(view)
    return plain and not lex.OTHER_DOCUMENTS.search(tail)


def _is_named(view: View) -> bool:
    """A line of its own that is a telegram's name, in capitals or with its people."""
    return view.tag == "p" and _names_wire(view) and (shouts(view.core) or bool(lex.NAMING.match(view.core)))


def _named_above(views: Sequence[View], at: int) -> bool:
    """Fields below a telegram's name."""
    while at > 0 and header_lines(views[at].lines) == len(views[at].lines):
        at -= 1
    return _is_named(views[at])


def shouts(text: str) -> bool:
    """All in capitals, but for what a clerk writes small."""
    small = sum(map(str.islower, text))
    return 8 * small < sum(map(str.isupper, text)) and any(map(str.isupper, text))


def _in_capitals(view: View | str) -> bool:
    return shouts(view if isinstance(view, str) else view.text)


def _names_wire(view: View) -> bool:
    """A line that is a telegram's name: "TELEGRAM", "Telegram, Ann to Bo"."""
    if view.size > 14 or not lex.NAMES_WIRE.search(view.core) or (view.core[-1:] in ".?!" and view.size > 4):
        return False
    return shouts(view.core) or bool(lex.NAMING.match(view.core)) or (view.size < 3 and view.core[-1:] != ".")


def _head(views: Sequence[View], at: int, free: int) -> int:
    """The first of the lines above: the form's name, the office, when it came, for whom."""
    first = at
    while first > free and at - first < _MOST_HEAD_LINES and not views[first].broken:
        above = views[first - 1]
        if is_wire(above) or not _is_head_line(above):
            break
        first -= 1
    return first


def _is_head_line(view: View) -> bool:
    if not 0 < view.size < 16 or speaks(view):
        return False
    if _names_wire(view):
        return True
    if view.tag != "p":
        return False
    return (
        (shouts(view.text) and view.size < 12 and view.core[-1:] not in "?!")
        or header_lines(view.lines) == len(view.lines)
        or bool(_OFFICE.search(view.core) and not (view.rates.third or view.rates.you or view.core[-1:] in ".?!"))
        or bool(shapes.dateline(view))
    )


def _through_capitals(views: Sequence[View], at: int) -> int:
    """The last of the lines in capitals that go on from view `at`, but for those at the head of another telegram."""
    last = at
    while last + 1 < len(views) and last - at < _MOST_HEAD_LINES and _goes_on(views[last + 1]):
        last += 1
    another = last + 1 < len(views) and is_wire(views[last + 1])
    return at if another else last


def _goes_on(view: View) -> bool:
    capitals = view.tag == "p" and shouts(view.text) and 0 < view.size < _LINE_WORDS
    return capitals and not stands_apart(view) and not is_wire(view) and not _names_wire(view)


def _foot(views: Sequence[View], at: int) -> int:
    """The last line: a name below, or the telegram's own."""
    below = at + 1
    if below >= len(views) or stands_apart(views[below]) or is_wire(views[below]):
        return at
    view = views[below]
    if not 0 < view.size <= _NAME_WORDS or not _NAME.match(view.core) or view.opens != views[at].opens:
        return at
    return below if shouts(view.core) or view.core[-1:] not in ".?!" or view.core[:1] == "—" else at
