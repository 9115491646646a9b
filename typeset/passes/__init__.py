"""Passes: a raw tree becomes a clean story tree, one small change after another.

Enters: what a reader made of a source.  Leaves: a clean tree and the ledger of what was cut and mended.  Never loses
or adds a letter that the ledger does not name, never fails on odd input, and changes nothing when it is run again.

A pass is a module with a function of its name, `(tree, ledger, language) -> tree`, and a line in a table here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from typeset.ledger import Ledger
from typeset.model import BLOCK, Element, Raw, new, text_of
from typeset.passes.chrome import chrome
from typeset.passes.dashes import dashes
from typeset.passes.ellipses import ellipses
from typeset.passes.emphasis import emphasis
from typeset.passes.french import french
from typeset.passes.glue import glue
from typeset.passes.headings import headings
from typeset.passes.markup import markup
from typeset.passes.notes import notes
from typeset.passes.quoted import quoted
from typeset.passes.quotes import quotes
from typeset.passes.scene_breaks import scene_breaks
from typeset.passes.spacers import spacers
from typeset.passes.spaces import spaces
from typeset.passes.spans import spans

Pass = Callable[[Element, Ledger, str], Element]

# What only one kind of source needs, before all else; kinds are the readers' names.
FIRST: Mapping[str, tuple[Pass, ...]] = {"text": (markup,)}

# What is no part of the story goes first, then its lines are set, then its shape is found.  The order among those that
# set lines matters: dashes are told by what dots have become, quotation marks by dashes, glue by quotation marks.
PASSES: tuple[Pass, ...] = (
    spans,
    chrome,
    spacers,
    quoted,
    scene_breaks,
    spaces,
    ellipses,
    dashes,
    quotes,
    glue,
    french,
    emphasis,
    notes,
    headings,
)


# Those that set the marks of a line, whatever stands around it.
OF_A_LINE: tuple[Pass, ...] = (ellipses, dashes, quotes, french)


def clean(raw: Raw, language: str) -> tuple[Element, Ledger]:
    """The clean tree of a source and its ledger; the raw tree is left as it was.

    language: the book's, as a BCP 47 tag.
    """
    tree, ledger = deepcopy(raw.tree), Ledger()
    for step in (*FIRST.get(raw.kind, ()), *PASSES):
        tree = step(tree, ledger, language)
    return tree, ledger


def set_line(text: str, language: str) -> str:
    """A line that stands outside the story, as its title does, with the marks that it would have inside.

    language: as in `clean`.
    """
    line = new("p", text)
    line.set(BLOCK, "0")
    tree = new("section")
    tree.append(line)
    for step in OF_A_LINE:
        tree = step(tree, Ledger(), language)
    return text_of(tree)
