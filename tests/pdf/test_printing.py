"""The PDF is opened and looked into: fonts, colour, boxes, words, the grid; and what changes it and what must not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from specimens import LONG, Printed, baselines, bind, print_volume

from typeset import shops
from typeset.errors import BuildError
from typeset.ledger import letters_and_digits
from typeset.model import Volume, text_of
from typeset.pdf import PrintSettings
from typeset.pdf.press import STANDARDS
from typeset.pdf.settings import MARGINS_PT
from typeset.styles import styles_folder

FACES = {
    "EB-Garamond", "EB-Garamond-Italic", "EB-Garamond-Bold", "Delius", "Petit-Formal-Script-Italic", "Courier-Prime",
    "Sorts-Mill-Goudy-Italic",
}  # fmt: skip
# Front matter: half-title, blank, title page, copyright, contents, blank.
FRONT = 6


def fonts_of(printed: Printed) -> dict[str, pikepdf.Object]:
    found = {}
    for page in printed.pages():
        for font in page.obj.Resources.Font.values():
            found[str(font.BaseFont)[1:]] = font
    return found


def test_every_font_is_embedded_and_ours(printed: Printed) -> None:
    fonts = fonts_of(printed)
    assert {name.split("+")[1] for name in fonts} == FACES
    for font in fonts.values():
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_all_marks_are_black_ink(printed: Printed) -> None:
    others = {"rg", "RG", "g", "G", "k", "K", "sh", "Do"}
    for page in printed.pages():
        for operands, operator in pikepdf.parse_content_stream(page):
            assert str(operator) not in others
            if str(operator) in ("cs", "CS"):
                assert str(operands[0]) == "/DeviceCMYK"
            if str(operator) in ("scn", "SCN"):
                assert [float(value) for value in operands] == [0, 0, 0, 1]


def test_boxes_and_an_even_number_of_pages(printed: Printed) -> None:
    pages = printed.pages()
    assert len(pages) == printed.report.pages
    assert len(pages) % 2 == 0
    for page in pages:
        assert [float(v) for v in page.mediabox] == [float(v) for v in page.trimbox] == [0, 0, 432, 648]


def test_bleed_goes_beyond_the_trim(volume: Volume, tmp_path: Path) -> None:
    printed = print_volume(volume, tmp_path / "b.pdf", settings=PrintSettings(bleed_pt=9))
    page = printed.pages()[0]
    assert [float(v) for v in page.mediabox] == [-9, -9, 441, 657]
    assert [float(v) for v in page.trimbox] == [0, 0, 432, 648]


def test_paper_has_no_links_or_bookmarks_and_the_book_says_what_it_is(printed: Printed) -> None:
    root, info = printed.document.Root, printed.document.docinfo
    assert not any("/Annots" in page for page in printed.pages())
    assert "/Outlines" not in root
    assert "/Names" not in root
    assert str(root.Lang) == "en-GB"
    assert str(info["/Title"]) == "The Bonded Store"
    assert str(info["/Author"]) == "Abel Vane, R. Quay"
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20240506070809Z"
    assert printed.document.trailer.ID[0] == printed.document.trailer.ID[1]


def test_words_are_those_of_the_stories_in_order(printed: Printed, volume: Volume) -> None:
    said = {
        role: letters_and_digits("".join(text_of(part.tree) for part in volume.parts if part.role == role))
        for role in ("story", "colophon")
    }
    found = letters_and_digits(printed.text(FRONT + 1))
    assert found.startswith(said["story"] + "Letters") and found.endswith(said["colophon"])


def list_page(printed: Printed) -> int:
    """The page of the PDF that the list of letters opens on, counted from 1."""
    return next(n for n in range(FRONT + 2, 99) if printed.text(n, n).startswith("Letters"))


def test_contents_name_the_pages_where_stories_open(printed: Printed) -> None:
    second = next(n for n in range(FRONT + 2, 99) if printed.text(n, n).startswith("Two Keepers")) - FRONT
    contents = re.sub(r"[\s.]+", " ", printed.text(5, 5))
    assert contents.strip() == (
        f"Contents The Red Bottle 1 Two Keepers, or What the Register of the Lamp Office Did Not Say {second}"
        f" Letters {list_page(printed) - FRONT}"
    )


def test_blank_pages_are_blank(printed: Printed) -> None:
    pages = printed.pages()
    assert not list(baselines(pages[1]))
    assert not list(baselines(pages[5]))


def page_heads(printed: Printed) -> list[str]:
    area = ["-x", "0", "-y", "20", "-W", "432", "-H", "40"]
    command = ["pdftotext", "-raw", "-r", "72", *area, str(printed.path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [page.strip() for page in text.split("\f")][:-1]


def test_running_heads(printed: Printed) -> None:
    heads = page_heads(printed)
    assert not any(heads[:FRONT])
    openings = [
        n
        for n in range(FRONT, len(heads))
        if printed.text(n + 1, n + 1).startswith(("The Red Bottle\n", "Two Keepers", "Letters"))
    ]
    assert openings[0] == FRONT and len(openings) == 3
    for number, head in enumerate(heads[FRONT : openings[2] + 1], FRONT):
        story = "The Red Bottle" if number < openings[1] else "Two Keepers, or What the Register of the Lamp Office…"
        assert head == ("" if number in openings else story if number % 2 == 0 else "The Bonded Store")


def test_a_long_running_head_is_smaller_and_its_story_still_begins_on_page_one(tmp_path: Path) -> None:
    title = "Two Keepers, or What the Lamp Office Did Not Say"
    printed = print_volume(bind({title: f"<p>{LONG}</p>" * 24}), tmp_path / "long.pdf")
    assert page_heads(printed)[FRONT : FRONT + 3] == ["", "The Bonded Store", title]
    assert [start.folio for start in printed.report.starts if start.part == "story-1"] == ["1", "2", "3", "4"]
    sizes_px = [
        round(float(operands[1]), 2)
        for operands, operator in pikepdf.parse_content_stream(printed.pages()[FRONT + 2])
        if str(operator) == "Tf"
    ]
    assert sizes_px == [14.67, 12.67, 13.33], "text, head and folio: 11, 9.5 and 10 pt"


@pytest.mark.parametrize("settings", [PrintSettings(), PrintSettings(font_size_pt=11.5, leading_pt=15)])
def test_baselines_stand_on_the_grid(settings: PrintSettings, volume: Volume, tmp_path: Path) -> None:
    printed = print_volume(volume, tmp_path / "grid.pdf", settings=settings)
    top, leading = MARGINS_PT[1], settings.leading_pt
    first = leading / 2 + 0.3545 * settings.font_size_pt  # half the sum of EB Garamond's ascent and descent
    off = []
    for page in printed.pages()[FRONT:]:
        for _, y in baselines(page):
            lines = (y - top - first) / leading
            if -0.5 < lines < settings.lines and abs(lines - round(lines)) * leading > 0.06:
                off.append(y)
    assert off == []


def test_the_lines_of_a_letterhead_stand_together(tmp_path: Path) -> None:
    head = "".join(f'<p class="letterhead">{line}</p>' for line in ("Harwood and Pike", "Solicitors", "Dover"))
    letter = (
        f'<blockquote class="letter"><header>{head}<p class="salutation">Madam,</p></header><p>No.</p></blockquote>'
    )
    printed = print_volume(bind({"One": f"<p>It came.</p>{letter}"}), tmp_path / "head.pdf")
    lines = sorted({round(y) for _, y in baselines(printed.pages()[FRONT]) if y < MARGINS_PT[1] + 508})
    apart = [round((below - above) / 14) for above, below in pairwise(lines)]
    assert apart[-5:] == [2, 1, 1, 2, 1]


def test_an_entry_of_a_diary_begins_flush_under_its_date(tmp_path: Path) -> None:
    entry = '<blockquote class="diary"><p class="dateline">Tenth of May</p><p>No post.</p><p>No goat.</p></blockquote>'
    printed = print_volume(bind({"One": f"<p>It lay open.</p>{entry}"}), tmp_path / "diary.pdf")
    runs = [(round(y), x) for x, y in baselines(printed.pages()[FRONT]) if y < MARGINS_PT[1] + 508]
    *_, flush, indented = (min(x for at, x in runs if at == line) for line in sorted({y for y, _ in runs}))
    assert indented - flush == pytest.approx(14, abs=0.1)


def test_the_same_bytes_whatever_the_surroundings(volume: Volume, printed: Printed, tmp_path: Path) -> None:
    again = print_volume(volume, tmp_path / "again.pdf")
    assert again.bytes == printed.bytes
    home = tmp_path / "home"
    (home / ".fonts").mkdir(parents=True)
    decoy(home / ".fonts" / "decoy.ttf")
    path = tmp_path / "elsewhere.pdf"
    code = f"from pathlib import Path; from specimens import *; print_volume(bind(STORIES), Path({str(path)!r}))"
    surroundings = {
        "TZ": "Asia/Kolkata",
        "HOME": str(home),
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PATH": os.environ["PATH"],
    }
    tests, root = Path(__file__).resolve().parent, Path(__file__).resolve().parents[2]
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=home, env={**surroundings, "PYTHONPATH": f"{tests}:{root}"}
    )
    assert path.read_bytes() == printed.bytes


def decoy(path: Path) -> None:
    """Another face under the name of ours, where a system keeps a person's fonts."""
    font = TTFont(styles_folder() / "fonts" / "Delius" / "Delius_400Regular.ttf")
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = "EB Garamond"
    font.save(path)


