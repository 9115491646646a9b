"""The cascade in the book: what is embedded, what is left out, what is refused."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typeset.errors import BuildError
from typeset.model import Sheet, Volume
from typeset.styles import styles_folder

Written = Callable[..., Any]
OPEN = "Copyright 2020 Somebody\n\nThis Font Software is licensed under the SIL Open Font License, Version 1.1.\n"
FACE = '@font-face { font-family: "Pen"; src: url(pen.ttf) }\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    shutil.copy(styles_folder() / "fonts/CourierPrime/CourierPrime_400Regular.ttf", made / "pen.ttf")
    return made


def sheet(folder: Path, text: str, name: str = "mine.css") -> Sheet:
    return Sheet(name, text, folder, own=False)


def test_sheets_stay_in_the_order_of_the_cascade(volume: Volume, written: Written, folder: Path) -> None:
    book = written(volume, [sheet(folder, "p { margin: 0 }", name) for name in ("b.css", "my/b.css", "Ä b.css")])
    links = [link.get("href") for link in book.xml("story-1.xhtml").iter("{*}link")]
    assert links == ["css/b.css", "css/b-2.css", "css/a-b.css"]


def test_what_is_for_print_is_left_out(volume: Volume, written: Written, folder: Path) -> None:
    text = f"@page {{ margin: 1in }} @media print {{ {FACE} p {{ font-family: Pen }} }} h1 {{ font-style: italic }}"
    book = written(volume, [sheet(folder, text)])
    assert book.text("css/mine.css").strip() == "h1 { font-style: italic }"
    assert not book.names("EPUB/fonts")


@pytest.mark.parametrize(
    ("rule", "embedded"),
    [
        ('[data-hand="round"] { font-family: Pen, serif }', True),
        ('[data-hand="typewriter"] p { font-family: "pen" }', False),
        (".letter > p, .nowhere { font: italic 1em/1.2 'Pen', serif }", True),
        (".nowhere { font-family: Pen }", False),
        ("section#story-1 p:first-child { font-family: Pen }", True),
        ("#story-9 { font-family: Pen }", False),
        ("p { font-family: Pencil }", False),
        ("@supports (display: block) { p { font-family: Pen } }", True),
        ("@layer mine { p { font-family: Pen } }", True),
        (".letter { p { font-family: Pen } }", True),
        ('[epub|type~="z3998:letter"] { font-family: Pen }', True),
        ("x|p { font-family: Pen }", True),
        ('@namespace x "urn:x-ness"; x|p { font-family: Pen }', False),
        ("p:hover { font-family: Pen }", True),
        ("aside ~ dialog { font-family: Pen }", True),
        ("p { font: italic 1em Pen }", True),
        ("@font-face; p { margin: 0 }", False),
    ],
)
def test_a_face_is_embedded_where_the_book_uses_it(
    volume: Volume, written: Written, folder: Path, rule: str, embedded: bool
) -> None:
    book = written(volume, [sheet(folder, FACE + rule)])
    assert (book.names("EPUB/fonts") == {"pen.ttf"}) is embedded
    assert ("@font-face" in book.text("css/mine.css")) is embedded


def test_an_open_font_is_cut_down_and_its_licence_goes_with_it(volume: Volume, written: Written, folder: Path) -> None:
    from fontTools.ttLib import TTFont

    (folder / "OFL.txt").write_text(OPEN, encoding="utf-8")
    book = written(volume, [sheet(folder, FACE + "p { font-family: Pen }")])
    kept = TTFont(io.BytesIO(book.files["EPUB/fonts/pen.ttf"])).getBestCmap()
    assert ord("W") in kept and ord("é") in kept and ord("ß") not in kept
    assert [name for name in book.files if name.startswith("META-INF/licences/")] == ["META-INF/licences/mine-ofl.txt"]


def test_a_link_is_no_licence(volume: Volume, written: Written, folder: Path) -> None:
    (folder.parent / "secret").write_text("not for the book", encoding="utf-8")
    (folder / "OFL.txt").symlink_to(folder.parent / "secret")
    book = written(volume, [sheet(folder, FACE + "p { font-family: Pen }")])
    assert not [name for name, data in book.files.items() if b"not for the book" in data]


def test_names_that_are_nearly_one_stay_apart(volume: Volume, written: Written, folder: Path) -> None:
    book = written(volume, [sheet(folder, "p { margin: 0 }", name) for name in ("a_b.css", "a-b.css")])
    ids = [item.get("id") for item in book.xml("content.opf").iter("{*}item")]
    assert len(set(ids)) == len(ids)


def test_a_font_of_unknown_licence_stays_whole(volume: Volume, written: Written, folder: Path) -> None:
    book = written(volume, [sheet(folder, FACE + "p { font-family: Pen }")])
    assert book.files["EPUB/fonts/pen.ttf"] == (folder / "pen.ttf").read_bytes()


def test_a_file_that_a_rule_names_goes_into_the_book(volume: Volume, written: Written, folder: Path) -> None:
    (folder / "Leaf 1.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    book = written(volume, [sheet(folder, 'hr { content: url("Leaf%201.svg") }')])
    assert book.text("css/mine.css").strip() == 'hr { content: url("../images/leaf-1.svg") }'
    assert "EPUB/images/leaf-1.svg" in book.files


def test_every_fault_is_told_with_its_line(volume: Volume, written: Written, folder: Path) -> None:
    (folder / "words.doc").write_text("", encoding="utf-8")
    (folder / "broken.ttf").write_bytes(b"no font")
    text = """@import "other.css";
p { background: url(https://example.org/a.png) }
p { background: url(../up.png) }
p { background: url(gone.png) }
p { background: url(words.doc) }
p { colour }
p { background: url("http://[") }
p { background: url(a%00.png) }
@font-face { font-family: Pen; src: url(broken.ttf) } p { font-family: Pen }
"""
    with pytest.raises(BuildError) as error:
        written(volume, [sheet(folder, text)])
    assert sorted(problem.where for problem in error.value.problems) == [f"mine.css:{n}" for n in range(1, 10)]
    assert all(problem.what and problem.remedy for problem in error.value.problems)


def test_only_the_hands_of_the_book_are_embedded(
    volume: Volume, written: Written, ebook_sheets: tuple[Sheet, ...]
) -> None:
    assert written(volume, ebook_sheets).names("EPUB/fonts") == {"typeset-1.ttf"}


@pytest.mark.parametrize("word", [":has(", "var(", "calc(", "min(", "max(", "clamp(", "display: grid", "display: flex"])
def test_our_sheets_have_nothing_that_old_readers_choke_on(ebook_sheets: tuple[Sheet, ...], word: str) -> None:
    from typeset.epub.sheets import embed

    for style in embed(ebook_sheets, [])[0]:
        rules = [line for line in style.data.decode().splitlines() if "no calc()" not in line]
        assert word not in "\n".join(rules), style.name
