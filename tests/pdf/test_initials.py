"""The white beside initials: worked out from outlines, kept on the page, and the user's own where a sheet says so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import uharfbuzz
from lxml import etree
from specimens import LONG, bind, print_volume

from typeset.model import Sheet
from typeset.pdf.initials import NEAREST, Outline, initial_sheet, initials_of, margins_em, outline_of, text_face
from typeset.pdf.settings import PrintSettings
from typeset.styles import cascade, styles_folder

PAGE = PrintSettings().on_grid()
GARAMOND = styles_folder() / "fonts" / "EBGaramond" / "EBGaramond_400Regular.ttf"
FRONT = 6
PLAIN = ".initial { margin-right: .15rlh }\n"


@pytest.fixture(scope="module")
def font() -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(GARAMOND.read_bytes()))


def block(left: float, right: float, advance: float, lowest: int = 0) -> Outline:
    heights = range(lowest, 66)
    return Outline(dict.fromkeys(heights, left), dict.fromkeys(heights, right), advance)


def test_ink_begins_at_the_edge_and_ends_before_the_lines() -> None:
    left, right = margins_em(block(0.04, 0.6, 0.65))
    assert left == -0.04
    assert 0.65 + right - 0.6 == pytest.approx(0.085)
    assert margins_em(block(0.04, 0.6, 0.7))[1] == pytest.approx(right - 0.05), "the font's own white does not count"


def test_what_leans_away_comes_nearer_and_never_too_near() -> None:
    leaning = block(0, 0.6, 0.65)
    leaning.right.update({height: 0.6 - 0.004 * height for height in range(66)})
    _, right = margins_em(leaning)
    assert NEAREST <= 0.65 + right - 0.6 < margins_em(block(0, 0.6, 0.65))[1] + 0.05
    foot = block(0, 0.2, 0.65)
    foot.right.update(dict.fromkeys(range(4), 0.6))
    assert 0.65 + margins_em(foot)[1] - 0.6 == pytest.approx(NEAREST)


def test_only_what_reaches_the_fourth_line_counts_below() -> None:
    def tailed(lowest: int) -> float:
        outline = block(0, 0.6, 0.65, lowest)
        outline.right.update(dict.fromkeys(range(lowest, 0), 0.9))
        return margins_em(outline)[1]

    assert tailed(-10) == margins_em(block(0, 0.6, 0.65))[1]
    assert tailed(-25) == pytest.approx(0.9 + NEAREST - 0.65)


def test_outlines_of_the_text_face(font: uharfbuzz.Font) -> None:
    """W, A and L are nearer than their sides would let them, O is not; Q's tail goes under the fourth line."""
    gaps = {}
    for letter in "AHLOQTVW":
        outline = outline_of(font, letter)
        assert outline is not None
        above = max(x for height, x in outline.right.items() if height >= 0)
        gaps[letter] = outline.advance + margins_em(outline)[1] - above
    assert all(gaps[letter] == pytest.approx(NEAREST, abs=0.002) for letter in "AVW"), gaps
    assert NEAREST < gaps["H"] < gaps["O"] < 0.08 < gaps["Q"], gaps
    assert outline_of(font, "\u4e2d") is None


def test_the_face_is_that_of_the_last_sheet_that_names_one(tmp_path: Path) -> None:
    assert text_face(cascade("print", "classic", [])) == GARAMOND.resolve()
    css = (
        '@font-face { font-family: "Own"; src: url(own.ttf) }'
        '@font-face { font-family: "Own"; font-style: italic; src: url(slant.ttf) }'
        "@media screen { html { font-family: serif } } @media print { p, html { font-family: Own, serif } }"
    )
    own = [Sheet("own.css", css, tmp_path, own=False)]
    assert text_face(cascade("print", "classic", own)) == (tmp_path / "own.ttf").resolve()
    nameless = [Sheet("own.css", "html { font-family: serif }", tmp_path, own=False)]
    assert text_face(cascade("print", "classic", nameless)) is None
    assert initial_sheet(["T"], cascade("print", "classic", nameless), PAGE) == PLAIN


def test_a_file_that_is_no_font_has_no_outlines(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_bytes(b"no font")
    css = "@font-face { font-family: Own; src: url(own.ttf) } html { font-family: Own }"
    assert initial_sheet(["T"], [Sheet("own.css", css, tmp_path, own=False)], PAGE) == PLAIN


def test_an_initial_that_is_a_word_keeps_its_space() -> None:
    volume = bind({"One": f"<p>A ship came. {LONG}</p>", "Two": f"<p>At noon. {LONG}</p>"})
    assert initials_of(volume) == {"A ", "A"}
    css = initial_sheet(initials_of(volume), cascade("print", "classic", []), PAGE)
    white = dict(re.findall(r'"(A ?)".*margin-right: ([\d.]+)pt', css))
    assert float(white["A "]) - float(white["A"]) == pytest.approx(0.25 * 11)


def first_words(path: Path) -> list[tuple[float, str]]:
    """(x, word) of the first two words of the first story, in points."""
    command = ["pdftotext", "-bbox", "-f", str(FRONT + 1), "-l", str(FRONT + 1), str(path), "-"]
    words = etree.fromstring(subprocess.run(command, check=True, capture_output=True).stdout).iter("{*}word")
    found = [(float(word.get("xMin") or 0), word.text or "") for word in words]
    at = next(n for n, (_, text) in enumerate(found) if text.startswith("W"))
    return found[at : at + 2]


def test_the_lines_begin_where_the_outline_says_and_a_sheet_has_the_last_word(tmp_path: Path) -> None:
    volume = bind({"One": f"<p>When it came he slept. {LONG}</p>"})
    ours = print_volume(volume, tmp_path / "a.pdf")
    wide = print_volume(volume, tmp_path / "b.pdf", ".initial { margin-right: 20pt }")
    assert ours.report.warnings == ()
    (_, _), (ours_x, _) = first_words(ours.path)
    (_, _), (wide_x, _) = first_words(wide.path)
    assert 14 < wide_x - ours_x < 20
