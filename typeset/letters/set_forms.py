"""The parts of a form set into the tree: an email's fields as a list of terms, a chat as a list of who says what.

Enters: the blocks of one letter.  Leaves: new elements.  Never drops a letter or a digit: only the marks that the
setting says better (brackets round a time, the colon after a name) go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from typeset.letters import grammars, surgery
from typeset.letters.grammars.chats import bare_names
from typeset.letters.grammars.emails import line_roles
from typeset.letters.terms import FIELD_TYPES, SPEAKER_TYPE
from typeset.letters.view import plain
from typeset.model import BLOCK, EPUB_TYPE, Element, Role, block_numbers, new, text_of, xhtml

_EDGES = " \u00a0\n\t"


def mail_parts(lines: Sequence[Element]) -> list[tuple[Element, Role]]:
    """The lines of a block that begins with a mail's fields, joined where they have one role."""
    named = line_roles([plain(text_of(line)) for line in lines])
    parts: list[tuple[Role, list[Element]]] = []
    for line, role in zip(lines, named, strict=True):
        if parts and parts[-1][0] == role:
            parts[-1][1].append(line)
        else:
            parts.append((role, [line]))
    return [(surgery.join_lines(some), role) for role, some in parts]


def headed(quotation: Element) -> frozenset[int]:
    """The source blocks of a mail whose first line, or second below a rule, is a field."""
    blocks = [child for child in quotation if child.get(BLOCK) is not None and _has_fields(child)]
    return frozenset(block_numbers(block)[0] for block in blocks)


def own_header(leaves: Sequence[Element]) -> list[Element]:
    """The blocks of a mail's own fields, not of one that it quotes."""
    first = next((at for at, leaf in enumerate(leaves) if _has_fields(leaf)), len(leaves))
    return list(takewhile(_has_fields, leaves[first:]))


def _has_fields(block: Element) -> bool:
    return any(grammars.fields(line) for line in _lines(block)[:2])


def _lines(block: Element) -> list[str]:
    """The lines of a block, as the grammars read them."""
    return [plain(line) for line in text_of(block).split("\n") if line.strip()]


def fields(element: Element) -> list[Element]:
    """The terms and values of an email's header lines; none unless every line is one."""
    found: list[Element] = []
    for line in surgery.lines_of(element):
        text = text_of(line)
        own = grammars.fields(text)
        if not own:
            return []
        for field in own:
            value = surgery.part(line, field.start, field.end)
            value.tag = xhtml("dd")
            if field.label in FIELD_TYPES:
                value.set(EPUB_TYPE, FIELD_TYPES[field.label])
            term = new("dt", field.name)
            if number := line.get(BLOCK):
                term.set(BLOCK, number)
            found += [term, value]
    return found


# --- messages -----------------------------------------------------------------------------------


def message_list(blocks: Iterable[Element]) -> Element:
    """A chat as a list: an item a message, with speaker, time and text apart; what the screen says is an item too."""
    items = new("ol")
    lines = [line for block in blocks for line in surgery.lines_of(block)]
    alone = set(bare_names([plain(text_of(line)) for line in lines]))
    item: Element | None = None
    for line in lines:
        text = text_of(line).strip(_EDGES)
        said = grammars.message(text)
        head = None if said else _head(text, alone)
        if grammars.is_status(text) or (grammars.is_doing(text) and not said):
            items.append(_status(line))
            item = None
        elif said or head:
            item = _item(line, said or head, text)
            items.append(item)
        elif item is not None:
            _go_on(item, line)
        else:
            items.append(_item(line, None, text))
    return items


def _head(text: str, alone: set[str]) -> grammars.Message | None:
    """A line that is who speaks, with the time or alone."""
    return grammars.Message(text, "", "") if plain(text) in alone else grammars.speaker_above(text)


def _status(line: Element) -> Element:
    line.tag = xhtml("li")
    line.set("class", "status")
    return line


def _item(line: Element, said: grammars.Message | None, text: str) -> Element:
    """A list item of one message; the words of the line stay in their order."""
    item = new("li")
    if number := line.get(BLOCK):
        item.set(BLOCK, number)
    if said:
        parts = [("speaker", said.speaker), ("time", said.time)]
        before = said.time and (not said.speaker or text.find(said.time) < text.find(said.speaker))
        for name, words in reversed(parts) if before else parts:
            if words:
                span = new("span", words, class_=name)
                if name == "speaker":
                    span.set(EPUB_TYPE, SPEAKER_TYPE)
                span.tail = " "
                item.append(span)
        end = len(text_of(line).rstrip(_EDGES))
        line = surgery.part(line, end - len(said.text), end)
    if text_of(line).strip(_EDGES):
        item.append(_text(line))
    return item


def _text(line: Element) -> Element:
    line.tag = xhtml("span")
    line.attrib.clear()
    line.set("class", "text")
    return line


def _go_on(item: Element, line: Element) -> None:
    """A further line of what one speaker says."""
    numbers = [number for element in (item, line) if element.get(BLOCK) for number in block_numbers(element)]
    if numbers and min(numbers) != max(numbers):
        item.set(BLOCK, f"{min(numbers)}-{max(numbers)}")
    if any("text" in re.split(r"\s", child.get("class") or "") for child in item):
        item.append(new("br"))
    item.append(_text(line))
