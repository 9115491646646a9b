"""The standards of print files that are known, and what each asks.

Enters: nothing.  Leaves: the table STANDARDS, by the name that a file claims.  Never looks at a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What a standard asks of a file that claims it.

    version: the newest version of PDF.  intent: the kind of output intent.  packed: whether objects may be packed in
    streams.  transparency: whether things may let through.  profiled: whether colours by a profile may stand in it.
    info, xmp: entries that have to be in the information dictionary and in the metadata.  source: the standard.
    """

    version: tuple[int, int]
    intent: str
    source: str
    packed: bool = False
    transparency: bool = False
    profiled: bool = True
    info: tuple[str, ...] = ()
    xmp: tuple[str, ...] = ()


_X_INFO = ("Title", "CreationDate", "ModDate", "Trapped")
_X4_XMP = ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "pdf:Trapped")
_X4 = Asked((1, 6), "GTS_PDFX", "ISO 15930-7", packed=True, transparency=True, xmp=_X4_XMP)
_A1 = Asked((1, 4), "GTS_PDFA1", "ISO 19005-1")
_A2 = Asked((1, 7), "GTS_PDFA1", "ISO 19005-2", packed=True, transparency=True)
_A3 = Asked((1, 7), "GTS_PDFA1", "ISO 19005-3", packed=True, transparency=True)

STANDARDS: Mapping[str, Asked] = {
    "PDF/X-1a:2001": Asked((1, 3), "GTS_PDFX", "ISO 15930-1", profiled=False, info=_X_INFO),
    "PDF/X-1a:2003": Asked((1, 4), "GTS_PDFX", "ISO 15930-4", profiled=False, info=_X_INFO),
    "PDF/X-3:2002": Asked((1, 3), "GTS_PDFX", "ISO 15930-3", info=_X_INFO),
    "PDF/X-3:2003": Asked((1, 4), "GTS_PDFX", "ISO 15930-6", info=_X_INFO),
    "PDF/X-4": _X4,
    "PDF/A-1a": _A1,
    "PDF/A-1b": _A1,
    **{f"PDF/A-2{level}": _A2 for level in "abu"},
    **{f"PDF/A-3{level}": _A3 for level in "abu"},
}
