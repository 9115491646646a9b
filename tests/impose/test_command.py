"""`typeset impose`: what it says, and the one line where something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from numbered import HEIGHT, WIDTH, page_of, write_book

from typeset.cli import main


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_book(Path("book.pdf"), 30)


def test_it_says_what_to_print(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impose", str(book)]) == 0
    path, said = capsys.readouterr().out.splitlines()
    assert path == "book-imposed.pdf" and Path(path).is_file()
    assert said == "30 pages and 2 blanks on 8 sheets of A4, 297 × 210 mm, 2 sections; turn over the long edge"


def test_a_program_is_told_the_same(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impose", str(book), "--json", "--signature", "20", "-o", "sheets.pdf"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["path"], said["pages"], said["blanks"], said["sections"]) == ("sheets.pdf", 30, 2, [20, 12])


def test_every_option_reaches_the_sheets(book: Path) -> None:
    options = (
        "--binding milled --signature 8 --up 4 --sheet a3 --flip short --paper-thickness .12mm --creep 1mm"
        " --trim 3mm --milling 2mm --scale --no-marks --guide --quiet -o sheets.pdf"
    )
    assert main(["impose", str(book), *options.split()]) == 0
    with pikepdf.open("sheets.pdf") as pdf:
        assert len(pdf.pages) == 2 + 2 * 4
        assert "/DuplexFlipShortEdge" in str(pdf.Root.ViewerPreferences.Duplex)


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        ("--sheet 150x160mm", 4, "take 200 × 150 mm, 40 mm too wide for a sheet of 160 × 150 mm"),
        ("--sheet a3 --trim 12in", 4, "give a larger --sheet, a smaller --up or --trim, or --scale"),
        ("--sheet a3 --trim 12in --scale", 4, "too wide"),
        ("--signature 18", 2, "a section is a multiple of 4 pages; give 16"),
        ("--signature 0", 2, "give 4"),
        ("--binding saddle --signature 16", 2, "takes all pages in one section; leave out --signature"),
        ("--binding perfect --signature 16", 2, "single leaves and no sections"),
        ("--out book.pdf", 2, "book.pdf: would be written over itself"),
        ("--out book.pdf/sheets.pdf", 4, "cannot be written"),
    ],
)
def test_what_contradicts_itself_is_one_line(
    book: Path, options: str, code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(Path().rglob("*"))
    assert main(["impose", str(book), *options.split()]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert says in line and len(line) < 500
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("options", ["--sheet a44", "--trim 3", "--up 6", "--binding glue", "--creep -1mm"])
def test_what_cannot_be_read_is_said_in_few_lines(book: Path, options: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["impose", str(book), *options.split()])
    assert left.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) <= 5 and "error: argument " in lines[-1]


def no_pages(path: Path) -> None:
    pikepdf.new().save(path)


def two_sizes(path: Path) -> None:
    with pikepdf.open("book.pdf") as pdf:
        font = pdf.pages[0].obj.Resources.Font.F
        pdf.pages.append(page_of(pdf, "BT /F 9 Tf (31) Tj ET", font, (WIDTH / 2, HEIGHT)))
        pdf.save(path)


def locked(path: Path) -> None:
    with pikepdf.open("book.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def restricted(path: Path) -> None:
    with pikepdf.open("book.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user=""))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "cannot be read: No such file or directory"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda path: path.write_bytes(b"not a PDF"), "is no PDF that can be read"),
        (lambda path: path.write_bytes(Path("book.pdf").read_bytes()[:300]), "is no PDF that can be read"),
        (no_pages, "has no pages"),
        (two_sizes, "page 31 is 50 × 150 mm, the first 100 × 150 mm"),
        (locked, "needs a password"),
        (restricted, "is encrypted"),
    ],
)
def test_a_file_that_is_no_book_is_one_line(
    book: Path, make: object, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(Path("bad.pdf"))  # type: ignore[operator]
    assert main(["impose", "bad.pdf"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("typeset: bad.pdf: ") and says in line
    assert not Path("bad-imposed.pdf").exists()


def test_what_a_binder_should_know_is_noted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thick = write_book(Path("thick.pdf"), 200)
    assert main(["impose", str(thick), "--binding", "saddle", "--sheet", "200x150mm"]) == 0
    _, _, *notes = capsys.readouterr().out.splitlines()
    assert notes == [
        "note: the one section is 10 mm thick, too much to staple; give --binding sewn or milled",
        "note: the innermost pages are moved 4.9 mm towards the spine; --creep says how far",
        "note: the sheet has no room for marks round its pages",
    ]
    assert main(["impose", str(book), "--sheet", "100x75mm", "--scale"]) == 0
    assert "the pages are printed at 50.0% of their size" in capsys.readouterr().out
