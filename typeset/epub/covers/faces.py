"""What the cover's characters are set with: which face has one, its width, its kerning, its outline.

Enters: font files: our EB Garamond, and those that the book's own sheets declare.  Leaves: figures in ems.  Never asks
the system for a font, and never sets a script whose letters change their shapes or run from right to left: characters
are placed one by one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from typeset.css import file_at, urls_of
from typeset.epub.rules import faces_of, parse
from typeset.errors import BuildError, Problem
from typeset.model import Sheet
from typeset.styles import styles_folder

OWN_FOLDER = styles_folder() / "fonts" / "EBGaramond"
# Formats that HarfBuzz and FreeType both read without more packages.
SUFFIXES = frozenset({".ttf", ".otf"})
# Letters that are cast together, as Unicode names them; longest first.
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


@dataclass(frozen=True, eq=False)
class Face:
    """One font file, as HarfBuzz reads it. All measures are in ems."""

    path: Path

    @cached_property
    def font(self) -> Any:
        """uharfbuzz's Font, in font units. Raises BuildError for a file that is no font."""
        import uharfbuzz

        face = uharfbuzz.Face(self.path.read_bytes())
        if not face.glyph_count:
            raise BuildError(
                Problem(f"the font {self.path.name} cannot be read", remedy="name a TrueType or OpenType font")
            )
        return uharfbuzz.Font(face)

    @cached_property
    def units(self) -> int:
        """Font units of an em."""
        return int(self.font.face.upem)

    def glyph(self, character: str) -> int:
        """The number of a character's glyph; 0 where the face has none."""
        return self.font.get_nominal_glyph(ord(character)) or 0

    def has(self, character: str) -> bool:
        """Whether the face can set a character."""
        return self.glyph(character) > 0

    def advance(self, character: str) -> float:
        """The width of a character."""
        return float(self.font.get_glyph_h_advance(self.glyph(character))) / self.units

    def kerning(self, left: str, right: str) -> float:
        """How far a character moves toward the one before it: less than 0 for nearer (OpenType, `kern`)."""
        if (left, right) not in self._kerned:
            self._kerned[left, right] = self._shaped_advance(left, right) - self.advance(left)
        return self._kerned[left, right]

    @cached_property
    def _kerned(self) -> dict[tuple[str, str], float]:
        return {}

    def _shaped_advance(self, left: str, right: str) -> float:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(left + right)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer, {"kern": True, "liga": False, "clig": False, "calt": False})
        return float(buffer.glyph_positions[0].x_advance) / self.units


@dataclass(frozen=True, slots=True)
class Setter:
    """The faces of one kind of line, in the order in which they are asked."""

    faces: tuple[Face, ...]
    # What was asked before: the same lines are measured for many sizes.
    _known: dict[str, Face | None] = field(default_factory=dict)
    _widths: dict[tuple[str, float], float] = field(default_factory=dict)

    def face(self, character: str) -> Face | None:
        """The first face that has a character; None where none has, or it cannot be set by itself."""
        if character not in self._known:
            able = unicodedata.bidirectional(character) not in {"R", "AL"} and unicodedata.category(character)[0] != "M"
            self._known[character] = next((face for face in self.faces if able and face.has(character)), None)
        return self._known[character]

    def placed(self, text: str, tracking: float = 0) -> list[tuple[float, Face, str]]:
        """Each character with its place and its face: (ems from the line's start, face, character).

        tracking: white between letters, in ems; where there is some, no letters are cast together.
        """
        if not tracking:
            for letters, cast in LIGATURES.items():
                text = text.replace(letters, cast) if self.faces[0].has(cast) else text
        x, before, out = 0.0, "", []
        for character in text:
            face = self.face(character)
            if face is None:
                continue
            if before and self.face(before) is face:
                x += face.kerning(before, character)
            out.append((x, face, character))
            x += face.advance(character) + tracking
            before = character
        return out

    def width(self, text: str, tracking: float = 0) -> float:
        """The width of a line in ems."""
        if (text, tracking) not in self._widths:
            placed = self.placed(text, tracking)
            self._widths[text, tracking] = placed[-1][0] + placed[-1][1].advance(placed[-1][2]) if placed else 0.0
        return self._widths[text, tracking]


def setters(sheets: Sequence[Sheet]) -> tuple[Setter, Setter]:
    """The setters of roman and of italic lines; what our face lacks is looked for in the fonts of the user's sheets."""
    roman, italic = (Face(OWN_FOLDER / f"EBGaramond_400Regular{style}.ttf") for style in ("", "_Italic"))
    others = tuple(Face(path) for path in dict.fromkeys(_declared(sheets)))
    return Setter((roman, *others)), Setter((italic, roman, *others))


def _declared(sheets: Sequence[Sheet]) -> Iterator[Path]:
    """The font files that the `@font-face` rules of the user's sheets name, and that are there."""
    for sheet in (sheet for sheet in sheets if not sheet.own):
        for face in faces_of(parse(sheet.text)):
            for path in (file_at(url, sheet.folder) for url in urls_of(face.rule.content)):
                inside = path is not None and path.is_relative_to(sheet.folder.resolve())
                if path and inside and path.suffix.lower() in SUFFIXES and path.is_file():
                    yield path
