"""Where sentences end, for readers that point at them.

Enters: a text.  Leaves: its pieces, which put together are the text.  Never parts a word: only where white space stands
that may break a line, or behind a full stop of the kind that has no space after it.

After Unicode's rules (UAX #29, §5: SB6 to SB11), with the abbreviations that they leave to each language.  A piece too
many or too few makes a bookmark less exact, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A no-break space does not part: it stands before a closing mark in French, and in ". . .".
END = re.compile(
    r"""(?<![.!?…‥])(?P<mark>[.!?…‥]++) (?:[\u00a0\u202f]?[»›] | ["'”’)\]}])*+ [^\S\u00a0\u202f]\s*
    | (?<![。！？｡．])[。！？｡．]++ [」』）】〕》〉”’]*+ \s*""",
    re.VERBOSE,
)
LAST_WORD = re.compile(r"[\w.'’]*\Z")
# As far back and ahead as is looked: further than any abbreviation, quotation marks and a dash.
LONGEST = 10
# Without the last full stop. What is followed by a small letter needs none of this: no sentence ends there.
TITLES = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "rev", "revd", "hon", "messrs", "mme", "mlle", "sr", "sra", "srta", "st", "ste",
    "capt", "col", "gen", "lt", "maj", "sgt", "adm", "cmdr", "gov", "sen", "rep", "hr", "fr", "frl", "dhr", "mevr",
    "e.g", "i.e", "cf", "viz", "vs", "bzw", "z.b", "d.h", "u.a",
})  # fmt: skip
BEFORE_NUMBERS = frozenset({"no", "nos", "nr", "vol", "vols", "ch", "chap", "p", "pp", "fig", "art", "op", "ca"})


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text in order, each with the white space after it."""
    start = 0
    for end in END.finditer(text):
        if end.end() < len(text) and not _goes_on(text, end):
            yield text[start : end.end()]
            start = end.end()
    if start < len(text):
        yield text[start:]


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether a sentence goes on behind what looks like its end."""
    mark = end["mark"]
    if mark is None:
        return False
    after = next((character for character in text[end.end() : end.end() + LONGEST] if character.isalnum()), "")
    if after.islower() or text[end.end()] in ".!?…,;:":
        return True
    word = LAST_WORD.findall(text[max(end.start() - LONGEST, 0) : end.start()])[0]
    return mark == "." and (
        word.lower() in TITLES
        or (len(word) == 1 and word.isalpha() and word != "I")
        or (word.lower() in BEFORE_NUMBERS and after.isdigit())
    )
