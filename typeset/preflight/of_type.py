"""Checks of fonts and type: P-30x.

Enters: a file.  Leaves: what is wrong with its fonts and the text set in them.  Never opens a font: `faces` does.
"""

from __future__ import annotations

from collections import defaultdict

from typeset.preflight.check import Check, Found
from typeset.preflight.opened import PrintedFile
from typeset.shops import Shop

# Smaller type closes up in print (GWG 2015, text of one ink; here with a hair's room for rounding).
LEAST_TYPE_PT = 5.0
_ROOM_PT = 0.01


def not_embedded(file: PrintedFile, shop: Shop) -> Found:
    for face, page in file.faces.items():
        if face.program is None and face.kind != "Type3":
            yield page, f"the font {face.name} is not in the file"


def doubled(file: PrintedFile, shop: Shop) -> Found:
    """Two programs of one name, or one program twice under two names."""
    programs: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for face, page in file.faces.items():
        if face.program is not None:
            programs[face.name].setdefault(face.program, page)
            names[face.digest].setdefault(face.name, page)
    for name, found in programs.items():
        if len(found) > 1:
            yield max(found.values()), f"the font {name} is in the file {len(found)} times"
    for named in names.values():
        if len(named) > 1:
            yield max(named.values()), f"one font is in the file under {len(named)} names, {' and '.join(named)}"


def bitmap(file: PrintedFile, shop: Shop) -> Found:
    for face, page in file.faces.items():
        if face.kind == "Type3":
            yield page, f"the font {face.name} is a Type 3 font, drawn or made of dots"


def no_glyph(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.of("text"):
            if mark.missing and mark.face is not None:
                yield page.number, f"a character that {mark.face.name} does not have is printed as a box"


def tiny(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for mark in page.of("text"):
            if mark.size < LEAST_TYPE_PT - _ROOM_PT:
                yield page.number, f"type of {mark.size:.1f} pt"


def damaged(file: PrintedFile, shop: Shop) -> Found:
    for face, page in file.faces.items():
        if face.damage:
            yield page, f"the font {face.name} is damaged: {face.damage}"


CHECKS: tuple[Check, ...] = (
    Check("P-301", not_embedded, "embed it", each=True),
    Check("P-302", doubled, "embed it once, for all pages", each=True),
    Check("P-303", bitmap, "use a TrueType or OpenType font", each=True),
    Check("P-304", no_glyph, "set it in a font that has it"),
    Check("P-305", tiny, f"set it in {LEAST_TYPE_PT:g} pt or more"),
    Check("P-306", damaged, "embed it anew, from a file that is whole", each=True),
)
