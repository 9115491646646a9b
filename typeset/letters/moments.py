"""Dates and times as people write them, read: where their words stand, and their value in HTML's form.

Enters: the text of a line, raw or plain.  Leaves: moments, with places in that text.  Never guesses what the words do
not say: a year that is left out stays out, a day that no calendar has is no date, a weekday alone has no value.

Values are HTML's (“Dates and times” of the living standard): 1996-08-03, 1996-08, 1996, --08-03 where the year is
not told, 21:04, and 1996-08-03T21:04 with an offset where one is given.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from typeset.letters import tongues


def _numbered(names: str, start: int = 1) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(names.split(), start)}


_ABBREVIATED: Mapping[str, int] = {
    **_numbered("jan feb mar apr may jun jul aug sep oct nov dec"),
    "sept": 9, "janry": 1, "feby": 2, "septr": 9, "octr": 10, "novr": 11, "decr": 12,
}  # fmt: skip
# May is never shortened, and a full stop after it ends a line.
_POINTED = _ABBREVIATED.keys() - {"may"}
_MONTHS: Mapping[str, int] = {
    **tongues.MONTHS,
    **_numbered("january february march april may june july august september october november december"),
    **_ABBREVIATED, "fevrier": 2, "aout": 8, "decembre": 12, "marz": 3, "setiembre": 9,
}  # fmt: skip
_ROMAN = _numbered("i ii iii iv v vi vii viii ix x xi xii")
_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
# Monday is 0.
_WEEKDAYS: Mapping[str, int] = {**tongues.WEEKDAYS, **_numbered("mon tue wed thu fri sat sun", start=0)}
# Where the month goes before the day in figures.
_MONTH_FIRST_REGIONS = frozenset(("us", "ph"))
# The groups of the patterns below that may hold a year.
_YEARS = ("ya", "yb", "yc", "yd", "ye", "yf")
# Two figures of a year, where no other date tells the century: from 30 on the last, as spreadsheets have it.
_PIVOT = 30


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


_NOT_AMID = r"(?<![^\W_])"
_MONTH = rf"(?P<{{0}}>{_any(_MONTHS)})(?![^\W_])\.?"
_DAY = rf"(?:(?P<{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th|d|er|[ºª°])?(?![^\W_]|[:/]\d)\.?|(?P<{{1}}>{_any(_ORDINALS)})\b)"
_WEEKDAY = (
    rf"(?:(?P<{{0}}>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?(?![^\W_])\.?|"
    rf"(?P<{{1}}>{_any(tongues.WEEKDAYS)})\b)[\s,]*"
)
_CENTURY = r"1\d|20"
# 1996, old style 1711/12, 18— (which says nothing of the year), ’96; bare 96 only where nothing follows but a time.
_YEAR = (
    rf"(?:[\s,.—–-]*(?:de[l]? |in the year )?(?:(?P<{{0}}>(?:{_CENTURY})\d\d)(?:/(?P<{{1}}>\d{{{{1,2}}}}))?(?!\d)"
    r"|['’‘](?P<{2}>\d\d)(?!\d)|1\d?\d?\s?(?:[‒—–―⸺⸻_]+|-+|\.{{2,}})|(?P<{3}>\d\d)(?=\W*$|,?\s+(?:at\s+)?\d{{1,2}}:\d)))?"
)
_OF = r"\s*(?:-|(?:day )?of |de |del |d['’])?"
_HALF = r"[ap]\.?\s?m\b\.?|in the (?:morning|afternoon|evening)\b|at night\b"
_CLOCK = (
    rf"(?:(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?!\d)\s*(?P<half>{_HALF})?"
    rf"|[.](?P<minute2>\d\d)\s*(?P<half2>{_HALF})|\s*(?P<half3>{_HALF})"
    r"|\s?h\s?(?P<minute4>\d\d)\b|(?:[.:](?P<minute3>\d\d))?\s?(?:uhr\b|h\b)))"
    r"(?:\s?(?:(?:utc|gmt)?(?P<offset>[+-]\d\d:?\d\d)\b|(?P<zulu>z|utc|gmt)\b))?"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_NOT_AMID + text, re.I)


_DATES = _pattern(
    rf"(?:(?:{_WEEKDAY.format('wa', 'wb')})?(?:"
    rf"(?:the |le |el |den |am )?{_DAY.format('da', 'oa')}{_OF}[.\s]*{_MONTH.format('ma')}"
    rf"{_YEAR.format('ya', 'na', 'sa', 'ta')}"
    rf"|{_MONTH.format('mb')}[\s,]*(?:the )?{_DAY.format('db', 'ob')}{_YEAR.format('yb', 'nb', 'sb', 'tb')}"
    rf"|(?P<dd>\d{{1,2}})(?P<mark>[./ -])(?P<roman>{_any(_ROMAN)})(?P=mark)(?P<yd>(?:{_CENTURY})\d\d|\d\d)(?!\d)"
    rf"|(?<![/.:-])(?P<ye>(?:{_CENTURY})\d\d)(?P<part>[./-])(?P<me>\d\d?)(?P=part)(?P<de>\d\d?)(?!\d|[/.:-]\d)"
    rf"|(?<![/.:-])(?P<first>\d\d?)(?P<sep>[./-])(?P<then>\d\d?)(?P=sep)(?P<yf>(?:{_CENTURY})\d\d|\d\d)(?!\d|[/:-]\d))"
    rf"|{_MONTH.format('mc')}[\s,]*(?:of |de )?(?P<yc>(?:{_CENTURY})\d\d)(?!\d))"
)
_TIMES = re.compile(rf"(?:(?<=\dT)|(?<![^\W_])(?<!\d[:.]))(?:{_CLOCK})", re.I)
_BETWEEN = re.compile(r"[\s,;—–]*(?:\bat |\bum |\bà |t(?=\d))?\s*", re.I)
_YEAR_ALONE = re.compile(r"(?:^|[\s,(])((?:1[4-9]|20)\d\d)\W*$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, a time or both; text[start:end] says it, `value` is HTML's form of it."""

    start: int
    end: int
    value: str

    @property
    def dated(self) -> bool:
        """It says more than a time of day."""
        return self.value[2:3] != ":"


