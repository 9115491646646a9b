"""The set of seeded defects: each a good PDF of our own with one fault put into it.

`DEFECTS` is the table: what is done → the code that it has to be told by, and the function that does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from typeset.preflight import ANY_SHOP
from typeset.shops import Shop

# The page of the good PDF that is spoiled: a verso with text.
PAGE = 3
WIDTH, HEIGHT = 432, 648


@dataclass(frozen=True)
class Defect:
    """A fault: its code, what puts it in, by whose rules it is one, and how the file is then saved.

    after: what is done to the bytes of the saved file.
    """

    code: str
    spoil: Callable[[Pdf], None]
    shop: Shop = ANY_SHOP
    saved: Mapping[str, Any] = field(default_factory=dict)
    after: Callable[[bytes], bytes] = bytes


def write(defect: Defect, good: Path, target: Path) -> None:
    """The good PDF with a defect, written to a path."""
    with pikepdf.open(good) as pdf:
        defect.spoil(pdf)
        # pikepdf mends metadata as it saves, unasked.
        pdf.save(target, fix_metadata_version=False, **defect.saved)
    target.write_bytes(defect.after(target.read_bytes()))


# ---- what the spoilers are made of


def page_of(pdf: Pdf) -> Any:
    return pdf.pages[PAGE]


def put(pdf: Pdf, kind: str, value: Any) -> str:
    """Something as a resource of the page, and its name."""
    resources = page_of(pdf).obj.Resources
    if f"/{kind}" not in resources:
        resources[f"/{kind}"] = Dictionary()
    name = f"/Spoiled{len(resources[f'/{kind}'])}"
    resources[f"/{kind}"][name] = value
    return name


def paint(content: str) -> Callable[[Pdf], None]:
    """A spoiler that paints something more on the page, upright and in points."""
    return lambda pdf: add(pdf, content)


def add(pdf: Pdf, content: str) -> None:
    page = page_of(pdf)
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q\nq {content} Q\n".encode("latin-1"))


def word(pdf: Pdf) -> tuple[str, str]:
    """A font of the page by its name, and a string of glyphs that it has."""
    content = b"\n".join(part.read_bytes() for part in _parts(page_of(pdf)))
    match = re.search(rb"(/\w+) [\d.]+ Tf\s+\[<([0-9a-f]{8})", content)
    assert match
    return match[1].decode(), match[2].decode()


def _parts(page: Any) -> list[Any]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, Array) else [contents]


def text(
    state: str = "0 0 0 1 k", size: float = 11, x: float = 100, y: float = 300, glyphs: str = ""
) -> Callable[[Pdf], None]:
    """A spoiler that sets a word of the page's own font."""

    def spoil(pdf: Pdf) -> None:
        font, known = word(pdf)
        add(pdf, f"{state} BT {font} {size} Tf {x} {y} Td <{glyphs or known}> Tj ET")

    return spoil


def after(*steps: Callable[[Pdf], None]) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        for step in steps:
            step(pdf)

    return spoil


def in_space(space: Callable[[Pdf], Any], values: str) -> Callable[[Pdf], None]:
    """A spoiler that fills a rectangle in a colour space of its own."""

    def spoil(pdf: Pdf) -> None:
        name = put(pdf, "ColorSpace", space(pdf))
        add(pdf, f"{name} cs {values} scn 100 300 50 20 re f")

    return spoil


def tint(pdf: Pdf) -> Any:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.9, 0.8, 0], N=1)
    return pdf.make_indirect(function)


def spot(pdf: Pdf) -> Any:
    return Array([Name.Separation, Name("/Warm Red"), Name.DeviceCMYK, tint(pdf)])


def registration(pdf: Pdf) -> Any:
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint(pdf)])


def two_spots(pdf: Pdf) -> Any:
    code = b"{ pop pop 0 0 0 0 }"
    function = Stream(pdf, code, FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1, 0, 1, 0, 1, 0, 1])
    return Array([Name.DeviceN, Array([Name.Gold, Name.Varnish]), Name.DeviceCMYK, pdf.make_indirect(function)])


def lab(pdf: Pdf) -> Any:
    return Array([Name.Lab, Dictionary(WhitePoint=[0.9643, 1, 0.8251])])


