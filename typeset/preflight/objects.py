"""What is read from a PDF's objects when nothing is known of who wrote them.

Enters: objects of pikepdf.  Leaves: plain values, or a plain default where an object is of the wrong kind.
Never raises for what a file holds, never judges.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from typeset.preflight.marks import Box

if TYPE_CHECKING:
    import pikepdf

# No tree of pages is so deep; one that is goes round in a circle.
DEEPEST_TREE = 64


def dictionary(value: Any) -> Any:
    """A dictionary, or a stream's; an empty one where the object is neither."""
    import pikepdf

    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else pikepdf.Dictionary()


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """The keys and values of a dictionary, or of nothing."""
    yield from dictionary(value).items()


def items(value: Any) -> list[Any]:
    """The items of an array; of a single object that one, of nothing none."""
    import pikepdf

    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]


def name(value: Any) -> str:
    """A name without its slash, or a string; empty where the object is neither."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return str(value) if isinstance(value, str | pikepdf.String) else ""


def number(value: Any, default: float = 0.0) -> float:
    """A finite number; the default where the object is none."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return default
    return found if math.isfinite(found) else default


def numbers(value: Any) -> tuple[float, ...]:
    return tuple(number(item) for item in items(value))


def box(value: Any) -> Box | None:
    """A rectangle with its corners in order (§7.9.5); None where the object is no rectangle."""
    found = numbers(value)
    if len(found) != 4:
        return None
    left, bottom, right, top = found
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def identity(value: Any) -> tuple[int, int] | None:
    """Object number and generation of an indirect object."""
    found: tuple[int, int] = getattr(value, "objgen", (0, 0))
    return found if found[0] else None


def inherited(page: Any, key: str) -> Any:
    """An entry of a page or of the nodes above it (§7.7.3.4)."""
    node = page
    for _ in range(DEEPEST_TREE):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = dictionary(node["/Parent"])
    return None


def stream_bytes(value: Any) -> tuple[bytes, str]:
    """The decoded bytes of a stream, and why they cannot be had, one of them empty."""
    import pikepdf

    if not isinstance(value, pikepdf.Stream):
        return b"", "it is no stream"
    try:
        return value.read_bytes(), ""
    except pikepdf.PdfError as error:
        return b"", _told(error)


def _told(error: pikepdf.PdfError) -> str:
    """The reason without the name of the file and the offset before it."""
    return str(error).rpartition(": ")[2]
