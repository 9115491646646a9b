"""Volume → print PDF and screen PDF, by WeasyPrint and pikepdf.

Enters: a `Volume`, the sheets of the print cascade, `PrintSettings`.  Leaves: PDFs at given paths, and a report.
Never reaches the network, never reads a file outside the sheets' folders, never uses a font of the system.

    compose    the parts → one HTML document
    settings   the settings → the sheet of the page's frame
    figures    pictures at their size, in whole lines
    resources  what may be fetched
    fonts      the sheets' own faces, and no other
    leaders    the points of contents in columns
    grid       every line onto the grid of the book
    strays     what is told of lines that were not on it
    order      words painted in the order in which they are read
    page_map   where in the text each page begins
    paper      how wide the spine is
    press      what WeasyPrint wrote made ready for the press
    screen     the same pages tagged, with links and bookmarks
    printing   all of these, in order
"""

from __future__ import annotations

from typeset.pdf.compose import tell_places
from typeset.pdf.paper import spine_width_pt
from typeset.pdf.printing import PrintReport, write
from typeset.pdf.settings import PrintSettings, frame_sheet

__all__ = ["PrintReport", "PrintSettings", "frame_sheet", "spine_width_pt", "tell_places", "write"]
