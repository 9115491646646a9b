"""What became of each source word: kept, or named as cut.

Enters: the source's blocks, a story tree, the passes' entries.  Leaves: the entries, or LostWordError.
Never changes a tree.

Words are compared as letters and digits in order, since repairs of glue and hyphens change where words part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from typeset.errors import LostWordError, Problem
from typeset.model import Element, text_of

Reason = Literal["chrome", "label", "ornament", "title", "byline"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of one source block that are no part of the story; `text` as in the source."""

    block: int
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Repair:
    """A fault of the source that was mended and is told to the user: "open.Harry" → "open. Harry"."""

    block: int
    before: str
    after: str


@dataclass(slots=True)
class Ledger:
    """The entries that the passes make while a story goes through them."""

    cuts: list[Cut] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def cut(self, block: int, text: str, reason: Reason) -> None:
        """Name `text` of a source block as left out."""
        self.cuts.append(Cut(block, text, reason))

    def repair(self, block: int, before: str, after: str) -> None:
        """Name a fault of the source that was mended."""
        self.repairs.append(Repair(block, before, after))


class _Kept(dict[int, int | None]):
    """A table for str.translate that learns each character when it meets it."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if unicodedata.category(chr(code))[0] in "LMN" else None
        return self[code]


_LETTERS_AND_DIGITS = _Kept()
# What most texts have between their letters: ASCII's signs, taken out as bytes, and those of General Punctuation.
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_SIGNS = re.compile("[\u2010-\u2027]+")


def letters_and_digits(text: str) -> str:
    """The letters, marks and digits of a text in order (NFC), all else left out."""
    data = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass").translate(None, _ASCII_SIGNS)
    kept = _SIGNS.sub("", data.decode("utf-8", "surrogatepass"))
    if not kept.isalnum():
        kept = kept.translate(_LETTERS_AND_DIGITS)
    return unicodedata.normalize("NFC", kept)  # a mark may have come to stand beside a letter


def count_words(texts: Iterable[str]) -> int:
    """How many words texts have: what stands between spaces and has a letter or digit."""
    count = 0
    for text in texts:
        words = text.split()
        odd = [word for word in words if not word[0].isalnum()]
        count += len(words) - len(odd) + sum(any(map(str.isalnum, word)) for word in odd)
    return count


def count_letters(text: str) -> int:
    """How many letters and digits a text has, the same however it is capitalised ("ß" is two, as "SS" is)."""
    return sum(map(str.isalnum, text.casefold()))


def prove(blocks: tuple[str, ...], tree: Element, ledger: Ledger, name: str) -> None:
    """Check that a tree holds every word of its source's blocks but the cuts, and no other.

    Raises LostWordError that names the source (`name`) and shows the words around the first difference.
    """
    expected = letters_and_digits("".join(_less_cuts(blocks, ledger, name)))
    actual = letters_and_digits(text_of(tree))
    if expected == actual:
        return
    at = next((i for i, (a, b) in enumerate(zip(expected, actual, strict=False)) if a != b),
              min(len(expected), len(actual)))  # fmt: skip
    around = slice(max(0, at - 20), at + 20)
    raise LostWordError(Problem(
        f"the words of the story differ from its source: “{expected[around]}” became “{actual[around]}”",
        name, "please report this, it is a fault of typeset"))  # fmt: skip


def _less_cuts(blocks: tuple[str, ...], ledger: Ledger, name: str) -> list[str]:
    kept = list(blocks)
    for cut in ledger.cuts:
        if cut.text not in kept[cut.block]:
            raise LostWordError(
                Problem(f"a cut names words that are not in block {cut.block}: “{cut.text[:40]}”", name)
            )
        kept[cut.block] = kept[cut.block].replace(cut.text, "", 1)
    return kept
