"""The printed page: margins that follow the trim, the type and the thickness of the book."""

from __future__ import annotations

import pytest

from typeset.errors import BuildError
from typeset.pdf import PrintSettings
from typeset.pdf.settings import limits
from typeset.shops import ShopName


def test_the_page_of_the_design() -> None:
    page = PrintSettings().on_grid()
    assert page.margins_pt == (54, 62, 66, 82)
    assert (page.measure_pt, page.lines, page.characters(44)) == (312, 36, 44)


def test_a_large_setting_has_thirty_four_lines() -> None:
    page = PrintSettings(font_size_pt=11.5, leading_pt=15).on_grid()
    assert page.margins_pt == (54, 62, 66, 76)
    assert (page.measure_pt, page.lines) == (312, 34)


@pytest.mark.parametrize(("width", "height"), [(306.0, 495.0), (419.5, 595.3), (396.0, 612.0), (499.0, 709.0)])
def test_margins_follow_the_trim(width: float, height: float) -> None:
    page = PrintSettings(trim_width_pt=width, trim_height_pt=height).on_grid()
    assert page.margins_pt is not None
    inner, top, outer, bottom = page.margins_pt
    assert inner / outer == pytest.approx(54 / 66, abs=0.03)
    assert top / height == pytest.approx(62 / 648, abs=0.002)
    assert abs(bottom - height * 82 / 648) <= 7.5
    assert top + page.lines * 14 + bottom == pytest.approx(height)


def test_no_line_is_longer_than_can_be_read() -> None:
    page = PrintSettings(trim_width_pt=595, trim_height_pt=842).on_grid()
    assert page.measure_em == pytest.approx(30)
    assert page.margins_pt is not None
    assert page.margins_pt[0] < page.margins_pt[2], "the outer margin stays the wider"


def test_margins_of_the_user_stay() -> None:
    page = PrintSettings(trim_width_pt=595, margins_pt=(40, 50, 40, 60)).on_grid()
    assert page.margins_pt is not None
    assert page.margins_pt[:3] == (40, 50, 40)
    assert 60 <= page.margins_pt[3] < 74
    assert page.measure_pt == 515


@pytest.mark.parametrize(
    ("width", "pages", "shift"),
    [(432, 96, 0), (432, 700, 0), (432, 702, 9), (432, 2000, 9), (306, 150, 0), (306, 400, 7), (306, 640, 16)],
)
def test_the_gutter_follows_the_number_of_pages(width: float, pages: int, shift: float) -> None:
    assert PrintSettings(trim_width_pt=width).gutter_shift_pt(pages) == shift


def test_the_gutter_of_the_user_stays() -> None:
    assert PrintSettings(margins_pt=(30, 62, 66, 82)).gutter_shift_pt(900) == 0


def test_a_page_without_room_is_a_fault_of_the_settings() -> None:
    with pytest.raises(BuildError, match="margins leave"):
        PrintSettings(trim_height_pt=100).on_grid()


@pytest.mark.parametrize(
    ("shop", "pages", "inner"),
    [("kdp", 828, 63), (None, 702, 63), ("lulu", 96, 54), ("lulu", 400, 72), ("ingramspark", 1000, 54)],
)
def test_the_gutter_is_that_of_the_shop(shop: ShopName | None, pages: int, inner: float) -> None:
    page = PrintSettings(shop=shop)
    margins = page.on_grid(pages).margins_pt
    assert margins is not None
    assert margins[0] + page.gutter_shift_pt(pages) == inner
    assert page.on_grid(pages).measure_pt == 312, "pages move before lines become narrower"


def test_lines_become_narrower_where_no_outer_margin_would_be_left() -> None:
    page = PrintSettings(shop="lulu")
    assert page.on_grid(720).margins_pt == (90, 62, pytest.approx(39.6), 82)
    assert page.on_grid(720).measure_pt == pytest.approx(302.4)
    assert page.gutter_shift_pt(720) == 0
    assert page.on_grid(9999).margins_pt == page.on_grid(720).margins_pt, "too thick for the shop: its widest gutter"


@pytest.mark.parametrize(
    ("shop", "pages", "multiple", "whole"),
    [(None, 25, 2, 26), (None, 26, 2, 26), (None, 25, 16, 32), ("kdp", 27, 4, 28), ("ingramspark", 26, 2, 28),
     ("ingramspark", 25, 2, 26), (None, 9, 3, 12)],
)  # fmt: skip
def test_pages_make_whole_sheets(shop: ShopName | None, pages: int, multiple: int, whole: int) -> None:
    assert PrintSettings(shop=shop).rules.whole_pages(pages, multiple) == whole


def test_limits_of_a_shop_are_told() -> None:
    assert not list(limits(PrintSettings(shop="kdp"), 776))
    assert list(limits(PrintSettings(shop="kdp"), 20)) == ["Amazon KDP binds books from 24 pages on; this has 20"]
    assert list(limits(PrintSettings(shop="kdp"), 800)) == [
        "Amazon KDP binds at most 776 pages of this paper; this book has 800"
    ]
    assert not list(limits(PrintSettings(shop="kdp", paper="white"), 800))
    assert list(limits(PrintSettings(margins_pt=(30, 62, 66, 82)), 320)) == [
        "the inner margin is 30 pt; a printer at home asks for 45 pt in a book of 320 pages"
    ]
