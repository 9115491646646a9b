"""A paragraph: its text cut into pieces that are never parted, and its plans: where lines end for given measures.

Enters: a LineBox of WeasyPrint's box tree before layout.  Leaves: break places, and skip stacks that WeasyPrint reads.
Never makes a line.

A plan hangs on the LineBox of the source tree. WeasyPrint lays out copies but always starts again from that tree: for
widows and orphans, for a page made anew, for the rest on the next page; so the same breaks come back each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import Any, NamedTuple

from typeset.pdf.lines.costs import COSTS, Try
from typeset.pdf.lines.faces import DASHES, EN_DASH, NBSP, NO_BREAK, SPACE, ZERO, Face, UnfitError
from typeset.pdf.lines.leaves import leaves_of
from typeset.pdf.lines.names import LONGEST_TITLE, is_title
from typeset.pdf.lines.places import Where, find_places
from typeset.pdf.lines.search import Measure, Places, total_fit

# A line feed of the source that is kept: `br`.
FORCED = 4
# Two measures of one block differ in their last bits when it is laid out again (CSS px).
SAME_PX = 1e-3


class Place(NamedTuple):
    """Where a line begins or ends: a piece, characters of it before, whether a hyphen is set there."""

    piece: int
    offset: int = 0
    hyphen: bool = False


START = Place(0)


class Line(NamedTuple):
    """A line of a plan: from a place to the next, None at the paragraph's end; is_last: of it, or before a `br`."""

    start: Place
    end: Place | None
    measure: Measure
    is_last: bool


class Plan(NamedTuple):
    """The lines of a paragraph from a place on, for measures; starts: a line's number by its first piece and offset."""

    measures: tuple[Measure, ...]
    lines: list[Line]
    starts: dict[tuple[int, int], int]


