"""The main job, from manuscripts to books: no word lost on the way, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from books import Built, run
from lxml import etree

from typeset.ledger import letters_and_digits
from typeset.model import text_of, xhtml
from typeset.titles import slug

# The text block of the classic page: what stands above and below it are running heads and folios (points).
TEXT_BLOCK_PT = {"x": 0, "y": 61, "W": 432, "H": 508}


def test_out_holds_the_two_books_and_nothing_else_at_its_top(built: Built) -> None:
    assert {path.name for path in built.epub.parent.iterdir()} == {built.epub.name, built.pdf.name, "extras"}


def test_all_lines_stand_on_the_grid_and_nothing_is_told(built: Built) -> None:
    assert not re.search(r"\b[A-Z]-\d{3}\b", built.said), built.said


def test_the_epub_holds_every_word_in_order(built: Built) -> None:
    with zipfile.ZipFile(built.epub) as book:
        names = sorted((n for n in book.namelist() if "/story-" in n), key=lambda n: [int(p) for p in _numbers(n)])
        bodies = [etree.fromstring(book.read(name)).find(xhtml("body")) for name in names]
    found = []
    for body in bodies:
        assert body is not None
        for header in body.findall(f"{xhtml('section')}/{xhtml('header')}"):
            header.clear()
        for line in body.iterfind(f".//{xhtml('p')}[@class='thread']"):
            line.clear(keep_tail=True)
        found.append(letters_and_digits(text_of(body)))
    assert "".join(found) == "".join(built.words)


def test_the_fonts_of_the_epub_are_light(built: Built) -> None:
    with zipfile.ZipFile(built.epub) as book:
        sizes = {entry.filename: entry.file_size for entry in book.infolist() if "/fonts/" in entry.filename}
    assert sum(sizes.values()) <= 100_000, sizes


def _numbers(name: str) -> list[str]:
    return [part for part in Path(name).stem.split("-") if part.isdigit()]


def test_the_pdf_holds_every_word_in_order(built: Built) -> None:
    crop = [argument for name, value in TEXT_BLOCK_PT.items() for argument in (f"-{name}", str(value))]
    command = ["pdftotext", "-raw", *crop, str(built.pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    printed = letters_and_digits(done.stdout)
    at = 0
    for words in built.words:
        found = printed.find(words, at)
        assert found >= 0, _first_difference(words, printed, at)
        at = found + len(words)


def _first_difference(words: str, printed: str, at: int) -> str:
    """Where the longest beginning of `words` that is printed ends."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if printed.find(words[:middle], at) >= 0 else (low, middle - 1)
    return f"after …{words[max(0, low - 60) : low]}, not followed by {words[low : low + 60]}…"


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The gate was open.\n", encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: T\nstories: [a.txt]\n", encoding="utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    run(["build", str(tmp_path)], TMPDIR=str(scratch))
    assert (tmp_path / "out" / "t.pdf").exists() and not list(scratch.iterdir())


