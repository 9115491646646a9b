"""White space in a block, by HTML's rules.

Enters: a leaf block.  Leaves: the same, each run of white space one space, none at its ends or beside a line break.
Never touches a no-break space within a line (at its start it is an indent that was typed), never joins or parts a word.
"""

from __future__ import annotations

import re

from typeset.model import Element, local, text_of, unwrap

_RUN = re.compile("[ \t\n\r\f]+")


def is_blank(leaf: Element) -> bool:
    """Whether a block shows nothing: white space and no-break spaces at most."""
    return not text_of(leaf).strip()


def fold(leaf: Element) -> None:
    """Fold the white space of a leaf block, in place, as CSS Text 3 §4.1 does; at the ends, no-break spaces too."""
    slots = list(_slots(leaf))
    at_start = True
    for node, slot in slots:
        if slot == "break":
            at_start = True
            continue
        text = getattr(node, slot) or ""
        if "  " in text or not text.isprintable():
            text = _RUN.sub(" ", text)
        if at_start:
            text = text.lstrip()
        if text:
            at_start = text.endswith(" ")
        setattr(node, slot, text or None)
    at_end = True
    for node, slot in reversed(slots):
        if slot == "break":
            at_end = True
        elif at_end and (text := getattr(node, slot)):
            setattr(node, slot, text.rstrip() or None)
            at_end = not text.rstrip()
    _trim_breaks(leaf)


def _slots(leaf: Element) -> list[tuple[Element, str]]:
    """Every place in a leaf that may hold text, and every line break, in document order."""
    slots = [(leaf, "text")]
    waiting = [(child, "start") for child in reversed(leaf)]
    while waiting:
        node, step = waiting.pop()
        if step == "end":
            slots.append((node, "tail"))
            continue
        waiting.append((node, "end"))
        if local(node) == "br":
            slots.append((node, "break"))
            continue
        slots.append((node, "text"))
        waiting.extend((child, "start") for child in reversed(node))
    return slots


def _trim_breaks(leaf: Element) -> None:
    """Take away the line breaks before the first word and after the last."""
    for forwards in (True, False):
        slots = _slots(leaf)
        breaks: list[Element] = []
        for node, slot in slots if forwards else reversed(slots):
            if slot == "break":
                breaks.append(node)
            elif (getattr(node, slot) or "").strip():
                break
        for node in breaks:
            unwrap(node)
