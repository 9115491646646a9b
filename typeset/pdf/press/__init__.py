"""Prepress: what WeasyPrint wrote → what a print shop takes.

Enters: the bytes of a PDF, an `Order`.  Leaves: the bytes of a PDF in black ink (and, in pictures, four), which is
what it claims to be as far as our checks see.  Never lays out, never moves a glyph.

    standards   what each standard asks, a table
    inks        type, rules and drawings in black ink
    pictures    through the profile, within the limit of ink
    flat        transparency: none where the standard knows none
    fonts       outlines as older standards know them
    boxes       blank pages, trim, bleed, crop marks
    metadata    what the file says of itself; the output intent
    prepare     all of these, in order
"""

from __future__ import annotations

from typeset.pdf.press.pictures import in_inks, limited
from typeset.pdf.press.prepare import Order, prepare
from typeset.pdf.press.standards import STANDARDS, Rules

__all__ = ["STANDARDS", "Order", "Rules", "in_inks", "limited", "prepare"]