def with_state(content: str, **state: Any) -> Callable[[Pdf], None]:
    """A spoiler that paints in a graphics state of its own."""

    def spoil(pdf: Pdf) -> None:
        name = put(pdf, "ExtGState", Dictionary(Type=Name.ExtGState, **state))
        add(pdf, f"{name} gs {content}")

    return spoil


def picture(
    pixels: int = 300,
    space: Name = Name.DeviceGray,
    bits: int = 8,
    sample: int = 128,
    box: str = "72 0 0 72 100 300",
    **more: Any,
) -> Callable[[Pdf], None]:
    """A spoiler that prints a picture of one colour, an inch wide."""

    def spoil(pdf: Pdf) -> None:
        components = {Name.DeviceGray: 1, Name.DeviceRGB: 3, Name.DeviceCMYK: 4}[space]
        data = bytes([sample]) * ((pixels * components * bits + 7) // 8 * pixels)
        image = Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=pixels, Height=pixels, ColorSpace=space)
        image.BitsPerComponent = bits
        for key, value in more.items():
            image[f"/{key}"] = value(pdf) if callable(value) else value
        add(pdf, f"{box} cm {put(pdf, 'XObject', image)} Do")

    return spoil


def soft_mask(pdf: Pdf) -> Stream:
    mask = Stream(pdf, bytes([90]) * 16, Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8)
    mask.ColorSpace = Name.DeviceGray
    return mask


def cut_short(pdf: Pdf) -> None:
    """A picture in CMYK whose JPEG ends in its middle."""
    data = b"\xff\xd8\xff\xdb\x00\x43\x00" + bytes(10)
    image = Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=300, Height=300, ColorSpace=Name.DeviceCMYK)
    image.BitsPerComponent, image.Filter = 8, Name.DCTDecode
    add(pdf, f"72 0 0 72 100 300 cm {put(pdf, 'XObject', image)} Do")


def in_font(**font: Any) -> Callable[[Pdf], None]:
    """A spoiler that sets a word in a font of its own."""

    def spoil(pdf: Pdf) -> None:
        made = {key: value(pdf) if callable(value) else value for key, value in font.items()}
        name = put(pdf, "Font", pdf.make_indirect(Dictionary(Type=Name.Font, **made)))
        add(pdf, f"0 0 0 1 k BT {name} 11 Tf 100 300 Td (ab) Tj ET")

    return spoil


def drawn_glyphs(pdf: Pdf) -> Dictionary:
    return Dictionary(a=pdf.make_indirect(Stream(pdf, b"500 0 0 0 500 700 d1 0 0 500 700 re f")))


def first_font(pdf: Pdf) -> tuple[str, Any]:
    name, _ = word(pdf)
    return name, page_of(pdf).obj.Resources.Font[name]


def copied_font(name: str | None = None) -> Callable[[Pdf], None]:
    """A spoiler that embeds a font a second time, and sets a word in it."""

    def spoil(pdf: Pdf) -> None:
        _, font = first_font(pdf)
        descendant = font.DescendantFonts[0]
        descriptor = Dictionary(dict(descendant.FontDescriptor.items()))
        descriptor.FontFile2 = pdf.make_indirect(Stream(pdf, descendant.FontDescriptor.FontFile2.read_bytes()))
        inner = Dictionary(dict(descendant.items()))
        inner.FontDescriptor = pdf.make_indirect(descriptor)
        outer = Dictionary(dict(font.items()))
        outer.DescendantFonts = Array([pdf.make_indirect(inner)])
        outer.BaseFont = Name(name) if name else font.BaseFont
        _, glyphs = word(pdf)
        add(pdf, f"0 0 0 1 k BT {put(pdf, 'Font', pdf.make_indirect(outer))} 11 Tf 100 300 Td <{glyphs}> Tj ET")

    return spoil


def without_program(pdf: Pdf) -> None:
    del first_font(pdf)[1].DescendantFonts[0].FontDescriptor["/FontFile2"]


def torn_program(pdf: Pdf) -> None:
    descriptor = first_font(pdf)[1].DescendantFonts[0].FontDescriptor
    descriptor.FontFile2 = pdf.make_indirect(Stream(pdf, descriptor.FontFile2.read_bytes()[:2000]))


