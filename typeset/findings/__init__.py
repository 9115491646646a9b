"""The codes of what `typeset check` and `typeset build` find, in one table; `typeset explain CODE` reads it.

Enters: a code.  Leaves: its entry, as text or as a page of the manual.  Never looks at a book: the checks do.
A room's codes share a letter and a module: S styles, E e-book, P paper; a new code is one entry there.
"""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.errors import ManifestError, Problem
from typeset.findings.code import Code, Level
from typeset.findings.epub import EPUB
from typeset.findings.handover import HANDOVER
from typeset.findings.paper import PAPER
from typeset.findings.press import PRESS
from typeset.findings.styles import STYLES

__all__ = ["CODES", "Code", "Finding", "Level", "entry", "explain", "manual"]

# One table a letter, with what its findings are about.
TABLES: Mapping[str, tuple[str, Mapping[str, Code]]] = {
    "S": ("Style sheets, as e-readers get them", STYLES),
    "E": ("The e-book", EPUB),
    "P": ("The printed book", {**PAPER, **PRESS, **HANDOVER}),
}
CODES: Mapping[str, Code] = {name: code for _, table in TABLES.values() for name, code in table.items()}

# How wide an explanation is set in a terminal, and in the manual, in characters.
COLUMNS, MANUAL_COLUMNS = 96, 118
_MANUAL_HEAD = """\
# What typeset finds

`typeset check` prints these, `typeset build` those of a book's own sheets, its pictures and its cover, those of its
printed pages (P-2xx) and of the finished PDF (P-3xx); `typeset check FILE.pdf` looks at any PDF. `typeset explain
CODE` prints one.
An **error** hides text or loses a sheet in some e-reader or on paper (exit code 1; the files are kept), a **warning**
looks wrong there, a **note** is good to know. This page is made from the table in `typeset/findings`; a test keeps it
so.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a book.

    code: a key of CODES.
    where: "file:line", the file as the user named it; may be without a line, never empty.
    what: what breaks, and in which reading system or program, without a full stop.
    remedy: what to do about it, without a full stop.
    level: the table's word for the code.
    """

    code: str
    where: str
    what: str
    remedy: str
    level: Level = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "level", CODES[self.code].level)

    @property
    def file(self) -> str:
        """The file of `where`, without the line."""
        name, colon, line = self.where.rpartition(":")
        return name if colon and line.isdigit() else self.where

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.level}: {self.what}; {self.remedy}"


def entry(name: str) -> Code:
    """The entry of a code, whose letter may be small. Raises ManifestError where there is none."""
    code = CODES.get(name.upper())
    if code is None:
        raise ManifestError(Problem(f"“{name[:40]}” is no code of a finding", remedy=_near(name.upper())))
    return code


def explain(name: str) -> str:
    """The entry of a code as text for a terminal. Raises ManifestError where there is none."""
    return "\n".join(_told(name.upper(), entry(name)))


def manual() -> str:
    """The manual's page of all codes, in Markdown."""
    return "\n".join([_MANUAL_HEAD, *(line for letter in TABLES for line in _chapter(*TABLES[letter]))])


def _near(name: str) -> str:
    """The codes that are meant: alike, else those of the same letter."""
    alike = difflib.get_close_matches(name, CODES, n=5, cutoff=0.7)
    near = alike or [code for code in CODES if code[:1] == name[:1]] or list(CODES)
    return f"near it: {', '.join(near[:5])}; docs/findings.md lists all"


def _told(name: str, code: Code) -> Iterator[str]:
    yield f"{name} ({code.level}): {code.title}"
    yield from ("", *_wrapped(code.explanation, COLUMNS))
    yield from ("", "Before:", *_indented(code.before), "", "After:", *_indented(code.after))
    yield from ("", *_wrapped(f"Source: {code.source}", COLUMNS))


def _wrapped(text: str, columns: int) -> list[str]:
    return textwrap.wrap(text, columns, break_on_hyphens=False)


def _indented(example: str) -> Sequence[str]:
    return [f"    {line}" for line in example.splitlines()]


def _chapter(title: str, table: Mapping[str, Code]) -> Iterator[str]:
    yield f"## {title}\n"
    for name, code in table.items():
        yield f"### {name}: {code.title}\n"
        yield "\n".join(_wrapped(f"*{code.level}.* {code.explanation}", MANUAL_COLUMNS)) + "\n"
        yield "\n".join(["Before:\n", *_indented(code.before), "\nAfter:\n", *_indented(code.after)]) + "\n"
        yield "\n".join(_wrapped(f"Source: {code.source}.", MANUAL_COLUMNS)) + "\n"
