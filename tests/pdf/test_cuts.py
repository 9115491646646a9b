"""Cuts: WeasyPrint still has what they take the place of, and the pages are the same without them."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from specimens import STORIES, bind, print_volume

from typeset.pdf import PrintSettings, cuts
from typeset.pdf.compose import compose

# Sheets that ask for what a style alone cannot tell: parts of a measure, boxes that stretch, pages by their number.
ASKING = """
@page { @top-left { content: counter(page) "/" counter(pages); width: 20% } }
@page :nth(2n) { margin-top: 9% } @page :first { margin-left: 20% } @page :nth(3) { background: device-cmyk(0 0 0 .1) }
@page body:nth(2 of body) { @bottom-center { content: "second " counter(page); border: 1pt solid } }
@page :left { @bottom-left { content: "verso"; padding: 2%; color: device-cmyk(0 0 0 .5) } }
.letter { width: 80%; min-width: 10vw; background: device-cmyk(0 0 0 .2); border-radius: 4pt; padding: 1% }
.note { box-sizing: border-box; width: 150pt; height: 60pt; border: 2pt solid; border-radius: 3pt; padding: 5pt }
.telegram { box-shadow: 2pt 2pt device-cmyk(0 0 0 1); visibility: hidden }
.messages ol { display: flex; flex-direction: column } .messages li { display: grid }
table { border-collapse: collapse } td { border: 1pt solid; padding: 4% } em { background: device-cmyk(0 0 0 .3) }
.story > p:nth-child(3)::first-letter { font-size: 2em } .story > p:nth-child(4)::first-line { font-size: 1.2em }
"""


def contents_of(path: Path) -> list[tuple[bytes, list[float]]]:
    """What each page shows, and its size."""
    with pikepdf.open(path) as pdf:
        return [(page.Contents.read_bytes(), [float(edge) for edge in page.MediaBox]) for page in pdf.pages]


@pytest.mark.parametrize("cut", cuts.CUTS, ids=lambda cut: cut.name)
def test_weasyprint_still_has_what_is_cut_short(cut: cuts.Cut) -> None:
    assert attrgetter(cut.name)(importlib.import_module(cut.module))


@pytest.mark.parametrize("own", ["", ASKING], ids=["our sheets", "a sheet that asks for more"])
def test_the_pages_are_the_same_the_plain_way(own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    volume = bind(STORIES)
    print_volume(volume, tmp_path / "cut.pdf", own)
    monkeypatch.setattr("typeset.pdf.printing.CUTS", ())
    print_volume(volume, tmp_path / "plain.pdf", own)
    short, plain = contents_of(tmp_path / "cut.pdf"), contents_of(tmp_path / "plain.pdf")
    assert len(short) > 10 and short == plain


def test_a_document_is_read_as_an_html_parser_would_read_it() -> None:
    from weasyprint import HTML

    markup, _ = compose(bind(STORIES), PrintSettings().on_grid())
    as_html = etree.tostring(etree.fromstring(markup), method="html", encoding="unicode")
    known = HTML(string="<!DOCTYPE html>" + as_html).etree_element
    read = cuts.document_of(markup, None).etree_element
    assert [(each.tag, each.attrib, each.text, each.tail) for each in read.iter()] == [
        (each.tag, each.attrib, each.text, each.tail) for each in known.iter()
    ]
    assert read.find(".//table/tbody/tr") is not None


def test_what_is_not_there_is_not_cut() -> None:
    from weasyprint.layout import page, percent

    before = page.set_page_type_computed_styles, percent.resolve_percentages
    gone = cuts.Cut(
        "weasyprint.layout.page", "gone_in_a_new_version", lambda plain: pytest.fail("there is no such name")
    )
    with cuts.cut_short((gone, cuts.CUTS[1])):
        assert page.set_page_type_computed_styles is before[0]
        assert percent.resolve_percentages is page.resolve_percentages is not before[1]
    assert (page.set_page_type_computed_styles, percent.resolve_percentages) == before


def test_pages_of_one_kind_share_their_styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[object] = []

    def counted(plain: cuts.Function) -> cuts.Function:
        def count(*arguments: object) -> None:
            computed.append(arguments[0])
            plain(*arguments)

        return cuts._page_styles(count)

    counting = cuts.CUTS[0]._replace(shortened=counted)
    monkeypatch.setattr("typeset.pdf.printing.CUTS", (counting, *cuts.CUTS[1:]))
    blocks = "".join(STORIES.values()) * 2
    printed = print_volume(bind({"One": blocks, "Two": blocks}), tmp_path / "book.pdf")
    kinds = len(computed)
    longer = print_volume(bind({"One": blocks * 2, "Two": blocks * 2}), tmp_path / "longer.pdf")
    assert longer.report.pages > printed.report.pages + 8
    assert len(computed) - kinds <= kinds < printed.report.pages


def in_a_new_process(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_weasyprint_is_imported_without_a_compiler_and_without_what_only_other_faces_need() -> None:
    program = """
import subprocess, sys
subprocess.Popen = None
from typeset.pdf.cuts import LATER, import_weasyprint
import_weasyprint()
from weasyprint.pdf.fonts import subset
print([name in sys.modules for name in LATER], type(subset.Options(retain_gids=True)).__module__)
"""
    if sys.platform != "linux":
        pytest.skip("the names of libraries are another system's")
    assert in_a_new_process(program) == "[False, False] fontTools.subset"


def test_where_no_library_is_found_it_is_imported_the_plain_way() -> None:
    program = """
import cffi, ctypes.util
found, plain = cffi.FFI.dlopen, ctypes.util.find_library
def dlopen(self, name, flags=0):
    if name and ctypes.util.find_library is not plain:
        raise OSError(name)
    return found(self, name, flags)
cffi.FFI.dlopen = dlopen
from typeset.pdf.cuts import import_weasyprint
import_weasyprint()
from weasyprint.text.ffi import pango
print(ctypes.util.find_library is plain, pango.pango_version() > 0)
"""
    assert in_a_new_process(program) == "True True"


@pytest.fixture(autouse=True)
def closed_again() -> Iterator[None]:
    yield
    from weasyprint.layout import percent

    assert percent.resolve_percentages.__module__ == percent.__name__