def boxes(**written: list[float] | None) -> Callable[[Pdf], None]:
    """A spoiler that writes boxes of the page anew, or takes them out."""

    def spoil(pdf: Pdf) -> None:
        page = page_of(pdf).obj
        for name, box in written.items():
            if box is None:
                del page[f"/{name}"]
            else:
                page[f"/{name}"] = Array(box)

    return spoil


def of_page(**entries: Any) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        for key, value in entries.items():
            page_of(pdf).obj[f"/{key}"] = value(pdf) if callable(value) else value

    return spoil


def of_root(**entries: Any) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value

    return spoil


def of_info(**entries: Any) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del pdf.trailer.Info[f"/{key}"]
            else:
                pdf.trailer.Info[f"/{key}"] = value

    return spoil


def without_metadata(pdf: Pdf) -> None:
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]


def note(**entries: Any) -> Callable[[Pdf], Array]:
    """The annotations of a page: one, of the entries given."""
    return lambda pdf: Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[100, 300, 150, 320], **entries))])


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.beep()")


def form_field(pdf: Pdf) -> None:
    of_page(Annots=note(Subtype=Name.Widget, FT=Name.Tx, T="name"))(pdf)
    pdf.Root.AcroForm = Dictionary(Fields=page_of(pdf).obj.Annots)


def attached(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, b"a note", filename="notes.txt")


def layered(pdf: Pdf) -> Dictionary:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Proof"))
    return Dictionary(OCGs=[group], D=Dictionary(ON=[group]))


def blank(count: int, place: int | None = None) -> Callable[[Pdf], None]:
    """A spoiler that puts blank pages in, at the end or before a page."""

    def spoil(pdf: Pdf) -> None:
        for _ in range(count):
            pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
            page = pdf.pages[-1]
            page.obj.TrimBox = page.obj.BleedBox = Array([0, 0, WIDTH, HEIGHT])
            if place is not None:
                pdf.pages.insert(place, page)
                del pdf.pages[-1]

    return spoil


def drop_last(pdf: Pdf) -> None:
    del pdf.pages[-1]


CROP_MARKS = " ".join(
    f"{x} {y + dy} m {x + 18} {y + dy} l S {x + dx} {y} m {x + dx} {y + 18} l S"
    for x, dx in ((6, 24), (WIDTH - 24, -6))
    for y, dy in ((6, 24), (HEIGHT - 24, -6))
)

# ---- claims

DAY = "2026-02-02T00:00:00Z"
PDF_DAY = "D:20260202000000Z"
PROFILE = bytes(12) + b"prtrCMYKLab " + bytes(104)


def xmp(title: str = "The Tide Table", **more: str) -> bytes:
    """A metadata packet; `more` by prefix and name, as pdfxid_GTS_PDFXVersion."""
    lines = "".join(f"<{key.replace('_', ':', 1)}>{value}</{key.replace('_', ':', 1)}>" for key, value in more.items())
    return f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{lines}
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def metadata(data: bytes) -> Callable[[Pdf], None]:
    return of_root(Metadata=lambda pdf: pdf.make_indirect(Stream(pdf, data, Type=Name.Metadata, Subtype=Name.XML)))


def intent(profile: bytes | None = PROFILE, kind: str = "/GTS_PDFX", components: int = 4) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        told = Dictionary(Type=Name.OutputIntent, S=Name(kind), OutputConditionIdentifier="FOGRA51")
        if profile is not None:
            told.DestOutputProfile = pdf.make_indirect(Stream(pdf, profile, N=components))
        pdf.Root.OutputIntents = Array([told])

    return spoil


