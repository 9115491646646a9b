"""The letters as a table for people, and what is to be said of their order in time.

Enters: letters with their stories, a width in columns.  Leaves: lines of text.  Never writes, never judges.

A wide terminal has one line a letter; a narrower one puts the letter's words, and why it is one, below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from typeset.letters.chronology import Dated, days, strays
from typeset.letters.report import accessible_name, count_kinds, kinds_of

# A letter less sure than this is marked and told first.
DOUBTFUL_BELOW = 0.75
# From this width on a letter has one line.
_ONE_LINE = 160
_GAP = "  "
_NOBODY = "–"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
# A row's words that are looked at: the first and the last lines of a letter.
_WORDS = 120
# So many columns of them in a sentence.
_SHOWN = 40
_QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]+?)\s*[\"”“»]")


@dataclass(frozen=True, slots=True)
class Listed(Dated):
    """A letter with the source blocks of its story."""

    blocks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    """least, most: its width in columns of the terminal; a column narrower than its least is of no use."""

    title: str
    cell: Callable[[Listed], str]
    least: int
    most: int


def _sure(row: Listed) -> str:
    mark = "?" if row.letter.confidence < DOUBTFUL_BELOW else " "
    return f"{mark}{round(100 * row.letter.confidence):>3}%"


def _date(row: Listed) -> str:
    """1996-08-03, 1996-08 or 1996 as it is; 3 Aug without a year."""
    date = (row.letter.date or "").partition("T")[0]
    if date.startswith("--"):
        return f"{int(date[5:7])} {_MONTHS.split()[int(date[2:4]) - 1]}"
    return date or _NOBODY


def _kind(row: Listed) -> str:
    return row.letter.kind + ("…" if row.letter.continues else "")


def _first_words(row: Listed) -> str:
    return _begins(row, row.letter.first)


def _last_words(row: Listed) -> str:
    """How the last block begins, which is what book.yaml names it by; nothing where the first is the last."""
    return "" if row.letter.last == row.letter.first else _begins(row, row.letter.last)


def _begins(row: Listed, block: int) -> str:
    """How a block begins, without the quotation marks that the whole of it stands in."""
    words = " ".join(row.blocks[block].split())
    quoted = _QUOTED.fullmatch(words)
    return (quoted[1] if quoted else words)[:_WORDS]


def _edges(row: Listed, width: int) -> str:
    """How a letter begins and how its last block does, in quotation marks."""
    first, last = _first_words(row), _last_words(row)
    if not last:
        return f"“{_cut(first, width - len('“”'))}”"
    half = (width - len("“” … “”")) // 2
    return f"“{_cut(first, half)}” … “{_cut(last, half)}”"


def _why(row: Listed) -> str:
    return "; ".join(row.letter.evidence)


_COLUMNS = (
    _Column("sure", _sure, 5, 5),
    _Column("kind", _kind, 8, 9),
    _Column("from", lambda row: row.letter.sender or _NOBODY, 8, 24),
    _Column("to", lambda row: row.letter.recipient or _NOBODY, 8, 24),
    _Column("date", _date, 10, 10),
    _Column("story", lambda row: row.story, 8, 32),
)
_DETAILS = (
    _Column("first words", _first_words, 12, 28),
    _Column("last words", _last_words, 12, 28),
    _Column("why", _why, 12, 1000),
)


def by_confidence(rows: Sequence[Listed]) -> list[Listed]:
    """The least sure first; of equals, the order of the book."""
    return sorted(rows, key=lambda row: row.letter.confidence)


def by_date(rows: Sequence[Listed]) -> list[Listed]:
    """The oldest first; what has no date that can be compared stands last, in the order of the book."""
    known = days(rows)
    keyed = [
        (day is None, day or "", row.letter.date or "" if day else "", at)
        for at, (day, row) in enumerate(zip(known, rows, strict=True))
    ]
    return [rows[at] for *_, at in sorted(keyed)]


# What `--sort` may say.
ORDERS: Mapping[str, Callable[[Sequence[Listed]], list[Listed]]] = {
    "sure": by_confidence, "date": by_date, "place": list,
}  # fmt: skip


def table(rows: Sequence[Listed], width: int, *, roles: bool) -> Iterator[str]:
    """A heading, and one or more lines for each letter; with roles all that speaks for it, and each line's role."""
    one_line = width >= _ONE_LINE
    details = [column for column in _DETAILS if not (roles and column.cell is _why)]
    columns = (*_COLUMNS, *(details if one_line else ()))
    cells = [[column.cell(row) for column in columns] for row in rows]
    widths = _widths(columns, cells, width)
    yield _line([column.title.upper() for column in columns], widths)
    below = _GAP + " " * widths[0]
    for row, some in zip(rows, cells, strict=True):
        yield _line(some, widths)
        if not one_line:
            yield below + _edges(row, width - len(below))
            if not roles:
                yield below + _cut(f"why: {_why(row)}", width - len(below))
        if roles:
            yield from (below + line for line in _wrapped(f"why: {_why(row)}", width - len(below)))
            yield from (below + _cut(line, width - len(below)) for line in _roles(row))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """A text in lines of at most so many columns, parted between words."""
    line = ""
    for word in text.split():
        if line and _width(line) + 1 + _width(word) > width:
            yield line
            line = "     "
        line = _cut(f"{line} {word}" if line.strip() else line + word, width)
    yield line


