"""The specimen: a small document with all that a sheet may select, and which of its parts are what.

Enters: nothing (`specimen.xhtml` beside this module).  Leaves: elements for selectors to be tried on, and the names
that there are.  Never holds a word of a book.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from lxml import etree

from typeset.model import Element, Hand, Kind, local, new

# cssselect2's view of an element (it has no stubs).
Wrapped = Any
# What is quoted from somewhere: the kinds of correspondence, and documents that are none.
QUOTED: tuple[str, ...] = (*get_args(Kind), "newspaper", "diary")
# Attributes that only the printed book has: a selector with one is for paper.
PRINT_ATTRIBUTES = frozenset({"data-next", "data-running"})


@dataclass(frozen=True, slots=True)
class Specimen:
    """The document as selectors see it.

    elements: all of them, in document order.
    quoted: a kind ("letter"), or a kind in a hand ("letter round") → the first of it that is in no other.
    names: what selectors may name: tags as they are, classes as ".note", hands as "data-hand=round".
    """

    elements: tuple[Wrapped, ...]
    quoted: dict[str, Wrapped]
    names: frozenset[str]


@cache
def specimen() -> Specimen:
    """The specimen, with every kind of quotation also in every hand."""
    import cssselect2

    root = etree.parse(Path(__file__).with_name("specimen.xhtml"), etree.XMLParser(remove_comments=True)).getroot()
    story = next(element for element in root.iter("{*}section") if element.get("id") == "story-1")
    for quotation in [_first(story, kind) for kind in QUOTED]:
        for hand in get_args(Hand):
            in_hand = copy.deepcopy(quotation)
            in_hand.set("data-hand", hand)
            story.extend([in_hand, new("p", "text")])
    elements = tuple(cssselect2.ElementWrapper.from_xml_root(root).iter_subtree())
    quoted: dict[str, Wrapped] = {}
    for element in elements:
        if element.parent is not None and element.parent.etree_element is story and element.classes & set(QUOTED):
            kind, hand = element.etree_element.get("class"), element.etree_element.get("data-hand")
            quoted.setdefault(f"{kind} {hand}" if hand else kind, element)
    return Specimen(elements, quoted, frozenset(_names(root.iter("{*}*"))))


def _first(story: Element, kind: str) -> Element:
    return next(child for child in story.iterchildren("{*}blockquote") if child.get("class") == kind)


def _names(elements: Iterable[Element]) -> Iterable[str]:
    for element in elements:
        yield local(element)
        yield from (f".{name}" for name in (element.get("class") or "").split())
        if element.get("data-hand"):
            yield f"data-hand={element.get('data-hand')}"
