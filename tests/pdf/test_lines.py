"""Lines by total fit: the best of all ways, set as planned, hung on WeasyPrint by two seams that are still there."""

from __future__ import annotations

import inspect
import itertools
from math import inf
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specimens import LONG, Printed, baselines, bind, print_volume

from typeset.ledger import letters_and_digits
from typeset.model import text_of
from typeset.pdf.lines.costs import COSTS, Try
from typeset.pdf.lines.search import TOLERANCE_PX, Measure, Places, fitness, total_fit, ways_by_lines

# --- the seams ------------------------------------------------------------------------------------------------------


def test_weasyprint_still_has_the_seams_and_calls_them_so() -> None:
    from weasyprint.draw import text
    from weasyprint.layout import block, inline

    assert block.iter_line_boxes is inline.iter_line_boxes
    assert list(inspect.signature(block.iter_line_boxes).parameters) == [
        "context", "box", "position_y", "bottom_space", "skip_stack", "containing_block", "absolute_boxes",
        "fixed_boxes", "first_letter_style", "first_line_style",
    ]  # fmt: skip
    assert list(inspect.signature(text.draw_first_line).parameters) == [
        "stream", "textbox", "text_overflow", "block_ellipsis", "matrix"
    ]  # fmt: skip
    callers = inspect.getsource(text.draw_text), inspect.getsource(block)
    assert "emojis = draw_first_line(" in callers[0] and callers[1].count("iter_line_boxes(") == 1


def test_the_seams_are_closed_again() -> None:
    from weasyprint.draw import text
    from weasyprint.layout import block

    from typeset.pdf.lines import total_fit_lines

    before = block.iter_line_boxes, text.draw_first_line
    with pytest.raises(RuntimeError), total_fit_lines(frozenset()):
        assert (block.iter_line_boxes, text.draw_first_line) != before
        raise RuntimeError
    assert (block.iter_line_boxes, text.draw_first_line) == before


# --- the search -----------------------------------------------------------------------------------------------------

SPACE = 2.0


def places_of(words: list[tuple[float, bool]]) -> Places:
    """Words of given widths; behind a word that is true a line may end with a hyphen of 1, without one at a space."""
    places, x, spaces = Places(), 0.0, 0.0
    places.add(0, 0, 0, 0)
    for number, (width, hyphenated) in enumerate(words):
        x += width
        if number == len(words) - 1:
            places.add(x, x, spaces, spaces, characters=10 * (number + 1))
        elif hyphenated:
            places.add(x + 1, x, spaces, spaces, COSTS.hyphen, True, 10 * (number + 1))
        else:
            places.add(x, x + SPACE, spaces, spaces + SPACE, characters=10 * (number + 1))
            x, spaces = x + SPACE, spaces + SPACE
    return places


def demerits(places: Places, breaks: tuple[int, ...], measures: list[Measure], limits: Try) -> float:
    """What a way of breaking costs, added up line by line by the table of costs."""
    total, class_before, run, start = 0.0, 1, 0, 0
    last = len(places.end) - 1
    for line, end in enumerate(breaks):
        width = measures[min(line, len(measures) - 1)].width
        natural = places.end[end] - places.start[start]
        spaces = places.end_space[end] - places.start_space[start]
        extra = width - natural
        glyphs = COSTS.expansion * (natural - spaces)
        extra = min(0.0, extra + glyphs) if extra < 0 else max(0.0, extra - glyphs)
        give = (COSTS.shrink if extra < 0 else COSTS.stretch) * spaces
        ratio = 0.0 if extra >= 0 and end == last else extra / give if give else (0.0 if extra == 0 else inf)
        if -extra > give + TOLERANCE_PX * (extra < 0) or ratio > limits.tolerance:
            return inf
        total += (COSTS.line + 100 * abs(ratio) ** 3) ** 2 + places.penalty[end] ** 2
        if (
            end == last
            and start
            and (
                natural < COSTS.runt_measure * width
                or places.characters[end] - places.characters[start] < COSTS.runt_characters
            )
        ):
            total += COSTS.runt
        if ratio > 1:
            total += COSTS.wide
        if abs(fitness(ratio) - class_before) > 1:
            total += COSTS.unlike
        if places.hyphen[end] and run:
            if run >= limits.ladder:
                return inf
            total += COSTS.next_hyphen
        run = run + 1 if places.hyphen[end] else 0
        class_before, start = fitness(ratio), end
    return total


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.floats(4, 20), st.booleans()), min_size=1, max_size=9),
    st.sampled_from([Try(True, 0.75, 2), Try(True, 1.0, 1), Try(True, 8.0, inf)]),
    st.sampled_from(
        [[Measure(0, 40)], [Measure(4, 36), Measure(0, 40)], [Measure(9, 31), Measure(9, 31), Measure(0, 40)]]
    ),
)
def test_no_way_is_better_than_the_one_found(
    words: list[tuple[float, bool]], limits: Try, measures: list[Measure]
) -> None:
    places = places_of(words)
    last = len(words)
    ways = [(*inner, last) for size in range(last) for inner in itertools.combinations(range(1, last), size)]
    least: dict[int, float] = {}
    for way in ways:
        least[len(way)] = min(least.get(len(way), inf), demerits(places, way, measures, limits))
    found = total_fit(places, measures, limits)
    assert (found.demerits if found else inf) == pytest.approx(min(least.values()))
    if found:
        assert demerits(places, tuple(found.breaks), measures, limits) == pytest.approx(found.demerits)
    by_lines = ways_by_lines(places, measures, limits)
    assert {count: way.demerits for count, way in by_lines.items()} == pytest.approx(
        {count: cost for count, cost in least.items() if cost < inf}
    )
    assert all(len(way.breaks) == count for count, way in by_lines.items())