def _roles(row: Listed) -> Iterator[str]:
    for number, role in sorted(row.letter.roles.items()):
        if role != "body":
            yield f"{number:>6}  {role:<11}  {' '.join(row.blocks[number].split())}"


def _widths(columns: Sequence[_Column], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: what its cells need, less where the line would be too long."""
    widths = [
        min(column.most, max([_width(column.title), column.least, *(_width(row[at]) for row in cells)]))
        for at, column in enumerate(columns)
    ]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        spare = [own - column.least for own, column in zip(widths, columns, strict=True)]
        widest = max(range(len(widths)), key=lambda at: (spare[at] > 0, widths[at]))
        if spare[widest] <= 0:
            break
        widths[widest] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    cut = [_cut(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return _GAP.join(cell + " " * (width - _width(cell)) for cell, width in zip(cut, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for a mark on another."""
    return sum(map(_width_of, text))


def _width_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, width: int) -> str:
    """A text in so many columns, with an ellipsis where it is longer."""
    if _width(text[: 4 * width]) <= width and len(text) <= 4 * width:
        return text
    taken, kept = 1, ""
    for character in text:
        taken += _width_of(character)
        if taken > width:
            break
        kept += character
    return kept.rstrip() + "…"


def summary(rows: Sequence[Listed], stories: Sequence[str]) -> Iterator[str]:
    """How many there are of each kind, how many of them are doubtful, and which stories have none."""
    if not rows:
        yield f"no letter found in {_names(stories)}"
        yield "if there is one, book.yaml can say where: `letters:`, in docs/book-yaml.md"
        return
    found = [row.letter for row in rows]
    marks = (
        ("?", sum(letter.confidence < DOUBTFUL_BELOW for letter in found), f"less than {DOUBTFUL_BELOW:.0%} sure"),
        ("…", sum(letter.continues for letter in found), "the further part of the one before in the story"),
    )
    told = (f"{mark} marks the {n} that {'is' if n == 1 else 'are'} {what}" for mark, n, what in marks if n)
    yield "; ".join((count_kinds(kinds_of(found)), *told))
    none = [story for story in stories if story not in {row.story for row in rows}]
    if none:
        yield f"none in {_names(none)}"
    yield "where one is wrong: with --yaml all are printed for book.yaml, to be corrected there"


def doubts(rows: Sequence[Listed]) -> Iterator[str]:
    """The doubtful letters, each in a line with its first words, the least sure first."""
    for row in by_confidence([row for row in rows if row.letter.confidence < DOUBTFUL_BELOW]):
        words = _cut(_first_words(row), _SHOWN)
        yield f"{row.story}: {accessible_name(row.letter)} ({row.letter.confidence:.0%}), “{words}”"


def _names(stories: Sequence[str]) -> str:
    named = ", ".join(stories[:5])
    return named if len(stories) <= 5 else f"{named} and {len(stories) - 5} more stories"


def order_told(rows: Sequence[Listed]) -> Iterator[str]:
    """Which letters are out of order in the book, and how many could not be compared."""
    known = days(rows)
    for stray in strays(rows):
        row, other = rows[stray.place], rows[stray.beside]
        where = "after" if stray.later else "before"
        yield (
            f"out of order: “{_cut(_first_words(row), _SHOWN)}” ({known[stray.place]}, {row.story}) stands {where} "
            f"“{_cut(_first_words(other), _SHOWN)}” ({known[stray.beside]}, {other.story})"
        )
    undated = sum(row.letter.date is None for row in rows)
    yearless = sum(day is None for day in known) - undated
    reasons = [f"{count} with no {what}" for count, what in ((undated, "date"), (yearless, "year")) if count]
    if reasons:
        yield f"not compared: {', '.join(reasons)}"