@pytest.mark.parametrize(
    "css",
    [
        ".dateline { text-align: left }",
        ".salutation { font-weight: bold }",
        ".letter { padding-left: 3em; padding-right: 3em }",
        "blockquote p { text-indent: 0 }",
        ".valediction { margin-left: 0 }",
        ".signature { margin-right: 0 }",
        ".letterhead { letter-spacing: 0 }",
        ".postscript { text-align: right }",
        ".telegram > p { font-variant: normal }",
        ".messages .time { font-style: normal }",
    ],
)
def test_a_user_sheet_has_the_last_word(css: str, volume: Volume, printed: Printed, tmp_path: Path) -> None:
    changed = print_volume(volume, tmp_path / "changed.pdf", css)
    assert changed.report.warnings == ()
    assert changed.bytes != printed.bytes


def test_nothing_is_to_tell_of_our_own_sheets(printed: Printed) -> None:
    assert printed.report.warnings == ()


def test_what_the_user_should_know_of_a_sheet(volume: Volume, tmp_path: Path) -> None:
    css = ".letter { font-family: Georgia, serif; colr: red; -epub-hyphens: none }"
    warnings = print_volume(volume, tmp_path / "w.pdf", css).report.warnings
    assert len(warnings) == 2
    assert "my-letters.css" in warnings[0] and "colr" in warnings[0]
    assert "my-letters.css" in warnings[1] and "Georgia" in warnings[1]


