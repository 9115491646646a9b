"""The specimen: a small document with all that a sheet may select, and which of its parts are what.

Enters: nothing (`specimen.xhtml` beside this module).  Leaves: elements for selectors to be tried on, and the names
that there are.  Never holds a word of a book.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from lxml import etree

from typeset.model import Element, Hand, Kind, local, new

# cssselect2's view of an element (it has no stubs).
Wrapped = Any
# What is quoted from somewhere: the kinds of correspondence, and documents that are none.
QUOTED: tuple[str, ...] = (*get_args(Kind), "newspaper", "diary")
# What is written by hand; the others have forms of their own.
WRITTEN = frozenset({"letter", "note"})
# What may stand before or after a quotation, besides another.
BESIDE = ("p", "hr", "h2", "h3", "ul", "ol", "dl", "table", "figure", "aside")
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

    root, story = _document()
    elements = tuple(cssselect2.ElementWrapper.from_xml_root(root).iter_subtree())
    quoted: dict[str, Wrapped] = {}
    for element in elements:
        if element.parent is not None and element.parent.etree_element is story and element.classes & set(QUOTED):
            kind, hand = element.etree_element.get("class"), element.etree_element.get("data-hand")
            quoted.setdefault(f"{kind} {hand}" if hand else kind, element)
    return Specimen(elements, quoted, frozenset(_names(root.iter("{*}*"))))


@cache
def paper_specimen(prepare: Callable[[Element], None]) -> tuple[Wrapped, ...]:
    """The elements of the specimen as paper has it, with each kind of quotation before and after whatever may stand
    beside it, and at a story's head.

    prepare: what the printed book adds to a tree for its sheets, in place.
    """
    import cssselect2

    root, story = _document()
    for quotation in list(story.iterchildren("{*}blockquote")):
        if quotation.get("data-hand") and quotation.get("class") not in WRITTEN:
            story.remove(quotation)
    quotations = [min(story.iterchildren("{*}blockquote"), key=partial(_size_as, kind)) for kind in QUOTED]
    others = [next(story.iterchildren(f"{{*}}{name}")) for name in BESIDE]
    opening = next(story.iterchildren("{*}header"))
    for quotation in quotations:
        story.extend(copy.deepcopy(each) for other in (*quotations, *others) for each in (quotation, other))
        opened = new("section", class_="story")
        opened.extend(copy.deepcopy(each) for each in (opening, quotation))
        story.addnext(opened)
    prepare(root)
    return tuple(cssselect2.ElementWrapper.from_xml_root(root).iter_subtree())


def _document() -> tuple[Element, Element]:
    """The document, with every kind of quotation also in every hand, and its story."""
    root = etree.parse(Path(__file__).with_name("specimen.xhtml"), etree.XMLParser(remove_comments=True)).getroot()
    story = next(element for element in root.iter("{*}section") if element.get("id") == "story-1")
    for quotation in [_first(story, kind) for kind in QUOTED]:
        for hand in get_args(Hand):
            in_hand = copy.deepcopy(quotation)
            in_hand.set("data-hand", hand)
            story.extend([in_hand, new("p", "text")])
    return root, story


def _size_as(kind: str, quotation: Element) -> float:
    """How many elements a quotation of a kind holds; beyond all where it is of another."""
    return sum(1 for _ in quotation.iter()) if quotation.get("class") == kind else math.inf


def name_of(element: Wrapped) -> str:
    """An element as a selector would name it, with the quotation that it stands in: ".letter .dateline"."""
    around = next((up for up in reversed(element.ancestors) if up.local_name == "blockquote"), None)
    if element.local_name == "blockquote" or around is None:
        return _own_name(element)
    return f"{_own_name(around)} {_own_name(element)}"


def _own_name(element: Wrapped) -> str:
    return next((f".{name}" for name in sorted(element.classes)), str(element.local_name))


def _first(story: Element, kind: str) -> Element:
    return next(child for child in story.iterchildren("{*}blockquote") if child.get("class") == kind)


def _names(elements: Iterable[Element]) -> Iterable[str]:
    for element in elements:
        yield local(element)
        yield from (f".{name}" for name in (element.get("class") or "").split())
        if element.get("data-hand"):
            yield f"data-hand={element.get('data-hand')}"
