"""Pages by plan: the best of all ways to end them, ended as planned, hung on WeasyPrint by seams still there."""

from __future__ import annotations

import inspect
import itertools
from collections import Counter
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from specimens import LONG, STORIES, Printed, baselines, bind, print_volume

from typeset.pdf import PrintSettings
from typeset.pdf.pages.costs import PAGE_COSTS
from typeset.pdf.pages.plan import Break, PagePlan, Setting, Unit, plan

# --- the seams ------------------------------------------------------------------------------------------------------


def test_weasyprint_still_has_the_seams_and_calls_them_so() -> None:
    from weasyprint.layout import block, page

    assert list(inspect.signature(page.make_page).parameters) == [
        "context", "root_box", "page_type", "resume_at", "page_number", "page_state"
    ]  # fmt: skip
    assert "page, resume_at, next_page = make_page(" in inspect.getsource(page.remake_page)
    assert "new_position_y = line.position_y + line.height" in inspect.getsource(block)
    assert "context.page_bottom = " in inspect.getsource(page.make_page)


def test_the_seams_are_closed_again() -> None:
    from weasyprint.layout import block, page

    from typeset.pdf.pages import planned_pages

    before = block.iter_line_boxes, page.make_page
    with pytest.raises(RuntimeError), planned_pages():
        assert (block.iter_line_boxes, page.make_page) != before
        raise RuntimeError
    assert (block.iter_line_boxes, page.make_page) == before


# --- the plan -------------------------------------------------------------------------------------------------------

ALL_WAYS = replace(PAGE_COSTS, earliest=99, hopeless=inf, fewest_lines=2)


def cost(
    units: list[Unit],
    chosen: tuple[int, ...],
    breaks: tuple[Break, ...],
    widened: tuple[int, ...],
    capacity: float,
    is_recto: bool,
) -> float | None:
    """What a way to end the pages costs, added up page by page by the table of costs; None where it is none."""
    costs, total, filled, facing = ALL_WAYS, 0.0, None, None
    for number, (unit, choice) in enumerate(zip(units, chosen, strict=True)):
        setting = unit.settings[choice]
        total += setting.price + costs.white * (number in widened)
        lines = len(setting.heights)
        cuts = [place.line for place in breaks if place.unit == number]
        for line, height in enumerate(setting.heights):
            if line in cuts:
                assert filled is not None
                if line and (line < unit.orphans or lines - line < unit.widows):
                    return None
                if line and any(0 < line - cut < 1 for cut in cuts):
                    return None
                filled += 0.0 if line else units[number - 1].edge
                if not line and (not unit.may_break or filled + unit.foot > capacity):
                    total += costs.forbidden
                short = capacity - filled if capacity - filled >= 1 else 0.0
                total += min(costs.short * short + costs.hole * max(0.0, short - 1) ** 2, costs.worst) + short
                if is_recto and facing is not None:
                    total += min(costs.uneven * abs(short - facing), costs.worst)
                if line and setting.hyphens and setting.hyphens[line - 1]:
                    total += costs.hyphen_over_leaf if is_recto else costs.hyphen_over_gutter
                facing, is_recto = (None if is_recto else short), not is_recto
                filled = 0.0 if line else unit.head + unit.edge
            elif not line:
                filled = unit.head + unit.edge if filled is None else filled + unit.white + (number in widened)
            assert filled is not None
            filled += height
            if filled > capacity:
                return None
    return total + costs.stub * max(0.0, costs.fewest_lines - (filled or 0.0))


def all_ways(units: list[Unit]) -> list[tuple[tuple[int, ...], tuple[Break, ...], tuple[int, ...]]]:
    ways = []
    elastic = [number for number, unit in enumerate(units) if number and unit.elastic]
    widened = [some for count in range(len(elastic) + 1) for some in itertools.combinations(elastic, count)]
    for chosen in itertools.product(*(range(len(unit.settings)) for unit in units)):
        places = [
            Break(number, line)
            for number, (unit, choice) in enumerate(zip(units, chosen, strict=True))
            for line in range(len(unit.settings[choice].heights))
            if number or line
        ]
        for count in range(min(len(places), 4) + 1):
            for breaks in itertools.combinations(places, count):
                begun = [place.unit for place in breaks if not place.line]
                ways += [(chosen, breaks, some) for some in widened if not set(some) & set(begun)]
    return ways


