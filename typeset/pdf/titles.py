"""Titles: how a long one is broken over the lines of a story's first page, and cut in a running head.

Enters: a title.  Leaves: the title with breaks, or a shorter text.  Never loses a word of the title itself.
"""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from typeset.model import Element

# Characters of a line on 312 pt: of a story's title (21 pt), of the book's (30 pt; 14 pt where it has no end); of a
# running head (10 pt italic), which is to be no wider than three fifths of it.
STORY_TITLE_LINE, BOOK_TITLE_LINE, ENDLESS_TITLE_LINE, RUNNING_HEAD = 32, 22, 48, 44
# How much worse a break is than lines of unequal length, in characters squared: none after a stop or before a bracket,
# little before words that open a phrase, much after words that want what follows.
AFTER_STOP, BEFORE_PHRASE, ELSEWHERE, AFTER_SMALL_WORD = 0, 25, 60, 200
STOPS = (",", ";", ":", "–", "—", "!", "?", ".", "…", ")", "/")
CONJUNCTIONS = frozenset({"and", "or", "but", "when", "where", "as", "than", "who", "that", "which"})
PREPOSITIONS = frozenset({"of", "in", "on", "at", "to", "for", "from", "with", "by", "without"})
DETERMINERS = frozenset({"a", "an", "the", "my", "his", "her", "its", "their", "our", "your", "no"})


def break_title(title: Element, line: int) -> None:
    """Break a heading of plain text at sense, its lines about equal, in place, by `br`; a short one stays as it is."""
    text = " ".join((title.text or "").split())
    title.text = text
    lines = title_lines(text, line)
    title.text = lines[0] if lines else text
    for further in lines[1:]:
        etree.SubElement(title, "br").tail = further


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
    if before.lower() in CONJUNCTIONS | PREPOSITIONS | DETERMINERS:
        return AFTER_SMALL_WORD
    return BEFORE_PHRASE if after in CONJUNCTIONS | PREPOSITIONS else ELSEWHERE


def running_head(title: str, most: int = RUNNING_HEAD) -> str:
    """A title for the head of a page: one line; where it is long, cut at a word, with an ellipsis."""
    text = " ".join(title.split())
    if len(text) <= most:
        return text
    cut = text[: most + 1].rsplit(" ", 1)[0] if " " in text[: most + 1] else text[:most]
    return cut.rstrip(" ,;:.–—-(") + "…"
