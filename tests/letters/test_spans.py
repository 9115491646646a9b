"""The choice among spans, and the few rules that set edges right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.letters import edges
from typeset.letters.chapter import Chapter
from typeset.letters.edges import set_right
from typeset.letters.lattice import BEFORE, FAINT, LABELS, Lattice
from typeset.letters.span import Span
from typeset.letters.spans import LONGEST, candidates, choose
from typeset.letters.view import View
from typeset.model import new

LINES = (
    "Dear Wyn,",
    "4 October 1911",
    "From the Desk of A. Roe",
    "The kiln is cold again and nobody will say why.",
    "Yours ever,",
    "Tansy Roe",
    "— T.",
    "P.S. Bring flour.",
    "He put the sheet into the drawer and went out.",
    "*",
)


def chapter(*lines: str) -> Chapter:
    return Chapter([View([new("p", line)], at, at, 0, False, False) for at, line in enumerate(lines)])


def span(first: int, last: int, exact: float = 0.9) -> Span:
    return Span(first, last, 0.0, exact)


@st.composite
def some_spans(draw: st.DrawFn, most: int = 12) -> list[Span]:
    pairs = draw(st.sets(st.tuples(st.integers(0, 15), st.integers(0, 6)), max_size=most))
    found = [span(first, first + more, draw(st.floats(0.01, 1))) for first, more in pairs]
    return sorted(found, key=lambda each: (each.last, each.first))


@given(some_spans(), st.floats(0, 1))
def test_what_is_chosen_does_not_overlap(some: list[Span], careful: float) -> None:
    chosen = choose(some, careful)
    assert {(each.first, each.last) for each in chosen} <= {(each.first, each.last) for each in some}
    assert all(before.last < after.first for before, after in pairwise(chosen))
    assert all(0 <= each.confidence <= 1 for each in chosen)


@given(some_spans(), st.sampled_from((0.0, 0.2, 0.4, 0.6)), st.sampled_from((0.05, 0.2, 0.4)))
def test_the_more_careful_the_fewer(some: list[Span], careful: float, more: float) -> None:
    assert len(choose(some, careful + more)) <= len(choose(some, careful))


@settings(deadline=None)
@given(some_spans(most=7), st.sampled_from((0.1, 0.4, 0.7)))
def test_nothing_else_gains_more(some: list[Span], careful: float) -> None:
    def share(one: Span, other: Span) -> float:
        ours, theirs = (set(range(each.first, each.last + 1)) for each in (one, other))
        return len(ours & theirs) / len(ours | theirs)

    def gain(chosen: Sequence[Span]) -> float:
        return sum(
            each.exact / 2 + sum(other.exact * share(each, other) for other in some) / 2 - careful for each in chosen
        )

    best = max(
        gain(subset)
        for count in range(len(some) + 1)
        for subset in combinations(sorted(some, key=lambda each: each.first), count)
        if all(before.last < after.first for before, after in pairwise(subset))
    )
    assert gain(choose(some, careful)) == pytest.approx(best)


def test_a_letter_whose_end_is_in_doubt_is_still_one() -> None:
    doubtful = [span(2, 5, 0.35), span(2, 6, 0.33), span(2, 7, 0.3)]
    (chosen,) = choose(doubtful)
    assert (chosen.first, chosen.last) == (2, 6)
    assert chosen.confidence == pytest.approx(0.98)


STEPS = {(before, label): 0.0 for label in LABELS for before in BEFORE[label]}


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(-8, 8), min_size=6, max_size=6), max_size=25))
def test_candidates_are_likely_and_in_order(rows: list[list[float]]) -> None:
    likely = Lattice(rows, STEPS)
    found = candidates(likely)
    assert found == sorted(found, key=lambda each: (each.last, each.first))
    for each in found:
        assert 0 <= each.first <= each.last < len(rows)
        assert each.last - each.first < LONGEST
        assert FAINT <= each.exact == likely.span(each.first, each.last)
    assert choose(found, 0.0) or not found


@st.composite
def chapters(draw: st.DrawFn) -> tuple[Chapter, list[Span], list[int]]:
    """A story, spans in it, and the views that are no part of one."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=20))
    spans: list[Span] = []
    decided: list[int] = []
    at = 0
    while at < len(lines):
        last = min(len(lines) - 1, at + draw(st.integers(0, 3)))
        what = draw(st.sampled_from(("letter", "decided", "story")))
        if what == "letter":
            spans.append(span(at, last))
        elif what == "decided":
            decided += range(at, last + 1)
        at = last + 1
    return chapter(*lines), spans, decided


@settings(max_examples=300, deadline=None)
@given(chapters())
def test_edges_grow_into_nothing_that_is_taken(drawn: tuple[Chapter, list[Span], list[int]]) -> None:
    story, before, decided = drawn
    after = set_right(story, before, decided)
    assert all(one.last < other.first for one, other in pairwise(after))
    for one in after:
        inside = set(range(one.first, one.last + 1))
        assert 0 <= one.first <= one.last < len(story.views)
        assert not inside & set(decided)
        assert any(inside & set(range(old.first, old.last + 1)) for old in before)


