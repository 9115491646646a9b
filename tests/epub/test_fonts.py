"""Fonts in the book: cut down, renamed where they must be, whole where they may not be changed."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typeset.epub.faces import Use
from typeset.epub.fonts import embeddable, is_name_reserved, may_change
from typeset.errors import BuildError
from typeset.model import Sheet, Volume
from typeset.styles import styles_folder

Written = Callable[..., Any]
OPEN = "Copyright 2020 Somebody\n\nThis Font Software is licensed under the SIL Open Font License, Version 1.1.\n"
RESERVED = OPEN.replace("Somebody", 'Somebody, with Reserved\nFont Name "Delius"')
SOURCES = {
    "delius.ttf": "Delius/Delius_400Regular.ttf",
    "goudy.ttf": "SortsMillGoudy/SortsMillGoudy_400Regular.ttf",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    for name, source in SOURCES.items():
        shutil.copy(styles_folder() / "fonts" / source, made / name)
    (made / "OFL.txt").write_text(OPEN, encoding="utf-8")
    return made


def opened(data: bytes) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(data))


def use(text: str, *features: str) -> Use:
    return Use(set(text), set(features))


def with_rights(path: Path, rights: int) -> Path:
    font = opened(path.read_bytes())
    font["OS/2"].fsType = rights
    font.save(path)
    return path


def test_a_cut_font_has_what_is_set_and_no_more(folder: Path) -> None:
    data = embeddable(folder / "goudy.ttf", use("fiW"), None, "mine.css:1")
    font = opened(data)
    assert set(font.getBestCmap()) == set(map(ord, "fiW"))
    assert len(font.getGlyphOrder()) > 4  # a ligature came along
    assert not {"fpgm", "prep", "cvt "} & set(font.keys())
    assert font["name"].getDebugName(1) == "Sorts Mill Goudy" and "Barry Schwartz" in font["name"].getDebugName(0)
    assert "Open Font License" in font["name"].getDebugName(13)
    assert len(data) < 6000


def test_the_features_asked_for_are_kept(folder: Path) -> None:
    def features(*asked: str) -> set[str]:
        font = opened(embeddable(folder / "goudy.ttf", use("abc", *asked), None, "mine.css:1"))
        return (
            {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} if "GSUB" in font else set()
        )

    assert "smcp" in features("smcp") and "smcp" not in features()
    assert "smcp" in features("*")


def test_the_same_bytes_twice_and_no_date_of_today(folder: Path) -> None:
    first, second = (embeddable(folder / "delius.ttf", use("abc"), "Typeset 1", "mine.css:1") for _ in range(2))
    assert first == second
    assert opened(first)["head"].modified == opened((folder / "delius.ttf").read_bytes())["head"].modified


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_web_font_stays_one(folder: Path, flavor: str) -> None:
    font = opened((folder / "delius.ttf").read_bytes())
    font.flavor = flavor
    font.save(folder / f"delius.{flavor}")
    kept = opened(embeddable(folder / f"delius.{flavor}", use("abc"), None, "mine.css:1"))
    assert kept.flavor == flavor and set(kept.getBestCmap()) == set(map(ord, "abc"))


@pytest.mark.parametrize(
    ("licence", "reserved"), [(OPEN, False), (RESERVED, True), (OPEN + "Reserved Font Name\n", False)]
)
def test_a_name_is_reserved_by_the_owners_lines(folder: Path, licence: str, reserved: bool) -> None:
    (folder / "OFL.txt").write_text(licence, encoding="utf-8")
    assert may_change(folder / "delius.ttf") and is_name_reserved(folder / "delius.ttf") is reserved


@pytest.mark.parametrize("rights", [0x0002, 0x0200, 0x0302])
def test_a_font_that_forbids_embedding_is_refused(folder: Path, rights: int) -> None:
    with pytest.raises(BuildError, match="forbids embedding"):
        embeddable(with_rights(folder / "delius.ttf", rights), use("abc"), None, "mine.css:1")


def test_a_font_that_may_not_be_cut_goes_in_whole(folder: Path) -> None:
    font = with_rights(folder / "delius.ttf", 0x0100)
    assert embeddable(font, use("abc"), "Typeset 1", "mine.css:1") == font.read_bytes()


def test_of_several_rights_the_least_restrictive_counts(folder: Path) -> None:
    font = with_rights(folder / "delius.ttf", 0x0002 | 0x0008)
    assert len(embeddable(font, use("abc"), None, "mine.css:1")) < 6000


def test_a_reserved_name_is_nowhere_in_the_cut_font(folder: Path) -> None:
    font = opened(embeddable(folder / "delius.ttf", use("abc"), "Typeset 1", "mine.css:1"))
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == "Typeset 1" and names[4] == "Typeset 1 Regular" and names[6] == "Typeset1-Regular"
    assert not [name for number, name in names.items() if number != 0 and "delius" in name.lower()]
    assert "Natalia Raices" in names[0] and "Open Font License" in names[13]


def test_a_font_with_postscript_outlines_is_renamed_too(folder: Path) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    pen = T2CharStringPen(600, None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((0, 500))
    pen.closePath()
    glyph = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "a", "b"])
    builder.setupCharacterMap({97: "a", 98: "b"})
    builder.setupCFF("Delius-Regular", {"FamilyName": "Delius", "FullName": "Delius Regular"},
                     dict.fromkeys([".notdef", "a", "b"], glyph), {})  # fmt: skip
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "a", "b"], (600, 0)))
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "Delius", "styleName": "Regular", "psName": "Delius-Regular"})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    builder.save(folder / "delius.otf")
    data = embeddable(folder / "delius.otf", use("a"), "Typeset 1", "mine.css:1")
    assert b"Delius" not in data and "Delius".encode("utf-16-be") not in data
    assert opened(data)["CFF "].cff[0].FamilyName == "Typeset 1"


SHEET = """
@font-face { font-family: "Delius"; src: local("Delius"), url(delius.ttf) }
.letter p { font-family: Delius, serif; content: "Delius" }
.signature { font: italic 1em/1.2 DELIUS, cursive }
.letter { --hand: Delius; --pair: "Delius", serif }
@supports (display: block) { .dateline { font-family: var(--hand, "Delius"), "Delius Unicase" } }
.letter { em { font-family: D\\65lius } }
"""


def test_a_family_whose_name_is_reserved_has_another_in_every_sheet(
    volume: Volume, written: Written, folder: Path
) -> None:
    (folder / "OFL.txt").write_text(RESERVED, encoding="utf-8")
    mine = Sheet("mine.css", SHEET, folder, own=False)
    more = Sheet("more.css", '.note { font-family: "Delius" }', folder, own=False)
    book = written(volume, [mine, more])
    assert (
        book.text("css/mine.css")
        == """@font-face { font-family: "Typeset 1"; src: local("Delius"), url("../fonts/typeset-1.ttf") }
