"""What is on a sheet beside the pages, and what the file keeps of the book's."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time

import pikepdf
import pytest
from numbered import HEIGHT, MM, WIDTH, Side, page_of, sides_of, write_book
from pikepdf import Array, Dictionary, Name

from typeset.errors import TypesetError
from typeset.impose import ImposeSettings, impose

Imposer = Callable[..., list[Side]]


@pytest.fixture
def imposed(tmp_path: Path) -> Imposer:
    """Impose a book of numbers and look at the sides of its sheets."""

    def run(pages: int = 64, bleed: float = 0.0, slug: float = 0.0, **settings: object) -> list[Side]:
        book = write_book(tmp_path / "book.pdf", pages, bleed=bleed, slug=slug)
        impose(book, tmp_path / "out.pdf", ImposeSettings(**settings))  # type: ignore[arg-type]
        with pikepdf.open(tmp_path / "out.pdf") as pdf:
            return sides_of(pdf)

    return run


def test_folds_are_dashed_and_trims_are_not(imposed: Imposer) -> None:
    side = imposed(sheet="a3", trim_pt=3 * MM)[0]
    middle = side.width / 2
    upright = [(start[0], dash) for start, end, dash in side.lines if start[0] == end[0]]
    assert {dash for x, dash in upright if abs(x - middle) < 0.1} == {"3 2"}
    trims = sorted({round(x - middle, 1) for x, dash in upright if not dash})
    assert trims == pytest.approx([-WIDTH, WIDTH], abs=0.1)
    level = {round(start[1] - side.height / 2, 1) for start, end, dash in side.lines if start[1] == end[1]}
    assert sorted(level) == pytest.approx([-HEIGHT / 2, HEIGHT / 2], abs=0.1)


def test_cuts_stand_where_a_sheet_is_parted(imposed: Imposer) -> None:
    """Sections of 12 pages by four on a side: a sheet each, and halves of one that is cut across."""
    sides = imposed(pages=24, up=4, sheet="a3", signature=12, trim_pt=0.0)
    across = [
        {dash for start, end, dash in side.lines if start[1] == end[1] and abs(start[1] - side.height / 2) < 0.1}
        for side in (sides[0], sides[4])
    ]
    assert across == [{"3 2"}, {""}]


@pytest.mark.parametrize("up", [2, 4, 8])
@pytest.mark.parametrize("binding", ["sewn", "milled", "perfect"])
def test_no_mark_is_on_a_page(imposed: Imposer, binding: str, up: int) -> None:
    for side in imposed(binding=binding, up=up, sheet="sra3" if up < 8 else "600x600mm", trim_pt=2 * MM):
        for start, end, _ in side.lines:
            for page in side.pages:
                left, bottom, right, top = page.clip
                for x, y in (start, end):
                    assert not (left - 1 < x < right + 1 and bottom - 1 < y < top + 1)
                    assert 0 <= x <= side.width and 0 <= y <= side.height


def test_the_bars_of_the_sections_make_a_stair_on_the_fold(imposed: Imposer) -> None:
    sides = imposed(pages=64, sheet="a3", up=4)
    bars = [(side.bars, 2 * number) for number, side in enumerate(sides[::2]) if side.bars]
    assert len(bars) == 4 and not any(side.bars for side in sides[1::2])
    heads = []
    for ((left, bottom, right, top),), number in bars:
        first = min(sides[number].pages, key=lambda page: page.number)
        (spine, head), (_, tail) = first.at(0, HEIGHT), first.at(0, 0)
        assert (left + right) / 2 == pytest.approx(spine, abs=0.01)
        assert tail < bottom < top < head
        heads.append(head - top)
    steps = [later - before for before, later in pairwise(heads)]
    assert steps == pytest.approx([5 * MM] * 3, abs=0.01)


def test_the_stair_begins_anew_at_the_tail(imposed: Imposer) -> None:
    """Sections enough for two stairs: no bar leaves its page."""
    for side in imposed(pages=200, signature=4)[::2]:
        ((_, bottom, _, top),) = side.bars
        assert (side.height - HEIGHT) / 2 < bottom < top < (side.height + HEIGHT) / 2


def test_a_sheet_says_its_name(imposed: Imposer) -> None:
    sides = imposed(pages=32, sheet="a3")
    assert sides[9].words == ("sheet 5 of 8, back · section 2",)
    assert imposed(pages=32, sheet="a3", binding="saddle")[0].words == ("sheet 1 of 8, front",)


def test_without_marks_there_are_pages_alone(imposed: Imposer) -> None:
    for side in imposed(sheet="a3", marks=False):
        assert (side.lines, side.bars, side.words) == ((), (), ())


def test_bleed_is_printed_but_never_over_a_neighbour(imposed: Imposer) -> None:
    bleed = 3 * MM
    for side in imposed(sheet="a3", up=4, bleed=bleed, slug=20.0):
        boxes = [page.clip for page in side.pages]
        assert all(right - left == pytest.approx(WIDTH + bleed, abs=0.01) for left, _, right, _ in boxes)
        assert all(top - bottom == pytest.approx(HEIGHT + 2 * bleed, abs=0.01) for _, bottom, _, top in boxes)
        for one in boxes:
            for other in boxes:
                apart = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
                assert one is other or apart or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01


def test_the_file_asks_for_its_actual_size_and_the_edge(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.pdf", 8)
    report = impose(book, None, ImposeSettings(flip="short"))
    assert report.path == tmp_path / "book-imposed.pdf"
    with pikepdf.open(report.path) as pdf:
        asked = pdf.Root.ViewerPreferences
        assert (asked.PrintScaling, asked.Duplex) == (Name("/None"), Name.DuplexFlipShortEdge)
        assert str(pdf.docinfo["/Title"]) == "A Book of Numbers"


def test_pages_keep_their_content_and_share_what_they_shared(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.pdf", 30)
    with pikepdf.open(book) as pdf:
        pdf.Root.Names, pdf.Root.Outlines = Dictionary(), Dictionary()
        before = [page.Contents.read_raw_bytes() for page in pdf.pages]
        pdf.save(tmp_path / "linked.pdf")
    impose(tmp_path / "linked.pdf", tmp_path / "out.pdf", ImposeSettings(marks=False))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        forms = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
        assert sorted(form.read_raw_bytes() for form in forms) == sorted(before)
        assert len({form.Resources.Font.F.objgen for form in forms}) == 1
        assert not {"/Names", "/Outlines", "/PageLabels", "/Metadata"} & set(pdf.Root.keys())


def test_pages_that_are_written_in_other_ways(tmp_path: Path) -> None:
    """On its side, its box from the upper right, in parts, with another page's content, at half the unit, empty."""
    with pikepdf.open(write_book(tmp_path / "book.pdf", 4)) as pdf:
        first, second, third, fourth = pdf.pages
        first.obj.MediaBox, first.obj.Rotate = Array([0, 0, HEIGHT, WIDTH]), 90
        first.obj.TrimBox = first.obj.BleedBox = Array([0, 0, HEIGHT, WIDTH])
        second.obj.TrimBox = Array([WIDTH, HEIGHT, 0, 0])
        third.obj.Contents = Array([third.obj.Contents, pdf.make_stream(b" ")])
        shared = page_of(pdf, "", fourth.obj.Resources.Font.F, (WIDTH / 2, HEIGHT / 2))
        shared.obj.Contents, shared.obj.UserUnit = fourth.obj.Contents, 2
        pdf.pages.append(shared)
        empty = page_of(pdf, "", fourth.obj.Resources.Font.F, (WIDTH, HEIGHT))
        del empty.obj.Contents
        pdf.pages.append(empty)
        pdf.save(tmp_path / "odd.pdf")
    impose(tmp_path / "odd.pdf", tmp_path / "out.pdf", ImposeSettings(marks=False, paper_thickness_pt=0))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        sides = sides_of(pdf)
    assert sorted(page.number for side in sides for page in side.pages) == [1, 2, 3, 4, 4]
    corners = {
        1: ((HEIGHT, 0), (0, WIDTH)),
        2: ((0, 0), (WIDTH, HEIGHT)),
        3: ((0, 0), (WIDTH, HEIGHT)),
    }
    for page in (page for side in sides for page in side.pages if page.number < 4):
        places = [page.at(*corner) for corner in corners[page.number]]
        (x0, y0), (x1, y1) = sorted(places)
        assert (x1 - x0, abs(y1 - y0)) == pytest.approx((WIDTH, HEIGHT), abs=0.01)
        assert page.clip == pytest.approx((x0, min(y0, y1), x1, max(y0, y1)), abs=0.01)


