"""Which characters are set in which face: never too few, and no more than the rules say."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from typeset.epub.faces import Use, characters_of, nearest, uses
from typeset.epub.rules import Face, faces_of, parse, rules_of
from typeset.model import EPUB_NS, XHTML_NS, Element

FACES = """
@font-face { font-family: Pen; src: url(pen.ttf) }
@font-face { font-family: Pen; font-style: italic; src: url(pen-italic.ttf) }
@font-face { font-family: Pen; font-weight: bold; src: url(pen-bold.ttf) }
"""
LETTER = """
<section><p>WQ</p>
<blockquote class="letter" data-hand="round">
  <header><p class="dateline">179</p></header>
  <p title="Z">abc <em>d<b>e</b></em> f<br/>g<!-- no -->h</p>
  <footer><p class="signature">kl</p></footer>
</blockquote><p class="after">Xx</p></section>
"""


def body_of(blocks: str) -> Element:
    return etree.fromstring(f'<body xmlns="{XHTML_NS}" xmlns:epub="{EPUB_NS}">{blocks}</body>')


def used(sheet: str, blocks: str = LETTER, faces: str = FACES) -> dict[str, Use]:
    """What is set in each face of a sheet, by the style that it is declared with."""
    nodes = parse(faces + sheet)
    found = uses(list(rules_of(nodes)), list(faces_of(nodes)), [body_of(blocks)])
    return {
        f"{face.family}{' italic' * face.slanted}{' bold' * (face.weights[0] > 500)}": use
        for face, use in found.items()
    }


def letters(use: Use | None) -> str:
    """The small letters of a use, and the figures."""
    held = use.characters if use else set()
    return "".join(sorted(held & set(string.ascii_lowercase + string.digits)))


HAND = '[data-hand="round"] { font-family: Pen, serif }'


@pytest.mark.parametrize(
    ("sheet", "upright", "italic", "bold"),
    [
        (HAND, "179abcdefghkl", "de", "e"),
        (HAND + "em { font-style: italic }", "179abcfghkl", "de", ""),
        (HAND + "em { font-style: italic } em b { font-style: normal; font-weight: bold }", "179abcfghkl", "d", "e"),
        (HAND + ".dateline { font-family: serif }", "abcdefghkl", "de", "e"),
        (HAND + ".dateline { font-family: serif } .letter p { font-family: Pen }", "179abcdefghkl", "de", "e"),
        (HAND + "p:first-child { font-family: serif }", "179abcdefghkl", "de", "e"),
        (HAND + "@supports (x: y) { p { font-family: serif } }", "179abcdefghkl", "de", "e"),
        (HAND + "@media screen { p { font-family: serif } }", "179abcdefghkl", "de", "e"),
        (HAND + "p { font: 1em serif }", "", "", ""),
        (HAND + "p { font: italic bold 1em/400 Pen } em, b { font-style: inherit }", "", "179abcdefghklqwx", "de"),
        (HAND + "p { font-family: serif !important } .letter p { font-family: Pen }", "", "", ""),
        (HAND + "p { font-family: inherit }", "179abcdefghkl", "de", "e"),
        (HAND + "p { font-style: var(--slant) }", "179abcdefghkl", "179abcdefghkl", "e"),
        ("p { --hand: Pen } .signature { font-family: var(--hand, serif) }", "179abcdefghklqwx", "de", "e"),
        (".after { font-family: var(--none, 'Pen') }", "x", "", ""),
        (".after, x|y { font-family: Pen }", "179abcdefghklqwx", "de", "e"),
        (".after:hover { font-family: Pen }", "179abcdefghklqwx", "de", "e"),
        (".letter { & + p { font-family: Pen } }", "179abcdefghklqwx", "de", "e"),
        ("@media print { p { font-family: Pen } }", "", "", ""),
        (".after::first-letter { font-family: Pen }", "x", "", ""),
        ("p.after:first-line { font-family: Pen }", "x", "", ""),
    ],
)
def test_characters_of_each_face(sheet: str, upright: str, italic: str, bold: str) -> None:
    found = used(sheet)
    assert (letters(found.get("pen")), letters(found.get("pen italic"))) == (upright, italic)
    assert letters(found.get("pen bold")) == bold


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        ('.after::before { content: "§" }', "§"),
        (".after:after { content: attr(class) }", "fter"),
        (".after::before { content: counter(n) }", "0123456789i"),
        (".after::before { content: open-quote }", "“«"),
        (".after { quotes: '⟨' '⟩' }", "⟨⟩"),
        (".after { list-style-type: '☞' }", "☞"),
        (".after { --mark: '¶' }", "¶"),
        ("", "X‐"),
    ],
)
def test_what_is_generated_is_set_too(sheet: str, shown: str) -> None:
    held = used(sheet + ".after { font-family: Pen }")["pen"].characters
    assert set(shown) <= held
    assert ("§" in held) is ("§" in shown)


def test_a_list_has_markers_and_a_picture_its_description() -> None:
    found = used("* { font-family: Pen }", "<ul><li>a</li></ul><p><img alt='the lamp' src='x.png'/></p>")["pen"]
    assert set("0123456789.•◦the lamp") <= found.characters


def test_features_are_those_that_are_asked_for() -> None:
    sheet = HAND + ".signature { font-variant: all-small-caps } em { font-feature-settings: 'swsh' 1 }"
    found = used(sheet + " .after { font-variant-numeric: oldstyle-nums }")
    assert found["pen"].features == {"smcp", "c2sc", "swsh"}
    assert used(HAND)["pen"].features == set()
    assert used(HAND + "p { font-variant-alternates: styleset(nice) }")["pen"].features == {"*"}


@pytest.mark.parametrize(
    ("slanted", "weight", "taken"),
    [(False, 400, [(300, 300)]), (False, 500, [(300, 300)]), (False, 600, [(700, 800)]), (False, 750, [(700, 800)]),
     (False, 900, [(700, 800)]), (True, 700, [(400, 400)]), (False, 200, [(300, 300)])],
)  # fmt: skip
def test_the_face_that_a_reading_system_takes(slanted: bool, weight: int, taken: list[tuple[int, int]]) -> None:
    family = [Face("pen", False, (300, 300), None), Face("pen", False, (700, 800), None)]
    family.append(Face("pen", True, (400, 400), None))
    assert [face.weights for face in nearest(family, slanted, weight)] == taken


def test_faces_of_one_style_are_all_taken() -> None:
    family = [Face("pen", False, (400, 400), None), Face("pen", False, (400, 400), None)]
    assert nearest(family, True, 700) == family


@given(st.text())
def test_a_text_can_be_shown_in_every_case_and_form(text: str) -> None:
    import unicodedata

    shown = characters_of(text)
    for cased in (text, text.upper(), text.lower(), text.title()):
        for form in ("NFC", "NFD"):
            missing = set(unicodedata.normalize(form, cased)) - shown  # type: ignore[arg-type]
            assert not missing


def test_a_page_of_many_paragraphs_and_of_deep_quotations_is_read() -> None:
    deep = "<blockquote>" * 200 + "<p>deep</p>" + "</blockquote>" * 200
    blocks = "<p>wide</p>" * 3000 + deep
    found = used("h1 ~ p { font-family: Pen } p + p { font-family: Pen }", blocks)
    assert set("widep") <= found["pen"].characters


@pytest.mark.parametrize(
    "selector",
    [
        "q",
        "q.a",
        "#b",
        "p q",
        "[data-c]",
        "[DATA-C]",
        "q[e|type~=d]",
        "q:not([data-z])",
        "p[id], q[data-z]",
        ".z, q",
        "*",
    ],
)
def test_whatever_a_selector_asks_for_a_body_that_has_it_is_reached(selector: str) -> None:
    blocks = '<p><q class="a" id="b" data-c="" DATA-C="" epub:type="d">xyz</q></p>'
    sheet = f'@namespace e "{EPUB_NS}"; {selector} {{ font-family: Pen }}'
    if selector.startswith("p[id]"):
        blocks = blocks.replace("<p>", '<p id="e">')
    assert "xyz" in letters(used(sheet, blocks).get("pen"))


def test_a_body_without_what_a_selector_asks_for_is_not_reached() -> None:
    assert used("[data-z] q, .z, #z { font-family: Pen }", "<p><q data-c='z'>xyz</q></p>") == {}
