"""Words painted in the order in which they are read, so that search, copying and reading aloud have them right.

Enters: a page that WeasyPrint has laid out.  Leaves: the same page.  Never moves anything.

CSS paints floats before, and what is positioned after, all the text around (CSS 2.2, appendix E). For an initial or
the time of a message that puts a letter at the page's start, or a number at its end. How they got to their place no
longer matters once the page is laid out, so they become inline blocks, which are painted with their line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import PageBox


def paint_in_order(page: PageBox) -> None:
    """Make floats and absolutely positioned boxes within lines part of their lines, in place."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox

    for box in list(page.children[0].descendants(placeholders=True)):
        if isinstance(box, (LineBox, InlineBox)):
            box.children = [_in_line(child) for child in box.children]


def _in_line(child: Any) -> Any:
    from weasyprint.formatting_structure.boxes import BlockBox, InlineBlockBox
    from weasyprint.layout.absolute import AbsolutePlaceholder

    box = child._box if isinstance(child, AbsolutePlaceholder) else child
    lifted = box.is_floated() or box.is_absolutely_positioned()
    if not lifted or type(box) is not BlockBox:
        return child
    box.style = box.style.copy()
    box.style["float"], box.style["position"] = "none", "static"
    box.__class__ = InlineBlockBox
    return box
