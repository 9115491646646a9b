"""How thick a book is: the width of its spine by its pages, its paper and its shop.

Enters: a number of pages, a paper, a shop.  Leaves: points.  Never rounds.
"""

from __future__ import annotations

from typeset.shops import SHOPS, Paper, ShopName, stock_of


def spine_width_pt(pages: int, paper: Paper | None = None, shop: ShopName | None = None) -> float:
    """The width of a paperback's spine in points: the pages, and what the shop adds for the cover.

    pages: all of them, blank ones too; an odd number is that of the leaves it takes.  paper: a stock's name, or the
    thickness of a leaf in µm; None for the shop's usual stock.  shop: None for a printer at home.
    Raises ManifestError where the shop has no such paper.
    """
    leaves = (pages + 1) // 2
    return 2 * leaves * stock_of(paper, shop).page_pt + SHOPS[shop or "home"].cover_pt
