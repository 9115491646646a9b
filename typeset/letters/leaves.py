"""Where a letter's blocks stand in the tree: the elements that hold them, and what lies beside these.

Enters: a tree with block numbers, letters.  Leaves: elements of it.  Never marks what they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.model import BLOCK, GAP, Element, Letter, block_numbers, local

# The elements that hold each source block: to look through the tree for each letter takes too long in a long story.
Leaves = dict[int, list[Element]]


def note_leaves(tree: Element, leaves: Leaves) -> None:
    """Note anew the elements of every block within a tree."""
    noted: Leaves = {}
    for block in numbered(tree):
        for number in block_numbers(block):
            noted.setdefault(number, []).append(block)
    leaves |= noted


def numbered(tree: Element) -> Iterator[Element]:
    """The elements that hold a source block and no other numbered element."""
    return (block for block in tree.iter() if block.get(BLOCK) is not None)


def within(block: Element, letter: Letter) -> bool:
    """All of a block is of the letter."""
    numbers = block_numbers(block)
    return letter.first <= numbers[0] and numbers[-1] <= letter.last


def siblings(first: Element, last: Element) -> tuple[Element, list[Element]]:
    """The nearest element that holds both, and its children from the one that holds the first to that of the last."""
    above = {id(each): each for each in first.iterancestors()}
    parent = next(each for each in last.iterancestors() if id(each) in above)
    end = _child(parent, last)
    children = [_child(parent, first)]
    while children[-1] is not end and (following := children[-1].getnext()) is not None:
        children.append(following)
    return parent, children


def _child(parent: Element, inner: Element) -> Element:
    while (up := inner.getparent()) is not None and up is not parent:
        inner = up
    return inner


def drop_gaps(children: list[Element]) -> None:
    """Take out the scene breaks that are only white space at a letter's edges or in it."""
    edges = (children[0].getprevious(), children[-1].getnext())
    for element in [*children, *(edge for edge in edges if edge is not None)]:
        if local(element) == "hr" and element.get(GAP) is not None:
            above = element.getparent()
            if above is not None:
                above.remove(element)
