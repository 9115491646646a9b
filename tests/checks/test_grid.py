"""The lint of the printed page's grid: a case is a CSS file that anyone can add.

tests/checks/P-1xx/*.css, read as a user's sheet after ours.  A line that must give a finding ends with a comment that
says which (`/* P-101 */`); a line without one must give none.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.checks import check_grid
from typeset.findings import CODES, Finding
from typeset.model import Sheet
from typeset.pdf import PrintSettings, frame_sheet, tell_places
from typeset.styles import cascade, styles_folder, themes

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("P-*/*.css"))
SHEET_CODES = [code for code in CODES if code.startswith("P-1")]
MARK = re.compile(r"/\* (P-\d+) \*/\s*(?:\})?\s*$")
PAGE = PrintSettings()
LARGE = PrintSettings(font_size_pt=11.5, leading_pt=15)


def findings_of(css: str, page: PrintSettings = PAGE, theme: str = "classic") -> tuple[Finding, ...]:
    page = page.on_grid()
    frame = Sheet("frame", frame_sheet(page), HERE)
    user = [Sheet("mine.css", css, HERE, own=False)] if css else []
    return check_grid((frame, *cascade("print", theme, user)), page.measure_pt, tell_places)


def found(css: str) -> list[tuple[int, str]]:
    """(line, code) of what is found in a user's sheet."""
    return [(int(each.where.rpartition(":")[2]), each.code) for each in findings_of(css) if each.file == "mine.css"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    marks = ((number, MARK.search(line)) for number, line in enumerate(css.splitlines(), 1))
    assert sorted(found(css)) == [(number, mark[1]) for number, mark in marks if mark]


@pytest.mark.parametrize("code", SHEET_CODES)
def test_each_code_has_a_case_that_gives_it_and_one_that_gives_nothing(code: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (HERE / code).glob("*.css")]
    assert any(f"/* {code} */" in text for text in texts) and any("/* P-" not in text for text in texts)


@pytest.mark.parametrize("code", SHEET_CODES)
def test_the_table_is_true_of_its_own_examples(code: str) -> None:
    assert {given for _, given in found(CODES[code].before)} == {code}
    assert found(CODES[code].after) == []


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("page", [PAGE, LARGE], ids=["11/14", "11.5/15"])
def test_our_own_sheets_keep_the_grid(theme: str, page: PrintSettings) -> None:
    assert findings_of("", page, theme) == ()


def test_ours_as_a_users_own_sheet_keeps_it() -> None:
    for name in ("letters.css", "print.css"):
        assert found((styles_folder() / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", ["README.md", "docs/tweaking.md"])
def test_the_sheets_that_our_pages_show_keep_it(page: str) -> None:
    text = (HERE.parents[1] / page).read_text(encoding="utf-8")
    shown = re.findall(r"^```css\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert shown and [found(css) for css in shown] == [[]] * len(shown)


@pytest.mark.parametrize(("css", "says", "mend"), [
    (".letter { margin: 0 0 12.5pt }", "12.5 pt between", "margin-bottom: 1rlh there for paper"),
    (".letter header { padding-bottom: 4pt }", "4 pt between", "padding-bottom: 0 there"),
    (".letter .postscript { margin-top: 20pt }", "20 pt between .letter .signature and .letter .postscript",
     "margin-top: 1rlh there"),
    (".telegram { border-width: 1pt 0 }", "are no whole lines of 14 pt", "padding-top: 7pt there"),
    (".telegram { border: 0 }", "border: 0:", "padding-"),
    (".signature { margin-top: -5pt }", "-5 pt between", "margin-top: 0 there"),
    (".letter header { height: 2pt }", "2pt", "height: 1rlh there"),
    (".letter { line-height: 1.3 }", "are 13 pt high, those of the page 14 pt", "line-height: 1rlh for paper"),
    ("html { line-height: 15pt }", "as book.yaml has them", "print: {leading: …}"),
    (".note { line-height: normal }", "as high as their face asks", "line-height: 1rlh"),
    (".letter em { font-size: 2em; line-height: 1 }", ".letter em makes its line higher", "line-height: 0"),
])  # fmt: skip
def test_a_finding_says_how_much_and_what_to_do(css: str, says: str, mend: str) -> None:
    first = findings_of(css)[0]
    assert says in first.what and mend in first.remedy, first
    assert first.where == "mine.css:1" and not first.what.endswith(".")


@pytest.mark.parametrize("css", [
    ".letter { margin-bottom: 12.5pt }",
    ".letter .salutation { margin-bottom: 20pt }",
    ".postscript { margin-top: -5pt }",
    "figure img { border: 1pt solid }",
    ".story h2 { border-bottom: .5pt solid }",
    ".telegram { border-bottom: 2pt solid }",
])  # fmt: skip
def test_the_mend_that_is_told_mends_it(css: str) -> None:
    for _ in range(4):
        told = findings_of(css)
        if not told:
            return
        mend = re.search(r"say ([a-z-]+: .+) there for paper", told[0].remedy)
        assert mend, told[0]
        selector = css.partition(" {")[0]
        css += f"\n@media print {{ {selector} {{ {mend[1]} }} }}"
    raise AssertionError(css)


def test_margins_that_meet_are_one() -> None:
    """Above a letter ours leaves a line: a smaller margin of the letter's own is in it, and a larger one is not."""
    assert found("p + .letter { margin-top: 10pt }") == []
    assert found("p + .letter { margin-top: 20pt }") == [(1, "P-101")]
    assert found(".letter > header { margin-top: 10pt } .letter > header > :first-child { margin-top: 14pt }") == []


def test_what_a_user_upsets_in_ours_is_told_of_that_sheet_alone() -> None:
    assert {each.file for each in findings_of(".telegram { border: 0 } body { line-height: 1.4 }")} == {"mine.css"}


NAMES = st.sampled_from(
    ["margin", "padding-top", "border", "border-top-width", "height", "min-height", "line-height", "font-size", "font",
     "vertical-align", "display", "--a"]
)  # fmt: skip
VALUES = st.sampled_from(
    ["0", "1rlh", "calc(", "calc(1rlh", "calc()", "calc(1 / 0)", "var(--a)", "var(--b, 1pt)", "min()", "max(1pt,)",
     "1e9pt", "-1e9em", "auto", "inherit", "5%", "thick", "solid", "1px solid", "normal", "1.2", "'x'", "url(x)", ",",
     "/", "é", "1e999pt", "nan", "inf"]
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NAMES, VALUES).map(": ".join), max_size=6).map("; ".join))
def test_whatever_a_sheet_says_it_is_judged(declarations: str) -> None:
    found(f"html, p, .letter, em, td, .story {{ --a: var(--a); {declarations} }}")
