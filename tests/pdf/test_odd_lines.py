"""Odd paragraphs: all that one may hold is planned, nothing of it is lost, nothing stands out of its measure."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from specimens import LONG, Printed, bind, print_volume

from typeset.illustrations import Illustration
from typeset.ledger import letters_and_digits
from typeset.model import Volume, text_of
from typeset.pdf.lines.faces import Face, Hyphen

SHORT = LONG[:140]
HANG_MOST_PT = 4.5
SPACE_KERNING = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
PICTURE = '<img class="inline" src="images/a.png" alt=""/>'

# Each is planned: of these none goes to WeasyPrint's own lines.
PLANNED = {
    "Soft hyphens": "<p>" + "Un\u00adver\u00adständ\u00adlich\u00adkei\u00adten und " * 12 + "</p>",
    "A box in the line": f'<p>{SHORT} <code class="box">{LONG[:60]}</code>, <span class="box">{LONG[:200]}</span>.</p>',
    "Margins": f'<p><span class="wide">Ann</span>{SHORT} <b class="wide">{LONG[:90]}</b> {LONG}</p>',
    "Empty": f'<p><a id="x"></a>{SHORT}<span class="wide"></span> <em></em>{LONG}<a id="y"></a></p>',
    "A chat": '<blockquote class="messages"><ol><li><span class="speaker">Tom</span> <span class="time">02:09</span> '
    f'<span class="text">{LONG}</span></li></ol></blockquote>',
    "A long word": f"<p>{SHORT} {'Donaudampfschifffahrt' * 12} {LONG}</p>",
    "Letters": f"<p>{'W' * 100} {LONG}</p>",
    "Very narrow": f'<p class="slim">{LONG}</p>',
    "Marks": f"<p>{SHORT} e\u030a a\u0301 o\u0308 {LONG}</p>",
    "Last lines": f'<p class="last-centred">{LONG}</p><p class="last-right">{LONG}</p>',
    "Pictures": f"<p>{SHORT} {PICTURE} {LONG} {PICTURE}{PICTURE}, {LONG}</p>",
    "Quoted": f"<p>“{LONG}”</p><p>{LONG}</p>",
}
# Each has one paragraph that goes to WeasyPrint's own lines, for a reason that is told.
UNPLANNED = {
    "white space that is kept": f'<p>{SHORT} <span class="kept">as  it   is</span> {SHORT}</p>',
    "an inline block": f'<p>{SHORT} <span class="block">block</span> {SHORT}</p>',
    "an inline box with a position": f'<p>{SHORT} <span class="moved">moved</span> {SHORT}</p>',
    "a float, a footnote or a running element in the text": f'<p>{SHORT} <i class="beside">beside</i> {SHORT}</p>',
    "a last line that is justified": f'<p class="last-full">{LONG}</p>',
    "::first-letter or ::first-line": f'<p class="first-line">{LONG}</p>',
}
CSS = """
.box { padding: 0 6pt; border: .5pt solid; margin: 0 2pt } .wide { margin: 0 8pt } .slim { width: 50pt }
.last-centred { text-align-last: center } .last-right { text-align-last: right } .last-full { text-align-last: justify }
.kept { white-space: pre-wrap } .block { display: inline-block; width: 60pt } .moved { position: relative; top: 1pt }
.beside { float: right; width: 60pt } .first-line::first-line { font-style: italic }
"""


def with_picture(stories: dict[str, str]) -> Volume:
    out = io.BytesIO()
    Image.new("L", (24, 24)).save(out, "PNG")
    picture = Illustration("image/png", 24, 24, out.getvalue(), out.getvalue(), "a.png")
    return replace(bind(stories), pictures={"images/a.png": picture})


def words_of(volume: Volume) -> str:
    return letters_and_digits(
        "".join(text_of(part.tree) for part in volume.parts if part.role in ("story", "colophon"))
    )


def right_edges(printed: Printed, page: int) -> list[float]:
    """The x (pt) at which each line of a page ends."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(printed.path), "-"]
    ends: defaultdict[int, float] = defaultdict(float)
    for x, y in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)"', subprocess.check_output(command, text=True)):
        ends[round(float(y))] = max(ends[round(float(y))], float(x))
    return list(ends.values())


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_volume(with_picture(PLANNED), tmp_path_factory.mktemp("odd") / "odd.pdf", css=CSS)


