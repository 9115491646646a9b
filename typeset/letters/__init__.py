"""Correspondence: found in a clean tree, corrected by the user, set into the tree, and told of.

Enters: clean trees with block numbers.  Leaves: model.Letter, trees, plain data.  Never reads a file.

    lexicon   words and shapes (tongues)    view       a block, normalised (guards: where a pattern is tried)
    shapes    lines by their own shape      signs      what announces, comes back, and how a paragraph speaks
    chapter   all signs of a story          features   all that is seen in each block (block) and around it, by name
    weights   what each is worth, learned   units      what they are worth together (learned: both, as shipped)
    lattice   what each block may be, and each span, with its probability
    spans     candidates, and the choice    edges      lines above and below that are a letter's own
    parting   where one span is several letters, or broken into
    reasons   why it is one                 grammars   emails, chats, telegrams; documents: what is no letter
    roles (role_rules: head_rules, foot_rules), kinds, dates (moments)   what each line is, what the whole is, when
    people                                  who to whom: names and persons; greeted, signed; narrated; series
    find      the finder, top to bottom     corrections (placed, anchors), correspondents (the whole book's people)
    inset     the tree (framing, set_forms, set_documents, surgery)
    report, listing (chronology), pasted    what is said of it: JSON, a table, YAML
"""

from __future__ import annotations

from typeset.letters.corrections import correct
from typeset.letters.correspondents import Correspondent, gather
from typeset.letters.dates import date_letters
from typeset.letters.find import find
from typeset.letters.inset import inset
from typeset.letters.listing import DOUBTFUL_BELOW, ORDERS, Listed, doubts, order_told, summary, table
from typeset.letters.pasted import PastedStory, as_yaml
from typeset.letters.placed import Correction
from typeset.letters.report import accessible_name, as_json, count_kinds, kinds_of

__all__ = [
    "DOUBTFUL_BELOW",
    "ORDERS",
    "Correction",
    "Correspondent",
    "Listed",
    "PastedStory",
    "accessible_name",
    "as_json",
    "as_yaml",
    "correct",
    "count_kinds",
    "date_letters",
    "doubts",
    "find",
    "gather",
    "inset",
    "kinds_of",
    "order_told",
    "summary",
    "table",
]
