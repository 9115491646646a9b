"""Spans and styles: what they mean is said in elements and a few classes, the rest of them goes.

Enters: a tree with `span`s and blocks that carry the classes and styles of a site or word processor.
Leaves: `em`, `strong`, `sup`, `sub`, and `span` with a class of this module's table; blocks with "centered", "right" or
no class.  Never changes a letter, never keeps a font, a size or a colour.
"""

from __future__ import annotations

import re

from typeset.ledger import Ledger
from typeset.model import Element, local, new, unwrap, xhtml

# What a declaration or a class means, as the element or the span's class that says it.
_STYLES: tuple[tuple[re.Pattern[str], str, str | None], ...] = tuple(
    (re.compile(rf"(?:^|;)\s*{pattern}", re.IGNORECASE), tag, class_)
    for pattern, tag, class_ in (
        (r"font-style\s*:\s*(?:italic|oblique)", "em", None),
        (r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", "strong", None),
        (r"vertical-align\s*:\s*super", "sup", None),
        (r"vertical-align\s*:\s*sub", "sub", None),
        (r"text-decoration[a-z-]*\s*:[^;]*line-through", "span", "struck"),
        (r"text-decoration[a-z-]*\s*:[^;]*underline", "span", "underlined"),
        (r"font-variant[a-z-]*\s*:[^;]*small-caps", "span", "small-caps"),
    )
)
_CLASSES = {
    "italic": ("em", None), "italics": ("em", None), "bold": ("strong", None), "strike": ("span", "struck"),
    "strikethrough": ("span", "struck"), "underline": ("span", "underlined"), "smallcaps": ("span", "small-caps"),
    "struck": ("span", "struck"), "underlined": ("span", "underlined"), "small-caps": ("span", "small-caps"),
}  # fmt: skip

SPAN_CLASSES = frozenset({"struck", "underlined", "small-caps"})
BLOCK_CLASSES = frozenset({"centered", "right"})
_ALIGNED = frozenset({"p", "h1", "h2", "h3", "li", "dt", "dd", "td", "th"})


def spans(tree: Element, ledger: Ledger, language: str) -> Element:
    """Make the spans of a tree say what they mean; the tree is changed in place."""
    for span in list(tree.iter(xhtml("span"))):
        _set_meanings(span)
    for block in tree.iter():
        if local(block) in _ALIGNED:
            _keep_alignment(block)
    return tree


def _set_meanings(span: Element) -> None:
    """Put what a span holds into one element for each thing that it says, and take the span out."""
    meanings = _meanings(span)
    if meanings == [("span", span.get("class"))] and len(span.attrib) == 1:
        return
    point = span
    for tag, class_ in meanings:
        inner = new(tag, class_=class_) if class_ else new(tag)
        inner.text, point.text = point.text, None
        inner.extend(list(point))
        point.append(inner)
        point = inner
    unwrap(span)


def _meanings(span: Element) -> list[tuple[str, str | None]]:
    style = span.get("style", "")
    said = [(tag, class_) for pattern, tag, class_ in _STYLES if pattern.search(style)]
    said += [_CLASSES[name] for name in span.get("class", "").lower().split() if name in _CLASSES]
    return list(dict.fromkeys(said))


def _keep_alignment(block: Element) -> None:
    kept = next((name for name in block.get("class", "").split() if name in BLOCK_CLASSES), None)
    block.attrib.pop("style", "")
    if kept is None:
        block.attrib.pop("class", "")
    elif block.get("class") != kept:
        block.set("class", kept)
