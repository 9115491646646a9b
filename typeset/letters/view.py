"""A normalised view of each block: what the signs of a letter look at.

Enters: a clean tree.  Leaves: views in document order, one a source block.  Never changes the tree, never judges.

Author's notes are no part of the story and have no view.  Elements that carry the same source block (the parts of
a split block) share one view, as a letter begins and ends with whole source blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from typeset.letters.lexicon import FIRST_PERSON, PAST, PRESENT, SECOND_PERSON, THIRD_PERSON
from typeset.model import BLOCK, GAP, QUOTED, Element, block_numbers, local, xhtml

# Every kind of quotation mark and dash becomes one kind, so that a pattern need know only that one.
_PLAIN = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "‚": "'", "`": "'",
    "―": "—", "–": "—", "‒": "—", "⸺": "—", "⸻": "—",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2060": "", "…": "...",
}  # fmt: skip
_DASHES = re.compile(r"-{2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# Text that is all ASCII in lower case, with a space for all that parts words; an apostrophe may stand inside one.
_SPACED = {code: chr(code).lower() if chr(code).isalnum() or chr(code) == "'" else " " for code in range(128)}
# Letters that a pattern that ignores case takes for others: the long s, the i without its dot and the I with one.
_ODD = {"ſ": "s", "ı": "i", "İ": "i"}
# Not after a title or an initial: “from Mrs. Lee”.
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bM[rsM])(?<!\b[DS][rt])(?<!\bMrs)(?<!\bCol)(?<!\bCapt)(?<!\bMessrs)[.!?:][\"')]*\s+"
)
# Words of the narration's last sentences that are looked through for an announcement.
_TAIL_CHARACTERS = 260
_ASIDE, _QUOTATION, _BREAK, _RULE = map(xhtml, ("aside", "blockquote", "br", "hr"))
_ITALIC = frozenset(map(xhtml, ("em", "i")))
_TABLES = {"m": FIRST_PERSON, "y": SECOND_PERSON, "t": THIRD_PERSON, "n": PRESENT, "p": PAST}
# Each word of the tables, with the marks of those that it is in.
_MARKS = {
    word: "".join(mark for mark, table in _TABLES.items() if word in table)
    for word in frozenset().union(*_TABLES.values())
}


class Rates(NamedTuple):
    """Share of a block's words that are of the first, second or third person, of present or of past tense."""

    me: float
    you: float
    third: float
    present: float
    past: float


class View:
    """One source block (or several that a pass joined), normalised once.

    first, last: its source block numbers.  elements: the leaf blocks that hold it.  text: quotation marks and dashes
    of one kind, single spaces.  lines: the same, parted at `br`.  core: the text without a quotation's ">" at its head.
    italic: share of its letters that are in `em` or `i`; slanted: all are.  gap: blank lines before it beyond what is
    usual in the source, 0 where there are none.  broken: a scene break that the source marks stands before it.
    quoted: its line began with ">".  inset: it stands in a quotation block.

    words: in lower case, `size` of them.  vocabulary: the same, once each.  atoms: those and the parts of each at its
    apostrophes, so that a word that a pattern sees is one of them (`guards.Guarded`).  head: the first atom.
    rates: person and tense by the words.

    opens: it begins with a quotation mark, double or single.  closes: it ends with one.  dangling: a quotation that it
    opens is not closed in it, as of each paragraph but the last of a long one.  narration: what stands outside double
    quotation marks.  speech: share of the text that is inside them.
    """

    __slots__ = ("_sentences", "atoms", "broken", "closes", "core", "dangling", "elements", "first", "gap",
                 "head", "inset", "italic", "last", "lines", "narration", "opens", "quoted", "rates", "size",
                 "slanted", "speech", "tag", "text", "vocabulary", "words")  # fmt: skip

    def __init__(self, elements: list[Element], first: int, last: int, gap: int, broken: bool, inset: bool) -> None:
        self.elements = elements
        self.first, self.last, self.gap, self.broken, self.inset = first, last, gap, broken, inset
        self.tag = local(elements[0])
        self.quoted = any(element.get(QUOTED) for element in elements)
        parts = [_read(element) for element in elements]
        raw = "\n".join([text for text, _ in parts])
        slanted = sum([italic for _, italic in parts])
        self.italic = min(1.0, slanted / max(1, sum(map(str.isalnum, raw)))) if slanted else 0.0
        self.slanted = self.italic > 0.9
        self.lines = [line for line in map(plain, raw.split("\n")) if line] or [""]
        self.text = " ".join(self.lines)
        self.core = self.text.lstrip("> ")
        self._sentences: list[str] | None = None
        self._read_words()
        self._read_quotation_marks()

    def _read_words(self) -> None:
        self.words = _words(self.text)
        self.size = len(self.words)
        self.vocabulary = frozenset(self.words)
        self.atoms = self.vocabulary
        if "'" in self.text:
            self.atoms = self.atoms.union(*[word.split("'") for word in self.vocabulary if "'" in word])
        self.head = self.words[0].partition("'")[0] if self.words else ""
        if not self.text.isascii() and any(map(self.text.__contains__, _ODD)):
            folded = _words(_replaced(self.text, _ODD).replace("'", " "))
            self.atoms, self.head = self.atoms.union(folded), folded[0] if folded else ""
        marks, size = "".join(filter(None, map(_MARKS.get, self.words))), self.size or 1
        self.rates = Rates(*[marks.count(mark) / size for mark in _TABLES])

    def _read_quotation_marks(self) -> None:
        text, core = self.text, self.core
        single = core[:1] == "'"
        self.opens = core[:1] == '"' or (single and core[1:2].isupper())
        self.closes = core[-1:] in "\"'.,;" and core.rstrip(".,;")[-1:] in ('"', "'")
        self.narration, self.speech = text, 0.0
        odd = False
        if '"' in text:
            parts = text.split('"')
            odd = len(parts) % 2 == 0
            self.narration = " ".join(parts[::2]) + " " * odd
            self.speech = 1 - len(self.narration.strip()) / max(1, len(text))
        self.dangling = odd or (single and self.opens and not self.closes)

    @property
    def mark(self) -> str:
        """Its last character under the quotation marks that close; "" where there is none."""
        return self.text.rstrip("\"' ")[-1:]

    @property
    def tail(self) -> str:
        """The last words of the narration; the first may be cut."""
        return self.narration.strip()[-_TAIL_CHARACTERS:]

    @property
    def sentences(self) -> list[str]:
        """The last sentences of the narration, in order."""
        if self._sentences is None:
            self._sentences = list(_sentences(self.tail))
        return self._sentences


