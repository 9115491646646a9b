"""Hidden units: what is written is read again, and they are asked only where they are to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.letters.chapter import Chapter
from typeset.letters.features import REACH
from typeset.letters.lattice import BEFORE, LABELS
from typeset.letters.learned import Learned, shipped
from typeset.letters.spans import spans
from typeset.letters.units import NONE, Units, parse, written
from typeset.letters.view import View
from typeset.letters.weights import Weights
from typeset.model import new

HUNDREDTHS = st.integers(-900, 900).map(lambda hundredths: hundredths / 100)


@st.composite
def some_units(draw: st.DrawFn) -> Units:
    def row(count: int) -> tuple[float, ...]:
        return tuple(draw(st.lists(HUNDREDTHS, min_size=count, max_size=count)))

    count = draw(st.integers(1, 4))
    names = draw(st.sets(st.sampled_from(("size:1", "cue:=DF:", "turn:10>1", "voice:narrates")), max_size=3))
    rows = {
        name: [(offset, row(count)) for offset in sorted(draw(st.sets(st.integers(-2, 2)))) or [0]] for name in names
    }
    return Units(("O", "S"), row(count), row(2), [row(count), row(count)], rows)


@given(some_units())
def test_what_is_written_is_read(units: Units) -> None:
    assert parse(written(units)) == units
    assert written(parse(written(units))) == written(units)


def test_signs_are_worth_something_together() -> None:
    # One unit, open where the block has "a" and the one before it "b".
    units = Units(("O", "S"), (-1.0,), (0.25, 0.0), [(0.0,), (2.0,)], {"a": [(0, (1.0,))], "b": [(1, (1.0,))]})
    scores = [[0.0, 0.0] for _ in range(5)]
    units.add(scores, [["b"], ["a", "other"], ["a"], ["b"], ["a"]], [1, 2, 3])
    assert scores == [[0.25, 0.0], [0.0, 2.0], [0.0, 0.0], [0.0, 0.0], [0.25, 0.0]]


def test_none_add_nothing() -> None:
    scores = [[1.0, 2.0]]
    NONE.add(scores, [["a"]], [0])
    assert scores == [[1.0, 2.0]]


def test_what_is_shipped_is_as_it_would_be_written() -> None:
    units = shipped().units
    assert "".join(units.labels) == LABELS
    assert parse(written(units)) == units
    assert {len(row) for some in units.rows.values() for _, row in some} == {len(units.bias)}
    for feature, some in units.rows.items():
        assert {offset for offset, _ in some} <= set(REACH[feature.partition(":")[0]]), feature


STORY = Weights(
    tuple(LABELS),
    {(before, label): 0.0 for label in LABELS for before in BEFORE[label]},
    {"word:any": [(0, tuple(2.0 if label == "O" else 0.0 for label in LABELS))]},
)
AFTER_A_COLON = Units(
    tuple(LABELS),
    (0.0,),
    (0.0,) * len(LABELS),
    [(9.0 if label == "S" else 0.0,) for label in LABELS],
    {"run:colon": [(1, (1.0,))]},
)


@pytest.mark.parametrize(("units", "wanted"), [(AFTER_A_COLON, [(2, 2)]), (NONE, [])])
def test_units_find_what_single_signs_leave_open(units: Units, wanted: list[tuple[int, int]]) -> None:
    lines = ("She sat down.", "He wrote to her:", "Come on Monday.", "It rained.")
    story = [View([new("p", line)], at, at, 0, False, False) for at, line in enumerate(lines)]
    found = spans(Chapter(story, Learned(STORY, units, shipped().roles)))
    assert [(each.first, each.last) for each in found] == wanted
