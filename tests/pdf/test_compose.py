"""The steps between a volume and the document that is laid out."""

from __future__ import annotations

import pytest
from lxml import etree
from specimens import STORIES, bind, tree

from typeset.ledger import letters_and_digits
from typeset.model import text_of
from typeset.pdf.compose import compose, guide_breaks, mark_breaks, name_next, take_space
from typeset.pdf.grid import baseline_shift
from typeset.pdf.settings import PrintSettings
from typeset.pdf.titles import BOOK_HEAD, STORY_HEAD, STORY_TITLE, HeadSize, running_head, set_title, title_lines

PAGE = PrintSettings().on_grid()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>for <em>us</em>.</p>", "<p>for<em> us</em>.</p>"),
        ("<p><em>a</em> <em>b</em></p>", "<p><em>a</em> <em>b</em></p>"),
        ("<p>x <b>a</b> y <i>b</i></p>", "<p>x<b> a</b> y<i> b</i></p>"),
        ('<p>x <span class="time">1</span></p>', '<p>x <span class="time">1</span></p>'),
        ("<p> <em>us</em></p>", "<p> <em>us</em></p>"),
        ("<p>x <em> us</em></p>", "<p>x <em> us</em></p>"),
        ("<p>x <em/>y</p>", "<p>x <em/>y</p>"),
    ],
)
def test_an_inline_takes_the_space_before_it(before: str, after: str) -> None:
    paragraph = tree(before)
    for element in list(paragraph):
        take_space(element)
    assert etree.tostring(paragraph, encoding="unicode") == after


def test_a_dash_stays_with_the_word_before_it() -> None:
    section = tree("<section><p>father—mother — and<em>—so</em> on—</p></section>")
    guide_breaks(section)
    text = etree.tostring(section, encoding="unicode")
    assert text == "<section><p>father\u2060—mother — and<em>—so</em> on\u2060—</p></section>"


def test_blocks_are_told_what_follows() -> None:
    section = tree(
        '<section><p>a</p><p>b</p><blockquote class="telegram"><p/></blockquote><hr class="scene-break"/></section>'
    )
    name_next(section)
    assert [child.get("data-next") for child in section] == [None, "blockquote telegram", "hr scene-break", None]


@pytest.mark.parametrize(
    ("before", "after", "class_"),
    [
        ("<p>a</p>", "<p>b</p>", "scene-break"),
        ("<blockquote/>", "<p>b</p>", "scene-break marked"),
        ("<p>a</p>", "<blockquote/>", "scene-break marked"),
        ("<p>a</p>", "<ul/>", "scene-break marked"),
        ("<p>a</p>", "", "scene-break"),
    ],
)
def test_a_break_beside_white_is_marked(before: str, after: str, class_: str) -> None:
    section = tree(f'<section>{before}<hr class="scene-break"/>{after}</section>')
    mark_breaks(section)
    assert section[1].get("class") == class_


@pytest.mark.parametrize("blocks", ["<p>a</p><hr/><h2>b</h2>", "<h3>b</h3><hr/><p>a</p>"])
def test_beside_a_heading_there_is_no_break(blocks: str) -> None:
    section = tree(f"<section>{blocks}</section>")
    mark_breaks(section)
    assert section.find("hr") is None and len(section) == 2


def test_a_long_note_may_turn_the_page() -> None:
    notes = "".join(f'<blockquote class="note"><p>{"word " * words}</p></blockquote>' for words in (80, 110))
    html, _ = compose(bind({"One": f"<p>It lay there.</p>{notes}"}), PAGE)
    assert [note.get("class") for note in etree.HTML(html).iter("blockquote")] == ["note", "note long"]


def test_composing_keeps_every_word_and_changes_no_tree() -> None:
    volume = bind(STORIES)
    before = [etree.tostring(part.tree) for part in volume.parts]
    html, warnings = compose(volume, PrintSettings().on_grid())
    assert warnings == ()
    assert [etree.tostring(part.tree) for part in volume.parts] == before
    body = etree.HTML(html).find("body")
    assert body is not None
    text = "".join(text_of(part.tree) for part in volume.parts)
    assert letters_and_digits("".join(map(str, body.itertext()))) == letters_and_digits(text)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("The Ferry", ["The Ferry"]),
        ("Extraordinarily", ["Extraordinarily"]),
        ("The clocks at Ness, of which there were three", ["The clocks at Ness,", "of which there were three"]),
        (
            "What the keeper saw from the window (and what not)",
            ["What the keeper saw", "from the window (and what not)"],
        ),
        ("a" * 40 + " b", ["a" * 40 + " b"]),
    ],
)
def test_titles_break_at_sense(title: str, lines: list[str]) -> None:
    assert title_lines(title, 32) == lines


def test_a_broken_title_keeps_its_words() -> None:
    heading = tree("<h1>The clocks at Ness,\n of which there were three</h1>")
    assert set_title(heading, STORY_TITLE, PAGE) == ""
    assert etree.tostring(heading, encoding="unicode") == "<h1>The clocks at Ness,<br/>of which there were three</h1>"


@pytest.mark.parametrize(("length", "class_"), [(96, ""), (97, "long"), (210, "long"), (211, "endless")])
def test_a_title_of_more_than_three_lines_is_smaller(length: int, class_: str) -> None:
    words = "word " * 60
    assert set_title(tree(f"<h1>{words[: length - 1]}s</h1>"), STORY_TITLE, PAGE) == class_


def test_a_narrower_page_breaks_a_title_sooner() -> None:
    narrow = PrintSettings(trim_width_pt=300).on_grid()
    heading = tree("<h1>What the third man had eaten</h1>")
    set_title(heading, STORY_TITLE, narrow)
    assert len(heading) == 1


@pytest.mark.parametrize(
    ("title", "size", "head"),
    [
        ("Short", STORY_HEAD, ("Short", False)),
        ("x" * 44, STORY_HEAD, ("x" * 44, False)),
        ("x" * 54, STORY_HEAD, ("x" * 54, True)),
        ("x" * 60, STORY_HEAD, ("x" * 54 + "…", True)),
        (
            "Two Keepers, or What the Register of the Lamp Office Did Not Say",
            STORY_HEAD,
            ("Two Keepers, or What the Register of the Lamp Office…", True),
        ),
        ("The lamp office at the Sker and of the boatmen", BOOK_HEAD, ("The lamp office at the Sker…", True)),
        (
            "One two three four five six seven eight, nine ten",
            BOOK_HEAD,
            ("One two three four five six seven eight…", True),
        ),
    ],
)
def test_running_heads_are_cut_at_a_word(title: str, size: HeadSize, head: tuple[str, bool]) -> None:
    assert running_head(title, size, PAGE) == head


@pytest.mark.parametrize(("position", "shift"), [(24.9, 0.0), (26.0, -1.1), (23.0, 1.9), (31.6, -6.7), (10.9, 0.0)])
def test_baselines_go_to_the_nearest_line(position: float, shift: float) -> None:
    assert baseline_shift(position, 10.9, 14) == pytest.approx(shift)


def test_the_space_before_underlined_words_stays_outside() -> None:
    section = etree.fromstring(
        '<section><blockquote data-hand="round"><p>I <em>had</em> seen it.</p></blockquote></section>'
    )
    take_space(section.find(".//em"))
    assert section.find(".//p").text == "I " and section.find(".//em").text == "had"
