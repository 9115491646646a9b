"""Pasted and plain text: lines become source blocks, and paragraphs of a raw tree.

Enters: a text, already decoded.  Leaves: a `Raw` whose tree has a `p` a paragraph.  Never drops a word, and never
reads what a line means: ornaments, emphasis and quotation marks are the passes' business.

A source block is a line that is not blank.  Paragraphs are lines, too, but in a text that was wrapped by hand or
by a mailer at some column; there the lines that flow into one another are joined.  Whether a line was wrapped is
told from the one thing that a wrapping editor leaves behind: the first word of the next line would not have fitted.
Verse, addresses and signatures fail that test, and stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from typeset.model import BLOCK, GAP, REGION, Element, Raw, new
from typeset.readers.decode import fit_for_xml
from typeset.readers.tags import tags_of_lines

_LINE_END = re.compile(r"\r\n|\r|\n")
# A word that is cut at a line's end, or a dash without spaces on either side of one.
_HYPHENATED, _DASHED = re.compile(r"\w-{1,2}$"), re.compile(r"--\w")
_QUOTE_MARK = re.compile(r"(?:>\s?)+")

# Columns: no mailer wraps below the one or above the other.
_NARROWEST, _WIDEST = 45, 110
# The share of line ends that run on in lower case in a wrapped text, and the share of those that are full.
_FLOWING, _FULL = 0.4, 0.5
# Half of the lines that run on are at least this long, as a share of the column.
_EVEN = 0.8
# An editor that fills by its own lights may stop this many columns short of its own widest line.
_SLACK = 2
# A line inside a wrapped paragraph may be this short when the text was touched after it was wrapped: the shorter
# where the next line goes on in lower case, the longer where all that is known is that no sentence ended.
_RAGGED, _UNENDED = 0.6, 0.85
# A name may end in a stop ("Jr."), not in what goes on with a sentence.
_BYLINE = re.compile(r"(?:written )?by:? (\w[^,;:!?…]{1,60})", re.IGNORECASE)
_LONGEST_TITLE = 120
_SENTENCE_END = re.compile(r"[.?!:…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank; `gap` counts the blank lines before it, `indent` and `width` are in characters."""

    number: int
    text: str
    gap: int
    indent: int

    @property
    def width(self) -> int:
        return self.indent + len(self.text)

    @property
    def words(self) -> str:
        """The text without the ">" of quoted mail."""
        mark = _QUOTE_MARK.match(self.text)
        return self.text[mark.end() :] if mark else self.text

    @property
    def quoted(self) -> bool:
        return self.text.startswith(">")

    @property
    def flows_on(self) -> bool:
        """Whether the line goes on with a sentence, as far as its first letter tells."""
        return self.words[:1].islower()


def read_text(text: str, name: str) -> Raw:
    """The raw tree of a plain text; `name` is the file's, and says nothing here about the title."""
    lines = _lines(text)
    tree = new("section")
    for paragraph in _paragraphs(lines):
        first, last = paragraph[0].number, paragraph[-1].number
        element = new("p", _joined(paragraph))
        element.set(BLOCK, str(first) if first == last else f"{first}-{last}")
        element.set(GAP, str(paragraph[0].gap))
        tree.append(element)
    title, author = _title_and_byline(tree, lines)
    texts = tuple(line.text for line in lines)
    return Raw(texts, "text", title, author, tags=tags_of_lines(texts), tree=tree)


def _title_and_byline(tree: Element, lines: Sequence[_Line]) -> tuple[str | None, str | None]:
    """The title and author that a text begins with, a line each, the second "by …"; their blocks are named so."""
    if len(lines) < 3 or len(lines[0].text) > _LONGEST_TITLE or lines[0].text.endswith((",", ";", ":", "-")):
        return None, None
    byline = _BYLINE.fullmatch(lines[1].text)
    head = [child for child in list(tree)[:2] if child.get(BLOCK) in ("0", "1")]
    if byline is None or len(head) < 2:
        return None, None
    for block, region in zip(head, ("title", "byline"), strict=True):
        block.set(REGION, region)
    return lines[0].text, byline[1]


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    gap = 0
    for line in fit_for_xml(_LINE_END.sub("\n", text)).lstrip("\ufeff").split("\n"):
        words = line.strip()
        if not words:
            gap += 1
            continue
        indent = len(line.expandtabs()) - len(line.expandtabs().lstrip())
        found.append(_Line(len(found), words, gap, indent))
        gap = 0
    return found


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines in groups, each of them one paragraph of the source."""
    column = _wrap_column(lines)
    for run in _runs(lines):
        joins = _joins(run, column) if column else [False] * (len(run) - 1)
        paragraph = run[:1]
        for line, joined in zip(run[1:], joins, strict=True):
            if joined:
                paragraph.append(line)
            else:
                yield paragraph
                paragraph = [line]
        yield paragraph


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The stretches of lines with no blank line between them."""
    run: list[_Line] = []
    for line in lines:
        if run and line.gap:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _wrap_column(lines: Sequence[_Line]) -> int | None:
    """The column at which a text was wrapped, or None when its lines are paragraphs.

    A wrapped text has many lines that begin in the middle of a sentence, and most of those come after a line
    that was full.  Modern verse has the one, and lists have neither.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap and max(a.width, b.width) <= _WIDEST]
    flowing = [(a, b) for a, b in pairs if b.flows_on]
    if len(flowing) < 2 or len(flowing) < _FLOWING * len(pairs):
        return None
    widths = sorted(a.width for a, _ in flowing)
    column = widths[int(0.95 * (len(widths) - 1) + 0.5)]
    even = widths[len(widths) // 2] >= _EVEN * column
    full = sum(_is_full(a, b, column) for a, b in flowing)
    return column if column >= _NARROWEST and even and full >= _FULL * len(flowing) else None


def _is_full(line: _Line, following: _Line, column: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    first_word = following.words.split(None, 1)[:1] or [""]
    return line.width + 1 + len(first_word[0]) > column - _SLACK


def _joins(run: Sequence[_Line], column: int) -> list[bool]:
    """For each line end within a run, whether the paragraph goes on over it."""
    full = [_is_full(a, b, column) for a, b in pairwise(run)]
    mostly_full = sum(full) >= 0.5 * len(full)
    joins = []
    for i, (line, following) in enumerate(pairwise(run)):
        beside_full = any(full[max(0, i - 1) : i]) or any(full[i + 1 : i + 2])
        flows = following.flows_on
        if full[i]:
            joined = flows or mostly_full or beside_full
        else:
            least = _RAGGED if flows else _UNENDED
            joined = beside_full and line.width >= least * column and (flows or not _SENTENCE_END.search(line.text))
        joins.append(joined and _same_block(line, following))
    return joins


def _same_block(line: _Line, following: _Line) -> bool:
    """Not so for a line that is set in further (a paragraph's first), a table's long line, or where quoting starts."""
    return (
        following.indent <= line.indent
        and max(line.width, following.width) <= _WIDEST
        and line.quoted == following.quoted
    )


def _joined(paragraph: Sequence[_Line]) -> str:
    """The text of a paragraph; a hyphen or a closed dash at a line's end keeps its word together."""
    words = [paragraph[0].text]
    for line, following in pairwise(paragraph):
        closed = _HYPHENATED.search(line.text[-3:]) or _DASHED.match(following.words)
        words += ["" if closed else " ", following.words]
    return "".join(words)
