"""The page map: where in the text each page of the print edition begins, and what number it bears.

Enters: pages that WeasyPrint has laid out, of a document that `compose` made.  Leaves: `PageStart`s in order.  Never
changes a page.

A place in the text is a leaf block of a part and the letters and digits of it that stand before: these are the same
on paper and on a screen, where hyphens, spaces and marks at the ends of lines are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from typeset.ledger import count_letters
from typeset.model import LEAF, PageStart

if TYPE_CHECKING:
    from weasyprint import Page

# The pages of the first story, on which the folios start anew (print.css).
FIRST_STORY_PAGES = frozenset({"opener", "opener-narrow"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def page_starts(pages: Sequence[Page]) -> tuple[PageStart, ...]:
    """One start for each page that has words of a part on it, in order; blank pages have none."""
    starts: list[PageStart] = []
    before: Counter[str] = Counter()
    for page, folio in zip(pages, folios(pages), strict=True):
        first: str | None = None
        counts: Counter[str] = Counter()
        for leaf, text in _texts(page._page_box.children[0]):
            count = count_letters(text)
            if count and first is None:
                first = leaf
            counts[leaf] += count
        if first is not None:
            part, _, number = first.rpartition(" ")
            starts.append(PageStart(folio, part, int(number), before[first]))
        before += counts
    return tuple(starts)


def folios(pages: Sequence[Page]) -> list[str]:
    """The number of each page, whether it is printed on it or not: roman before the first story, then from 1."""
    names = [page._page_box.page_type.name for page in pages]
    front = next((n for n, name in enumerate(names) if name in FIRST_STORY_PAGES), len(names))
    return [roman(n + 1) if n < front else str(n - front + 1) for n in range(len(pages))]


def roman(number: int) -> str:
    """A number from 1 as a lower-case roman numeral (CSS Counter Styles 3, §6.1)."""
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def _texts(root: Any) -> Iterator[tuple[str, str]]:
    """(leaf, text) for each run of text in a box of WeasyPrint, in reading order; generated content left out."""
    from weasyprint.formatting_structure.boxes import Box, TextBox

    waiting: list[tuple[str | None, Any]] = [(None, root)]
    while waiting:
        leaf, box = waiting.pop()
        box = box if isinstance(box, Box) else box._box  # a placeholder stands where a positioned box was
        if "::" in (box.element_tag or ""):
            continue
        if isinstance(box, TextBox):
            if leaf is not None:
                yield leaf, box.text
            continue
        own = box.element.get(LEAF) if box.element is not None else None
        waiting += [(own or leaf, child) for child in reversed(box.children)]
