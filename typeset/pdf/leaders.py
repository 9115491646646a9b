"""Leaders: the points between an entry and its folio, in columns, down to where the widest folio begins.

Enters: a page that WeasyPrint has laid out.  Leaves: the same page, the points and folios of its leaders moved.  Never
changes a word.

WeasyPrint 70 puts a leader's points wherever there is room in its own line, so that they end a point earlier or later
with each folio; and a line that begins outside of its block (a negative indent) ends as far inside of its right edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import PageBox

# A leader of fewer points leads nowhere.
FEWEST_POINTS = 3


class _Leader(NamedTuple):
    """A leader, one of its points, and where what follows it in its line begins (CSS px)."""

    box: Any
    point: Any
    folio_x: float


def align_leaders(page: PageBox) -> None:
    """Set the leaders of a page in columns, in place."""
    from weasyprint.formatting_structure.boxes import LineBox

    found = [
        leader
        for block in page.children[0].descendants()
        for line in block.children
        if isinstance(line, LineBox)
        for leader in _led(line, block.content_box_x() + block.width)
    ]
    end = min((leader.folio_x for leader in found), default=0.0)
    for box, point, _ in found:
        places = range(int((end - box.position_x) / point.width), 0, -1)
        box.children = []
        for place in places if len(places) >= FEWEST_POINTS else ():
            made = point.copy()
            made.position_x = end - place * point.width
            box.children.append(made)


def _led(line: Any, right: float) -> Iterator[_Leader]:
    """The leader of a line, if it has one with points; what follows it is moved to the right edge."""
    from weasyprint.layout.leader import leader_index

    index, leader = leader_index(line)
    if index is None or not leader.children:
        return
    box, followers = line, []
    while index is not None:
        number, index = index
        followers += [child for child in box.children[number + 1 :] if child.is_in_normal_flow()]
        box = box.children[number]
    if not followers:
        return
    shift = right - max(follower.position_x + follower.margin_width() for follower in followers)
    for follower in followers:
        follower.translate(dx=shift)
    yield _Leader(leader, leader.children[0], min(follower.position_x for follower in followers))
