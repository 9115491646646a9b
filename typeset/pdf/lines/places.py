"""Places: where the lines of a paragraph may begin and end, behind its pieces and within them.

Enters: a paragraph that has been cut into pieces.  Leaves: its places as the search wants them.  Never chooses one.
"""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import TYPE_CHECKING

from typeset.pdf.lines.costs import COSTS, Try
from typeset.pdf.lines.faces import SPACE, Face, Hyphen
from typeset.pdf.lines.names import FEWEST_LETTERS
from typeset.pdf.lines.search import Places

if TYPE_CHECKING:
    from typeset.pdf.lines.paragraph import Paragraph, Place

# A hyphen behind fewer letters is costlier.
FEWEST_BEFORE = 3
# What `Place`s are made of: of places there are many more than are chosen.
Where = list[tuple[int, int, bool]]


def find_places(paragraph: Paragraph, start: Place, stop: int, limits: Try, narrowest: float) -> tuple[Where, Places]:
    """Where lines may begin and end from a place up to a piece; at need what is wider than `narrowest` is cut."""
    first, offset, _ = start
    x = paragraph.line_start[first]
    if offset:
        x = paragraph.x0[first] + paragraph.face(first).prefix_width(paragraph.text[first], offset)
    where: Where = [start]
    places = Places()
    places.add(0, x, 0, paragraph.spaces[first], characters=paragraph.characters[first])
    if limits.hyphens or limits.anywhere:
        _add_all(paragraph, where, places, stop, limits, narrowest)
    else:
        # A place that costs more than a hyphen is looked at where hyphens are.
        _add_ends(paragraph, where, places, first, stop, inf if paragraph.ragged else COSTS.hyphen)
    end, spaces = paragraph.line_end[stop - 1], paragraph.spaces[stop - 1]
    where.append((stop, 0, False))
    places.add(end, end, spaces, spaces, characters=paragraph.characters[stop])
    return where, places


def _add_ends(paragraph: Paragraph, where: Where, places: Places, first: int, stop: int, dearest: float) -> None:
    """The places behind pieces."""
    ends = paragraph.ends[bisect_left(paragraph.ends, first) : bisect_left(paragraph.ends, stop - 1)]
    ends = [k for k in ends if paragraph.penalty[k] <= dearest]
    where += [(k + 1, 0, False) for k in ends]
    places.end += [paragraph.line_end[k] for k in ends]
    places.start += [paragraph.line_start[k + 1] for k in ends]
    places.end_space += [paragraph.spaces[k] for k in ends]
    places.start_space += [paragraph.spaces[k + 1] for k in ends]
    places.penalty += [paragraph.penalty[k] for k in ends]
    places.hyphen += [paragraph.is_hyphened[k] for k in ends]
    places.characters += [paragraph.characters[k + 1] for k in ends]


def _add_all(paragraph: Paragraph, where: Where, places: Places, stop: int, limits: Try, narrowest: float) -> None:
    """The places behind pieces and those within them, in order."""
    first, offset, _ = where[0]
    reached = first
    spaced = reversed(paragraph.ends[: bisect_left(paragraph.ends, stop - 1)])
    full = next((k for k in spaced if paragraph.joiner[k] == SPACE), first - 1) + 1
    for k in range(first, stop):
        is_wide = limits.anywhere and paragraph.x1[k] - paragraph.x0[k] > narrowest
        if is_wide or (limits.hyphens and len(paragraph.text[k]) >= FEWEST_LETTERS):
            cuts = _cuts(paragraph, k, limits, is_last=k >= full, is_wide=is_wide)
            if cuts:
                _add_ends(paragraph, where, places, reached, k + 1, inf)
                reached = k
                spaces, characters = paragraph.spaces[k], paragraph.characters[k]
                for at, width, behind, penalty in cuts:
                    if k > first or at > offset:
                        x = paragraph.x0[k] + width
                        where.append((k, at, behind > 0))
                        places.add(x + behind, x, spaces, spaces, penalty, behind > 0, characters + at)
    _add_ends(paragraph, where, places, reached, stop, inf)


def _cuts(
    paragraph: Paragraph, piece: int, limits: Try, *, is_last: bool, is_wide: bool
) -> list[tuple[int, float, float, float]]:
    """Each place to break a piece at, what the rest leaves of its width, a hyphen's width or 0, the penalty."""
    face, text = paragraph.face(piece), paragraph.text[piece]
    cuts: list[tuple[int, float, float, float]] = []
    hyphens = face.hyphenation(text) if limits.hyphens else ()
    if hyphens:
        behind = face.word(face.hyphen).width - (0.0 if paragraph.ragged else face.hang_behind(face.hyphen))
        for hyphen in hyphens:
            penalty = COSTS.last_hyphen if is_last else _hyphen_cost(paragraph, face, hyphen)
            cuts.append((hyphen.at, hyphen.rest, hyphen.width + behind - hyphen.rest, penalty))
    if is_wide and face.breaks_words:
        known = {cut[0] for cut in cuts}
        cuts += [(at, x, 0.0, COSTS.cut) for at, x in face.word(text).clusters if at and at not in known]
        cuts.sort()
    return cuts


def _hyphen_cost(paragraph: Paragraph, face: Face, hyphen: Hyphen) -> float:
    """The penalty of a hyphen by where in which word it stands."""
    if face.marks_names and hyphen.word in paragraph.names:
        return COSTS.name_hyphen
    return COSTS.short_hyphen if hyphen.letters < FEWEST_BEFORE else COSTS.hyphen
