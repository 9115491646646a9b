"""The order of letters in time, and which of them stand in the book where their date does not put them.

Enters: letters in the order of the book, each with its story.  Leaves: days, and places in that order.  Never compares
what cannot be compared: a letter without a date, and one without a year where its neighbours do not give it one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from typeset.model import Letter

_DAY = len("1996-08-03")


@dataclass(frozen=True, slots=True)
class Dated:
    """A letter of a story.  timeline: what it is to be compared within, such as the stories of one author."""

    letter: Letter
    story: str
    timeline: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A letter (by its place) that is out of order beside another: `later` says that it stands after that one."""

    place: int
    beside: int
    later: bool


def days(some: Sequence[Dated]) -> list[str | None]:
    """The day, month or year of each letter, with its year; None where it cannot be told.

    A day without a year is of the year that the nearest letters with one, before it and after it in the same story,
    have in common.
    """
    before, after = _years(some), _years(some[::-1])[::-1]
    found: list[str | None] = []
    for dated, last, following in zip(some, before, after, strict=True):
        date = (dated.letter.date or "")[:_DAY]
        if date.startswith("--"):
            date = f"{last}{date[1:7]}" if last and last == following else ""
        found.append(date or None)
    return found


def _years(some: Sequence[Dated]) -> list[str | None]:
    """For each letter the year of the nearest one up to it, in its story, that has a year."""
    years: list[str | None] = []
    year: str | None = None
    for at, dated in enumerate(some):
        if at and some[at - 1].story != dated.story:
            year = None
        date = dated.letter.date
        if date and date[0] != "-":
            year = date[:4]
        years.append(year)
    return years


def strays(some: Sequence[Dated]) -> list[Stray]:
    """The letters out of order: the fewest without which the others are in order."""
    known = days(some)
    outer = _outermost(some)
    lines: dict[str, list[int]] = {}
    for at, dated in enumerate(some):
        if known[at] and outer[at]:
            lines.setdefault(dated.timeline, []).append(at)
    return sorted((stray for line in lines.values() for stray in _of_line(line, known)), key=lambda each: each.place)


def _outermost(some: Sequence[Dated]) -> list[bool]:
    """Not within another letter: what a letter quotes or encloses is older than it by right."""
    found: list[bool] = []
    story, last = "", -1
    for dated in some:
        last = last if dated.story == story else -1
        story = dated.story
        found.append(dated.letter.last > last)
        last = max(last, dated.letter.last)
    return found


def _of_line(line: Sequence[int], known: Sequence[str | None]) -> list[Stray]:
    keys = _keys([known[at] or "" for at in line])
    kept = _longest_rise(keys)
    found: list[Stray] = []
    for at, key in enumerate(keys):
        place = bisect_left(kept, at)
        if place < len(kept) and kept[place] == at:
            continue
        # Those in order rise, so that one of the two beside this letter speaks against its place.
        later = place > 0 and keys[kept[place - 1]] > key
        found.append(Stray(line[at], line[kept[place - 1 if later else place]], later))
    return found


def _keys(values: Sequence[str]) -> list[str]:
    """Days that compare as text; a month or a year alone goes with the day before it, where that lies within."""
    keys: list[str] = []
    for value in values:
        if len(value) < _DAY:
            value = keys[-1] if keys and keys[-1].startswith(value) else (value + "-01-01")[:_DAY]
        keys.append(value)
    return keys


def _longest_rise(keys: Sequence[str]) -> list[int]:
    """The places of the most keys that never fall, in order."""
    tails: list[str] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        length = bisect_right(tails, key)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [key]
        ends[length : length + 1] = [at]
    kept: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(at)
        at = before[at]
    return kept[::-1]
