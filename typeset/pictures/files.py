"""The bytes that a source's `img` names: a file in the book's folder, or a data: URL.

Enters: an address as the source has it, the story's file, the book's folder.  Leaves: bytes.
Never follows an address of a network, never a link that leads out of the folder.
"""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from typeset.errors import PictureError, Problem

MOST_BYTES = 64 * 1024 * 1024
# As much of a data: URL or of an endless address as is shown.
_SHOWN = 80


def shown(source: str) -> str:
    """An address as messages have it: short, on one line."""
    if source.lower().startswith("data:"):
        return f"{source[:20]}…"
    line = " ".join(source.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def names_of(source: str) -> tuple[str, ...]:
    """What a person may call the picture of an address: the address, and the name of its file."""
    path = _path(source) if not source.lower().startswith("data:") else ""
    return tuple(dict.fromkeys(name for name in (source, path, path.rpartition("/")[2]) if name))


def read(source: str, story: Path, folder: Path) -> bytes:
    """The bytes of a picture that a story in a folder names. Raises PictureError."""
    if source.lower().startswith("data:"):
        try:
            return _data_url(source)
        except ValueError as error:
            raise _refused("its data: URL cannot be read", "save the picture beside the story and name it") from error
    try:
        path = _inside(source, story, folder)
        if path.exists() and not path.is_file():
            raise _refused("it is not a file", "name a single file")  # a pipe would be waited for
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (ValueError, RuntimeError) as error:  # a NUL; a link that leads to itself (Python 3.11, 3.12)
        raise _refused("its name is none of a file", "check the name") from error
    except FileNotFoundError as error:
        raise _refused("there is no such file", "check the name, which is relative to the story") from error
    except OSError as error:
        raise _refused(f"it cannot be read: {error.strerror}", "check its name and permissions") from error
    if len(data) > MOST_BYTES:
        raise _refused("it has more than 64 MiB", "make it smaller")
    return data


def _refused(what: str, remedy: str) -> PictureError:
    return PictureError(Problem(what, remedy=remedy))


def _inside(source: str, story: Path, folder: Path) -> Path:
    """The path of a file in the folder, links followed. Raises PictureError, ValueError or OSError."""
    parts = urlsplit(source)
    is_path = parts.scheme == "file" or len(parts.scheme) == 1  # "C:/map.png" has a scheme of one letter
    if not is_path and (parts.scheme or parts.netloc):
        raise _refused("nothing is fetched from a network", "save the picture beside the story and name it there")
    relative = _path(source)
    path = (story.parent / relative).resolve()
    if is_path or relative.startswith("/") or not path.is_relative_to(folder.resolve()):
        raise _refused("it lies outside the book’s folder", "move it into the folder and name it relative to the story")
    return path


def _path(source: str) -> str:
    """The path of an address, as browsers read it: "images\\map%201.png?v=2" → "images/map 1.png"."""
    return unquote(source.partition("#")[0].partition("?")[0]).replace("\\", "/").strip()


def _data_url(source: str) -> bytes:
    """The bytes of a data: URL that says it is an image (RFC 2397). Raises ValueError."""
    head, comma, body = source[len("data:") :].partition(",")
    if not comma or not head.lower().startswith("image/"):
        raise ValueError("no image")
    raw = unquote_to_bytes(body)
    return base64.b64decode(b"".join(raw.split())) if head.lower().endswith(";base64") else raw
