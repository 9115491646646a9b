"""The page list of the EPUB is that of its print edition: looked up in the two files, page by page."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from books import Built, run
from lxml import etree

from typeset.ledger import letters_and_digits

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
# The text block of the classic page, and the strip at its foot that holds the folio (points).
TEXT_BLOCK_PT = {"x": 0, "y": 61, "W": 432, "H": 508}
FOOT_PT = {"x": 0, "y": 572, "W": 432, "H": 40}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# So many letters of a page's top are looked for behind its mark.
TOP = 40
# The leader of a line of the printed contents, or the comma in an index; the folio behind it is not in the EPUB.
LEADER = re.compile(r"(?:\s\.){2,}|, \d")


@dataclass(frozen=True)
class PrintedPage:
    """A page as the PDF shows it: its folio, and the words of its text block."""

    folio: str
    text: str


def printed_pages(pdf: Path) -> list[PrintedPage]:
    """The pages in order; a folio that is not printed is counted on from the page before."""
    feet, blocks = (_texts(pdf, crop) for crop in (FOOT_PT, TEXT_BLOCK_PT))
    first = feet.index("1")
    pages = []
    for number, (foot, text) in enumerate(zip(feet, blocks, strict=True)):
        counted = ROMAN[number] if number < first else str(number - first + 1)
        assert foot in {"", counted}
        pages.append(PrintedPage(counted, text))
    return pages


def _texts(pdf: Path, crop: dict[str, int]) -> list[str]:
    options = [argument for name, value in crop.items() for argument in (f"-{name}", str(value))]
    done = subprocess.run(["pdftotext", "-raw", *options, str(pdf), "-"], capture_output=True, text=True, check=True)
    return [page.strip() for page in done.stdout.split("\f")[:-1]]


def marked_pages(epub: Path) -> dict[str, tuple[str, str]]:
    """By the page list's labels: the text right before the mark that it leads to, and all behind it in its document.

    The lists of the navigation document and of the NCX must say the same.
    """
    with zipfile.ZipFile(epub) as archive:
        bodies = {
            Path(name).name: etree.fromstring(archive.read(name)).find(f"{XHTML}body")
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
        ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
    (listed,) = (nav for nav in bodies["nav.xhtml"].iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == "page-list")
    links = [(link.text, link.get("href")) for link in listed.iter(f"{XHTML}a")]
    targets = [(t.findtext("{*}navLabel/{*}text"), t.find("{*}content").get("src")) for t in ncx.iter("{*}pageTarget")]
    assert targets == [(label, href) for label, href in links]
    pages = {}
    for label, href in links:
        name, _, id_ = href.partition("#")
        (mark,) = bodies[name].iterfind(f".//*[@id='{id_}']")
        assert mark.get("role") == "doc-pagebreak" and mark.get("aria-label") == label and not len(mark)
        before = "".join(mark.xpath("preceding-sibling::node()[1][self::text()]"))
        after = "".join(mark.xpath("following::text()"))
        pages[label] = before, after
    return pages


def test_the_words_at_the_top_of_each_printed_page_stand_behind_its_mark(built: Built) -> None:
    printed = printed_pages(built.pdf)
    marked = marked_pages(built.epub)
    # For print alone: the half-title, which is the first page, and the colophon, which is the last.
    with_words = [page for page in printed[1:-1] if letters_and_digits(page.text)]
    assert list(marked) == [page.folio for page in with_words]
    previous = ""
    for page in with_words:
        text = LEADER.split(page.text)[0]
        if previous.endswith(("-", "\N{HYPHEN}")):  # a word that began on the page before
            text = text.split(maxsplit=1)[1]
        top = letters_and_digits(text)[:TOP]
        assert letters_and_digits(marked[page.folio][1]).startswith(top), page.folio
        previous = page.text


def test_no_word_is_broken_by_a_mark(built: Built) -> None:
    for label, (before, after) in marked_pages(built.epub).items():
        assert not (before[-1:].isalnum() and after[:1].isalnum()), label


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("It was late, and nobody came.\n\nNobody wrote.\n", encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: T\npublisher: Pond\ndate: 2020-05-01\nstories: [a.txt]\n")
    return tmp_path


def test_without_a_print_edition_no_page_is_listed_and_none_claimed(small: Path) -> None:
    run(["build", str(small), "--epub"])
    with zipfile.ZipFile(small / "out" / "t.epub") as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if not name.endswith(".jpg"))
    for claim in ("pageBreak", "pageNavigation", "page-list", "pageList", "pagebreak"):
        assert claim not in text.replace("page-break-", ""), claim


def test_the_package_names_the_print_edition(small: Path) -> None:
    run(["build", str(small)])
    with zipfile.ZipFile(small / "out" / "t.epub") as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    meta = {m.get("property"): m.text for m in package.iter("{*}meta")}
    assert meta["pageBreakSource"] == "T, print edition (Pond, 2020)"
    features = [m.text for m in package.iter("{*}meta") if m.get("property") == "schema:accessibilityFeature"]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)
