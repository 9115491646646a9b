"""How a mail begins: its block of fields, and the lines that say that another mail follows.

Enters: views.  Leaves: headers, and judgements on a line.  Never looks at what is written below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from typeset.letters import lexicon as lex
from typeset.letters.grammars.fields import Field, all_fields, header_lines
from typeset.letters.grammars.form import stands_apart
from typeset.letters.view import View

_MEMO = re.compile(r"^\W*(?:(?:internal|inter-?office|office|staff) )?(?:memo|memorandum)\b[^.!?]{0,40}\W*$", re.I)
_RULE = re.compile(
    r"^[\W_]*(?:(?:original|forwarded|quoted|previous) (?:message|e?-?mail)(?: (?:from|by|follows)\b.{0,60})?|"
    r"begin forwarded message|(?:start|end) (?:of )?(?:original|forwarded) message|weitergeleitete nachricht|"
    r"message transféré)\W*$|^_{5,}$",
    re.I,
)
_WROTE = re.compile(
    r"^[\W_]*(?:on|le|am|el)\b.{0,60}\d.{0,90}\b(?:wrote|writes|a écrit|schrieb|escribió)(?:\b.{0,30})?\s*:\s*$"
    r"|^[\W_]*[^.!?:]{1,50}<[^<>\s]+@[^<>\s]+>\s+(?:wrote|writes)\s*:\s*$"
    r"|^[\W_]*on (?:mon|tues?|wed|thu|fri|sat|sun)\w*,? .{0,60}\bwrote\s*:\s*$",
    re.I,
)

_NO_NAMES = lex.words("the all and of for my our mr mrs ms dr miss sir no reply team")


@dataclass(frozen=True, slots=True)
class Header:
    """A block of fields: `end` is the view after it; `mixed`: its last view holds the mail's first words too."""

    end: int
    fields: tuple[Field, ...]
    mixed: bool

    @property
    def body(self) -> int:
        """The view in which the mail's words begin."""
        return self.end - 1 if self.mixed else self.end

    @property
    def labels(self) -> frozenset[str]:
        """The labels of its fields."""
        return frozenset(field.label for field in self.fields)

    def values(self, *labels: str) -> list[str]:
        """What its fields of these labels say."""
        return [field.value for field in self.fields if field.label in labels]


def header(views: Sequence[View], at: int) -> Header | None:
    """The header that begins at a view; a list of addresses may run on over a line without a label."""
    if ":" not in views[at].text or not header_lines(own_lines(views[at])):
        return None
    seen: list[Field] = []
    end = at
    while end < len(views) and not (end > at and stands_apart(views[end])):
        lines = own_lines(views[end])
        count = header_lines(lines) if ":" in views[end].text else 0
        if not count:
            if end == at or not _runs_on(views, end):
                break
        else:
            new = all_fields(lines[:count])
            if {field.label for field in seen} & {field.label for field in new} & {"from", "to", "subject"}:
                break  # the next mail's
            seen += new
        end += 1
        if 0 < count < len(lines):
            return Header(end, tuple(seen), True)
    return Header(end, tuple(seen), False)


def _runs_on(views: Sequence[View], at: int) -> bool:
    """A line of more addresses between two fields."""
    goes_on = at + 1 < len(views) and header_lines(own_lines(views[at + 1])) > 0
    return goes_on and views[at].size < 16 and views[at - 1].core[-1:] in ",;"


def own_lines(view: View) -> list[str]:
    """The lines of a view, without one at its head that only says that a mail follows."""
    return after_rule(view.lines)


def after_rule(lines: list[str]) -> list[str]:
    """Some lines, without a first one that only says that a mail follows."""
    return lines[1:] if len(lines) > 1 and _RULE.match(lines[0]) else lines


def is_rule(views: Sequence[View], at: int) -> bool:
    """A line that says that another mail follows; a bare rule only where its fields do."""
    lines = views[at].lines
    if not _RULE.match(lines[0]):
        return False
    below = lines[1:] or (views[at + 1].lines if at + 1 < len(views) else [])
    return any(map(str.isalpha, lines[0])) or header_lines(below) > 0


def is_memo(view: View) -> bool:
    """The name of a memorandum, alone on its line."""
    return view.size < 9 and bool(_MEMO.match(view.core))


def says_who_wrote(view: View) -> bool:
    """ "On Monday, Ann wrote:" above what is quoted."""
    return view.core[-1:] == ":" and bool(_WROTE.match(view.core))


def opens_quote(views: Sequence[View], at: int) -> bool:
    """A line below which another mail stands."""
    return says_who_wrote(views[at]) or is_rule(views, at)


def names(values: Iterable[str]) -> frozenset[str]:
    """The words of some names in lower case, without addresses, and their initials."""
    words = {
        word for value in values for word in re.findall(r"[^\W\d_]{2,}", value.split("<")[0].split("@")[0].lower())
    }
    words -= _NO_NAMES
    return frozenset(words | {word[0] for word in words})
