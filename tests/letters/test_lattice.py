"""The lattice's sums equal what adding up every possible labelling gives."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.letters.lattice import BEFORE, LABELS, LAST, Lattice

PAIRS = [(before, label) for label in LABELS for before in BEFORE[label]]
FIRST = "OSB"
SCORES = st.floats(-6, 6)
ROWS = st.lists(SCORES, min_size=len(LABELS), max_size=len(LABELS))
STEPS = st.lists(SCORES, min_size=len(PAIRS), max_size=len(PAIRS)).map(lambda row: dict(zip(PAIRS, row, strict=True)))
EVEN = dict.fromkeys(PAIRS, 0.0)
Labelling = tuple[str, ...]


def labellings(rows: Sequence[Sequence[float]], steps: Mapping[tuple[str, str], float]) -> dict[Labelling, float]:
    """Each labelling that may be, with its probability."""
    weights: dict[Labelling, float] = {}
    for named in product(LABELS, repeat=len(rows)):
        pairs = list(pairwise(named))
        if named[0] in FIRST and named[-1] in LAST and all(pair in steps for pair in pairs):
            score = sum(row[LABELS.index(label)] for row, label in zip(rows, named, strict=True))
            weights[named] = math.exp(score + sum(steps[pair] for pair in pairs))
    total = sum(weights.values())
    return {named: weight / total for named, weight in weights.items()}


def chance(all_of_them: Mapping[Labelling, float], at: int, labels: str) -> float:
    return sum(share for named, share in all_of_them.items() if named[at] in labels)


def whole(first: int, last: int) -> Labelling:
    return ("S",) if first == last else ("B", *["I"] * (last - first - 1), "E")


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=5), STEPS)
def test_sums_are_those_of_all_labellings(rows: list[list[float]], steps: dict[tuple[str, str], float]) -> None:
    likely, counted = Lattice(rows, steps), labellings(rows, steps)
    assert len(likely) == len(rows)
    for at in range(len(rows)):
        assert likely.begins[at] == pytest.approx(chance(counted, at, "SB"), abs=1e-9)
        assert likely.ends[at] == pytest.approx(chance(counted, at, "SE"), abs=1e-9)
        assert likely.inside[at] == pytest.approx(chance(counted, at, "SBIE"), abs=1e-9)
        assert likely.asides[at] == pytest.approx(chance(counted, at, "A"), abs=1e-9)
        for last in range(at, len(rows)):
            wanted = sum(share for named, share in counted.items() if named[at : last + 1] == whole(at, last))
            assert likely.span(at, last) == pytest.approx(wanted, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.floats(-60, 60), min_size=6, max_size=6), min_size=1, max_size=40), STEPS)
def test_each_is_a_probability(rows: list[list[float]], steps: dict[tuple[str, str], float]) -> None:
    likely = Lattice(rows, steps)
    spans = [likely.span(first, last) for first in range(len(rows)) for last in range(first, len(rows))]
    for some in (likely.begins, likely.ends, likely.inside, likely.asides, spans):
        assert all(-1e-9 <= share <= 1 + 1e-9 for share in some)
    for at in range(len(rows)):
        assert likely.begins[at] <= likely.inside[at] + 1e-9
        assert sum(likely.span(at, last) for last in range(at, len(rows))) == pytest.approx(likely.begins[at], abs=1e-6)


@pytest.mark.parametrize("score", [-30.0, 0.0, 30.0])
def test_a_long_story_is_not_too_long(score: float) -> None:
    count = 20_000
    rows = [[score * ((at % 7) - 3) / 3, 0.0, 1.0, 0.5, score / 9, -score / 9] for at in range(count)]
    likely = Lattice(rows, EVEN)
    for some in (likely.begins, likely.ends, likely.inside, likely.asides):
        assert len(some) == count
        assert all(-1e-9 <= share <= 1 + 1e-9 for share in some)
    assert sum(likely.begins) == pytest.approx(sum(likely.ends), rel=1e-6)
    assert 0 <= likely.span(10, count - 10) <= 1


def test_a_letter_as_long_as_the_story() -> None:
    inner = [-9.0, -9.0, -9.0, -9.0, 9.0, -9.0]
    rows = [[-9.0, -9.0, -9.0, 9.0, -9.0, -9.0], *[inner] * 3_000, [-9.0, -9.0, -9.0, -9.0, -9.0, 9.0]]
    assert Lattice(rows, EVEN).span(0, len(rows) - 1) == pytest.approx(1, abs=1e-3)


def test_no_block_at_all() -> None:
    assert Lattice([], EVEN).inside == []
