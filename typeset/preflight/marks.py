"""What stands on a page: the words in which the content of a PDF is told to the checks.

Enters: nothing.  Leaves: dataclasses.  Never opens a file, never judges.
Boxes are (left, bottom, right, top) in points of the page's own space (ISO 32000-1, §8.3.2.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
Model = Literal["gray", "rgb", "cmyk", "lab", "spot", "registration", "pattern"]
MarkKind = Literal["text", "fill", "stroke", "picture"]
# So near to none, or to all, of an ink that no press shows it.
TRACE = 0.002


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its model, how many components it has, and whether it is a device's own (not by a profile).

    name: of a spot colour.  base: of an indexed space, whose values are looked up elsewhere.
    """

    model: Model
    components: int = 1
    device: bool = True
    name: str = ""
    indexed: bool = False
    subtractive: bool = False


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it is painted. values: between 0 and 1, none where they are not known (patterns, indexed)."""

    space: Space
    values: tuple[float, ...] = ()

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Cyan, magenta, yellow and black, between 0 and 1; None where only a profile could say."""
        if not self.values:
            return None
        match self.space.model:
            case "gray":
                return 0.0, 0.0, 0.0, self.values[0] if self.space.subtractive else 1 - self.values[0]
            case "cmyk" if len(self.values) == 4:
                return self.values[0], self.values[1], self.values[2], self.values[3]
            case "registration":
                return (self.values[0],) * 4
        return None

    @property
    def white(self) -> bool:
        """Whether nothing of it shows on white paper."""
        if self.inks is not None:
            return max(self.inks) < TRACE
        if self.space.model == "rgb" and self.values:
            return min(self.values) > 1 - TRACE
        return self.space.model == "spot" and bool(self.values) and max(self.values) < TRACE

    @property
    def black(self) -> bool:
        """Whether it is the black ink, full and alone."""
        return self.inks is not None and max(self.inks[:3]) < TRACE and self.inks[3] > 1 - TRACE

    @property
    def coloured(self) -> bool:
        """Whether it is more than white, gray and black."""
        return not self.white and (self.inks is None or max(self.inks[:3]) >= TRACE)


BLACK = Colour(Space("gray"), (0.0,))


class Widths(dict[int, float]):
    """Widths of characters by their codes; of all others the default."""

    def __init__(self, known: Mapping[int, float], default: float) -> None:
        super().__init__(known)
        self._default = default

    def __missing__(self, code: int) -> float:
        return self._default


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font as a page uses it.

    name: without the tag of a subset.  kind: /Type0, /TrueType, /Type1, /Type3 … without the slash.
    program: (object number, generation) of the font program, None where none is embedded.  digest: of its bytes.
    damage: why the program cannot be read, empty where it can.
    widths: thousandths of an em by code, or by CID of a composite font.  missing: codes that have no glyph.
    glyphs: how many the program has, where codes are glyphs; 0 where that is not known.
    blank: codes of spaces.  wide: whether a code has two bytes.
    """

    name: str
    kind: str
    program: tuple[int, int] | None = None
    digest: str = ""
    damage: str = ""
    widths: Widths = field(default_factory=lambda: Widths({}, 0.0))
    missing: frozenset[int] = frozenset()
    glyphs: int = 0
    blank: frozenset[int] = frozenset()
    wide: bool = False
    scale: float = 0.001

    def lacks(self, codes: tuple[int, ...]) -> bool:
        """Whether one of the codes has no glyph."""
        return not self.missing.isdisjoint(codes) or bool(self.glyphs and max(codes, default=0) >= self.glyphs)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its pixels, its space, and what makes it transparent.

    bits: of a component.  mask: a stencil, painted in a colour of the page.  ink_percent: the most ink in a spot of it.
    damage: why it cannot be read.
    """

    width: int
    height: int
    space: Space
    bits: int = 8
    stencil: bool = False
    alpha: bool = False
    ink_percent: float = 0.0
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing painted on a page.

    size: of text, the height of an em; of a stroke, its width; of a fill, its lesser side; in points.
    box: its ink, within what clips it.  resolution_ppi: of a picture, at its size.
    shown: False of text that is neither filled nor stroked.  missing: of text, that a character has no glyph.
    """

    kind: MarkKind
    box: Box
    colour: Colour
    size: float = 0.0
    face: Face | None = None
    picture: Picture | None = None
    resolution_ppi: float = 0.0
    overprint: bool = False
    transparent: bool = False
    shown: bool = True
    missing: bool = False


def meet(one: Box, other: Box) -> Box:
    """What two boxes share; its right is left of its left where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def empty(box: Box) -> bool:
    return box[2] < box[0] or box[3] < box[1]
