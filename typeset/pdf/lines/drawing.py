"""Drawing: the glyphs of a line's text box as operators of a content stream, for the eye and for the ear.

Enters: a face, glyphs, how a line ends.  Leaves: operators.  Never chooses a glyph.

On paper a word that is broken ends in a hyphen, and one that ends a line in nothing. Who hears the text is to hear
neither a hyphen that the word has not nor two words as one: there the hyphen is told as soft, and a space that nobody
sees ends the line (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5). HarfBuzz sets what only says where a line may end (U+2060,
U+200B) as a space, and takes its width back: that space is left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from typeset.pdf.lines.faces import SOFT_HYPHEN, Face

# The last glyph of a TJ operand, with what moves on behind it.
_LAST_GLYPH = re.compile(rb"([0-9a-f]{4})>[-\d. ]*\] TJ\Z")
_AS_SOFT_HYPHEN = rb"> ] TJ\n/Span <</ActualText <FEFF00AD>>> BDC\n<\1> Tj\nEMC"


class Drawing(NamedTuple):
    """The glyphs of one text box. array: a TJ operand.  scale: of all of it, sideways.

    ending: what stands behind its last word at a line's end for those who hear it: a space, or a soft hyphen, as which
    the hyphen that ends the array is to be read; else "".
    """

    face: Face
    array: bytes
    scale: float
    ending: str

    def heard(self) -> bytes:
        """The operators that paint the glyphs and say how the line ends."""
        space = self.face.space_string[:4].encode()
        array = re.sub(space + rb">\d+( \]|<)", lambda end: b"> ]" if end[1] == b" ]" else b"", self.array)
        if self.ending == SOFT_HYPHEN:
            return _LAST_GLYPH.sub(_AS_SOFT_HYPHEN, array)
        return array + b"\n<" + space + b"> Tj" if self.ending else array
