"""The file for the press is what it claims to be; it is opened afresh and looked into."""

from __future__ import annotations

import base64
import io
import re
from typing import get_args

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from lxml import etree

from typeset.errors import BuildError
from typeset.pdf.press import STANDARDS, Order, prepare
from typeset.shops import SHOPS, Standard

BOX = '<p style="width: 40pt; height: 40pt; {}"></p>'
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_the_table_has_every_standard_that_may_be_written() -> None:
    assert set(STANDARDS) == set(get_args(Standard))
    assert all(set(shop.standards) <= set(STANDARDS) for shop in SHOPS.values())


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_claim_is_true_in_every_place(drawn, standard: Standard) -> None:
    rules, page = STANDARDS[standard], drawn(BOX.format("background: #000"))
    made, told = prepare(page, Order(standard))
    assert told == ()
    assert made == prepare(page, Order(standard))[0]
    assert made.startswith(b"%PDF-" + rules.version.encode())
    assert (b"/ObjStm" in made) == rules.objects
    assert (b"/XRef" in made) == rules.objects
    document = opened(made)
    assert document.trailer.ID[0] == document.trailer.ID[1]
    info = document.docinfo
    assert {key: str(info[key]) for key in info if "GTS" in key} == dict(rules.info)
    assert ("/Trapped" in info) == rules.trapped
    said = {
        re.sub(r"\{.*\}", "", element.tag): "".join(element.itertext())
        for element in etree.fromstring(document.Root.Metadata.read_bytes()).iter(f"{RDF}Description")
        for element in element
    }
    assert said["title"] == str(info["/Title"]) == "A & B"
    assert said["creator"] == str(info["/Author"]) == "Ada Quill, Bo Reed"
    assert said["CreateDate"] == said["ModifyDate"] == "2024-05-06T07:08:09Z"
    assert str(info["/CreationDate"]) == "D:20240506070809Z"
    assert said["Producer"] == str(info["/Producer"])
    assert {name.partition(":")[2]: value for name, value in rules.xmp.items()}.items() <= said.items()
    assert "/Filter" not in document.Root.Metadata
    intents = list(document.Root.get("/OutputIntents", []))
    assert [str(intent.S) for intent in intents] == ([rules.intent] if rules.intent else [])
    for intent in intents:
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes()[12:20] == b"prtrCMYK"


def inks(data: bytes) -> list[tuple[str, list[float]]]:
    """Every colour that is set on the pages of a file: its operator or space, and its numbers."""
    found: list[tuple[str, list[float]]] = []
    document = opened(data)
    for page in document.pages:
        space = "gray"
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("cs", "CS"):
                space = str(operands[0])
            elif name in ("rg", "RG", "k", "K"):
                found.append((name.lower(), [float(value) for value in operands]))
            elif name in ("scn", "SCN") and space != "/Pattern":
                found.append((space, [float(value) for value in operands]))
    return found


@pytest.mark.parametrize(
    ("colour", "black", "coloured"),
    [
        ("#000", 1, False),
        ("#333", 0.8, False),
        ("#fff", 0, False),
        ("red", 0.7, True),
        ("device-cmyk(0 0 0 .5)", 0.5, False),
        ("device-cmyk(1 0 0 .2)", 0.5, True),
        ("lab(40% 0 0)", 0.6, False),
        ("lab(40% 60 0)", 0.6, True),
    ],
)
def test_type_and_rules_are_black_ink_alone(drawn, colour: str, black: float, coloured: bool) -> None:
    made, told = prepare(drawn(BOX.format(f"background: {colour}")), Order())
    assert inks(made), "nothing was painted"
    for kind, values in inks(made):
        assert kind in ("k", "/DeviceCMYK")
        assert values[:3] == [0, 0, 0]
        assert values[3] == pytest.approx(black, abs=0.001)
    assert ("page 1 of the file: colours" in "".join(told)) == coloured
    document = opened(made)
    assert "/ColorSpace" not in document.pages[0].obj.Resources


