"""Trim, bleed, marks, and blank pages at the end."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from typeset.pdf.press import Order, prepare

TWO = '<p style="break-after: page">one</p><p>two</p>'
BLEED = "@page { bleed: 9pt }"


def boxes(data: bytes) -> list[dict[str, list[float]]]:
    names = ("/MediaBox", "/BleedBox", "/TrimBox")
    with pikepdf.open(io.BytesIO(data)) as document:
        return [{name[1:]: [float(value) for value in page.obj[name]] for name in names} for page in document.pages]


@pytest.mark.parametrize("pages", [2, 3, 8])
def test_blank_pages_fill_up(drawn, pages: int) -> None:
    made = prepare(drawn(TWO), Order(pages=pages))[0]
    assert len(boxes(made)) == pages
    assert all(each == boxes(made)[0] for each in boxes(made))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert [len(page.obj.Contents.read_bytes()) > 0 for page in document.pages] == [True, True] + [False] * (
            pages - 2
        )


def test_bleed_goes_beyond_the_trim_but_for_the_spine(drawn) -> None:
    all_round = boxes(prepare(drawn(TWO, BLEED), Order(bleed_pt=9))[0])
    assert (
        all_round == [{"MediaBox": [-9, -9, 209, 309], "BleedBox": [-9, -9, 209, 309], "TrimBox": [0, 0, 200, 300]}] * 2
    )
    recto, verso = boxes(prepare(drawn(TWO, BLEED), Order(bleed_pt=9, bleeds_at_spine=False))[0])
    assert recto["MediaBox"] == recto["BleedBox"] == [0, -9, 209, 309]
    assert verso["MediaBox"] == verso["BleedBox"] == [-9, -9, 200, 309]


def test_marks_stand_outside_the_bleed_in_black_ink(drawn) -> None:
    made = prepare(drawn(TWO, BLEED), Order(bleed_pt=9, marks=True))[0]
    left, bottom, right, top = boxes(made)[0]["BleedBox"]
    media = boxes(made)[0]["MediaBox"]
    assert media == [-33, -33, 233, 333]
    with pikepdf.open(io.BytesIO(made)) as document:
        content = document.pages[0].obj.Contents[0].read_bytes().decode()
    assert "0 0 0 1 K\n0.25 w" in content
    lines = [tuple(map(float, line)) for line in re.findall(r"^(\S+) (\S+) m (\S+) (\S+) l S$", content, re.M)]
    assert len(lines) == 8
    for x, y, to_x, to_y in lines:
        assert x in (0, 200) or y in (0, 300), "a mark is in line with the trim"
        for at_x, at_y in ((x, y), (to_x, to_y)):
            assert not (left <= at_x <= right and bottom <= at_y <= top), "no mark within the bleed"
            assert media[0] < at_x < media[2] and media[1] < at_y < media[3]
