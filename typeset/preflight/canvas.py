"""What a content stream is painted on: the graphics state, the marks made so far, and what could not be read.

Enters: what operators do.  Leaves: marks in the order of painting.  Never reads a token, never judges.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from typeset.preflight.marks import BLACK, Box, Colour, Face, Mark, MarkKind, Picture, empty, meet
from typeset.preflight.matrices import IDENTITY, Matrix, Point
from typeset.preflight.resources import GraphicsState, Resources, Shelf

EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
# Forms within forms; a file that goes deeper goes round in a circle.
DEEPEST = 12
# Rendering modes of text that fill it, and that stroke it (ISO 32000-1, §9.3.6).
FILLED, STROKED = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})
NOTHING_SET = GraphicsState()


class UnreadableError(Exception):
    """An operator whose operands are not what it takes; whoever reads the stream notes it and goes on."""


@dataclass(slots=True)
class State:
    """The graphics state (ISO 32000-1, §8.4), as far as it decides what a mark looks like.

    set_by: what graphics-state dictionaries have said so far.  tile: the pattern that `fill` stands for.
    """

    ctm: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    tile: Any = None
    width: float = 1.0
    face: Face | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    set_by: GraphicsState = NOTHING_SET


@dataclass(slots=True)
class Canvas:
    """One content stream as it is read.

    read: reads a further stream onto a canvas.  faults: what could not be read, in order, each once.
    grouped: whether a form on it is a transparency group; curved: whether a transfer
    curve or a raster is set.  path: the lines of the path so far, their points on the page.
    text, line: where the next character stands, and where its line began.
    """

    shelf: Shelf
    resources: Resources
    read: Callable[[Canvas, bytes], None]
    state: State = field(default_factory=State)
    depth: int = 0
    marks: list[Mark] = field(default_factory=list)
    faults: dict[str, None] = field(default_factory=dict)
    grouped: bool = False
    curved: bool = False
    saved: list[State] = field(default_factory=list)
    path: list[list[Point]] = field(default_factory=list)
    clipping: bool = False
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def fault(self, what: str) -> None:
        self.faults[what] = None

    def mark(
        self,
        kind: MarkKind,
        box: Box,
        colour: Colour,
        size: float = 0.0,
        *,
        stroked: bool = False,
        face: Face | None = None,
        picture: Picture | None = None,
        resolution_ppi: float = 0.0,
        shown: bool = True,
        missing: bool = False,
    ) -> None:
        """Paint, where something of it is within what clips it."""
        clipped = meet(box, self.state.clip)
        if empty(clipped):
            return
        if kind == "fill":
            size = min(clipped[2] - clipped[0], clipped[3] - clipped[1])
        by = self.state.set_by
        self.marks.append(
            Mark(
                kind,
                clipped,
                colour,
                size,
                face,
                picture,
                resolution_ppi,
                by.overprints(stroked),
                by.transparent(stroked) or (picture is not None and picture.alpha),
                shown,
                missing,
            )
        )

    def inner(self, ctm: Matrix, resources: Resources | None, clip: Box) -> Canvas:
        """A canvas for a form or a tile on this one, in the state that stands here."""
        state = replace(self.state, ctm=ctm, clip=meet(self.state.clip, clip))
        return Canvas(self.shelf, resources or self.resources, self.read, state, self.depth + 1)
