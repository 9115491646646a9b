"""The spaces that French sets inside guillemets and before high punctuation.

Enters: a tree.  Leaves: the same tree, where the book's language is French, with a no-break space in the place of each
ordinary one before ; : ! ? and » and after «.  Never puts a space where the source has none, since some French presses
have none, and touches no other language.

The narrow space and, before a colon, the full one are those of the Imprimerie nationale's Lexique.
"""

from __future__ import annotations

import re

from typeset.language import primary
from typeset.ledger import Ledger
from typeset.model import Element
from typeset.passes import languages
from typeset.passes.flow import flows

_RULES = (
    (re.compile(r"(?<=\S)[ \xa0](?=[;!?»])|(?<=«)[ \xa0](?=\S)"), languages.NARROW_SPACE),
    (re.compile(r"(?<=\S) (?=:)"), "\xa0"),
)


def french(tree: Element, ledger: Ledger, language: str) -> Element:
    """Set the spaces of French punctuation in every block; the tree is changed in place."""
    if primary(language) != "fr":
        return tree
    for flow in flows(tree, ";:!?«»"):
        for pattern, replacement in _RULES:
            flow.sub(pattern, replacement)
    return tree
