"""What a file says of itself: its metadata, the standards that it claims, its output intents.

Enters: an open PDF.  Leaves: `Said`.  Never judges whether it is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typeset.preflight import objects
from typeset.preflight.marks import Model

if TYPE_CHECKING:
    import pikepdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# The namespaces of XMP that are read, by the prefix that they mostly have.
NAMESPACES: Mapping[str, str] = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
}
# Where an ICC profile's header names its colour space, and the names (ICC.1:2010, §7.2.6).
PROFILE_SPACE = slice(16, 20)
PROFILE_MODELS: Mapping[bytes, Model] = {b"GRAY": "gray", b"RGB ": "rgb", b"CMYK": "cmyk", b"Lab ": "lab"}


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent. kind: GTS_PDFX, GTS_PDFA1.  components: what its profile says it has, 0 without a profile.

    model: the colour space in the profile's header; None where there is no profile, or one that is none.
    """

    kind: str
    condition: str
    components: int
    model: Model | None


@dataclass(frozen=True, slots=True)
class Said:
    """info: the entries of the document information dictionary; xmp: properties of the metadata, by prefix and name.

    damage: why the metadata cannot be read.  identified: whether the file has an identifier.
    """

    info: Mapping[str, str]
    xmp: Mapping[str, str]
    damage: str
    intents: tuple[Intent, ...]
    identified: bool

    @property
    def pdf_x(self) -> str:
        """The PDF/X standard that is claimed, as "PDF/X-1a:2003"; empty where none is."""
        names = ("pdfxid:GTS_PDFXVersion", "pdfx:GTS_PDFXVersion")
        version = self.info.get("GTS_PDFXVersion", "") or next((self.xmp[key] for key in names if key in self.xmp), "")
        # PDF/X-1:2001 has a level of its own, X-1a, in another entry (ISO 15930-1, §6.2).
        narrower = self.info.get("GTS_PDFXConformance", "") or self.xmp.get("pdfx:GTS_PDFXConformance", "")
        return narrower if version.startswith("PDF/X-1:") and narrower else version

    @property
    def pdf_a(self) -> str:
        """The PDF/A standard that is claimed, as "PDF/A-2b"; empty where none is."""
        part = self.xmp.get("pdfaid:part", "")
        return f"PDF/A-{part}{self.xmp.get('pdfaid:conformance', '').lower()}" if part else ""


def said_by(pdf: pikepdf.Pdf) -> Said:
    """All that a file says of itself."""
    info = objects.dictionary(pdf.trailer.get("/Info"))
    xmp, damage = _xmp(pdf.Root.get("/Metadata"))
    return Said(
        info={key[1:]: objects.name(value) for key, value in objects.entries(info)},
        xmp=xmp,
        damage=damage,
        intents=tuple(_intent(objects.dictionary(item)) for item in objects.items(pdf.Root.get("/OutputIntents"))),
        identified=len(objects.items(pdf.trailer.get("/ID"))) == 2,
    )


def _intent(told: Any) -> Intent:
    profile = told.get("/DestOutputProfile")
    data, damage = objects.stream_bytes(profile)
    model = None if damage else PROFILE_MODELS.get(data[PROFILE_SPACE])
    components = int(objects.number(objects.dictionary(profile).get("/N")))
    condition = objects.name(told.get("/OutputConditionIdentifier"))
    return Intent(objects.name(told.get("/S")), condition, 0 if profile is None else components, model)


def _xmp(stream: Any) -> tuple[dict[str, str], str]:
    """The simple properties of a metadata stream, a list as one line, and why it cannot be read."""
    from lxml import etree

    if stream is None:
        return {}, ""
    data, damage = objects.stream_bytes(stream)
    if damage:
        return {}, damage
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return {}, error.msg or "it is no XML"
    found: dict[str, str] = {}
    for description in root.iter(f"{RDF}Description"):
        for name, value in description.attrib.items():
            _note(found, str(name), str(value))
        for child in description:
            listed = [item.text or "" for item in child.iter(f"{RDF}li")]
            # Of one text in several languages the first stands for all; other lists are told as one line.
            listed = listed[:1] if child.find(f"{RDF}Alt") is not None else listed
            _note(found, str(child.tag), ", ".join(listed) if listed else child.text or "")
    return found, ""


def _note(found: dict[str, str], name: str, value: str) -> None:
    namespace, _, local = name[1:].partition("}")
    if name[:1] == "{" and namespace in NAMESPACES:
        found.setdefault(f"{NAMESPACES[namespace]}:{local}", value.strip())
