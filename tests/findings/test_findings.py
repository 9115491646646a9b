"""The codes' table, what explains it, and the manual's page that is made from it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from typeset.cli import main
from typeset.errors import ManifestError
from typeset.findings import CODES, TABLES, Finding, entry, explain, manual

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "findings.md"


def test_the_manual_is_the_table(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        MANUAL.write_text(manual(), encoding="utf-8")
    assert MANUAL.read_text(encoding="utf-8") == manual()


@pytest.mark.parametrize("name", CODES)
def test_an_entry_says_all_that_it_has_to(name: str) -> None:
    code = CODES[name]
    assert re.fullmatch(r"[A-Z]-\d{3}", name) and name in TABLES[name[0]][1]
    assert code.level in ("error", "warning", "note")
    assert code.explanation.endswith(".") and not code.title.endswith(".")
    assert code.before != code.after and code.source
    told = explain(name)
    assert told.startswith(f"{name} ({code.level}): {code.title}\n")
    assert all(len(line) <= 120 for line in told.splitlines())


def test_a_code_in_small_letters_is_the_code() -> None:
    assert entry("s-101") is CODES["S-101"]


@pytest.mark.parametrize(("name", "near"), [("S-110", "S-10"), ("S101", "S-101"), ("E-999", "E-"), ("calc", "S-")])
def test_an_unknown_code_lists_near_ones(name: str, near: str) -> None:
    with pytest.raises(ManifestError) as error:
        explain(name)
    (problem,) = error.value.problems
    assert name in problem.what and near in problem.remedy


def test_a_finding_knows_its_level_and_its_file() -> None:
    finding = Finding("S-101", "a: b.css:12", "a paper of its own", "leave it out")
    assert (finding.level, finding.file) == ("error", "a: b.css")
    assert str(finding) == "a: b.css:12: S-101 error: a paper of its own; leave it out"
    assert Finding("E-102", "cover.jpg", "too small", "a larger one").file == "cover.jpg"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with a sheet of its own, which `sheet` of a test writes."""
    (tmp_path / "a.txt").write_text("It rained all week.\n\nOn Friday it stopped.\n", encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: T\nstories: [a.txt]\nstyles: [mine.css]\n", encoding="utf-8")
    (tmp_path / "mine.css").write_text("", encoding="utf-8")
    return tmp_path


ERROR = ".letter { padding-left: 1em }\n.signature { color: #000 }\n"
WARNING = ".dateline { float: right }\n"
NOTE = "@page { margin: 1in }\n"


@pytest.mark.parametrize(("css", "code", "ends"), [
    ("", 0, "nothing found"),
    (ERROR, 1, "1 error; typeset explain CODE says more"),
    (WARNING, 0, "1 warning; typeset explain CODE says more"),
    (WARNING + WARNING + ERROR + NOTE, 1, "2 warnings, 1 error, 1 note; typeset explain CODE says more"),
])  # fmt: skip
def test_check(book: Path, css: str, code: int, ends: str, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(css, encoding="utf-8")
    assert main(["check", str(book)]) == code
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == ends and not said.err
    assert all(line.startswith("mine.css:") for line in said.out.splitlines()[:-1])


def test_check_for_a_program(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(ERROR, encoding="utf-8")
    assert main(["check", str(book), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["level"], finding["where"]) == ("S-102", "error", "mine.css:2")
    assert finding["what"] and finding["remedy"]


def test_a_quiet_check_says_errors_alone(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(WARNING + ERROR, encoding="utf-8")
    assert main(["check", str(book), "--quiet"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "S-102 error" in line


def test_explain_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "s-303"]) == 0
    assert "text-indent: 0" in capsys.readouterr().out
    assert main(["explain", "S-303", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["level"] == "warning"
    assert main(["explain", "S-9"]) == 2
    assert "near it: S-" in capsys.readouterr().err


@pytest.mark.parametrize(("css", "code"), [(ERROR, 1), (WARNING, 0), (NOTE, 0)])
def test_a_build_tells_its_own_sheets_findings_and_keeps_the_files(
    book: Path, css: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "mine.css").write_text(css, encoding="utf-8")
    assert main(["build", str(book), "--epub"]) == code
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("mine.css:")]
    assert len(told) == (css is not NOTE)
    assert (book / "out" / "t.epub").is_file()


def test_a_quiet_build_says_errors_alone(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(WARNING + ERROR, encoding="utf-8")
    assert main(["build", str(book), "--epub", "--quiet"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "S-102 error" in line


def test_a_build_for_a_program_has_the_findings(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(ERROR, encoding="utf-8")
    assert main(["build", str(book), "--epub", "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["level"]) == ("S-102", "error")


def test_a_build_tells_five_findings_errors_first(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(WARNING * 6 + ERROR, encoding="utf-8")
    assert main(["build", str(book), "--epub"]) == 1
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if line.startswith("mine.css:")]
    assert len(told) == 5 and "S-102" in told[0]
    assert lines[-1] == "and 2 more findings; --json lists all"


LETTER = "It rained all week.\n\nDear Ann,\n\nThe boat is in. Do not wait.\n\nYours,\nTom\n\nShe waited.\n"
UNEVEN = ".letter { margin-bottom: 20pt }\n@media print { .salutation { padding-bottom: 3pt } }\n"


def test_a_check_tells_where_a_sheet_leaves_the_printed_grid(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(UNEVEN, encoding="utf-8")
    assert main(["check", str(book)]) == 0
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("mine.css:1: P-101 warning: margin-bottom: 20pt: 20 pt between")
    assert second.startswith("mine.css:2: P-101 warning: padding-bottom: 3pt: 3 pt between")
    assert last == "2 warnings; typeset explain CODE says more"


def test_a_build_tells_of_the_sheet_and_of_its_lines(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(UNEVEN, encoding="utf-8")
    (book / "a.txt").write_text(LETTER, encoding="utf-8")
    assert main(["build", str(book), "--pdf", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["code"], each["where"]) for each in told] == [
        ("P-101", "mine.css:1"), ("P-101", "mine.css:2"), ("P-201", "page 1, A"), ("P-201", "page 1, A"),
    ]  # fmt: skip
    assert "The boat is in." in told[2]["what"] and "She waited." in told[3]["what"]


def test_a_build_of_the_e_book_alone_says_nothing_of_paper(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mine.css").write_text(UNEVEN, encoding="utf-8")
    assert main(["build", str(book), "--epub", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
