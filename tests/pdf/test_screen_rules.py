"""PDF/UA-1, rule by rule: nothing is wrong with what we write, and each rule finds what is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from matterhorn import RULES, faults, type_of
from screens import odd_volume, screen_of
from tagged import Tagged, is_element, kids

from typeset.model import Volume


def test_nothing_is_wrong_by_any_rule(odd: tuple[Volume, Tagged]) -> None:
    assert faults(odd[1]) == []


# What a user's sheet may do to the way in which a page is painted.
SHEETS = {
    "groups": ".letter { opacity: .5 }",
    "moved": "li { position: relative; left: 2pt } h2 { transform: rotate(2deg); transform-origin: left }",
    "floats": ".postscript { float: right } em { float: footnote }",
    "boxes": "h2 { background: #eee; border: 1pt solid } p { outline: .5pt solid } .signature { visibility: hidden }",
    "generated": ".dateline::before { content: 'Of ' } p::first-line { font-style: italic }",
    "markers": "ul { list-style-position: inside } ol { list-style-type: upper-roman }",
    "columns": ".story { column-count: 2 }",
    "hyphens": "html { hyphenate-character: '=' }",
}


@pytest.mark.parametrize("css", SHEETS.values(), ids=SHEETS)
def test_nothing_is_wrong_whatever_a_sheet_asks_for(css: str, tmp_path: Path) -> None:
    assert faults(screen_of(odd_volume(), tmp_path / "s.pdf", css)) == []


def _replace(what: bytes, with_: bytes) -> Callable[[pikepdf.Pdf], None]:
    def spoil(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            data = page.Contents.read_bytes()
            if what in data:
                page.Contents.write(data.replace(what, with_, 1))
                return
        raise AssertionError(what)

    return spoil


def _first(file: pikepdf.Pdf, type_: str) -> pikepdf.Object:
    waiting = [file.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if type_of(element) == type_:
            return element
        waiting += [kid for kid in reversed(kids(element)) if is_element(kid)]
    raise AssertionError(type_)


def _drop(type_: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: _first(file, type_).__delitem__(key)


def _set(type_: str, key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: _first(file, type_).__setitem__(key, value)


def _of_root(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: file.Root.__setitem__(key, value)


def _annotation(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def spoil(file: pikepdf.Pdf) -> None:
        page = next(page for page in file.pages if "/Annots" in page)
        page.Annots[0][key] = value

    return spoil


def _font(file: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(file.pages[0].Resources.Font.values()))


def _without_tab_order(file: pikepdf.Pdf) -> None:
    del next(page for page in file.pages if "/Annots" in page).obj["/Tabs"]


def _lose_a_character(file: pikepdf.Pdf) -> None:
    font = _font(file)
    font.ToUnicode.write(re.sub(rb"<[0-9a-f]{4}> <006f>\n", b"", font.ToUnicode.read_bytes()))


def _misplace(file: pikepdf.Pdf) -> None:
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    run = next(each for each in numbers[1::2] if isinstance(each, pikepdf.Array) and len(each) > 3)
    run[0] = run[len(run) - 1]


SPOILED: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "an artifact that is tagged": ("01 all content", _replace(b"/Artifact", b"/Span <</MCID 990>> BDC /Artifact")),
    "content without a mark": ("01 all content", _replace(b"BT\n", b"EMC\nBT\n")),
    "a mark of another element": ("01 each mark", _misplace),
    "suspect": ("01-007", _of_root("/MarkInfo", pikepdf.Dictionary(Marked=True, Suspects=True))),
    "no standard type": ("02", _set("BlockQuote", "/S", pikepdf.Name.Letter)),
    "a standard type remapped": (
        "02",
        lambda file: file.Root.StructTreeRoot.__setitem__("/RoleMap", pikepdf.Dictionary(P=pikepdf.Name.Div)),
    ),
    "no claim": ("06", lambda file: file.Root.Metadata.write(file.Root.Metadata.read_bytes().replace(b"uaid:", b"x:"))),
    "the title not shown": ("07", _of_root("/ViewerPreferences", pikepdf.Dictionary())),
    "a row in no table": ("09", _set("Table", "/S", pikepdf.Name.Div)),
    "a list of paragraphs": ("09", _set("LI", "/S", pikepdf.Name.P)),
    "a character that nobody knows": ("10", _lose_a_character),
    "no language": ("11", lambda file: file.Root.__delitem__("/Lang")),
    "a picture that nobody describes": ("13", _drop("Figure", "/Alt")),
    "a level left out": ("14", _set("H2", "/S", pikepdf.Name.H3)),
    "a heading of nothing": ("15", _drop("TH", "/A")),
    "a note without a name": ("19", _set("BlockQuote", "/S", pikepdf.Name.Note)),
    "a script": ("20 to 26", _of_root("/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript))),
    "a link that is no Link": ("28", _set("Link", "/S", pikepdf.Name.Span)),
    "a link without a name": ("28", _annotation("/Contents", "")),
    "a link that leads nowhere": ("no dead link", _annotation("/Dest", "gone")),
    "no tab order": ("28", _without_tab_order),
    "a font that is not embedded": (
        "31",
        lambda file: _font(file).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
    ),
    "widths that are none": (
        "31",
        lambda file: _font(file).DescendantFonts[0].W[1].__setitem__(0, 1),
    ),
}


@pytest.mark.parametrize(("rule", "spoil"), SPOILED.values(), ids=SPOILED)
def test_each_rule_can_fail(
    rule: str, spoil: Callable[[pikepdf.Pdf], None], odd: tuple[Volume, Tagged], tmp_path: Path
) -> None:
    path = tmp_path / "spoiled.pdf"
    with pikepdf.open(str(odd[1].pdf.filename)) as file:
        spoil(file)
        file.save(path)
    spoiled = Tagged(path)
    found = {name for name, check in RULES.items() if name.startswith(rule) and list(check(spoiled))}
    assert found


def test_every_rule_is_tried() -> None:
    tried = {rule for rule, _ in SPOILED.values()}
    assert [rule for rule in RULES if not rule.startswith(tuple(tried))] == []
