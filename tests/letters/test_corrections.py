"""The user's corrections: anchored by words, made exactly, refused clearly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from typeset import letters, passes, readers
from typeset.errors import ManifestError
from typeset.model import Element, Kind, Letter

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Word:
    first: str
    last: str | None = None
    kind: Literal["none"] | Kind = "letter"
    sender: str | None = None
    recipient: str | None = None
    hand: str | None = None


def found(name: str) -> tuple[Element, tuple[Letter, ...]]:
    case = CASES / name
    tree = passes.clean(readers.read(case.read_bytes(), case.name), "en-GB")[0]
    return tree, letters.find(tree)


def test_none_takes_a_letter_away() -> None:
    tree, before = found("side_by_side.txt")
    after = letters.correct(before, tree, [Word("14 Tanner Row,", kind="none")])
    assert after == before[1:]


def test_quotes_and_white_space_do_not_count() -> None:
    tree, before = found("lookalikes.txt")
    after = letters.correct(before, tree, [Word('"My  friends, you have', kind="note", sender="the bishop")])
    assert [(each.kind, each.first, each.last, each.sender) for each in after] == [("note", 2, 2, "the bishop")]


def test_a_letter_drawn_anew_gets_its_roles() -> None:
    tree, _ = found("opens_with_letter.txt")
    after = letters.correct((), tree, [Word("Dear Aunt", "Ambrose", hand="round")])
    assert [(each.first, each.last, each.hand) for each in after] == [(0, 5, "round")]
    assert after[0].roles[0] == "salutation"
    assert after[0].roles[5] == "signature"


def test_a_found_letter_keeps_what_the_user_does_not_say() -> None:
    tree, before = found("side_by_side.txt")
    after = letters.correct(before, tree, [Word("14 Tanner Row", recipient="Edmund Bright")])
    assert (after[0].sender, after[0].recipient) == ("Hester Vane", "Edmund Bright")
    assert (after[0].sender_from, after[0].recipient_from) == ("signature", "correction")
    assert after[0].roles == before[0].roles


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (Word("No such words"), "no block begins with “No such words”"),
        (Word("Yours"), "2 blocks begin with “Yours”"),
        (Word("14 Tanner", "There was nothing"), "no block at or after “14 Tanner” begins with “There was nothing”"),
    ],
)
def test_an_anchor_that_is_not_found(word: Word, said: str) -> None:
    tree, before = found("side_by_side.txt")
    with pytest.raises(ManifestError) as fault:
        letters.correct(before, tree, [word, Word("14 Tanner")])
    assert said in str(fault.value)


def test_all_wrong_anchors_are_told_at_once() -> None:
    tree, before = found("side_by_side.txt")
    with pytest.raises(ManifestError) as fault:
        letters.correct(before, tree, [Word("nothing here"), Word("nor here")])
    assert len(fault.value.problems) == 2
