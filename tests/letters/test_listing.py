"""The table of letters for people, and the order of letters in time."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset import letters
from typeset.letters.chronology import Dated, days, strays
from typeset.model import Kind, Letter

BLOCKS = (
    "He read it.",
    "Dear Nan,",
    "Come at once, and bring the goat with you if you can.",
    "Yours,",
    "Bo",
    "He slept.",
)


def listed(
    confidence: float = 0.9,
    kind: Kind = "letter",
    *,
    sender: str | None = "Bo",
    date: str | None = None,
    story: str = "goats.txt",
    blocks: Sequence[str] = BLOCKS,
) -> letters.Listed:
    letter = Letter(
        kind,
        1,
        4,
        {1: "salutation", 2: "body", 3: "valediction", 4: "signature"},
        sender=sender,
        recipient="Nan",
        date=date,
        evidence=("salutation: ‘Dear Nan,’", "signature: ‘Bo’"),
        confidence=confidence,
    )
    return letters.Listed(letter, story, "", blocks)


def columns(line: str) -> int:
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Cf") else 1 + (unicodedata.east_asian_width(c) in "WF") for c in line
    )


def test_a_letter_in_a_narrow_terminal_has_its_words_and_why_below() -> None:
    heading, *lines = letters.table([listed(0.6, sender=None, date="--05-03")], 80, roles=False)
    assert heading.split() == ["SURE", "KIND", "FROM", "TO", "DATE", "STORY"]
    assert lines[0].split() == ["?", "60%", "letter", "–", "Nan", "3", "May", "goats.txt"]
    assert lines[1].strip() == "“Dear Nan,” … “Bo”"
    assert lines[2].strip() == "why: salutation: ‘Dear Nan,’; signature: ‘Bo’"


def test_a_letter_in_a_wide_terminal_has_one_line() -> None:
    heading, line = letters.table([listed(date="1996-08-03T10:15")], 200, roles=False)
    for title, cell in (
        ("FIRST WORDS", "Dear Nan,"),
        ("LAST WORDS", "Bo"),
        ("WHY", "salutation:"),
        ("DATE", "1996-08-03"),
    ):
        assert heading.index(title) == line.index(cell, heading.index(title) - 1)


def test_roles_are_told_when_asked() -> None:
    lines = list(letters.table([listed()], 80, roles=True))
    assert [line.split()[1] for line in lines[4:]] == ["salutation", "valediction", "signature"]


def test_with_roles_all_that_speaks_for_a_letter_is_told() -> None:
    lines = list(letters.table([listed()], 44, roles=True))
    assert [line.strip() for line in lines[3:5]] == ["why: salutation: ‘Dear Nan,’;", "signature: ‘Bo’"]


def test_a_piece_that_continues_is_marked() -> None:
    row = listed()
    (_, line, *_) = letters.table(
        [letters.Listed(Letter("letter", 1, 4, {}, continues=True), row.story, "", BLOCKS)], 80, roles=False
    )
    assert "letter…" in line


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ('"Mind the goat."', "“Mind the goat.”"),
        ("“ Mind the goat. ”", "“Mind the goat.”"),
        ("“Mind,” he wrote, “the goat.”", "““Mind,” he wrote, “the goat.””"),
        ("Mind the goat. " * 9, "“Mind the goat. Mind the goat. Mind the goat. Mind the goat. Mind the g…”"),
    ],
)
def test_a_letter_of_one_block_is_shown_once(block: str, shown: str) -> None:
    row = letters.Listed(Letter("note", 0, 0, {}), "goats.txt", "", (block,))
    assert [line.strip() for line in letters.table([row], 80, roles=False)][2] == shown
    heading, line = letters.table([row], 200, roles=False)
    assert not line[heading.index("LAST WORDS") : heading.index("WHY")].strip()


def test_why_is_said_once() -> None:
    for width in (80, 200):
        assert "\n".join(letters.table([listed()], width, roles=True)).count("salutation: ‘Dear Nan,’") == 1


@given(
    st.integers(40, 260),
    st.lists(st.text(st.sampled_from("aé 灯台e\u0301🌊.W"), min_size=1, max_size=60), min_size=4, max_size=4),
    st.booleans(),
)
def test_no_line_is_wider_than_the_terminal(width: int, words: list[str], roles: bool) -> None:
    sender, story, first, last = words
    blocks = ("", first, "x", "y", last, "")
    rows = [listed(sender=sender, story=story, blocks=blocks), listed(0.3, "messages")]
    widest = max(columns(line) for line in letters.table(rows, width, roles=roles))
    # Below some 60 columns the six columns have no less to give.
    assert widest <= max(width, 60)


def test_the_least_sure_come_first_and_the_rest_as_in_the_book() -> None:
    rows = [listed(0.9, sender="a"), listed(0.4, sender="b"), listed(0.9, sender="c")]
    assert [row.letter.sender for row in letters.ORDERS["sure"](rows)] == ["b", "a", "c"]
    assert letters.ORDERS["place"](rows) == rows


def test_by_date_what_cannot_be_compared_stands_last() -> None:
    dates = ("1996-08-03", None, "1995", "--01-02", "1996-08-02")
    rows = [listed(date=date) for date in dates]
    ordered = [row.letter.date for row in letters.ORDERS["date"](rows)]
    assert ordered == ["1995", "1996-08-02", "1996-08-03", None, "--01-02"]


def test_summary() -> None:
    some = [listed(0.6), listed(0.9), listed(0.9, "messages")]
    told = list(letters.summary(some, ["goats.txt", "hens.txt"]))
    assert told[:2] == ["2 letters, 1 thread of messages; ? marks the 1 that is less than 75% sure", "none in hens.txt"]
    assert next(iter(letters.summary([], ["goats.txt"]))) == "no letter found in goats.txt"


def test_the_doubtful_are_named_by_their_words() -> None:
    rows = [listed(0.7), listed(0.9), listed(0.4, "note", sender=None)]
    assert list(letters.doubts(rows)) == [
        "goats.txt: Note to Nan (40%), “Dear Nan,”",
        "goats.txt: Letter from Bo to Nan (70%), “Dear Nan,”",
    ]


def test_the_way_to_correct_is_told_without_the_name_of_a_command() -> None:
    """`typeset` alone is a builtin of the usual shells: what is told must be true where it is typed by its path."""
    *_, told = letters.summary([listed()], ["goats.txt"])
    assert "--yaml" in told and "typeset" not in told


def test_a_letter_that_goes_on_counts_once() -> None:
    pieces = [Letter("letter", 1, 1, {}), Letter("letter", 3, 4, {}, continues=True)]
    told = next(iter(letters.summary([letters.Listed(piece, "goats.txt", "", BLOCKS) for piece in pieces], [])))
    assert told == "1 letter; … marks the 1 that is the further part of the one before in the story"


# --- the order in time --------------------------------------------------------------------------


def dated(*dates: str | None, story: str = "goats.txt", timeline: str = "") -> list[Dated]:
    return [Dated(Letter("letter", at, at, {}, date=date), story, timeline) for at, date in enumerate(dates)]


@pytest.mark.parametrize(
    ("dates", "known"),
    [
        (("1996-08-01", "--08-03", "1996-09-01"), ["1996-08-01", "1996-08-03", "1996-09-01"]),
        (("1996-12-20", "--12-25", "1997-01-06"), ["1996-12-20", None, "1997-01-06"]),
        (("1996-12-20", "--12-25"), ["1996-12-20", None]),
        (("--12-25", None), [None, None]),
        (("1996-08-03T10:15+01:00", "1996", "1996-08"), ["1996-08-03", "1996", "1996-08"]),
    ],
)
def test_days(dates: tuple[str | None, ...], known: list[str | None]) -> None:
    assert days(dated(*dates)) == known


def test_a_year_is_not_taken_from_another_story() -> None:
    assert days([*dated("1996-08-01"), *dated("--08-03", story="b"), *dated("1996-09-01", story="c")])[1] is None


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("1996-08-01", "1996-08-01", "1997-01-01"), []),
        (("1996-08-01", "1995-08-01", "1997-01-01", "1998-01-01"), [(0, 1, False)]),
        (("1996-08-01", "1996-08-02", "1995-08-01", "1997-01-01"), [(2, 1, True)]),
        (("1996-08-01", "1999-08-01", None, "1996-08-02", "1996-08-03"), [(1, 3, False)]),
        (("1996-08-01", "1996-08", "1996", "1996-08-02"), []),
        (("--08-01", "--07-01", "--06-01"), []),
    ],
)
def test_strays(dates: tuple[str | None, ...], told: list[tuple[int, int, bool]]) -> None:
    assert [(each.place, each.beside, each.later) for each in strays(dated(*dates))] == told


def test_what_a_letter_quotes_may_be_older() -> None:
    outer = Dated(Letter("email", 0, 9, {}, date="1996-08-03"), "a")
    inner = Dated(Letter("email", 5, 9, {}, date="1995-01-01"), "a")
    assert strays([outer, inner]) == []


def test_other_timelines_are_not_compared() -> None:
    some = [*dated("1996-08-03", timeline="Ann"), *dated("1893-01-01", story="b", timeline="Bo")]
    assert strays(some) == []
    assert len(strays([Dated(each.letter, each.story) for each in some])) == 1


@given(st.lists(st.dates().map(lambda day: day.isoformat()), max_size=30))
def test_without_the_strays_the_rest_is_in_order(dates: list[str]) -> None:
    out = {stray.place for stray in strays(dated(*dates))}
    rest = [date for at, date in enumerate(dates) if at not in out]
    assert all(one <= other for one, other in pairwise(rest))


def test_order_told() -> None:
    rows = [listed(date="1996-08-03"), listed(date="1995-08-03", story="hens.txt"), listed()]
    assert list(letters.order_told(rows)) == [
        "out of order: “Dear Nan,” (1996-08-03, goats.txt) stands before “Dear Nan,” (1995-08-03, hens.txt)",
        "not compared: 1 with no date",
    ]