DATED = of_info(CreationDate=PDF_DAY, ModDate=PDF_DAY)
X4_SAYS = {"xmp_CreateDate": DAY, "xmp_ModifyDate": DAY, "xmp_MetadataDate": DAY, "xmpMM_DocumentID": "uuid:1"}
X4_SAYS |= {"pdf_Trapped": "False", "pdfxid_GTS_PDFXVersion": "PDF/X-4"}
X4_SAYS_LESS = {key: value for key, value in X4_SAYS.items() if key != "pdf_Trapped"}
X4 = after(DATED, intent(), metadata(xmp(**X4_SAYS)))
X1A = after(DATED, intent(None), of_info(GTS_PDFXVersion="PDF/X-1a:2003", Trapped=Name("/False")))
A2B = after(intent(kind="/GTS_PDFA1"), metadata(xmp(pdfaid_part="2", pdfaid_conformance="B")))
PLAIN = {"object_stream_mode": pikepdf.ObjectStreamMode.disable}
AS_X4 = {**PLAIN, "force_version": "1.6"}
AS_X1A = {**PLAIN, "force_version": "1.4"}
# What is good, and has to stay without a finding: the PDF as it is, and with claims that hold.
GOOD: Mapping[str, Defect] = {
    "as built": Defect("", after()),
    "PDF/X-4": Defect("", X4, saved=AS_X4),
    "PDF/X-1a:2003": Defect("", X1A, saved=AS_X1A),
    "PDF/A-2b": Defect("", A2B),
    "white text on black": Defect("", after(paint("0 0 0 1 k 90 290 90 30 re f"), text("0 0 0 0 k"))),
    "black over a colour": Defect("", with_state("0 0.3 0.5 0 k 90 290 90 30 re f", OPM=1)),
    "a picture that bleeds": Defect(
        "",
        after(
            boxes(MediaBox=[-20, -20, 452, 668], BleedBox=[-9, -9, 441, 657]),
            picture(2600, box="250 0 0 200 -9 457"),
        ),
    ),
    "crop marks outside": Defect(
        "",
        after(boxes(MediaBox=[-40, -40, 472, 688]), paint("0.25 w 1 1 1 1 K -36 0 m -12 0 l S 0 -36 m 0 -12 l S")),
    ),
    "a gray picture": Defect("", picture()),
    "white text on other text": Defect("", after(text(size=20), text("0 0 0 0 k", size=20))),
}