def test_all_but_leaders_is_planned(planned: Printed) -> None:
    assert planned.report.lines.unfit == {"a leader": len(PLANNED)}


def test_no_word_is_lost_or_moved(planned: Printed) -> None:
    assert letters_and_digits(planned.text(7)) == words_of(with_picture(PLANNED))


def test_nothing_stands_out_of_its_measure(planned: Printed) -> None:
    for page in range(7, len(planned.pages())):
        measure_ends = 366 if page % 2 else 378
        assert all(x < measure_ends + HANG_MOST_PT for x in right_edges(planned, page)), page


def test_a_word_is_cut_only_where_it_is_wider_than_its_measure(planned: Printed) -> None:
    text = planned.text(7)
    page = text[text.index("Very narrow") :]
    for word in ("ledgers", "bottle", "early", "Black", "water"):
        assert re.search(rf"\b{word}\b", page)


def test_a_soft_hyphen_is_the_only_place_to_break_its_word(planned: Printed) -> None:
    text = planned.text(7, 7)
    ends = re.findall(r"(\w+)\u2010\n", text)
    assert ends and set(ends) <= {"Un", "Unver", "Unverständ", "Unverständlich", "Unverständlichkei"}
    assert "\u00ad" not in text


def test_what_is_not_planned_is_told_with_the_reason(tmp_path: Path) -> None:
    volume = bind(UNPLANNED)
    printed = print_volume(volume, tmp_path / "unplanned.pdf", css=CSS)
    assert set(printed.report.lines.unfit) == {*UNPLANNED, "a leader"}
    assert sorted(letters_and_digits(printed.text(7))) == sorted(words_of(volume))


def test_what_follows_a_hyphen_in_a_ligature_has_its_own_width(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Face, str, Hyphen]] = []
    hyphenation = Face.hyphenation

    def watched(face: Face, text: str) -> tuple[Hyphen, ...]:
        found = hyphenation(face, text)
        seen.extend((face, text, hyphen) for hyphen in found)
        return found

    monkeypatch.setattr(Face, "hyphenation", watched)
    text = "An affectionate official afflicted by a different affirmation offered coffee; an officer suffered. " * 4
    print_volume(bind({"Ligatures": f"<p>{text}</p>"}), tmp_path / "ff.pdf", css="p { width: 120pt }")
    assert any(text[:3] == "aff" and hyphen.at == 2 for _, text, hyphen in seen)
    for face, text, hyphen in seen:
        kern_px = 0.2
        behind = face.word(text).width - face.word(text[hyphen.at :]).width
        assert hyphen.rest == pytest.approx(behind, abs=kern_px), text


@pytest.mark.skipif(not SPACE_KERNING.exists(), reason="no face here kerns its space")
def test_a_face_that_kerns_its_space_fills_its_lines(tmp_path: Path) -> None:
    shutil.copy(SPACE_KERNING, tmp_path / "face.ttf")
    css = "@font-face { font-family: Kerned; src: url(face.ttf) } html { font-family: Kerned } p { hyphens: none }"
    text = (
        "Why? “You saw A. Vane,” Tom said, “at Yarrow. V. Watts, too, was at Avon; Ada, A. T. Way, Wyn and I wait.” "
        * 8
    )
    printed = print_volume(bind({"Kerned": f"<p>{text}</p><p>{text}</p>"}), tmp_path / "kerned.pdf", css=css)
    assert "the face kerns its space" not in printed.report.lines.unfit
    ends = sorted(right_edges(printed, 7))[-20:]
    assert all(366 - 0.1 < x < 366 + HANG_MOST_PT for x in ends[4:]), ends