def test_the_guide_comes_first_on_a_sheet_of_its_own(imposed: Imposer) -> None:
    plain = imposed(pages=61, up=4, sheet="a3", signature=12)
    guided = imposed(pages=61, up=4, sheet="a3", signature=12, guide=True)
    assert guided[2:] == plain and guided[1] == Side(plain[0].width, plain[0].height, (), (), (), ())
    said = " ".join(guided[0].words)
    for words in (
        "over the long edge",
        "the upper half down over the lower",
        "the last",
        "Sew",
        "12",
        "page 2",
        "sheet 7, front",
    ):
        assert words.lower() in said.lower()


@pytest.mark.parametrize("binding", ["saddle", "sewn", "milled", "perfect"])
@pytest.mark.parametrize("up", [2, 16])
def test_the_guide_stays_on_its_sheet(imposed: Imposer, binding: str, up: int) -> None:
    side = imposed(pages=300, binding=binding, up=up, guide=True, sheet="a4", scale=True)[0]
    assert side.words
    for start, end, _ in side.lines:
        for x, y in (start, end):
            assert 0 <= x <= side.width and 0 <= y <= side.height


def test_the_same_book_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = write_book(tmp_path / "book.pdf", 40)
    impose(book, tmp_path / "one.pdf", ImposeSettings(guide=True))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    (tmp_path / "elsewhere").mkdir()
    impose(book, tmp_path / "elsewhere" / "two.pdf", ImposeSettings(guide=True))
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "elsewhere" / "two.pdf").read_bytes()


def test_a_novel_is_imposed_in_half_a_second(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.pdf", 350)
    begun = process_time()
    impose(book, tmp_path / "out.pdf", ImposeSettings(guide=True))
    assert process_time() - begun < 0.5


def test_pages_may_be_made_smaller_if_that_is_asked(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.pdf", 8)
    settings = {"sheet": "130x130mm", "marks": False, "paper_thickness_pt": 0.0}
    with pytest.raises(TypesetError, match="70 mm too wide and 20 mm too high"):
        impose(book, tmp_path / "out.pdf", ImposeSettings(**settings))  # type: ignore[arg-type]
    assert not (tmp_path / "out.pdf").exists()
    report = impose(book, tmp_path / "out.pdf", ImposeSettings(scale=True, **settings))  # type: ignore[arg-type]
    assert report.scale == pytest.approx(0.65)
    with pikepdf.open(report.path) as pdf:
        (page, *_), *_ = (side.pages for side in sides_of(pdf))
    assert page.matrix[0] == pytest.approx(0.65)