DEFECTS: Mapping[str, Defect] = {
    # type
    "text in Times, which is not embedded": Defect(
        "P-301", in_font(Subtype=Name.Type1, BaseFont=Name("/Times-Roman"), Encoding=Name.WinAnsiEncoding)
    ),
    "a font whose program was taken out": Defect("P-301", without_program),
    "a font embedded twice": Defect("P-302", copied_font()),
    "a font embedded again under another name": Defect("P-302", copied_font("/QWERTY+Another-Name")),
    "a Type 3 font": Defect(
        "P-303",
        in_font(
            Subtype=Name.Type3,
            FontBBox=[0, 0, 500, 700],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=drawn_glyphs,
            Encoding=Dictionary(Differences=[97, Name.a, Name.a]),
            FirstChar=97,
            LastChar=98,
            Widths=[500, 500],
        ),
    ),
    "the box for missing characters": Defect("P-304", text(glyphs="0000")),
    "a glyph beyond those of the font": Defect("P-304", text(glyphs="fff0")),
    "type of 4 pt": Defect("P-305", text(size=4)),
    "type scaled down to 3 pt": Defect(
        "P-305", after(lambda pdf: text("0.25 0 0 0.25 0 0 cm 0 0 0 1 k", 12, 400, 1200)(pdf))
    ),
    "a font program cut off": Defect("P-306", torn_program),
    # colours
    "black text in RGB": Defect("P-311", text("0 0 0 rg")),
    "a red rule in RGB": Defect("P-311", paint("1 0 0 RG 1 w 100 300 m 200 300 l S")),
    "a ground in Lab": Defect("P-312", in_space(lab, "60 20 20")),
    "a spot ink": Defect("P-313", in_space(spot, "1")),
    "two spot inks": Defect("P-313", in_space(two_spots, "1 0.5")),
    "a bar in registration colour": Defect("P-314", in_space(registration, "1")),
    "text in all inks": Defect("P-314", text("1 1 1 1 k")),
    "rich black text": Defect("P-315", text("0.3 0.2 0.2 1 k")),
    "black text of three inks": Defect("P-316", text("0.75 0.7 0.7 0 k")),
    "a ground of 320 % of ink": Defect("P-317", paint("0.8 0.8 0.8 0.8 k 100 300 60 60 re f")),
    "a picture of 360 % of ink": Defect("P-317", picture(space=Name.DeviceCMYK, sample=230)),
    "white text": Defect("P-318", text("0 0 0 0 k")),
    "text that is not painted": Defect("P-319", text("3 Tr")),
    "a line of 0.1 pt": Defect("P-321", paint("0.1 w 0 0 0 1 K 100 300 m 200 300 l S")),
    "a line of the least width": Defect("P-321", paint("0 w 0 0 0 1 K 100 300 m 200 300 l S")),
    "a rule that is a thin area": Defect("P-321", paint("0 0 0 1 k 100 300 200 0.1 re f")),
    "a white area that overprints": Defect("P-322", with_state("0 0 0 0 k 100 300 60 60 re f", op=True, OPM=1)),
    "black text on a colour": Defect("P-323", after(paint("0 0.3 0.5 0 k 90 290 90 30 re f"), text())),
    "a colour that overprints": Defect("P-324", with_state("0 0 1 0 k 100 300 60 60 re f", op=True)),
    # pictures
    "a picture of 100 pixels for an inch": Defect("P-331", picture(100)),
    "a picture in the content, of 8 for an inch": Defect(
        "P-331", paint("72 0 0 72 100 300 cm BI /W 8 /H 8 /CS /G /BPC 8 ID " + "x" * 64 + " EI")
    ),
    "line art of 300 for an inch": Defect("P-332", picture(300, bits=1)),
    "a picture with a soft mask": Defect("P-333", picture(SMask=soft_mask)),
    "a picture in RGB": Defect("P-334", picture(space=Name.DeviceRGB)),
    "a picture cut off": Defect("P-335", cut_short),
    "a transfer curve": Defect(
        "P-336", with_state("0 0 0 1 k 100 300 60 60 re f", TR=Dictionary(FunctionType=2, Domain=[0, 1], N=2))
    ),
    # pages
    "a page without a TrimBox": Defect("P-341", boxes(TrimBox=None)),
    "a TrimBox beyond the BleedBox": Defect("P-342", boxes(BleedBox=[9, 9, 423, 639])),
    "a BleedBox beyond the sheet": Defect("P-342", boxes(BleedBox=[-9, -9, 441, 657])),
    "a CropBox that cuts": Defect("P-342", boxes(CropBox=[9, 9, 423, 639])),
    "a page of another size": Defect(
        "P-343", boxes(MediaBox=[0, 0, 432, 640], BleedBox=[0, 0, 432, 640], TrimBox=[0, 0, 432, 640])
    ),
    "a page turned": Defect("P-344", of_page(Rotate=90)),
    "a page in other units": Defect("P-344", of_page(UserUnit=2)),
    "a picture to the edge, without bleed": Defect("P-345", picture(2600, box="250 0 0 200 -9 457")),
    "a ground with a bleed of 4 pt": Defect(
        "P-345",
        after(boxes(MediaBox=[-4, -4, 436, 652], BleedBox=[-4, -4, 436, 652]), paint("0 0 0 0.2 k -4 600 400 60 re f")),
    ),
    "text at the edge": Defect("P-346", text(x=100, y=8)),
    "text in the gutter": Defect("P-347", text(x=WIDTH - 22, y=200)),
    "crop marks on the page": Defect("P-348", paint(f"0.25 w 0 0 0 1 K {CROP_MARKS}")),
    "crop marks for a shop that takes none": Defect(
        "P-349", GOOD["crop marks outside"].spoil, replace(ANY_SHOP, marks=False)
    ),
    # files
    "a comment": Defect("P-351", of_page(Annots=note(Subtype=Name.Text, Contents="Nice!"))),
    "a link": Defect(
        "P-352", of_page(Annots=note(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://example.org/")))
    ),
    "a field of a form": Defect("P-353", form_field),
    "a form without a field on a page": Defect(
        "P-353", of_root(AcroForm=lambda pdf: Dictionary(Fields=[pdf.make_indirect(Dictionary(FT=Name.Tx, T="name"))]))
    ),
    "a script on opening": Defect("P-354", of_root(OpenAction=SCRIPT)),
    "a script on a page": Defect("P-354", of_page(AA=Dictionary(O=SCRIPT))),
    "an attached file": Defect("P-355", attached),
    "an encrypted file": Defect(
        "P-356", after(), saved={"encryption": pikepdf.Encryption(owner="owner", user="", R=4)}
    ),
    "a file with a password": Defect(
        "P-356", after(), saved={"encryption": pikepdf.Encryption(owner="owner", user="user", R=4)}
    ),
    "layers": Defect("P-357", of_root(OCProperties=layered)),
    "transparency in PDF/X-1a": Defect(
        "P-358", after(X1A, with_state("0 0 0 1 k 100 300 60 60 re f", ca=0.5)), saved=AS_X1A
    ),
    "a blend mode in PDF/X-1a": Defect(
        "P-358", after(X1A, with_state("0 0 0 1 k 100 300 60 60 re f", BM=Name.Multiply)), saved=AS_X1A
    ),
    "a transparency group in PDF/X-1a": Defect(
        "P-358", after(X1A, of_page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))), saved=AS_X1A
    ),
    "a table of objects that is not where it should be": Defect(
        "P-359", after(), saved=PLAIN, after=lambda data: re.sub(rb"startxref\n\d+", b"startxref\n12", data)
    ),
    "an operator that there is not": Defect("P-360", paint("100 300 qq")),
    "an operator without its numbers": Defect("P-360", paint("1 0 0 cm")),
    "a font that is not there": Defect("P-360", paint("BT /Nowhere 11 Tf ET")),
    "a picture that is not there": Defect("P-360", paint("/Nowhere Do")),
    "a state that is not put back": Defect("P-360", paint("q")),
    "an odd number of pages": Defect("P-361", drop_last),
    "fewer pages than the shop binds": Defect("P-362", after(), replace(ANY_SHOP, fewest_pages=24)),
    "six blank pages within": Defect("P-363", blank(6, place=5)),
    "twelve blank pages at the end": Defect("P-364", blank(12)),
    "a last page that is printed": Defect("P-365", after(), replace(ANY_SHOP, blank_last=True)),
    "a size that the shop does not print": Defect(
        "P-366", after(), replace(ANY_SHOP, trims=((360.0, 576.0),), trim_range=None)
    ),
    # what a file says of itself
    "no title": Defect("P-371", after(without_metadata, of_info(Title=None))),
    "no author": Defect("P-372", after(without_metadata, of_info(Author=None))),
    "two titles": Defect("P-373", metadata(xmp("Another Title"))),
    "PDF/X-4 without an output intent": Defect("P-374", after(DATED, metadata(xmp(**X4_SAYS))), saved=AS_X4),
    "PDF/A-2b without an output intent": Defect("P-374", metadata(xmp(pdfaid_part="2", pdfaid_conformance="B"))),
    "PDF/X-1a in PDF 1.7": Defect("P-375", X1A, saved={**PLAIN, "force_version": "1.7"}),
    "PDF/X-1a with packed objects": Defect(
        "P-375",
        X1A,
        saved={"object_stream_mode": pikepdf.ObjectStreamMode.generate, "force_version": "1.7"},
        after=lambda data: data.replace(b"%PDF-1.7", b"%PDF-1.4", 1),
    ),
    "PDF/X-4 that does not say whether it is trapped": Defect(
        "P-376", after(DATED, intent(), metadata(xmp(**X4_SAYS_LESS))), saved=AS_X4
    ),
    "a profiled gray in PDF/X-1a": Defect(
        "P-377",
        after(X1A, in_space(lambda pdf: Array([Name.CalGray, Dictionary(WhitePoint=[0.9643, 1, 0.8251])]), "0.5")),
        saved=AS_X1A,
    ),
    "no standard for a shop that asks for one": Defect("P-378", after(), replace(ANY_SHOP, standards=("pdf/x-1a",))),
    "PDF/X-4 without a profile": Defect("P-379", after(X4, intent(None)), saved=AS_X4),
    "a profile of another space": Defect("P-379", after(X4, intent(components=3)), saved=AS_X4),
    "PDF/X-9": Defect("P-380", of_info(GTS_PDFXVersion="PDF/X-9")),
    "metadata that is no XML": Defect("P-381", metadata(b"<x:xmpmeta>")),
}
