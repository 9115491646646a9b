"""Laws of the corrections, tried on letters and corrections put together at random."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from typeset import letters
from typeset.errors import ManifestError
from typeset.ledger import letters_and_digits
from typeset.model import Element, Kind, Letter, new, text_of

BLOCKS = 9


@dataclass(frozen=True)
class Word:
    first: str
    last: str | None
    kind: Literal["none"] | Kind
    sender: str | None = None
    recipient: str | None = None
    hand: str | None = None
    continues: bool | None = None


def story() -> Element:
    tree = new("section")
    for number in range(BLOCKS):
        block = new("p", f"Line {number}, Nan.")
        block.set("data-block", str(number))
        tree.append(block)
    return tree


SPANS = st.tuples(st.integers(0, BLOCKS - 1), st.integers(0, BLOCKS - 1)).map(lambda pair: tuple(sorted(pair)))
KINDS: st.SearchStrategy[Kind] = st.sampled_from(("letter", "note", "telegram", "email", "messages"))


@st.composite
def found(draw: st.DrawFn) -> list[Letter]:
    """Letters apart from each other or one within the other, some of which continue the one before."""
    made: list[Letter] = []
    for first, last in sorted(draw(st.sets(SPANS, max_size=4)), key=lambda span: (span[0], -span[1])):
        if all(last < each.first or each.last < first or (each.first <= first and last <= each.last) for each in made):
            roles = dict.fromkeys(range(first, last + 1), "body")
            continues = bool(made) and draw(st.booleans())
            made.append(Letter(draw(KINDS), first, last, roles, continues=continues))  # type: ignore[arg-type]
    return made


@st.composite
def corrections(draw: st.DrawFn) -> list[Word]:
    return [
        Word(f"Line {first},", f"Line {last},", draw(st.one_of(st.just("none"), KINDS)))
        for first, last in draw(st.lists(SPANS, max_size=4))
    ]


def corrected(before: list[Letter], said: list[Word]) -> tuple[Letter, ...]:
    try:
        return letters.correct(before, story(), said)
    except ManifestError:
        assume(False)
        raise


def spans_of(said: list[Word], *, denied: bool) -> list[range]:
    chosen = (word for word in said if (word.kind == "none") == denied)
    return [range(int(word.first[5]), int((word.last or "")[5]) + 1) for word in chosen]


@settings(deadline=None)
@given(found(), corrections())
def test_letters_stay_letters(before: list[Letter], said: list[Word]) -> None:
    after = corrected(before, said)
    for at, letter in enumerate(after):
        assert set(letter.roles) == set(range(letter.first, letter.last + 1))
        for other in after[at + 1 :]:
            assert other.first > letter.last or (letter.first <= other.first and other.last <= letter.last)
    assert not after or not after[0].continues
    tree = story()
    assert letters_and_digits(text_of(letters.inset(tree, after))) == letters_and_digits(text_of(tree))


@settings(deadline=None)
@given(found(), corrections())
def test_what_is_said_is_so(before: list[Letter], said: list[Word]) -> None:
    after = corrected(before, said)
    denied, stated = spans_of(said, denied=True), spans_of(said, denied=False)
    was = [range(letter.first, letter.last + 1) for letter in before]
    now = [range(letter.first, letter.last + 1) for letter in after]
    for span in stated:
        cut = [each for each in denied if span[0] <= each[0] and each[-1] <= span[-1] and each not in was]
        assert cut or span in now
    for span in denied:
        assert span not in now
        if span not in was:
            inside = [each for each in stated if span[0] <= each[0] and each[-1] <= span[-1]]
            for each in now:
                assert not set(each) & set(span) or any(set(each) <= set(other) for other in inside)


@settings(deadline=None)
@given(found(), corrections())
def test_the_order_of_what_is_said_does_not_count(before: list[Letter], said: list[Word]) -> None:
    once = corrected(before, said)
    assert letters.correct(before, story(), said[::-1]) == once
