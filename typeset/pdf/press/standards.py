"""The standards that a print PDF may claim, a table: what each asks of the file.

Enters: the name of a standard.  Leaves: its row.  Never looks at a file.

ISO 15930-1 (X-1a:2001), -4 (X-1a:2003), -3 (X-3:2002), -6 (X-3:2003), -7 (X-4); ISO 19005-2 (PDF/A-2b).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from typeset.shops import Standard


@dataclass(frozen=True, slots=True)
class Rules:
    """What a standard asks of a file.

    version: that of PDF.  transparency: whether anything may be seen through.  objects: whether objects may stand in
    streams, OpenType fonts too.  intent: the subtype of the output intent; "" for none.  info, xmp: what claims the
    standard, in the information dictionary and in the metadata.  trapped: whether the file says that it is not trapped.
    """

    version: str
    transparency: bool = True
    objects: bool = True
    intent: str = "/GTS_PDFX"
    info: Mapping[str, str] = field(default_factory=dict)
    xmp: Mapping[str, str] = field(default_factory=dict)
    trapped: bool = True


def _flat(version: str, claim: str, conformance: str = "") -> Rules:
    """The older standards, which know neither transparency nor streams of objects."""
    says = {"GTS_PDFXVersion": claim} | ({"GTS_PDFXConformance": conformance} if conformance else {})
    return Rules(
        version,
        transparency=False,
        objects=False,
        info={f"/{key}": value for key, value in says.items()},
        xmp={f"pdfx:{key}": value for key, value in says.items()},
    )


STANDARDS: Mapping[Standard, Rules] = {
    "pdf/x-4": Rules("1.6", xmp={"pdfxid:GTS_PDFXVersion": "PDF/X-4"}),
    "pdf/x-1a": _flat("1.4", "PDF/X-1a:2003"),
    "pdf/x-1a:2001": _flat("1.3", "PDF/X-1:2001", "PDF/X-1a:2001"),
    "pdf/x-3": _flat("1.4", "PDF/X-3:2003"),
    "pdf/x-3:2002": _flat("1.3", "PDF/X-3:2002"),
    "pdf/a-2b": Rules("1.7", intent="/GTS_PDFA1", xmp={"pdfaid:part": "2", "pdfaid:conformance": "B"}, trapped=False),
    "none": Rules("1.7", intent=""),
}
