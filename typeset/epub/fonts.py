"""Fonts as the book carries them: cut down to its characters where their licence lets us, else whole.

Enters: a font file, the book's characters.  Leaves: bytes, the same for the same input.  Never renames a face.
"""

from __future__ import annotations

import io
from pathlib import Path

from typeset.errors import BuildError, Problem

LICENCE_NAME = "OFL.txt"
# Name records kept in a subset: the family's names, version, licence and its address (OpenType, `name`).
NAME_IDS = [0, 1, 2, 3, 4, 5, 6, 13, 14]
# OS/2 fsType bit 1: restricted licence embedding (OpenType, `OS/2`).
RESTRICTED = 0x2


def licence(font: Path) -> Path | None:
    """The Open Font License that lies beside a font, if one does; a link may lead out of the book, and is none."""
    path = font.with_name(LICENCE_NAME)
    return path if path.is_file() and not path.is_symlink() else None


def may_change(font: Path) -> bool:
    """Whether a font may be cut down under its own name: open, with no Reserved Font Name (OFL 1.1, §3)."""
    path = licence(font)
    if path is None or font.suffix.lower() not in {".ttf", ".otf"}:
        return False
    owners = path.read_text(encoding="utf-8", errors="replace").split("This Font Software is licensed")[0]
    return "reserved font name" not in owners.lower()


def embeddable(font: Path, characters: frozenset[str], where: str) -> bytes:
    """The font's bytes for the book. where: the line of the sheet that names it. Raises BuildError."""
    from fontTools.ttLib import TTFont

    try:
        data = font.read_bytes()
        program = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False)
        restricted = program["OS/2"].fsType & RESTRICTED
        kept = _subset(program, characters) if may_change(font) else data
    except Exception as error:  # fontTools says in a dozen ways that a file is broken
        raise BuildError(
            Problem(f"the font {font.name} cannot be read", where, "name a TrueType, OpenType or WOFF font")
        ) from error
    if restricted:
        raise BuildError(
            Problem(f"the font {font.name} forbids embedding", where, "use a font whose licence allows it")
        )
    return kept


def _subset(program: object, characters: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter, save_font

    options = Options(name_IDs=NAME_IDS, hinting=False, notdef_outline=True, recalc_timestamp=False)
    cutter = Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(program)
    out = io.BytesIO()
    save_font(program, out, options)
    return out.getvalue()
