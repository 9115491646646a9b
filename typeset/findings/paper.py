"""The codes of the printed book: P-1xx sheets that leave the page's grid, P-2xx lines of a book that stand off it.

Enters: nothing.  Leaves: the table PAPER.  Never looks at a sheet or a page: `checks` and `pdf` do.
"""

from __future__ import annotations

from collections.abc import Mapping

from typeset.findings.code import Code

_GRID = "docs/design.md, The classic page; docs/tweaking.md, The grid of the printed page"

PAPER: Mapping[str, Code] = {
    "P-101": Code(
        "warning",
        "white that is no whole number of lines",
        "On paper all lines stand on one grid, so that those of facing pages, and of both sides of a leaf, are at one "
        "height. What stands between two lines of type (margins, paddings, rules, fixed heights) makes a whole number "
        "of lines together; 1rlh is one. Else every line below it has to be moved, and the white comes out as a line "
        "here and none there. em is right for screens: give paper a value of its own.",
        ".postscript { margin-top: .75em }",
        ".postscript { margin-top: .75em }\n@media print { .postscript { margin-top: 1rlh } }",
        f"{_GRID}; CSS Values 4, §6.1.1 (rlh)",
    ),
    "P-102": Code(
        "warning",
        "lines of another height than the page's",
        "Type of any size is set on the leading of the book, or on two or three times that. Lines of another height "
        "fall between those of the facing page, and no line below finds its place again.",
        ".letter { line-height: 1.2 }",
        ".letter { line-height: 1.2 }\n@media print { .letter { line-height: 1rlh } }",
        _GRID,
    ),
    "P-103": Code(
        "warning",
        "a word that makes its line higher",
        "What is of another size or face than its line, or raised, pushes the line apart by a point or two, unless it "
        "has no height of its own: line-height: 0. Our sheets say so of em, strong, span and the like.",
        ".speaker { font-size: 1.3em; line-height: 1.2 }",
        ".speaker { font-size: 1.3em; line-height: 0 }",
        "CSS 2.2, §10.8.1 (leading and half-leading)",
    ),
    "P-201": Code(
        "warning",
        "a line that had to be moved onto the grid",
        "When the pages were laid out the line stood between two lines of the grid, since the white above it is no "
        "whole number of lines. It was moved to the nearer one, as all that follow on its page, so that the white "
        "above it is more or less than the sheet says. P-101 tells of a sheet's rules; this, of what came of them in "
        "the book.",
        ".letter::before { content: '*'; display: block; margin-bottom: .5em }",
        ".letter::before { content: '*'; display: block; margin-bottom: 1rlh }",
        _GRID,
    ),
    "P-202": Code(
        "warning",
        "a line of no whole height",
        "A line is higher than those of the page, or lower, and stays where it is, between two lines of the grid: a "
        "word in it is of another size or face and has a height of its own, or its block has another leading.",
        ".letter::first-line { font-size: 1.3em; line-height: 1.2 }",
        ".letter::first-line { font-size: 1.3em; line-height: 0 }",
        "CSS 2.2, §10.8.1 (leading and half-leading)",
    ),
    "P-203": Code(
        "error",
        "two lines on one line of the grid",
        "The white between two lines is so much less than a line that both have the same place nearest, and one is "
        "printed on the other: a margin below zero, or a block that is lower than what it holds.",
        ".signature { margin-top: -1.2em }",
        ".signature { margin-top: 0 }",
        _GRID,
    ),
    "P-204": Code(
        "warning",
        "a line below the text of its page",
        "The text of a page ends on its last line. What was moved down, or is higher than the height that a sheet gives"
        " it, hangs into the margin below, where the folio is.",
        ".note { position: relative; top: 36rlh }",
        ".note { margin-top: 1rlh }",
        _GRID,
    ),
}
