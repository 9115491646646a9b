"""What the page about the edition says of the fonts in it, which is known only once they are embedded.

Enters: content documents, the files embedded, words.  Leaves: a sentence on the page, where there is one and there are
fonts.  Never names a licence that the font itself does not name.
"""

from __future__ import annotations

import copy
import string
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from typeset.epub import fonts
from typeset.epub.documents import Document
from typeset.epub.resource import Resource
from typeset.model import new
from typeset.words import Words

# How a licence is known by its text or its address, and what it is called.
KNOWN_LICENCES = (
    ("SIL Open Font License, Version 1.1", "SIL Open Font License 1.1"),
    ("openfontlicense.org", "SIL Open Font License 1.1"),
    ("scripts.sil.org/OFL", "SIL Open Font License 1.1"),
    ("apache.org/licenses/LICENSE-2.0", "Apache License 2.0"),
)


def with_fonts(made: Sequence[Document], files: Sequence[Resource], words: Words) -> list[Document]:
    """The documents; the page about the edition also says which fonts are in the book, by their licences."""
    families: dict[str, set[str]] = {}
    for file in files:
        if file.media_type.startswith("font/"):
            family, licence = _named(file)
            families.setdefault(licence, set()).add(family)
    named = [
        f"{words.listed(sorted(of_licence))} ({licence})" if licence else words.listed(sorted(of_licence))
        for licence, of_licence in sorted(families.items(), reverse=True)
    ]
    line = words.fonts.format("; ".join(named))
    return [_with_line(document, line) if document.part.role == "about" and named else document for document in made]


def foreseen(made: Sequence[Document], words: Words) -> list[Document]:
    """The documents, that page with any sentence that it may get: fonts are cut before it is known."""
    called = sorted({called for _, called in KNOWN_LICENCES})
    line = words.fonts.format(words.listed([string.printable.strip(), *called, "()", ";"]))
    return [_with_line(document, line) if document.part.role == "about" else document for document in made]


def _with_line(page: Document, line: str) -> Document:
    """The page with a paragraph before its last."""
    body = copy.deepcopy(page.body)
    body[0].insert(len(body[0]) - 1, new("p", line))
    return replace(page, body=body)


def _named(font: Resource) -> tuple[str, str]:
    """A font's family, its file's name if it names none, and its licence, "" if it is none that is known."""
    named, said = fonts.names_of(font.data)
    family = named or PurePath(font.name).stem
    if font.made_from:
        family = f"{family} ({font.made_from})"
    return family, next((called for sign, called in KNOWN_LICENCES if sign.lower() in said.lower()), "")