.letter p { font-family: "Typeset 1", serif; content: "Delius" }
.signature { font: italic 1em/1.2 "Typeset 1", cursive }
.letter { --hand: "Typeset 1"; --pair: "Typeset 1", serif }
@supports (display: block) { .dateline { font-family: var(--hand, "Typeset 1"), "Delius Unicase" } }
.letter { em { font-family: "Typeset 1" } }
"""
    )
    assert book.text("css/more.css") == '.note { font-family: "Typeset 1" }\n'
    assert opened(book.files["EPUB/fonts/typeset-1.ttf"])["name"].getDebugName(1) == "Typeset 1"


def test_a_new_name_is_not_one_that_a_sheet_has(volume: Volume, written: Written, folder: Path) -> None:
    (folder / "OFL.txt").write_text(RESERVED, encoding="utf-8")
    face = "@font-face { font-family: Two Words; src: url(delius.ttf) } p { font-family: two  words, 'TYPESET 1' }"
    book = written(volume, [Sheet("mine.css", face, folder, own=False)])
    assert 'p { font-family: "Typeset 2", "TYPESET 1" }' in book.text("css/mine.css")


def test_a_file_in_two_faces_has_the_characters_of_both(volume: Volume, written: Written, folder: Path) -> None:
    faces = """@font-face { font-family: Pen; src: url(goudy.ttf) }
@font-face { font-family: Pen; font-style: italic; src: url(goudy.ttf) }
.signature { font-family: Pen } .heading { font-family: Pen; font-style: italic }"""
    book = written(volume, [Sheet("mine.css", faces, folder, own=False)])
    cmap = opened(book.files["EPUB/fonts/goudy.ttf"]).getBestCmap()
    assert {chr(code) for code in cmap} >= set("IdaYour third clock") and ord("W") not in cmap


def test_a_font_in_a_rule_that_we_do_not_know_goes_in_whole(volume: Volume, written: Written, folder: Path) -> None:
    text = "@newest { @font-face { font-family: Pen; src: url(goudy.ttf) } }"
    book = written(volume, [Sheet("mine.css", text, folder, own=False)])
    assert book.files["EPUB/fonts/goudy.ttf"] == (folder / "goudy.ttf").read_bytes()
