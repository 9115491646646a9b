"""Painting a page so that each run of its content says what it is: a mark of the structure tree, or an artifact.

Enters: a page that WeasyPrint has laid out, the marks of its boxes.  Leaves: a content stream.  Never moves a box.

WeasyPrint paints a page by `Page.paint`, and tells its stream what a run of content is by `Stream.marked` and
`Stream.artifact`; tests/pdf/test_screen.py fails clearly where a new version has them no more. Nothing of its own
tagging is used: it begins each element anew on each page (`pdf.screen.structure`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure.boxes import MarginBox, TextBox
from weasyprint.pdf.stream import Stream

from typeset.pdf.screen.structure import Mark
from typeset.pdf.screen.threads import Arrow

# What stands in the margins is furniture (ISO 32000-1, 14.8.2.2.2, tables 330 and 331).
HEADER = {"Type": "/Pagination", "Subtype": "/Header", "Attached": pydyf.Array(["/Top"])}
FOOTER = {"Type": "/Pagination", "Subtype": "/Footer", "Attached": pydyf.Array(["/Bottom"])}
ASIDE = {"Type": "/Pagination"}


class ScreenPage(Page):  # type: ignore[misc]
    """A page of the screen PDF: one of the print edition as it was laid out, cut to its trim, its content marked.

    marks: by box, those of the whole document.  arrows: drawn beside its letters.
    """

    def __init__(self, page_box: Any) -> None:
        super().__init__(page_box)
        self.bleed: dict[str, float] = dict.fromkeys(("top", "right", "bottom", "left"), 0)
        self.marks: Mapping[Any, Mark] = {}
        self.arrows: Sequence[Arrow] = ()
        self.stream: Stream | None = None

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the page, its marks noting where they are."""
        stream.__class__ = MarkedStream
        stream.marks, stream.count = self.marks, 0
        stream.furniture = {text: kind for box, kind in self._margins() for text in _texts(box)}
        self.stream = stream
        super().paint(stream, scale)
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for arrow in self.arrows:
                with stream.marking(arrow.mark, "Span"):
                    arrow.draw(stream)

    def _margins(self) -> Iterator[tuple[Any, dict[str, Any]]]:
        """The boxes in the page's margins, and what kind of furniture they are."""
        for box in self._page_box.children:
            if isinstance(box, MarginBox):
                edge = box.at_keyword.removeprefix("@").partition("-")[0]
                yield box, {"top": HEADER, "bottom": FOOTER}.get(edge, ASIDE)


class MarkedStream(Stream):  # type: ignore[misc]
    """A content stream whose runs are marks or artifacts, and whose black is black on a screen.

    is_heard: that planned lines say how they end (`pdf.lines`).  count: of marks in it.  furniture: of text boxes.
    """

    is_heard = True
    marks: Mapping[Any, Mark]
    furniture: Mapping[Any, dict[str, Any]]
    count: int

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """As WeasyPrint's; a box without a mark is an artifact."""
        mark = self.marks.get(box)
        with self.marking(mark, tag) if mark else self.artifact(self.furniture.get(box)):
            yield

    @contextmanager
    def marking(self, mark: Mark, tag: str) -> Iterator[None]:
        """Paint a mark, which notes where it is."""
        properties = pydyf.Dictionary({"MCID": self.count})
        if mark.said is not None:
            properties["ActualText"] = pydyf.String(mark.said)
        mark.painted = self, self.count
        self.count += 1
        self.begin_marked_content(tag, properties)
        try:
            yield
        finally:
            self.end_marked_content()

    @contextmanager
    def artifact(self, kind: Mapping[str, Any] | None = None) -> Iterator[None]:
        """As WeasyPrint's; kind: of furniture."""
        self.begin_marked_content("Artifact", pydyf.Dictionary(kind) if kind else None)
        try:
            yield
        finally:
            self.end_marked_content()

    def set_color(self, color: Any, stroke: bool = False) -> None:
        """As WeasyPrint's; ink of black alone is a gray, which no viewer converts by a press's profile."""
        if color.space != "device-cmyk" or any(color.coordinates[:3]):
            super().set_color(color, stroke)
            return
        black = color.coordinates[3]
        self.set_alpha(color.alpha, stroke)
        name = "_current_color_stroke" if stroke else "_current_color"
        if getattr(self, name) != ("gray", black):
            setattr(self, name, ("gray", black))
            self.set_color_space("DeviceGray", stroke)
            self.set_color_special(None, stroke, 1 - black)

    def clone(self, **changes: Any) -> Stream:
        """A stream of a group or a pattern, with marks of its own."""
        made = super().clone(**changes)
        made.__class__ = MarkedStream
        made.marks, made.furniture, made.count = self.marks, self.furniture, 0
        return made


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes in a box of a margin."""
    if isinstance(box, TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)
