"""The screen PDF is read back as a screen reader would: what is said, what it is, where it leads."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from matterhorn import faults, type_of
from screens import png, screen_of
from specimens import LONG, STORIES, baselines, bind
from tagged import Tagged, is_element, kids

from typeset import correspondence, pdf
from typeset.model import LEAF_BLOCKS, Element, Volume, local, text_of
from typeset.pdf import PrintSettings
from typeset.pdf.lines.drawing import Drawing
from typeset.styles import cascade


def types(elements: Sequence[pikepdf.Object]) -> list[str]:
    return [type_of(element) for element in elements if is_element(element)]


def only(file: Tagged, type_: str, said: str) -> pikepdf.Object:
    (found,) = (element for element in file.of_type(type_) if file.heard(element) == said)
    return found


def words(tree: Element) -> str:
    """A story's words as they are to be heard: a line for each block that holds no other."""
    leaves = [each for each in tree.iter() if local(each) in {*LEAF_BLOCKS, "caption"}]
    lines = ("".join(_own(each)) for each in leaves)
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _own(leaf: Element) -> list[str]:
    """The text of a leaf without that of leaves and lists in it."""
    if not any(local(inner) in {*LEAF_BLOCKS, "ul", "ol"} for inner in leaf.iterdescendants()):
        return [text_of(leaf)]
    return [leaf.text or ""]


# --- what is heard ------------------------------------------------------------------------------


def test_each_story_is_heard_word_for_word(odd: tuple[Volume, Tagged]) -> None:
    volume, file = odd
    sections = [element for element in kids(file.document) if is_element(element)]
    parts = [part for part in volume.parts if not part.ebook_only]
    for section, part in zip(sections, parts, strict=True):
        if part.role == "story":
            markers = r"^(?:•|◦|\d\.)\n"
            heard = re.sub(markers, "", file.heard(section), flags=re.MULTILINE)
            assert heard.split("\n") == words(part.tree).split("\n")


def test_a_word_that_is_broken_is_heard_whole_and_two_lines_are_two_words(tmp_path: Path) -> None:
    narrow = ".story > p { margin-right: 210pt; hyphenate-limit-chars: 5 2 2 }"
    file = screen_of(bind({"Narrow": f"<p>{LONG}</p>"}), tmp_path / "n.pdf", narrow)
    paragraph = only(file, "P", " ".join(LONG.split()))
    glyphs = "".join(file.run(paragraph.Pg, int(kid)).said for kid in kids(paragraph) if isinstance(kid, int))
    assert re.search(r"[a-z]\xad[a-z]", glyphs)


def test_an_initial_and_its_word_are_one(odd: tuple[Volume, Tagged]) -> None:
    said = [str(span.ActualText) for span in odd[1].of_type("Span") if "/ActualText" in span]
    assert said == ["The tide-waiter at Hollin"]


def test_capitals_of_one_size_are_read_as_they_were_written(odd: tuple[Volume, Tagged]) -> None:
    assert only(odd[1], "P", "Custom House, Hollin") is not None
    assert only(odd[1], "P", "Ledger found stop red ink everywhere stop come") is not None


def test_furniture_is_an_artifact(odd: tuple[Volume, Tagged]) -> None:
    data = b"".join(page.Contents.read_bytes() for page in odd[1].pdf.pages)
    for kind in (b"/Header", b"/Footer"):
        assert re.search(rb"/Artifact\s+<</Type /Pagination/Subtype %s" % kind, data)
    assert "*" not in odd[1].heard()


def test_the_glyphs_of_a_line_say_how_it_ends() -> None:
    class Face:
        space_string = "0003"

    def heard(array: bytes, ending: str) -> bytes:
        return Drawing(Face(), array, 1.0, ending).heard()  # type: ignore[arg-type]

    assert heard(b"[<000a000b>] TJ", "") == b"[<000a000b>] TJ"
    assert heard(b"[<000a>-9<000b>] TJ", " ") == b"[<000a>-9<000b>] TJ\n<0003> Tj"
    soft = b"\n/Span <</ActualText <FEFF00AD>>> BDC\n<000b> Tj\nEMC"
    assert heard(b"[<000a>-9<000b>] TJ", "\xad") == b"[<000a>-9<> ] TJ" + soft
    assert heard(b"[<000a000b>12 ] TJ", "\xad") == b"[<000a> ] TJ" + soft
    # a word joiner has the glyph of a space, whose width is taken back; a word space has none of its own to lose
    assert heard(b"[<000a0003>207<000b0003>-12.50<000c>] TJ", "") == b"[<000a000b0003>-12.50<000c>] TJ"


# --- what things are ----------------------------------------------------------------------------


