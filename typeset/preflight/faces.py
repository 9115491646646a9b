"""Fonts of a PDF → faces: what they are, whether they are whole, how wide their characters are.

Enters: a font's object.  Leaves: a `Face`.  Never draws a glyph.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from typing import Any

from typeset.preflight import objects
from typeset.preflight.marks import Face, Widths

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_OF_CMAP = re.compile(r"-Identity-[HV]$")
_BF = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>(?:\s*<([0-9A-Fa-f]+)>)?")
_BF_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
# Spaces as fonts name their glyphs, and as ToUnicode has them in UTF-16.
SPACES = {"0020", "00A0", "2009", "200A", "202F"}
# Where a composite font gives no width of a character (ISO 32000-1, table 117, DW).
DEFAULT_CID_WIDTH = 1000.0


def face_of(font: Any) -> Face:
    """What a font's dictionary says of it, and its program (ISO 32000-1, §9.6 to §9.9)."""
    font = objects.dictionary(font)
    kind = objects.name(font.get("/Subtype"))
    composite = kind == "Type0"
    descendants = objects.items(font.get("/DescendantFonts"))
    target = objects.dictionary(descendants[0]) if composite and descendants else font
    descriptor = objects.dictionary(target.get("/FontDescriptor"))
    named = (font.get("/BaseFont"), descriptor.get("/FontName"), font.get("/Name"))
    name = next((found for found in map(objects.name, named) if found), "without a name")
    stream = next((descriptor[key] for key in PROGRAMS if key in descriptor), None)
    program, digest, damage, glyphs = _program(stream)
    gid_map = target.get("/CIDToGIDMap")
    widths = _cid_widths(target.get("/W")) if composite else _widths(font)
    if composite:
        default = objects.number(target.get("/DW"), DEFAULT_CID_WIDTH)
    else:
        default = objects.number(descriptor.get("/MissingWidth"))
    return Face(
        name=_OF_CMAP.sub("", _SUBSET_TAG.sub("", name)),
        kind=kind,
        program=program,
        digest=digest,
        damage=damage,
        widths=Widths(widths, default),
        missing=_missing(gid_map) if composite else frozenset(),
        glyphs=glyphs if composite and objects.name(gid_map) == "Identity" else 0,
        blank=_blank(font, composite),
        wide=composite,
        # A Type 3 font has a scale of its own (§9.6.5).
        scale=abs(next(iter(objects.numbers(font.get("/FontMatrix"))), 0.001)) if kind == "Type3" else 0.001,
    )


def _program(stream: Any) -> tuple[tuple[int, int] | None, str, str, int]:
    """Where the program stands, a digest of it, what is wrong with it, and how many glyphs it has."""
    if stream is None:
        return None, "", "", 0
    data, damage = objects.stream_bytes(stream)
    glyphs = 0
    if not damage:
        glyphs, damage = _glyphs(data)
    return objects.identity(stream) or (0, id(stream)), hashlib.sha256(data).hexdigest(), damage, glyphs


def _glyphs(data: bytes) -> tuple[int, str]:
    """How many glyphs a program has, 0 where it does not say so simply; and why it cannot be read."""
    if data[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
        return _sfnt_glyphs(data)
    if data[:2] == b"%!" or data[:1] == b"\x01":
        return 0, ""
    return 0, "it begins as no font does"


def _sfnt_glyphs(data: bytes) -> tuple[int, str]:
    """The same of TrueType and OpenType (ISO/IEC 14496-22, §4.5.1): tables that lie within the file."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(data), lazy=True)
        reader = font.reader
        outside = [tag for tag, table in reader.tables.items() if table.offset + table.length > len(data)]
        if outside:
            return 0, f"its table {outside[0]} is cut off"
        return (int(font["maxp"].numGlyphs), "") if "maxp" in font else (0, "it has no table maxp")
    except TTLibError as error:
        return 0, str(error)


def _widths(font: Any) -> Mapping[int, float]:
    first = int(objects.number(font.get("/FirstChar")))
    return dict(enumerate(objects.numbers(font.get("/Widths")), first))


def _cid_widths(array: Any) -> Mapping[int, float]:
    """Widths by CID: `first [w w w]` or `first last w` (§9.7.4.3)."""
    import pikepdf

    found: dict[int, float] = {}
    pending: list[float] = []
    for item in objects.items(array):
        if isinstance(item, pikepdf.Array):
            found.update(enumerate(objects.numbers(item), int(pending[-1]) if pending else 0))
            pending = []
            continue
        pending.append(objects.number(item))
        if len(pending) == 3:
            first, last, width = int(pending[0]), int(pending[1]), pending[2]
            found.update(dict.fromkeys(range(first, min(last, 0xFFFF) + 1), width))
            pending = []
    return found


def _missing(gid_map: Any) -> frozenset[int]:
    """The CIDs that a font shows as its box for missing characters, glyph 0 (§9.7.4.2)."""
    data, damage = objects.stream_bytes(gid_map)
    if damage or not data:
        return frozenset({0})
    return frozenset(cid for cid in range(len(data) // 2) if data[2 * cid] == data[2 * cid + 1] == 0)


def _blank(font: Any, composite: bool) -> frozenset[int]:
    """The codes of spaces, by what the font says its codes mean (§9.10.3); of a simple font without that, 32."""
    data, _ = objects.stream_bytes(font.get("/ToUnicode"))
    codes = set() if composite else {32}
    for section, body in _BF_SECTION.findall(data):
        for one, two, three in _BF.findall(body):
            meaning = three if section == b"bfrange" else two
            if meaning.decode("ascii").upper() in SPACES:
                codes.add(int(one, 16))
    return frozenset(codes)
