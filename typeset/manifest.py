"""book.yaml → Book; every error at once, each with the line of the file that it stands in.

Enters: the path of a manifest (or of a folder that has a book.yaml).  Leaves: a validated `Book`, or ManifestError
(SourceError where the only fault is that a named file is not there).  Never reads a story.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from typeset.errors import ManifestError, Problem, SourceError
from typeset.located import Located, problems_of, read_yaml
from typeset.model import Hand, Kind, Metadata, Sheet
from typeset.styles import themes
from typeset.units import length_pt, trim_pt

MANIFEST_NAME = "book.yaml"
# BCP 47's shape (RFC 5646, §2.1), primary subtag and what follows; not whether the subtags are registered.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _line(text: str) -> str:
    """One line of text as a person would print it: white space folded, nothing that XML 1.0 forbids."""
    if any(unicodedata.category(c) in {"Cc", "Cs"} and not c.isspace() for c in text):
        raise PydanticCustomError("control_character", "holds a character that cannot be printed")
    folded = " ".join(text.split())
    if not folded:
        raise PydanticCustomError("empty", "is empty")
    return folded


def _nothing(value: object) -> object:
    """A key with nothing behind it is a key left out."""
    return None if value == "" else value


def _empty(value: object) -> object:
    """A mapping with nothing in it, as YAML has `print:` and no more."""
    return {} if value == "" else value


def _language(text: str) -> str:
    if _LANGUAGE.fullmatch(text) is None:
        raise PydanticCustomError("language", "is not a language tag; write one such as en, en-GB or de")
    return text


def _day(text: object) -> object:
    """Dates as people write them: 2026, 2026-03 or 2026-03-01."""
    if text is None:
        return None
    if isinstance(text, str) and re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", text):
        parts = [int(part) for part in text.split("-")]
        try:
            return dt.date(*[*parts, 1, 1][:3])
        except ValueError as error:
            raise PydanticCustomError("date", "is not a date: {why}", {"why": str(error)}) from error
    raise PydanticCustomError("date", "is not a date; write one such as 2026-03-01")


def _file(text: object, info: ValidationInfo) -> Path:
    """A file's path inside the manifest's folder, links followed."""
    if not isinstance(text, str):
        raise PydanticCustomError("file_not_text", "is not the name of a file; write it on one line")
    folder: Path = (info.context or {})["folder"]
    path = Path(_line(text))
    if path.is_absolute():
        raise PydanticCustomError("path_absolute", "is an absolute path; name files relative to the manifest's folder")
    try:
        real = (folder / path).resolve()
        inside, there, one_file = real.is_relative_to(folder.resolve()), real.exists(), real.is_file()
    except (OSError, RuntimeError) as error:  # a name that is too long; a link that leads to itself (Python 3.11, 3.12)
        raise PydanticCustomError("file_unusable", "cannot be looked for; check the name") from error
    if not inside:
        raise PydanticCustomError("path_outside", "lies outside the manifest's folder; move the file into it")
    if not there:
        raise PydanticCustomError("file_missing", "is not there; check the name")
    if not one_file:
        raise PydanticCustomError("file_not_a_file", "is not a file; name a single file")
    return folder / path


def _theme(name: str) -> str:
    if name not in themes():
        raise PydanticCustomError("theme", "is not a theme; the themes are {names}", {"names": ", ".join(themes())})
    return name


def _by(convert: Callable[[str], object]) -> BeforeValidator:
    """A validator that turns text by a function whose ValueError says how to write it."""

    def validate(text: object) -> object:
        try:
            return convert(str(text))
        except ValueError as error:
            raise PydanticCustomError("form", "is not of a known form; {how}", {"how": str(error)}) from error

    return BeforeValidator(validate)


def _margins(text: str) -> tuple[float, ...]:
    sides = text.split()
    if len(sides) != 4:
        raise ValueError("write four lengths: inner, top, outer and bottom, such as 54pt 62pt 66pt 82pt")
    return tuple(length_pt(side) for side in sides)


# A title or a name; longer is none (a page of a book holds some 2,500 characters), and a blurb is a page or two.
Line = Annotated[str, Field(max_length=500), AfterValidator(_line)]
OptionalBlurb = Annotated[
    Annotated[str, Field(max_length=5000), AfterValidator(_line)] | None, BeforeValidator(_nothing)
]
OptionalLine = Annotated[Line | None, BeforeValidator(_nothing)]
Language = Annotated[str, AfterValidator(_language)]
File = Annotated[Path, BeforeValidator(_file)]
Length = Annotated[float, _by(length_pt)]
OptionalHand = Annotated[Hand | None, BeforeValidator(_nothing)]


def _listed(value: object) -> object:
    """One name stands for a list of one, and nothing for none."""
    if isinstance(value, str):
        return [value] if value else []
    return value


Names = Annotated[tuple[Line, ...], BeforeValidator(_listed)]


class Strict(BaseModel):
    """A mapping of the manifest: unknown keys are errors, and what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Correction(Strict):
    """What a person knows better of one letter, anchored by the words its first and last block begin with."""

    first: Line
    last: OptionalLine = None
    kind: Literal["none", Kind]
    sender: OptionalLine = None
    recipient: OptionalLine = None
    hand: OptionalHand = None


class Correspondent(Strict):
    """Which names are one person, and in what hand the person's letters are set."""

    also: Names = ()
    hand: OptionalHand = None


