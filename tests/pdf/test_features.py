"""Fractions, superiors, inferiors, capitals: named only where they are certain, drawn by the face, faked by nobody."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from specimens import LONG, Printed, bind, print_volume, tree

from typeset.ledger import letters_and_digits
from typeset.pdf.features import name_features
from typeset.styles import styles_folder


def named(xml: str) -> list[tuple[str, str]]:
    """(class, text) of what is named in a paragraph, whose letters stay as they were."""
    section = tree(f"<section><p>{xml}</p></section>")
    before = letters_and_digits("".join(section.itertext()))
    name_features(section)
    assert letters_and_digits("".join(section.itertext())) == before
    return [
        (each.get("class", ""), each.text or "") for each in section.iter("span", "sup", "sub") if each.get("class")
    ]


@pytest.mark.parametrize(
    ("text", "fractions"),
    [
        ("He took 2 1/2 pounds.", ["1/2"]),
        ("It was 3/4 of an hour, and 1/3 of a mile.", ["3/4", "1/3"]),
        ("a 1/2-inch nail and 5 7/8", ["1/2", "7/8"]),
        ("10\u20445 and 2 3\u20444", ["10\u20445", "3\u20444"]),
        ("on 3/8/96 she and/or he came 24/7", []),
        ("on 3/4 of this year; 1/2 later; 4 3/8/96", []),
        ("a score of 2 4/2, page 1/2, 1.1/2 and 2 1/2/3", []),
        ("<time>2 1/2</time> <code>2 1/2</code>", []),
        ("<b>2 1/2</b> or 3 1/4<i>x</i> 5 1/8", ["1/2", "1/4", "1/8"]),
    ],
)
def test_fractions_are_certain(text: str, fractions: list[str]) -> None:
    assert named(text) == [("fraction", each) for each in fractions]


def test_no_line_ends_within_a_mixed_number() -> None:
    section = tree("<section><p>took 2 1/2 of it, or 1/2 of it</p></section>")
    name_features(section)
    assert "".join(section.itertext()) == "took 2\u00a01/2 of it, or 1/2 of it"


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("She cried THE LAMP IS OUT, SIR, and ran.", ["THE LAMP IS OUT, SIR"]),
        ("A TALE OF A TUB", ["TALE OF A TUB"]),
        ('<b class="address">VANE, SKER 2 1/2</b>', ["VANE, SKER"]),
        ("the BBC, the USA; OK, in MCMXI", ["MCMXI"]),
        ("ÉCOLE and ЛАМПА; O’NEIL’s LAMP’s Lamp", ["ÉCOLE", "ЛАМПА"]),
    ],
)
def test_words_in_capitals(text: str, capitals: list[str]) -> None:
    assert named(text) == [("capitals", each) for each in capitals]


def test_superiors_are_of_plain_letters_and_figures() -> None:
    assert named("1<sup>st</sup> H<sub>2</sub>O M<sup>é</sup> a<sup><i>b</i></sup>") == [
        ("superior", "st"),
        ("inferior", "2"),
        ("superior", ""),
    ]


HANDS = ("round", "copperplate", "italic", "typewriter")
WORDS = "<p>A <em>cat</em>, <strong>no</strong> 1<sup>st</sup></p>"
TEXT = f"""<p>He had 2 1/2 of 8<sup>th</sup> and H<sub>2</sub>O; 3<sup>é</sup>. <strong>b <em>bi</em></strong></p>
<p>{LONG}</p>""" + "".join(f'<blockquote class="letter" data-hand="{hand}">{WORDS}</blockquote>' for hand in HANDS)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_volume(bind({"One": TEXT}), tmp_path_factory.mktemp("features") / "a.pdf")


def test_the_glyphs_are_those_of_the_face(printed: Printed) -> None:
    font = TTFont(styles_folder() / "fonts" / "EBGaramond" / "EBGaramond_400Regular.ttf")
    wanted = {font.getGlyphID(name) for name in ("one.numr", "two.dnom", "t.sups", "h.sups")}
    drawn = {glyph for font_name, glyph in glyphs(printed) if font_name == "EB-Garamond"}
    assert wanted <= drawn
    inferior = {font.getGlyphID(name) for name in font.getGlyphOrder() if name.startswith(("two.sinf", "uni2082"))}
    assert inferior & drawn
    font.close()


def glyphs(printed: Printed) -> set[tuple[str, int]]:
    """(face, glyph) of all that the pages draw; glyphs keep their numbers in the subset."""
    found = set()
    for page in printed.pages():
        face = ""
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                face = str(page.obj.Resources.Font[str(operands[0])].BaseFont).split("+")[1]
            strings = operands[0] if str(operator) == "TJ" else operands if str(operator) == "Tj" else []
            for string in strings:
                if isinstance(string, pikepdf.String):
                    codes = bytes(string)
                    found |= {(face, int.from_bytes(codes[at : at + 2])) for at in range(0, len(codes), 2)}
    return found


def test_no_slant_and_no_weight_is_faked(printed: Printed) -> None:
    """No text matrix leans, no outline is stroked, and each face is one of the files."""
    for page in printed.pages():
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tm":
                _, b, c, *_ = (float(value) for value in operands)
                assert b == c == 0
            assert str(operator) != "Tr"
    assert {face for face, _ in glyphs(printed)} == {
        "EB-Garamond", "EB-Garamond-Italic", "EB-Garamond-Bold", "Delius", "Petit-Formal-Script-Italic",
        "Courier-Prime", "Courier-Prime-Italic", "Sorts-Mill-Goudy", "Sorts-Mill-Goudy-Italic",
    }  # fmt: skip


def test_what_a_hand_has_no_face_for_is_underlined(tmp_path: Path) -> None:
    def rules(hand: str, word: str) -> int:
        letter = f'<blockquote class="letter" data-hand="{hand}"><p>No {word}.</p></blockquote>'
        printed = print_volume(bind({"One": f"<p>It came.</p>{letter}"}), tmp_path / "u.pdf")
        return sum(str(operator) == "S" for _, operator in pikepdf.parse_content_stream(printed.pages()[6]))

    plain = rules("round", "cat")
    assert rules("copperplate", "<em>cat</em>") > plain
    assert rules("italic", "<strong>cat</strong>") > plain
    assert rules("italic", "<em>cat</em>") == plain


def test_a_tree_without_any_stays_as_it_is() -> None:
    section = tree("<section><p>No <i>fraction</i> here, on 3/8.</p></section>")
    before = etree.tostring(section)
    name_features(section)
    assert etree.tostring(section) == before
