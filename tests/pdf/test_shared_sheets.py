"""The sheets that serve both media: what they may use, and that a letter's property is set in one place only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import tinycss2

from typeset.styles import styles_folder

SHARED = ("base.css", "letters.css", "matter.css")


def read(name: str) -> str:
    return (styles_folder() / name).read_text(encoding="utf-8")


def settings_of(css: str) -> Iterator[tuple[str, str]]:
    """(what a selector chooses, property) of each declaration; what it chooses is its last compound: ".letter", "p"."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        selectors = tinycss2.serialize(rule.prelude).split(",")
        for declaration in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            for selector in selectors:
                yield " ".join(selector.split()), declaration.lower_name


@pytest.mark.parametrize("name", SHARED)
def test_sheets_of_both_media_use_what_every_reader_knows(name: str) -> None:
    css = read(name)
    for unknown in (
        "calc(",
        "var(",
        "min(",
        "max(",
        "clamp(",
        ":has(",
        ":not(",
        "grid",
        "flex",
        "rlh",
        "rem",
        "pt }",
        "!important",
    ):
        assert unknown not in css.split("*/", 1)[1], unknown


@pytest.mark.parametrize("medium", ["print.css", "ebook.css"])
def test_a_property_of_a_letter_is_set_in_one_sheet(medium: str) -> None:
    assert set(settings_of(read("letters.css"))) & set(settings_of(read(medium))) == set()


def test_the_sheet_for_letters_is_short() -> None:
    assert len(read("letters.css").splitlines()) <= 110


def test_each_face_has_its_licence() -> None:
    for folder in (styles_folder() / "fonts").iterdir():
        if folder.is_dir():
            licence = (folder / "OFL.txt").read_text(encoding="utf-8")
            assert licence.startswith("Copyright") and "SIL OPEN FONT LICENSE Version 1.1" in licence
            assert list(folder.glob("*.ttf"))
