"""A normalised view of each block: what the signs of a letter look at.

Enters: a clean tree.  Leaves: views in document order, one a source block.  Never changes the tree, never judges.

Author's notes are no part of the story and have no view.  Elements that carry the same source block (the parts of
a split block) share one view, as a letter begins and ends with whole source blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from typeset.letters.lexicon import FIRST_PERSON, PAST, PRESENT, SECOND_PERSON, THIRD_PERSON
from typeset.model import BLOCK, GAP, QUOTED, Element, block_numbers, local

# Every kind of quotation mark and dash becomes one kind, so that a pattern need know only that one.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
     "―": "—", "–": "—", "⸺": "—", "⸻": "—", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2060": "", "…": "..."}
)  # fmt: skip
_DASHES = re.compile(r"-{2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:])[\"')]*\s+")
_SPOKEN = re.compile(r'"[^"]*(?:"|$)')
# Words of the narration's last sentences that are looked through for an announcement.
_TAIL_CHARACTERS = 260


@dataclass(frozen=True, slots=True)
class Rates:
    """Share of a block's words that are of the first, second or third person, of present or of past tense."""

    me: float
    you: float
    third: float
    present: float
    past: float


class View:
    """One source block (or several that a pass joined), normalised once.

    first, last: its source block numbers.  elements: the leaf blocks that hold it.  text: quotation marks and dashes
    of one kind, single spaces.  lines: the same, parted at `br`.  italic: share of its letters that are in `em` or `i`.
    gap: blank lines before it beyond what is usual in the source, 0 where there are none.  broken: a scene break that
    the source marks stands before it.  quoted: its line began with ">".  inset: it stands in a quotation block.
    """

    def __init__(self, elements: list[Element], first: int, last: int, gap: int, broken: bool, inset: bool) -> None:
        self.elements, self.first, self.last, self.gap, self.broken, self.inset = (
            elements,
            first,
            last,
            gap,
            broken,
            inset,
        )
        self.tag = local(elements[0])
        self.quoted = any(element.get(QUOTED) for element in elements)
        parts = [_read(element) for element in elements]
        raw = "\n".join(text for text, _ in parts)
        self.italic = min(1.0, sum(italic for _, italic in parts) / max(1, sum(map(str.isalnum, raw))))
        self.lines = [line for line in (plain(part) for part in raw.split("\n")) if line] or [""]
        self.text = " ".join(self.lines)

    @cached_property
    def core(self) -> str:
        """The text without a dash or a quotation's ">" at its head."""
        return self.text.lstrip("> ")

    @property
    def slanted(self) -> bool:
        """All of it is italic."""
        return self.italic > 0.9

    @cached_property
    def words(self) -> list[str]:
        """The words in lower case."""
        return _WORD.findall(self.text.lower())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words in lower case, once each."""
        return frozenset(self.words)

    @cached_property
    def size(self) -> int:
        """How many words."""
        return len(self.words)

    @cached_property
    def opens(self) -> bool:
        """It begins with a quotation mark, double or single."""
        return self.core[:1] == '"' or (self.core[:1] == "'" and self.core[1:2].isupper())

    @cached_property
    def closes(self) -> bool:
        """It ends with a quotation mark."""
        return self.core.rstrip(".,;")[-1:] in ('"', "'") and self.core[-1:] in "\"'.,;"

    @cached_property
    def dangling(self) -> bool:
        """A quotation that it opens is not closed in it, as of each paragraph but the last of a long one."""
        return self.core.count('"') % 2 == 1 or (self.core[:1] == "'" and self.opens and not self.closes)

    @cached_property
    def narration(self) -> str:
        """What stands outside double quotation marks."""
        return _SPOKEN.sub(" ", self.text) if '"' in self.text else self.text

    @cached_property
    def speech(self) -> float:
        """Share of the text that is inside double quotation marks."""
        return 1 - len(self.narration.strip()) / max(1, len(self.text)) if '"' in self.text else 0.0

    @cached_property
    def sentences(self) -> list[str]:
        """The last sentences of the narration, in order."""
        return [part for part in _SENTENCE.split(self.narration.strip()[-_TAIL_CHARACTERS:]) if part.strip(" \"'")]

    @cached_property
    def rates(self) -> Rates:
        """Person and tense by the words."""
        counts = [0, 0, 0, 0, 0]
        for word in self.words:
            for at, table in enumerate(_TABLES):
                if word in table:
                    counts[at] += 1
        size = max(1, self.size)
        return Rates(*(count / size for count in counts))


_TABLES = (FIRST_PERSON, SECOND_PERSON, THIRD_PERSON, PRESENT, PAST)


def plain(text: str) -> str:
    """Text with one kind of quotation mark and of dash, and single spaces."""
    text = " ".join(text.translate(_PLAIN).split())
    return _DASHES.sub("—", text) if "--" in text else text


def views(tree: Element) -> list[View]:
    """The views of a tree's blocks, in order."""
    found: list[View] = []
    usual = _usual_gap(tree)
    gap, broken = 0, False
    for element, inset in _leaves(tree):
        if local(element) == "hr":
            width = element.get(GAP)
            gap, broken = max(gap, int(width) - usual if width else 0), broken or width is None
            continue
        numbers = block_numbers(element)
        if found and numbers[0] <= found[-1].last:
            last = found[-1]
            found[-1] = View(
                [*last.elements, element], last.first, max(last.last, numbers[-1]), last.gap, last.broken, last.inset
            )
            continue
        own = max(0, int(element.get(GAP) or usual) - usual)
        found.append(View([element], numbers[0], numbers[-1], max(gap, own) if found else 0, broken, inset))
        gap, broken = 0, False
    return found


def _usual_gap(tree: Element) -> int:
    """The number of blank lines that most blocks of the source have before them."""
    widths = [int(element.get(GAP, "")) for element in tree.iter() if element.get(GAP) and element.get(BLOCK)]
    return max(sorted(set(widths)), key=widths.count, default=0)


def _leaves(tree: Element) -> Iterator[tuple[Element, bool]]:
    """The numbered leaf blocks and scene breaks outside author's notes, each with "is in a quotation block"."""
    depth = quotation = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = local(element)
        step = 1 if event == "start" else -1
        if name == "aside":
            depth += step
        elif name == "blockquote":
            quotation += step
        elif event == "start" and not depth and (name == "hr" or element.get(BLOCK) is not None):
            yield element, quotation > 0


def _read(element: Element) -> tuple[str, int]:
    """The text of a leaf block (`br` as newline, other white space as it is) and how many characters are italic."""
    if not len(element):
        return (element.text or "").replace("\n", " "), 0
    parts: list[str] = []
    italic = depth = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        slanted = local(node) in ("em", "i")
        if event == "start":
            depth += slanted
            if local(node) == "br":
                parts.append("\n")
            piece = node.text if local(node) else None
        else:
            depth -= slanted
            piece = node.tail if node is not element else None
        if piece:
            parts.append(piece.replace("\n", " "))
            italic += sum(map(str.isalnum, piece)) if depth else 0
    return "".join(parts), italic


def narrates(view: View) -> bool:
    """A paragraph of narration: third person, little speech, nobody addressed."""
    rates = view.rates
    return view.size > 4 and view.speech < 0.5 and rates.third > 0.02 and rates.you == 0 and rates.me < 0.03


def joined(some: Sequence[View]) -> str:
    """The text of several views."""
    return "\n".join(view.text for view in some)
