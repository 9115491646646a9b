"""Spacers: empty paragraphs become gaps, which the scene_breaks pass weighs.

Enters: a tree with `p`s that hold nothing.  Leaves: none of them; each block of a story that had some carries in
data-gap how many stood before it (0 where none did), and rules that met stand as one.
Never takes out a block with words.

Where rules part the story, spacers are white space and no breaks, so no gaps are noted.  A gap that only sets off a
rule, or stands at the story's start or end, says nothing either.
"""

from __future__ import annotations

from typeset.ledger import Ledger
from typeset.model import GAP, Element, blocks, local, text_of, xhtml
from typeset.passes.scene_breaks import is_ornament

_FLOW = (xhtml("section"), xhtml("blockquote"), xhtml("aside"))
# One rule may set off the last note; two or more part the story.
_RULES_THAT_PART = 2


def spacers(tree: Element, ledger: Ledger, language: str) -> Element:
    """Take out the spacers of a tree, in place, and note the gaps that they make."""
    parted_by_rules = _rules(tree) >= _RULES_THAT_PART
    for parent in list(tree.iter(*_FLOW)):
        gaps = _take_out(parent)
        if parent is tree and any(gaps.values()) and not parted_by_rules:
            for child, gap in gaps.items():
                if child.get(GAP) is None and local(child) != "hr":
                    child.set(GAP, str(gap))
        _join_rules(parent)
    return tree


def _rules(tree: Element) -> int:
    """How many rules and ornament lines stand between blocks of the story."""
    return sum(1 for child in tree if local(child) == "hr" or (local(child) == "p" and is_ornament(text_of(child))))


def _is_spacer(element: Element) -> bool:
    return local(element) == "p" and next(blocks(element), None) is None and not text_of(element).strip()


def _take_out(parent: Element) -> dict[Element, int]:
    """Remove the spacers right in an element; for each other child, how many stood before it."""
    gaps: dict[Element, int] = {}
    waiting, before_is_rule = 0, True
    for child in list(parent):
        if _is_spacer(child):
            parent.remove(child)
            waiting += 1
            continue
        gaps[child] = 0 if before_is_rule else waiting
        waiting, before_is_rule = 0, local(child) == "hr"
    return gaps


def _join_rules(parent: Element) -> None:
    for rule in parent.findall(xhtml("hr")):
        before = rule.getprevious()
        if before is None or local(before) != "hr":
            continue
        if rule.get(GAP) is None:
            before.attrib.pop(GAP, "")
        parent.remove(rule)