def test_an_element_is_one_however_many_pages_it_is_on(tmp_path: Path) -> None:
    letter = f'<blockquote class="letter" aria-label="A long one"><p>{LONG * 12}</p><p>{LONG}</p></blockquote>'
    file = screen_of(bind({"One": f"<p>{LONG}</p>{letter}"}), tmp_path / "l.pdf")
    (quotation,) = file.of_type("BlockQuote")
    first, second = kids(quotation)
    pages = {file.number_of(kid.get("/Pg", first.Pg)) for kid in kids(first) if not isinstance(kid, int)}
    assert pages, "the paragraph goes on over the page"
    assert str(quotation["/T"]) == "A long one"
    assert file.heard(second) == " ".join(LONG.split())


def test_lists_and_tables(odd: tuple[Volume, Tagged]) -> None:
    _, file = odd
    outer, inner, numbered, terms = file.of_type("L")[:4]
    numberings = [str(each.A[0].ListNumbering) if "/A" in each else "" for each in (outer, inner, numbered, terms)]
    assert numberings == ["/Disc", "/Circle", "/Decimal", ""]
    assert [types(kids(item)) for item in kids(numbered)] == [["Lbl", "LBody"]] * 2
    assert [types(kids(item)) for item in kids(terms)] == [
        ["Lbl", "LBody"],
        ["LBody"],
        ["Lbl"],
        ["Lbl", "LBody"],
    ]
    long, short = file.of_type("Table")[:2]
    assert types(kids(long)) == ["Caption", "THead", "TBody"]
    assert len([cell for cell in file.elements(long) if type_of(cell) == "TH"]) == 2, "heads are said once"
    scopes = [str(cell.A[0].Scope) for cell in file.elements(short) if type_of(cell) == "TH"]
    assert scopes == ["/Column", "/Row"]
    (wide,) = (cell for cell in file.elements(short) if "/A" in cell and "/ColSpan" in cell.A[0])
    assert int(wide.A[0].ColSpan) == 2


def test_headings_go_down_one_by_one(odd: tuple[Volume, Tagged]) -> None:
    names = {
        file_heard: type_ for type_ in ("H1", "H2", "H3") for file_heard in map(odd[1].heard, odd[1].of_type(type_))
    }
    assert (names["Odds"], names["The oil"], names["The wick"]) == ("H1", "H2", "H2")
    assert names["And the other"] == "H3"


def test_languages(odd: tuple[Volume, Tagged]) -> None:
    _, file = odd
    french = only(file, "P", "Il y avait un phare, dit-on, et keine Lampe.")
    assert str(french.Lang) == "fr"
    assert [str(each.Lang) for each in kids(french) if is_element(each)] == ["de"]
    assert str(file.root.Lang) == "en-GB"
    assert sum("/Lang" in each for each in file.elements()) == 3, "the document's, and these two"


def test_pictures(odd: tuple[Volume, Tagged]) -> None:
    (figure,) = odd[1].of_type("Figure")
    assert str(figure.Alt) == "A lamp on a rock"
    left, bottom, right, top = (float(edge) for edge in figure.A[0].BBox)
    assert right - left == pytest.approx(312, abs=1)
    assert 60 < bottom < top < 600


def test_a_picture_that_nobody_describes_is_told_and_nothing_claimed(tmp_path: Path) -> None:
    volume = replace(
        bind({"One": f'<p>{LONG}</p><figure><img src="images/0.png" alt=""/></figure>'}),
        pictures={"images/0.png": png()},
    )
    report = pdf.write(volume, cascade("print", "classic", []), PrintSettings(), None, tmp_path / "p.pdf")
    (warning,) = report.warnings
    assert "PDF/UA-1" in warning and "text alternative: 1" in warning
    assert {fault.split(":")[0][:2] for fault in faults(Tagged(tmp_path / "p.pdf"))} == {"06", "13"}


# --- where it leads -----------------------------------------------------------------------------


def links_of(file: Tagged) -> list[tuple[int, str, str]]:
    """(page from 0, name, place) of each link."""
    return [
        (number, str(link.Contents), str(link.Dest) if "/Dest" in link else str(link.A.URI))
        for number, page in enumerate(file.pages)
        for link in page.get("/Annots", [])
    ]


def test_letters_lead_to_the_next_and_the_one_before(exchange: tuple[Volume, Tagged]) -> None:
    volume, file = exchange
    assert faults(file) == []
    threads = {(name, place) for _, name, place in links_of(file) if name.startswith(("previous", "next"))}
    expected = set()
    for around in correspondence.neighbours(volume.parts).values():
        for shown, letter in (("previous letter", around.previous), ("next letter", around.following)):
            if letter:
                name = f"Letter from {letter.sender} to {letter.recipient}, {letter.date}"
                expected.add((f"{shown}: {name}", letter.id))
    assert threads == expected and len(threads) == 4
    behind = [types([kid])[0] for part in kids(file.document) for kid in kids(part) if file.heard(kid) == "next letter"]
    assert behind == ["P", "P"]


