"""The structure tree of a laid-out book: what is read, in the order in which it is read, and what it is.

Enters: pages that WeasyPrint has laid out.  Leaves: a tree of nodes whose leaves are marks, one for each run of text
and each picture; which box has which mark.  Never paints, never writes an object of a PDF.

An element has one node, however many pages and lines its boxes are on: WeasyPrint's own tags begin a new paragraph,
and a new letter, at each page. Running heads, folios, leaders and ornaments have no marks and are artifacts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from typeset.pdf.screen.roles import HEADINGS, LISTS_OF_PLACES, UNSEEN, classes_of, is_ornament, said_whole, types_of

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import PageBox

    from typeset.pdf.lines.drawing import Drawing

PT_PER_PX = 0.75
SOFT_HYPHEN = "\xad"
# Capitals and small letters have one glyph in these, so their glyphs do not tell which of them was written.
CAPITALS_OF_ONE_SIZE = frozenset({"all-small-caps", "all-petite-caps"})
# A line that ends in one of these goes on without a space.
JOINING = ("-", "\u2010", "\u2013", "\u2014", "/")
# CSS Lists 3 → ISO 32000-1, table 347; any other marker is none that could be counted on from.
NUMBERINGS = {
    "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal", "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha", "upper-alpha": "UpperAlpha",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class Mark:
    """A run of content on a page (counted from 0), and where it was painted: its stream and number there (MCID).

    said: its words, where its glyphs do not say them.
    """

    page: int
    said: str | None = None
    painted: tuple[Any, int] | None = None


@dataclass(eq=False, slots=True)
class Aim:
    """An annotation that leads on from a link: its page, the box whose `link_annotation` it is, what it is called."""

    page: int
    box: Any
    told: str


@dataclass(eq=False, slots=True)
class Node:
    """A structure element.

    name: what it is called (/T).  said: its words, in place of those in it (/ActualText).  described: what a picture
    shows (/Alt).  attributes: values by name, by owner ({"Table": {"ColSpan": 2}}).
    """

    type: str
    parent: Node | None = None
    language: str | None = None
    kids: list[Node | Mark | Aim] = field(default_factory=list)
    name: str | None = None
    said: str | None = None
    described: str | None = None
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    lists_places: bool = False

    def add(self, type_: str) -> Node:
        """A new node at the end of this one, in its language."""
        node = Node(type_, self, self.language, lists_places=self.lists_places)
        self.kids.append(node)
        return node


class Structure:
    """The tree of a document, which grows page by page.

    root: its Document.  marks: of boxes with content; a box without one is an artifact.  nodes: by element and name.
    undescribed: how many pictures have no text alternative.
    """

    def __init__(self, language: str | None, links: Collection[Any]) -> None:
        """links: the elements from which a link leads on."""
        self.root = Node("Document", language=language)
        self.marks: dict[Any, Mark] = {}
        self.nodes: dict[tuple[Any, str], Node] = {}
        self.undescribed = 0
        self._links = links
        self._level = 0
        self._heads: dict[Any, int] = {}

    def read(self, page: PageBox, number: int) -> None:
        """Add what is on a page, counted from 0; pages come in order."""
        from weasyprint.formatting_structure.boxes import MarginBox

        for child in page.children:
            if not isinstance(child, MarginBox):
                self._read(child, self.root, number, page)

    def node_of(self, element: Any) -> Node | None:
        """The node of an element, or of what its words belong to; None before it is read."""
        return self.nodes.get((element, element.tag))

    def _read(self, box: Any, around: Node, number: int, page: PageBox) -> None:
        from weasyprint.formatting_structure import boxes

        box = box if isinstance(box, boxes.Box) else box._box  # a placeholder stands where a positioned box was
        element, name, node = box.element, box.element_tag, around
        if element is not None:
            if getattr(box, "is_leader", False) or is_ornament(element, name):
                return
            if name == "thead" and self._heads.setdefault(element, number) != number:
                return  # a table's head is repeated on each of its pages, and said once
            if (element, name) not in self.nodes:
                self.nodes[element, name] = self._node(box, around, page)
            node = self.nodes[element, name]
        if isinstance(box, boxes.TextBox):
            self._mark(box, node, number, _said(box))
        elif isinstance(box, boxes.ReplacedBox):
            if element.get("role") != "presentation":
                self._mark(box, node, number)
        else:
            for child in box.children:
                self._read(child, node, number, page)
            if isinstance(box, boxes.LineBox):
                self._end_line(box)
            elif box.style.specified["position"] == "absolute":
                self._part(box)

    def _mark(self, box: Any, node: Node, number: int, said: str | None = None) -> None:
        mark = self.marks[box] = Mark(number, said)
        node.kids.append(mark)

    def _part(self, box: Any) -> None:
        """Part the words of a box that stands apart from those that follow: the space between them collapsed."""
        last = next((text for text in reversed(list(_texts(box))) if text in self.marks), None)
        if last is not None:
            self.marks[last].said = (self.marks[last].said or last.text.translate(UNSEEN)).rstrip(" ") + " "

    def _end_line(self, line: Any) -> None:
        """Part the last word of a line from the next line's, or join the halves of one, where its glyphs do not.

        Planned lines (`pdf.lines`) have a space or a soft hyphen of their own there.
        """
        if getattr(line, "resume_at", None) is None:
            return
        last = next((box for box in reversed(list(_texts(line))) if box in self.marks), None)
        if last is None or "typeset_drawing" in last.__dict__:
            return
        text = (self.marks[last].said or last.text.translate(UNSEEN)).rstrip(" ")
        hyphen = last.style["hyphenate_character"]
        if last.style["hyphens"] != "none" and hyphen and text.endswith(hyphen):
            self.marks[last].said = text.removesuffix(hyphen) + SOFT_HYPHEN
        elif not text.endswith(JOINING):
            self.marks[last].said = f"{text} "

    def _node(self, box: Any, around: Node, page: PageBox) -> Node:
        """A new node for an element's first box; the one around it where it has no type."""
        from weasyprint.formatting_structure.boxes import InlineLevelBox

        element, name, language = box.element, box.element_tag, box.style["lang"]
        types = types_of(
            element, name, around.type, in_list_of_places=around.lists_places, is_link=element in self._links
        )
        if not types and language not in (None, around.language):
            types = ("Span",) if isinstance(box, InlineLevelBox) else ("Div",)
        node = around
        if name == "dd" and (entry := _term_above(around)):
            node, types = entry, types[1:]
        for type_ in types:
            node = node.add(self._in_order(type_))
        if node.type == "Lbl" and around.type == "LBody" and around.parent is not None:
            # A marker is made in its item's text, and labels the item.
            around.kids.remove(node)
            around.parent.kids.insert(0, node)
            node.parent = around.parent
        if node is not around:
            self._describe(node, box, page)
            node.language = language or around.language
        return node

    def _in_order(self, type_: str) -> str:
        """A type; a heading at most one level below the last (ISO 14289-1, 7.4.2)."""
        if type_ not in HEADINGS:
            return type_
        self._level = min(HEADINGS.index(type_), self._level) + 1
        return HEADINGS[self._level - 1]

    def _describe(self, node: Node, box: Any, page: PageBox) -> None:
        """Give a new node its names and attributes."""
        element = box.element
        node.name = element.get("aria-label") if node.type in {"BlockQuote", "Sect"} else None
        node.said = said_whole(element) if node.type == "Span" else None
        node.lists_places = node.lists_places or (
            node.type == "Sect" and not LISTS_OF_PLACES.isdisjoint(classes_of(element))
        )
        if node.type == "L" and element.tag != "dl":
            node.attributes["List"] = {"ListNumbering": f"/{NUMBERINGS.get(box.style['list_style_type'], 'None')}"}
        elif node.type in {"TH", "TD"}:
            node.attributes["Table"] = _cell(box, node)
        elif node.type == "Figure" and element.get("role") != "presentation":
            node.described = element.get("alt") or element.get("aria-label")
            self.undescribed += not node.described
            node.attributes["Layout"] = {"Placement": "/Block", "BBox": _rectangle(box, page)}


