"""The comparison with the peers: its tables, its pictures, and what it changes in a peer; with text of our own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from comparing import figures, pages, pictures, systems
from comparing.pictures import Book, Passage, Word
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
FACE = ROOT / "styles" / "fonts" / "EBGaramond" / "EBGaramond_400Regular.ttf"
DOCUMENT = ROOT / "docs" / "typography.md"

STORY = (
    "The miller had four sons and no mill, which was the cause of all that the parish said of him, and of much that it "
    "only thought. He walked out each morning in his good hat to look at the place where the wheel had been."
)
PASSAGE = Passage("He walked out each morning", "where the wheel had been.")
SHADE = pictures.SHADE


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """The same words by WeasyPrint, ragged and so with even spaces, and with spaces made wide."""
    import weasyprint

    folder, made = tmp_path_factory.mktemp("books"), {}
    for name, style in (("even", ""), ("wide", "word-spacing: .6em")):
        sheet = (
            f"@font-face {{ font-family: text; src: url({FACE.as_uri()}) }}"
            f"@page {{ size: 300pt 200pt; margin: 20pt }} p {{ font: 11pt/14pt text; {style} }}"
        )
        weasyprint.HTML(string=f"<style>{sheet}</style><p>{STORY}").write_pdf(folder / f"{name}.pdf")
        made[name] = Book(folder / f"{name}.pdf", space_pt=2.2)
    return made


# --- what is changed in a peer ------------------------------------------------------------------


def tuned(*changes: systems.Change) -> systems.System:
    return systems.System("Quill", "quill.sh", systems.TUNED, changes)


def test_a_peer_is_changed_in_a_copy(tmp_path: Path) -> None:
    peers = tmp_path / "peers"
    peers.mkdir()
    (peers / "quill.template").write_text("spaces: wide; measure: 324")
    change = systems.Change("quill.template", "spaces: wide", "spaces: even")
    copy = systems.changed(tuned(change), peers, tmp_path / "new")
    assert (copy / "quill.template").read_text() == "spaces: even; measure: 324"
    assert (peers / "quill.template").read_text() == "spaces: wide; measure: 324"
    assert (copy / "soften.py").exists()


@pytest.mark.parametrize("text", ["measure: 324", "spaces: wide; spaces: wide"])
def test_a_change_that_is_not_to_be_made_once_is_told(text: str, tmp_path: Path) -> None:
    peers = tmp_path / "peers"
    peers.mkdir()
    (peers / "quill.template").write_text(text)
    change = systems.Change("quill.template", "spaces: wide", "spaces: even")
    with pytest.raises(systems.FailedError, match=r"Quill: quill\.template does not have 'spaces: wide' once"):
        systems.changed(tuned(change), peers, tmp_path / "new")


def test_a_peer_that_fails_is_told_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quill.sh").write_text("echo first; echo 'no ink' >&2; exit 3")
    monkeypatch.setitem(systems.SYSTEMS, "quill", tuned())
    with pytest.raises(systems.FailedError, match="Quill: no ink: mend that"):
        systems.set_book("quill", tmp_path, tmp_path, tmp_path / "quill.pdf")
    assert not (tmp_path / "quill.pdf").exists()


def test_ours_with_a_change_is_what_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = systems.Change("typeset/__main__.py", "import os\n", "raise SystemExit('no ink')\n")
    monkeypatch.setitem(systems.SYSTEMS, "quill", systems.System("Quill", None, systems.WITHOUT, (change,)))
    monkeypatch.chdir(ROOT)
    with pytest.raises(systems.FailedError, match="Quill: no ink: mend that"):
        systems.set_book("quill", tmp_path, tmp_path, tmp_path / "quill.pdf")


@pytest.mark.parametrize("name", systems.SYSTEMS)
def test_our_sources_and_the_peers_have_what_is_changed(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    system = systems.SYSTEMS[name]
    peers = request.getfixturevalue("shared") / "peers" if system.script else ROOT
    copy = systems.changed(system, peers, tmp_path / "copy")
    if system.script:
        assert (copy / system.script).is_file()


def test_soft_hyphens_are_put_into_long_words_and_no_tags() -> None:
    page = "<head><title>Parchment</title><body><p class='letterhead'>A letterhead of parchment, unusual.</p>"
    soften = Path(systems.__file__).with_name("soften.py")
    made = subprocess.run([sys.executable, soften], input=page, capture_output=True, text=True, check=True).stdout
    assert made.replace("\u00ad", "") == page
    assert "parch\u00adment" in made
    assert "<title>Parchment</title>" in made
    assert "class='letterhead'" in made


# --- tables -------------------------------------------------------------------------------------

TOLD = {
    **dict.fromkeys(("measure_pt", "space_mean", "space_sd", "space_min", "space_max", "over_1_5_pct"), 0.456),
    **dict.fromkeys(("over_2_0_pct", "under_0_7_pct", "hyphenated_pct", "runts_pct", "on_grid_pct"), 0.456),
    **dict.fromkeys(("pages", "justified_lines", "longest_hyphen_run", "hyphens_at_page_end", "widows"), 7),
    **dict.fromkeys(("hyphens_at_page_turn", "orphans"), 0),
    **dict.fromkeys(("uneven_spreads", "spreads"), 0),
    "short_pages": 1,
    "body_pages": 8,
}


def test_a_table_has_a_row_for_each_figure_and_a_column_for_each_system() -> None:
    rows = [
        line.strip("| ").split(" | ") for line in figures.table("tuned", {"Quill": TOLD, "Reed": TOLD}).splitlines()
    ]
    assert rows[0] == ["Quill", "Reed"]
    assert [row[0] for row in rows[2:]] == list(figures.ROWS)
    assert ["a line or more short", "1 of 8 (12 %)", "1 of 8 (12 %)"] in rows
    assert ["uneven spreads", "0 of 0 (0 %)", "0 of 0 (0 %)"] in rows
    assert ["lines over 1.5, %", "0.46", "0.46"] in rows


def test_a_program_that_cannot_measure_is_told(tmp_path: Path) -> None:
    program = tmp_path / "ruler.py"
    program.write_text("raise SystemExit('no text found')")
    with pytest.raises(systems.FailedError, match=r"ruler\.py cannot measure book\.pdf; it says: no text found"):
        figures.measured(tmp_path / "book.pdf", program)


def test_a_table_is_put_between_its_marks_alone(tmp_path: Path) -> None:
    document = tmp_path / "d.md"
    document.write_text(
        "Before.\n<!-- table: one -->\n| old |\n<!-- end -->\nAfter.\n<!-- table: two -->\n<!-- end -->\n"
    )
    pages.write_tables(document, {"one": "| \\1 new |"})
    assert document.read_text() == (
        "Before.\n<!-- table: one -->\n\n| \\1 new |\n\n<!-- end -->\nAfter.\n<!-- table: two -->\n<!-- end -->\n"
    )
    with pytest.raises(systems.FailedError, match=r"d\.md does not have the marks of the table 'three' once"):
        pages.write_tables(document, {"three": "| |"})


def test_the_document_shows_all_that_is_compared() -> None:
    """Marks of all tables, every system and every row; and each picture that it shows is there."""
    text = DOCUMENT.read_text(encoding="utf-8")
    for heading in systems.TABLES:
        found = re.search(rf"<!-- table: {heading} -->(.*?)<!-- end -->", text, re.DOTALL)
        assert found, heading
        labels = [system.label for system in systems.SYSTEMS.values() if system.table in (None, heading)]
        assert found[1].strip().splitlines()[0] == f"| | {' | '.join(labels)} |"
        assert [line.split(" | ")[0].strip("| ") for line in found[1].strip().splitlines()[2:]] == [
            *figures.rows_of(heading)
        ]
    shown = re.findall(r"\]\((typography/[a-z]+\.webp)\)", text)
    assert sorted(shown) == sorted(f"typography/{path.name}" for path in (DOCUMENT.parent / "typography").iterdir())


# --- pictures -----------------------------------------------------------------------------------


def test_a_passage_is_found_over_lines_hyphens_and_ligatures(books: dict[str, Book]) -> None:
    words = [word.text for word in books["even"].find(PASSAGE)]
    assert (words[0], words[-1]) == ("He", "been.")
    split = Book(Path("none.pdf"), 3.0)
    split.words = [Word(2, 0, 0, 1, 1, text) for text in ("“The", "oﬃ-", "cer", "Wrote:", "no!”")]
    assert [word.text for word in split.find(Passage("officer wrote", "no"))] == ["oﬃ-", "cer", "Wrote:", "no!”"]


def test_a_passage_that_a_page_breaks_is_passed_over() -> None:
    words = [Word(page, 0, 0, 1, 1, text) for page, text in ((0, "one"), (1, "two"), (1, "three"), (1, "four"))]
    book = Book(Path("none.pdf"), 3.0)
    book.words = words
    assert pictures.whole((Passage("one", "two"), Passage("three", "four")), [book]).first == "three"
    with pytest.raises(systems.FailedError, match="no passage stands on one page in every book, from 'one' on"):
        pictures.whole((Passage("one", "two"), Passage("five", "six")), [book])


def test_only_lines_that_are_too_wide_have_their_spaces_shaded(books: dict[str, Book]) -> None:
    shades = {name: pictures.close_up(book, PASSAGE).getcolors(256) for name, book in books.items()}
    counted = {name: sum(n for n, grey in colours or [] if grey == SHADE) for name, colours in shades.items()}
    assert counted["wide"] > 20 * counted["even"]


def test_a_close_up_has_its_lines_and_no_others(books: dict[str, Book]) -> None:
    book = books["even"]
    words = book.find(PASSAGE)
    high_pt = max(word.bottom for word in words) - min(word.top for word in words)
    assert pictures.close_up(book, PASSAGE).height == pytest.approx((high_pt + 4) * pictures.CLOSE_DPI / 72, abs=2)


def test_a_sheet_has_all_at_one_scale_and_the_same_bytes(books: dict[str, Book], tmp_path: Path) -> None:
    drawn = {name: pictures.page_of(book, PASSAGE) for name, book in books.items()}
    drawn["third"] = Image.new("L", (100, 50), 0)
    made = pictures.sheet(drawn, pictures.PAGE_DPI, columns=2, frame=True)
    width, height = drawn["even"].size
    assert made.width > 2 * width
    assert height + 50 < made.height < 2 * height
    for name in ("a.webp", "b.webp"):
        pictures.save(pictures.sheet(drawn, pictures.PAGE_DPI, columns=2, frame=True), tmp_path / name)
    assert (tmp_path / "a.webp").read_bytes() == (tmp_path / "b.webp").read_bytes()
    with Image.open(tmp_path / "a.webp") as image:
        assert len(image.convert("L").getcolors(256) or []) <= pictures.LEVELS
