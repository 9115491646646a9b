"""One file of the publication, and names for files that every reading system can open.

Enters: names as people give them.  Leaves: `Resource`s; names in ASCII, each only once.  Never reads a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

# Media types of the files that a sheet may name, by suffix (EPUB 3.3, §3.2: core media types).
MEDIA_TYPES = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of the publication.

    name: its path from the package document.  properties: of its manifest item (EPUB 3.3, §D.5).
    reading_order: whether it stands in the spine, at the place it has among the resources.
    listed: False for a file that the manifest does not name; then `name` is its path from the container's root.
    made_from: of a font that had to be renamed, the family that it is a part of.
    """

    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    reading_order: bool = False
    listed: bool = True
    made_from: str | None = None


def item_id(name: str) -> str:
    """An XML id from a file's name; the NCX has the one that EbookLib writes into the spine."""
    return "ncx" if name.endswith(".ncx") else re.sub(r"[^A-Za-z0-9._-]", "-", name)


def unique_name(wanted: str, taken: Iterable[str]) -> str:
    """A file name near `wanted` in ASCII letters, digits, hyphens and dots, and not among `taken`."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.").lower() or "file"
    stem, suffix = PurePosixPath(plain).stem, PurePosixPath(plain).suffix
    used = set(taken)
    number, name = 1, plain
    while name in used:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name