# --- the page -------------------------------------------------------------------------------------------------------


def test_all_of_a_book_is_planned_but_leaders(printed: Printed) -> None:
    assert printed.report.lines.planned > 50
    assert set(printed.report.lines.unfit) == {"a leader"}


ODD = {
    "A line feed": f"<p>{LONG}<br/>{LONG}</p>",
    "A note call": f"<p>{LONG[:120]}<sup>12</sup> {LONG}</p>",
    "Struck and underlined": f'<p>{LONG[:100]} <span class="underlined">{LONG[:150]}</span> {LONG}</p>',
    "Small capitals": f'<p>{LONG[:50]} <span class="small-caps">{LONG[:150]}</span> {LONG}</p>',
    "In italics": f"<p>{LONG[:55]}<em>{LONG[:150]} <strong>{LONG[:60]}</strong></em>{LONG}</p>",
    "Dashes": f"<p>{LONG.replace(' and ', '—')} {LONG.replace(', ', ' … ')}</p>",
    "One word": f"<p>{'Donaudampfschifffahrt' * 12}</p>",
    "Of one letter": "<p>I</p>",
    "Other letters": "<p>" + "漢字かな交じり文の例である。" * 12 + "</p>",
    "From the right": f"<p>{LONG} שלום עולם {LONG}</p>",
    "No-break spaces": "<p>" + "Mr. Vane and Mrs. Quay " * 20 + "</p>",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_volume(bind(ODD), tmp_path_factory.mktemp("odd") / "odd.pdf")


def test_no_word_of_odd_paragraphs_is_lost_or_moved(odd: Printed) -> None:
    volume = bind(ODD)
    stories = "".join(text_of(part.tree) for part in volume.parts if part.role in ("story", "colophon"))
    printed = letters_and_digits(odd.text(7))
    for title in ODD:
        assert letters_and_digits(title) in printed
    latin = [c for c in letters_and_digits(stories) if c.isascii()]
    assert [c for c in printed if c.isascii()] == latin


def test_what_goes_to_weasyprints_own_breaker_is_counted_with_the_reason(odd: Printed) -> None:
    assert odd.report.lines.unfit["a text of another direction"] == 1
    assert odd.report.lines.planned > len(ODD)


def test_lines_reach_the_edge_and_spaces_stay_within_bounds(odd: Printed, tmp_path: Path) -> None:
    """Read off the page: for a story of plain prose each full line ends at one x, hanging marks aside."""
    printed = print_volume(bind({"Prose": "".join(f"<p>{LONG} {LONG}</p>" for _ in range(6))}), tmp_path / "p.pdf")
    scales = [
        float(operands[0])
        for page in printed.pages()[6:]
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Tm"
    ]
    assert all(1 - COSTS.expansion - 1e-6 <= scale <= 1 + COSTS.expansion + 1e-6 for scale in scales if scale != 1)
    assert any(scale != 1 for scale in scales)


# --- other lengths --------------------------------------------------------------------------------------------------


# --- dashes and quotation marks -------------------------------------------------------------------------------------


def line_ends(printed: Printed) -> list[tuple[str, str]]:
    """The last word of each line of the story, and the first of the next."""
    lines = [line for line in printed.text(7).splitlines() if line.strip()]
    return [(before.split()[-1], after.split()[0]) for before, after in itertools.pairwise(lines)]


def test_a_spaced_dash_ends_a_line_and_begins_none(tmp_path: Path) -> None:
    text = LONG.replace(", ", " – ").replace(" and ", " – and ")
    ends = line_ends(print_volume(bind({"Dashes": f"<p>{text} {text}</p>" * 3}), tmp_path / "p.pdf"))
    assert any(before.endswith("–") for before, _ in ends)
    assert not any(after.startswith("–") for _, after in ends)


def test_a_line_may_end_between_a_dash_and_what_is_said(tmp_path: Path) -> None:
    text = LONG.replace(", ", ";—“and ").replace(". ", "—“yet ")
    ends = line_ends(print_volume(bind({"Dashes": f"<p>{text} {text}</p>" * 3}), tmp_path / "p.pdf"))
    assert any(before.endswith("—") and after.startswith("“") for before, after in ends)


def test_a_quotation_mark_hangs_where_a_first_line_has_no_indent(tmp_path: Path) -> None:
    said = f"<p>“{LONG}”</p>"
    blocks = f"<p>{LONG}</p>" + '<hr class="scene-break"/>' + said * 2
    printed = print_volume(bind({"Said": blocks}), tmp_path / "p.pdf")
    starts = sorted({round(x, 1) for x, y in baselines(printed.pages()[6]) if y > 62 + 14 * 15 and x < 80})
    flush, indented = 54.0, 68.0
    assert any(flush - 6 < x < flush - 2 for x in starts), starts
    assert indented in starts


def test_the_mark_before_an_initial_hangs_once(tmp_path: Path) -> None:
    printed = print_volume(bind({"Said": f"<p>“{LONG}”</p>" * 2}), tmp_path / "p.pdf")
    assert min(x for x, _ in baselines(printed.pages()[6])) == pytest.approx(54 - 9, abs=0.1)
