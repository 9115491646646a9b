"""Each letter says why it was taken for one, in words of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset import passes, readers
from typeset.letters.chapter import Chapter
from typeset.letters.lattice import BEFORE, LABELS
from typeset.letters.learned import Learned
from typeset.letters.reasons import reasons
from typeset.letters.span import Span
from typeset.letters.spans import spans
from typeset.letters.units import NONE
from typeset.letters.view import View, views
from typeset.letters.weights import Row, Weights
from typeset.model import new

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SAMPLES = sorted(path.name for path in SEEDS.iterdir() if path.suffix in (".txt", ".html"))
STORY = (
    "Ann took up the letter that had come, and read:",
    "Dear Wyn,",
    "I hope that you will come, and that you bring your rope.",
    "Yours ever,",
    "Tansy Roe",
    "She folded the letter and put it away.",
)


def worth(**scores: float) -> Row:
    return tuple(scores.get(label, 0.0) for label in LABELS)


def learned(rows: dict[str, list[tuple[int, Row]]]) -> Learned:
    steps = {(before, label): 0.0 for label in LABELS for before in BEFORE[label]}
    return Learned(Weights(tuple(LABELS), steps, rows), NONE, Weights((), {}, {}))


def story(rows: dict[str, list[tuple[int, Row]]], *lines: str) -> Chapter:
    return Chapter([View([new("p", line)], at, at, 0, False, False) for at, line in enumerate(lines)], learned(rows))


LETTER = Span(1, 4, 0.9, 0.8)


def test_the_weightiest_is_told_first_and_what_spoke_against_is_not() -> None:
    table = {
        "opens:salutation": [(0, worth(B=2.0))],
        "comes:announced in so many words": [(1, worth(B=3.0, O=-1.0))],
        "comes:comes back": [(-1, worth(E=1.0))],
        "closes:valediction1": [(1, worth(E=-2.0, O=1.0))],
        "closes:signature1": [(0, worth(E=0.5))],
    }
    told = reasons(story(table, *STORY), LETTER)
    assert [sign.key for sign in told] == [
        "announced in so many words",
        "salutation",
        "comes back",
        "signature",
        "“you” 4 times",
    ]
    assert [str(sign) for sign in told[1:3]] == ["salutation: ‘Dear Wyn,’", "comes back: ‘She folded’"]


def test_where_nothing_weighs_one_sign_is_told() -> None:
    table = {"person:you3": [(0, worth(B=-5.0))], "opens:salutation": [(0, worth(B=-1.0))]}
    bare = story(table, "Rain fell.", "The kiln is cold again.", "Rain fell.")
    (only,) = reasons(bare, Span(1, 1, 0.5, 0.5))
    assert only.key == "reads as a letter among what stands around it"


def test_a_further_piece_says_so() -> None:
    piece = Span(1, 4, 0.9, 0.8, continues=True)
    assert "goes on after an aside" in [sign.key for sign in reasons(story({}, *STORY), piece)]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_stories_say_why_in_their_own_words(name: str) -> None:
    tree, _ = passes.clean(readers.read((SEEDS / name).read_bytes(), name), "en-GB")
    chapter = Chapter(views(tree))
    words = {word for view in chapter.views for text in (view.text, view.text.lower()) for word in text.split()}
    text = " ".join(view.text for view in chapter.views).lower()
    found = spans(chapter)
    for span in found:
        told = reasons(chapter, span)
        assert 1 <= len(told) <= 6
        assert len({sign.key for sign in told}) == len(told)
        for sign in told:
            assert sign.words.lower() in text or set(sign.words.split()) <= words, sign
    assert found or name == "minor-faults.txt"
