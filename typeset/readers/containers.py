"""Lists, quotations and tables of a raw tree, once all that they hold is in them.

Enters: a container of readers.convert that has ended.  Leaves: the same, or what it held in its place.
Never loses a block, never changes the order of blocks.
"""

from __future__ import annotations

from typeset.model import BLOCK, Element, blocks, local, new
from typeset.readers.markup import CELLS, HOLDS


def settle(container: Element) -> None:
    """When a container ends: away with an empty one, no paragraph within a one-paragraph item, no table for layout."""
    parent = container.getparent()
    assert parent is not None
    tag = local(container)
    for child in list(container) if tag in HOLDS else []:
        settle(child)
    if next(blocks(container), None) is None:
        parent.remove(container)
    elif tag in CELLS and len(container) == 1 and local(container[0]) == "p":
        _take_over(container, container[0])
    elif tag == "table" and any(_holds_passages(cell) for row in container for cell in row):
        _dissolve(container)


def _holds_passages(cell: Element) -> bool:
    """Whether a cell has three blocks or more; one that is itself a block has only inline elements in it."""
    return cell.get(BLOCK) is None and len(cell) > 2


def _take_over(cell: Element, paragraph: Element) -> None:
    cell.remove(paragraph)
    cell.text = paragraph.text
    cell.extend(list(paragraph))
    for name, value in paragraph.attrib.items():
        cell.set(name, value)


def _dissolve(table: Element) -> None:
    """A table that holds whole passages of text is a page's frame: its cells' content stands in its place."""
    parent = table.getparent()
    assert parent is not None
    at = parent.index(table)
    parent.remove(table)
    for row in table:
        for cell in row:
            if cell.get(BLOCK) is not None:
                cell.tag = new("p").tag
                parent.insert(at, cell)
                at += 1
                continue
            for block in list(cell):
                parent.insert(at, block)
                at += 1