@st.composite
def unit(draw: st.DrawFn) -> Unit:
    lines = draw(st.integers(1, 4))
    hyphens = tuple(draw(st.lists(st.booleans(), min_size=lines, max_size=lines)))
    found = [Setting((1.0,) * lines, hyphens)]
    if lines > 2 and draw(st.booleans()):
        found.append(Setting((1.0,) * (lines + 1), (False,) * (lines + 1), draw(st.sampled_from([1e3, 2e5, 2e6]))))
    white, head, foot = draw(st.sampled_from([(0, 0, 0), (0, 0, 0), (1, 0, 0), (2, 1, 0), (0, 0, 1)]))
    edge = float(lines == 1 and draw(st.booleans()))
    may_break = draw(st.sampled_from([True, True, False]))
    return Unit(tuple(found), white, head, foot, may_break, elastic=may_break and white == 1, edge=edge)


@settings(max_examples=500, deadline=None)
@given(st.lists(unit(), min_size=1, max_size=4), st.integers(5, 6), st.booleans())
def test_the_plan_is_the_best_of_all_ways(units: list[Unit], capacity: int, is_recto: bool) -> None:
    assume(sum(len(unit.settings[-1].heights) for unit in units) < 11)
    found = plan(units, capacity, is_recto, ALL_WAYS)
    prices = [cost(units, *way, capacity, is_recto) for way in all_ways(units)]
    best = min(price for price in prices if price is not None)
    assert found.cost == pytest.approx(best)
    told = cost(units, tuple(found.settings), tuple(found.breaks), tuple(found.widened), capacity, is_recto)
    assert told == pytest.approx(found.cost)


def paragraph(lines: int, *more: Setting, **told: float) -> Unit:
    return Unit((Setting((1.0,) * lines), *more), **told)


def test_a_paragraph_is_set_longer_where_that_fills_the_page() -> None:
    longer = Setting((1.0,) * 6, price=1e4)
    found = plan([paragraph(5, longer), paragraph(3), paragraph(3), paragraph(11)], 9, True)
    assert found.settings == [1, 0, 0, 0]
    assert found.breaks == [Break(2), Break(3, 6)]


def test_facing_pages_end_on_the_same_line() -> None:
    """A recto that must end early for the sake of an orphan has its verso end early too, since that is cheaper."""
    units = [paragraph(12), paragraph(3), paragraph(3), paragraph(3), paragraph(20)]
    assert plan(units, 10, False).breaks[:2] == [Break(0, 9), Break(3)]


def test_no_word_is_broken_over_the_turn_of_a_leaf() -> None:
    hyphens = tuple(line in (9, 8) for line in range(20))
    for is_recto, lines in ((True, 8), (False, 10)):
        found = plan([Unit((Setting((1.0,) * 20, hyphens),))], 10, is_recto)
        assert found.breaks[0] == Break(0, lines)


def test_the_last_page_of_a_run_is_no_stub() -> None:
    found = plan([paragraph(10), paragraph(10), paragraph(3)], 10, True)
    assert found.breaks[-1].unit < 2


def test_what_is_higher_than_a_page_stands_on_one_alone_and_ends_no_plan() -> None:
    found = plan([paragraph(2), paragraph(1), Unit((Setting((14.0,)),)), paragraph(2)], 10, True)
    assert found.breaks == [Break(2), Break(3)]


def test_before_lines_that_no_page_has_room_for_the_plan_ends() -> None:
    assert plan([paragraph(3), Unit((Setting((12.0, 12.0, 12.0, 12.0)),)), paragraph(3)], 10, True).settings == [0]


def test_a_break_that_the_sheets_forbid_is_taken_only_where_there_is_no_other() -> None:
    kept = paragraph(3, may_break=False)
    assert plan([paragraph(6), paragraph(3), kept, paragraph(4)], 10, True).breaks[0] == Break(1)
    assert plan([paragraph(6), kept, kept], 10, True).breaks == [Break(2)]
    assert isinstance(plan([], 10, True), PagePlan)


