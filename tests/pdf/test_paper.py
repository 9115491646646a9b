"""The width of a spine."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.errors import ManifestError
from typeset.pdf.paper import spine_width_pt
from typeset.shops import SHOPS, Paper, ShopName, parse_paper, stock_of


@pytest.mark.parametrize(
    ("pages", "paper", "shop", "inches"),
    [
        (200, "white", "kdp", 0.4504),
        (200, "cream", "kdp", 0.5),
        (200, None, "kdp", 0.5),
        (199, "cream", "kdp", 0.5),
        (200, "colour", "kdp", 0.4694),
        (444, "white", "lulu", 1.06),
        (508, 100.0, None, 1.0),
        (508, 100.0, "lulu", 1.06),
    ],
)
def test_the_width_of_a_spine(pages: int, paper: Paper | None, shop: ShopName | None, inches: float) -> None:
    assert spine_width_pt(pages, paper, shop) == pytest.approx(72 * inches)


def test_a_paper_that_the_shop_has_not() -> None:
    with pytest.raises(ManifestError, match="Amazon KDP has no paper “groundwood”; write cream, white, colour"):
        stock_of("groundwood", "kdp")


@pytest.mark.parametrize(("text", "paper"), [("Cream", "cream"), ("110um", 110.0), ("110 µm", 110.0)])
def test_papers_as_they_are_written(text: str, paper: Paper) -> None:
    assert parse_paper(text) == paper


@pytest.mark.parametrize("text", ["vellum", "5um", "0.1"])
def test_what_is_no_paper(text: str) -> None:
    with pytest.raises(ValueError, match="µm"):
        parse_paper(text)


def test_each_shop_is_whole() -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs" / "print-shops.md").read_text(encoding="utf-8")
    for name, shop in SHOPS.items():
        assert f"`{name}`" in manual
        assert all(paper in manual for paper in shop.papers)
        assert shop.papers and shop.standards
        assert shop.trims or shop.trim_range
        assert [most for most, _ in shop.gutters] == sorted(most for most, _ in shop.gutters)
        assert shop.gutters[-1][0] >= max(stock.most_pages for stock in shop.papers.values())
