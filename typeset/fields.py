"""The kinds of values that a manifest has: lines, languages, dates, files, lengths, themes.

Enters: text as YAML has it.  Leaves: types for pydantic's models, whose errors say what is wrong and, after a
semicolon, what to write.  Never knows which key a value belongs to.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from typeset.isbn import check_digit, figures_of
from typeset.language import is_tag
from typeset.model import Hand
from typeset.shops import Paper, ShopName, Standard, parse_paper
from typeset.styles import themes
from typeset.units import length_pt, trim_pt


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


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _language(text: str) -> str:
    if not is_tag(text):
        raise PydanticCustomError("language", "is not a language tag; write one such as en, en-GB or de")
    return text


def _day(text: object) -> object:
    """Dates as people write them, in W3CDTF and as exact as they were: 2026, 2026-03 or 2026-03-01."""
    if text is None:
        return None
    if isinstance(text, str) and re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", text):
        parts = [int(part) for part in text.split("-")]
        try:
            whole = dt.date(*[*parts, 1, 1][:3]).isoformat()
        except ValueError as error:
            raise PydanticCustomError("date", "is not a date: {why}", {"why": str(error)}) from error
        return "-".join(whole.split("-")[: len(parts)])
    raise PydanticCustomError("date", "is not a date; write one such as 2026-03-01")


def _isbn(text: str) -> str:
    """An ISBN of 10 or 13 figures whose check digit is right (ISO 2108, annex C), as it was written."""
    figures = figures_of(text)
    if not re.fullmatch(r"97[89]\d{10}|\d{9}[\dX]", figures):
        raise PydanticCustomError("isbn", "is no ISBN; write its 13 figures, such as 978-0-306-40615-7")
    right = check_digit(figures[:-1])
    if figures[-1] != right:
        raise PydanticCustomError(
            "isbn", "has a wrong check digit; it would end in {right} if all else is right", {"right": right}
        )
    return text


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/[^\s<>\"]*)?", text):
        raise PydanticCustomError("address", "is no address of a page; write one such as https://example.org/licence")
    return text


def _position(text: object) -> str:
    """A place in a series: whole numbers parted by stops (EPUB 3.3, §D.3.9, group-position)."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", str(text)):
        raise PydanticCustomError("position", "is not a place in a series; write a number such as 2")
    return str(text)


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


def _listed(value: object) -> object:
    """One name stands for a list of one, and nothing for none."""
    if isinstance(value, str):
        return [value] if value else []
    return value


# A title or a name; longer is none (a page of a book holds some 2,500 characters), and a blurb is a page or two.
Line = Annotated[str, Field(max_length=500), AfterValidator(_line)]
OptionalLine = Annotated[Line | None, BeforeValidator(_nothing)]
OptionalBlurb = Annotated[
    Annotated[str, Field(max_length=5000), AfterValidator(_line)] | None, BeforeValidator(_nothing)
]
# What a picture shows; empty for one that only adorns.
Description = Annotated[str, Field(max_length=1000), AfterValidator(lambda text: _line(text) if text else text)]
Names = Annotated[tuple[Line, ...], BeforeValidator(_listed)]
Language = Annotated[str, AfterValidator(_language)]
OptionalLanguage = Annotated[Language | None, BeforeValidator(_nothing)]
OptionalDay = Annotated[str | None, BeforeValidator(_day), BeforeValidator(_nothing)]
Isbn = Annotated[Line, AfterValidator(_isbn)]
OptionalIsbn = Annotated[Isbn | None, BeforeValidator(_nothing)]
OptionalAddress = Annotated[Annotated[Line, AfterValidator(_address)] | None, BeforeValidator(_nothing)]
OptionalPosition = Annotated[Annotated[str, BeforeValidator(_position)] | None, BeforeValidator(_nothing)]
File = Annotated[Path, BeforeValidator(_file)]
OptionalFile = Annotated[File | None, BeforeValidator(_nothing)]
Files = Annotated[tuple[File, ...], BeforeValidator(_listed)]
# In points.
Length = Annotated[float, _by(length_pt)]
Trim = Annotated[tuple[float, float], _by(trim_pt)]
OptionalMargins = Annotated[tuple[float, float, float, float] | None, _by(_margins)]
OptionalShop = Annotated[ShopName | None, BeforeValidator(_nothing)]
OptionalStandard = Annotated[Standard | None, BeforeValidator(_lower), BeforeValidator(_nothing)]
OptionalPaper = Annotated[Annotated[Paper, _by(parse_paper)] | None, BeforeValidator(_nothing)]
Theme = Annotated[str, AfterValidator(_theme)]
OptionalYesOrNo = Annotated[bool | None, BeforeValidator(_nothing)]
OptionalHand = Annotated[Hand | None, BeforeValidator(_nothing)]
# Goes before a mapping that may stand with nothing in it.
MAY_BE_EMPTY = BeforeValidator(_empty)