@pytest.mark.parametrize(
    ("lines", "first", "last", "wanted"),
    [
        (("She sat.", "4 October 1911", "Dear Wyn,", "Come."), 2, 3, (1, 3)),
        (("She sat.", "From the Desk of A. Roe", "4 October 1911", "Dear Wyn,", "Come."), 3, 4, (1, 4)),
        (("She sat.", "Dear Wyn,", "Come."), 1, 2, (1, 2)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy Roe", "She sat down."), 0, 2, (0, 3)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy Roe", "She sat down."), 0, 1, (0, 3)),
        (("Dear Wyn,", "Come.", "Tansy Roe", "P.S. Bring flour.", "She sat down."), 0, 2, (0, 3)),
        (("Dear Wyn,", "Come.", "She sat down."), 0, 1, (0, 1)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy", "She sat down."), 0, 4, (0, 3)),
        (("6 Ropewalk", "Padstow", "4 October 1911", "Dear Wyn,", "Come."), 2, 4, (0, 4)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy Roe", "Secretary", "She sat."), 0, 3, (0, 4)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy Roe", "Head of Year Four", "She sat."), 0, 3, (0, 4)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy Roe", "Wyn Cade, Esq.", "She sat."), 0, 3, (0, 4)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy Roe", "Mrs. Cade sat down.", "It rained."), 0, 3, (0, 3)),
        (("Come.", "Yours ever,", "Tansy Roe", "Padstow", "4 October 1911", "He put it away and sat."), 0, 2, (0, 4)),
        (("She sat.", "Hale, near Wick,", "4 October 1911", "Dear Wyn,", "Come."), 2, 4, (1, 4)),
        (("He opens the old one, and it is still there.", "Dear Wyn,", "Come.", "Tansy"), 0, 3, (1, 3)),
        (("She sat.", "ROE & PIKE", "Rope and Twine", "4 October 1911", "Dear Wyn,", "Come."), 3, 5, (1, 5)),
        (("She sat.", "[Forwarded from Leeds.]", "4 October 1911", "Dear Wyn,", "Come."), 2, 4, (1, 4)),
        (("Dear Wyn,", "Come.", "Yours ever,", "Tansy", "He put the sheet into the drawer and sat."), 0, 4, (0, 3)),
    ],
)
def test_edges(lines: tuple[str, ...], first: int, last: int, wanted: tuple[int, int]) -> None:
    (found,) = set_right(chapter(*lines), [span(first, last)], ())
    assert (found.first, found.last) == wanted


TOLD = "The kiln is cold again and nobody in the house will say why, though I have asked every one of them."


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("Madam,", TOLD, "A. Roe (Col., retd.)", "Colonel,", TOLD, "H. Cade"), [(0, 2), (3, 5)]),
        (("Dear Wyn,", TOLD, "Tansy", "P.S. Bring flour.", "The Rock, whenever", "Tansy,", TOLD), [(0, 3), (4, 6)]),
        (("Dear Wyn,", TOLD, "Tansy,", TOLD, "Tansy Roe"), [(0, 4)]),
        (
            ("Come at once, Wyn, or else—", "she was always one for dashes,", "—or else do not.", "Tansy"),
            [(0, 0), (2, 3)],
        ),
        (("Come at once, Wyn, or else—", "You know what I mean.", "Do not.", "Tansy"), [(0, 3)]),
        (("To Wyn", "My Dear Wyn,", TOLD, "Ever yours,", "Tansy", "To Tansy", "Dear Tansy,", TOLD), [(0, 4), (5, 7)]),
        ((TOLD, "Ever yours, A. W.", "To Mrs. Roe", "My Dear Madam,", "Wick—July", TOLD), [(0, 1), (2, 5)]),
        ((TOLD, f"Dear Wyn,—{TOLD}", "Yours ever,", "Tansy Roe"), [(0, 3)]),
        (("Mrs. I. Roe", "8 Candle Yard", "Dear Madam,", TOLD, "A. Cade"), [(0, 4)]),
    ],
)
def test_a_reply_that_follows_at_once_is_another_letter(lines: tuple[str, ...], wanted: list[tuple[int, int]]) -> None:
    found = set_right(chapter(*lines), [span(0, len(lines) - 1)], ())
    assert [(each.first, each.last) for each in found] == wanted


@pytest.mark.parametrize("rule", [*edges.HEAD_RULES, *edges.FOOT_RULES])
def test_a_rule_leaves_plain_narration_alone(rule: Callable[[Chapter, int], bool]) -> None:
    story = chapter(*["He put the sheet into the drawer and went out."] * 3)
    assert not rule(story, 1)
