"""The grid of the printed page: what stands on it, what is told of lines that leave it, and sheets that keep it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from specimens import LONG, Printed, baselines, bind, print_volume

from typeset.findings import CODES
from typeset.model import Volume
from typeset.pdf.settings import MARGINS_PT
from typeset.pdf.strays import Stray, off_grid

ROOT = Path(__file__).resolve().parents[2]
PAGE_CODES = [code for code in CODES if code.startswith("P-2")]
LEADING = 14
FIRST_BASELINE = MARGINS_PT[1] + LEADING / 2 + 0.3545 * 11  # half the sum of EB Garamond's ascent and descent
# Front matter of the volume: half-title, blank, title page, copyright, contents, blank.
FRONT = 6


def off_baselines(printed: Printed) -> list[float]:
    """How far off the runs of type of the stories' pages are, in points, heads and folios too; half a one is unseen."""
    lines = ((y - FIRST_BASELINE) / LEADING for page in printed.pages()[FRONT:] for _, y in baselines(page))
    off = (round(abs(line - round(line)) * LEADING, 2) for line in lines)
    return [each for each in off if each > 0.5]


def codes(printed: Printed) -> set[str]:
    return {finding.code for finding in printed.report.findings}


def test_all_that_is_read_stands_on_it_and_nothing_is_told(printed: Printed) -> None:
    assert printed.report.findings == ()
    assert off_baselines(printed) == []


def test_running_heads_and_folios_stand_on_it(printed: Printed) -> None:
    """The heads of facing pages are of two sizes and faces, and stand at one height."""
    lines = {round((y - FIRST_BASELINE) / LEADING, 1) for page in printed.pages()[FRONT:] for _, y in baselines(page)}
    assert {line for line in lines if not 0 <= line < 36} == {-2, 37}


@pytest.mark.parametrize("code", PAGE_CODES)
def test_the_table_is_true_of_its_own_examples(code: str, volume: Volume, tmp_path: Path) -> None:
    assert code in codes(print_volume(volume, tmp_path / "before.pdf", CODES[code].before))
    assert codes(print_volume(volume, tmp_path / "after.pdf", CODES[code].after)) == set()


@pytest.mark.parametrize(("css", "code", "says"), [
    (".letter::before { content: '*'; display: block; margin-bottom: 5pt }", "P-201",
     "“Custom House, Hollin” (.letter .letterhead) stood 5 pt below its line of the grid"),
    (".letter .salutation { padding-bottom: 10pt }", "P-201", "“The red ink” (.letter .heading) stood 4 pt above"),
    ("hr.scene-break { height: 39pt }", "P-201", "“He went home early.” (p) stood 3 pt above"),
    (".letter p:first-of-type::first-letter { font-size: 40pt; line-height: 1 }", "P-202", "higher than its leading"),
    (".letter footer { margin-top: -1rlh }", "P-203", "(.letter .valediction) is printed on the line above"),
    (".note { position: relative; top: 36rlh }", "P-204", "“Gone to Carrow. Feed the cat.” (.note p)"),
])  # fmt: skip
def test_a_line_out_of_its_place_is_told(css: str, code: str, says: str, volume: Volume, tmp_path: Path) -> None:
    findings = print_volume(volume, tmp_path / "off.pdf", css).report.findings
    assert code in {finding.code for finding in findings}
    assert any(says in finding.what for finding in findings if finding.code == code), [str(each) for each in findings]
    assert all(re.match(r"page \d+, The Red Bottle$|page \d+, Two Keepers", each.where) for each in findings)


def test_a_line_that_was_moved_is_on_the_grid(volume: Volume, tmp_path: Path) -> None:
    css = ".letter { margin-bottom: 12pt; padding-top: 5pt } .letter .salutation { margin-bottom: 3pt }"
    assert off_baselines(print_volume(volume, tmp_path / "off.pdf", css)) == []


def test_a_line_that_is_pushed_apart_is_on_the_grid(volume: Volume, tmp_path: Path) -> None:
    css = ".letter em, .letter time, .story em { font-size: 1.2em; line-height: 1.2 }"
    printed = print_volume(volume, tmp_path / "off.pdf", css)
    assert codes(printed) == {"P-202"} and off_baselines(printed) == []


def test_only_the_first_line_out_of_step_is_told(tmp_path: Path) -> None:
    """The white above it is what is wrong; those below it on the page only follow."""
    stories = {"One": f"<p>{LONG}</p><p class='centered'>Here.</p><p>{LONG}</p><p>{LONG}</p>"}
    css = ".centered { padding-top: 4pt }"
    (finding,) = print_volume(bind(stories), tmp_path / "off.pdf", css).report.findings
    assert (finding.code, finding.where) == ("P-201", "page 1, One") and "“Here.” (.centered)" in finding.what


def test_a_title_page_may_stand_off_it(volume: Volume, tmp_path: Path) -> None:
    css = ".titlepage h1, .copyright p { line-height: 1.1; margin-bottom: 3pt } .colophon p { margin-bottom: 5pt }"
    assert print_volume(volume, tmp_path / "free.pdf", css).report.findings == ()


def shown() -> list[str]:
    """The sheets that the manual's chapter shows."""
    text = (ROOT / "docs" / "tweaking.md").read_text(encoding="utf-8")
    chapter = text.partition("## The grid of the printed page")[2].partition("\n## ")[0]
    return re.findall(r"^```css\n(.*?)^```", chapter, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("css", shown())
def test_the_sheets_of_the_manual_keep_it(css: str, volume: Volume, tmp_path: Path) -> None:
    css = re.sub(r"@font-face {[^}]*}", "", css)  # a file of the user's own, which is not here
    printed = print_volume(volume, tmp_path / "kept.pdf", css)
    assert printed.report.findings == () and off_baselines(printed) == []


def test_lines_of_one_kind_are_told_once() -> None:
    def stray(words: str, code: str = "P-201") -> Stray:
        return Stray(code, -2.04, ".letter .signature", words, "One")

    pages = [[stray("Ann"), stray("Bo"), stray("Cy", "P-203")], [], [stray("Di")]]
    first, second = off_grid(["3", "4", "5"], pages)
    assert (first.code, first.where) == ("P-201", "page 3, One")
    assert first.what == (
        "“Ann” (.letter .signature) stood 2 pt above its line of the grid, and was moved; "
        "2 more of its kind, on 2 pages in all"
    )
    assert (second.code, second.level, "more" in second.what) == ("P-203", "error", False)
    assert off_grid(["3"], [pages[0][:2]])[0].what.endswith("1 more of its kind, on the same page")
    assert off_grid(["1", "2"], [[], []]) == ()
