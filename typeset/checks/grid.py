"""The lint of print: where a sheet leaves the grid of the page, over the final cascade of the printed book.

Enters: the sheets of print in the order of the cascade, the page's frame first, the user's last.  Leaves: findings in
that order, by line.  Never looks at a book (`pdf` looks at its lines): the specimen stands for all.

A page is a grid of lines, and what stands between two lines of type (margins as they collapse, paddings, rules, fixed
heights) has to be a whole number of them, taken together: two paddings and two rules may well make a line. On pages
of their own (title, copyright, colophon) no line faces another, and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from typeset.checks.cascade import Winner, settle
from typeset.checks.flow import Edge, Flow, Leading, Line
from typeset.checks.sheet import place, read
from typeset.checks.specimen import name_of, paper_specimen
from typeset.checks.styles import compile_rules, in_order
from typeset.findings import Finding
from typeset.model import Element, Sheet

GridCheck = Callable[[Flow, Sequence[Edge | Line]], Iterator[tuple[Winner, Finding]]]

# Pages without running text.
APART = frozenset({"cover", "halftitle", "titlepage", "copyright", "colophon"})
# So much is no fault: what a value in decimals leaves.
TOLERANCE_PT = 0.04
ON_PAPER = "for paper (@media print)"


def check_grid(sheets: Sequence[Sheet], measure_pt: float, prepare: Callable[[Element], None]) -> tuple[Finding, ...]:
    """What in the sheets of print leaves the grid, each declaration once; a user's faults before any of ours.

    measure_pt: the width of the text.  prepare: what the printed book adds to a tree for its sheets, in place.
    """
    rules = [rule for sheet in sheets for rule in compile_rules(read(sheet, "print"))[0]]
    root, *elements = paper_specimen(prepare)
    flow = Flow(settle(rules, [root, *elements]), root, measure_pt)
    of_page = flow.cascade.winner(root, "line-height")
    if of_page and not of_page.declaration.sheet.own:  # all else is measured by it
        what = f"line-height: {of_page.value}: the page’s own lines stay as book.yaml has them"
        return (Finding("P-102", of_page.declaration.where, what, f"leave it out; {_LEADING_OF_THE_BOOK}"),)
    found: dict[int, Finding] = {}
    for section in elements:
        if section.parent.local_name == "body" and not section.classes & APART:
            parts = list(flow.parts(section))
            for winner, finding in (each for check in GRID_CHECKS for each in check(flow, parts)):
                found.setdefault(id(winner.declaration), finding)
    told = list(found.values())
    ours = {place(sheet, 0).removesuffix(":0") for sheet in sheets if sheet.own}
    # What a user's sheet upsets in ours is told of that sheet alone.
    return in_order([each for each in told if each.file not in ours] or told, sheets)


def white(flow: Flow, parts: Sequence[Edge | Line]) -> Iterator[tuple[Winner, Finding]]:
    """P-101: what stands between two lines is no whole number of lines."""
    line_pt = _grid_pt(flow)
    above, edges = "the page’s head", list[Edge]()
    for part in parts:
        if isinstance(part, Edge):
            edges.append(part)
            continue
        height_pt, shown = collapse(edges)
        rest_pt = _too_much(height_pt, line_pt)
        blamed = _blamed(edges, shown, line_pt) if abs(rest_pt) > TOLERANCE_PT else None
        if blamed and blamed.winner:
            declaration = blamed.winner.declaration
            what = (
                f"{declaration.name}: {declaration.text}: {_pt(height_pt)} between {above} and {name_of(part.block)} "
                f"are no whole lines of {_pt(line_pt)}: what follows leaves the page’s grid"
            )
            yield blamed.winner, Finding("P-101", declaration.where, what, _mend(blamed, edges, rest_pt, line_pt))
        above, edges = name_of(part.block), []


def leadings(flow: Flow, parts: Sequence[Edge | Line]) -> Iterator[tuple[Winner, Finding]]:
    """P-102: lines that are not as high as the book's, nor two or three of them."""
    line_pt = _grid_pt(flow)
    for part in parts:
        leading = flow.leading(part.block) if isinstance(part, Line) else None
        if leading and leading.winner and not _is_whole(leading, line_pt):
            high = "as high as their face asks" if leading.height_pt is None else f"{_pt(leading.height_pt)} high"
            declaration = leading.winner.declaration
            what = (
                f"line-height: {leading.winner.value}: lines of {name_of(part.block)} are {high}, "
                f"those of the page {_pt(line_pt)}"
            )
            remedy = f"leave it out, or say line-height: 1rlh {ON_PAPER}; {_LEADING_OF_THE_BOOK}"
            yield leading.winner, Finding("P-102", declaration.where, what, remedy)


