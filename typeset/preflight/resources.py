"""What the names in a content stream stand for, each looked up once in a file.

Enters: resource dictionaries.  Leaves: faces, spaces, pictures, graphics states.  Never reads a content stream.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from typeset.preflight import objects
from typeset.preflight.faces import face_of
from typeset.preflight.marks import Face, Picture, Space
from typeset.preflight.rasters import picture_of
from typeset.preflight.spaces import space_of

Found = TypeVar("Found")
# Blend modes in which nothing is mixed (ISO 32000-1, §11.3.5), and curves that change nothing (§10.5).
OPAQUE, UNCHANGED = {"", "Normal", "Compatible"}, {"", "Identity", "Default"}


@dataclass(frozen=True, slots=True)
class GraphicsState:
    """What graphics-state dictionaries have set (ISO 32000-1, §8.4.5); None where none has.

    curves: a transfer curve or a halftone of the file's own.
    """

    fill_alpha: float | None = None
    stroke_alpha: float | None = None
    soft_mask: bool | None = None
    blend: bool | None = None
    overprint_stroke: bool | None = None
    overprint_fill: bool | None = None
    width: float | None = None
    font: tuple[Face, float] | None = None
    curves: bool | None = None

    def over(self, before: GraphicsState) -> GraphicsState:
        """This one, with what was set before it where it says nothing."""
        pairs = ((getattr(self, name), getattr(before, name)) for name in self.__slots__)
        return GraphicsState(*(old if new is None else new for new, old in pairs))

    def transparent(self, stroked: bool) -> bool:
        """Whether what is painted lets through, or mixes with, what lies below it."""
        alpha = self.stroke_alpha if stroked else self.fill_alpha
        return bool(self.soft_mask or self.blend) or (alpha is not None and alpha < 1)

    def overprints(self, stroked: bool) -> bool:
        return bool(self.overprint_stroke if stroked else self.overprint_fill)


class Shelf:
    """The fonts, pictures and spaces of one file, by their objects."""

    def __init__(self) -> None:
        self._faces: dict[tuple[int, int], Face] = {}
        self._pictures: dict[tuple[int, int], Picture] = {}
        self._resources: dict[tuple[int, int], Resources] = {}

    def face(self, value: Any) -> Face:
        return _once(self._faces, value, face_of)

    def picture(self, value: Any) -> Picture:
        return _once(self._pictures, value, picture_of)

    def resources(self, value: Any) -> Resources:
        return _once(self._resources, value, lambda found: Resources(self, found))


class Resources:
    """One resource dictionary (ISO 32000-1, §7.8.3). Each method: None where the name stands for nothing."""

    def __init__(self, shelf: Shelf, value: Any) -> None:
        self._shelf, self._value = shelf, objects.dictionary(value)
        self._found: dict[tuple[str, str], Any] = {}

    def face(self, name: str) -> Face | None:
        return self._look("Font", name, self._shelf.face)

    def space(self, name: str) -> Space | None:
        return self._look("ColorSpace", name, space_of)

    def state(self, name: str) -> GraphicsState | None:
        return self._look("ExtGState", name, self._state_of)

    def object(self, name: str) -> Any | None:
        return self._look("XObject", name, objects.dictionary)

    def pattern(self, name: str) -> Any | None:
        return self._look("Pattern", name, objects.dictionary)

    def shading(self, name: str) -> Space | None:
        return self._look("Shading", name, shading_space)

    def _look(self, kind: str, name: str, make: Callable[[Any], Found]) -> Found | None:
        key = (kind, name)
        if key not in self._found:
            value = objects.dictionary(self._value.get(f"/{kind}")).get(f"/{name}")
            self._found[key] = None if value is None else make(value)
        found: Found | None = self._found[key]
        return found

    def _state_of(self, value: Any) -> GraphicsState:
        told = objects.dictionary(value)
        font = objects.items(told.get("/Font"))
        stroke = bool(told["/OP"]) if "/OP" in told else None
        curves = [objects.name(told[key]) for key in ("/TR", "/TR2", "/HT") if key in told]
        modes = [objects.name(item) for item in objects.items(told.get("/BM"))]
        return GraphicsState(
            fill_alpha=objects.number(told["/ca"], 1) if "/ca" in told else None,
            stroke_alpha=objects.number(told["/CA"], 1) if "/CA" in told else None,
            soft_mask=objects.name(told["/SMask"]) != "None" if "/SMask" in told else None,
            blend=not OPAQUE.issuperset(modes) if modes else None,
            overprint_stroke=stroke,
            # Without an entry of its own, the fill does as the stroke (Table 58, OP and op).
            overprint_fill=bool(told["/op"]) if "/op" in told else stroke,
            width=objects.number(told["/LW"]) if "/LW" in told else None,
            font=(self._shelf.face(font[0]), objects.number(font[1])) if len(font) == 2 else None,
            curves=any(name not in UNCHANGED or not name for name in curves) if curves else None,
        )


def shading_space(value: Any) -> Space:
    """The colour space of a shading (ISO 32000-1, §8.7.4.3)."""
    return space_of(objects.dictionary(value).get("/ColorSpace"))


def _once(known: dict[tuple[int, int], Found], value: Any, make: Callable[[Any], Found]) -> Found:
    key = objects.identity(value)
    if key is None:
        return make(value)
    if key not in known:
        known[key] = make(value)
    return known[key]
