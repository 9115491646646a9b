"""The one tree of errors: each says what is wrong, where, and what to do, and has an exit code.

Enters: nothing.  Leaves: exceptions that `cli` prints as lines.  Never prints, never exits.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the user's input.

    what: the fault, in a sentence without a full stop.
    where: a file as the user named it, with ":LINE" where a line is known; may be empty.
    remedy: what to do about it, a sentence without a full stop; may be empty.
    """

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.remedy}" if self.remedy else line


class TypesetError(Exception):
    """A fault that the user can mend; `problems` are all of them, found in one go."""

    exit_code = 4

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[TypesetError], tuple[Problem, ...]]:
        """As it goes from one process to another: by what it was made of, which its message alone is not."""
        return type(self), self.problems


class ManifestError(TypesetError):
    """The command's arguments or the manifest are not right."""

    exit_code = 2


class SourceError(TypesetError):
    """A source file cannot be read."""

    exit_code = 3


class BuildError(TypesetError):
    """A book could not be made of sources that could be read."""

    exit_code = 4


class PictureError(BuildError):
    """A picture that a story names cannot be in the book, which is made without it."""


class LostWordError(BuildError):
    """A word of the source is neither in the story nor named as cut (or one was added)."""
