"""A finished PDF opened afresh: what a print shop would send it back for, and what would print wrong.

Enters: the path of a PDF, of whoever made it, and a shop's rules.  Leaves: findings, P-3xx.
Never knows how the file was made, never changes it.

    tokens, content    a content stream → what is painted, where, in which colour
    painting, lettering, canvas    the operators of drawings and of text, and what they paint on
    faces, rasters, spaces, resources    fonts, pictures, colours, and what names stand for
    claims, standards  what a file says of itself, and what that asks
    opened             all of these: a file, its pages
    of_type, of_colour, of_pictures, of_pages, of_files    the checks, each a line of a table
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from typeset.findings import Finding
from typeset.preflight import of_colour, of_files, of_pages, of_pictures, of_type
from typeset.preflight.check import ANY_SHOP, Check
from typeset.preflight.opened import PrintedFile, open_pdf
from typeset.shops import Shop

__all__ = ["ANY_SHOP", "CHECKS", "preflight"]

CHECKS: tuple[Check, ...] = tuple(
    check for table in (of_type, of_colour, of_pictures, of_pages, of_files) for check in table.CHECKS
)
# So many pages, or stretches of pages, are named.
MOST_NAMED = 6


def preflight(path: Path, name: str | None = None, shop: Shop = ANY_SHOP) -> list[Finding]:
    """All that is wrong with a PDF, in the order of the codes. Raises SourceError where it cannot be opened as one.

    name: what the file is called in findings; its own name where it is left out.
    """
    file = open_pdf(path, name)
    # What is locked says nothing of itself, and so nothing is wrong with it but that.
    checks = [check for check in CHECKS if check.find is of_files.encrypted] if file.locked else CHECKS
    return [finding for check in checks for finding in _findings(check, file, shop)]


def _findings(check: Check, file: PrintedFile, shop: Shop) -> Iterator[Finding]:
    """The findings of one check: one with the places of all, or one for each different fault."""
    faults: dict[str, dict[int, None]] = {}
    first = ""
    for page, what in check.find(file, shop):
        first = first or what
        pages = faults.setdefault(what if check.each else first, {})
        if page is not None:
            pages[page] = None
    for what, found in faults.items():
        yield Finding(check.code, _where(file.name, sorted(found)), what, check.remedy)


def _where(name: str, pages: list[int]) -> str:
    """The file, and its pages: "book.pdf, page 3", "book.pdf, pages 3–5, 8 and 12 more"."""
    if not pages:
        return name
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs[:MOST_NAMED]]
    rest = sum(map(len, runs[MOST_NAMED:]))
    more = f" and {rest} more" if rest else ""
    return f"{name}, {'page' if len(pages) == 1 else 'pages'} {', '.join(named)}{more}"
