"""The faces that the sheets declare, and no other: nothing on the machine may change a page.

Enters: sheets.  Leaves: WeasyPrint's font configuration with no system font in it; the families that nobody declared.
Never picks a font.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typeset.model import Sheet
from typeset.pdf.cuts import import_weasyprint

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

# A fontconfig file that knows no folder of fonts and no rule of the system, and asks for outlines as they are drawn.
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <cachedir>{cache}</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
  </match>
</fontconfig>
"""
# CSS Fonts 4, §2.1.3: words that stand for some family, not for one.
GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "normal"}
    | {"inherit", "initial", "unset", "revert"}
)


@contextmanager
def only_declared_faces() -> Iterator[FontConfiguration]:
    """WeasyPrint's font configuration without the system's fonts, for the time of one book.

    Fontconfig reads FONTCONFIG_FILE whenever a configuration is made; WeasyPrint makes one at its import, which is of
    no use to us (and complains where a machine has no fonts), and one for each FontConfiguration.
    """
    with tempfile.TemporaryDirectory(prefix="typeset-fonts-") as folder:
        path = Path(folder) / "fonts.conf"
        path.write_text(FONTCONFIG.format(cache=Path(folder) / "cache"), encoding="utf-8")
        with _environment("FONTCONFIG_FILE", str(path)), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_weasyprint()
            from weasyprint.text.fonts import FontConfiguration

            configuration = FontConfiguration()
        try:
            yield configuration
        finally:
            # WeasyPrint removes its copies of the fonts when Python takes the object apart, which a command that ends
            # at once never does.
            if configuration._folder is not None:
                shutil.rmtree(configuration._folder)
                configuration._folder = None


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def undeclared_families(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """(sheet, family) for each family that a sheet asks for and no sheet declares by @font-face."""
    asked: dict[tuple[str, str], None] = {}
    declared = set()
    for sheet in sheets:
        for at_keyword, family in _families(sheet.text):
            if at_keyword == "font-face":
                declared.add(family.lower())
            else:
                asked[sheet.name, family] = None
    return (pair for pair in asked if pair[1].lower() not in declared | GENERIC)


def _families(css: str) -> Iterator[tuple[str, str]]:
    """(at-keyword or "", family) for each font-family of a sheet, those within @media and @page too."""
    import tinycss2

    waiting: deque[tuple[str, Any]] = deque(
        ("", rule) for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    )
    while waiting:
        keyword, node = waiting.popleft()
        if node.type == "declaration" and node.lower_name == "font-family":
            yield from ((keyword, family) for family in _listed(node.value))
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            within = node.lower_at_keyword if node.type == "at-rule" else keyword
            contents = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            waiting += [(within, child) for child in contents]


def _listed(tokens: Sequence[Any]) -> list[str]:
    """The names of a font-family value: strings, or idents joined by spaces, parted by commas."""
    names = [""]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            names.append("")
        elif token.type in ("ident", "string"):
            names[-1] = f"{names[-1]} {token.value}".strip()
    return [name for name in names if name]
