"""Preflight: each seeded defect by its own code and no other, and nothing in what is good."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pikepdf
import pytest
from defects import DEFECTS, GOOD, PAGE, Defect, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typeset.build import build
from typeset.cli import main
from typeset.findings import CODES
from typeset.preflight import ANY_SHOP, CHECKS, preflight
from typeset.preflight.canvas import Canvas
from typeset.preflight.content import read
from typeset.preflight.marks import Box, Face, Widths, empty
from typeset.preflight.resources import Resources, Shelf
from typeset.shops import SHOPS, ShopName

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "preflight.md"
STORY = "The tide turned at four, and the boat with it. " * 40
OF_CHECKS = {code for code in CODES if code.startswith("P-3")}


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of our own, as it is built."""
    folder = tmp_path_factory.mktemp("good")
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Water {number}\n\n{STORY}\n\n{STORY}\n", encoding="utf-8")
    told = "title: The Tide Table\nauthor: Ann Hale\ndate: 2026-02-02\nstories: [0.txt, 1.txt, 2.txt]\n"
    # It claims nothing, so that each claim is put in by what tries it.
    told += "print: {standard: none}\n"
    (folder / "book.yaml").write_text(told, encoding="utf-8")
    report = build(folder / "book.yaml", ("pdf",))
    assert report.findings == ()
    return report.paths["pdf"]


def codes(defect: Defect, good: Path, target: Path) -> set[str]:
    write(defect, good, target)
    return {finding.code for finding in preflight(target, shop=defect.shop)}


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_found_in_what_is_good(name: str, good: Path, tmp_path: Path) -> None:
    assert codes(GOOD[name], good, tmp_path / "good.pdf") == set()


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_told_by_its_own_code(name: str, good: Path, tmp_path: Path) -> None:
    assert codes(DEFECTS[name], good, tmp_path / "spoiled.pdf") == {DEFECTS[name].code}


def test_every_code_has_a_check_and_a_defect() -> None:
    assert {check.code for check in CHECKS} == OF_CHECKS == {defect.code for defect in DEFECTS.values()}
    assert len(CHECKS) == len(OF_CHECKS)


SEEDED = "<!-- the set of seeded defects, made by tests/preflight -->"


def seeded() -> str:
    """The manual's table: each code, what it is about, and the defects that are told by it."""
    rows = ["| code | level | fault | seeded defects |", "| --- | --- | --- | --- |"]
    for code in sorted(OF_CHECKS):
        names = ", ".join(name for name, defect in DEFECTS.items() if defect.code == code)
        rows.append(f"| {code} | {CODES[code].level} | {CODES[code].title} | {names} |")
    return "\n".join(rows)


def test_the_manual_has_the_set(request: pytest.FixtureRequest) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    before, _, after = text.split(SEEDED)
    if request.config.getoption("--accept"):
        MANUAL.write_text(f"{before}{SEEDED}\n\n{seeded()}\n\n{SEEDED}{after}", encoding="utf-8")
    assert MANUAL.read_text(encoding="utf-8").split(SEEDED)[1].strip() == seeded()
    assert f"{len(DEFECTS)} PDFs" in before


def test_the_same_file_gives_the_same_findings(good: Path, tmp_path: Path) -> None:
    target = tmp_path / "spoiled.pdf"
    write(DEFECTS["text at the edge"], good, target)
    assert preflight(target) == preflight(target) != []


def test_pages_are_named_in_stretches(good: Path, tmp_path: Path) -> None:
    target = tmp_path / "turned.pdf"
    with pikepdf.open(good) as pdf:
        for number in (1, 2, 3, 5, 8):
            pdf.pages[number - 1].obj.Rotate = 180
        pdf.save(target)
    (finding,) = preflight(target, "mine.pdf")
    assert finding.where == "mine.pdf, pages 1–3, 5, 8" and finding.what == "the page is turned by 180°"


def test_check_of_a_pdf(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(good)]) == 0
    assert capsys.readouterr().out == "nothing found\n"
    target = tmp_path / "spoiled.PDF"
    write(DEFECTS["a spot ink"], good, target)
    assert main(["check", str(target), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["where"]) == ("P-313", "spoiled.PDF, page 4")
    assert "Warm Red" in finding["what"]


def test_check_by_the_rules_of_a_shop(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(good), "--shop", "kdp"]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert "P-362 error" in first and "Amazon KDP binds 24 to 828" in first and last.startswith("1 error;")


def test_a_shop_is_for_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path), "--shop", "kdp"]) == 2
    assert "--shop is for a PDF" in capsys.readouterr().err


