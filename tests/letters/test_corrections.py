"""The user's corrections: anchored by words, made exactly, refused clearly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from typeset import letters, passes, readers
from typeset.errors import ManifestError
from typeset.ledger import letters_and_digits
from typeset.model import Element, Kind, Letter, local, new, text_of, xhtml

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Word:
    first: str
    last: str | None = None
    kind: Literal["none"] | Kind = "letter"
    sender: str | None = None
    recipient: str | None = None
    hand: str | None = None
    continues: bool | None = None


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
        (Word("14 Tanner", "Yours"), "2 blocks at or after “14 Tanner” begin with “Yours”"),
    ],
)
def test_an_anchor_that_is_not_found(word: Word, said: str) -> None:
    tree, before = found("side_by_side.txt")
    with pytest.raises(ManifestError) as fault:
        letters.correct(before, tree, [word, Word("There was nothing")], lambda at: f"book.yaml:{at + 10}")
    (problem,) = fault.value.problems
    assert problem.what == said and problem.where == "book.yaml:10" and problem.remedy


def test_all_wrong_anchors_are_told_at_once() -> None:
    tree, before = found("side_by_side.txt")
    with pytest.raises(ManifestError) as fault:
        letters.correct(before, tree, [Word("nothing here"), Word("nor here")])
    assert len(fault.value.problems) == 2


# --- edges, cuts and joins ----------------------------------------------------------------------


def story(*lines: str) -> Element:
    tree = new("section")
    for number, line in enumerate(lines):
        block = new("p", line)
        block.set("data-block", str(number))
        tree.append(block)
    return tree


LINES = ("He read it.", "Dear Nan,", "Come at once.", "The goat is ill.", "Dear Bo,", "I will.", "Nan", "He slept.")
TREE = story(*LINES)


def letter(first: int, last: int, kind: Kind = "letter", **more: object) -> Letter:
    return Letter(kind, first, last, dict.fromkeys(range(first, last + 1), "body"), **more)  # type: ignore[arg-type]


def spans(corrected: tuple[Letter, ...]) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in corrected]


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        pytest.param([(1, 6)], [Word("Dear Nan", "The goat"), Word("Dear Bo", "Nan")], [(1, 3), (4, 6)], id="cut"),
        pytest.param([(1, 3), (4, 6)], [Word("Dear Nan", "Nan")], [(1, 6)], id="joined"),
        pytest.param([(1, 6)], [Word("The goat", "Dear Bo")], [(1, 6), (3, 4)], id="inner"),
        pytest.param([(1, 6)], [Word("Dear Nan", "Come at")], [(1, 2)], id="smaller"),
        pytest.param([(1, 2)], [Word("Dear Nan", "The goat")], [(1, 3)], id="larger"),
        pytest.param([(1, 6), (4, 6)], [Word("He read", "Nan")], [(0, 6), (4, 6)], id="larger, inner stays"),
        pytest.param([(1, 6), (4, 6)], [Word("Dear Bo", "Nan", kind="none")], [(1, 6)], id="inner denied"),
        pytest.param([(1, 6), (4, 6)], [Word("Dear Nan", "Nan", kind="none")], [], id="outer denied"),
        pytest.param([(1, 6)], [Word("Nan", "Nan", kind="none")], [(1, 5)], id="end cut off"),
        pytest.param([(1, 6)], [Word("The goat", "Dear Bo", kind="none")], [(1, 2), (5, 6)], id="interrupted"),
        pytest.param(
            [(1, 6)], [Word("Dear Nan", "Nan", kind="none"), Word("Dear Bo", "Nan")], [(4, 6)], id="only a part"
        ),
        pytest.param([(1, 6)], [Word("Dear Nan", "Nan"), Word("Come", "Come", "none")], [(1, 1), (3, 6)], id="both"),
    ],
)
def test_edges(before: list[tuple[int, int]], words: list[Word], after: list[tuple[int, int]]) -> None:
    corrected = letters.correct([letter(*span) for span in before], TREE, words)
    assert spans(corrected) == after
    for each in corrected:
        assert set(each.roles) == set(range(each.first, each.last + 1))
    assert [local(each) for each in letters.inset(TREE, corrected).iter()].count("blockquote") == len(after)


def test_what_a_letter_is_interrupted_by_leaves_a_piece_that_continues() -> None:
    before = letter(1, 6, sender="Bo")
    first, then = letters.correct([before], TREE, [Word("The goat", "Dear Bo", kind="none")])
    assert (first.continues, then.continues, then.sender) == (False, True, "Bo")


PIECES = (letter(1, 2), letter(4, 6, continues=True))


def test_a_piece_continues_nothing_once_the_first_is_gone() -> None:
    (left,) = letters.correct(PIECES, TREE, [Word("Dear Nan", kind="none")])
    assert (left.first, left.continues) == (4, False)


def test_a_further_piece_is_of_the_kind_and_people_of_the_first() -> None:
    _, then = letters.correct(PIECES, TREE, [Word("Dear Nan", kind="note", sender="Bo")])
    assert (then.kind, then.sender, then.continues) == ("note", "Bo", True)


@pytest.mark.parametrize("continues", [True, False])
def test_the_user_says_what_continues(continues: bool) -> None:
    before = [letter(1, 2), letter(4, 6, continues=not continues)]
    _, then = letters.correct(before, TREE, [Word("Dear Bo", kind="letter", continues=continues)])
    assert then.continues is continues


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([Word("Dear Nan", "Dear Bo"), Word("The goat", "Nan")], "overlap"),
        ([Word("Dear Nan", "Dear Bo"), Word("The goat", "Nan", kind="none")], "overlap"),
        ([Word("Dear Nan", "Nan"), Word("Dear Nan", "Nan", kind="none")], "speak of the same blocks"),
    ],
)
def test_corrections_that_contradict_each_other(words: list[Word], said: str) -> None:
    with pytest.raises(ManifestError) as fault:
        letters.correct([letter(1, 6)], TREE, words, lambda at: f"book.yaml:{at + 10}")
    (problem,) = fault.value.problems
    assert said in problem.what and "book.yaml:10" in problem.what and problem.where == "book.yaml:11"


def test_nobody_is_an_answer() -> None:
    (after,) = letters.correct([letter(1, 6, sender="Bo", recipient="Nan")], TREE, [Word("Dear Nan", sender="none")])
    assert (after.sender, after.recipient) == (None, "Nan")


# --- kinds --------------------------------------------------------------------------------------


def test_a_letter_that_is_an_email_has_its_fields_in_a_list() -> None:
    tree = story("From: Ann", "To: Bo", "Sent: 3 May 1996", "Come at once.", "A.")
    (after,) = letters.correct([letter(0, 4)], tree, [Word("From: Ann", "A.", kind="email")])
    assert (after.sender, after.recipient, after.roles[2]) == ("Ann", "Bo", "dateline")
    inset = letters.inset(tree, [after])
    assert [text_of(each) for each in inset.iter(xhtml("dt"))] == ["From", "To", "Sent"]


def test_a_letter_that_is_a_chat_has_speakers() -> None:
    tree = story("He looked.", "Ann: are you up", "Bo: no")
    (after,) = letters.correct([], tree, [Word("Ann: are", "Bo: no", kind="messages")])
    assert (after.sender, after.recipient) == ("Ann", "Bo")
    inset = letters.inset(tree, [after])
    assert [text_of(each[0]) for each in inset.iter(xhtml("li"))] == ["Ann", "Bo"]


@pytest.mark.parametrize("kind", ["letter", "note", "telegram", "email", "messages"])
def test_every_kind_can_be_said(kind: Kind) -> None:
    corrected = letters.correct([], TREE, [Word("Dear Bo", "Nan", kind=kind)])
    inset = letters.inset(TREE, corrected)
    (quotation,) = inset.iter(xhtml("blockquote"))
    assert quotation.get("class") == kind
    assert letters_and_digits(text_of(inset)) == letters_and_digits(" ".join(LINES))
