"""When a letter was written, as it says itself.

Enters: the text of its lines, with roles.  Leaves: words of the letter.  Never reckons a date.
"""

from __future__ import annotations

from collections.abc import Iterable

from typeset.letters import lexicon as lex
from typeset.letters.view import plain
from typeset.model import Role

_MARKS = " _*.,“”\"'"


def written_on(lines: Iterable[tuple[str, Role]]) -> str:
    """The date of a letter's dateline without the place before it, or of an email's Date line; "" where it has none."""
    for line, role in lines:
        field = lex.HEADER_FIELD.match(line.strip())
        if field:
            if field[1].lower() in ("date", "sent"):
                return field[2].strip()
        elif role == "dateline" and (date := _date_in(line.strip(_MARKS))):
            return date
    return ""


def _date_in(text: str) -> str:
    """From the date, or a weekday before it, to the end of the line; as written where the line begins with it."""
    flat = plain(text)
    seen = lex.DATE.search(flat) or lex.WEEKDAY.search(flat)
    if not seen:
        return ""
    before = lex.DAY_BEFORE.search(flat[: seen.start()])
    start = before.start() if before else seen.start()
    return text if start < 3 else flat[start:]
