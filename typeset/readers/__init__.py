"""A source's bytes become a raw story tree.

Enters: bytes and the name by which the user knows them.  Leaves: model.Raw.
Never looks at the rest of the folder or the network; never raises but SourceError, whatever the bytes.

The table READERS picks by what the text is, not by what its file is called: an archive's HTML is often saved as .txt.
A new kind of source is a module and a row; the first row whose test holds reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from typeset.errors import Problem, SourceError
from typeset.model import Raw
from typeset.readers.decode import decode
from typeset.readers.html import is_html, read_html
from typeset.readers.text import read_text


class Reader(NamedTuple):
    """A kind of source.

    kind: its name in Raw.kind.  recognises: whether a decoded text is of this kind.
    read: the raw tree of a decoded text; its second argument is the source's name, for errors.
    """

    kind: str
    recognises: Callable[[str], bool]
    read: Callable[[str, str], Raw]


READERS: tuple[Reader, ...] = (
    Reader("html", is_html, read_html),
    Reader("text", lambda _text: True, read_text),
)


# What a file that we read may be called; any other ending speaks of something else than it is, or than we can read.
SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml"})


def read(data: bytes, name: str) -> Raw:
    """The raw tree of a source; `name` is what errors call it.

    Raises SourceError when the bytes are no text or hold no word, or the name says that it is something else.
    """
    text = decode(data, name)
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        remedy = "where it is text or HTML, name it .txt or .html"
        raise SourceError(Problem(f"a “{suffix}” file is not a kind of story that can be read", name, remedy))
    return next(reader for reader in READERS if reader.recognises(text)).read(text, name)