class Paragraph:
    """The pieces of one LineBox, in lists of one length, and its plans.

    x0, x1: natural distance (CSS px) of a piece's start and end from the paragraph's start; begin, finish: those of a
    line that begins or ends with it, which differ where an inline box opens or closes there; hang_before, hang_behind:
    how far that line hangs into the margins; line_start, line_end: begin and finish less that; penalty: of a line's end
    behind it, infinite where there can be none; is_hyphened: whether that line ends with a hyphen of the text; spaces:
    how much of x0 is word space; offset: its place in its leaf's text; joiner: what follows it. Of leaves: leaf_x,
    leaf_spaces, those at their ends, leaf_end, and leaf_piece, their first piece. ends: the pieces behind which a line
    may end. characters: how many stand before each piece, and in all. rigid: whether it has widths that are no glyphs'.
    ragged: lines keep their natural width, and nothing hangs into the margins. names: words that are rather not broken.
    """

    def __init__(self, linebox: Any, containing_block: Any, names: frozenset[str]) -> None:
        self.names = names
        self.leaves, self.floats, self.edged = leaves_of(linebox, containing_block)
        # What is generated (a page's number in a list) may be another when the block is laid out again.
        self.is_generated = any("::" in (leaf.box.element_tag or "") for leaf in self.leaves)
        self.ragged = linebox.style["text_align_all"] != "justify"
        indent = containing_block.style["text_indent"]
        self.is_flush = not self.floats and not getattr(indent, "value", indent)
        self.rigid = bool(self.edged) or any(leaf.picture for leaf in self.leaves)
        self.plans: list[Plan] = []
        self.heights: dict[tuple[int, int], float] = {}
        self.leaf: list[int] = []
        self.text: list[str] = []
        self.offset: list[int] = []
        self.x0: list[float] = []
        self.x1: list[float] = []
        self.begin: list[float] = []
        self.finish: list[float] = []
        self.spaces: list[float] = []
        self.string: list[str] = []
        self.hang_before: list[float] = []
        self.hang_behind: list[float] = []
        self.joiner: list[int] = []
        self.leaf_x: list[float] = []
        self.leaf_spaces: list[float] = []
        self.leaf_piece: list[int] = []
        self.leaf_end: list[tuple[float, float]] = []
        self._cut()
        if not self.text:
            raise UnfitError("no words")
        pieces = range(len(self.text))
        self.line_start = [self.begin[k] + self.hang_before[k] for k in pieces]
        self.line_end = [self.finish[k] - self.hang_behind[k] for k in pieces]
        self.penalty = [self._penalty(k) for k in pieces]
        self.ends = [k for k in pieces if self.penalty[k] < inf]
        self.is_hyphened = [self.joiner[k] == ZERO and self.text[k].endswith("-") for k in pieces]
        self.characters = list(accumulate(map(len, self.text), initial=0))
        self._kept: tuple[Any, tuple[Where, Places]] | None = None

    def _cut(self) -> None:
        """Cut the leaves' texts into pieces, and sum their widths."""
        x = spaces = opened = 0.0
        risky: list[int] = []
        for number, leaf in enumerate(self.leaves):
            x, opened = x + leaf.lead, opened + leaf.lead
            self.leaf_x.append(x)
            self.leaf_spaces.append(spaces)
            self.leaf_piece.append(len(self.text))
            face, at = leaf.face, 0
            for part, line in enumerate(leaf.text.split("\n")):
                if part:
                    at += 1
                    if self.joiner:
                        self.joiner[-1] = FORCED
                for count, token in enumerate(line.split(" ")):
                    if count:
                        at += 1
                        if self.joiner and self.joiner[-1] != FORCED:
                            x, spaces = x + face.space, spaces + face.space
                            self.joiner[-1] = SPACE
                    if not token:
                        continue
                    begin = x - opened
                    if face.kerns_space and self.leaf and self.leaf[-1] == number and self.joiner[-1] == SPACE:
                        x += face.space_kern(self.text[-1], token)
                        begin = x
                    for piece in (leaf.picture,) if leaf.picture else face.pieces(token):
                        if piece.risky:
                            risky.append(len(self.text))
                        self.leaf.append(number)
                        self.text.append(piece.text)
                        self.offset.append(at + piece.start)
                        self.x0.append(x)
                        self.begin.append(begin)
                        self.spaces.append(spaces)
                        x += piece.word.width
                        self.x1.append(x)
                        self.finish.append(x)
                        self.string.append(piece.word.string)
                        hangs_before = not self.ragged and (self.joiner[-1] == SPACE if self.joiner else self.is_flush)
                        self.hang_before.append(piece.hang_before if hangs_before else 0.0)
                        self.hang_behind.append(0.0 if self.ragged else piece.hang_behind)
                        self.joiner.append(piece.joiner)
                        if piece.joiner == NBSP:
                            x, spaces = x + face.space, spaces + face.space
                        begin, opened = x, 0.0
                    at += len(token)
            self.leaf_end.append((x, spaces))
            x += leaf.trail
            if self.leaf and self.leaf[-1] == number:
                self.finish[-1] += leaf.trail
            else:
                opened += leaf.trail
            if self.joiner and self.joiner[-1] == NO_BREAK and self._may_part(number):
                self.joiner[-1] = ZERO
        self.leaf_piece.append(len(self.text))
        if self.finish:
            self.finish[-1] += opened
        for k in risky:
            parted = k > 0 and self.joiner[k - 1] == SPACE
            is_dash = self.text[k].startswith(EN_DASH)  # it ends a line
            if parted and (is_dash or not self.face(k - 1).breaks_at_space(self.text[k - 1], self.text[k])):
                self.joiner[k - 1] = NBSP

    def face(self, piece: int) -> Face:
        """The face of a piece."""
        return self.leaves[self.leaf[piece]].face

    def _may_part(self, number: int) -> bool:
        """Whether a line may end between a leaf and the next that follows without a space."""
        leaf, follower = self.leaves[number], self.leaves[number + 1 : number + 2]
        if leaf.picture:
            return any(other.picture for other in follower)
        return leaf.text[-1:] in DASHES if leaf.text else False

    def _penalty(self, piece: int) -> float:
        """What it costs to end a line with a piece; infinitely much where no line may."""
        if self.joiner[piece] == ZERO:
            return COSTS.dash
        if self.joiner[piece] != SPACE:
            return inf
        word = self.text[piece]
        if len(word) <= LONGEST_TITLE and is_title(word):
            return COSTS.title
        letter = word.lstrip("“‘(")
        return COSTS.letter if len(letter) == 1 and letter.isalpha() else 0.0

    def plan(self, measures: Sequence[Measure], first: Place) -> tuple[Plan, int]:
        """The plan for measures that has a line beginning at a place, and that line's number.

        Raises UnfitError where no way of breaking fits the measures.
        """
        for plan in self.plans:
            number = plan.starts.get(first[:2])
            if number is not None and (number or _same(plan.measures, measures)):
                return plan, number
        lines: list[Line] = []
        start = first
        while True:
            end = next((k for k in range(start.piece, len(self.joiner)) if self.joiner[k] == FORCED), None)
            stop = len(self.text) if end is None else end + 1
            remaining = measures[min(len(lines), len(measures) - 1) :]
            ends = self._broken(remaining, start, stop)
            for number, (line_start, line_end) in enumerate(pairwise([start, *ends])):
                measure = remaining[min(number, len(remaining) - 1)]
                is_last = number == len(ends) - 1
                lines.append(Line(line_start, line_end if line_end.piece < len(self.text) else None, measure, is_last))
            if stop == len(self.text):
                break
            start = Place(stop)
        plan = Plan(tuple(measures), lines, {line.start[:2]: number for number, line in enumerate(lines)})
        self.plans.append(plan)
        return plan, 0

    def _broken(self, measures: Sequence[Measure], start: Place, stop: int) -> list[Place]:
        """The places where the lines from a place up to a piece end; the last is the piece."""
        for limits in COSTS.ragged_tries if self.ragged else COSTS.tries:
            where, places = self.places(start, stop, limits, min(measure.width for measure in measures))
            way = total_fit(places, measures, limits, self.ragged)
            if way is not None:
                return [Place(*where[number]) for number in way.breaks]
        raise UnfitError("no way to break it")

    def places(self, start: Place, stop: int, limits: Try, narrowest: float = inf) -> tuple[Where, Places]:
        """Where lines may begin and end from a place up to a piece; at need what is wider than `narrowest` is cut."""
        key = start, stop, limits.hyphens, narrowest if limits.anywhere else inf
        if self._kept is None or self._kept[0] != key:
            found = find_places(self, start, stop, limits, narrowest)
            if not (limits.hyphens or self.ragged):  # the next try has hyphens, and other places
                return found
            self._kept = key, found
        return self._kept[1]

    def forget_places(self) -> None:
        """Give back what was kept between tries and lengths, which is most of what a paragraph takes."""
        self._kept = None

    def skip_stack(self, place: Place) -> dict[int, Any] | None:
        """WeasyPrint's way to say where a line begins: {child: {grandchild: {bytes: None}}}."""
        leaf = self.leaf[place.piece]
        before = self.leaves[leaf].text[: self.offset[place.piece] + place.offset]
        stack: dict[int, Any] | None = {len(before.encode()): None} if before else None
        for child in reversed(self.leaves[leaf].path):
            stack = {child: stack}
        return stack

    def place(self, skip_stack: dict[int, Any]) -> Place:
        """The place that a skip stack means, whoever made it. Raises UnfitError where it means none."""
        path: tuple[int, ...] = ()
        stack: Any = skip_stack
        while stack:
            ((index, stack),) = stack.items()
            path = (*path, index)
        for number, leaf in enumerate(self.leaves):
            head, tail = path[: len(leaf.path)], path[len(leaf.path) :]
            if leaf.path < head:
                continue
            skipped = tail[0] if tail and leaf.path == head else 0
            index = len(leaf.text.encode()[:skipped].decode())
            for piece in range(self.leaf_piece[number], len(self.leaf)):
                if self.leaf[piece] > number:
                    return Place(piece)
                if self.offset[piece] + len(self.text[piece]) > index:
                    offset = max(0, index - self.offset[piece])
                    return Place(piece, offset, offset > 0)
        raise UnfitError("a place behind the last word")


def _length(margin: Any) -> float:
    """A margin of an inline box, where "auto" is nothing (CSS 2.2, §10.3.1)."""
    return 0.0 if margin == "auto" else float(margin)


def _same(measures: Sequence[Measure], others: Sequence[Measure]) -> bool:
    return len(measures) == len(others) and all(
        abs(a.left - b.left) < SAME_PX and abs(a.width - b.width) < SAME_PX
        for a, b in zip(measures, others, strict=True)
    )
