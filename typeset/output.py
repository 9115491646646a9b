"""Files written all or none: beside their targets first, then renamed.

Enters: a folder, and the paths wanted in it.  Leaves: all files there, or the folder as it was.  Never looks into one.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from typeset.errors import BuildError, Problem

# No room on the disk, for this user or for so large a file.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def all_or_nothing(out: Path) -> Iterator[Callable[[Path], Path]]:
    """Give out paths to write to beside their targets; rename all of them at the end, or leave no trace."""
    pending: dict[Path, Path] = {}
    made: list[Path] = []

    def beside(target: Path) -> Path:
        made.extend(_make_folder(target.parent))
        if target.is_dir():
            raise BuildError(Problem("is a folder where a file is to be written", str(target), "move it away"))
        try:
            handle, name = tempfile.mkstemp(prefix=".typeset-", dir=target.parent)
        except OSError as error:
            raise _unwritable(target.parent, error) from error
        os.close(handle)
        pending[target] = Path(name)
        return pending[target]

    try:
        yield beside
        for target, path in pending.items():
            path.chmod(0o666 & ~_umask())
            try:
                path.replace(target)
            except OSError as error:
                raise _unwritable(target, error) from error
    except BaseException as error:
        for path in pending.values():
            path.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # something was put into it meanwhile
                folder.rmdir()
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise _unwritable(out, error) from error
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; leaves those that were made, outermost first. Raises BuildError."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return missing[::-1]


def _unwritable(path: Path, error: OSError) -> BuildError:
    return BuildError(Problem(f"cannot be written: {error.strerror}", str(path), "name another folder with --out"))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
