"""Bad input: one clear line, the exit code of the design, and what was in out/ left as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.cli import main

GOOD = "It rained all week. The post came late, and nobody minded.\n\nOn Friday it stopped.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "t.epub").write_bytes(b"the edition before")
    (tmp_path / "out" / "notes.txt").write_bytes(b"the reader's own")
    return tmp_path


CASES = {
    "missing": ("title: T\nstories: [gone.txt]\n", None, 3, "book.yaml:2"),
    "unknown key": ("title: T\nstorys: [a.txt]\n", None, 2, "did you mean “stories”"),
    "broken": ("title: [T\nstories: a.txt\n", None, 2, "broken YAML"),
    "outside": ("title: T\nstories: [../a.txt]\n", None, 2, "outside"),
    "binary": ("title: T\nstories: [b.txt]\n", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", 3, "b.txt"),
    "empty": ("title: T\nstories: [b.txt]\n", b" \n\n\t\n", 3, "b.txt"),
    "ornaments only": ("title: T\nstories: [b.txt]\n", b"* * *\n", 3, "b.txt"),
    "bad sheet": ("title: T\nstories: [a.txt]\nstyles: [b.txt]\n", b"\xff\xfe\xfa", 2, "b.txt"),
    "bad cover": ("title: T\nstories: [a.txt]\nepub: {cover: b.txt}\n", b"no picture", 4, "b.txt"),
}


@pytest.mark.parametrize("name", CASES)
def test_one_clear_line_and_nothing_changed(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest, source, code, says = CASES[name]
    (folder / "book.yaml").write_text(manifest, encoding="utf-8")
    if source is not None:
        (folder / "b.txt").write_bytes(source)
    monkeypatch.chdir(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["build"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("typeset: ") and says in line and len(line) < 500
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_three_errors_and_how_many_more(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stories = ", ".join(f"gone{n}.txt" for n in range(9))
    (folder / "book.yaml").write_text(f"title: T\nstories: [{stories}]\n", encoding="utf-8")
    assert main(["build", str(folder)]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4 and lines[-1] == "typeset: and 6 more; --json lists all"
    assert main(["build", str(folder), "--json"]) == 3
    assert capsys.readouterr().out.count('"what"') == 9


def test_a_file_where_the_folder_should_be(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "book.yaml").write_text("title: T\nstories: [a.txt]\n", encoding="utf-8")
    (folder / "taken").write_text("a file", encoding="utf-8")
    assert main(["build", str(folder), "--out", str(folder / "taken"), "--epub"]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert "taken" in line


def test_no_new_folder_stays_behind_when_a_build_fails(folder: Path) -> None:
    (folder / "book.yaml").write_text("title: T\nstories: [a.txt]\nepub: {cover: a.txt}\n", encoding="utf-8")
    assert main(["build", str(folder), "--out", str(folder / "new" / "deep")]) == 4
    assert not (folder / "new").exists()


def test_names_cannot_speak_to_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(folder / "\x1b[31mred.yaml")]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_letters_goes_on_after_a_file_that_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--json", str(folder / "gone.txt"), str(folder / "a.txt")]) == 3
    said = capsys.readouterr()
    assert said.out.count('"file"') == 1 and "gone.txt" in said.err