# --- the pages of a book --------------------------------------------------------------------------------------------

SENTENCES = LONG.replace("\n", " ").split(". ")
# Paragraphs of two to nine lines, in no order that a page could have been made for.
PROSE = [
    f"<p>{'. '.join(itertools.islice(itertools.cycle(SENTENCES), n % 3, n % 3 + 1 + n * 7 % 5))}.</p>"
    for n in range(80)
]


def depths(printed: Printed) -> list[int]:
    """The number of the last line of each page, from 1, by its baselines; folios and heads are not of the text."""
    found = []
    for page in printed.pages():
        lines = [round((y - 62) / 14 + 0.3) for _, y in baselines(page) if 62 < y < 62 + 36 * 14]
        found.append(max(lines, default=0))
    return found


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_volume(
        bind({"Prose": "".join(PROSE), "More": "".join(PROSE)}), tmp_path_factory.mktemp("pages") / "prose.pdf"
    )


def test_facing_pages_of_a_book_end_on_the_same_line(prose: Printed) -> None:
    found = depths(prose)
    spreads = [(verso, verso + 1) for verso in range(7, len(found) - 2, 2)]
    ends = {number for number, depth in enumerate(found) if depth < 30}
    inner = [(a, b) for a, b in spreads if not {a, b} & ends]
    assert len(inner) >= 4
    assert all(found[a] == found[b] >= 35 for a, b in inner)


def test_pages_begin_where_the_plan_says(prose: Printed) -> None:
    assert prose.report.pages_planned.left == 0
    assert prose.report.pages_planned.foreseen >= 8


def test_the_plan_follows_whatever_stands_in_a_story(tmp_path: Path) -> None:
    """Letters, telegrams, messages, lists, tables, notes, headings: their heights are known to the line."""
    stories = {title: blocks * 3 for title, blocks in STORIES.items()}
    printed = print_volume(bind(stories), tmp_path / "p.pdf")
    assert printed.report.pages_planned.left == 0
    assert max(depths(printed)) == 36


SHEETS = {
    "margins above": "p { margin-top: 1rlh } hr.scene-break { margin-top: 2rlh }",
    "off the grid": "p { line-height: 17.3pt; margin-bottom: 3pt }",
    "forced breaks": "h2 { break-before: page }  h3 { break-before: right }",
    "unlike pages": "@page :left { margin-bottom: 220pt }",
    "narrow rectos": "@page :right { margin-left: 120pt }",
    "footnotes": "strong { float: footnote } @page { @footnote { padding-bottom: 2rlh } }",
    "columns": "blockquote.messages { columns: 2 }",
    "flexed": "blockquote header { display: flex; flex-direction: column }",
    "a high table": "table td { height: 900pt }",
    "high lines": "h2 { line-height: 700pt; orphans: 1; widows: 1 }",
    "floats": "blockquote.note { float: right; width: 30% }",
    "kept together": "blockquote, ul, table, aside { break-inside: avoid }",
    "many orphans": "p { orphans: 6; widows: 6 }",
}


@pytest.mark.parametrize("css", SHEETS.values(), ids=list(SHEETS))
def test_no_word_is_lost_whatever_a_sheet_asks_for(css: str, tmp_path: Path) -> None:
    volume = bind({title: blocks + "".join(PROSE[:12]) for title, blocks in STORIES.items()})
    plain = print_volume(volume, tmp_path / "plain.pdf")
    changed = print_volume(volume, tmp_path / "changed.pdf", css)
    assert Counter(filter(str.isalpha, changed.text())) == Counter(filter(str.isalpha, plain.text()))


def test_a_small_page_is_planned_too(tmp_path: Path) -> None:
    small = PrintSettings(trim_width_pt=300, trim_height_pt=320)
    printed = print_volume(bind({"Prose": "".join(PROSE)}), tmp_path / "p.pdf", settings=small)
    assert printed.report.pages_planned.left == 0