@dataclass(frozen=True, slots=True)
class Custom:
    """How the dates of a story are to be read.

    month_first: 3/8/96 is a day of March.  near: the year that others told by two figures are near to, or None.
    """

    month_first: bool = False
    near: int | None = None

    def year(self, figures: str) -> int:
        """A year from all its figures or its last two."""
        year = int(figures)
        if len(figures) > 2:
            return year
        if self.near is None:
            return year + (1900 if year >= _PIVOT else 2000)
        return self.near + (year - self.near + 50) % 100 - 50


def moments(text: str, custom: Custom) -> list[Moment]:
    """What a line says of when, in order: a date, a time, or the two as one where they stand together."""
    dates = [each for seen in _DATES.finditer(text) if (each := _date(seen, custom))]
    date = dates[0] if dates else None
    times = [
        (Moment(seen.start(), seen.end(), value), seen)
        for seen in _TIMES.finditer(text)
        if (value := _time(seen)) and not (date and seen.start() < date.end and date.start < seen.end())
    ]
    if not times:
        # A day that no calendar has does not leave its year behind.
        alone = None if _DATES.search(text) else _YEAR_ALONE.search(text)
        if alone:
            return [Moment(alone.start(1), alone.end(1), alone[1])]
        return [date] if date else []
    time, seen = times[0]
    if date is None:
        return [time]
    follows = _BETWEEN.fullmatch(text, date.end, time.start) is not None
    if follows and len(date.value) == len("1996-08-03") and date.value[0] != "-":
        return [Moment(date.start, time.end, f"{date.value}T{time.value}{_offset(seen)}")]
    return sorted((date, time), key=lambda each: each.start)