def test_the_same_bytes(built: Built, tmp_path: Path) -> None:
    """Another day, zone, locale, folder, user's home and hash seed; the same files."""
    home = tmp_path / "home"
    home.mkdir()
    run(
        ["build", os.path.relpath(built.manifest), "--out", str(tmp_path / "deep" / "out")],
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        HOME=str(home),
        PYTHONHASHSEED="7",
        COLUMNS="40",
    )
    for file in (built.epub, built.pdf):
        again = tmp_path / "deep" / "out" / file.name
        assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(file.read_bytes()).digest(), file.name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Keeper’s Third Clock — a Life", "the-keepers-third-clock-a-life"),
        ("Ænon & Þorkel", "ænon-þorkel"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Love ❤️ Letters", "love-letters"),
        ("…", "book"),
    ],
)
def test_a_title_as_a_files_name(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_files_name_has_an_end() -> None:
    assert len(f"{slug(chr(0x1D57F) * 300)}.epub".encode()) <= 255


def test_a_changed_letters_sheet_changes_both_books(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The letter came on Monday.\n\n4 May\n\nDear Ann,\n\nYou were right about the gate.\n\nYours,\n\nTom\n\n"
        "She read it twice.\n",
        encoding="utf-8",
    )
    (tmp_path / "mine.css").write_text(".salutation { font-weight: bold }\n", encoding="utf-8")
    manifests = {"plain": "", "mine": "styles: mine.css\n"}
    files = {}
    for name, line in manifests.items():
        (tmp_path / f"{name}.yaml").write_text(f"title: T\nstories: [a.txt]\n{line}", encoding="utf-8")
        run(["build", str(tmp_path / f"{name}.yaml"), "--out", str(tmp_path / name)])
        files[name] = [(tmp_path / name / f"t.{suffix}").read_bytes() for suffix in ("epub", "pdf")]
    assert all(plain != mine for plain, mine in zip(files["plain"], files["mine"], strict=True))


@pytest.mark.parametrize(
    ("selectors", "made"),
    [
        (["--kepub"], {"extras/t.kepub.epub", "extras/ledger.json"}),
        (["--kepub", "--epub"], {"t.epub", "extras/t.kepub.epub", "extras/ledger.json"}),
    ],
)
def test_kobos_form_is_made_where_it_is_asked_for(tmp_path: Path, selectors: list[str], made: set[str]) -> None:
    (tmp_path / "a.txt").write_text("It was late. Nobody came.\n\nIt was later.\n", encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: T\nstories: [a.txt]\n", encoding="utf-8")
    run(["build", str(tmp_path), *selectors])
    out = tmp_path / "out"
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == made
    with zipfile.ZipFile(out / "extras" / "t.kepub.epub") as book:
        assert 'id="kobo.2.1">' in book.read("EPUB/story-1.xhtml").decode()


def test_a_story_in_another_language_says_so(tmp_path: Path) -> None:
    """A page that names its language gives it to the story; a region of the book's own language does not."""
    page = '<html lang="{}"><body><p>Er sagte: "Gut so", und ging.</p><p>Dann kam er wieder.</p></body></html>'
    for language in ("de", "en-US"):
        (tmp_path / f"{language}.html").write_text(page.format(language), encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: T\nlanguage: en-GB\nstories: [de.html, en-US.html]\n", encoding="utf-8")
    run(["build", str(tmp_path), "--epub"])
    with zipfile.ZipFile(tmp_path / "out" / "t.epub") as book:
        german, english = (book.read(f"EPUB/story-{n}.xhtml").decode() for n in (1, 2))
    assert 'lang="de"' in german and "„Gut so“" in german
    assert 'lang="en-GB"' in english and "“Gut so”" in english


def test_a_page_that_says_no_language_is_in_the_books(tmp_path: Path) -> None:
    page = '<html lang="klingon or so"><body><p>It was late.</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: T\nlanguage: en-GB\nstories: [a.html]\n", encoding="utf-8")
    run(["build", str(tmp_path), "--epub"])
    with zipfile.ZipFile(tmp_path / "out" / "t.epub") as book:
        assert 'lang="en-GB"' in book.read("EPUB/story-1.xhtml").decode()


def test_the_authors_are_those_that_the_sources_name(tmp_path: Path) -> None:
    """On the title page, in the package and on the cover, which then waits for the stories."""
    for name in ("Nan Poole", "Ivo Marsh"):
        text = f"Tuesday\nby {name}\n\nThe goat would not wait.\n\nIt had waited all of April, and it was May.\n"
        (tmp_path / f"{name.split()[0]}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: Goats\nstories: [Nan.txt, Ivo.txt]\n", encoding="utf-8")
    made = []
    for jobs in ("1", "2"):
        run(["build", str(tmp_path), "--epub", "--jobs", jobs])
        made.append((tmp_path / "out" / "goats.epub").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "out" / "goats.epub") as book:
        cover, title_page, package = (
            book.read(f"EPUB/{name}").decode() for name in ("cover.xhtml", "title-page.xhtml", "content.opf")
        )
    assert re.findall(r"<dc:creator[^>]*>([^<]+)", package) == ["Nan Poole", "Ivo Marsh"]
    assert "Nan Poole<br/>Ivo Marsh" in title_page and "Goats, Nan Poole, Ivo Marsh" in cover


def test_titles_have_the_marks_of_the_story(tmp_path: Path) -> None:
    story = "The Goat's Year\nby Nan Poole\n\nShe couldn't wait.\n\nThe goat could, and did, until it was May.\n"
    (tmp_path / "a.txt").write_text(story, encoding="utf-8")
    (tmp_path / "the_hen's_year.txt").write_text(
        "He wouldn't wait, and in the end he had no need to.\n", encoding="utf-8"
    )
    (tmp_path / "book.yaml").write_text(
        'title: "Nan\'s Book"\nsubtitle: "A Year\'s Work"\nstories: [a.txt, "the_hen\'s_year.txt"]\n', encoding="utf-8"
    )
    run(["build", str(tmp_path), "--epub"])
    with zipfile.ZipFile(tmp_path / "out" / "nans-book.epub") as archive:
        pages = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))
        ]
    text = "".join(pages)
    assert not re.search(r"(?:Nan|Goat|Hen|Year)'s", text)
    assert all(f"{name}’s" in text for name in ("Nan", "Goat", "Hen", "Year"))
