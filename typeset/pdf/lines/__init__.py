"""Lines: each paragraph broken as a whole, its words shaped once, its glyphs written straight to the page.

Enters: WeasyPrint's layout, by two seams.  Leaves: its lines.  Never makes a page, never loses a word.

    costs      what each fault of a line costs
    names      words that are rather not broken
    faces      words shaped once, in the font that Pango chose
    leaves     the texts and pictures of a paragraph
    search     the optimum over all ways to break a paragraph
    places     where the lines of a paragraph may end
    paragraph  the pieces of a paragraph, and its plans
    setting    a line of a plan as WeasyPrint's boxes
    seams      how it hangs on WeasyPrint, and what falls back to its own lines
"""

from __future__ import annotations

from typeset.pdf.lines.names import proper_names
from typeset.pdf.lines.seams import Tally, total_fit_lines

__all__ = ["Tally", "proper_names", "total_fit_lines"]
