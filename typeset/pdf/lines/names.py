"""Names: the words of a book that are rather not broken.

Enters: the texts of a book's blocks.  Leaves: the words that it writes with a capital in mid-sentence, and never
without one; whether a word is a title before a name.  Never asks a list of names.

Such a word is a name where a sentence begins with it, too; and what is known from the book itself needs no dictionary,
in any language but those that write all nouns so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Languages that write every noun with a capital (ISO 639): there a capital says nothing.
NOUNS_IN_CAPITALS = frozenset({"bar", "de", "gsw", "ksh", "lb", "nds", "pfl", "stq", "swg"})
# Words of fewer letters are not looked up in the hyphenation dictionary.
FEWEST_LETTERS = 5
_WORD = re.compile(rf"\b[^\W\d_]{{{FEWEST_LETTERS},}}")
# Behind a word, a comma or a semicolon; behind the full stop of a title of two or three letters, or of an initial.
_IN_MID_SENTENCE = re.compile(
    r"(?:(?<=[\w,;][ \xa0])|(?<=\b[A-Z]\.[ \xa0])|(?<=\b[A-Z]\w\.[ \xa0])|(?<=\b[A-Z]\w\w\.[ \xa0]))" + _WORD.pattern
)


# With its point and a quotation mark before it.
LONGEST_TITLE = 5
# What stands before a name and is not parted from it: an initial, a title that is cut short, with its point (Mrs., Dr.)
# or without (Mr, St: consonants alone).
_TITLE = re.compile(r"[“‘(]*(?:[A-Z]\w{0,2}\.|[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-xz]{1,2})")


def is_title(word: str) -> bool:
    """Whether a word is an initial or a title that is cut short, as they stand before a name."""
    return _TITLE.fullmatch(word) is not None


def proper_names(texts: Iterable[str]) -> frozenset[str]:
    """The words of five letters or more that stand in mid-sentence with a capital, and nowhere without it."""
    capitals: set[str] = set()
    small: set[str] = set()
    for text in texts:
        capitals.update(word for word in _IN_MID_SENTENCE.findall(text) if word[0].isupper())
        small.update(word for word in _WORD.findall(text) if word.islower())
    return frozenset(word for word in capitals if word.lower() not in small)
