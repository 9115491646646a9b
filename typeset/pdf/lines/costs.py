"""What a line may be, and what each of its faults costs: the one table of the line breaker.

Enters: nothing.  Leaves: numbers.  Never decides anything.

The scale is TeX's (Knuth and Plass, Breaking Paragraphs into Lines, 1981): a line's spaces are stretched or shrunk by
a ratio r of what they may be; its badness is 100 |r|³, its demerits (line + badness)² and the square of the penalty at
its break.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple


class Try(NamedTuple):
    """One try at a paragraph: whether with hyphens, the largest r, how many lines in a row may end with a hyphen.

    anywhere: words are broken at any letter where the sheet lets them (`overflow-wrap`), and a line that is still too
    long stands out, so that this try always ends well.
    """

    hyphens: bool
    tolerance: float
    ladder: float
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of a setting of lines; all are plain numbers but where a unit is named."""

    # Glyphs give way first, by at most 2 % of their width, which no reader sees (pdfTeX's font expansion; Thành, Micro-
    # typographic Extensions to the TeX Typesetting System, 2000); what they do not give, the spaces do.
    expansion: float = 0.02
    # r = 1 is a word space half again as wide, r = -1 one a quarter narrower: the eye forgives the first, and under
    # three quarters words run together. Parts of the face's own space.
    stretch: float = 0.5
    shrink: float = 0.25
    # What every line costs, so that a paragraph is not longer than it need be.
    line: float = 10
    # A hyphen; one behind two letters, by which no word is known; one in a name, which is known by its whole look, so
    # that the line may rather be wide (see below); one in a paragraph's last word, whose tail is a runt; a dash at a
    # line's end.
    hyphen: float = 70
    short_hyphen: float = 100
    name_hyphen: float = 800
    last_hyphen: float = 1000
    dash: float = 30
    # A word of one letter (I, a) at a line's end: it belongs to what follows.
    letter: float = 40
    # A title or an initial at a line's end (Mrs., J.), parted from its name.
    title: float = 700
    # The r beyond which a line is as bad as can be (TeX's, with its 10,000, is 4.6); a word broken where no hyphen may
    # stand, which is worse; demerits of a line that stands out of its measure, the worst of all.
    loosest: float = 10
    cut: float = 1e6
    overfull: float = 1e15
    # Demerits. Two hyphens in a row are a ladder's beginning; lines of unlike spacing side by side show; a last line
    # shorter than the indent or of hardly a word is a hole.
    next_hyphen: float = 3e4
    unlike: float = 1e4
    runt: float = 1e6
    # Beyond r = 1 the eye sees a wide line as such.
    wide: float = 5e5
    # A last line shorter than this part of the measure is a runt, and so is one of fewer characters.
    runt_measure: float = 0.06
    runt_characters: int = 5
    # Without hyphens, with them, with spaces that are too wide, at need with three hyphens in a row, and where a word
    # or a picture is wider than the measure.
    tries: tuple[Try, ...] = (
        Try(False, 0.75, 2),
        Try(True, 1.0, 2),
        Try(True, 3.0, 2),
        Try(True, 8.0, inf),
        Try(True, inf, inf, anywhere=True),
    )
    # The lines of another length than the best, of which the page plan takes one where it saves a page; and what it may
    # cost at most (demerits): two short pages.
    other_lengths: Try = Try(True, 2.0, 2)  # noqa: RUF009
    dearest_length: float = 2e6
    # A ragged line: r = 1 is this part of the measure left white at its end; it has no hyphens, and any white will do.
    ragged: float = 0.15
    ragged_tries: tuple[Try, ...] = (Try(False, inf, 2), Try(False, inf, 2, anywhere=True))


COSTS = Costs()
