"""The pictures of a story in both books, from the manifest to the files."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from typeset.cli import main

STORY = """<h1>The Isle</h1>
<p>They landed <img src="img/wink.gif" alt="a wink"> at four, and the boat went back for the other two.</p>
<figure><img src="img/map.png" alt="map.png"><figcaption>The isle</figcaption></figure>
<p>The second time it did not come back, and nobody on the wall said anything about it.</p>
<p><img src="img/map.png" width="200"> <img src="img/rule.png"></p>
<p>Lost: <img src="img/gone.png" alt="a lamp">, <img src="https://example.invalid/x.png" alt="a cat"> and no more.</p>
"""
MAP = "The isle, with two landings"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A manifest of one story with pictures."""
    (tmp_path / "img").mkdir()
    image = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    image.save(tmp_path / "img" / "map.png")
    image.resize((18, 18)).save(tmp_path / "img" / "wink.gif")
    image.resize((100, 4)).save(tmp_path / "img" / "rule.png", "WEBP")  # its name lies
    (tmp_path / "isle.html").write_text(STORY, encoding="utf-8")
    described = f'    pictures:\n      map.png: "{MAP}"\n      rule.png: ""\n'
    manifest = f"title: T\nauthor: A\nstories:\n  - file: isle.html\n{described}"
    (tmp_path / "book.yaml").write_text(manifest, encoding="utf-8")
    return tmp_path / "book.yaml"


def images_of(epub: Path) -> tuple[list[dict[str, str]], dict[str, bytes], str]:
    """The images of the story, the files in images/, and the package document."""
    with zipfile.ZipFile(epub) as archive:
        story = etree.fromstring(archive.read("EPUB/story-1.xhtml"))
        files = {name: archive.read(name) for name in archive.namelist() if "/images/story" in name}
        package = archive.read("EPUB/content.opf").decode()
    shown = [{str(k): str(v) for k, v in image.attrib.items()} for image in story.iter("{*}img")]
    return shown, files, package


def test_pictures_come_into_both_books(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(book)]) == 0
    warnings = [line for line in capsys.readouterr().out.splitlines() if line.startswith("warning")]
    assert all(line.startswith("warning: isle.html:6: the picture “") for line in warnings[:2])
    assert "no such file" in warnings[0] and "network" in warnings[1]
    assert "“img/rule.png” prints at 96 pixels an inch" in warnings[2] and "209 pixels" in warnings[2]
    shown, files, package = images_of(book.parent / "out" / "t.epub")
    assert shown == [
        {"src": "images/story-1-1.png", "alt": "a wink", "class": "inline"},
        {"src": "images/story-1-2.png", "alt": MAP},
        {"src": "images/story-1-2.png", "alt": MAP, "width": "200"},
        {"src": "images/story-1-3.jpg", "alt": "", "role": "presentation"},
    ]
    assert [Image.open(io.BytesIO(data)).size for data in files.values()] == [(18, 18), (900, 600), (100, 4)]
    assert "conformsTo" in package and "pictures have text alternatives" in package
    said = subprocess.run(["pdfimages", "-list", book.parent / "out" / "t.pdf"], capture_output=True, text=True)
    assert {"900", "18", "100"} <= {line.split()[3] for line in said.stdout.splitlines()[2:]}
    text = subprocess.run(["pdftotext", book.parent / "out" / "t.pdf", "-"], capture_output=True, text=True).stdout
    assert "Lost: a lamp, a cat and no more." in " ".join(text.split())


def test_a_picture_that_is_not_described_is_told(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book.write_text("title: T\nauthor: A\nstories: [isle.html]\n", encoding="utf-8")
    assert main(["build", str(book), "--epub"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "E-101 warning" in line]
    assert len(told) == 2 and told[0].startswith("isle.html:3:") and "pictures: {map.png: …}" in told[0]
    assert main(["check", str(book)]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "E-101" in line] == told
    shown, _, package = images_of(book.parent / "out" / "t.epub")
    assert [image["alt"] for image in shown] == ["a wink", "", "", ""]
    assert "conformsTo" not in package and "alternativeText" not in package
    assert "have text alternatives" not in package and ">textual,visual<" in package


def test_a_description_of_no_picture_is_an_error(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book.write_text("title: T\nstories:\n  - file: isle.html\n    pictures:\n      mop.png: A map\n", encoding="utf-8")
    assert main(["build", str(book), "--epub"]) == 2
    assert capsys.readouterr().err.startswith("typeset: book.yaml:5: the story has no picture “mop.png”")


def test_the_same_bytes_from_another_folder(book: Path, tmp_path: Path) -> None:
    made = []
    for number, seed in enumerate(("1", "77")):
        folder = tmp_path / f"copy {number}"
        folder.mkdir()
        for name in ("isle.html", "book.yaml"):
            (folder / name).write_bytes((tmp_path / name).read_bytes())
        shutil.copytree(tmp_path / "img", folder / "img")
        command = [sys.executable, "-m", "typeset", "build", str(folder)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append([(folder / "out" / name).read_bytes() for name in ("t.epub", "t.pdf")])
    assert made[0] == made[1]
