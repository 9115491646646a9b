"""What every grammar gives, and how it knows that the story goes on in its own voice.

Enters: views.  Leaves: a Form; judgements on one view.  Never weighs one span against another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from typeset.letters import lexicon as lex
from typeset.letters.signs import Sign, returned
from typeset.letters.view import View, narrates
from typeset.model import Kind


@dataclass(frozen=True, slots=True)
class Form:
    """Correspondence known by its form alone, with exact edges: indices of views, inclusive.

    confidence: of this form's being what it seems, from 0 to 1.  continues: a further piece of the form before.
    """

    first: int
    last: int
    kind: Kind
    sign: Sign
    confidence: float
    continues: bool = False


_DONE = re.compile(r"\b(?:\w{2,}ed|stared|sat|stood|put|shut|read|went|got|took|came|ran|left|lay|knew|rose|fell)\b")
# A verb this near the head of a sentence is its main one.
_HEAD_CHARACTERS = 60


def stands_apart(view: View) -> bool:
    """No form goes on over it: a scene break before it, a heading, a chapter's numeral."""
    return view.broken or view.tag[0] == "h" or bool(lex.NUMERAL_LINE.match(view.core) and len(view.core) > 1)


def speaks(view: View) -> bool:
    """Somebody says it: a quotation with a speech tag, or one that is closed and is all there is."""
    if '"' not in view.text and "'" not in view.text:
        return False
    return bool(lex.SPEECH_TAG.search(view.text)) or (view.opens and view.closes and view.size > 1)


def comes_back(view: View) -> bool:
    """Narration that comes back from something read: “She folded it twice.”"""
    return bool(view.rates.third or view.rates.past or _DONE.search(view.text[:_HEAD_CHARACTERS])) and bool(
        returned(view)
    )


def tells(view: View, first_person: bool) -> bool:
    """The story's own voice, and nobody's who writes to another; `first_person`: the story says “I” itself."""
    if view.quoted:
        return False
    if speaks(view):
        return True
    rates = view.rates
    if rates.you:
        return False
    if rates.past >= rates.present and (narrates(view) or comes_back(view)):
        return True
    if rates.present or (rates.me and not first_person) or view.size < 3:
        return False
    return view.core[-1:] in ".!?" and bool(rates.past or _DONE.search(view.text[:_HEAD_CHARACTERS]))
