"""Correspondence: found in a clean tree, corrected by the user, set into the tree, and told of.

Enters: clean trees with block numbers.  Leaves: model.Letter, trees, plain data.  Never reads a file.

    view      a block, normalised          lexicon   words and shapes
    signs     evidence of one block        chapter   all signs of a story, and sums over them
    score     what a span is worth         spans     candidates, and the choice among them
    grammars  emails, chats, telegrams     roles, kinds, names, people   what and who
"""

from __future__ import annotations

from typeset.letters.corrections import Correction, Correspondent, correct, name_hands
from typeset.letters.find import find
from typeset.letters.inset import inset
from typeset.letters.report import accessible_name, as_json, describe

__all__ = [
    "Correction",
    "Correspondent",
    "accessible_name",
    "as_json",
    "correct",
    "describe",
    "find",
    "inset",
    "name_hands",
]
