"""Where a picture's bytes come from: the book's folder, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from typeset.errors import PictureError
from typeset.pictures import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book's folder with a story in a folder of its own, and a file outside it."""
    book = tmp_path / "book"
    (book / "stories" / "img").mkdir(parents=True)
    (book / "stories" / "img" / "a map.png").write_bytes(b"map")
    (book / "top.png").write_bytes(b"top")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (book / "link.png").symlink_to(tmp_path / "secret.png")
    (book / "loop.png").symlink_to(book / "loop.png")
    os.mkfifo(book / "pipe.png")
    return book


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("img/a map.png", b"map"),
        ("img/a%20map.png?v=2#x", b"map"),
        (r"img\a map.png", b"map"),
        ("./img/../img/a map.png", b"map"),
        ("../top.png", b"top"),
        ("data:image/png;base64,bWFw", b"map"),
        ("data:image/png;base64,bW%46w\n", b"map"),
        ("DATA:image/svg+xml,%3Csvg/%3E", b"<svg/>"),
    ],
)
def test_a_file_of_the_folder_is_read(folder: Path, source: str, data: bytes) -> None:
    assert files.read(source, folder / "stories" / "a.html", folder) == data


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("../../secret.png", "outside"),
        ("../link.png", "outside"),
        ("/etc/hostname", "outside"),
        ("file:///etc/hostname", "outside"),
        (r"C:\secret.png", "outside"),
        ("https://example.org/a.png", "network"),
        ("//example.org/a.png", "network"),
        ("ftp:a.png", "network"),
        ("http://[a.png", "none of a file"),
        ("a\0.png", "none of a file"),
        ("a%00.png", "none of a file"),
        ("../loop.png", "it cannot be read|none of a file"),
        ("../pipe.png", "not a file"),
        ("gone.png", "no such file"),
        ("img", "not a file"),
        ("x" * 5000, "cannot be read"),
        ("data:text/html;base64,bWFw", "data: URL"),
        ("data:image/png;base64,b", "data: URL"),
        ("data:image/png", "data: URL"),
    ],
)
def test_all_else_is_refused(folder: Path, source: str, what: str) -> None:
    with pytest.raises(PictureError, match=what):
        files.read(source, folder / "stories" / "a.html", folder)


def test_too_large_a_file_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 2)
    with pytest.raises(PictureError, match="64 MiB"):
        files.read("top.png", folder / "a.html", folder)


def test_a_picture_goes_by_its_files_name() -> None:
    assert files.names_of("img/a%20map.png?v=2") == ("img/a%20map.png?v=2", "img/a map.png", "a map.png")
    assert files.shown("data:image/png;base64," + "A" * 999) == "data:image/png;base6…"
    assert len(files.shown("x" * 999)) == 80
