"""Scene breaks: a line of white within a page, an ornament at its head or its foot.

Enters: a page that WeasyPrint has laid out.  Leaves: the same page, some of its ornaments gone.  Never moves anything.

White says that a scene ends where lines stand above and below it. At a page's head or foot nobody could tell it from
the margin, so there the mark stays, with a line of white towards the text (`pages`). A sheet lays the mark out always,
in one line; one that takes more than that line (print.css: beside a letter, which has white of its own) stays wherever
it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import PageBox

# A break higher than so many leadings has white of its own.
HIGHEST_LEADINGS = 1.5


def clear_breaks(page: PageBox) -> None:
    """Take the marks off the scene breaks of a page that have lines above and below them, in place."""
    from weasyprint.text.line_break import strut

    root = page.children[0]
    leading, _ = strut(root.style)
    flow = list(_flow(root))
    for break_ in flow[1:-1]:
        if _is_break(break_) and break_.margin_height() < HIGHEST_LEADINGS * leading:
            break_.children = []


def _is_break(box: Any) -> bool:
    return bool(box.element_tag == "hr")


def _flow(box: Any) -> Iterator[Any]:
    """The lines and the scene breaks in the flow of a page, from its head to its foot."""
    from weasyprint.formatting_structure.boxes import LineBox, ParentBox

    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if _is_break(child) or isinstance(child, LineBox):
            yield child
        elif isinstance(child, ParentBox):
            yield from _flow(child)
