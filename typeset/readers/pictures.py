"""The pictures of an HTML source: what it says of each, and where it stands among the words.

Enters: `img` elements of a browser's tree and the words around them, in the order of the source.
Leaves: model.SeenPicture.  Never reads a file, never follows an address; what is drawn for a scene break is no picture.

A picture is no block and no word.  So it stands beside the raw tree, its place counted in the letters before it, which
no pass changes: the passes and the letters' finder see the same tree with pictures as without.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from xml.etree import ElementTree

from typeset.illustrations import SeenPicture
from typeset.ledger import count_letters, letters_and_digits
from typeset.readers.decode import fit_for_xml

# A story has no more pictures than this; those beyond are left out.
MOST_FIGURES = 1000
# Names of files, and descriptions, of what is drawn between two scenes.
_BREAK_NAME = re.compile(
    r"(?<![a-z])(?:dividers?|separators?|dinkus|fleuron|(?:scene|section|page|line|chapter)[-_ ]?break(?:er)?)"
    r"(?![a-z])",
    re.I,
)
# A file so named that is described in more words is a picture of something.
_MOST_BREAK_WORDS = 3
_BLOCK_END = "\x1e"
_LENGTH = re.compile(r"\s*0*([1-9]\d{0,4})(?:\.\d+)?\s*(?:px)?\s*", re.I)
_STYLED = {name: re.compile(rf"(?:^|;)\s*{name}\s*:([^;]*)", re.I) for name in ("width", "height")}


@dataclass(slots=True)
class _Frame:
    """A `figure` of the source that is open: the pictures found before it, and the block of its caption."""

    start: int
    caption: int | None = None


@dataclass(slots=True)
class SeenPictures:
    """The pictures of one source, while its tree grows. text: the source, in which their lines are looked up."""

    text: str
    found: list[SeenPicture] = field(default_factory=list)
    # Those that came since a block last ended; the first `_followed` of them have had text after them.
    _waiting: list[SeenPicture] = field(default_factory=list)
    _followed: int = 0
    _frames: list[_Frame] = field(default_factory=list)
    # What was read since letters were last counted, the letters up to there, and the other characters since the last.
    _unread: list[str] = field(default_factory=list)
    _letters: int = 0
    _tail: str = ""
    # Where the search for the next address goes on in the source, and the line there.
    _searched: int = 0
    _line: int = 1

    def read(self, text: str) -> None:
        """Note a run of text, as it stands between the elements of the source."""
        self._unread.append(text)
        for at in range(self._followed, len(self._waiting)):
            figure = self._waiting[at]
            self._waiting[at] = replace(figure, spaced=(figure.spaced[0], text[:1].isspace()))
        self._followed = len(self._waiting)

    def see(self, element: ElementTree.Element, after_rule: bool) -> None:
        """Note an `img`; it waits for what stands around it."""
        address = element.get("src", "")
        if not address.strip() or len(self.found) + len(self._waiting) >= MOST_FIGURES:
            return
        self._count()
        self._waiting.append(
            SeenPicture(
                source=fit_for_xml(address).strip(),
                line=self._line_of(address),
                alt=_line(element.get("alt")),
                title=_line(element.get("title")) or None,
                width_px=_asked(element, "width"),
                height_px=_asked(element, "height"),
                letters=self._letters,
                marks=sum(not c.isspace() for c in self._tail),
                spaced=(self._tail[-1:].isspace(), False),
                block=0,
                inline=False,
                after_rule=after_rule,
            )
        )

    def end_run(self, block: int, inline: bool) -> bool:
        """A run of text ends, or the room between two blocks. block: its number; where it has no text, the next one's.

        Answers whether there was nothing but the picture of a scene break.
        """
        waiting, self._waiting, self._followed = self._waiting, [], 0
        if inline:
            self._unread.append(_BLOCK_END)
        elif waiting and all(_is_drawn_break(figure) for figure in waiting):
            return True
        self.found += (replace(figure, block=block, inline=inline) for figure in waiting)
        return False

    def open_figure(self) -> None:
        """A `figure` of the source begins."""
        self._frames.append(_Frame(len(self.found)))

    def end_caption(self, blocks: range) -> None:
        """A `figcaption` ends that had these blocks; several stay paragraphs."""
        if self._frames and len(blocks) == 1:
            self._frames[-1].caption = blocks[0]

    def end_figure(self) -> None:
        """A `figure` ends: its caption belongs to the last picture in it."""
        frame = self._frames.pop()
        if frame.caption is None:
            return
        for at in range(len(self.found) - 1, frame.start - 1, -1):
            if not self.found[at].inline:
                self.found[at] = replace(self.found[at], caption=frame.caption)
                return

    def _count(self) -> None:
        text = "".join(self._unread)
        self._unread.clear()
        counted = count_letters(text)
        self._letters += counted
        self._tail = (text if counted else self._tail + text).rpartition(_BLOCK_END)[2]
        at = len(self._tail)
        while at and not letters_and_digits(self._tail[at - 1]):
            at -= 1
        self._tail = self._tail[at:]

    def _line_of(self, address: str) -> int:
        """The line of the next place where the source has an address; 0 where it is written in another way."""
        for written in (address, html.escape(address)):
            if (at := self.text.find(written, self._searched)) >= 0:
                self._line += self.text.count("\n", self._searched, at)
                self._searched = at
                return self._line
        return 0


def _line(text: str | None) -> str | None:
    return None if text is None else " ".join(fit_for_xml(text).split())


def _asked(element: ElementTree.Element, side: str) -> int | None:
    """The width or height that an `img` asks for in pixels, by its style or its attribute."""
    styled = _STYLED[side].search(element.get("style", ""))
    length = _LENGTH.fullmatch(styled[1] if styled else element.get(side, ""))
    return int(length[1]) if length else None


def _is_drawn_break(figure: SeenPicture) -> bool:
    """Whether a picture is drawn for a scene break: described by signs alone, or named so and not described."""
    alt = figure.alt or ""
    if alt and not letters_and_digits(alt):
        return True
    if len(alt.split()) > _MOST_BREAK_WORDS or figure.source.startswith("data:"):
        return bool(_BREAK_NAME.fullmatch(alt))
    return bool(_BREAK_NAME.search(alt) or _BREAK_NAME.search(PurePosixPath(figure.source.split("?")[0]).stem))
