"""Sheets folded in arithmetic: whatever the binding, the folds and the section, the book reads in order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from numbered import HEIGHT, MM, WIDTH, Side, sides_of, write_book
from paper import cut, fold, printed, read, sections

from typeset.impose import ImposeSettings, impose

UPS = (2, 4, 8, 16)
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "imposing.md"
# Large enough for sixteen pages with what is trimmed and milled.
SHEET = f"{5 * WIDTH / MM:g}x{5 * HEIGHT / MM:g}mm"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("books")
    return {pages: write_book(folder / f"{pages}.pdf", pages) for pages in (61, 64, 128, 141)}


def imposed(book: Path, **settings: object) -> tuple[list[Side], tuple[int, ...]]:
    """The sides of the sheets, and the sizes of the sections."""
    asked = ImposeSettings(**{"sheet": SHEET, "marks": False, "paper_thickness_pt": 0.0, **settings})  # type: ignore[arg-type]
    report = impose(book, book.with_name("out.pdf"), asked)
    with pikepdf.open(report.path) as pdf:
        return sides_of(pdf), report.sections


def in_order(pages: int, places: int) -> list[int | None]:
    return [page if page <= pages else None for page in range(1, places + 1)]


@pytest.mark.parametrize(("binding", "pages"), [("sewn", 64), ("milled", 141)])
@pytest.mark.parametrize("up", UPS)
def test_sections_of_any_multiple_of_four_read_in_order(
    books: dict[int, Path], up: int, binding: str, pages: int
) -> None:
    for signature in range(4, 49, 4):
        for flip, trim in (("long", 0.0), ("short", 3 * MM)):
            sides, sizes = imposed(books[pages], up=up, binding=binding, signature=signature, flip=flip, trim_pt=trim)
            assert max(sizes) <= signature and all(size % 4 == 0 for size in sizes)
            bound = [leaf for section in sections(printed(sides, flip), sizes, up) for leaf in section]
            assert read(bound) == in_order(pages, sum(sizes)), f"{signature} pages, {flip} edge"
            assert sum(sizes) - pages < 4


@pytest.mark.parametrize("pages", [61, 128])
@pytest.mark.parametrize("up", UPS)
def test_one_section_for_the_saddle_reads_in_order(books: dict[int, Path], up: int, pages: int) -> None:
    for flip in ("long", "short"):
        sides, sizes = imposed(books[pages], up=up, binding="saddle", flip=flip)
        (section,) = sections(printed(sides, flip), sizes, up)
        assert read(section) == in_order(pages, pages + -pages % 4)


@pytest.mark.parametrize("pages", [61, 64, 141])
@pytest.mark.parametrize("up", UPS)
def test_piles_of_single_leaves_read_in_order(books: dict[int, Path], up: int, pages: int) -> None:
    for flip, milling in (("long", 0.0), ("short", 2 * MM)):
        sides, sizes = imposed(books[pages], up=up, binding="perfect", flip=flip, milling_pt=milling)
        assert sizes == ()
        # Each sheet from its front, row by row, from the left; it lies with its front down.
        sheets = [sorted(sheet, key=lambda leaf: (-round(leaf.y), -leaf.x)) for sheet in printed(sides, flip)]
        piles = zip(*sheets, strict=True)
        bound = [leaf.turned_over("x", 0) for pile in piles for leaf in pile]
        assert read(bound) == in_order(pages, 2 * len(bound))
        assert len(bound) - pages / 2 < up


@pytest.mark.parametrize("up", UPS)
def test_inner_leaves_are_moved_to_the_spine_by_what_lies_outside_them(books: dict[int, Path], up: int) -> None:
    thickness, milling = 0.2 * MM, 3 * MM
    sides, sizes = imposed(
        books[128], up=up, binding="milled", signature=28, paper_thickness_pt=thickness, trim_pt=3 * MM
    )
    for section in sections(printed(sides, "long"), sizes, up):
        for number, leaf in enumerate(section):
            depth = min(number, len(section) - 1 - number)
            for face in filter(None, (leaf.up, leaf.down)):
                assert face.spine_x == pytest.approx(milling - depth * thickness, abs=0.01)


def test_creep_may_be_given_as_a_whole(books: dict[int, Path]) -> None:
    sides, _ = imposed(books[64], binding="saddle", creep_pt=15.0)
    rectos = {page.number: page.at(0, 0)[0] for side in sides for page in side.pages if page.number % 2}
    moved = [before - behind for before, behind in pairwise(rectos[page] for page in range(1, 32, 2))]
    assert moved == pytest.approx([1.0] * 15, abs=0.01)  # sixteen leaves to the middle, fifteen steps


def in_the_manual(up: int) -> list[list[int]]:
    """The front of a sheet as docs/imposing.md shows it; below zero: on its head."""
    row = next(line for line in MANUAL.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {up} |"))
    cell = row.split("|")[4]
    return [
        [-int(word.removesuffix("↓")) if word.endswith("↓") else int(word) for word in line.split()]
        for line in cell.split("·")
    ]


@pytest.mark.parametrize("up", UPS)
def test_the_front_is_as_the_manual_shows_it(up: int, tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.pdf", 2 * up)
    sides, _ = imposed(book, up=up, signature=2 * up)
    rows: dict[int, list[tuple[float, int]]] = {}
    for page in sides[0].pages:
        x, y = page.at(WIDTH / 2, HEIGHT / 2)
        rows.setdefault(round(y), []).append((x, page.number if page.matrix[3] > 0 else -page.number))
    assert [[number for _, number in sorted(rows[y])] for y in sorted(rows, reverse=True)] == in_the_manual(up)


def test_an_octavo_is_laid_as_printers_have_always_laid_it() -> None:
    """The outer forme of a common octavo (Gaskell, A New Introduction to Bibliography, "Imposition")."""
    assert in_the_manual(8) == [[-5, -12, -9, -8], [4, 13, 16, 1]]


def test_paper_itself_folds_as_paper_does(books: dict[int, Path]) -> None:
    """The test's own paper: a wrong fold and a cut in the wrong place do not read in order."""
    sides, sizes = imposed(books[64], up=4, signature=8)
    sheet = printed(sides, "long")[0]
    assert read(fold(sheet, 4)) == list(range(1, 9))
    folded_wrongly = fold([leaf.turned_over("x", 0) for leaf in sheet], 4)
    assert [leaf.up and leaf.up.number for leaf in folded_wrongly] != [1, 3, 5, 7]
    assert [len(part) for part in cut(sheet, 4)] == [2, 2]
    (turned_wrongly, *_) = sections(printed(sides, "short"), sizes, 4)
    assert read(turned_wrongly) != list(range(1, 9))


def test_a_thin_last_section_shares_with_the_one_before(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.pdf", 36)
    assert imposed(book, signature=16)[1] == (16, 12, 8)
    assert imposed(write_book(tmp_path / "more.pdf", 40), signature=16)[1] == (16, 16, 8)
    assert imposed(write_book(tmp_path / "one.pdf", 1))[1] == (4,)
