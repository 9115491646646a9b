"""Small cuts on the inline content of a block, made without losing a word.

Enters: block elements of the vocabulary.  Leaves: new ones, or the same changed in place.  Never knows of letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from typeset.model import Element, local, new, text_of, unwrap

_QUOTES = str.maketrans({"'": "['’‘]", '"': '["“”]'})


def lines_of(block: Element) -> list[Element]:
    """A block parted at its `br`: a copy of it for each line that has text, inline elements carried on over the cut."""
    count = sum(1 for node in block.iter() if local(node) == "br")
    if not count:
        return [deepcopy(block)]
    parts = [_line(block, number) for number in range(count + 1)]
    return [part for part in parts if text_of(part).strip()] or [deepcopy(block)]


def join_lines(lines: list[Element]) -> Element:
    """The first of some lines with the others after it, a `br` before each."""
    first, *others = lines
    for line in others:
        mark = new("br")
        mark.tail = line.text
        first.append(mark)
        first.extend(list(line))
    return first


def part(block: Element, start: int, end: int) -> Element:
    """A copy of a block with the characters from `start` to `end` of its text, and no white space around them."""
    copy = deepcopy(block)
    at = 0

    def within(text: str) -> str:
        nonlocal at
        at += len(text)
        return text[max(0, start - at + len(text)) : max(0, end - at + len(text))]

    _rewrite(copy, within)
    for empty in [node for node in copy.iter() if node is not copy and not len(node) and not node.text]:
        unwrap(empty)
    _trim(copy)
    return copy


def unwrap_emphasis(block: Element) -> None:
    """Take the `em` and `i` that hold all the text of a block off it, in place; the words stay."""
    size = _letters(block)
    while (
        whole := next((e for e in block.iter() if local(e) in ("em", "i") and _letters(e) == size), None)
    ) is not None:
        unwrap(whole)
    marks = [element for element in block.iter() if local(element) in ("em", "i")]
    if size and marks and sum(_letters(mark) for mark in marks if not _inside(mark, marks)) == size:
        for mark in marks:
            unwrap(mark)
    _trim(block)


def wrap_words(block: Element, words: str, wrapper: Element) -> bool:
    """Put the first place where a block's text has the words, in one piece, into a wrapper; answers whether it did."""
    pattern = re.compile(r"(?<![^\W_])" + re.escape(words).translate(_QUOTES) + r"(?![^\W_])")
    for node in block.iter():
        for where in ("text", "tail"):
            text = getattr(node, where) if local(node) and (where == "text" or node is not block) else None
            seen = pattern.search(text) if text else None
            if not text or not seen:
                continue
            wrapper.text, wrapper.tail = seen[0], text[seen.end() :]
            setattr(node, where, text[: seen.start()])
            if where == "text":
                node.insert(0, wrapper)
            else:
                _insert_after(node, wrapper)
            return True
    return False


def wrap(block: Element, start: int, end: int, wrapper: Element) -> bool:
    """Put text_of(block)[start:end], which is not empty, into a wrapper; answers whether it did.

    What begins within one inline element and ends within another has no such place, and stays as it was.
    """
    opens, closes = new("span"), new("span")
    _insert_mark(block, start, opens)
    _insert_mark(block, end, closes)
    _lift(opens, closes, block)
    parent = closes.getparent()
    inside = parent is not None and opens.getparent() is parent
    if parent is not None and inside:
        parent.insert(parent.index(opens), wrapper)
        wrapper.text, opens.tail = opens.tail, None
        for node in list(parent)[parent.index(opens) + 1 : parent.index(closes)]:
            wrapper.append(node)
    unwrap(opens)
    unwrap(closes)
    return inside


def _insert_mark(block: Element, at: int, mark: Element) -> None:
    """Put an empty element where a block's text has had `at` characters, in place."""
    for event, node in list(etree.iterwalk(block, events=("start", "end", "comment", "pi"))):
        at -= event == "start" and local(node) == "br"
        where = "text" if event == "start" else "tail"
        text = (getattr(node, where) or "") if event == "start" or node is not block else ""
        if at > len(text) or not text:
            at -= len(text)
            continue
        if where == "text":
            node.text, mark.tail = text[:at], text[at:]
            node.insert(0, mark)
        else:
            _insert_after(node, mark)
            node.tail, mark.tail = text[:at], text[at:]
        return
    raise ValueError("a place beyond the block's text")


def _lift(opens: Element, closes: Element, block: Element) -> None:
    """Move two marks out of the inline elements that begin with the first or end with the second, until they meet."""
    while (up := opens.getparent()) is not None and up is not block and closes.getparent() is not up:
        if up.text or up[0] is not opens or any(each is up for each in closes.iterancestors()):
            break
        up.text, opens.tail = opens.tail, None
        up.addprevious(opens)
    while (up := closes.getparent()) is not None and up is not block and opens.getparent() is not up:
        if closes.tail or up[-1] is not closes:
            break
        _insert_after(up, closes)
        up.tail, closes.tail = None, up.tail


def _line(block: Element, number: int) -> Element:
    copy = deepcopy(block)
    at = 0
    for event, node in list(etree.iterwalk(copy, events=("start", "end"))):
        if event == "start":
            if local(node) == "br":
                at += 1
            if at != number and node.text:
                node.text = None
        elif node is not copy and at != number and node.tail:
            node.tail = None
    for mark in [node for node in copy.iter() if local(node) == "br"]:
        unwrap(mark)
    for empty in [
        node
        for node in copy.iter()
        if node is not copy and local(node) not in ("img",) and not len(node) and not node.text
    ]:
        unwrap(empty)
    _trim(copy)
    return copy


def _trim(block: Element) -> None:
    """No white space at a block's head and foot."""
    if block.text and not block.text.strip():
        block.text = block.text.strip()
    if block.text:
        block.text = block.text.lstrip()
    elif len(block) and block[0].text:
        block[0].text = block[0].text.lstrip()
    last = block[-1] if len(block) else None
    if last is not None and last.tail:
        last.tail = last.tail.rstrip() or None
    elif last is None and block.text:
        block.text = block.text.rstrip()
    elif last is not None and not last.tail and last.text and not len(last):
        last.text = last.text.rstrip()


def _rewrite(block: Element, change: Callable[[str], str]) -> None:
    """Change each run of a block's text, in order, in place."""
    for event, node in list(etree.iterwalk(block, events=("start", "end"))):
        if event == "start" and node.text and local(node):
            node.text = change(node.text)
        elif event == "end" and node is not block and node.tail:
            node.tail = change(node.tail)


def _letters(element: Element) -> int:
    return sum(map(str.isalnum, text_of(element)))


def _inside(mark: Element, marks: list[Element]) -> bool:
    return any(other is not mark and other in set(_ancestors(mark)) for other in marks)


def _ancestors(element: Element) -> Iterator[Element]:
    return (each for each in element.iterancestors())


def _insert_after(node: Element, added: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        tail, added.tail = added.tail, None
        after = node.tail
        parent.insert(parent.index(node) + 1, added)
        node.tail, added.tail = after, tail