def _words(text: str) -> list[str]:
    """The words of a text in lower case."""
    text = text.replace("—", " ")
    if not text.isascii():
        return _WORD.findall(text.lower())
    text = text.translate(_SPACED)
    if "'" in text:
        # An apostrophe that has no letter on one side parts words as well.
        text = f" {text} ".replace("''", "  ").replace(" '", "  ").replace("' ", "  ")
    return text.split()


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without those that are nothing but marks."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if text[start : end.start() + 1].strip(" \"'"):
            yield text[start : end.start() + 1]
        start = end.end()
    if text[start:].strip(" \"'"):
        yield text[start:]


def _replaced(text: str, table: Mapping[str, str]) -> str:
    # A text that is not ASCII is translated ten times slower.
    for old, new in table.items():
        if old in text:
            text = text.replace(old, new)
    return text


def plain(text: str) -> str:
    """Text with one kind of quotation mark and of dash, and single spaces."""
    text = text.replace("`", "'") if text.isascii() else _replaced(text, _PLAIN)
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        # White space of another kind, or too much.
        text = " ".join(text.split())
    return _DASHES.sub("—", text) if "--" in text else text


def views(tree: Element) -> list[View]:
    """The views of a tree's blocks, in order."""
    found: list[View] = []
    usual = _usual_gap(tree)
    gap, broken = 0, False
    for element, inset in _leaves(tree):
        width = element.get(GAP)
        if element.tag == _RULE:
            gap, broken = max(gap, int(width) - usual if width else 0), broken or width is None
            continue
        numbers = block_numbers(element)
        if found and numbers[0] <= found[-1].last:
            last = found[-1]
            found[-1] = View(
                [*last.elements, element], last.first, max(last.last, numbers[-1]), last.gap, last.broken, last.inset
            )
            continue
        own = max(0, int(width or usual) - usual)
        found.append(View([element], numbers[0], numbers[-1], max(gap, own) if found else 0, broken, inset))
        gap, broken = 0, False
    return found


def _usual_gap(tree: Element) -> int:
    """The number of blank lines that most blocks of the source have before them."""
    widths = Counter(int(width) for element in tree.iter() if (width := element.get(GAP)) and element.get(BLOCK))
    return max(sorted(widths), key=widths.__getitem__, default=0)


def _leaves(tree: Element) -> Iterator[tuple[Element, bool]]:
    """The numbered leaf blocks and scene breaks outside author's notes, each with "is in a quotation block"."""
    waiting = [(tree, False)]
    while waiting:
        element, quotation = waiting.pop()
        tag = element.tag
        if tag == _ASIDE:
            continue
        if tag == _QUOTATION:
            quotation = True
        elif tag == _RULE or element.get(BLOCK) is not None:
            yield element, quotation
        if len(element):
            waiting.extend([(child, quotation) for child in reversed(element)])


def _read(element: Element) -> tuple[str, int]:
    """The text of a leaf block (`br` as newline, other white space as it is) and how many characters are italic."""
    text = (element.text or "").replace("\n", " ")
    if not len(element):
        return text, 0
    parts, italic = [text], 0
    for piece, slanted in _inside(element):
        parts.append(piece)
        italic += sum(map(str.isalnum, piece)) if slanted else 0
    return "".join(parts), italic


def _inside(element: Element) -> Iterator[tuple[str, bool]]:
    """The texts of what is in a leaf block, from its first child on, each with "is italic"."""
    waiting: list[tuple[Element | str, bool]] = [(child, False) for child in reversed(element)]
    while waiting:
        node, slanted = waiting.pop()
        if isinstance(node, str):
            yield node.replace("\n", " "), slanted
            continue
        if node.tail:
            waiting.append((node.tail, slanted))
        if not isinstance(node.tag, str):
            continue
        if node.tag == _BREAK:
            yield "\n", False
        slanted = slanted or node.tag in _ITALIC
        if node.text:
            yield node.text.replace("\n", " "), slanted
        waiting.extend([(child, slanted) for child in reversed(node)])


def narrates(view: View) -> bool:
    """A paragraph of narration: third person, little speech, nobody addressed."""
    rates = view.rates
    return view.size > 4 and view.speech < 0.5 and rates.third > 0.02 and rates.you == 0 and rates.me < 0.03


def joined(some: Sequence[View]) -> str:
    """The text of several views."""
    return "\n".join(view.text for view in some)
