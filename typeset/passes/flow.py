"""The running text of a block, over the borders of its inline elements.

Enters: a leaf block.  Leaves: the same block with characters changed, put in or taken out where a pattern says.
Never changes an element, and never touches text inside `code` or an address of the network or of mail.

Typography is a matter of the line as it is read: in `"<em>Dear</em>"` the second mark comes after a letter.  So a
pass sees one string for the block, and what it changes is written back to the text or tail that it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from typeset.model import BLOCK, LEAF_BLOCKS, Element, local, xhtml

_LEAF_TAGS = tuple(xhtml(tag) for tag in sorted(LEAF_BLOCKS))
_BLOCK_TAGS = frozenset(_LEAF_TAGS) | {
    xhtml(tag)
    for tag in ("section", "blockquote", "aside", "ul", "ol", "dl", "table", "tr", "figure", "hr", "header", "footer")
}
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w/.:?#@!$&()*+,;=%~-]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]*\w")
# What an element that is not text looks like to a pattern: a line's end, and a thing.
BREAK, _OBJECT = "\u2028", "\ufffc"

# Characters that show nothing and mean nothing here: zero-width space, word joiner, byte order mark, soft hyphen.
UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]+")


class Edit(NamedTuple):
    """Put `text` in place of the characters from `start` up to `end`; an insertion has them equal."""

    start: int
    end: int
    text: str


class _Slot(NamedTuple):
    """One text or tail: of which element, how deep, and whether it may be changed."""

    element: Element
    tail: bool
    depth: int
    start: int
    text: str
    open: bool


class Flow:
    """A leaf block's running text; `br` reads as U+2028, an image as U+FFFC."""

    def __init__(self, block: Element) -> None:
        self.block = block
        self._slots: list[_Slot] = []
        self._read()

    def _read(self) -> None:
        if not len(self.block):
            self.text = self.block.text or ""
            self._slots = [_Slot(self.block, False, 0, 0, self.text, True)]
            return
        self._slots = list(_slots(self.block))
        self.text = "".join(slot.text for slot in self._slots)

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str | None]) -> None:
        """Replace each match; a callable may answer None to leave one as it is.  The text is taken literally."""
        edits = []
        for match in pattern.finditer(self.text):
            text = replacement if isinstance(replacement, str) else replacement(match)
            if text is not None and text != match[0]:
                edits.append(Edit(match.start(), match.end(), text))
        self.apply(edits)

    def apply(self, edits: Iterable[Edit]) -> list[Edit]:
        """Carry out edits, which are in order and do not overlap; those that may be are returned."""
        done: list[Edit] = []
        pieces: dict[int, list[Edit]] = {}
        starts = [slot.start for slot in self._slots]
        for edit in _outside(edits, self._addresses()):
            placed = list(self._placed(edit, starts))
            for index, piece in placed:
                pieces.setdefault(index, []).append(piece)
            if placed:
                done.append(edit)
        for index, changes in pieces.items():
            _write(self._slots[index], changes)
        if done:
            self._read()
        return done

    def _addresses(self) -> list[tuple[int, int]]:
        """Where an address begins and ends; a full stop or a quotation mark after it is none of it."""
        if "://" not in self.text and "www." not in self.text and "@" not in self.text:
            return []
        found = _ADDRESS.finditer(self.text)
        return [(m.start(), m.start() + len(m[0].rstrip(".,;:!?\"'”’)"))) for m in found]

    def _placed(self, edit: Edit, starts: list[int]) -> Iterator[tuple[int, Edit]]:
        """The parts of an edit, by the slots that they fall into; none where a part may not be changed."""
        if edit.start == edit.end:
            last = bisect_right(starts, edit.start)
            first = max(bisect_left(starts, edit.start) - 1, 0)
            touching = [index for index in range(first, last) if self._slots[index].open]
            if touching:
                yield min(touching, key=lambda index: self._slots[index].depth), edit
            return
        first = bisect_right(starts, edit.start) - 1
        last = bisect_right(starts, edit.end - 1) - 1
        if not all(slot.open or not slot.text for slot in self._slots[first : last + 1]):
            return
        text = edit.text
        for index in range(first, last + 1):
            slot = self._slots[index]
            if slot.text:
                end = slot.start + len(slot.text)
                yield index, Edit(max(edit.start, slot.start), min(edit.end, end), text)
                text = ""


def _outside(edits: Iterable[Edit], addresses: list[tuple[int, int]]) -> Iterator[Edit]:
    """The edits that change nothing within an address; both are in order."""
    index = 0
    for edit in edits:
        while index < len(addresses) and addresses[index][1] <= edit.start:
            index += 1
        if index == len(addresses) or addresses[index][0] >= edit.end:
            yield edit


def _slots(block: Element) -> Iterator[_Slot]:
    depth = at = 0
    code: Element | None = None
    for event, node in etree.iterwalk(block, events=("start", "end")):
        name = local(node)
        if event == "start":
            if name in ("br", "img"):
                yield _Slot(node, False, depth, at, BREAK if name == "br" else _OBJECT, False)
                at += 1
                continue
            if name == "code" and code is None:
                code = node
            text = node.text or ""
            yield _Slot(node, False, depth, at, text, code is None)
            at += len(text)
            depth += 1
        elif node is not block:
            if name not in ("br", "img"):
                depth -= 1
            if node is code:
                code = None
            text = node.tail or ""
            yield _Slot(node, True, depth - 1, at, text, code is None)
            at += len(text)


def _write(slot: _Slot, changes: list[Edit]) -> None:
    parts = []
    at = slot.start
    for change in changes:
        parts += [slot.text[at - slot.start : change.start - slot.start], change.text]
        at = change.end
    text = "".join(parts) + slot.text[at - slot.start :]
    if slot.tail:
        slot.element.tail = text or None
    else:
        slot.element.text = text or None


def leaf_blocks(tree: Element) -> Iterator[Element]:
    """The blocks that hold running text and no other block, in document order."""
    for element in tree.iter(*_LEAF_TAGS):
        if not any(child.tag in _BLOCK_TAGS for child in element):
            yield element


def flows(tree: Element, marks: str) -> Iterator[Flow]:
    """The running texts that hold at least one of the characters in `marks`."""
    wanted = re.compile(f"[{re.escape(marks)}]").search
    for block in leaf_blocks(tree):
        if len(block):
            flow = Flow(block)
            if wanted(flow.text):
                yield flow
        elif block.text and wanted(block.text):
            yield Flow(block)


def block_number(element: Element) -> int:
    """The (first) source block that an element's words came from."""
    node: Element | None = element
    while node is not None and node.get(BLOCK) is None:
        node = node.getparent()
    return int((node.get(BLOCK) or "0").partition("-")[0]) if node is not None else 0
