"""Places named by words: the blocks that some words begin, and words that only one block begins with.

Enters: the texts of a story's blocks, words of the user's.  Leaves: indices of blocks, words.  Never guesses: all the
blocks that the words may mean are the answer.

White space, quotation marks, dashes and capitals do not count.  Words may run on from one block into the next.  Where
the same words stand again and again, a number at their end says which is meant: “Yours, [2]”.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_WHICH = re.compile(r"\s+\[(\d{1,6})\]$")
# An anchor that we write has this many words, more where it must; beyond the most, a number says which is meant.
_USUAL_WORDS, _MOST_WORDS, _MOST_CHARACTERS = 5, 24, 240
# Of the block below it has so many that a person sees where it is.
_MORE_WORDS = 3
# Blocks are looked up by this many of their letters and digits.
_PREFIX = 6
# Words that are as much alike as this, and have so many characters in common at one end, may be the same, mistyped.
_ALIKE, _SAME = 0.8, 2


class Anchors:
    """The blocks of one story, to be looked up by how they begin."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        keys = [key_of(text) for text in texts]
        self._run = "".join(keys)
        self._starts: list[int] = []
        self._signs: dict[int, str] = {}  # of the blocks that have neither a letter nor a digit
        self._by_prefix: dict[str, list[int]] = {}
        start = 0
        for at, key in enumerate(keys):
            self._starts.append(start)
            if key:
                self._by_prefix.setdefault(self._run[start : start + _PREFIX], []).append(at)
            else:
                self._signs[at] = _squeezed(texts[at])
            start += len(key)

    def standing(self, words: str, after: int = 0) -> list[int]:
        """The blocks at or after `after` that begin with the words, in order; of many, the one that a number names."""
        which = _WHICH.search(words)
        found = self._beginning(words[: which.start()] if which else words, after)
        return found[int(which[1]) - 1 : int(which[1])] if which else found

    def amid(self, words: str) -> int | None:
        """The first block that has the words, but does not begin with them."""
        key = key_of(words)
        place = self._run.find(key) if key else -1
        while place >= 0:
            at = bisect_right(self._starts, place) - 1
            if place > self._starts[at] and place + len(key) <= self._end(at):
                return at
            place = self._run.find(key, place + 1)
        return None

    def like(self, words: str) -> str | None:
        """How a block begins, in as many words, where that is nearly what was said, and quite so at one end."""
        count = len(words.split())
        openings = dict.fromkeys(" ".join(text.split(maxsplit=count)[:count]) for text in self._texts)
        some = [each for each in openings if each[:_SAME] == words[:_SAME] or each[-_SAME:] == words[-_SAME:]]
        return next(iter(difflib.get_close_matches(words, some, n=1, cutoff=_ALIKE)), None)

    def _end(self, at: int) -> int:
        return self._starts[at + 1] if at + 1 < len(self._starts) else len(self._run)

    def words_for(self, at: int, after: int = 0) -> str:
        """Words by which `standing` answers with block `at` alone: its own first, then those that follow it."""
        own = len(self._texts[at].split())
        taken: list[str] = []
        for word in self._words_from(at):
            taken.append(word)
            if len(taken) < min(_USUAL_WORDS, own) or own < len(taken) < own + _MORE_WORDS:
                continue
            words = " ".join(taken)
            if len(taken) > _MOST_WORDS or len(words) > _MOST_CHARACTERS:
                break
            if self.standing(words, after) == [at]:
                return words
        words = " ".join(taken[: min(_USUAL_WORDS, own)])[:_MOST_CHARACTERS]
        return f"{words} [{self._beginning(words, after).index(at) + 1}]"

    def _words_from(self, at: int) -> Iterator[str]:
        for text in self._texts[at:]:
            for word in text.split():
                yield "".join(c for c in word if unicodedata.category(c) not in ("Cc", "Cs"))

    def _beginning(self, words: str, after: int) -> list[int]:
        key = key_of(words)
        if not key:
            signs = _squeezed(words)
            return [at for at, own in self._signs.items() if at >= after and signs and own.startswith(signs)]
        if len(key) < _PREFIX:
            some = sorted(at for prefix, places in self._by_prefix.items() if prefix.startswith(key) for at in places)
        else:
            some = self._by_prefix.get(key[:_PREFIX], [])
        return [at for at in some if at >= after and self._run.startswith(key, self._starts[at])]


def key_of(text: str) -> str:
    """Letters and digits in lower case: white space, quotation marks, dashes and their styles do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
