"""The ways through the screen PDF: bookmarks, links, page labels.

Enters: pages, a `Volume`, the folios.  Leaves: on each page its bookmarks, and the links that lead somewhere.  Never
makes up a place: bookmarks and links lead to parts and letters by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from typeset.model import Part, Volume, local

# What stands before and behind the book's text and is looked for by nobody.
UNLISTED = frozenset({"halftitle", "copyright", "colophon"})


class Bookmark(NamedTuple):
    """level: 1 for parts; state: whether what is below it is shown at first."""

    level: int
    label: str
    state: str = "open"


def set_places(pages: Sequence[Any], volume: Volume, lead_px: float) -> None:
    """Give pages the bookmarks of the parts and letters that begin on them, and each of these its place, in place.

    A part is shown from the head of its page, a letter with `lead_px` of white above it; nothing scrolls sideways.
    """
    known = dict(_bookmarks(volume))
    parts = {part.id for part in volume.parts}
    placed: set[str] = set()
    for page in pages:
        page.bookmarks.clear()
        found = {id_: y for id_, (_, y, _, _) in page.anchors.items() if id_ not in placed}
        placed |= found.keys()
        page.anchors.clear()
        for id_, y in found.items():
            head = 0.0 if id_ in parts else max(0.0, y - lead_px)
            page.anchors[id_] = (0.0, head, 0.0, head)
            if id_ in known:
                level, label, state = known[id_]
                page.bookmarks.append((level, label, (0.0, head), state))


def _bookmarks(volume: Volume) -> Iterator[tuple[str, Bookmark]]:
    """What the bookmarks of a book say, by the ids to which they lead: its parts, and in each story its letters."""
    for part in volume.parts:
        if part.role not in UNLISTED:
            yield part.id, Bookmark(1, part.title, "closed" if part.letters else "open")
            yield from _letters(part)


def _letters(part: Part) -> Iterator[tuple[str, Bookmark]]:
    """The letters of a part by their accessible names, one in another below it; of one in pieces the first."""
    ids = {letter.id for letter in part.letters}
    for quotation in part.tree.iter("{*}blockquote"):
        id_ = quotation.get("id")
        if id_ in ids:
            depth = sum(local(above) == "blockquote" for above in quotation.iterancestors())
            yield str(id_), Bookmark(2 + depth, quotation.get("aria-label") or part.title)


def keep_live_links(pages: Sequence[Any]) -> None:
    """Leave of the links of pages those that lead somewhere, each once for each line it is on, in place."""
    ids = {id_ for page in pages for id_ in page.anchors}
    for page in pages:
        page.links[:] = [
            link
            for link in page.links
            # what stands in a link is a link too in WeasyPrint's eyes
            if link[3].element_tag == "a" and (link[0] == "external" or (link[0] == "internal" and link[1] in ids))
        ]


def page_labels(folios: Sequence[str]) -> Sequence[tuple[int, Mapping[str, Any]]]:
    """Page labels for folios in roman and then arabic numerals (ISO 32000-1, 12.4.2): (first page from 0, label)."""
    labels: list[tuple[int, Mapping[str, Any]]] = []
    for is_arabic, run in groupby(enumerate(folios), key=lambda each: each[1].isdecimal()):
        first, folio = next(run)
        labels.append((first, {"S": "/D", "St": int(folio)} if is_arabic else {"S": "/r"}))
    return labels