def test_a_missing_character_is_told_and_no_other_font_steps_in(tmp_path: Path) -> None:
    volume = bind(
        {"Far": f"<p>Wave \N{WATER WAVE} and \N{CJK UNIFIED IDEOGRAPH-706F}, twice \N{WATER WAVE}. {LONG}</p>"}
    )
    printed = print_volume(volume, tmp_path / "m.pdf")
    (warning,) = printed.report.warnings
    assert "U+1F30A" in warning and "U+706F" in warning
    assert {name.split("+")[1] for name in fonts_of(printed)} <= FACES


@pytest.mark.parametrize(
    "css",
    [
        "@import url(https://example.invalid/a.css);",
        "@font-face { font-family: Far; src: url(http://example.invalid/a.ttf) }",
        "p { background: url(https://example.invalid/a.png) }",
        "p { background: url(../a.png) }",
        'p { background: url("http://[") }',
        "p { background: url(x/%00.png) }",
        "p { background: url(file:///etc/hostname) }",
        "@font-face { font-family: Gone; src: url(gone.ttf) }",
    ],
)
def test_a_sheet_fetches_nothing_from_outside_its_folder(css: str, volume: Volume, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "book").mkdir()
    with pytest.raises(BuildError) as raised:
        print_volume(volume, tmp_path / "book" / "f.pdf", css)
    (problem,) = raised.value.problems
    assert problem.where == "my-letters.css"
    assert "url(" in problem.what
    assert list((tmp_path / "book").iterdir()) == []


