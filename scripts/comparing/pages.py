"""What of a comparison stands in docs/typography.md: its tables, and pictures of the same words.

Enters: tables in Markdown; the books as PDFs.  Leaves: the document with its tables replaced, and three pictures.
Never touches a word of the document outside the marks of its tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from comparing import pictures
from comparing.pictures import Book, Passage
from comparing.systems import AS_THEY_COME, SYSTEMS, WITHOUT, FailedError

# Passages of the novel that scripts/compare sets: the first is shown that no system breaks over a page.  Narrative
# of some six lines, in the order of the text.  Jane Austen, Pride and Prejudice (1813): in the public domain.
LINES = (
    Passage("Mr. Bennet was so odd a mixture", "solace was visiting and news."),
    Passage("Mr. Bingley inherited property to", "leave the next generation to purchase."),
    Passage("Mary had neither genius nor taste", "at one end of the room."),
    Passage("She did at last extort from", "Jane certainly could not come back."),
    Passage("Their brother, indeed, was the only", "had nothing to say to her."),
    Passage("The day passed much as the", "Mrs. Hurst was observing their game."),
)
NARRATIVE = (*LINES[1:], *LINES[:1])
LETTER = (
    Passage("You will laugh when you know where I am gone", "Lydia Bennet."),
    Passage("If you are not so compassionate as to dine", "Caroline Bingley."),
    Passage("I find myself very unwell this morning", "Yours, etc."),
    Passage("I wish you joy. If you love Mr. Darcy", "Yours, etc."),
    Passage("I must trouble you once more for congratulations", "Yours sincerely, etc."),
)
# Whose whole pages are shown: the peers as they come, and the one that does best.
PAGES = (*(name for name, system in SYSTEMS.items() if system.table in (None, AS_THEY_COME)), "lualatex")
# Whose lines: all but ours with less, and the second LuaLaTeX, which differs from the first by hardly a line.
CLOSE = tuple(name for name, system in SYSTEMS.items() if system.table != WITHOUT and name != "lualatex-spaced")


def write_tables(document: Path, tables: Mapping[str, str]) -> None:
    """Put each table between its marks, `<!-- table: HEADING -->` and `<!-- end -->`.

    Raises FailedError where the document has no such marks.
    """
    text = document.read_text(encoding="utf-8")
    for heading, table in tables.items():
        marked = re.compile(rf"(<!-- table: {re.escape(heading)} -->\n).*?(<!-- end -->)", re.DOTALL)
        if len(marked.findall(text)) != 1:
            raise FailedError(f"{document.name} does not have the marks of the table {heading!r} once")
        text = marked.sub(lambda found, table=table: f"{found[1]}\n{table}\n\n{found[2]}", text)  # type: ignore[misc]
    document.write_text(text, encoding="utf-8")


def write_pictures(folder: Path, books: Mapping[str, Book]) -> None:
    """Write narrative.webp, letter.webp (whole pages) and lines.webp (close to); books: by the names of SYSTEMS."""
    folder.mkdir(exist_ok=True)
    for file, passages in (("narrative.webp", NARRATIVE), ("letter.webp", LETTER)):
        shown = {name: books[name] for name in PAGES}
        passage = pictures.whole(passages, list(shown.values()))
        drawn = {SYSTEMS[name].label: pictures.page_of(book, passage) for name, book in shown.items()}
        pictures.save(pictures.sheet(drawn, pictures.PAGE_DPI, columns=3, frame=True), folder / file)
    shown = {name: books[name] for name in CLOSE}
    passage = pictures.whole(LINES, list(shown.values()))
    drawn = {SYSTEMS[name].label: pictures.close_up(book, passage) for name, book in shown.items()}
    pictures.save(pictures.sheet(drawn, pictures.CLOSE_DPI, columns=2, frame=False), folder / "lines.webp")
