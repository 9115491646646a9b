"""book.yaml → Book; every error at once, each with the line of the file that it stands in.

Enters: the path of a manifest (or of a folder that has a book.yaml).  Leaves: a validated `Book`, or ManifestError
(SourceError where the only fault is that a named file is not there).  Never reads a story.
"""

from __future__ import annotations

import datetime as dt
import os
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
    field_validator,
)
from pydantic_core import PydanticCustomError

from typeset.errors import ManifestError, Problem, SourceError
from typeset.fields import (
    MAY_BE_EMPTY,
    Description,
    File,
    Files,
    Language,
    Length,
    Line,
    Names,
    OptionalAddress,
    OptionalBlurb,
    OptionalDay,
    OptionalFile,
    OptionalHand,
    OptionalIsbn,
    OptionalLanguage,
    OptionalLine,
    OptionalMargins,
    OptionalPaper,
    OptionalPosition,
    OptionalShop,
    OptionalStandard,
    OptionalYesOrNo,
    Theme,
    Trim,
)
from typeset.located import Located, problems_of, read_yaml
from typeset.model import Kind, Metadata, Sheet
from typeset.shops import refusal

MANIFEST_NAME = "book.yaml"


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
    continues: OptionalYesOrNo = None


class Correspondent(Strict):
    """Which names are one person, and in what hand the person's letters are set."""

    also: Names = ()
    hand: OptionalHand = None


class Story(Strict):
    """One story of the book."""

    file: File
    title: OptionalLine = None
    author: OptionalLine = None
    language: OptionalLanguage = None
    warnings: Names = ()
    letters: tuple[Correction, ...] = ()
    # Text alternatives by the name of the picture's file; "" says that it is decoration.
    pictures: Annotated[dict[Line, Description], MAY_BE_EMPTY] = {}


class Series(Strict):
    """The series that the book belongs to, and its place there."""

    name: Line
    position: OptionalPosition = None


class Matter(Strict):
    """What stands round the stories besides the title page, the copyright page and the contents."""

    warnings: bool = False
    tags: bool = False
    about: bool = True


class Print(Strict):
    """The printed page; lengths in points."""

    # First, since the others are looked at by its rules.
    shop: OptionalShop = None
    trim: Trim = (432.0, 648.0)
    font_size: Annotated[Length, Field(ge=6, le=24)] = 11.0
    leading: Annotated[Length, Field(ge=6, le=40)] = 14.0
    margins: OptionalMargins = None
    bleed: Annotated[Length, Field(le=72)] = 0.0
    marks: bool = False
    standard: OptionalStandard = None
    paper: OptionalPaper = None
    pages_multiple: Annotated[int, Field(ge=1, le=64)] = 2
    ink: Literal["colour", "black"] = "colour"

    @field_validator("trim", "bleed", "marks", "standard", "paper")
    @classmethod
    def _as_the_shop_has_it(cls, value: object, info: ValidationInfo) -> object:
        """Refuse what the shop would send back."""
        shop, key = info.data.get("shop"), info.field_name
        if shop and key and (why := refusal(shop, key, value)):
            raise PydanticCustomError("shop", "{why}", {"why": why})
        return value


class Epub(Strict):
    """The e-book."""

    cover: OptionalFile = None


class Correspondence(Strict):
    """What the book makes of its letters; `list` of None: a list where there are three or more."""

    list: OptionalYesOrNo = None
    links: bool = False


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


def _series(value: object) -> object:
    """A name is enough for a series, and nothing is none."""
    return ({"name": value} if value else None) if isinstance(value, str) else value


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
    date: OptionalDay = None
    publisher: OptionalLine = None
    isbn: OptionalIsbn = None
    identifier: OptionalLine = None
    rights: OptionalBlurb = None
    licence: OptionalAddress = None
    series: Annotated[Series | None, BeforeValidator(_series)] = None
    description: OptionalBlurb = None
    subjects: Names = ()
    correspondents: Annotated[dict[Line, Annotated[Correspondent, MAY_BE_EMPTY]], MAY_BE_EMPTY] = {}
    matter: Annotated[Matter, MAY_BE_EMPTY] = Matter()
    correspondence: Annotated[Correspondence, MAY_BE_EMPTY] = Correspondence()
    theme: Theme = "classic"
    styles: Files = ()
    print: Annotated[Print, MAY_BE_EMPTY] = Print()
    epub: Annotated[Epub, MAY_BE_EMPTY] = Epub()

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

    @property
    def credited(self) -> tuple[str, ...] | None:
        """The book's authors, else those of its stories; None where some are for the sources to say."""
        if self.author or self.authors:
            return ((self.author,) if self.author else ()) + self.authors
        named = tuple(dict.fromkeys(story.author for story in self.stories if story.author))
        return named if all(story.author for story in self.stories) else None

    def metadata(self, authors: tuple[str, ...] = ()) -> Metadata:
        """What the book says of itself, its date by the rule of the design.

        authors: the stories', as their sources say; the book's where the manifest does not name them all.
        """
        epoch = _epoch()
        return Metadata(
            title=self.title,
            subtitle=self.subtitle,
            authors=authors if self.credited is None else self.credited,
            language=self.language,
            date=epoch or _midnight(self.date or "2000-01-01"),
            published=epoch.date().isoformat() if epoch and self.date else self.date,
            publisher=self.publisher,
            identifier=self.identifier,
            isbn=self.isbn,
            rights=self.rights,
            licence=self.licence,
            description=self.description,
            series=self.series.name if self.series else None,
            series_position=self.series.position if self.series else None,
            editor=self.editor,
            subjects=self.subjects,
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The user's own style sheets; what they point to lies in the manifest's folder too."""
        return tuple(
            Sheet(path.relative_to(self.folder).as_posix(), _text(path), path.parent, own=False) for path in self.styles
        )


def _epoch() -> dt.datetime | None:
    """The time that SOURCE_DATE_EPOCH names, None where it is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        problem = Problem(f"SOURCE_DATE_EPOCH “{epoch}” is not a number of seconds", remedy="set it right or unset it")
        raise ManifestError(problem) from error


def _midnight(day: str) -> dt.datetime:
    """The first moment of a day, a month or a year (W3CDTF), in UTC."""
    year, month, first = [*map(int, day.split("-")), 1, 1][:3]
    return dt.datetime(year, month, first, tzinfo=dt.UTC)


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