class Story(Strict):
    """One story of the book."""

    file: File
    title: OptionalLine = None
    author: OptionalLine = None
    language: Annotated[Language | None, BeforeValidator(_nothing)] = None
    letters: tuple[Correction, ...] = ()


class Print(Strict):
    """The printed page; lengths in points."""

    trim: Annotated[tuple[float, float], _by(trim_pt)] = (432.0, 648.0)
    font_size: Annotated[Length, Field(ge=6, le=24)] = 11.0
    leading: Annotated[Length, Field(ge=6, le=40)] = 14.0
    margins: Annotated[tuple[float, float, float, float] | None, _by(_margins)] = None
    bleed: Annotated[Length, Field(le=72)] = 0.0
    marks: bool = False


class Epub(Strict):
    """The e-book."""

    cover: Annotated[File | None, BeforeValidator(_nothing)] = None


def _once(stories: tuple[Story, ...]) -> tuple[Story, ...]:
    """Refuse a book that holds the same file twice, however its path is spelt."""
    seen: set[Path] = set()
    for story in stories:
        real = story.file.resolve()
        if real in seen:
            raise PydanticCustomError("twice", "hold “{name}” twice; keep one of them", {"name": story.file.name})
        seen.add(real)
    return stories


def _story(value: object) -> object:
    """A path is enough for a story."""
    return {"file": value} if isinstance(value, str) else value


class Book(Strict):
    """The manifest, validated: what the book is made of, with a default for all but title and stories."""

    title: Line
    stories: Annotated[
        tuple[Annotated[Story, BeforeValidator(_story)], ...], Field(min_length=1), AfterValidator(_once)
    ]
    subtitle: OptionalLine = None
    author: OptionalLine = None
    authors: Names = ()
    editor: OptionalLine = None
    language: Language = "en"
    date: Annotated[dt.date | None, BeforeValidator(_day), BeforeValidator(_nothing)] = None
    publisher: OptionalLine = None
    isbn: OptionalLine = None
    identifier: OptionalLine = None
    rights: OptionalBlurb = None
    series: OptionalLine = None
    description: OptionalBlurb = None
    subjects: Names = ()
    correspondents: Annotated[
        dict[Line, Annotated[Correspondent, BeforeValidator(_empty)]], BeforeValidator(_empty)
    ] = {}
    theme: Annotated[str, AfterValidator(_theme)] = "classic"
    styles: Annotated[tuple[File, ...], BeforeValidator(_listed)] = ()
    print: Annotated[Print, BeforeValidator(_empty)] = Print()
    epub: Annotated[Epub, BeforeValidator(_empty)] = Epub()

    # Where the manifest lies; set by `load`, never a key of the file.
    _folder: Path = PrivateAttr()
    _located: Located = PrivateAttr()

    @property
    def folder(self) -> Path:
        """The folder that every path of the manifest lies in."""
        return self._folder

    def where(self, *path: int | str) -> str:
        """ "book.yaml:7" for a value of the manifest, named by its keys and indexes."""
        return self._located.where(path)

    def metadata(self) -> Metadata:
        """What the book says of itself, its date by the rule of the design."""
        names = ((self.author,) if self.author else ()) + self.authors
        credited = names or tuple(dict.fromkeys(story.author for story in self.stories if story.author))
        return Metadata(
            title=self.title,
            subtitle=self.subtitle,
            authors=credited,
            language=self.language,
            date=_date_written(self.date),
            publisher=self.publisher,
            identifier=self.identifier,
            isbn=self.isbn,
            rights=self.rights,
            description=self.description,
            series=self.series,
            editor=self.editor,
            subjects=self.subjects,
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The user's own style sheets; what they point to lies in the manifest's folder too."""
        return tuple(
            Sheet(path.relative_to(self.folder).as_posix(), _text(path), path.parent, own=False) for path in self.styles
        )


def _date_written(day: dt.date | None) -> dt.datetime:
    """SOURCE_DATE_EPOCH, else the manifest's date, else 2000-01-01: never the clock, never a file's time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError) as error:
            problem = Problem(
                f"SOURCE_DATE_EPOCH “{epoch}” is not a number of seconds", remedy="set it right or unset it"
            )
            raise ManifestError(problem) from error
    day = day or dt.date(2000, 1, 1)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(Problem("cannot be read as text", str(path), "save it as UTF-8 text")) from error


def find(path: Path) -> Path:
    """The manifest that a path means: the file itself, or the book.yaml of a folder. Raises ManifestError."""
    manifest = path / MANIFEST_NAME if path.is_dir() else path
    if not manifest.is_file():
        raise ManifestError(
            Problem("there is no such manifest", str(manifest), f"name a {MANIFEST_NAME} or its folder")
        )
    return manifest


def load(path: Path) -> Book:
    """Read and validate a manifest. Raises ManifestError with every problem, or SourceError where only files lack."""
    name = path.name
    located = read_yaml(_text(path), name)
    if not isinstance(located.value, dict):
        raise ManifestError(Problem("is not a manifest", name, "begin with “title: …” and “stories:”"))
    try:
        book = Book.model_validate(located.value, context={"folder": path.parent})
    except ValidationError as error:
        problems = problems_of(error.errors(), located, Book)
        only_missing = {fault["type"] for fault in error.errors()} - {"too_short"} == {"file_missing"}
        raise (SourceError if only_missing else ManifestError)(*problems) from error
    book._folder, book._located = path.parent, located
    return book