def openings(flow: Flow, parts: Sequence[Edge | Line]) -> Iterator[tuple[Winner, Finding]]:
    """P-103: an element in a line that is of another size or face, and has a height of its own."""
    for part in parts:
        for inline in part.inlines if isinstance(part, Line) else ():
            leading, around = flow.leading(inline), flow.leading(part.block)
            if inline.local_name == "img" or not leading.height_pt or not around.height_pt:
                continue
            same = flow.shape(inline) == (*flow.shape(part.block)[:2], "baseline")
            if same and leading.height_pt <= around.height_pt:
                continue
            winners = [flow.cascade.winner(inline, name) for name in _SHAPES]
            blamed = [winner for winner in winners if winner and not winner.declaration.sheet.own]
            if blamed:
                declaration = blamed[-1].declaration
                what = (
                    f"{declaration.name}: {declaration.text}: {name_of(inline)} makes its line higher than the others"
                )
                yield blamed[-1], Finding("P-103", declaration.where, what, f"say line-height: 0 with it, {ON_PAPER}")


_SHAPES = ("vertical-align", "font-family", "font-size", "line-height")
_LEADING_OF_THE_BOOK = "that of the book is in book.yaml: print: {leading: …}"
GRID_CHECKS: tuple[GridCheck, ...] = (white, leadings, openings)


def collapse(edges: Sequence[Edge]) -> tuple[float, list[Edge]]:
    """How high edges are together, and which of them show: margins that meet are one (CSS 2.2, §8.3.1)."""
    height_pt, shown, margins = 0.0, list[Edge](), list[Edge]()
    for edge in (*edges, None):
        if edge and edge.is_margin:
            margins.append(edge)
            continue
        if edge and not edge.height_pt:
            shown.append(edge)
            continue
        heights = [margin.height_pt for margin in margins]
        most, least = max(heights, default=0), min(heights, default=0)
        height_pt += max(most, 0) + min(least, 0)
        shown += [margin for margin in margins if margin.height_pt in (max(most, 0), min(least, 0))]
        margins = []
        if edge:
            height_pt += edge.height_pt
            shown.append(edge)
    return height_pt, shown


def _blamed(edges: Sequence[Edge], shown: Sequence[Edge], line_pt: float) -> Edge | None:
    """The edge that a fault is told of: of the user's sheets before ours, off by itself, one that shows, the last."""

    def weight(edge: Edge) -> tuple[bool, bool, bool]:
        users = edge.winner is not None and not edge.winner.declaration.sheet.own
        return users, edge in shown, abs(_rest(edge.height_pt, line_pt)) > TOLERANCE_PT

    return max((edge for edge in reversed(edges) if edge.winner), key=weight, default=None)


def _mend(edge: Edge, edges: Sequence[Edge], rest_pt: float, line_pt: float) -> str:
    """What the edge has to be, or where it is a rule the white beside it."""
    name, has_pt = edge.name, edge.height_pt
    if name.startswith("border"):
        name = "padding-top" if "top" in name else "padding-bottom"
        has_pt = next((each.height_pt for each in edges if each.block == edge.block and each.name == name), 0)
    wanted_pt = has_pt - rest_pt
    if (wanted_pt < -TOLERANCE_PT and has_pt >= 0) or (wanted_pt < line_pt / 2 and name == "height"):
        wanted_pt += line_pt
    return f"say {name}: {_in_lines(wanted_pt, line_pt)} there {ON_PAPER}"


def _in_lines(height_pt: float, line_pt: float) -> str:
    """A height as CSS has it in lines: "2rlh", "calc(1rlh - 6.5pt)"."""
    lines = round(height_pt / line_pt)
    rest_pt = _rest(height_pt, line_pt)
    if abs(rest_pt) <= TOLERANCE_PT:
        return f"{lines}rlh" if lines else "0"
    return f"calc({lines}rlh {'+' if rest_pt > 0 else '-'} {_pt(abs(rest_pt), '')})" if lines else _pt(rest_pt, "")


def _pt(height_pt: float, space: str = " ") -> str:
    return f"{round(height_pt, 2):g}{space}pt"


def _rest(height_pt: float, line_pt: float) -> float:
    """How far a height is from the nearest whole number of lines; positive where it is more."""
    return height_pt - round(height_pt / line_pt) * line_pt


def _too_much(height_pt: float, line_pt: float) -> float:
    """The same of white between two lines: where it is less than none, none is nearest."""
    whole = abs(_rest(height_pt, line_pt)) <= TOLERANCE_PT
    return height_pt if height_pt < 0 and not whole else _rest(height_pt, line_pt)


def _is_whole(leading: Leading, line_pt: float) -> bool:
    height_pt = leading.height_pt
    return height_pt is not None and height_pt > line_pt / 2 and abs(_rest(height_pt, line_pt)) <= TOLERANCE_PT


def _grid_pt(flow: Flow) -> float:
    """One line of the book."""
    height_pt = flow.leading(flow.root).height_pt
    assert height_pt, "the frame's sheet gives the leading"
    return height_pt
