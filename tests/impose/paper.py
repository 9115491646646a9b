"""Paper, cut, folded, gathered as docs/imposing.md says, by plain geometry; it knows nothing of `typeset.impose`.

A sheet is what was printed: a set of leaves, each with what stands on its two sides and where. All lengths in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from numbered import HEIGHT, WIDTH, Shown, Side

# How a sheet of so many leaves is folded, as it lies with its front down: which half is laid over the other.
FOLDS = {
    2: ("left",),
    4: ("top", "left"),
    8: ("right", "top", "left"),
    16: ("top", "right", "top", "left"),
}


@dataclass(frozen=True)
class Face:
    """One side of a leaf: the page's number and where its head and its spine are.

    head: 1 upwards, -1 downwards.  spine_x: of the page's inner edge.  mirrored: whether it is seen through the paper.
    """

    number: int
    head: int
    spine_x: float
    mirrored: bool


@dataclass(frozen=True)
class Leaf:
    """A leaf of paper where it lies. up, down: what it shows above and below; None for white."""

    x: float
    y: float
    up: Face | None
    down: Face | None

    def turned_over(self, axis: str, at: float) -> Leaf:
        """Turned over about a line: x = at (axis "x"), or y = at."""
        if axis == "x":
            return Leaf(2 * at - self.x, self.y, _over_x(self.down, at), _over_x(self.up, at))
        return Leaf(self.x, 2 * at - self.y, _over_y(self.down), _over_y(self.up))


def _over_x(face: Face | None, at: float) -> Face | None:
    return face and replace(face, spine_x=2 * at - face.spine_x, mirrored=not face.mirrored)


def _over_y(face: Face | None) -> Face | None:
    return face and replace(face, head=-face.head, mirrored=not face.mirrored)


def printed(sides: Sequence[Side], flip: str) -> list[list[Leaf]]:
    """The sheets as they come from the printer, front down. flip: the edge over which it turned the paper."""
    sheets = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        over_side = (flip == "long") == (front.height >= front.width)
        # As the front was printed, it faces up; the back was printed when the paper had been turned over.
        axis, at = ("x", back.width / 2) if over_side else ("y", back.height / 2)
        below = [_lying(page).turned_over(axis, at) for page in back.pages]
        above = [_lying(page) for page in front.pages]
        sheets.append([leaf.turned_over("x", front.width / 2) for leaf in _paired(above, below)])
    # White leaves are where others stand on other sheets.
    spots: list[Leaf] = []
    for leaf in (leaf for sheet in sheets for leaf in sheet):
        if not any(_near(leaf, spot) for spot in spots):
            spots.append(Leaf(leaf.x, leaf.y, None, None))
    return [[next((leaf for leaf in sheet if _near(leaf, spot)), spot) for spot in spots] for sheet in sheets]


def _lying(page: Shown) -> Leaf:
    """A leaf as its side is printed. It is where its page may print; the page itself may be moved on it."""
    left, bottom, right, top = page.clip
    spine = 0.0 if page.number % 2 else WIDTH
    (x, foot), (_, head) = page.at(spine, 0), page.at(spine, HEIGHT)
    a, b, c, d, *_ = page.matrix
    assert (b, c) == (0, 0) and a * d > 0, "neither on its side nor seen through the paper"
    face = Face(page.number, 1 if head > foot else -1, x, False)
    return Leaf((left + right) / 2, (bottom + top) / 2, face, None)


def _near(one: Leaf, other: Leaf) -> bool:
    return abs(one.x - other.x) + abs(one.y - other.y) < 1


def _paired(above: Sequence[Leaf], below: Sequence[Leaf]) -> Iterator[Leaf]:
    """Fronts with the backs that lie below them, in register."""
    left = list(below)
    for leaf in above:
        behind = next((other for other in left if _near(leaf, other)), None)
        if behind:
            left.remove(behind)
            assert abs(leaf.x - behind.x) < 0.01 and abs(leaf.y - behind.y) < 0.01, "out of register"
        yield replace(leaf, down=behind.down if behind else None)
    yield from left


def fold(sheet: Sequence[Leaf], leaves: int) -> list[Leaf]:
    """A sheet that lies with its front down, folded; the stack from the top, its spine at x = 0."""
    stacks, at = [[leaf] for leaf in sheet], 0.0
    for side in FOLDS[leaves]:
        stacks, at = _fold_once(stacks, side)
    (stack,) = stacks
    return [_pushed(leaf, -at) for leaf in stack]


def _pushed(leaf: Leaf, by: float) -> Leaf:
    up, down = (face and replace(face, spine_x=face.spine_x + by) for face in (leaf.up, leaf.down))
    return Leaf(leaf.x + by, leaf.y, up, down)


def _fold_once(stacks: list[list[Leaf]], side: str) -> tuple[list[list[Leaf]], float]:
    """The stacks with one half laid over the other, and where the fold is."""
    axis = "y" if side == "top" else "x"
    places = [getattr(stack[0], axis) for stack in stacks]
    at = (min(places) + max(places)) / 2
    staying, moving = [], []
    for stack in stacks:
        place = getattr(stack[0], axis)
        if place < at if side == "left" else place > at:
            moving.append([leaf.turned_over(axis, at) for leaf in reversed(stack)])
        else:
            staying.append(stack)
    folded = []
    for stack in staying:
        (over,) = (other for other in moving if _near(other[0], stack[0]))
        folded.append(over + stack)
    return folded, at


def cut(sheet: Sequence[Leaf], leaves: int) -> tuple[list[Leaf], list[Leaf]]:
    """A sheet cut where it would be folded first: the left part and the right, from the front; or upper and lower."""
    axis = "y" if FOLDS[leaves][0] == "top" else "x"
    places = [getattr(leaf, axis) for leaf in sheet]
    at = (min(places) + max(places)) / 2
    # It lies with its front down: what is at the left of the front is at the right now.
    first = [leaf for leaf in sheet if getattr(leaf, axis) > at]
    return first, [leaf for leaf in sheet if leaf not in first]


def sections(sheets: Sequence[Sequence[Leaf]], sizes: Sequence[int], up: int) -> list[list[Leaf]]:
    """The sections of so many pages, sheets folded and put into one another: their leaves in order.

    Whole sheets come first, section by section; then halves of sheets, quarters, eighths, each in the same order.
    """
    left = list(sheets)
    parts: list[list[list[Leaf]]] = [[] for _ in sizes]
    for section, size in enumerate(sizes):
        for _ in range(size // (2 * up)):
            parts[section].append(fold(left.pop(0), up))
    pieces: list[tuple[Sequence[Leaf], int]] = []
    leaves = up // 2
    while leaves >= 2:
        for section, size in enumerate(sizes):
            if size // 2 & leaves:
                if not pieces:
                    pieces = [(left.pop(0), up)]
                while pieces[0][1] > leaves:
                    piece, large = pieces.pop(0)
                    pieces = [(half, large // 2) for half in cut(piece, large)] + pieces
                parts[section].append(fold(pieces.pop(0)[0], leaves))
        leaves //= 2
    assert not left, "sheets that belong to no section"
    return [_nested(each) for each in parts]


def _nested(parts: Sequence[list[Leaf]]) -> list[Leaf]:
    leaves: list[Leaf] = []
    for part in reversed(parts):
        middle = len(part) // 2
        leaves = part[:middle] + leaves + part[middle:]
    return leaves


def read(leaves: Sequence[Leaf]) -> list[int | None]:
    """The pages of a bound book, turned leaf by leaf: each upright, the spine at the left of rectos."""
    numbers: list[int | None] = []
    for leaf in leaves:
        for face, recto in ((leaf.up, True), (leaf.down, False)):
            if face is not None:
                assert face.head == 1, f"page {face.number} stands on its head"
                assert face.mirrored != recto, f"page {face.number} is seen through the paper"
                assert face.spine_x < leaf.x, f"page {face.number} has its spine at the fore-edge"
            numbers.append(face and face.number)
    return numbers
