"""Dates as people write them: where their words stand, their value in HTML's form, and the element that holds both."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from typeset import letters
from typeset.letters import surgery
from typeset.letters.moments import Custom, custom_of, moments
from typeset.model import NSMAP, Element, Letter, local, new, text_of, xhtml

READ = [
    ("3 August 1996", "3 August 1996", "1996-08-03"),
    ("Aunt Philippa's, August 3rd, 1996.", "August 3rd, 1996", "1996-08-03"),
    ("Wick, the 3rd of August", "the 3rd of August", "--08-03"),
    ("the twenty-first of May, 1893", "the twenty-first of May, 1893", "1893-05-21"),
    ("August the third", "August the third", "--08-03"),
    ("The Mill, Tuesday, 9 November", "Tuesday, 9 November", "--11-09"),
    ("Aug. 3", "Aug. 3", "--08-03"),
    ("Ventnor, August 24th.", "August 24th", "--08-24"),
    ("Ventnor, 24 August.", "24 August", "--08-24"),
    ("24 May.", "24 May", "--05-24"),
    ("May 5, 186‒.", "May 5, 186‒", "--05-05"),
    ("24 Aug.", "24 Aug.", "--08-24"),
    ("Sept. 4th, ’96", "Sept. 4th, ’96", "1996-09-04"),
    ("25th. Decr. 1801", "25th. Decr. 1801", "1801-12-25"),
    ("1996-08-03", "1996-08-03", "1996-08-03"),
    ("3-Aug-96", "3-Aug-96", "1996-08-03"),
    ("3.viii.96", "3.viii.96", "1996-08-03"),
    ("March 3, 18—", "March 3, 18—", "--03-03"),
    ("3 February 1711/12", "3 February 1711/12", "1712-02-03"),
    ("Lyon, 3 août 1996", "3 août 1996", "1996-08-03"),
    ("le 1er mars 1870", "le 1er mars 1870", "1870-03-01"),
    ("Emden, den 3. August 1996", "den 3. August 1996", "1996-08-03"),
    ("3 de agosto de 1996", "3 de agosto de 1996", "1996-08-03"),
    ("Siena, 3 agosto 1996", "3 agosto 1996", "1996-08-03"),
    ("August 1996", "August 1996", "1996-08"),
    ("London, 1893", "1893", "1893"),
    ("10:30 p.m.", "10:30 p.m.", "22:30"),
    ("half a page, 9.30 in the evening", "9.30 in the evening", "21:30"),
    ("12:00 AM", "12:00 AM", "00:00"),
    ("3/8/96, 21:04:11", "3/8/96, 21:04:11", "1996-08-03T21:04:11"),
    ("May 4, 2009 at 6:12 PM", "May 4, 2009 at 6:12 PM", "2009-05-04T18:12"),
    ("Mon, 4 May 2009 18:12:03 +0100", "Mon, 4 May 2009 18:12:03 +0100", "2009-05-04T18:12:03+01:00"),
]


@pytest.mark.parametrize(("text", "words", "value"), READ)
def test_read(text: str, words: str, value: str) -> None:
    (moment,) = moments(text, Custom())
    assert (text[moment.start : moment.end], moment.value) == (words, value)


@pytest.mark.parametrize(
    "text", ["Saturday", "31 June 1996", "29 February 1995", "4, Reservoir Terrace", "1600 Mill Lane", "25:70", ""]
)
def test_no_moment(text: str) -> None:
    assert moments(text, Custom()) == []


def test_a_time_beside_a_day_without_a_year_stands_alone() -> None:
    found = moments("Thursday 12 March, 15:52", Custom())
    assert [each.value for each in found] == ["--03-12", "15:52"]


def test_a_house_number_is_no_year() -> None:
    assert [each.value for each in moments("4 May, 12 High Street", Custom())] == ["--05-04"]


@pytest.mark.parametrize(
    ("lines", "language", "value"),
    [
        ([], "en-US", "1996-03-08"),
        ([], "en-GB", "1996-08-03"),
        ([], "fr", "1996-08-03"),
        ([], "en", "1996-08-03"),
        (["April 2, 1996"], "en", "1996-03-08"),
        (["April 2, 1996"], "en-GB", "1996-08-03"),
        (["8/25/96"], "en-GB", "1996-03-08"),
        (["25/8/96"], "en-US", "1996-08-03"),
        (["25/8/96", "8/25/96"], "en-US", "1996-03-08"),
        (["Sat 3/8/96"], "en-US", "1996-08-03"),
    ],
)
def test_figures_are_read_by_the_other_dates_and_the_language(lines: list[str], language: str, value: str) -> None:
    custom = custom_of([*lines, "3/8/96"], language)
    assert [each.value for each in moments("3/8/96", custom)] == [value]


@pytest.mark.parametrize(
    ("lines", "year"),
    [([], "1937"), (["Dec. 22, 1837"], "1837"), (["1 May 2001"], "2037"), (["1 May 1898", "2 May 1899"], "1937")],
)
def test_two_figures_of_a_year_are_near_the_others(lines: list[str], year: str) -> None:
    (moment,) = moments("King’s Head, Dec. 25, ’37.", custom_of(lines, "en-GB"))
    assert moment.value == f"{year}-12-25"


def test_points_between_figures_are_of_those_who_put_the_day_first() -> None:
    assert [each.value for each in moments("3.8.96", Custom(month_first=True))] == ["1996-08-03"]


@given(st.dates(dt.date(1500, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(("%d %B %Y", "%B %d, %Y", "%Y-%m-%d")))
def test_every_day_is_read(day: dt.date, form: str) -> None:
    assert [each.value for each in moments(day.strftime(form), Custom())] == [day.isoformat()]


@given(st.text("0123456789/.-:—, '’apmMaySepthrd+TZ\u00a0", max_size=40), st.booleans())
def test_places_are_in_order_and_in_the_text(text: str, order: bool) -> None:
    found = moments(text, Custom(order))
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)


# --- in the tree --------------------------------------------------------------------------------


def element(text: str) -> Element:
    names = " ".join(f'xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in NSMAP.items())
    return etree.fromstring(text.replace(">", f" {names}>", 1))


def times(tree: Element) -> list[tuple[str, str]]:
    return [(each.get("datetime") or "", text_of(each)) for each in tree.iter(xhtml("time"))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<p>Wick, 3<sup>rd</sup> August 1996</p>", "3rd August 1996"),
        ("<p><em>3 August</em> 1996</p>", "3 August 1996"),
        ("<p>Wick, <em><b>3 August 1996</b></em></p>", "3 August 1996"),
        ("<p>3 <em>August 1996</em>, Wick</p>", "3 August 1996"),
    ],
)
def test_words_are_wrapped_over_inline_elements(line: str, said: str) -> None:
    block = element(line)
    text = text_of(block)
    (moment,) = moments(text, Custom())
    assert surgery.wrap(block, moment.start, moment.end, new("time", datetime=moment.value))
    assert times(block) == [("1996-08-03", said)]
    assert text_of(block) == text
    assert not list(block.iter(xhtml("span")))


def test_words_that_no_element_can_hold_stay_as_they_are() -> None:
    block = element("<p><em>Wick, 3 August</em> 1996</p>")
    before = etree.tostring(block)
    assert not surgery.wrap(block, 6, 19, new("time"))
    assert etree.tostring(block) == before


@given(st.integers(0, 13), st.integers(1, 14))
def test_wrapping_moves_no_word(start: int, size: int) -> None:
    block = element("<p>ab<em>c<b>d</b></em>e<br/>f<i>g<u>hi</u></i>jklm</p>")
    text = text_of(block)
    end = min(len(text), start + size)
    wrapper = new("time")
    if surgery.wrap(block, start, end, wrapper):
        assert text_of(wrapper) == text[start:end]
    assert text_of(block) == text


def story(*lines: str) -> Element:
    tree = new("section")
    for number, line in enumerate(lines):
        block = new("p", line)
        block.set("data-block", str(number))
        tree.append(block)
    return tree


def test_a_letter_has_the_date_of_its_dateline() -> None:
    tree = story("Letter Two, 1 May 1930", "Wick, 9 June 1934", "Come at once.", "5 May 1935")
    letter = Letter("letter", 0, 2, {0: "heading", 1: "dateline", 2: "body"})
    told = Letter("letter", 3, 3, {3: "body"})
    assert [each.date for each in letters.date_letters([letter, told], tree, "en")] == ["1934-06-09", None]
    assert times(letters.inset(tree, [letter])) == [("1930-05-01", "1 May 1930"), ("1934-06-09", "9 June 1934")]


def test_a_chat_has_the_date_of_its_first_stamp() -> None:
    tree = story("[9/3/24, 21:04] Ann: are you up", "[9/23/24, 21:05] Bo: no")
    chat = Letter("messages", 0, 1, {0: "body", 1: "body"})
    (dated,) = letters.date_letters([chat], tree, "en-GB")
    assert dated.date == "2024-09-03T21:04"
    inset = letters.inset(tree, [dated], "en-GB")
    assert [value for value, _ in times(inset)] == ["2024-09-03T21:04", "2024-09-23T21:05"]
    assert [local(each) for each in inset.iter() if each.get("class") == "time"] == ["span", "span"]


def test_the_subject_of_an_email_is_no_date() -> None:
    tree = story("From: Ann", "Sent: 3 August 1996 10:15", "Subject: 1 May 1930", "Come.")
    roles = {0: "letterhead", 1: "dateline", 2: "heading", 3: "body"}
    (dated,) = letters.date_letters([Letter("email", 0, 3, roles)], tree, "en")  # type: ignore[arg-type]
    assert dated.date == "1996-08-03T10:15"
    assert times(letters.inset(tree, [dated])) == [("1996-08-03T10:15", "3 August 1996 10:15")]
