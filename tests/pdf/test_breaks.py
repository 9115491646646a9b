"""Scene breaks on paper: a line of white amid a page, a mark at its head, at its foot and beside a letter."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from specimens import LONG, Printed, baselines, bind, print_volume

from typeset.pdf.settings import MARGINS_PT

# Half-title, blank, title page, copyright, contents, blank.
FRONT = 6
BREAK = '<hr class="scene-break"/>'
LINE = "<p>No boat.</p>"
# The text of a story begins on line 12 of 36.
ROOM = 36 - 11


def print_story(path: Path, blocks: str, css: str = "") -> Printed:
    return print_volume(bind({"Sker": blocks}), path, css)


def lines_of(printed: Printed, page: int) -> list[str]:
    """The lines of a page from its head: their words; "" for a line of white."""
    grid = sorted({round((y - MARGINS_PT[1]) // 14) for _, y in baselines(printed.pages()[page - 1])} & set(range(36)))
    words = printed.text(page, page).strip("\f").splitlines()
    assert len(words) == len(grid)
    found = dict(zip(grid, words, strict=True))
    return [found.get(number, "") for number in range(grid[0], grid[-1] + 1)]


def test_amid_a_page_it_is_a_line_of_white(tmp_path: Path) -> None:
    printed = print_story(tmp_path / "a.pdf", LINE * 3 + BREAK + LINE * 2)
    assert lines_of(printed, FRONT + 1)[-6:] == ["No boat."] * 3 + [""] + ["No boat."] * 2


def test_at_a_foot_it_is_a_mark(tmp_path: Path) -> None:
    """It would touch the text: a line of white stands between."""
    printed = print_story(tmp_path / "a.pdf", LINE * (ROOM - 2) + BREAK + f"<p>{LONG}</p>" + LINE * 8)
    assert lines_of(printed, FRONT + 1)[-3:] == ["No boat.", "", "* * *"]
    assert lines_of(printed, FRONT + 2)[-8:] == ["No boat."] * 8


def test_at_a_head_it_is_a_mark(tmp_path: Path) -> None:
    printed = print_story(tmp_path / "a.pdf", LINE * ROOM + BREAK + LINE * 8)
    assert lines_of(printed, FRONT + 1)[-2:] == ["No boat."] * 2
    assert lines_of(printed, FRONT + 2) == ["* * *", ""] + ["No boat."] * 8


@pytest.mark.parametrize(
    ("before", "after"), [("", '<blockquote class="letter">{}</blockquote>'), ("<blockquote>{}</blockquote>", "")]
)
def test_beside_a_letter_it_is_a_mark_between_lines_of_white(before: str, after: str, tmp_path: Path) -> None:
    letter = LINE + before.format(LINE) + BREAK + after.format(LINE) + LINE
    lines = lines_of(print_story(tmp_path / "a.pdf", letter), FRONT + 1)
    mark = lines.index("* * *")
    assert lines[mark - 2 : mark + 3] == ["No boat.", "", "* * *", "", "No boat."]


@pytest.mark.parametrize("at", [ROOM - 2, ROOM - 1, ROOM])
def test_a_mark_beside_a_letter_takes_no_white_to_a_head_or_foot(at: int, tmp_path: Path) -> None:
    blocks = LINE * at + BREAK + f'<blockquote class="letter">{LINE * 3}</blockquote>' + LINE
    printed = print_story(tmp_path / "a.pdf", blocks)
    first, second = lines_of(printed, FRONT + 1), lines_of(printed, FRONT + 2)
    assert "* * *" in first[-1:] + second[:1]
    assert first[-1] and second[0]


def test_a_sheet_may_mark_every_break(tmp_path: Path) -> None:
    css = "hr.scene-break { height: 3rlh; line-height: 3rlh }"
    printed = print_story(tmp_path / "a.pdf", LINE + BREAK + LINE, css)
    assert lines_of(printed, FRONT + 1)[-5:] == ["No boat.", "", "* * *", "", "No boat."]


def test_a_mark_taken_off_is_in_no_way_on_the_page(tmp_path: Path) -> None:
    path = print_story(tmp_path / "a.pdf", LINE * 3 + BREAK + LINE).path
    text = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    assert "*" not in text
