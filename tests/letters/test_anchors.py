"""Places named by words: found, found twice, and words that only one block begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.letters.anchors import Anchors

STORY = (
    "Dear Nan,",
    "The goat is ill.",
    "Yours,",
    "B.",
    '"Oh," she said.',
    "Dear Nan,",
    "The goat is well.",
    "Yours,",
    "…",
)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("The goat", [1, 6]),
        ("the  GOAT is—well", [6]),
        ("'Oh' she", [4]),
        ("Dear Nan, the goat is w", [5]),
        ("Yours, B. Oh", [2]),
        ("Yours, [2]", [7]),
        ("Yours, [3]", []),
        ("…", [8]),
        ("goat", []),
        ("?", []),
        ("", []),
    ],
)
def test_standing(words: str, places: list[int]) -> None:
    assert Anchors(STORY).standing(words) == places


def test_only_blocks_from_one_on_count() -> None:
    assert Anchors(STORY).standing("Yours", after=3) == [7]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("goat", 1),
        ("is WELL", 6),
        ("she said", 4),
        ("The goat", None),
        ("Yours, B.", None),
        ("ill. Yours", None),
        ("", None),
    ],
)
def test_amid(words: str, at: int | None) -> None:
    assert Anchors(STORY).amid(words) == at


@pytest.mark.parametrize(
    ("words", "like"), [("The gaot is", "The goat is"), ("Deer Nan,", "Dear Nan,"), ("A hen", None)]
)
def test_like(words: str, like: str | None) -> None:
    assert Anchors(STORY).like(words) == like


@pytest.mark.parametrize(
    ("at", "after", "words"),
    [
        (0, 0, "Dear Nan, The goat is ill."),
        (1, 0, "The goat is ill."),
        (2, 0, 'Yours, B. "Oh," she'),
        (2, 1, 'Yours, B. "Oh," she'),
        (7, 3, "Yours,"),
        (7, 0, "Yours, [2]"),
        (8, 0, "…"),
    ],
)
def test_words_for(at: int, after: int, words: str) -> None:
    assert Anchors(STORY).words_for(at, after) == words


TEXTS = st.lists(
    st.sampled_from(
        ("Yours,", "Nan", "…", "— —", "Dear Nan,", "a", "[2]", "Nan [1]", "x\x7fy", "The goat is ill. " * 9)
    ),
    min_size=1,
    max_size=12,
)


@given(TEXTS, st.data())
def test_words_for_a_block_mean_that_block_alone(texts: list[str], data: st.DataObject) -> None:
    anchors = Anchors(texts)
    at = data.draw(st.integers(0, len(texts) - 1))
    after = data.draw(st.integers(0, at))
    words = anchors.words_for(at, after)
    assert anchors.standing(words, after) == [at]
    assert words == " ".join(words.split()) and len(words) < 300 and "\x7f" not in words
