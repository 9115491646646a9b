"""A chapter with the signs of each block worked out once, and sums over blocks that make a span cheap to weigh.

Enters: views.  Leaves: a Chapter.  Never weighs a span.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from typeset.letters import lexicon as lex
from typeset.letters import shapes, signs
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
ANNOUNCED = frozenset(("announced in so many words", "announced", "announced by reading"))
SIGNATURES = frozenset(("signature", "signature after a dash", "signed from"))
Sums = list[float]
_NO_KEYS: frozenset[str] = frozenset()
# A paragraph that is not the story's own speaks above this.
_LETTERS_OWN = -0.5
# What a narrator who breaks into a letter speaks of.
_PEN = lex.PLAIN_WRITING | lex.PLAIN_READING | lex.words("writer reader pen pencil sentence paragraph")


@dataclass(frozen=True, slots=True)
class Running:
    """Running sums over the views: entry n is the sum over the first n."""

    starts: Sums  # a letter opens here
    closes: Sums  # a letter ends here, and no closing line follows
    postscripts: Sums
    afterwards: Sums  # something is told right after a postscript
    announcements: Sums  # the block before announces a letter
    titles: Sums  # numerals of chapters, titles of other documents
    headings: Sums
    asides: Sums  # the narrator breaks in
    returns: Sums  # narration comes back from a letter
    gaps: Sums  # white space before, beyond the usual
    breaks: Sums  # a marked scene break before
    verse: Sums  # short lines that no sentence ends
    bare: Sums  # lines that are furniture, or next to nothing
    spoken: Sums  # speech between quotation marks
    unquoted: Sums  # paragraphs that open no quotation
    closed: Sums  # paragraphs that open a quotation and close it
    slanted: Sums  # blocks all in italics
    marked: Sums  # lines marked as quoted, blocks in a quotation block
    addressed: Sums  # words that address a reader


class Chapter:
    """The views of one story with what each block says by itself.

    opening[i], closing[i]: the signs by a block's own shape.  announced[i]: what the block before says of it.
    voices: running sum of the paragraphs' voices.  asides: of the places where the narrator breaks in.  sums: other
    running counts.  These three are worked out when they are asked for.
    """

    def __init__(self, views: Sequence[View]) -> None:
        self.views = views
        self.first_person = signs.told_in_first_person(views)
        self.opening = [tuple(sign for shape in shapes.OPENERS if (sign := shape(view))) for view in views]
        self._name_papers()
        self.closing = [
            () if self._in_header(at) else tuple(sign for shape in shapes.CLOSERS if (sign := shape(view)))
            for at, view in enumerate(views)
        ]
        self.announced = [signs.announced(views, at) for at in range(len(views))]

    @cached_property
    def voices(self) -> Sums:
        """The running sum of the paragraphs' voices."""
        return _sums(signs.voice(view, self.first_person) for view in self.views)

    @cached_property
    def asides(self) -> Sums:
        """The running sum of the places where the narrator breaks in."""
        narrated = [narrates(view) for view in self.views]
        return _sums(bool(at and self._breaks_in(at, narrated)) for at in range(len(self.views)))

    @cached_property
    def sums(self) -> Running:
        """The running counts."""
        return self._running()

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
        return self.voices[at + 1] - self.voices[at]

    def total(self, sums: Sums, first: int, last: int) -> float:
        """What running sums add up to over the views from `first` to `last`; 0 where there are none."""
        return sums[last + 1] - sums[first] if last >= first else 0.0

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

    def _running(self) -> Running:
        views, everywhere = self.views, range(len(self.views))
        return Running(
            starts=_sums(map(self.starts_letter, everywhere)),
            closes=_sums(map(self._closes, everywhere)),
            postscripts=_sums("postscript" in self.keys(self.closing, at) for at in everywhere),
            afterwards=_sums(map(self._tells_after, everywhere)),
            announcements=_sums(map(self._announces, everywhere)),
            titles=_sums(map(shapes.title_line, views)),
            headings=_sums(view.tag[0] == "h" for view in views),
            asides=self.asides,
            returns=_sums(map(self._returns, views)),
            gaps=_sums(view.gap > 0 for view in views),
            breaks=_sums(view.broken for view in views),
            verse=_sums(
                2 < view.size < 11 and view.core[-1:] not in ".?!\"'" and not self.opening[at] and not self.closing[at]
                for at, view in enumerate(views)
            ),
            bare=_sums(_is_bare(view, self.opening[at] + self.closing[at]) for at, view in enumerate(views)),
            spoken=_sums(map(_spoken, views)),
            unquoted=_sums(view.size > 8 and not view.opens for view in views),
            closed=_sums(view.size > 12 and view.opens and view.closes and not view.dangling for view in views),
            slanted=_sums(view.slanted for view in views),
            marked=_sums(view.quoted or view.inset for view in views),
            addressed=_sums(view.rates.you * view.size for view in views),
        )

    def _breaks_in(self, at: int, narrated: Sequence[bool]) -> bool:
        """Narration amid another voice; one alone that tells of no writing may be told in the letter."""
        view = self.views[at]
        if not narrated[at] or narrated[at - 1] or not view.rates.past or view.opens:
            return False
        follows = at + 1 < len(self.views) and not narrated[at + 1] and self._speaks(at + 1) > 0
        told = follows and self._speaks(at - 1) > _LETTERS_OWN and self._alike(at - 1, at, at + 1)
        return not told or bool(view.vocabulary & _PEN) or signs.returned(view) is not None

    def _speaks(self, at: int) -> float:
        return signs.voice(self.views[at], self.first_person)

    def _alike(self, *places: int) -> bool:
        """Blocks of one form: none in italics, in quotation marks or marked as quoted."""
        return not any(
            view.slanted or view.opens or view.quoted or view.inset for view in map(self.views.__getitem__, places)
        )

    def _returns(self, view: View) -> bool:
        rates = view.rates
        told = not rates.you and rates.past >= rates.present and (self.first_person or not rates.me)
        return told and not view.opens and view.size < 60 and signs.returned(view) is not None

    def _closes(self, at: int) -> bool:
        return self.ended(at) and not self.keys(self.closing, at + 1) & {"postscript", "valediction", "signature"}

    def _tells_after(self, at: int) -> bool:
        """Right after a postscript, a plain sentence that is nobody's line and speaks of no reader and no writer."""
        view = self.views[at]
        if "postscript" not in self.keys(self.closing, at - 1) or self.opening[at] or self.closing[at]:
            return False
        addressed = view.rates.me or view.rates.you or view.rates.present
        return not addressed and self._alike(at) and view.size > 2 and view.core[-1:] in ".!?"

    def _announces(self, at: int) -> bool:
        sign = self.announced[at]
        return bool(sign and sign.key in ANNOUNCED) and not self.starts_letter(at - 1)


def _is_bare(view: View, seen: Sequence[Sign]) -> bool:
    return view.size < 3 or (bool(seen) and view.size < shapes.FURNITURE_WORDS)


def _spoken(view: View) -> float:
    """How far a block that opens a quotation is speech, not a paragraph of a letter."""
    if not view.opens or view.size < 2:
        return 0.0
    return 1.0 if view.closes or not view.dangling else 0.4


def _sums(values: Iterable[float]) -> Sums:
    return list(accumulate(values, initial=0.0))
