"""A browser's tree becomes a raw story tree: blocks of the vocabulary, each with its number.

Enters: the `html` element of readers.html5.  Leaves: a `section` and the text of each block in it.
Never calls itself, however deep the source nests; never lets an address be fetched; loses no word but those of
scripts, form controls and embedded objects.

Blocks are counted as the command line's contract says: each block element that has text and contains no other block
element, and each run of text that stands loose beside blocks.  So a block ends wherever a block element starts or
ends, and inline elements that were open there (`<em><p>…</p><p>…</p></em>`) are opened anew in the next.
Pictures are no blocks: readers.pictures has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree import ElementTree

from typeset.illustrations import SeenPicture
from typeset.model import BLOCK, GAP, REGION, Element, local, new, text_of
from typeset.readers.containers import settle
from typeset.readers.decode import fit_for_xml
from typeset.readers.markup import (
    CONTAINERS,
    DROPPED,
    HOLDS,
    LEAVES,
    PRESERVED,
    SEPARATE,
    alignment_of,
    inline_of,
    tag_of,
)
from typeset.readers.pictures import SeenPictures
from typeset.readers.regions import Regions
from typeset.readers.space import fold, is_blank

# More nesting than a story has; what is deeper keeps its words and loses its frame.
_MOST_CONTAINERS = 8
_MOST_INLINES = 12

Step = tuple[Literal["start", "end", "text"], ElementTree.Element, str]


def convert(
    root: ElementTree.Element, regions: Regions, source: str
) -> tuple[Element, tuple[str, ...], tuple[SeenPicture, ...]]:
    """The raw tree of a parsed document, the text of every block in it in order, and the pictures of its story.

    source: the document's text.
    """
    flow = _Flow(SeenPictures(source))
    for kind, element, text in _steps(root):
        if kind == "text":
            flow.text(text)
        elif kind == "start":
            flow.region.append(regions.of(element, flow.region[-1]))
            flow.start(element)
        else:
            flow.end(element)
            flow.region.pop()
    flow.close_leaf()
    return flow.tree, tuple(flow.texts), tuple(flow.figures.found)


def _steps(root: ElementTree.Element) -> Iterator[Step]:
    """Starts, ends and runs of text in document order; elements that are no part of a text are passed over."""
    waiting: list[Step] = [("start", root, "")]
    while waiting:
        kind, element, text = waiting.pop()
        if kind != "start":
            yield kind, element, text
            continue
        if tag_of(element) in DROPPED:
            continue
        yield kind, element, text
        waiting.append(("end", element, ""))
        for child in reversed(element):
            if child.tail:
                waiting.append(("text", element, child.tail))
            waiting.append(("start", child, ""))
        if element.text:
            waiting.append(("text", element, element.text))


@dataclass(slots=True)
class _Frame:
    """A block element of the source that is open: what a run of text directly in it becomes."""

    leaf: str
    preserved: bool = False
    alignment: str | None = None
    filled: bool = False
    container: Element | None = None


@dataclass(slots=True)
class _Flow:
    """The raw tree while it grows."""

    figures: SeenPictures
    tree: Element = field(default_factory=lambda: new("section"))
    texts: list[str] = field(default_factory=list)
    region: list[str | None] = field(default_factory=lambda: [None])
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("p")])
    containers: list[Element] = field(default_factory=list)
    # Inline elements open in the source (None: one that says nothing here), and as far as they are open in the leaf.
    inlines: list[Element | None] = field(default_factory=list)
    opened: list[Element] = field(default_factory=list)
    leaf: Element | None = None
    # Line breaks since the last word in the leaf, and where the block that a leaf goes on with began.
    breaks: int = 0
    going_on: bool = False
    # Whether a rule came since the last block, and where the caption began that is open.
    ruled: bool = False
    caption_from: int = 0

    def start(self, element: ElementTree.Element) -> None:
        tag = tag_of(element)
        if tag == "br":
            self._break_line()
        elif tag == "img":
            if self.region[-1] is None:
                self.figures.see(element, self.ruled)
        elif tag == "hr":
            self.close_leaf()
            self._place_rule()
        elif tag in SEPARATE:
            self.close_leaf()
            if tag == "figure":
                self.figures.open_figure()
            elif tag == "figcaption":
                self.caption_from = len(self.texts)
            self._open_block(tag, element)
        else:
            self.inlines.append(self._fresh_inline(element))
            if tag == "q":
                self.text("“")

    def end(self, element: ElementTree.Element) -> None:
        tag = tag_of(element)
        if tag in ("br", "hr", "img"):
            return
        if tag == "q":
            self.text("”")
        if tag not in SEPARATE:
            self.inlines.pop()
            del self.opened[len(self.inlines) :]
            return
        self.close_leaf()
        if tag == "figure":
            self.figures.end_figure()
        elif tag == "figcaption":
            self.figures.end_caption(range(self.caption_from, len(self.texts)))
        frame = self.frames.pop()
        if tag == "p" and not frame.filled:
            self._place_gap(new("p"))
        if frame.container is not None:
            self.containers.pop()
            settle(frame.container)

    def text(self, text: str) -> None:
        text = fit_for_xml(text)
        self.figures.read(text)
        if self.leaf is None and not text.strip(" \t\n\r\f"):
            return
        frame = self.frames[-1]
        for number, line in enumerate(text.split("\n") if frame.preserved else [text]):
            if number:
                self._break_line()
            if line.strip():
                if self.breaks > 1 and frame.leaf == "p":
                    self._part_block()
                self.breaks = 0
            _append(self._inline_end(), line)

    def _break_line(self) -> None:
        self.figures.read("\n")
        self._inline_end().append(new("br"))
        self.breaks += 1

    def close_leaf(self) -> None:
        """End the run of text: give it its number, or make it the spacers that it is."""
        leaf, self.leaf = self.leaf, None
        going_on, self.going_on = self.going_on, False
        self.opened.clear()
        self.breaks = 0
        if leaf is None:
            if self.figures.end_run(len(self.texts), inline=False):
                self._place_rule()
            return
        if is_blank(leaf):
            parent, lines = leaf.getparent(), sum(1 for node in leaf.iter() if local(node) == "br")
            assert parent is not None
            parent.remove(leaf)
            if self.figures.end_run(len(self.texts), inline=False):
                self._place_rule()
                return
            for _ in range(max(1, min(lines, 9))):
                self._place_gap(new("p"))
            return
        fold(leaf)
        if going_on:
            self.texts[-1] += "\n\n" + text_of(leaf)
        else:
            self.texts.append(text_of(leaf))
            self.ruled = False
        leaf.set(BLOCK, str(len(self.texts) - 1))
        self.figures.end_run(len(self.texts) - 1, inline=True)

    def _part_block(self) -> None:
        """A block that doubled line breaks part goes on in a new paragraph, under the same number."""
        assert self.leaf is not None
        if is_blank(self.leaf):
            return
        spacers = self.breaks - 2
        self.close_leaf()
        self._inline_end()
        self.leaf.set(GAP, str(spacers))
        self.going_on = True

    def _open_block(self, tag: str, element: ElementTree.Element) -> None:
        outer = self.frames[-1]
        frame = _Frame(
            leaf=LEAVES.get(tag) or (outer.leaf if tag not in CONTAINERS else "p"),
            preserved=outer.preserved or tag in PRESERVED,
            alignment=alignment_of(element) or outer.alignment,
        )
        kept = CONTAINERS.get(tag)
        if kept and len(self.containers) < _MOST_CONTAINERS and self._may_hold(kept):
            frame.container = self._place(new(kept))
            self.containers.append(frame.container)
        self.frames.append(frame)

    def _may_hold(self, tag: str) -> bool:
        """Items and cells only where they belong; elsewhere their content is content of what they stand in."""
        parents = [parent for parent, children in HOLDS.items() if tag in children]
        return not parents or (bool(self.containers) and local(self.containers[-1]) in parents)

    def _inline_end(self) -> Element:
        """Where the next word goes: the leaf, begun if need be, within the inline elements that are open."""
        if self.leaf is None:
            frame = self.frames[-1]
            self.leaf = new(frame.leaf)
            if frame.alignment:
                self.leaf.set("class", frame.alignment)
            self._place(self.leaf)
        for entry in self.inlines[len(self.opened) :]:
            point = self.opened[-1] if self.opened else self.leaf
            if entry is not None:
                point.append(opened := new(local(entry), None, **{str(k): str(v) for k, v in entry.attrib.items()}))
                point = opened
            self.opened.append(point)
        return self.opened[-1] if self.opened else self.leaf

    def _fresh_inline(self, element: ElementTree.Element) -> Element | None:
        inline = inline_of(element)
        open_now = [entry for entry in self.inlines if entry is not None]
        if inline is None or len(open_now) >= _MOST_INLINES:
            return None
        said = any(entry.tag == inline.tag and entry.attrib == inline.attrib for entry in open_now)
        return None if said else inline

    def _place(self, block: Element) -> Element:
        """Append a block where the vocabulary allows it, in an item or cell of its own if it must be."""
        for frame in self.frames:
            frame.filled = True
        if self.region[-1]:
            block.set(REGION, self.region[-1])
        home = self.containers[-1] if self.containers else self.tree
        while local(block) not in (allowed := HOLDS.get(local(home), (local(block),))):
            implied = new(allowed[0])
            home.append(implied)
            home = implied
        home.append(block)
        return block

    def _place_rule(self) -> None:
        self._place_gap(new("hr", class_="scene-break"))
        self.ruled = True

    def _place_gap(self, block: Element) -> None:
        """A rule or a spacer says nothing between the items of a list or the cells of a table."""
        if not self.containers or local(self.containers[-1]) not in HOLDS:
            self._place(block)


def _append(point: Element, text: str) -> None:
    if len(point):
        point[-1].tail = (point[-1].tail or "") + text
    else:
        point.text = (point.text or "") + text
