"""A chapter with the signs of each block worked out once.

Enters: views.  Leaves: a Chapter.  Never weighs a span.
"""

from __future__ import annotations

from collections.abc import Sequence

from typeset.letters import lexicon as lex
from typeset.letters import shapes, signs
from typeset.letters.learned import Learned, shipped
from typeset.letters.signs import Sign
from typeset.letters.view import View, narrates

HEADS = frozenset(("header field", "dateline", "letterhead", "naming line", "place or time line"))
FIRM_SALUTATIONS = frozenset(("salutation", "title for salutation"))
SALUTATIONS = FIRM_SALUTATIONS | {
    "greeting",
    "pet name for salutation",
    "name for salutation",
    "salutation run in",
    "salutation in a quotation",
}
# Those that have a line to themselves.
LINE_SALUTATIONS = SALUTATIONS - {"salutation run in", "salutation in a quotation", "greeting"}
SIGNATURES = frozenset(("signature", "signature after a dash", "signed from"))
CLOSES = SIGNATURES | {"valediction", "postscript"}
_NO_KEYS: frozenset[str] = frozenset()
# A paragraph that is not the story's own speaks above this.
_LETTERS_OWN = -0.5
# What a narrator who breaks into a letter speaks of.
_PEN = lex.PLAIN_WRITING | lex.PLAIN_READING | lex.words("writer reader pen pencil sentence paragraph")


class Chapter:
    """The views of one story with what each block says by itself.

    opening[i], closing[i]: the signs by a block's own shape.  announced[i]: what the block before says of it.
    narrated[i]: it tells the story.  aside[i]: the narrator breaks into a letter there.
    """

    def __init__(self, views: Sequence[View], learned: Learned | None = None) -> None:
        self.views = views
        self.learned = learned or shipped()
        self.first_person = signs.told_in_first_person(views)
        self.opening = [tuple(sign for shape in shapes.OPENERS if (sign := shape(view))) for view in views]
        self._name_papers()
        self.closing = [
            () if self._in_header(at) else tuple(sign for shape in shapes.CLOSERS if (sign := shape(view)))
            for at, view in enumerate(views)
        ]
        self.announced = [signs.announced(views, at) for at in range(len(views))]
        self.narrated = [narrates(view) for view in views]
        self.aside = [bool(at and self._breaks_in(at)) for at in range(len(views))]

    def _in_header(self, at: int) -> bool:
        """A field below another, as "Cc:" in an email's header, is no closing line."""
        if not at or not self.opening[at]:
            return False
        return all("header field" in self.keys(self.opening, k) for k in (at - 1, at))

    def _name_papers(self) -> None:
        """A line of a paper and its parties names a document where the head of one stands below it."""
        for at in range(len(self.views) - 1):
            sign = None if self.opening[at] else shapes.parties(self.views[at])
            if sign and self._heads_letter(at + 1, lex.NAMES_WIRE.search(sign.words) is not None):
                self.opening[at] = (sign,)

    def _heads_letter(self, at: int, wired: bool) -> bool:
        """A line of a letter's head, or a line of names above one; of a telegram, a line in capitals."""
        above = HEADS | SALUTATIONS
        if self.keys(self.opening, at) & above or (wired and shapes.in_capitals(self.views[at].core)):
            return True
        return shapes.head_line(self.views[at]) and bool(self.keys(self.opening, at + 1) & above)

    def keys(self, seen: Sequence[Sequence[Sign]], at: int) -> frozenset[str]:
        """The keys of a view's signs; none before the first view and after the last."""
        if not 0 <= at < len(self.views) or not seen[at]:
            return _NO_KEYS
        return frozenset([sign.key for sign in seen[at]])

    def voice(self, at: int) -> float:
        """The voice of one paragraph."""
        return signs.voice(self.views[at], self.first_person)

    def starts_letter(self, at: int) -> bool:
        """A view opens a letter by its shape: a salutation, a naming line, a dateline above a salutation."""
        own, before = self.keys(self.opening, at), self.keys(self.opening, at - 1)
        if own & FIRM_SALUTATIONS:
            return not before & HEADS and "valediction" not in self.keys(self.closing, at + 1)
        if "naming line" in own or (at and own & SALUTATIONS and self.ended(at - 1)):
            return True
        below = self.keys(self.opening, at + 1)
        if "header field" in own and "header field" in below:
            return "header field" not in before
        return bool(own & HEADS) and not before & HEADS and bool(below & SALUTATIONS)

    def is_head(self, at: int) -> bool:
        """A view may stand above a salutation: a dateline, a letterhead, a line of names, a remark in brackets."""
        if self.opening[at]:
            return self.opening[at][0].key in HEADS
        view = self.views[at]
        return shapes.head_line(view) or (view.size < 9 and bool(lex.ENCLOSED_REMARK.match(view.core)))

    def ended(self, at: int) -> bool:
        """A view ends with a letter's close: a signature after a valediction, or one after a dash."""
        own = self.keys(self.closing, at)
        if own & {"signature after a dash", "signed from"}:
            return True
        above = self.keys(self.closing, at - 1) & {"valediction", "close run in"}
        return "signature" in own and (bool(above) or len(self.views[at].lines) > 1)

    def _breaks_in(self, at: int) -> bool:
        """Narration amid another voice; one alone that tells of no writing may be told in the letter."""
        view, narrated = self.views[at], self.narrated
        if not narrated[at] or narrated[at - 1] or not view.rates.past or view.opens:
            return False
        follows = at + 1 < len(self.views) and not narrated[at + 1] and self.voice(at + 1) > 0
        told = follows and self.voice(at - 1) > _LETTERS_OWN and self._alike(at - 1, at, at + 1)
        return not told or bool(view.vocabulary & _PEN) or signs.returned(view) is not None

    def _alike(self, *places: int) -> bool:
        """Blocks of one form: none in italics, in quotation marks or marked as quoted."""
        return not any(
            view.slanted or view.opens or view.quoted or view.inset for view in map(self.views.__getitem__, places)
        )