def test_an_arrow_stands_beside_the_last_line_in_the_outer_margin(exchange: tuple[Volume, Tagged]) -> None:
    _, file = exchange
    for number, page in enumerate(file.pages):
        for link in page.get("/Annots", []):
            if str(link.Contents).startswith(("previous", "next")):
                left, bottom, right, top = (float(edge) for edge in pikepdf.Rectangle(link.Rect).as_array())
                assert right - left == pytest.approx(14) == top - bottom
                assert left > 432 - 66 if number % 2 == 0 else right < 66


def test_pages_are_those_of_the_print_edition(exchange: tuple[Volume, Tagged], tmp_path: Path) -> None:
    volume, file = exchange
    both, alone = tmp_path / "both.pdf", tmp_path / "alone.pdf"
    sheets = cascade("print", "classic", [])
    pdf.write(volume, sheets, PrintSettings(), both, tmp_path / "screen.pdf")
    pdf.write(volume, sheets, PrintSettings(), alone)
    assert both.read_bytes() == alone.read_bytes(), "print knows nothing of the screen"
    assert (tmp_path / "screen.pdf").read_bytes() == Path(str(file.pdf.filename)).read_bytes()
    with pikepdf.open(both) as printed:
        for ours, theirs in zip(file.pdf.pages, printed.pages, strict=True):
            assert list(baselines(ours)) == list(baselines(theirs))


def test_the_same_bytes_whatever_the_surroundings(exchange: tuple[Volume, Tagged], tmp_path: Path) -> None:
    tests = Path(__file__).parent
    code = (
        "from pathlib import Path; from screens import *\n"
        f"screen_of(odd_volume(), Path({str(tmp_path / 'here.pdf')!r}))"
    )
    found = set()
    for seed, zone in (("1", "UTC"), ("7", "Pacific/Auckland")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{tests}:{tests.parents[1]}"}
        subprocess.run([sys.executable, "-c", code], check=True, env=surroundings, cwd=tmp_path)
        found.add((tmp_path / "here.pdf").read_bytes())
    assert len(found) == 1


def test_links_and_no_dead_one(odd: tuple[Volume, Tagged]) -> None:
    volume, file = odd
    found = {(name, place) for _, name, place in links_of(file)}
    assert {("the light list", "https://example.org/lights"), ("the other story", "story-2")} <= found
    listed = {(part.title, part.id) for part in volume.parts if part.role in {"story", "letters"}}
    assert listed <= found
    assert not any(place == "gone" for _, place in found)
    assert [number for number, name, _ in links_of(file) if name == "the other story"], "one for each line"


def test_bookmarks(exchange: tuple[Volume, Tagged]) -> None:
    with exchange[1].pdf.open_outline() as outline:
        found = [(item.title, [each.title for each in item.children]) for item in outline.root]
    letters = [[f"Letter from {name}" for name in names] for names in (
        ("Ida to Tom, May 3", "Tom to Ida, May 5", "Ida to Ruth, May 6"), ("Ida to Tom, May 9",))]  # fmt: skip
    assert found == [
        ("The Long Exchange", []),
        ("Contents", []),
        ("story 0", letters[0]),
        ("story 1", letters[1]),
        ("Letters", []),
    ]


def test_page_labels_are_the_folios(exchange: tuple[Volume, Tagged]) -> None:
    labels = [page.label for page in exchange[1].pdf.pages]
    assert labels[:7] == ["i", "ii", "iii", "iv", "v", "vi", "1"]
    assert labels[-1] == str(len(labels) - 6)


def test_the_page_is_cut_to_its_trim_and_black_on_a_screen(tmp_path: Path) -> None:
    file = screen_of(bind(STORIES), tmp_path / "b.pdf", settings=PrintSettings(bleed_pt=9, marks=True))
    assert faults(file) == []
    for page in file.pages:
        assert [float(edge) for edge in page.MediaBox] == [0, 0, 432, 648]
        assert b"DeviceCMYK" not in page.Contents.read_bytes()


def test_weasyprint_paints_as_we_know_it() -> None:
    """Names of WeasyPrint's by which `pdf.screen.painting` hangs on it."""
    import inspect

    from weasyprint import Page
    from weasyprint.pdf.stream import Stream

    assert list(inspect.signature(Page.paint).parameters) == ["self", "stream", "scale"]
    assert list(inspect.signature(Stream.marked).parameters) == ["self", "box", "tag"]
    assert list(inspect.signature(Stream.artifact).parameters) == ["self"]
    assert {"marked", "artifact", "clone", "set_color"} <= vars(Stream).keys()
