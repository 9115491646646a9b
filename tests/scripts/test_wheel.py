"""The wheel: it holds the sheets, the fonts and the licences, and works where only it is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


def files(folder: str) -> list[Path]:
    """The files of a folder at the top of the project, as seen from the top; what Python caches is none."""
    found = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [path.relative_to(ROOT) for path in found]


def test_holds_each_module_sheet_font_and_licence(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    styles = files("styles")
    assert {path.suffix for path in styles} >= {".css", ".ttf", ".txt"}
    assert [path for path in files("typeset") if path.as_posix() not in held] == []
    assert [path for path in styles if f"typeset/{path.as_posix()}" not in held] == []
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in held)


def test_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"typeset"}


def test_works_where_only_it_is(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(installed)
    story = tmp_path / "story.txt"
    story.write_text("The first line.\n\nDear Ann,\n\nI am well.\n\nYours,\n\nBo\n\nThe last line.\n", encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: A Try\nstories: [story.txt]\n", encoding="utf-8")
    program = (
        "import sys, typeset.cli, typeset.styles\n"
        f"assert typeset.styles.styles_folder().is_relative_to({str(installed)!r})\n"
        "sys.exit(typeset.cli.main(['build']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"a-try.epub", "a-try.pdf"}
