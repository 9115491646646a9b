"""All pictures of a book: each file once, each with its text alternative, and what is wrong with them.

Enters: story by story, a tree, its SeenPictures, its file.  Leaves: Illustrations by name, warnings, findings.
Never stops a book for a picture: what cannot be shown is left out, told, and its text alternative kept in its place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from typeset.errors import ManifestError, PictureError, Problem
from typeset.findings import Finding
from typeset.illustrations import Illustration, SeenPicture
from typeset.ledger import Cut
from typeset.model import Element, new
from typeset.pictures import files, rasters, vectors
from typeset.pictures.places import Placed, place

# A picture in a line of text that is no higher is set as a sign of that line; a larger one stands alone.
MOST_INLINE_PX = 64
SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
# What programs write for a text alternative where a person gave none.
_NO_ALTERNATIVE = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)|(?:image|img|picture|photo|pic|untitled|dsc|screenshot)[\W_\d]*",
    re.I,
)


@dataclass(slots=True)
class Album:
    """The pictures of a book. folder: what every picture's file lies in."""

    folder: Path
    pictures: dict[str, Illustration] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _names: dict[bytes, str] = field(default_factory=dict)

    def illustrate(
        self,
        tree: Element,
        figures: Sequence[SeenPicture],
        cuts: Iterable[Cut],
        story: Path,
        number: int,
        described: Mapping[str, str],
        where: Callable[[str], str],
    ) -> None:
        """Set the pictures of a story into its tree, in place.

        tree: clean, its letters inset, with bookkeeping.  number: of the story, from 1.  described: the text
        alternatives that the manifest gives, by the picture's name; "" for decoration.  where: a name's place in it.
        Raises ManifestError where it describes a picture that the story has not.
        """
        if not figures and not described:
            return
        _refuse_unknown(figures, described, where)
        placed: list[Placed] = []
        told: set[str] = set()
        for figure in figures:
            place_in_source = _where(story.relative_to(self.folder).as_posix(), figure)
            alternative = _alternative(figure, described)
            try:
                name = self._resource(figure.source, files.read(figure.source, story, self.folder), number)
            except PictureError as error:
                self.warnings += (str(_left_out(figure, place_in_source, problem)) for problem in error.problems)
                if alternative:
                    placed.append(Placed(figure, new("img", alt=alternative), figure.inline))
                continue
            if alternative is None and name not in told:
                told.add(name)
                self.findings.append(_undescribed(figure, place_in_source))
            image, high_px = _image(name, self.pictures[name], figure, alternative)
            placed.append(Placed(figure, image, figure.inline and high_px <= MOST_INLINE_PX))
        place(tree, cuts, placed)

    def _resource(self, source: str, data: bytes, number: int) -> str:
        """The name of a picture's file in the book; the same picture has one. Raises PictureError."""
        digest = hashlib.sha256(data).digest()
        if digest not in self._names:
            picture = vectors.illustrate(data) if vectors.is_vector(data) else rasters.illustrate(data)
            count = sum(name.startswith(f"images/story-{number}-") for name in self.pictures) + 1
            self._names[digest] = f"images/story-{number}-{count}.{SUFFIXES[picture.media_type]}"
            self.pictures[self._names[digest]] = replace(picture, source=files.shown(source))
        return self._names[digest]


def _where(name: str, figure: SeenPicture) -> str:
    return f"{name}:{figure.line}" if figure.line else name


def _refuse_unknown(figures: Iterable[SeenPicture], described: Mapping[str, str], where: Callable[[str], str]) -> None:
    known = {name for figure in figures for name in files.names_of(figure.source)}
    problems = [
        Problem(f"the story has no picture “{name}”", where(name), "write the name of its file as the story has it")
        for name in described
        if name not in known
    ]
    if problems:
        raise ManifestError(*problems)


def _alternative(figure: SeenPicture, described: Mapping[str, str]) -> str | None:
    """The text alternative: the manifest's, the source's own, its hint; "" for decoration, None where there is none."""
    for name in files.names_of(figure.source):
        if name in described:
            return described[name]
    if figure.alt is None or (figure.alt and _says_nothing(figure.alt, figure.source)):
        return figure.title if figure.title and not _says_nothing(figure.title, figure.source) else None
    return figure.alt


def _says_nothing(text: str, source: str) -> bool:
    """Whether a text alternative is none: the name of a file, or that it is a picture."""
    stems = {PurePosixPath(name).stem.lower() for name in files.names_of(source)}
    return bool(_NO_ALTERNATIVE.fullmatch(text)) or text.lower() in stems


def _left_out(figure: SeenPicture, place_in_source: str, problem: Problem) -> Problem:
    what = f"the picture “{files.shown(figure.source)}” is left out: {problem.what}"
    return Problem(what, place_in_source, problem.remedy)


def _undescribed(figure: SeenPicture, place_in_source: str) -> Finding:
    source = files.shown(figure.source)
    remedy = "describe it by an alt attribute in the source, or leave that empty where it only adorns"
    if not source.startswith("data:"):
        entry = f"pictures: {{{files.shown(files.names_of(figure.source)[-1])}: …}}"
        remedy = f'add “{entry}” to the story in the manifest, or "" where it only adorns'
    what = f"the picture “{source}” has no text alternative for those who cannot see it"
    return Finding("E-101", place_in_source, what, remedy)


def _image(name: str, picture: Illustration, figure: SeenPicture, alternative: str | None) -> tuple[Element, float]:
    """The `img` of a picture, and its height in CSS pixels. Asked for larger than it is, it stays as it is."""
    image = new("img", src=name, alt=alternative or "")
    ratio = picture.height_px / picture.width_px
    asked = figure.width_px or (round(figure.height_px / ratio) if figure.height_px else None)
    width = min(asked or picture.width_px, picture.width_px) if picture.media_type != "image/svg+xml" else asked
    if asked and width:
        image.set("width", str(max(1, width)))
    if alternative == "":
        image.set("role", "presentation")
    if figure.title and alternative and figure.title != alternative:
        image.set("title", figure.title)
    return image, (width or picture.width_px) * ratio
