"""What PDF/UA-1 (ISO 14289-1) demands and a program can check, after the Matterhorn Protocol 1.1.

A table of rules: the failure condition's number and what it is → a function that names each place where a file fails.
What a person must judge (whether a heading is one, whether a description describes) is not in it, nor what no file of
ours can have (scripts, forms, attachments, layers): of those it is checked that there are none.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pikepdf
from fontTools.ttLib import TTFont
from tagged import Tagged, is_element, kids, to_unicode

STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
    "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby",
    "Warichu", "Figure", "Formula", "Form",
})  # fmt: skip
# What may stand right below a type, and what a type may stand in (ISO 32000-1, 14.8.4.2 to 14.8.4.4).
HOLDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
}
STANDS_IN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI", "TOCI", "Caption", "Note"},
    "TOCI": {"TOC"},
}
NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
Faults = Iterator[str]


def type_of(element: Any) -> str:
    return str(element.S)[1:]


def content(file: Tagged) -> Faults:
    for number, page in enumerate(file.contents, 1):
        yield from (f"page {number}: {fault}" for fault in page.faults)


def suspects(file: Tagged) -> Faults:
    marks = file.root.get("/MarkInfo", pikepdf.Dictionary())
    if not marks.get("/Marked", False) or marks.get("/Suspects", False):
        yield "MarkInfo"


def types(file: Tagged) -> Faults:
    mapped = file.root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
    yield from (f"{name} is remapped" for name in mapped if name[1:] in STANDARD)
    names = {type_of(element) for element in file.elements()}
    yield from (name for name in names - STANDARD if f"/{name}" not in mapped)


def metadata(file: Tagged) -> Faults:
    if "/Metadata" not in file.root:
        yield "no XMP"
        return
    xmp = ElementTree.fromstring(file.root.Metadata.read_bytes())
    claims = [each.get(f"{{{NS['pdfuaid']}}}part") for each in xmp.iter(f"{{{NS['rdf']}}}Description")]
    if "1" not in claims:
        yield "06-002 no pdfuaid:part"
    titles = [item.text for item in xmp.iterfind(".//dc:title/rdf:Alt/rdf:li", NS)]
    if titles != [str(file.pdf.docinfo["/Title"])]:
        yield "06-003 dc:title"


def title_shown(file: Tagged) -> Faults:
    if not file.root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False):
        yield "DisplayDocTitle"


def nesting(file: Tagged) -> Faults:
    for element in file.elements():
        name, inner = type_of(element), [kid for kid in kids(element) if is_element(kid)]
        for kid in inner:
            if name in HOLDS and type_of(kid) not in HOLDS[name]:
                yield f"{type_of(kid)} in {name}"
            if name not in STANDS_IN.get(type_of(kid), {name}):
                yield f"{type_of(kid)} in {name}"
            if kid.P.objgen != element.objgen:
                yield f"a {type_of(kid)} names another parent"
        if name in HOLDS and len(inner) < len(kids(element)):
            yield f"content right in {name}"
        if name == "LI" and max(Counter(type_of(kid) for kid in inner).values(), default=0) > 1:
            yield "LI with two labels or bodies"
        if not kids(element):
            yield f"{name} is empty"


def mapped_characters(file: Tagged) -> Faults:
    used: dict[str, set[int]] = {}
    for page in file.contents:
        for name, codes in page.codes.items():
            used.setdefault(name, set()).update(codes)
    for name, font in file.fonts().items():
        known = to_unicode(font)
        yield from (f"{name}: code {code}" for code in used.get(name, set()) - known.keys())
        yield from (f"{name}: {text!r}" for text in known.values() if not text or set(text) & set("\0\ufeff\ufffe"))
        if 0 in glyphs(font, used.get(name, set())):
            yield f"{name}: .notdef"


def glyphs(font: Any, codes: set[int]) -> set[int]:
    """The glyphs of codes (9.7.4.2)."""
    glyph_of = font.DescendantFonts[0].get("/CIDToGIDMap")
    if not isinstance(glyph_of, pikepdf.Stream):
        return codes
    data = glyph_of.read_bytes()
    return {int.from_bytes(data[2 * code : 2 * code + 2], "big") for code in codes}


def language(file: Tagged) -> Faults:
    if not str(file.root.get("/Lang", "")):
        yield "no Lang"
    yield from (f"{type_of(each)}: empty Lang" for each in file.elements() if "/Lang" in each and not str(each.Lang))


def figures(file: Tagged) -> Faults:
    for figure in file.of_type("Figure"):
        if not str(figure.get("/Alt", "")):
            yield "13-004 no Alt"
        if not any("/BBox" in attributes for attributes in figure.get("/A", [])):
            yield "no BBox"


def headings(file: Tagged) -> Faults:
    level = 0
    for element in file.elements():
        name = type_of(element)
        if name == "H":
            yield "14-007 H beside Hn"
        if len(name) == 2 and name[0] == "H" and name[1].isdigit():
            if int(name[1]) > level + 1:
                yield f"{name} after H{level}"
            level = int(name[1])


def tables(file: Tagged) -> Faults:
    for cell in file.of_type("TH"):
        if not any("/Scope" in attributes for attributes in cell.get("/A", [])):
            yield "15-003 no Scope"


def notes(file: Tagged) -> Faults:
    ids = [str(note.get("/ID", "")) for note in file.of_type("Note")]
    if "" in ids or len(set(ids)) < len(ids):
        yield "a Note without an ID of its own"


def nothing_else(file: Tagged) -> Faults:
    yield from (name for name in ("/AcroForm", "/OCProperties", "/OpenAction", "/AA") if name in file.root)
    names = file.root.get("/Names", pikepdf.Dictionary())
    yield from (name for name in ("/EmbeddedFiles", "/JavaScript") if name in names)
    if file.pdf.is_encrypted:
        yield "encrypted"


def annotations(file: Tagged) -> Faults:
    parents = parent_tree(file)
    nested = {
        kid.Obj.objgen: element
        for element in file.elements()
        for kid in kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    for number, page in enumerate(file.pages, 1):
        for annotation in page.get("/Annots", []):
            element = nested.get(annotation.objgen)
            if element is None or type_of(element) != "Link":
                yield f"28-011 page {number}: an annotation in no Link"
            elif parents[int(annotation.StructParent)].objgen != element.objgen:
                yield f"28-010 page {number}: StructParent"
            if not str(annotation.get("/Contents", "")):
                yield f"28-012 page {number}: a link without a name"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"28-009 page {number}: Tabs"
    yield from ("a Link that leads nowhere" for each in file.of_type("Link") if each.objgen not in links_of(nested))


def links_of(nested: dict[Any, Any]) -> set[Any]:
    return {element.objgen for element in nested.values()}


def dead_links(file: Tagged) -> Faults:
    places = dict(pikepdf.NameTree(file.root.Names.Dests).items()) if "/Names" in file.root else {}
    pages = {page.objgen for page in file.pages}
    for page in file.pages:
        for annotation in page.get("/Annots", []):
            if "/Dest" not in annotation:
                continue
            place = places.get(str(annotation.Dest))
            if place is None or place[0].objgen not in pages:
                yield f"{annotation.Dest} is on no page"


def parent_tree(file: Tagged) -> dict[int, Any]:
    numbers = list(file.root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def marks(file: Tagged) -> Faults:
    """Each mark of a page is of one element, and the parent tree says which."""
    parents, found = parent_tree(file), Counter[tuple[Any, int]]()
    for element in file.elements():
        for kid in kids(element):
            if isinstance(kid, int):
                stream, mark = element.Pg, kid
            elif kid.get("/Type") == "/MCR":
                stream, mark = kid.get("/Stm", kid.Pg), int(kid.MCID)
            else:
                continue
            found[stream.objgen, mark] += 1
            if parents[int(stream.StructParents)][mark].objgen != element.objgen:
                yield f"the parent of mark {mark} in {stream.objgen}"
    painted = {(page.objgen, mark) for page, content in zip(file.pages, file.contents, strict=True)
               for mark in content.runs}  # fmt: skip
    painted |= {(form, mark) for form, content in file.forms.items() for mark in content.runs}
    yield from (f"{stream}: mark {mark} in no element" for stream, mark in painted - found.keys())
    yield from (f"{stream}: mark {mark} twice" for (stream, mark), count in found.items() if count > 1)
    yield from (f"{stream}: no mark {mark}" for stream, mark in found.keys() - painted)


def fonts(file: Tagged) -> Faults:
    for name, font in file.fonts().items():
        (inner,) = font.DescendantFonts
        if "/FontFile2" not in inner.FontDescriptor:
            yield f"31-009 {name} is not embedded"
            continue
        if "/CIDToGIDMap" not in inner or font.Encoding != "/Identity-H":
            yield f"31-006 {name}"
        if "/ToUnicode" not in font:
            yield f"31-027 {name}"
        if "/CIDSet" in inner.FontDescriptor:
            yield f"31-012 {name}: CIDSet"
        if inner.CIDToGIDMap != "/Identity":  # of a font that lacks characters, which are told as .notdef
            continue
        program = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
        upem, advances = program["head"].unitsPerEm, program["hmtx"].metrics
        order = program.getGlyphOrder()
        for code, width in widths(inner).items():
            if code < len(order) and abs(advances[order[code]][0] * 1000 / upem - width) > 1:
                yield f"31-011 {name}: the width of {code}"


def widths(font: Any) -> dict[int, float]:
    """The W array of a CIDFont (9.7.4.3), in its form of a first code and widths."""
    items = list(font.get("/W", []))
    return {int(first) + n: float(width) for first, run in zip(items[::2], items[1::2], strict=True)
            for n, width in enumerate(run)}  # fmt: skip


RULES: dict[str, Callable[[Tagged], Faults]] = {
    "01 all content is tagged or an artifact": content,
    "01 each mark is of one element": marks,
    "01-007 marked, and not suspect": suspects,
    "02 structure types are standard ones": types,
    "06 metadata say the title, and claim": metadata,
    "07 the title is shown": title_shown,
    "09 tables, lists and contents are whole": nesting,
    "10 all characters are known": mapped_characters,
    "11 the language is known": language,
    "13 pictures are described": figures,
    "14 headings go down one by one": headings,
    "15 headings of tables say of what": tables,
    "19 notes have names": notes,
    "20 to 26 nothing that a book has not": nothing_else,
    "28 links are tagged and named": annotations,
    "no dead link": dead_links,
    "31 fonts are whole": fonts,
}


def faults(file: Tagged) -> list[str]:
    """All that is wrong with a file, each with its rule."""
    return [f"{rule}: {fault}" for rule, check in RULES.items() for fault in check(file)]
