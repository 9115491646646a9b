"""Bad input: one clear line, the exit code of the design, and what was in out/ left as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
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


def test_a_folder_that_cannot_be_written_to(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (folder / "book.yaml").write_text("title: T\nstories: [a.txt]\n", encoding="utf-8")
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert main(["build", str(folder), "--epub", "--out", str(folder / "new")]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert "new: cannot be written: Permission denied" in line
    assert not (folder / "new").exists()


def test_a_source_without_end_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typeset.sources.MOST_SOURCE_BYTES", 1000)
    assert main(["letters", "/dev/zero"]) == 3
    assert "/dev/zero: has more than" in capsys.readouterr().err


def test_letters_tells_of_three_files_and_how_many_more(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", *(str(folder / f"gone{n}.txt") for n in range(7))]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4 and lines[-1] == "typeset: and 4 more"


def test_letters_takes_a_manifest_or_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", str(folder), str(folder / "a.txt")]) == 2
    assert "beside other files" in capsys.readouterr().err


def test_a_reader_of_the_output_that_has_gone_is_no_fault(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "typeset", "letters", str(folder / "a.txt")]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_letters_goes_on_after_a_file_that_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--json", str(folder / "gone.txt"), str(folder / "a.txt")]) == 3
    said = capsys.readouterr()
    assert said.out.count('"file"') == 1 and "gone.txt" in said.err


def test_a_full_disk_is_said_and_leaves_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from typeset import epub

    def write(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(epub.Draft, "write", write)
    (folder / "book.yaml").write_text("title: T\nstories: [a.txt]\n", encoding="utf-8")
    before = sorted(folder.rglob("*"))
    assert main(["build", str(folder), "--epub"]) == 4
    assert "No space left on device" in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before
