"""The fields of a message's header: "From: Ann", "Subject: the key"; one a line, or several on one.

Enters: lines.  Leaves: fields.  Never says what a header is the head of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from typeset.model import Role

_LABEL = (
    r"from|to|cc|bcc|subject|subj|re|sent(?: at| on)?|date|time|received|reply[- ]to|attach(?:ments?|ed)|importance|"
    r"priority"
)
_HEAD = re.compile(rf"[^\w\"']*\b({_LABEL})[*_ ]*:[*_]*\s*", re.I)
# A further field on the line has its capital: "From: Ann  To: Bo".
_FURTHER = re.compile(
    r"[\s|;,·•]+[*_]*\b((?:From|FROM|To|TO|C[Cc]|B[Cc]{2}|Subj(?:ect)?|SUBJ(?:ECT)?|Sent(?: at| on)?|SENT|Date|DATE|"
    r"Time|TIME|Received|Reply-To|Attach(?:ments?|ed)|Importance|Priority)[*_ ]*):[*_]*\s*"
)
_ROLES: dict[str, Role] = {
    "date": "dateline", "sent": "dateline", "time": "dateline", "received": "dateline", "sent at": "dateline",
    "sent on": "dateline", "subject": "heading", "subj": "heading", "re": "heading",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its label as written; `value` stands from `start` to `end` in the line."""

    name: str
    value: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """The label in lower case."""
        return self.name.lower()

    @property
    def role(self) -> Role:
        """The role of a line that is this field."""
        return _ROLES.get(self.label, "letterhead")


def fields(line: str) -> list[Field]:
    """The fields of a line in order; none where it does not begin with one."""
    head = _HEAD.match(line) if ":" in line else None
    if not head:
        return []
    cuts = [(head[1], head.start(), head.end())]
    cuts += [(seen[1], seen.start(), seen.end()) for seen in _FURTHER.finditer(line, head.end())]
    ends = [start for _, start, _ in cuts[1:]] + [len(line)]
    return [
        Field(label.strip(" *_"), line[start:end].strip(), start, end)
        for (label, _, start), end in zip(cuts, ends, strict=True)
    ]


def header_lines(lines: Sequence[str]) -> int:
    """How many lines at the head of some are fields."""
    return next((at for at, line in enumerate(lines) if not fields(line)), len(lines))


def all_fields(lines: Iterable[str]) -> list[Field]:
    """The fields of some lines."""
    return [field for line in lines for field in fields(line)]
