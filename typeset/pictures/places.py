"""Each picture at its place in a story's tree, among the same words as in its source.

Enters: a clean tree with its letters inset, SeenPictures in order, and for each the `img` or what stands in its place.
Leaves: the same tree with `figure` between blocks and `img.inline` in lines.  Never changes, adds or moves a word of
the source but to make a caption of a paragraph.

A place is known by the letters and digits before it, which neither passes nor letters change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from typeset.illustrations import SeenPicture
from typeset.ledger import Cut, count_letters, letters_and_digits
from typeset.model import BLOCK, GAP, LEAF_BLOCKS, Element, block_numbers, leaves, local, new, text_of, unwrap, xhtml

# Where a figure may stand by itself.
_FLOW = frozenset({"section", "blockquote", "aside"})
_LEAF_TAGS = tuple(xhtml(tag) for tag in sorted(LEAF_BLOCKS))


class _Run(NamedTuple):
    """A run of text: its block, and how many letters stand before and up to its end."""

    element: Element
    start: int
    end: int

    @property
    def numbers(self) -> range:
        return block_numbers(self.element) if self.element.get(BLOCK) is not None else range(0)

    def is_signs_from(self, block: int) -> bool:
        """Whether it has no letter, and comes of a block with this number or a later one."""
        return self.start == self.end and len(self.numbers) > 0 and self.numbers[0] >= block


class Placed(NamedTuple):
    """A figure and its `img`; one without `src` cannot be in the book, and its `alt` stands in its place.

    inline: set as a sign of its line, if it stands in one.
    """

    figure: SeenPicture
    image: Element
    inline: bool


def place(tree: Element, cuts: Iterable[Cut], placed: Sequence[Placed]) -> None:
    """Set pictures into a tree, in place. cuts: what the passes left out of the source."""
    runs = _runs(tree)
    ends = [run.end for run in runs]
    lost = [(cut.block, count_letters(cut.text)) for cut in cuts]
    for figure, image, inline in placed:
        letters = figure.letters - sum(size for block, size in lost if block < figure.block)
        follower = bisect_right(ends, letters)
        # Blocks of signs alone are told from one another by their numbers.
        while follower and runs[follower - 1].is_signs_from(figure.block):
            follower -= 1
        before = runs[follower - 1] if follower else None
        after = runs[follower] if follower < len(runs) else None
        home = _home(figure, letters, before, after)
        if home is not None and (inline or image.get("src") is None):
            _set_in_line(home, letters, figure, image)
        elif figure.caption is None or not _set_over_caption(runs, figure, image):
            if home is not None:
                before, after = (None, home) if letters == home.start and not figure.marks else (home, None)
            _set_between(tree, before, after, figure, image)
    for _, image, _ in placed:
        if image.get("src") is None:
            image.text = image.get("alt")
            unwrap(image)


def _runs(tree: Element) -> list[_Run]:
    found: list[_Run] = []
    at = 0
    for element in leaves(tree):
        if next(element.iterdescendants(*_LEAF_TAGS), None) is None:
            size = count_letters(text_of(element))
            found.append(_Run(element, at, at + size))
            at += size
    return found


def _home(figure: SeenPicture, letters: int, before: _Run | None, after: _Run | None) -> _Run | None:
    """The run of text that a picture stands in; None where it stands between two."""
    if not figure.inline:
        return None
    near = [leaf for leaf in (after, before) if leaf is not None]
    inside = (leaf for leaf in near if leaf.start < letters < leaf.end)
    own = (leaf for leaf in near if figure.block in leaf.numbers)
    return next(inside, None) or next(own, None) or next(iter(near[::-1]), None)


# --- in a line ----------------------------------------------------------------------------------


def _set_in_line(leaf: _Run, letters: int, figure: SeenPicture, image: Element) -> None:
    """Put an `img` after so many letters of a run of text, with white space around it as in the source."""
    slots = [(node, where, (getattr(node, where) or "") if where else "\n") for node, where in _slots(leaf.element)]
    text = "".join(said for _, _, said in slots)
    at = _offset(text, letters - leaf.start, figure)
    start = 0
    chosen: tuple[Element, str, int] | None = None
    for node, where, said in slots:
        if start > at:
            break
        if where and start + len(said) >= at:
            chosen = (node, where, at - start)
        start += len(said)
    assert chosen is not None
    node, where, inside = chosen
    said = getattr(node, where) or ""
    space = " " if figure.spaced[1] and text[at : at + 1] and not text[at].isspace() else ""
    setattr(node, where, None)
    if where == "text":
        node.insert(0, image)
    else:
        node.addnext(image)
    setattr(node, where, said[:inside] or None)
    image.tail = space + said[inside:] or None
    image.set("class", "inline")


def _slots(leaf: Element) -> Iterable[tuple[Element, str]]:
    """The places in a leaf that may hold text, in order: (element, "text" or "tail"); (br, "") for a line's end."""
    for event, node in etree.iterwalk(leaf, events=("start", "end")):
        if event == "start":
            if local(node) == "br":
                yield node, ""
            elif local(node) != "img":
                yield node, "text"
        elif node is not leaf:
            yield node, "tail"


