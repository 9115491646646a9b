"""The flow of the printed page as the sheets make it: lines of type, and the white and rules between them.

Enters: a cascade over the specimen.  Leaves: `Line`s and `Edge`s from top to bottom, in points.  Never breaks a line or
a page, never judges.  CSS 2.2, §8 (boxes, margins that collapse), §10.8 (leading).

What stands beside the flow (floats, what is positioned) moves nothing in it and is passed over; of the cells of a row
the one with most white makes the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from typeset.checks.cascade import FROM_PARENT, Cascade, Winner
from typeset.checks.lengths import Units, number, points
from typeset.checks.specimen import Wrapped

# What is a block where no sheet says otherwise (HTML, §15.3).
BLOCKS = frozenset({
    "html", "body", "section", "header", "footer", "nav", "aside", "blockquote", "p", "h1", "h2", "h3", "hr", "ul",
    "ol", "li", "dl", "dt", "dd", "div", "figure", "figcaption", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
})  # fmt: skip
# What only the e-book has.
ON_SCREENS = frozenset({"cover", "thread", "about"})
# What takes an element out of the flow (CSS 2.2, §9.3).
OUT_OF_FLOW = {
    "display": frozenset({"none"}),
    "float": frozenset({"left", "right"}),
    "position": frozenset({"absolute", "fixed"}),
}
# Sizes by name: in points, or in those of the element around (CSS Fonts 4, §2.5).
NAMED_SIZES_PT = {"xx-small": 7.2, "x-small": 9.0, "small": 32 / 3, "medium": 12.0, "large": 14.4, "x-large": 18.0,
                  "xx-large": 24.0, "xxx-large": 36.0}  # fmt: skip
NAMED_SIZES_EM = {"smaller": 1 / 1.2, "larger": 1.2}
NAMED_WIDTHS_PT = {"thin": 0.75, "medium": 2.25, "thick": 3.75}


@dataclass(frozen=True, slots=True)
class Edge:
    """White, a rule or a fixed height in the flow: the property that makes it, and the declaration behind it."""

    name: str
    block: Wrapped
    height_pt: float
    winner: Winner | None

    @property
    def is_margin(self) -> bool:
        """Whether it is one with the margins next to it."""
        return self.name.startswith("margin")


@dataclass(frozen=True, slots=True)
class Line:
    """Lines of type in a block; inlines: the elements in them."""

    block: Wrapped
    inlines: tuple[Wrapped, ...]


@dataclass(frozen=True, slots=True)
class Leading:
    """How high a line is; height_pt is None where its face says so. factor: what is handed on, times the size."""

    height_pt: float | None
    factor: float | None
    winner: Winner | None


@dataclass(frozen=True, slots=True)
class Flow:
    """What a cascade makes of the flow. measure_pt: the width of the text, of which percentages are."""

    cascade: Cascade
    root: Wrapped
    measure_pt: float
    _sizes: dict[object, float] = field(default_factory=dict)
    _leadings: dict[object, Leading] = field(default_factory=dict)

    def parts(self, block: Wrapped) -> Iterator[Edge | Line]:
        """A block from its upper margin to its lower one."""
        yield from (self._edge(block, name) for name in ("margin-top", "border-top-width", "padding-top"))
        fixed = self._height(block, "height")
        if fixed:
            yield fixed
        else:
            yield from self._content(block, block)
            least, line_pt = self._height(block, "min-height"), self.leading(block).height_pt
            if least and line_pt and least.height_pt > line_pt:
                yield replace(least, height_pt=least.height_pt - line_pt)
        yield from (self._edge(block, name) for name in ("padding-bottom", "border-bottom-width", "margin-bottom"))

    def size_pt(self, element: Wrapped) -> float:
        """The size of an element's type."""
        key = element.etree_element
        if key not in self._sizes:
            self._sizes[key] = self._size_pt(element)
        return self._sizes[key]

    def _size_pt(self, element: Wrapped) -> float:
        winner, around_pt = self.cascade.winner(element, "font-size"), NAMED_SIZES_PT["medium"]
        units = Units(around_pt, around_pt, 0, 0, around_pt, self._custom_of(element))
        if element.parent is not None:
            around_pt = self.size_pt(element.parent)
            line_pt, root_pt = (self.leading(each).height_pt or 0 for each in (element.parent, self.root))
            sizes = (around_pt, self.size_pt(self.root), line_pt, root_pt, around_pt)
            units = Units(*sizes, self._custom_of(element))
        value = winner.value if winner and winner.value not in FROM_PARENT else "1em"
        named = NAMED_SIZES_PT.get(value) or NAMED_SIZES_EM.get(value, 0) * around_pt
        return named or points(value, units) or around_pt

    def leading(self, element: Wrapped) -> Leading:
        """The height of an element's lines."""
        key = element.etree_element
        if key not in self._leadings:
            self._leadings[key] = self._leading(element)
        return self._leadings[key]

    def _leading(self, element: Wrapped) -> Leading:
        winner, size_pt = self.cascade.winner(element, "line-height"), self.size_pt(element)
        around = self.leading(element.parent) if element.parent is not None else Leading(None, None, None)
        if winner is None or winner.value in FROM_PARENT:
            height_pt = around.height_pt if around.factor is None else around.factor * size_pt
            return Leading(height_pt, around.factor, around.winner)
        factor = number(winner.value)
        if factor is None:
            root_pt = self.leading(self.root).height_pt if element.parent is not None else None
            sizes = (size_pt, self.size_pt(self.root), around.height_pt or 0, root_pt or 0, size_pt)
            return Leading(points(winner.value, Units(*sizes, self._custom_of(element))), None, winner)
        return Leading(factor * size_pt, factor, winner)

    def shape(self, element: Wrapped) -> tuple[float, str, str]:
        """What makes a run of type stand out of its line's height: its size, its face, how far it is raised."""
        face: Winner | None = None
        at: Wrapped | None = element
        while at is not None and (face is None or face.value in FROM_PARENT):
            face, at = self.cascade.winner(at, "font-family"), at.parent
        raised = self.cascade.winner(element, "vertical-align")
        return round(self.size_pt(element), 4), face.value if face else "", raised.value if raised else "baseline"

    def _content(self, element: Wrapped, block: Wrapped) -> Iterator[Edge | Line]:
        """What an element holds; block: the one that its lines belong to, itself or around it."""
        if element.local_name == "tr":
            cells = [list(self.parts(cell)) for cell in element.iter_children()]
            yield from max(cells, key=lambda parts: sum(part.height_pt for part in parts if isinstance(part, Edge)))
            return
        inlines: list[Wrapped] = []
        has_text = bool((element.etree_element.text or "").strip())
        for child in element.iter_children():
            if self._is_in_flow(child):
                if self._holds_block(child):
                    if has_text:
                        yield Line(block, tuple(inlines))
                        inlines, has_text = [], False
                    yield from self.parts(child) if self._is_block(child) else self._content(child, block)
                else:
                    inlines += [each for each in child.iter_subtree() if self._is_in_flow(each)]
                    has_text = has_text or child.local_name != "br"
            has_text = has_text or bool((child.etree_element.tail or "").strip())
        if has_text:
            yield Line(block, tuple(inlines))

    def _is_in_flow(self, element: Wrapped) -> bool:
        if "hidden" in element.etree_element.attrib or element.classes & ON_SCREENS:
            return False
        said = {name: self.cascade.winner(element, name) for name in OUT_OF_FLOW}
        return not any(winner and winner.value in OUT_OF_FLOW[name] for name, winner in said.items())

    def _is_block(self, element: Wrapped) -> bool:
        display = self.cascade.winner(element, "display")
        return not display.value.startswith("inline") if display else element.local_name in BLOCKS

    def _holds_block(self, element: Wrapped) -> bool:
        return self._is_block(element) or any(
            self._holds_block(child) for child in element.iter_children() if self._is_in_flow(child)
        )

    def _edge(self, block: Wrapped, name: str) -> Edge:
        winner = self.cascade.winner(block, name)
        if not name.startswith("border"):
            return Edge(name, block, self._points(block, winner) or 0, winner)
        style = self.cascade.winner(block, name.replace("width", "style"))
        if style is None or style.value in {"none", "hidden"}:
            return Edge(name, block, 0, style)
        width_pt = NAMED_WIDTHS_PT.get(winner.value if winner else "medium") or self._points(block, winner)
        return Edge(name, block, (width_pt or 0) * self._share(block, name), winner or style)

    def _share(self, block: Wrapped, name: str) -> int:
        """Of two rules that fall on one another in a table the lower one counts (CSS 2.2, §17.6.2)."""
        table = next((up for up in reversed(block.ancestors) if up.local_name == "table"), None)
        if table is None or block.local_name not in {"td", "th"} or "bottom" in name:
            return 1
        collapse = self.cascade.winner(table, "border-collapse")
        return int(collapse is None or collapse.value != "collapse" or block.parent.previous is None)

    def _height(self, block: Wrapped, name: str) -> Edge | None:
        """A height that a sheet fixes; none where it is auto, a word or a part of one that is auto.

        A picture's is none of a sheet's: it is given a box of whole lines (`pdf.figures`).
        """
        winner = self.cascade.winner(block, name)
        fixed = winner is not None and not winner.value.endswith("%") and block.local_name != "img"
        height_pt = self._points(block, winner) if fixed else None
        return None if height_pt is None else Edge(name, block, height_pt, winner)

    def _points(self, element: Wrapped, winner: Winner | None) -> float | None:
        if winner is None or winner.value == "0":
            return None if winner is None else 0.0
        line_pt, root_pt = (self.leading(each).height_pt or 0 for each in (element, self.root))
        sizes = self.size_pt(element), self.size_pt(self.root)
        return points(winner.value, Units(*sizes, line_pt, root_pt, self.measure_pt, self._custom_of(element)))

    def _custom_of(self, element: Wrapped) -> Callable[[str], str | None]:
        around = [element, *reversed(element.ancestors)]

        def custom(name: str) -> str | None:
            found = (self.cascade.winner(each, name) for each in around)
            return next((winner.value for winner in found if winner), None)

        return custom
