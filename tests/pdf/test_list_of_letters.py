"""The list of letters on paper: the folio of each is that of its page, on the grid and within the measure."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from specimens import LONG, Printed, baselines, bind, print_volume

from typeset.pdf.settings import MARGINS_PT

# Half-title, blank, title page, copyright, contents, blank.
FRONT = 6
PEOPLE = ("Ruth Vane", "Abel Quay", "The Harbour-Master of Upper Hollin", "Mrs. Oke", "Piers Tarrant-Leigh", "Ida")


def between(number: int) -> tuple[str, str]:
    return PEOPLE[number % 6], PEOPLE[(number + 1 + number // 12) % 6]


def letter(number: int) -> str:
    """A letter of one word that the book has once, from one of the people to the next."""
    sender, recipient = between(number)
    return (
        f'<blockquote class="letter" data-sender="{sender}" data-recipient="{recipient}" data-date="{number} May 1911">'
        f"<p>Wordmark{number:02}. {LONG}</p></blockquote><p>{LONG}</p><p>{LONG}</p>"
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    stories = {
        f"The {ordinal} Ledger": f"<p>{LONG}</p>" + "".join(letter(n) for n in range(at, at + 12))
        for ordinal, at in (("Black", 1), ("Blue", 13))
    }
    return print_volume(bind(stories), tmp_path_factory.mktemp("list") / "list.pdf")


def list_pages(book: Printed) -> list[int]:
    pages = range(FRONT + 1, book.report.pages + 1)
    first = next(n for n in pages if book.text(n, n).startswith("Letters"))
    return [n for n in range(first, book.report.pages) if book.text(n, n).strip()]


def page_of(book: Printed, number: int) -> int:
    return next(n - FRONT for n in range(FRONT + 1, 99) if f"Wordmark{number:02}" in book.text(n, n))


def test_each_entry_has_the_folio_of_its_letter(book: Printed) -> None:
    text = "".join(book.text(n, n) for n in list_pages(book))
    entries = re.findall(r"(\d+) May 1911[\s.]+(\d+)", text.partition("Correspondents")[0])
    assert [int(number) for number, _ in entries] == list(range(1, 25))
    assert [int(folio) for _, folio in entries] == [page_of(book, int(number)) for number, _ in entries]


def test_the_index_has_the_first_page_in_each_story(book: Printed) -> None:
    text = " ".join("".join(book.text(n, n) for n in list_pages(book)).split())
    index = text.partition("Correspondents")[2]
    found = [n for n in range(1, 25) if between(n) == ("Ida", "Ruth Vane")]
    black, blue = [n for n in found if n < 13], [n for n in found if n > 12]
    assert len(black) > 1 and not blue, "the case has several in one story"
    assert f"to Ruth Vane, {page_of(book, black[0])} ff." in index.replace("\u00a0", " ")
    assert "May" not in index, "the words of the links are the e-book's"
    order = ("Abel Quay", "The Harbour-Master", "Ida", "Mrs. Oke", "Piers", "Ruth Vane")
    assert sorted(order, key=lambda name: re.search(rf"{name}[\w -]* (?:to|from)", index).start()) == list(order)


def test_it_stands_on_the_grid_and_within_the_measure(book: Printed) -> None:
    _, top, _, _ = MARGINS_PT
    first = 7 + 0.3545 * 11
    for number in list_pages(book):
        for _, y in baselines(book.pages()[number - 1]):
            lines = (y - top - first) / 14
            assert not -0.5 < lines < 36 or abs(lines - round(lines)) * 14 < 0.06
        left = 54 if number % 2 else 66
        command = ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), str(book.path), "-"]
        words = etree.fromstring(subprocess.run(command, check=True, capture_output=True).stdout)
        ends = [float(word.get("xMax") or 0) for word in words.iter("{*}word")]
        assert max(ends) < left + 312 + 0.5


def test_paper_has_no_links(book: Printed) -> None:
    assert not any("/Annots" in page.obj for page in book.pages())


def test_no_list_no_page(tmp_path: Path) -> None:
    two = {"The Red Ledger": f"<p>{LONG}</p>{letter(1)}{letter(2)}"}
    printed = print_volume(bind(two), tmp_path / "none.pdf")
    assert not any(printed.text(n, n).startswith("Letters") for n in range(1, printed.report.pages + 1))
