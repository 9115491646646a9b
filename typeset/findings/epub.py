"""The codes of the e-book: E-1xx what its files hold.

Enters: nothing.  Leaves: the table EPUB.  Never looks at a book.
"""

from __future__ import annotations

from collections.abc import Mapping

from typeset.findings.code import Code

EPUB: Mapping[str, Code] = {
    "E-101": Code(
        "warning",
        "a picture without words for it",
        "Who hears a book is told nothing of a picture without an alternative text, or hears the file's name. Say "
        "what the picture shows, as the story needs it; a picture that only adorns has an empty one.",
        '<img src="map.png">',
        '<img src="map.png" alt="The ferry’s two landings, and the sand between them">',
        "WCAG 2.2, 1.1.1; EPUB Accessibility 1.1",
    ),
    "E-102": Code(
        "warning",
        "a cover too small, or of the wrong shape",
        "Shops show a cover large and refuse small ones; a library's shelf has upright places. Kindle asks for "
        "1600 × 2560 pixels (5 : 8) and at least 1000 on the longer side, Apple Books for 1400 on the shorter "
        "one.",
        "epub: {cover: square.jpg}   # 800 × 800 pixels",
        "epub: {cover: cover.jpg}    # 1600 × 2560 pixels",
        "Kindle Publishing Guidelines and Apple Books Asset Guide, cover image",
    ),
}