def custom_of(lines: Iterable[str], language: str) -> Custom:
    """How the dates of some lines are to be read: by what they tell together, else by the language's region.

    A language without a region (en) goes by how the lines with named months have it.
    """
    seen = [each for line in lines for each in _DATES.finditer(line)]
    years = sorted(int(year) for each in seen for name in _YEARS if (year := each[name]) and len(year) == 4)
    near = years[len(years) // 2] if years else None
    votes = {vote for each in seen if (vote := _vote(each, Custom(near=near))) is not None}
    if len(votes) == 1:
        return Custom(votes.pop(), near)
    subtags = language.lower().split("-")
    if subtags == ["en"]:
        return Custom(sum(bool(each["mb"]) for each in seen) > sum(bool(each["ma"]) for each in seen), near)
    return Custom(bool(_MONTH_FIRST_REGIONS & set(subtags[1:])), near)


def _vote(seen: re.Match[str], custom: Custom) -> bool | None:
    """Whether a date in figures has the month first, by itself alone; None where it could be either."""
    if not seen["first"] or seen["sep"] == ".":
        return None
    first, then = int(seen["first"]), int(seen["then"])
    if (first > 12) != (then > 12):
        return then > 12
    weekday, year = _weekday(seen), custom.year(seen["yf"])
    fits = {order for order, value in _readings(year, first, then) if weekday is not None and _falls(value, weekday)}
    return fits.pop() if first != then and len(fits) == 1 else None


def _readings(year: int, first: int, then: int) -> Iterator[tuple[bool, str]]:
    for order, month, day in ((True, first, then), (False, then, first)):
        value = _day_of(year, month, day)
        if value:
            yield order, value


def _falls(value: str, weekday: int) -> bool:
    return dt.date.fromisoformat(value).weekday() == weekday


def _date(seen: re.Match[str], custom: Custom) -> Moment | None:
    """A match as a moment, None where no calendar has such a day."""
    value = _value(seen, custom)
    if not value:
        return None
    words = seen[0].rstrip(" ,;")
    if words.endswith(".") and re.split(r"[\W_]+", words[:-1].lower())[-1] not in _POINTED:
        words = words[:-1]
    return Moment(seen.start(), seen.start() + len(words), value)


def _value(seen: re.Match[str], custom: Custom) -> str | None:
    if seen["mc"]:
        return f"{seen['yc']}-{_MONTHS[seen['mc'].lower()]:02}"
    if seen["roman"]:
        return _day_of(custom.year(seen["yd"]), _ROMAN[seen["roman"].lower()], int(seen["dd"]))
    if seen["ye"]:
        return _day_of(int(seen["ye"]), int(seen["me"]), int(seen["de"]))
    if seen["first"]:
        own = _vote(seen, custom)
        month_first = seen["sep"] != "." and (custom.month_first if own is None else own)
        first, then = int(seen["first"]), int(seen["then"])
        return _day_of(custom.year(seen["yf"]), first if month_first else then, then if month_first else first)
    form = "a" if seen["ma"] else "b"
    day = int(seen[f"d{form}"]) if seen[f"d{form}"] else _ORDINALS[seen[f"o{form}"].lower()]
    return _day_of(_year_of(seen, form, custom), _MONTHS[seen[f"m{form}"].lower()], day)


def _year_of(seen: re.Match[str], form: str, custom: Custom) -> int | None:
    full, new_style, short = seen[f"y{form}"], seen[f"n{form}"], seen[f"s{form}"] or seen[f"t{form}"]
    if full and new_style:
        # 1711/12, as it was written while the year began in March, is our 1712.
        year = int(full[: -len(new_style)] + new_style)
        return year if year == int(full) + 1 else int(full)
    return int(full) if full else custom.year(short) if short else None


def _day_of(year: int | None, month: int, day: int) -> str | None:
    """A day in HTML's form, yearless where no year is told; None where no calendar has it."""
    try:
        value = dt.date(2000 if year is None else year, month, day).isoformat()
    except ValueError:
        return None
    return f"--{value[5:]}" if year is None else value


def _weekday(seen: re.Match[str]) -> int | None:
    name = seen["wa"] or seen["wb"]
    return _WEEKDAYS[name.lower()] if name else None


def _time(seen: re.Match[str]) -> str | None:
    hour = int(seen["hour"])
    minute = int(seen["minute"] or seen["minute2"] or seen["minute3"] or seen["minute4"] or 0)
    half = (seen["half"] or seen["half2"] or seen["half3"] or "").lower()
    if half and not 0 < hour < 13:
        half = ""
    if half.startswith("p") or half.endswith(("afternoon", "evening", "night")):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    second = int(seen["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if seen["second"] else "")


def _offset(seen: re.Match[str]) -> str:
    """A time's offset from UTC in HTML's form; "" where none is told or none can be."""
    if seen["zulu"]:
        return "Z"
    sign, figures = (seen["offset"] or " ")[:1], (seen["offset"] or "")[1:].replace(":", "")
    return f"{sign}{figures[:2]}:{figures[2:]}" if figures and int(figures[:2]) < 24 and int(figures[2:]) < 60 else ""
