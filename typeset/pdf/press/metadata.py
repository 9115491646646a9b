"""What a file says of itself: the information dictionary, the XMP metadata, the output intent; the three agree.

Enters: an open PDF with an information dictionary, the rules of a standard.  Leaves: the same PDF.  Never asks the
clock.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from typeset.pdf.press.pictures import PROFILE
from typeset.pdf.press.standards import Rules

if TYPE_CHECKING:
    import pikepdf

# The printing condition of the output intent, as the registry of the International Color Consortium names it.
CONDITION, REGISTRY = "FOGRA39", "http://www.color.org"
CONDITION_SAYS = "Offset printing, ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2: coated art, 115 g/m2"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
# ISO 32000-1, §7.9.4.
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'\d\d)")


def claim(pdf: pikepdf.Pdf, rules: Rules, fingerprint: str) -> None:
    """Write what claims a standard: in the information dictionary, in XMP, as the output intent.

    fingerprint: the same for the same book, another for another.
    """
    import pikepdf

    info = pdf.docinfo
    for key, value in rules.info.items():
        info[key] = value
    if rules.trapped:
        info["/Trapped"] = pikepdf.Name("/False")
    packet = "\n".join(_packet(info, rules, fingerprint)).encode("utf-8")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    if rules.intent:
        profile = pdf.make_stream(PROFILE.read_bytes(), N=4)
        pdf.Root.OutputIntents = [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name(rules.intent),
                OutputConditionIdentifier=CONDITION,
                OutputCondition=CONDITION_SAYS,
                RegistryName=REGISTRY,
                Info=CONDITION_SAYS,
                DestOutputProfile=profile,
            )
        ]


def _packet(info: pikepdf.Object, rules: Rules, fingerprint: str) -> Iterator[str]:
    """The lines of an XMP packet (ISO 16684-1), its properties in the order of their names."""
    said = dict(sorted(_properties(info, rules, fingerprint)))
    used = dict.fromkeys(name.partition(":")[0] for name in said)
    yield '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    yield '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    declared = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in used)
    yield f'<rdf:Description rdf:about="" {declared}>'
    for name, value in said.items():
        yield f"<{name}>{value}</{name}>"
    yield "</rdf:Description></rdf:RDF></x:xmpmeta>"
    yield '<?xpacket end="r"?>'


def _properties(info: pikepdf.Object, rules: Rules, fingerprint: str) -> Iterator[tuple[str, str]]:
    """Names and contents of properties: those of the information dictionary, and what standards ask for besides."""
    for key, name, form in _FROM_INFO:
        if key in info:
            yield name, form.format(escape(str(info[key])))
    for key, names in (("/CreationDate", ("xmp:CreateDate",)), ("/ModDate", ("xmp:ModifyDate", "xmp:MetadataDate"))):
        if key in info:
            for name in names:
                yield name, _w3c_date(str(info[key]))
    yield "dc:format", "application/pdf"
    yield "xmpMM:DocumentID", f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, fingerprint)}"
    yield "xmpMM:RenditionClass", "default"
    yield "xmpMM:VersionID", "1"
    if rules.trapped:
        yield "pdf:Trapped", "False"
    yield from rules.xmp.items()


_ALTERNATIVES = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
_FROM_INFO = (
    ("/Title", "dc:title", _ALTERNATIVES),
    ("/Author", "dc:creator", "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"),
    ("/Subject", "dc:description", _ALTERNATIVES),
    ("/Keywords", "pdf:Keywords", "{}"),
    ("/Producer", "pdf:Producer", "{}"),
    ("/Creator", "xmp:CreatorTool", "{}"),
)


def _w3c_date(date: str) -> str:
    match = _PDF_DATE.fullmatch(date.rstrip("'"))
    assert match, f"a date that WeasyPrint does not write: {date}"
    year, month, day, hour, minute, second, zone = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone.replace(chr(39), ':')}"
