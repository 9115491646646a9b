"""Emphasis as it is typed: *this*, _this_, **this**, ***this***.

Enters: a tree made of plain text.  Leaves: the same tree with `em` and `strong` for those marks.  Never touches a
lone asterisk, a footnote's, a product, snake_case, an ornament, or a mark that nothing closes.

It is the first pass over pasted text and over no other: an archive's HTML says its emphasis in tags.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from typeset.ledger import Ledger
from typeset.model import Element, new
from typeset.passes.flow import leaf_blocks
from typeset.passes.scene_breaks import is_ornament

_RUN = re.compile(r"(?<![*\\])\*{1,3}(?!\*)|(?<![_\\])_{1,3}(?!_)")
_TAGS = {1: ("em",), 2: ("strong",), 3: ("em", "strong")}


class _Span(NamedTuple):
    """An emphasis: where its first mark begins and its last mark ends, and how many characters a mark has."""

    start: int
    end: int
    width: int


def markup(tree: Element, ledger: Ledger, language: str) -> Element:
    """Make elements of the marks in every block; the tree is changed in place."""
    for block in leaf_blocks(tree):
        text = block.text or ""
        if len(block) or ("*" not in text and "_" not in text) or is_ornament(text):
            continue
        spans = _spans(text)
        if spans:
            _set(block, text, spans)
    return tree


def _spans(text: str) -> list[_Span]:
    """The emphases of a text, each inside or beside the others, in order of their first mark."""
    found: list[_Span] = []
    opened: dict[str, int] = {}
    for match in _RUN.finditer(text):
        mark, start, end = match[0], match.start(), match.end()
        if mark in opened and _can_close(text, start, end) and _has_words(text[opened[mark] + len(mark) : start]):
            first = opened.pop(mark)
            found.append(_Span(first, end, len(mark)))
            opened = {other: at for other, at in opened.items() if at < first}
        elif _can_open(text, start, end):
            opened[mark] = start
    return sorted(found)


def _can_open(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(after) and not after.isspace() and not (before.isalnum() or before == "_")


def _can_close(text: str, start: int, end: int) -> bool:
    return not text[start - 1].isspace() and not (text[end : end + 1].isalnum() or text[end : end + 1] == "_")


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _set(block: Element, text: str, spans: list[_Span]) -> None:
    """Write a text into its block anew, with elements for its spans."""
    block.text = None
    pen = _Pen(block)
    at = 0
    for place, span in sorted([(s.start, s) for s in spans] + [(s.end, s) for s in spans]):
        if place == span.start:
            pen.write(text[at:place])
            at = place + span.width
            for tag in _TAGS[span.width]:
                pen.open(tag)
        else:
            pen.write(text[at : place - span.width])
            at = place
            for _ in _TAGS[span.width]:
                pen.close()
    pen.write(text[at:])


class _Pen:
    """Where the next words of a block go: into the open element, or after its last child."""

    def __init__(self, block: Element) -> None:
        self._open: list[Element] = [block]
        self._last: Element | None = None

    def open(self, tag: str) -> None:
        """Begin an element."""
        child = new(tag)
        self._open[-1].append(child)
        self._open.append(child)
        self._last = None

    def close(self) -> None:
        """End the element that was begun last."""
        self._last = self._open.pop()

    def write(self, text: str) -> None:
        """Add words."""
        if self._last is None:
            self._open[-1].text = (self._open[-1].text or "") + text or None
        else:
            self._last.tail = (self._last.tail or "") + text or None
