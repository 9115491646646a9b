"""Letters set into the tree: the markup of each kind, and that no word is lost, added or moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from typeset import letters, passes, readers
from typeset.ledger import letters_and_digits
from typeset.model import EPUB_TYPE, NSMAP, Element, Letter, local, text_of, xhtml

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.suffix in (".txt", ".html"))
SCHEMA = Path(letters.__file__).parents[1] / "model.rng"


def tree_of(case: Path) -> Element:
    return passes.clean(readers.read(case.read_bytes(), case.name), "en-GB")[0]


def story(inner: str) -> Element:
    names = " ".join(f'xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in NSMAP.items())
    return etree.fromstring(f"<section {names}>{inner}</section>")


def markup(tree: Element) -> str:
    return etree.tostring(tree, encoding="unicode", pretty_print=True)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, golden: Callable[[Path, str], None]) -> None:
    tree = tree_of(case)
    before = markup(tree)
    inset = letters.inset(tree, letters.find(tree))
    assert markup(tree) == before, "the tree that was handed in is left as it was"
    assert letters_and_digits(text_of(inset)) == letters_and_digits(text_of(tree))
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(inset), schema.error_log
    golden(HERE / "inset" / f"{case.stem}.xhtml", markup(inset))


# Cuttings and entries are set without any letter.
PLAIN = [case for case in CASES if case.stem not in ("cuttings_and_diaries", "lookalikes")]


@pytest.mark.parametrize("case", PLAIN, ids=lambda path: path.stem)
def test_inset_of_no_letters_is_the_tree(case: Path) -> None:
    tree = tree_of(case)
    assert markup(letters.inset(tree, ())) == markup(tree)


def test_a_gap_beside_a_letter_goes_and_an_ornament_stays() -> None:
    tree = story(
        '<p data-block="0">Before.</p><hr class="scene-break" data-gap="4"/><p data-block="1">Dear Nan,</p>'
        '<p data-block="2">Come.</p><hr class="scene-break"/><p data-block="3">After.</p>'
    )
    found = letters.inset(tree, [Letter("letter", 1, 2, {1: "salutation", 2: "body"})])
    assert [local(child) for child in found] == ["p", "blockquote", "hr", "p"]


def test_a_quotation_block_that_is_a_letter_becomes_one() -> None:
    tree = story(
        '<blockquote><p data-block="0">Dear Nan,</p><p data-block="1">Come.</p></blockquote><p data-block="2">x</p>'
    )
    found = letters.inset(tree, [Letter("letter", 0, 1, {0: "salutation", 1: "body"})])
    assert [local(child) for child in found[0]] == ["header", "p"]


def test_a_letter_in_a_letter_lies_inside() -> None:
    tree = story("".join(f'<p data-block="{n}">Line {n}.</p>' for n in range(6)))
    outer = Letter("letter", 0, 4, dict.fromkeys(range(5), "body"))
    inner = Letter("note", 2, 3, dict.fromkeys((2, 3), "body"))
    found = letters.inset(tree, [outer, inner])
    assert [child.get("class") for child in found] == ["letter", None]
    assert [child.get("class") for child in found[0]] == [None, None, "note", None]


def test_italics_that_only_showed_the_letter_are_taken_off() -> None:
    tree = story('<p data-block="0"><em>Bring the </em><em>key</em>.</p>')
    found = letters.inset(tree, [Letter("note", 0, 0, {0: "body"})])
    assert not list(found.iter(xhtml("em")))
    assert text_of(found) == "Bring the key."


def test_emphasis_within_a_letter_stays() -> None:
    tree = story('<p data-block="0">Bring the <em>key</em>.</p>')
    found = letters.inset(tree, [Letter("note", 0, 0, {0: "body"})])
    assert len(list(found.iter(xhtml("em")))) == 1


def test_closing_lines_of_one_block_are_parted_within_their_emphasis() -> None:
    tree = story('<p data-block="0">Come.</p><p data-block="1"><em>Ever yours,<br/>Nan</em></p><p data-block="2">x</p>')
    roles = {0: "body", 1: "valediction"}
    found = letters.inset(tree, [Letter("letter", 0, 1, roles, sender="Nan", sender_text="Nan")])  # type: ignore[arg-type]
    lines = next(found.iter(xhtml("footer")))
    assert [(line.get("class"), line.get("data-block"), text_of(line)) for line in lines] == [
        ("valediction", "1", "Ever yours,"),
        ("signature", "1", "Nan"),
    ]
    assert lines[1].get(EPUB_TYPE) == "z3998:signature z3998:sender"


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        (Letter("letter", 0, 0, {}, sender="Ann", recipient="Bo"), "Letter from Ann to Bo"),
        (Letter("letter", 0, 0, {}, recipient="Bo"), "Letter to Bo"),
        (Letter("note", 0, 0, {}), "Note"),
        (Letter("telegram", 0, 0, {}, sender="Ann"), "Telegram from Ann"),
        (Letter("messages", 0, 0, {}, sender="Ann", recipient="Bo"), "Messages between Ann and Bo"),
        (Letter("letter", 0, 0, {}, sender="Ann", continues=True), "Letter from Ann (continued)"),
    ],
)
def test_accessible_name(letter: Letter, name: str) -> None:
    assert letters.accessible_name(letter) == name
    assert letters.accessible_name(letter, "9 June") == f"{name}, 9 June"


def test_a_letter_is_called_in_the_language_of_its_story_and_carries_its_people() -> None:
    tree = story('<p data-block="0">3. Mai</p><p data-block="1">Komm nach Hause.</p>')
    letter = Letter(
        "letter", 0, 1, {0: "dateline", 1: "body"}, sender="Jens", recipient="Anna", recipient_confidence=0.3
    )
    (found,) = letters.inset(tree, [letter], "de")
    assert found.get("aria-label") == "Brief von Jens, 3. Mai"
    carried = {str(name): value for name, value in found.attrib.items() if str(name).startswith("data-")}
    assert carried == {"data-sender": "Jens", "data-date": "3. Mai"}, "a name that is rather wrong stands nowhere"


def test_terms_of_addresses_subjects_and_names_of_documents() -> None:
    lines = ("Letter the First", "Miss Pell, The Quay", "Dear Miss Pell,", "The red ink", "It is dry.")
    tree = story("".join(f'<p data-block="{number}">{line}</p>' for number, line in enumerate(lines)))
    roles = dict(enumerate(("heading", "address", "salutation", "heading", "body")))
    letter = Letter("letter", 0, 4, roles, recipient="Miss Pell", recipient_text="Miss Pell")  # type: ignore[arg-type]
    found = letters.inset(tree, [letter])
    types = {text_of(each): each.get(EPUB_TYPE) for each in found.iter(xhtml("p"), xhtml("span"))}
    assert types["Letter the First"] is None
    assert types["Miss Pell, The Quay"] == "z3998:postal"
    assert types["The red ink"] == "z3998:subject"
    assert types["Miss Pell"] == "z3998:recipient"
