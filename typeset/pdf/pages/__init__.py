"""Pages: for each run of text a plan of where its pages end, over the lengths that its paragraphs can have.

Enters: WeasyPrint's layout, by two seams.  Leaves: its pages.  Never breaks a line, never loses a word.

    costs  what each fault of a page costs
    flow   a run laid out on one page without end, as the units of a plan
    plan   the optimum over all ways to end the pages
    seams  how it hangs on WeasyPrint
"""

from __future__ import annotations

from typeset.pdf.pages.seams import PageTally, planned_pages

__all__ = ["PageTally", "planned_pages"]
