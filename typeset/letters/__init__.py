"""Correspondence: found in a clean tree, corrected by the user, set into the tree, and told of.

Enters: clean trees with block numbers.  Leaves: model.Letter, trees, plain data.  Never reads a file.

    lexicon   words and shapes (tongues)    view       a block, normalised
    shapes    lines by their own shape      signs      what announces, comes back, and how a paragraph speaks
    chapter   all signs of a story          score      what a span is worth: against, weights
    spans     candidates, and the choice    grammars   emails, chats, telegrams
    roles, kinds, dates                     what each line is, what the whole is, when
    people                                  who to whom: names and persons; greeted, signed; narrated; series
    find      the finder, top to bottom     corrections, correspondents (the whole book's people), inset (surgery),
                                            report   what is done with what it found
"""

from __future__ import annotations

from typeset.letters.corrections import Correction, correct
from typeset.letters.correspondents import Correspondent, gather
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
    "gather",
    "inset",
]
