"""When a letter was written, as it says itself: the words, their value, and the element that holds both.

Enters: letters, trees, lines with roles, a language.  Leaves: a letter's words, letters with dates, `time` elements.
Never reckons a date that the letter does not give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from typeset.letters import grammars, surgery
from typeset.letters import lexicon as lex
from typeset.letters.moments import Custom, custom_of, moments
from typeset.letters.view import plain
from typeset.model import Element, Letter, Role, block_numbers, blocks, local, new, text_of

_MARKS = " _*.,“”\"'"
# The lines that may say when, the weightiest first; a heading is asked where no dateline says anything.
_DATING: Sequence[Role] = ("dateline", "letterhead", "heading")


def written_on(lines: Iterable[tuple[str, Role]]) -> str:
    """The date of a letter's dateline without the place before it, or of an email's Date line; "" where it has none."""
    for line, role in lines:
        fields = grammars.fields(line.strip())
        if fields:
            if sent := _sent(fields):
                return sent
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


def date_letters(letters: Sequence[Letter], tree: Element, language: str) -> tuple[Letter, ...]:
    """The letters, each with the date that it gives in HTML's form, or None where it gives none.

    language: the story's; where it has a region, 3/8/96 is read by the custom there.
    """
    wanted = {number for letter in letters for number in range(letter.first, letter.last + 1)}
    texts: dict[int, str] = {}
    for block in blocks(tree):
        for number in block_numbers(block):
            if number in wanted:
                texts[number] = f"{texts[number]}\n{text_of(block)}" if number in texts else text_of(block)
    lines = [list(_dating_lines(letter, texts)) for letter in letters]
    custom = custom_of((line for some in lines for line in some), language)
    return tuple(replace(letter, date=_first_date(some, custom)) for letter, some in zip(letters, lines, strict=True))


def _first_date(lines: Iterable[str], custom: Custom) -> str | None:
    found = (moment.value for line in lines for moment in moments(line, custom) if moment.dated)
    return next(found, None)


def _dating_lines(letter: Letter, texts: Mapping[int, str]) -> Iterator[str]:
    """The lines of a letter that may say when it was written, the likeliest first."""
    numbers = [number for number in range(letter.first, letter.last + 1) if number in texts]
    if letter.kind == "messages":
        said = (grammars.message(line.strip()) for number in numbers for line in texts[number].split("\n"))
        yield from (message.time for message in said if message and message.time)
        return
    for role in _DATING:
        for number in numbers:
            if letter.roles.get(number) == role:
                yield from (when for line in texts[number].split("\n") if (when := _when(line, role)))


def _when(line: str, role: Role) -> str:
    """The part of a line that may say when: an email's date field, else all of it; no other field, no letterhead."""
    fields = grammars.fields(line.strip())
    if fields:
        return _sent(fields)
    return line if role != "letterhead" else ""


def _sent(fields: Iterable[grammars.Field]) -> str:
    """The value of the field that says when; "" where none does."""
    return next((field.value for field in fields if field.role == "dateline"), "")


# --- in the tree --------------------------------------------------------------------------------


def mark_times(tree: Element, language: str) -> None:
    """Put each date and time of the letters' lines into a `time` element with its value, in place."""
    lines = [line for line in tree.iter() if _is_dating(line)]
    texts = [text_of(line) for line in lines]
    custom = custom_of(texts, language)
    for line, text in zip(lines, texts, strict=True):
        # From the last to the first, so that the places of those to come still hold.
        for moment in reversed(moments(text, custom)):
            surgery.wrap(line, moment.start, moment.end, new("time", datetime=moment.value))


def _is_dating(element: Element) -> bool:
    """A dateline, a naming line, a chat's time, the value of an email's date field."""
    name = element.get("class")
    if name == "heading":
        return not grammars.fields(text_of(element).strip())
    if name in ("dateline", "time"):
        return True
    term = element.getprevious() if local(element) == "dd" else None
    return term is not None and bool(_sent(grammars.fields(f"{text_of(term)}: …")))