@pytest.mark.parametrize(("data", "told"), [(None, "No such file"), (b"%PDF-1.7\nnothing more", "cannot be opened")])
def test_what_is_no_pdf(data: bytes | None, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "book.pdf"
    if data is not None:
        target.write_bytes(data)
    assert main(["check", str(target)]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("typeset: book.pdf: ") and told in line


def test_a_build_tells_what_its_pdf_is_sent_back_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("It rained all week.\n\nOn Friday it stopped.\n", encoding="utf-8")
    (tmp_path / "mine.css").write_text("@page { @top-left { content: 'rain'; font-size: 3pt } }")
    (tmp_path / "book.yaml").write_text("title: Rain\nauthor: Ann\nstories: [a.txt]\nstyles: [mine.css]\n")
    assert main(["build", str(tmp_path), "--pdf", "--json"]) == 0
    told = {each["code"]: each for each in json.loads(capsys.readouterr().out)["findings"]}
    assert told["P-305"]["where"].startswith("rain.pdf, pages ") and told["P-305"]["what"] == "type of 3.0 pt"


PIECES = [b"q", b"Q", b"BT", b"ET", b"/F1", b"12 Tf", b"1 0 0 1 5 5", b"Tm", b"cm", b"(a(b)\\)c) Tj", b"[(x)-3<41>] TJ"]
PIECES += [
    b"0 0 9 9 re",
    b"f",
    b"S",
    b"W n",
    b"/Gs gs",
    b"/X Do",
    b"BI /W 1 /H 1 ID x EI",
    b"<< /A [1] >>",
    b"% c\n",
    b"<4 1>",
]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=30))
def test_any_content_is_read(parts: list[bytes]) -> None:
    shelf = Shelf()
    canvas = Canvas(shelf, Resources(shelf, None), read)
    read(canvas, b" ".join(parts))
    assert all(not empty(mark.box) for mark in canvas.marks)


@pytest.mark.parametrize(
    ("content", "box"),
    [
        ("10 20 30 40 re f", (10, 20, 40, 60)),
        ("2 0 0 3 1 1 cm 10 20 30 40 re f", (21, 61, 81, 181)),
        ("0 0 20 30 re W n 10 20 30 40 re f", (10, 20, 20, 30)),
        ("10 20 m 30 20 l 2 w S", (9, 19, 31, 21)),
        ("q 5 0 0 5 0 0 cm Q 1 1 m 2 5 7 5 8 1 c f", (1, 1, 8, 5)),
    ],
)
def test_where_a_mark_stands(content: str, box: Box) -> None:
    shelf = Shelf()
    canvas = Canvas(shelf, Resources(shelf, None), read)
    read(canvas, content.encode())
    (mark,) = canvas.marks
    assert mark.box == pytest.approx(box) and not canvas.faults


def test_text_is_as_wide_as_its_characters_and_spaces_are_no_ink() -> None:
    face = Face("Plain", "TrueType", widths=Widths({32: 250.0}, 500.0), blank=frozenset({32}))
    shelf = Shelf()
    canvas = Canvas(shelf, Resources(shelf, None), read)
    canvas.state.face, canvas.state.size = face, 10
    read(canvas, b"BT 100 200 Td [( ab) -100 (c ) 300] TJ (d) Tj ET")
    first, second = canvas.marks
    assert (first.box[0], first.box[2]) == pytest.approx((102.5, 118.5))
    assert (second.box[0], second.box[2]) == pytest.approx((118, 123))


def test_the_longest_book_is_read_in_two_seconds(good: Path, tmp_path: Path) -> None:
    """Of processor time, over 350 full pages."""
    target = tmp_path / "long.pdf"
    with pikepdf.open(good) as pdf:
        full = pdf.pages[PAGE]
        while len(pdf.pages) < 350:
            pdf.pages.append(full)
        pdf.save(target)
    begun = time.process_time()
    preflight(target)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("shop", [None, "kdp"])
def test_our_own_books_are_not_sent_back(shop: ShopName | None, tmp_path: Path) -> None:
    """The sample; what a shop takes at all (24 pages) it takes without a finding."""
    report = build(ROOT / "book.yaml", ("pdf",), tmp_path)
    assert [str(finding) for finding in report.findings] == []
    assert preflight(report.paths["pdf"], shop=SHOPS[shop] if shop else ANY_SHOP) == []
