"""What the cover's characters are set with: which face has one, its width, its kerning, its outline.

Enters: font files: our EB Garamond, and those that the book's own sheets declare.  Leaves: figures in ems.  Never asks
the system for a font, and never sets a script whose letters change their shapes or run from right to left: characters
are placed one by one.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from typeset.errors import BuildError, Problem
from typeset.model import Sheet
from typeset.styles import styles_folder

OWN_FOLDER = styles_folder() / "fonts" / "EBGaramond"
# Formats that fontTools and FreeType both read without more packages.
SUFFIXES = frozenset({".ttf", ".otf"})
# Letters that are cast together, as Unicode names them; longest first.
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
# OpenType, GPOS: a pair adjustment, and an extension that holds one.
PAIR_ADJUSTMENT, EXTENSION = 2, 9


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. All measures are in ems."""

    path: Path

    @cached_property
    def font(self) -> Any:
        """fontTools' TTFont. Raises BuildError for a file that is no font."""
        from fontTools.ttLib import TTFont, TTLibError

        try:
            return TTFont(io.BytesIO(self.path.read_bytes()), lazy=True)
        except (TTLibError, OSError) as error:
            raise BuildError(
                Problem(f"the font {self.path.name} cannot be read", remedy="name a TrueType or OpenType font")
            ) from error

    @cached_property
    def _glyph_names(self) -> dict[int, str]:
        names: dict[int, str] = self.font.getBestCmap() or {}
        return names

    @cached_property
    def outlines(self) -> Any:
        """fontTools' glyph set, by glyph name."""
        return self.font.getGlyphSet()

    @property
    def units(self) -> int:
        """Font units of an em."""
        return int(self.font["head"].unitsPerEm)

    def glyph(self, character: str) -> str:
        """The name of a character's glyph."""
        return self._glyph_names[ord(character)]

    def has(self, character: str) -> bool:
        """Whether the face can set a character."""
        return ord(character) in self._glyph_names

    def advance(self, character: str) -> float:
        """The width of a character."""
        return float(self.font["hmtx"][self.glyph(character)][0]) / self.units

    def kerning(self, left: str, right: str) -> float:
        """How far a character moves toward the one before it: less than 0 for nearer (OpenType, GPOS, `kern`)."""
        pair = self.glyph(left), self.glyph(right)
        if pair not in self._kerned:
            self._kerned[pair] = sum(_adjustment(lookup, *pair) for lookup in self._pairs) / self.units
        return self._kerned[pair]

    @cached_property
    def _kerned(self) -> dict[tuple[str, str], float]:
        return {}

    @cached_property
    def _pairs(self) -> list[list[Any]]:
        """The pair adjustments of the feature `kern`: the subtables of each lookup."""
        if "GPOS" not in self.font:
            return []
        table = self.font["GPOS"].table
        wanted = {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == "kern"
            for index in record.Feature.LookupListIndex
        }
        lookups = [table.LookupList.Lookup[index].SubTable for index in sorted(wanted)]
        plain = [[s.ExtSubTable if s.LookupType == EXTENSION else s for s in lookup] for lookup in lookups]
        return [[s for s in lookup if s.LookupType == PAIR_ADJUSTMENT] for lookup in plain]


def _adjustment(lookup: Sequence[Any], left: str, right: str) -> int:
    """What the first subtable that knows a pair adds to the advance of its left glyph, in font units."""
    for subtable in lookup:
        if left not in subtable.Coverage.glyphs:
            continue
        if subtable.Format == 1:
            pairs = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
            value = next((pair.Value1 for pair in pairs if pair.SecondGlyph == right), None)
            if value is None:
                continue
        else:
            classes = subtable.ClassDef1.classDefs.get(left, 0), subtable.ClassDef2.classDefs.get(right, 0)
            value = subtable.Class1Record[classes[0]].Class2Record[classes[1]].Value1
        return int(getattr(value, "XAdvance", 0) or 0)
    return 0


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
    import tinycss2

    for sheet in sheets:
        rules = [] if sheet.own else tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)
        for rule in rules:
            if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
                for token in rule.content or []:
                    if token.type == "url":
                        path = (sheet.folder / unquote(urlsplit(token.value).path)).resolve()
                        inside = path.is_relative_to(sheet.folder.resolve())
                        if inside and path.suffix.lower() in SUFFIXES and path.is_file():
                            yield path