def test_pages_are_named_in_runs(drawn) -> None:
    red, plain = (BOX.format(f"break-after: page; background: {colour}") for colour in ("red", "#000"))
    told = prepare(drawn(red + red + plain + red + plain), Order())[1]
    assert told == ("pages 1–2, 4 of the file: colours of type, rules or drawings are printed as grays of black ink",)


def test_a_gradient_is_black_ink(drawn) -> None:
    made, told = prepare(drawn(BOX.format("background: linear-gradient(red, #000, #fff)")), Order("pdf/x-1a"))
    assert len(told) == 1
    document = opened(made)
    shadings = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/ShadingType" in each]
    assert shadings
    for shading in shadings:
        assert str(shading.ColorSpace) == "/DeviceCMYK"
        for part in shading.Function.get("/Functions", [shading.Function]):
            assert [float(ink) for ink in part.C0][:3] == [float(ink) for ink in part.C1][:3] == [0, 0, 0]


@pytest.mark.parametrize("style", ["opacity: .5; background: #000", "background: rgb(0 0 0 / 40%)"])
def test_what_may_be_seen_through_is_refused_where_the_standard_knows_none(drawn, style: str) -> None:
    data = drawn(BOX.format("break-after: page; background: #000") + BOX.format(style))
    with pytest.raises(BuildError, match=r"print: page 2 of the file: .* which pdf/x-1a:2001 forbids; .*pdf/x-4"):
        prepare(data, Order("pdf/x-1a:2001"))
    assert prepare(data, Order("pdf/x-4"))[1] == ()


@pytest.mark.parametrize("standard", [name for name, rules in STANDARDS.items() if not rules.transparency])
def test_an_alpha_of_one_is_taken_off(drawn, standard: Standard) -> None:
    drawing = '<svg width="40" height="40"><g opacity="1"><rect width="20" height="20" fill="#000"/></g></svg>'
    made = opened(prepare(drawn(BOX.format("background: #000") + drawing), Order(standard))[0])
    for each in made.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            assert not {"/ca", "/CA", "/SMask", "/BM", "/Group"} & set(each.keys())


def test_what_only_screens_show_is_left_out(drawn) -> None:
    body = '<h1 id="a">One</h1><p><a href="#a">back</a> <a href="https://example.org/">out</a></p>'
    before = opened(drawn(body))
    assert "/Outlines" in before.Root and "/Annots" in before.pages[0].obj
    after = opened(prepare(drawn(body), Order())[0])
    assert not {"/Outlines", "/Names", "/AcroForm", "/OpenAction"} & set(after.Root.keys())
    assert "/Annots" not in after.pages[0].obj
    assert str(after.Root.Lang) == "en"


@pytest.mark.parametrize(("standard", "subtype"), [("pdf/x-4", "/OpenType"), ("pdf/x-1a", "/CIDFontType0C")])
def test_the_wrapper_of_a_font_is_left_where_the_version_knows_it(drawn, standard: Standard, subtype: str) -> None:
    face = base64.b64encode(_font()).decode()
    css = f'@font-face {{ font-family: Own; src: url("data:font/otf;base64,{face}") }} p {{ font-family: Own }}'
    document = opened(prepare(drawn("<p>AAA</p>", css), Order(standard))[0])
    programs = [
        each.FontFile3 for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile3" in each
    ]
    assert [str(program.Subtype) for program in programs] == [subtype]
    assert programs[0].read_bytes().startswith(b"OTTO" if subtype == "/OpenType" else b"\1\0\4")


def _font() -> bytes:
    """A font with CFF outlines and one letter, a square."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    pen = T2CharStringPen(600, None)
    pen.moveTo((50, 0))
    for corner in ((50, 500), (550, 500), (550, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.getCharString()
    builder.setupCFF("Own", {}, {".notdef": square, "A": square}, {})
    builder.setupHorizontalMetrics({".notdef": (600, 50), "A": (600, 50)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own"})
    builder.setupOS2()
    builder.setupPost()
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()
