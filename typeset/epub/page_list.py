"""The pages of the print edition in the EPUB: a mark where each begins, and the list that leads to them.

Enters: leaf blocks of a part, where pages begin.  Leaves: marks in the blocks, lists for the navigation document and
the NCX.  Never adds a word, never marks a page that has no word of the EPUB on it.

EPUB 3.3, §5.4.2.3 (page list); EPUB Accessibility 1.1, §3.3 (page navigation); DPUB-ARIA 1.1, `doc-pagebreak`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from typeset.ledger import count_letters
from typeset.model import EPUB_TYPE, LEAF_BLOCKS, Element, PageStart, local, new

HEADINGS = frozenset({"h1", "h2", "h3"})
OPENED = frozenset({"header", "nav"})
# Scripts that set no space between words: Thai to Lao, kana, Han. A line ends between any two of their letters.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# A word goes on over hyphens and apostrophes, and ends at a space, a dash or an ellipsis.
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}][^\s—–…{_UNSPACED}]*")
_OPENING = frozenset({"Ps", "Pi"})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list. href: its mark, as seen from the package."""

    folio: str
    href: str


def mark_pages(leaves: Sequence[Element], starts: Iterable[PageStart]) -> None:
    """Mark one part's pages in its leaf blocks, in place, each before the first word that begins on it."""
    for number, group in groupby(starts, lambda start: start.leaf):
        waiting = list(group)
        text = "".join(run for _, _, run in _runs(leaves[number]))
        for position, letters in _words(text):
            if not waiting:
                break
            if letters >= waiting[0].letters:
                _insert(leaves[number], position, _mark(waiting.pop(0).folio))
        for start in waiting:  # the page begins with the end of this block's last word
            later = (leaf for leaf in leaves[number + 1 :] if any(_WORD.search(run) for _, _, run in _runs(leaf)))
            if (leaf := next(later, None)) is not None:
                _insert(leaf, 0, _mark(start.folio))


def pages_in(name: str, body: Element) -> list[Page]:
    """The pages that are marked in the body of a content document, in order. name: of the document."""
    marks = (element for element in body.iter("{*}span") if element.get("role") == "doc-pagebreak")
    return [Page(mark.get("aria-label") or "", f"{name}#{mark.get('id')}") for mark in marks]


def page_list(pages: Sequence[Page], label: str) -> Element:
    """The `nav` that lists the pages, for reading systems alone. label: what it is called."""
    nav = new("nav", id="page-list", hidden="hidden", role="doc-pagelist", aria_label=label)
    nav.set(EPUB_TYPE, "page-list")
    items = new("ol")
    nav.append(items)
    for page in pages:
        item = new("li")
        item.append(new("a", page.folio, href=page.href))
        items.append(item)
    return nav


def _mark(folio: str) -> Element:
    mark = new("span", id=f"page-{folio}", role="doc-pagebreak", aria_label=folio)
    mark.set(EPUB_TYPE, "pagebreak")
    return mark


def _words(text: str) -> Iterator[tuple[int, int]]:
    """(position, letters and digits before it) of each word, the marks that open a word counted to it."""
    letters = end = 0
    for match in _WORD.finditer(text):
        letters += count_letters(text[end : match.start()])
        yield (_opened(text, match.start()) if end else 0), letters
        letters += count_letters(match[0])
        end = match.end()


def _opened(text: str, start: int) -> int:
    """Where a word begins with the marks before it: all up to a space, or behind another word those that open."""
    token = start
    while token and not text[token - 1].isspace() and not text[token - 1].isalnum():
        token -= 1
    if not token or text[token - 1].isspace():
        return token
    while unicodedata.category(text[start - 1]) in _OPENING:
        start -= 1
    return start


def _runs(leaf: Element) -> Iterator[tuple[Element, str, str]]:
    """(element, "text" or "tail", run) for the runs of a leaf block in order, those of leaf blocks in it left out.

    These, and a `br`, are a run of the kind "break", which parts words and cannot hold a mark.
    """
    walk = etree.iterwalk(leaf, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            if node is not leaf:
                yield node, "tail", node.tail or ""
        elif local(node) == "br" or (node is not leaf and local(node) in LEAF_BLOCKS):
            walk.skip_subtree()
            yield node, "break", "\n"
        else:
            yield node, "text", node.text or ""


def _insert(leaf: Element, position: int, mark: Element) -> None:
    """Put a mark into a leaf block, before the character at a position of its runs.

    At the start of a heading it goes before it, and out of what the heading opens: its text would be heard with it.
    """
    if not position and local(leaf) in HEADINGS:
        outermost = leaf
        while (parent := outermost.getparent()) is not None and local(parent) in OPENED and parent[0] is outermost:
            outermost = parent
        outermost.addprevious(mark)
        return
    start = 0
    for element, kind, run in _runs(leaf):
        if kind != "break" and start <= position <= start + len(run):
            before, mark.tail = run[: position - start], run[position - start :] or None
            if kind == "text":
                element.text = before
                element.insert(0, mark)
            else:
                parent = element.getparent()
                assert parent is not None
                element.tail = before
                parent.insert(parent.index(element) + 1, mark)
            return
        start += len(run)
