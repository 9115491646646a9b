"""Quotation marks, apostrophes and primes made typographic for the book's language.

Enters: a tree with marks of a typewriter.  Leaves: the same tree with “ ” ‘ ’ (or the language's own) in their
place.  Never changes a mark that is typographic already, and never turns singles into doubles.

Each block is read from left to right.  A mark opens or closes by what stands around it; only where that leaves it
open (`he said--"go"`, a mark between two letters) is it decided by whether a quotation is under way.  A paragraph that
opens a quotation and does not close it, as in a speech of many paragraphs, needs nothing else for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.ledger import Ledger
from typeset.model import Element
from typeset.passes import languages
from typeset.passes.flow import Edit, Flow, flows

APOSTROPHE = "’"
INCHES = "″"
_STRAIGHT = "\"'`"
_MARK = re.compile(r"``|''(?!')|[\"'`“”„«»]")
_DASHES = "-–—―"
_OPENERS = "([{¿¡/“‘«„‚‹"
_SENTENCE_MARKS = ".,!?—…"
_ENDERS = ".,;:!?)]}…/\ufffc”’»›"

# Words that have lost their beginning, and are never the first of a quotation but by a rare chance.
_SURE = (
    "t(?:is|was|were|will|would|ould|wasn|warn|isn|ween|wixt)|em|im|ow|ave|ad|ome|ouse|ead|eard|ell|ello|alf|igh|e|ee|"
    "un|uns|ud|nother|nuff|kay|scuse|spect|fraid|pon|neath|gainst|twixt|cept|cos|coz|cuz|bout|til|sup|ere|ole|ospital|"
    "allo|appen|arry|arf|isself|issen"
)
_DOUBTFUL = "is|as|er|round|till|cause|less|and|stead|tween|long|way|spose"
_ELISION = re.compile(
    rf"'(?:(?:{_SURE})(?![^\W_])|\d\ds?(?![^\W_])|n'(?![^\W_])|(?:n|d|ve|ll)(?=\s))(?!')", re.IGNORECASE
)
_MAYBE = re.compile(rf"'(?:{_DOUBTFUL})(?![^\W_]|[-'])", re.IGNORECASE)
_CLOSER = re.compile(r"(?:(?<=[^\s'\"“‘(\[])|(?<=[.,!?…]\"))'(?![^\W_])")
# How far from its opening a quotation is looked for its end, in characters.
_REACH = 3000
# Feet and inches, degrees and minutes: 5'10", 6' 2½", 5'10.
_FEET = re.compile(r"(?<=\d)'(?=\s?\d{1,2}(?:[½¼¾]|\.\d+)?(?:\"|''|\b(?![\d']|\w)))")
_INCHES = re.compile(r"(?<=\d)′(\s?\d{1,2}(?:[½¼¾]|\.\d+)?)(?:\"|'')")


def quotes(tree: Element, ledger: Ledger, language: str) -> Element:
    """Make the straight marks of every block typographic; the tree is changed in place."""
    marks = languages.quotes(language)
    for flow in flows(tree, _STRAIGHT):
        flow.sub(_FEET, "′")
        flow.sub(_INCHES, lambda match: f"′{match[1]}″")
        flow.apply(_Reading(flow, marks).edits())
    return tree


class _Reading:
    """One block's text, read once from left to right, and the quotations that are under way."""

    def __init__(self, flow: Flow, marks: languages.Quotes) -> None:
        self.text = flow.text
        self.marks = marks
        self.closing = re.compile(rf"\"(?![^\W_])|{marks.close.strip()}")
        self.double = False
        self.single = False
        self.done: dict[int, str] = {}  # what a mark became, by the place of its last character

    def edits(self) -> Iterator[Edit]:
        """The marks to be changed, in order."""
        match = _MARK.search(self.text)
        while match:
            mark, at = match[0], match.start()
            if mark == "''" and (_ELISION.match(self.text, at + 1) or self._two_singles(at)):
                mark = "'"
            end = at + len(mark)
            replacement = self._read(mark, at)
            if replacement is not None:
                self.done[end - 1] = replacement
                yield Edit(at, end, replacement)
            match = _MARK.search(self.text, end)

    def _read(self, mark: str, at: int) -> str | None:
        """What one mark becomes; None for one that is typographic already."""
        if mark in ("``", "''", '"'):
            return self._double(at, len(mark), opens=mark == "``")
        if mark == "`":
            return self._backtick(at)
        if mark == "'":
            return self._single(at)
        self._note(mark)
        return None

    def _note(self, mark: str) -> None:
        if mark == self.marks.open.strip():
            self.double = True
        elif mark == self.marks.close.strip():
            self.double = self.single = False

    def _before(self, at: int) -> str:
        """The character before a mark, as it will be; a space at the start."""
        if at == 0:
            return " "
        return self.done.get(at - 1, self.text[at - 1])[-1:] or " "

    def _after(self, end: int) -> str:
        """The first character after a mark and the straight marks that follow it; a space at the end."""
        while end < len(self.text) and self.text[end] in _STRAIGHT:
            end += 1
        return self.text[end] if end < len(self.text) else " "

    def _opened_before(self, at: int) -> bool:
        before = self._before(at)
        just_opened = at > 0 and self.done.get(at - 1, "") in (self.marks.open, self.marks.inner_open)
        return before.isspace() or before in _OPENERS + _DASHES or just_opened

    def _closed_after(self, end: int) -> bool:
        after = self._after(end)
        return after.isspace() or after in _ENDERS + _DASHES

    def _two_singles(self, at: int) -> bool:
        """Whether two singles are two marks: the one of a word's end, and one that closes or begins a word."""
        if self.text[at - 1 : at].isalnum() and self.text[at + 2 : at + 3].isalnum():
            return True
        return self.single and self._closed_after(at + 2) and not self._opened_before(at)

    def _double(self, at: int, length: int, *, opens: bool) -> str:
        before, after = self._opened_before(at), self._closed_after(at + length)
        if not self.double and length == 1 and self._before(at).isdigit():
            return INCHES
        if at == 0 or opens:
            opening = True
        elif before != after:
            opening = before and not (self.double and self._before(at) in _DASHES)
        else:
            cut_off = before and self._before(at) in _DASHES and self._after(at + length).isspace()
            opening = not self.double and not cut_off
        self.double = opening
        if not opening:
            self.single = False
        return self.marks.open if opening else self.marks.close

    def _single(self, at: int) -> str:
        before, after = self._before(at), self.text[at + 1 : at + 2]
        if (before.isalnum() and after.isalnum()) or _ELISION.match(self.text, at):
            return APOSTROPHE
        opened, closed = self._opened_before(at), self._closed_after(at + 1)
        if opened and (not closed or (not self.single and after and not after.isspace())) and self._opens(at):
            self.single = True
            return self.marks.inner_open
        if opened and not closed:
            return APOSTROPHE
        ends, self.single = self.single, self.single and closed is False
        return self.marks.inner_close if ends and closed else APOSTROPHE

    def _opens(self, at: int) -> bool:
        """Whether a single mark that could open does so: something has to close it, but for a paragraph's first."""
        if self.single:
            return False
        begins = (at < 4 and self.text[:at].strip() in ("", '"', "“")) or self.text[at + 1 : at + 2] == '"'
        scope = at + _REACH
        if self.double:
            end = self.closing.search(self.text, at + 2, scope)
            scope = end.end() + 1 if end else scope
        closers = [m.start() for m in _CLOSER.finditer(self.text, at + 2, scope)]
        if _MAYBE.match(self.text, at):
            ended = any(self.text[closer - 1] in _SENTENCE_MARKS for closer in closers)
            return ended or (begins and self.text[at + 1].isupper())
        return begins or any(not _is_elision_end(self.text, closer) for closer in closers)

    def _backtick(self, at: int) -> str:
        if self._opened_before(at) and not self._closed_after(at + 1):
            self.single = True
            return self.marks.inner_open
        return APOSTROPHE


def _is_elision_end(text: str, at: int) -> bool:
    """Whether a mark at a word's end is rather the word's own: o', th', goin'."""
    head = text[max(0, at - 20) : at].rsplit(None, 1)[-1].lstrip("\"'“‘([—-").lower()
    return head in ("o", "th", "an", "wi", "ol", "lil") or (len(head) > 3 and head.endswith("in"))
