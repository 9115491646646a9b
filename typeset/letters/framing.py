"""Source blocks put into a blockquote of a class, where they stand in the tree.

Enters: a tree, which is changed in place, and source block numbers.  Leaves: the blockquote.  Never touches the words.
"""

from __future__ import annotations

from typeset.model import GAP, Element, block_numbers, blocks, local, new, unwrap, xhtml

# The elements that hold each source block: to look through the tree for each letter takes too long in a long story.
Leaves = dict[int, list[Element]]
# What cannot hold a blockquote between its parts.
_CLOSED = frozenset(("dl", "table", "tr"))


def note_leaves(tree: Element, leaves: Leaves) -> None:
    """Note anew the elements of every source block within a tree."""
    noted: Leaves = {}
    for block in blocks(tree):
        for number in block_numbers(block):
            noted.setdefault(number, []).append(block)
    leaves |= noted


def leaves_of(leaves: Leaves, first: int, last: int) -> list[Element]:
    """The elements that hold the source blocks from `first` to `last` and no other, in order."""
    some = (block for number in range(first, last + 1) for block in leaves.get(number, ()))
    return list(dict.fromkeys(block for block in some if _within(block, first, last)))


def frame(leaves: list[Element], first: int, last: int, name: str) -> Element:
    """Put the blocks into a blockquote of a class; a plain quotation block around them, and gaps beside, give way."""
    parent, children = _siblings(leaves[0], leaves[-1])
    whole = [parent] if all(_within(block, first, last) for block in blocks(parent)) else []
    for container in [*children, *whole]:
        if local(container) == "blockquote" and not container.get("class"):
            unwrap(container)
    parent, children = _siblings(leaves[0], leaves[-1])
    for lists in [each for each in (*children, parent) if local(each) in ("ul", "ol")]:
        _open_list(lists)
    parent, children = _siblings(leaves[0], leaves[-1])
    while local(parent) in _CLOSED and (above := parent.getparent()) is not None:
        parent, children = above, [parent]
    _drop_gaps(children)
    quotation = new("blockquote", class_=name)
    children[0].addprevious(quotation)
    for child in children:
        if child.getparent() is not None:
            child.tail = None
            quotation.append(child)
    return quotation


def _open_list(element: Element) -> None:
    """Make paragraphs of a list's items: what was a list of messages is none of the story's."""
    for item in element:
        item.tag = xhtml("p")
    unwrap(element)


def _within(block: Element, first: int, last: int) -> bool:
    numbers = block_numbers(block)
    return first <= numbers[0] and numbers[-1] <= last


def _siblings(first: Element, last: Element) -> tuple[Element, list[Element]]:
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


def _drop_gaps(children: list[Element]) -> None:
    """Take out the scene breaks that are only white space at the edges or inside."""
    edges = (children[0].getprevious(), children[-1].getnext())
    for element in [*children, *(edge for edge in edges if edge is not None)]:
        if local(element) == "hr" and element.get(GAP) is not None:
            above = element.getparent()
            if above is not None:
                above.remove(element)
