"""The tables of weights: what is written is read again, and what is shipped is small and holds no text of a book."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.letters import features, roles
from typeset.letters.lattice import BEFORE, LABELS
from typeset.letters.learned import shipped
from typeset.letters.weights import Weights, parse, written

GROUPS = {"spans": features.REACH, "roles": roles.REACH}
TEXTS = {name: files("typeset.letters").joinpath(f"{name}.weights").read_text("utf-8") for name in GROUPS}
WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8)
NAMES = st.tuples(WORDS, st.sampled_from(("word:", "said:", "cue:=")), WORDS).map("".join)
SCORES = st.integers(-900, 900).map(lambda hundredths: hundredths / 100)


@st.composite
def tables(draw: st.DrawFn) -> Weights:
    labels = tuple(draw(st.lists(st.sampled_from("OASBIE"), min_size=1, max_size=4, unique=True)))
    rows = st.lists(SCORES, min_size=len(labels), max_size=len(labels)).map(tuple)
    some = st.dictionaries(st.integers(-2, 2), rows, min_size=1).map(lambda by: sorted(by.items()))
    steps = st.dictionaries(st.tuples(st.sampled_from(labels), st.sampled_from(labels)), SCORES)
    return Weights(labels, draw(steps), draw(st.dictionaries(NAMES, some)))


@given(tables())
def test_what_is_written_is_read(table: Weights) -> None:
    assert parse(written(table)) == table
    assert written(parse(written(table))) == written(table)


def test_a_block_is_told_of_by_those_around_it() -> None:
    table = Weights(("O", "S"), {}, {"a": [(0, (1.0, 2.0)), (1, (0.5, 0.0))], "b": [(-1, (0.0, 4.0))]})
    assert table.emissions([["a", "unknown"], [], ["b"]]) == [[1.0, 2.0], [0.5, 4.0], [0.0, 0.0]]


def test_the_tables_speak_of_the_labels_that_there_are() -> None:
    learned = shipped()
    assert "".join(learned.spans.labels) == LABELS
    assert set(learned.spans.transitions) == {(before, label) for label in LABELS for before in BEFORE[label]}
    assert learned.roles.labels == roles.ROLES
    assert set(learned.roles.transitions) == {(a, b) for a in roles.ROLES for b in roles.ROLES}


def test_the_tables_are_small() -> None:
    folder = files("typeset.letters")
    assert (
        sum(len(folder.joinpath(f"{name}.weights").read_bytes()) for name in ("spans", "units", "roles")) <= 1_000_000
    )


@pytest.mark.parametrize("name", GROUPS)
def test_a_table_is_as_it_would_be_written(name: str) -> None:
    assert written(parse(TEXTS[name])) == TEXTS[name]


@pytest.mark.parametrize("name", GROUPS)
def test_a_table_looks_no_farther_than_its_features_reach(name: str) -> None:
    for feature, some in parse(TEXTS[name]).rows.items():
        group, colon, _ = feature.partition(":")
        assert colon
        assert {offset for offset, _ in some} <= set(GROUPS[name][group]), feature


@pytest.mark.parametrize("name", GROUPS)
def test_a_table_holds_no_text_of_a_book(name: str) -> None:
    """A word, or two that stand side by side: neither is anybody's text."""
    for feature in parse(TEXTS[name]).rows:
        group, _, what = feature.partition(":")
        if group in ("word", "said", "back"):
            spoken = re.split("[ _]", what.rpartition("=")[2])
            assert len(spoken) <= 2, feature
            assert all(len(word) <= 18 for word in spoken), feature
        assert len(feature) <= 48, feature
