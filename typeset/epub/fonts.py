"""Fonts as the book carries them: cut down to what is set in them where their licence lets us, else whole.

Enters: a font file, what is set in it, perhaps a new name.  Leaves: bytes, the same for the same input.  Never gives a
cut font a name that its authors have reserved (SIL Open Font License 1.1, §3).
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from typeset.epub.faces import Use
from typeset.errors import BuildError, Problem

# A font of fontTools (it has no complete types).
Program = Any

LICENCE_NAME = "OFL.txt"
SUFFIXES = frozenset({".ttf", ".otf", ".woff", ".woff2"})
# Name records kept: copyright, the names, version, licence and its address (OpenType, `name`); in English (US).
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, LICENCE, LICENCE_URL = 0, 1, 2, 3, 4, 5, 6, 13, 14
NAMES = frozenset({COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, LICENCE, LICENCE_URL})
TYPOGRAPHIC_FAMILY = 16
ENGLISH = 0x409
# OS/2 fsType (OpenType, `OS/2`): the usage, of which the least restrictive counts; not in part; its bitmaps alone.
USAGE, RESTRICTED, WHOLE_ONLY, BITMAPS_ONLY = 0x000E, 0x0002, 0x0100, 0x0200


def licence(font: Path) -> Path | None:
    """The Open Font License that lies beside a font, if one does; a link may lead out of the book, and is none."""
    path = font.with_name(LICENCE_NAME)
    return path if path.is_file() and not path.is_symlink() else None


def may_change(font: Path) -> bool:
    """Whether a font may be cut down at all: it is open."""
    return licence(font) is not None and font.suffix.lower() in SUFFIXES


def is_name_reserved(font: Path) -> bool:
    """Whether the authors keep the font's name for their own versions, so that a changed one needs another."""
    path = licence(font)
    owners = path.read_text(encoding="utf-8", errors="replace") if path else ""
    return "reserved font name" in " ".join(owners.split("This Font Software is licensed")[0].lower().split())


def embeddable(font: Path, use: Use | None, name: str | None, where: str) -> bytes:
    """The font's bytes for the book.

    use: what is set in it; None where that cannot be known, and the font stays whole.
    name: a family name in place of the font's own, where a cut font must have one.
    where: the line of the sheet that names it.  Raises BuildError.
    """
    from fontTools.ttLib import TTFont

    try:
        data = font.read_bytes()
        program = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False)
        rights = program["OS/2"].fsType
        kept = _cut(program, use, name) if use and may_change(font) and not rights & WHOLE_ONLY else data
    except Exception as error:  # fontTools says in a dozen ways that a file is broken
        raise BuildError(
            Problem(f"the font {font.name} cannot be read", where, "name a TrueType, OpenType or WOFF font")
        ) from error
    if rights & USAGE == RESTRICTED or rights & BITMAPS_ONLY:
        raise BuildError(
            Problem(f"the font {font.name} forbids embedding", where, "use a font whose licence allows it")
        )
    return kept


def names_of(data: bytes) -> tuple[str, str]:
    """(family, what is said of the licence) by the names in a font, "" for what it does not name.

    The family is the typographic one, if it has one.
    """
    from fontTools.ttLib import TTFont

    names = TTFont(io.BytesIO(data), lazy=True)["name"]
    family = names.getDebugName(TYPOGRAPHIC_FAMILY) or names.getDebugName(FAMILY) or ""
    return family, " ".join(filter(None, map(names.getDebugName, (LICENCE, LICENCE_URL))))


def _cut(program: Program, use: Use, name: str | None) -> bytes:
    from fontTools.subset import Options, Subsetter, save_font

    options = Options(hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.flavor = program.flavor
    options.layout_features = sorted({*options.layout_features, *use.features})
    # To prune the names fontTools looks through every table for those still in use: a third of the whole time.
    names = program["name"]
    del program["name"]
    cutter = Subsetter(options)
    cutter.populate(text="".join(sorted(use.characters)))
    cutter.subset(program)
    names.names = [r for r in names.names if r.nameID in NAMES and r.isUnicode() and r.langID == ENGLISH]
    program["name"] = names
    if name:
        _rename(program, name)
    out = io.BytesIO()
    save_font(program, out, options)
    return out.getvalue()


def _rename(program: Program, family: str) -> None:
    """Give a font another name wherever its own is given as such; copyright and licence still say whose it was."""
    names = program["name"]
    style = names.getDebugName(STYLE) or "Regular"
    postscript = re.sub(r"[^A-Za-z0-9-]", "", f"{family}-{style}")
    version = re.match(r"Version [\d.]+", names.getDebugName(VERSION) or "")
    new = {
        FAMILY: family,
        UNIQUE: f"{family} {style}; subset",
        FULL: f"{family} {style}",
        VERSION: f"{version[0] if version else 'Version 1.0'}; subset",
        POSTSCRIPT: postscript,
    }
    for record in names.names:
        if record.nameID in new:
            record.string = new[record.nameID]
    if "CFF " in program:
        _rename_cff(program["CFF "].cff, family, f"{family} {style}", postscript)


def _rename_cff(cff: Any, family: str, full: str, postscript: str) -> None:
    """The same in the font set of an OpenType font with PostScript outlines (Adobe Technical Note 5176, §9)."""
    cff.fontNames = [postscript]
    top = cff[0]
    top.FamilyName, top.FullName = family, full