def _offset(text: str, letters: int, figure: SeenPicture) -> int:
    """Where in a run of text a picture stands: after so many letters, then so many marks, and the white space."""
    at = seen = 0
    while at < len(text) and seen < letters:
        seen += count_letters(text[at])
        at += 1
    marks = figure.marks
    while at < len(text) and not count_letters(text[at]) and letters_and_digits(text[at]):
        at += 1  # an accent that stands beside its letter
    while at < len(text) and not letters_and_digits(text[at]) and (text[at].isspace() or marks):
        if text[at].isspace() and not marks and not figure.spaced[0]:
            break
        marks -= not text[at].isspace()
        at += 1
    return at


# --- between blocks -----------------------------------------------------------------------------


def _set_over_caption(runs: Sequence[_Run], figure: SeenPicture, image: Element) -> bool:
    """Set a picture above its caption, where that is still a paragraph of its own; answers whether it is."""
    captions = [run.element for run in runs if figure.caption in run.numbers]
    if len(captions) != 1 or len(block_numbers(captions[0])) != 1 or local(captions[0]) != "p":
        return False
    caption = captions[0]
    home = caption.getparent()
    if home is None or local(home) not in _FLOW:
        return False
    frame = _alone(image)
    caption.addprevious(frame)
    if image.get("src") is not None:
        caption.tag = xhtml("figcaption")
        frame.append(caption)
    _drop_gaps(frame)
    return True


def _set_between(tree: Element, before: _Run | None, after: _Run | None, figure: SeenPicture, image: Element) -> None:
    """Set a picture after one run of text or before another, out of what holds only one of them."""
    frame = _alone(image)
    if before is None and after is None:
        tree.insert(0, frame)
        return
    if before is None or (after is not None and _past_a_break(before, after, figure)):
        assert after is not None
        _outermost(after, before, tree).addprevious(frame)
    else:
        last = _outermost(before, after, tree)
        while (following := last.getnext()) is not None and _is_set(following):
            last = following
        last.addnext(frame)
    _drop_gaps(frame)


def _is_set(element: Element) -> bool:
    """Whether an element is one that a picture was set in."""
    return local(element) == "figure" or (len(element) == 1 and local(element[0]) == "img" and not element.text)


def _past_a_break(before: _Run, after: _Run, figure: SeenPicture) -> bool:
    """Whether a scene break stands between the run of text before a picture and the picture itself.

    An ornament was a block of the source, and is none of the tree.
    """
    ornament = len(before.numbers) > 0 and before.numbers[-1] < figure.block - 1
    return figure.after_rule or ornament


def _outermost(leaf: _Run, other: _Run | None, tree: Element) -> Element:
    """A leaf, or what it stands in as far as the other leaf does not, and a figure may stand beside it."""
    shared = {tree} if other is None else set(other.element.iterancestors())
    node = leaf.element
    while (parent := node.getparent()) is not None and not (parent in shared and local(parent) in _FLOW):
        node = parent
    return node


def _alone(image: Element) -> Element:
    frame = new("figure") if image.get("src") is not None else new("p", class_="centered")
    frame.append(image)
    return frame


def _drop_gaps(frame: Element) -> None:
    """White around a picture is no scene break."""
    for beside in (frame.getprevious(), frame.getnext()):
        if beside is not None and local(beside) == "hr" and beside.get(GAP) is not None:
            parent = beside.getparent()
            assert parent is not None
            parent.remove(beside)
