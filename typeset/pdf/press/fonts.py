"""Font programs in the form that older standards know.

Enters: an open PDF.  Leaves: the same, its OpenType fonts bare CFF.  Never changes an outline.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


def bare_outlines(pdf: pikepdf.Pdf) -> None:
    """Take each OpenType font's outlines out of their wrapper, which PDF knows from 1.6 on (ISO 32000-1, table 126)."""
    import pikepdf
    from fontTools.ttLib import TTFont

    for descriptor in pdf.objects:
        if not isinstance(descriptor, pikepdf.Dictionary) or "/FontFile3" not in descriptor:
            continue
        program = descriptor.FontFile3
        if program.get("/Subtype") == pikepdf.Name.OpenType:
            with TTFont(io.BytesIO(program.read_bytes()), lazy=True) as font:
                outlines = font.reader["CFF "]
            program.write(outlines)
            program.Subtype = pikepdf.Name.CIDFontType0C
