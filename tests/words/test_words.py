"""The words of the book's own: every language says all of it, and counts and dates as it does."""

from __future__ import annotations

import re
import tomllib
from typing import get_args

import pytest

from typeset.model import Kind
from typeset.words import FOLDER, Words, languages, words_in

ENGLISH = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))


def places(text: object) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", str(text)))


def shape(value: object) -> object:
    """What every language must have alike: the places of each text, in lists and tables of the same form."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else places(value)


@pytest.mark.parametrize("language", languages())
def test_every_language_says_all_and_has_the_same_places(language: str) -> None:
    said = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert said.keys() == ENGLISH.keys()
    assert {key: places(value) for key, value in said.items()} == {key: places(v) for key, v in ENGLISH.items()}
    of_letters = said["of_letters"]
    del of_letters["contractions"]  # a language has as many as it has
    assert {key: shape(value) for key, value in of_letters.items()} == {
        key: shape(value) for key, value in ENGLISH["of_letters"].items() if key != "contractions"
    }
    assert len(said["months"]) == len(set(said["months"])) == 12
    assert all(len(forms) == 2 for forms in said["nouns"].values())
    assert words_in(language).tag == language


def test_there_is_a_noun_and_a_name_for_every_kind() -> None:
    assert {"story", "word", *get_args(Kind)} == set(ENGLISH["nouns"])
    assert {*get_args(Kind), "newspaper", "diary"} == set(ENGLISH["of_letters"]["kinds"])


@pytest.mark.parametrize(
    ("language", "counted", "dated"),
    [
        ("en-GB", "2,130\u00a0words", "3 February 2026"),
        ("de-AT", "2.130\u00a0Wörter", "3. Februar 2026"),
        ("fr", "2\u202f130\u00a0mots", "3 février 2026"),
        ("es", "2\u202f130\u00a0palabras", "3 de febrero de 2026"),
    ],
)
def test_figures_and_dates(language: str, counted: str, dated: str) -> None:
    words = words_in(language)
    assert (words.counted(2130, "word"), words.date("2026-02-03")) == (counted, dated)


@pytest.mark.parametrize(
    ("language", "dated"),
    [
        ("en", "1 May 2026"),
        ("de", "1. Mai 2026"),
        ("fr", "1er mai 2026"),
        ("it", "1º maggio 2026"),
        ("nl", "1 mei 2026"),
    ],
)
def test_the_first_of_a_month(language: str, dated: str) -> None:
    assert words_in(language).date("2026-05-01") == dated


def test_one_and_many_and_less_exact_dates() -> None:
    words = words_in("en")
    assert [words.counted(n, "messages") for n in (0, 1, 2)] == ["0\u00a0chats", "1\u00a0chat", "2\u00a0chats"]
    assert [words.date(day) for day in ("2026", "2026-03")] == ["2026", "March 2026"]
    assert [words.listed(things) for things in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip


def test_a_language_without_words_gets_english_and_knows_it() -> None:
    assert words_in("ru").tag == "en"
    assert isinstance(words_in("ru"), Words)
