"""Lines that the layout did not put where the grid has them, as findings that a user can act on.

Enters: lines of a laid-out page, with what is wrong with each.  Leaves: findings, one for each kind of place.  Never
moves a line.

A fault of a sheet shows at every letter of a book: it is told once, with the first page and how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typeset.findings import Finding

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import LineBox

# So many characters of a line are shown.
MOST_SHOWN = 40
_WHITE = "say the white above it in whole lines, rlh, for paper (@media print)"
# For each code what is said of its first line, with how far it is off in points, and what to do.
SAID: Mapping[str, tuple[str, str]] = {
    "P-201": ("stood {off:g} pt {way} its line of the grid, and was moved", _WHITE),
    "P-202": ("is {off:g} pt higher than its leading", "give what is larger or raised in it line-height: 0"),
    "P-203": ("is printed on the line above it", "leave out the margin below zero, or the height that is too little"),
    "P-204": ("is {off:g} pt below the text of its page", "leave out what moves it down, or the height around it"),
}


@dataclass(frozen=True, slots=True)
class Stray:
    """A line out of its place.

    code: of its finding.  off_pt: how far, down where positive.  name: of its element, as a selector has it, with
    the quotation around: ".letter .signature".  words: how it begins.  story: the part that it is of, "" if none.
    """

    code: str
    off_pt: float
    name: str
    words: str
    story: str


def stray(code: str, off_pt: float, line: LineBox, root: Any) -> Stray:
    """A line of a page's root box, named. Raises KeyError where there is no such code."""
    path = _path_to(line, root)
    elements = [box.element for box in path if box.element is not None]
    part = next((each for each in elements if each.tag == "section"), None)
    story = "" if part is None else part.get("data-running", "")
    words = " ".join("".join(_runs(line)).split())
    shown = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN].rstrip()}…"
    return Stray(code, off_pt, _name(elements), shown, story)


def off_grid(folios: Sequence[str], pages: Sequence[Sequence[Stray]]) -> tuple[Finding, ...]:
    """Findings of the strays of pages with these folios, in order; those of one code and name are one finding."""
    kinds: dict[tuple[str, str], list[tuple[str, Stray]]] = {}
    for folio, strays in zip(folios, pages, strict=True):
        for each in strays:
            kinds.setdefault((each.code, each.name), []).append((folio, each))
    return tuple(_finding(some) for some in kinds.values())


def _finding(strays: Sequence[tuple[str, Stray]]) -> Finding:
    (folio, first), *others = strays
    said, remedy = SAID[first.code]
    off_pt = round(first.off_pt, 1)
    what = f"“{first.words}” ({first.name}) {said.format(off=abs(off_pt), way='below' if off_pt > 0 else 'above')}"
    if others:
        pages = len({page for page, _ in strays})
        what += f"; {len(others)} more of its kind, {f'on {pages} pages in all' if pages > 1 else 'on the same page'}"
    return Finding(first.code, ", ".join(filter(None, (f"page {folio}", first.story))), what, remedy)


def _path_to(line: Any, box: Any) -> list[Any]:
    """The boxes from one around a line down to it; empty where it is not in there."""
    if box is line:
        return [box]
    for child in getattr(box, "children", ()):
        path = _path_to(line, child)
        if path:
            return [box, *path]
    return []


def _name(elements: Sequence[Any]) -> str:
    own = elements[-1]
    around = next((each for each in reversed(elements) if each.tag == "blockquote"), None)
    return _selector(own) if around is None or around is own else f"{_selector(around)} {_selector(own)}"


def _selector(element: Any) -> str:
    return next((f".{name}" for name in sorted(element.get("class", "").split())), str(element.tag))


def _runs(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _runs(child)