def test_a_user_brings_a_font(volume: Volume, tmp_path: Path) -> None:
    (tmp_path / "Mine%20.ttf").write_bytes(
        (styles_folder() / "fonts" / "Delius" / "Delius_400Regular.ttf").read_bytes()
    )
    css = (
        '@font-face { font-family: "My Hand"; src: url(Mine%2520.ttf) } [data-hand="round"] { font-family: "My Hand" }'
    )
    printed = print_volume(volume, tmp_path / "own.pdf", css)
    assert printed.report.warnings == ()
    assert "My-Hand" in {name.split("+")[1] for name in fonts_of(printed)}


def test_a_thick_book_has_a_wider_gutter(
    volume: Volume, printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(shops.SHOPS, "home", replace(shops.SHOPS["home"], gutters=((5, 54.0), (99, 63.0))))
    thick = print_volume(volume, tmp_path / "thick.pdf")
    for number in (FRONT, FRONT + 1):
        shift = 9 if number % 2 == 0 else -9
        before, after = (sorted(baselines(p.pages()[number])) for p in (printed, thick))
        assert [(round(x - shift, 2), round(y, 2)) for x, y in after] == [(round(x, 2), round(y, 2)) for x, y in before]


def test_no_room_for_text_is_a_fault_of_the_settings(volume: Volume, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="margins leave"):
        print_volume(volume, tmp_path / "n.pdf", settings=PrintSettings(margins_pt=(200, 62, 200, 82)))


def test_gutter_and_measure_agree_with_the_pages_that_they_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As many pages as lines of the design make ask for a gutter that narrows the lines, and these make more.
    volume = bind({"The Lamp": f"<p>{LONG}</p>" * 40})
    before = print_volume(volume, tmp_path / "a.pdf")
    tight = replace(
        shops.SHOPS["home"], gutters=((before.report.pages - 2, 54.0), (99, 190.0)), blank_last=False, margin=40.0
    )
    monkeypatch.setitem(shops.SHOPS, "home", tight)
    after = print_volume(volume, tmp_path / "b.pdf")
    assert after.report.pages > before.report.pages
    assert letters_and_digits(after.text()) == letters_and_digits(before.text())
    recto = after.pages()[FRONT]
    assert min(x for x, _ in baselines(recto)) == pytest.approx(190, abs=2)
    assert print_volume(volume, tmp_path / "c.pdf").bytes == after.bytes


@pytest.mark.parametrize("shop", shops.SHOPS)
def test_each_shop_gets_what_it_asks_for(volume: Volume, tmp_path: Path, shop: shops.ShopName) -> None:
    printed = print_volume(volume, tmp_path / "shop.pdf", settings=PrintSettings(shop=shop))
    rules = shops.SHOPS[shop]
    said = printed.document.Root.Metadata.read_bytes().decode()
    assert all(value in said for value in STANDARDS[rules.standards[0]].xmp.values())
    assert printed.report.pages == len(printed.pages()) == rules.whole_pages(printed.report.pages - rules.blank_last)
    if rules.blank_last:
        assert not printed.pages()[-1].obj.Contents.read_bytes()


def test_a_book_without_a_shop_is_pdf_x_4(printed: Printed) -> None:
    assert printed.report.warnings == ()
    assert printed.document.Root.OutputIntents[0].DestOutputProfile.N == 4
    assert b"PDF/X-4" in printed.document.Root.Metadata.read_bytes()
