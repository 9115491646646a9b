"""The numbers of pages; where pages begin is looked up in whole books (tests/build/test_page_list.py)."""

from __future__ import annotations

import pytest

from typeset.pdf.page_map import roman


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (1994, "mcmxciv")]
)
def test_a_roman_numeral(number: int, numeral: str) -> None:
    assert roman(number) == numeral
