"""The files that a book is made of, as they lie on the disk.

Enters: a path.  Leaves: its size, its bytes, or SourceError.  Never writes a file, never looks into one.
"""

from __future__ import annotations

from pathlib import Path

from typeset.errors import Problem, SourceError

# A file of more bytes than this is no story, and no cover: the longest novels have some six million letters.
MOST_SOURCE_BYTES = 64 * 1024 * 1024


def size_bytes(path: Path) -> int:
    """How much work a source will be; none where there is no file, which its reading will tell of."""
    return path.stat().st_size if path.is_file() else 0


def read_bytes(path: Path, name: str) -> bytes:
    """All of a file. Raises SourceError, under `name`, where it cannot be read or is too long."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_SOURCE_BYTES + 1)  # a device has no size, and may have no end
    except OSError as error:
        raise SourceError(
            Problem(f"cannot be read: {error.strerror}", name, "check its name and permissions")
        ) from error
    if len(data) > MOST_SOURCE_BYTES:
        raise SourceError(Problem("has more than 64 MiB", name, "make it smaller, or several files of it"))
    return data
