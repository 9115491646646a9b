"""Titles: how a long one is broken over the lines of a story's first page, and cut in a running head.

Enters: a title.  Leaves: the title with breaks, or a shorter text.  Never loses a word of the title itself.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from typeset.model import Element, text_of
from typeset.pdf.settings import PrintSettings

# All lengths here are characters on the design's measure; `PrintSettings.characters` has those of another.


class TitleSize(NamedTuple):
    """A size of title: for titles of at most so many characters, so many to a line; the class that sets it."""

    most: int
    line: int
    class_: str


# A story's title: 21/28 pt up to three lines, 16/21 up to five, then 13/14 (print.css). The book's: 30, 21, 14 pt.
STORY_TITLE = (TitleSize(96, 32, ""), TitleSize(210, 42, "long"), TitleSize(sys.maxsize, 52, "endless"))
BOOK_TITLE = (TitleSize(44, 22, ""), TitleSize(160, 32, "long"), TitleSize(sys.maxsize, 48, "long endless"))
HALF_TITLE, SUBTITLE = (TitleSize(sys.maxsize, 36, ""),), (TitleSize(sys.maxsize, 46, ""),)


class HeadSize(NamedTuple):
    """A running head: at its full size up to so many characters, then a little smaller (`narrow`), then cut."""

    most: int
    narrow: int


# The story's is italic, 10 and 9.5 pt; the book's small capitals, 9 pt, which are wide: neither is longer than two
# thirds of the measure, or it would look like a line of the text.
STORY_HEAD, BOOK_HEAD = HeadSize(44, 54), HeadSize(40, 40)
# How much worse a break is than lines of unequal length, in characters squared: none after a stop or before a bracket,
# little before words that open a phrase, much after words that want what follows.
AFTER_STOP, BEFORE_PHRASE, ELSEWHERE, AFTER_SMALL_WORD = 0, 25, 60, 200
STOPS = (",", ";", ":", "–", "—", "!", "?", ".", "…", ")", "/")
CONJUNCTIONS = frozenset({"and", "or", "but", "when", "where", "as", "than", "who", "that", "which"})
PREPOSITIONS = frozenset({"of", "in", "on", "at", "to", "for", "from", "with", "by", "without"})
DETERMINERS = frozenset({"a", "an", "the", "my", "his", "her", "its", "their", "our", "your", "no"})

SMALL_WORDS = CONJUNCTIONS | PREPOSITIONS | DETERMINERS


def set_title(title: Element, sizes: Sequence[TitleSize], page: PrintSettings) -> str:
    """Break a title at sense, its lines about equal, in place, by `br`; returns the class of its size.

    One with elements in it stays as it is, and so does a short one.
    """
    if len(title):
        return ""
    text = " ".join(text_of(title).split())
    size = next(size for size in sizes if len(text) <= page.characters(size.most))
    title.text, *further = title_lines(text, page.characters(size.line))
    for line in further:
        etree.SubElement(title, "br").tail = line
    return size.class_


def title_lines(text: str, line: int) -> list[str]:
    """The lines of a title: the fewest of at most `line` characters; of these the best by length and by sense."""
    words = text.split()
    if len(text) <= line or len(words) < 2:
        return [text]
    fewest = -(-len(text) // line)
    for count in range(fewest, len(words) + 1):
        lines = _best_lines(words, count, line, len(text) / count)
        if lines:
            return lines
    return [text]


def _best_lines(words: list[str], count: int, line: int, ideal: float) -> list[str]:
    """The words in `count` lines at the least cost (shortest path over break places), or [] if they do not fit."""
    # best[n]: least cost and breaks of lines that end before word n
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number in range(1, count + 1):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in best.items():
            for end in range(start + 1, len(words) + 1):
                length = len(" ".join(words[start:end]))
                if length > line:
                    break
                if (end == len(words)) != (number == count):
                    continue
                total = cost + (length - ideal) ** 2 + _break_cost(words, end)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, (*breaks, end))
        best = reached
    if len(words) not in best:
        return []
    starts = (0, *best[len(words)][1])
    return [" ".join(words[a:b]) for a, b in pairwise(starts)]


def _break_cost(words: list[str], end: int) -> float:
    if end == len(words):
        return 0
    before, after = words[end - 1], words[end].lower()
    if before.endswith(STOPS) or after.startswith(("(", "[", "–", "—")):
        return AFTER_STOP
    if before.lower() in SMALL_WORDS:
        return AFTER_SMALL_WORD
    return BEFORE_PHRASE if after in CONJUNCTIONS | PREPOSITIONS else ELSEWHERE


def running_head(title: str, size: HeadSize, page: PrintSettings) -> tuple[str, bool]:
    """(a title for the heads of pages, whether it is narrow); a long one is cut behind a word, and no small one."""
    text = " ".join(title.split())
    most = page.characters(size.narrow)
    if len(text) <= most:
        return text, len(text) > page.characters(size.most)
    words = text[: most + 1].split(" ")[:-1]
    while words and words[-1].lower() in SMALL_WORDS:
        words.pop()
    return (" ".join(words) or text[:most]).rstrip(" ,;:.–—-(") + "…", True
