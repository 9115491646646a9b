"""The lint of sheets: a case is a CSS file that anyone can add.

tests/checks/CODE/*.css, read as a user's sheet after ours.  A line that must give a finding ends with a comment that
says which (`/* S-303 */`, the code once for each); a line without one must give none.  Each code has a file with its
mark, and one without any.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.checks import check_sheets
from typeset.findings import CODES
from typeset.model import Sheet
from typeset.styles import cascade, styles_folder, themes

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("S-*/*.css"))
STYLE_CODES = [code for code in CODES if code.startswith("S")]
MARK = re.compile(r"/\*((?: S-\d+)+) \*/\s*$")


def found(css: str) -> list[tuple[int, str]]:
    """(line, code) of what is found in a user's sheet."""
    sheets = cascade("ebook", "classic", [Sheet("mine.css", css, HERE, own=False)])
    findings = check_sheets(sheets)
    assert all(finding.what and finding.remedy for finding in findings)
    return [(int(finding.where.rpartition(":")[2]), finding.code) for finding in findings if finding.file == "mine.css"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    marked = [
        (number, code)
        for number, line in enumerate(css.splitlines(), 1)
        if (mark := MARK.search(line))
        for code in mark[1].split()
    ]
    assert Counter(found(css)) == Counter(marked)


@pytest.mark.parametrize("page", ["README.md", "docs/tweaking.md"])
def test_the_sheets_that_our_pages_show_give_no_finding(page: str) -> None:
    text = (HERE.parents[1] / page).read_text(encoding="utf-8")
    shown = re.findall(r"^```css\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert shown and [found(css) for css in shown] == [[]] * len(shown)


@pytest.mark.parametrize("code", STYLE_CODES)
def test_each_code_has_a_case_that_gives_it_and_one_that_gives_nothing(code: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (HERE / code).glob("*.css")]
    assert any(code in "".join(MARK.findall(line)) for text in texts for line in text.splitlines())
    assert any(not any(map(MARK.search, text.splitlines())) for text in texts)


@pytest.mark.parametrize("code", STYLE_CODES)
def test_the_table_is_true_of_its_own_examples(code: str) -> None:
    assert code in {given for _, given in found(CODES[code].before)}
    assert found(CODES[code].after) == []


@pytest.mark.parametrize("theme", themes())
def test_our_own_sheets_are_clean(theme: str) -> None:
    assert check_sheets(cascade("ebook", theme)) == ()


def test_ours_as_a_users_own_sheet_is_clean() -> None:
    """Who copies our sheet to tweak it begins with nothing found."""
    assert found((styles_folder() / "letters.css").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", ["README.md", "docs/tweaking.md"])
def test_the_manual_shows_sheets_that_survive(page: str) -> None:
    text = (HERE.parents[1] / page).read_text(encoding="utf-8")
    sheets = re.findall(r"```css\n(.*?)```", text, re.DOTALL)
    assert sheets
    assert all(CODES[code].level == "note" for css in sheets for _, code in found(css))
    assert set(re.findall(r"S-\d+", text)) <= CODES.keys()


def test_findings_stand_in_the_order_of_the_cascade() -> None:
    one = Sheet("b.css", "p { colour: red }\n\np { text-indnt: 0 }", HERE, own=False)
    other = Sheet("a.css", "p { colour: red }", HERE, own=False)
    findings = check_sheets(cascade("ebook", "classic", [one, other]))
    assert [finding.where for finding in findings] == ["b.css:1", "b.css:3", "a.css:1"]


def test_a_prefix_is_of_the_sheet_that_declares_it() -> None:
    rule = "[epub|type] { margin-top: 1em }"
    one = Sheet("a.css", f'@namespace epub url("http://www.idpf.org/2007/ops"); {rule}', HERE, own=False)
    other = Sheet("b.css", rule, HERE, own=False)
    findings = check_sheets(cascade("ebook", "classic", [one, other]))
    assert [(finding.where, finding.code) for finding in findings] == [("b.css:1", "S-501")]


def test_a_sheet_named_like_ours_is_the_users() -> None:
    sheet = Sheet("letters.css", "p { colour: red }", HERE, own=False)
    (finding,) = check_sheets(cascade("ebook", "classic", [sheet]))
    assert (finding.where, finding.level) == ("letters.css:1", "warning")


# Parts of sheets, as a hand may put them down in any order.
PARTS = st.sampled_from(
    [*"{}()[]:;,.#>+~*@!/\\\"'\n", " ", "p", ".letter", "[data-hand=round]", ":not(", ":is(", "::before", "@media",
     "@media (min-width: 1em)", "@supports (a: b)", "@import", "@font-face", "@page", "color", "background", "border",
     "border-left", "margin", "padding: 1em 2em", "font", "text-align", "center", "1px", "5vh", "-1.5", "#fff", "black",
     "solid", "calc(", "url(", "http://[", "rgb(", "color(display-p3 1 0 0)", "device-cmyk(0 0 0 1)", "lab(50% 0 0)",
     "hsl(", "none", "inherit", "!important", "--x", "é", "<!--", "/*", "*/", "|", "epub|type", "U+26"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join))
def test_whatever_a_sheet_says_it_is_judged(css: str) -> None:
    found(f"{css} p {{ color: {css} }}")


@pytest.mark.parametrize("css", ["", "}", "{", "@", "p {", "/*", "a{b:c;}}", "@media", "p:not(", "@supports (", "\x00"])
def test_no_sheet_is_too_odd_to_be_read(css: str) -> None:
    found(css)