def _term_above(list_: Node) -> Node | None:
    """The last entry of a list of terms, where it has no description yet."""
    entry = list_.kids[-1] if list_.kids else None
    return entry if isinstance(entry, Node) and entry.type == "LI" and len(entry.kids) == 1 else None


def _cell(box: Any, node: Node) -> dict[str, Any]:
    """The attributes of a cell; a heading in the first row or in a head is of its column, any other of its row."""
    spans = {"ColSpan": getattr(box, "colspan", 1), "RowSpan": getattr(box, "rowspan", 1)}
    attributes: dict[str, Any] = {name: count for name, count in spans.items() if count != 1}
    if node.type == "TH":
        row = node.parent
        group = row.parent if row else None
        scope = box.element.get("scope")
        is_head = group is not None and (group.type == "THead" or group.kids[0] is row)
        of_column = scope in {"col", "colgroup"} if scope else is_head
        attributes["Scope"] = "/Column" if of_column else "/Row"
    return attributes


def _rectangle(box: Any, page: PageBox) -> tuple[float, ...]:
    """Where a box stands, in points from the page's lower left corner: left, bottom, right, top."""
    x, y, height = box.content_box_x(), box.content_box_y(), page.margin_height()
    edges = x, height - y - box.height, x + box.width, height - y
    return tuple(round(edge * PT_PER_PX, 2) for edge in edges)


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes in a box, in order."""
    from weasyprint.formatting_structure.boxes import Box, TextBox

    box = box if isinstance(box, Box) else box._box
    if isinstance(box, TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _said(box: Any) -> str | None:
    """The words of a text box where its glyphs do not say them, else None."""
    if box.style["font_variant_caps"] not in CAPITALS_OF_ONE_SIZE:
        return None
    text: str = box.text.translate(UNSEEN)
    drawing: Drawing | None = box.__dict__.get("typeset_drawing")
    if drawing is None:
        return text
    return (text.removesuffix(drawing.face.hyphen) if drawing.ending == SOFT_HYPHEN else text) + drawing.ending
