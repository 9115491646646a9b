"""Newspaper cuttings and diary entries set into the tree as quotations of their own class.

Enters: a tree in which letters may stand already, changed in place.  Leaves: nothing.  Never takes a block of a letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typeset.correspondence import document_name
from typeset.letters.documents import Class, documents, is_dated, is_headline, may_hold_documents
from typeset.letters.framing import Leaves, frame, leaves_of
from typeset.letters.view import View, views
from typeset.model import EPUB_TYPE, Element, Letter, Role, local, text_of

_TYPES: Mapping[Class, str] = {"newspaper": "z3998:article", "diary": "z3998:diary-entry"}


def set_documents(tree: Element, letters: Sequence[Letter], known: Leaves, language: str) -> None:
    """Put each cutting and each entry that is no letter's into a blockquote.

    known: the elements of the tree by source block.  language: the story's, in which they are called.
    """
    if not may_hold_documents(text_of(tree)):
        return
    taken = {number for letter in letters for number in range(letter.first, letter.last + 1)}
    seen = views(tree)
    for document in documents(seen):
        first, last = seen[document.first].first, seen[document.last].last
        leaves = leaves_of(known, first, last)
        if not leaves or not taken.isdisjoint(range(first, last + 1)):
            continue
        head = seen[document.first]
        quotation = frame(leaves, first, last, document.name)
        quotation.set(EPUB_TYPE, _TYPES[document.name])
        date = head.text if document.name == "diary" and is_dated(head) else ""
        quotation.set("aria-label", document_name(document.name, date, language))
        _dress_head(leaves[0], head, document.name)


def _dress_head(block: Element, head: View, name: Class) -> None:
    """A date above an entry and a headline above an article are marked as such."""
    role: Role | None = None
    if name == "diary" and is_dated(head):
        role = "dateline"
    elif name == "newspaper" and is_headline(head):
        role = "heading"
    if role and local(block) == "p":
        block.set("class", role)
