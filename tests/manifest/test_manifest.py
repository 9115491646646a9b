"""Manifests: what a good one becomes, and what is said of a bad one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from typeset import manifest
from typeset.errors import ManifestError, SourceError, TypesetError
from typeset.shops import SHOPS


@pytest.fixture
def write(tmp_path: Path):
    (tmp_path / "a.txt").write_text("A story.", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("Another.", encoding="utf-8")

    def write_manifest(text: str) -> Path:
        path = tmp_path / "book.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_manifest


def problems(path: Path) -> list[str]:
    with pytest.raises(TypesetError) as caught:
        manifest.load(path)
    return [str(problem) for problem in caught.value.problems]


def test_title_and_stories_are_enough(write) -> None:
    book = manifest.load(write("title: Two\nstories: [a.txt, sub/b.txt]\n"))
    assert (book.title, book.language, book.theme) == ("Two", "en", "classic")
    assert [story.file.name for story in book.stories] == ["a.txt", "b.txt"]
    assert (book.print.trim, book.print.leading) == ((432, 648), 14)


def test_scalars_stay_as_they_were_written(write) -> None:
    book = manifest.load(write("title: 1984\nstories:\n  - {file: a.txt, title: no, author: 010}\n"))
    assert (book.title, book.stories[0].title, book.stories[0].author) == ("1984", "no", "010")


def test_every_error_is_told_at_once_with_its_line(write) -> None:
    said = problems(
        write(
            "titel: X\nlanguage: english\nstories:\n  - a.txt\n  - gone.txt\n"
            "  - {file: sub/b.txt, auther: Y}\nprint:\n  trim: large\n"
        )
    )
    assert [line.split(": ")[0] for line in said] == [f"book.yaml:{n}" for n in (1, 2, 5, 6, 8)]
    assert "“titel”; did you mean “title”?" in said[0] and "“auther”; did you mean “author”?" in said[3]
    assert "en-GB" in said[1] and "gone.txt" in said[2] and "6x9in" in said[4]


@pytest.mark.parametrize(
    ("story", "says"),
    [
        ("/etc/hostname", "absolute"),
        ("../a.txt", "outside"),
        ("sub/../../a.txt", "outside"),
        ("sub", "not a file"),
        ("link.txt", "outside"),
    ],
)
def test_a_path_stays_inside_the_folder(write, tmp_path: Path, story: str, says: str) -> None:
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    path = write(f"title: T\nstories: [{story}]\n")
    (line,) = problems(path)
    assert line.startswith("book.yaml:2: ") and says in line
    with pytest.raises(ManifestError):
        manifest.load(path)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("stories: [{file: [a.txt]}]", "not the name of a file"),
        ("stories: [{file: {a: b}}]", "not the name of a file"),
        ("stories: [a.txt, loop.txt]", "cannot be looked for"),
        (f"stories: [a.txt, {'x' * 300}]", "cannot be looked for"),
        ("stories: [a.txt]\nstyles: [[a.css]]", "not the name of a file"),
        (f"stories: [a.txt]\nprint: {{trim: {'9' * 400}x9in}}", "at most 14400pt"),
        ("stories: [a.txt]\ncorrespondence: {list: perhaps}", "neither true nor false"),
        ("stories: [a.txt]\ncorrespondence: {lists: true}", "did you mean “list”?"),
        ("stories: [a.txt]\nprint: {trim: 6x9}", "write a page size as 6x9in"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(write, tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (problem,) = problems(write(f"title: T\n{line}\n"))
    assert problem.startswith("book.yaml:") and says in problem


def test_a_key_with_nothing_behind_it_is_a_key_left_out(write) -> None:
    empty = ["subtitle", "authors", "date", "subjects", "correspondents", "correspondence", "styles", "print", "epub"]
    book = manifest.load(write("title: T\nstories: [a.txt]\n" + "".join(f"{key}:\n" for key in empty)))
    plain = manifest.load(write("title: T\nstories: [a.txt]\n"))
    assert book.model_dump() == plain.model_dump()
    assert manifest.load(write("title: T\nstories: [a.txt]\nepub: {cover: }\n")).epub.cover is None


def test_a_missing_key_is_said(write) -> None:
    assert problems(write("title: T\n")) == ["book.yaml:1: the key “stories” is missing; add a line “stories: …”"]


@pytest.mark.parametrize("twice", ["a.txt, a.txt", "a.txt, ./sub/../a.txt"])
def test_a_story_stands_once(write, twice: str) -> None:
    (line,) = problems(write(f"title: T\nstories: [{twice}]\n"))
    assert line.startswith("book.yaml:2: ") and "“a.txt” twice" in line


def test_a_title_has_an_end(write) -> None:
    assert "too long" in problems(write(f"title: {'x' * 501}\nstories: [a.txt]\n"))[0]


def test_a_missing_story_is_a_source_error(write) -> None:
    with pytest.raises(SourceError) as caught:
        manifest.load(write("title: T\nstories: [gone.txt]\n"))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "text",
    [
        "title: [\nstories: x",
        "title: A\ntitle: B\nstories: [a.txt]",
        "just words",
        "",
        "- a\n- b",
        "title: T\nstories: []",
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(8)
        ),
        "a: &a [*a]",
        "[" * 100_000,
        "title: \"a\\u0000b\"\nstories: [a.txt]",
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_said_in_lines(write, text: str) -> None:
    assert all(line.startswith("book.yaml") for line in problems(write(text)))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes(b"\xff\xfe\x00\x01\x02")
    assert "UTF-8" in problems(path)[0]


def test_dates_are_never_the_clocks(write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    plain = "title: T\nstories: [a.txt]\n"
    assert manifest.load(write(plain)).metadata().date == dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    dated = write(plain + "date: 2026-03\n")
    assert manifest.load(dated).metadata().date == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert manifest.load(dated).metadata().date == dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ManifestError):
        manifest.load(dated).metadata()


@pytest.mark.parametrize("written", ["2026", "2026-03", "2026-03-01"])
def test_the_editions_date_is_as_exact_as_it_was_written(write, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    plain = "title: T\nstories: [a.txt]\n"
    assert manifest.load(write(plain)).metadata().published is None
    path = write(plain + f"date: {written}\n")
    assert manifest.load(path).metadata().published == written
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert manifest.load(path).metadata().published == "1970-01-02"


@pytest.mark.parametrize(
    ("written", "name", "position"),
    [("Lamps", "Lamps", None), ("{name: Lamps, position: 2}", "Lamps", "2"), ("{name: 3, position: 1.2}", "3", "1.2"),
     ("", None, None)],
)  # fmt: skip
def test_a_series_and_a_place_in_it(write, written: str, name: str | None, position: str | None) -> None:
    said = manifest.load(write(f"title: T\nstories: [a.txt]\nseries: {written}\n")).metadata()
    assert (said.series, said.series_position) == (name, position)


@pytest.mark.parametrize("isbn", ["978-0-306-40615-7", "9780306406157", "0-306-40615-2", "0-8044-2957-X", ""])
def test_an_isbn_that_is_right(write, isbn: str) -> None:
    assert manifest.load(write(f'title: T\nstories: [a.txt]\nisbn: "{isbn}"\n')).metadata().isbn == (isbn or None)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("isbn: 978-0-306-40615-8", "isbn “978-0-306-40615-8” has a wrong check digit; it would end in 7"),
        ("isbn: 0-8044-2957-1", "it would end in X"),
        ("isbn: 1234", "is no ISBN; write its 13 figures"),
        ("isbn: 977-0-306-40615-7", "is no ISBN"),
        ("licence: CC BY 4.0", "licence “CC BY 4.0” is no address of a page; write one such as https://"),
        ("series: {position: 2}", "the key “name” is missing"),
        ("series: {name: L, position: second}", "position “second” is not a place in a series; write a number"),
        ("matter: {warning: true}", "did you mean “warnings”?"),
        ("matter: {tags: perhaps}", "neither true nor false"),
    ],
)
def test_what_is_wrong_with_metadata_is_told_with_its_line(write, line: str, says: str) -> None:
    (said,) = problems(write(f"title: T\nstories: [a.txt]\n{line}\n"))
    assert said.startswith("book.yaml:3: ") and says in said


def test_what_stands_round_the_stories(write) -> None:
    book = manifest.load(
        write("title: T\nstories:\n  - {file: a.txt, warnings: [fog, drowning]}\nmatter: {tags: true}\n")
    )
    assert (book.matter.warnings, book.matter.tags, book.matter.about) == (False, True, True)
    assert book.stories[0].warnings == ("fog", "drowning")


def test_authors_come_from_the_stories_where_the_book_names_none(write) -> None:
    text = "title: T\nstories:\n  - {file: a.txt, author: Ann}\n  - {file: sub/b.txt, author: Bea}\n"
    assert manifest.load(write(text)).metadata().authors == ("Ann", "Bea")
    assert manifest.load(write("author: Cy\n" + text)).metadata(("Dee",)).authors == ("Cy",)
    assert manifest.load(write("title: T\nstories: [a.txt]\n")).metadata(("Dee",)).authors == ("Dee",)


SIZES = {"6x9in": (432, 648), "A5": (419.5276, 595.2756), "360 × 576 pt": (360, 576)}


@pytest.mark.parametrize(("text", "points"), SIZES.items())
def test_page_sizes(write, text: str, points: tuple[float, float]) -> None:
    assert manifest.load(write(f"title: T\nstories: [a.txt]\nprint: {{trim: {text}}}\n")).print.trim == points


def test_a_shop_and_what_it_takes(write) -> None:
    said = "{shop: kdp, trim: 5.5x8.5in, paper: 112 µm, standard: PDF/X-3, bleed: 9pt}"
    page = manifest.load(write(f"title: T\nstories: [a.txt]\nprint: {said}\n")).print
    assert (page.shop, page.paper, page.standard, page.ink) == ("kdp", 112.0, "pdf/x-3", "colour")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("shop: kpd", "shop “kpd” is not known; write 'kdp'"),
        (
            "shop: kdp\n  trim: 3x5in",
            "trim “3x5in” is no page that Amazon KDP prints; it takes from 4 × 6 to 8.5 × 11.69 in",
        ),
        ("shop: lulu\n  trim: 5.1x8in", "“5.1x8in” is no page that Lulu prints; write 4.25x6.875in, 5x8in, "),
        ("trim: 5.1x8in\n  shop: lulu", "“5.1x8in” is no page that Lulu prints"),
        ("shop: ingramspark\n  marks: true", "marks “true” are refused by IngramSpark; leave them out"),
        (
            "shop: ingramspark\n  standard: pdf/x-4",
            "is not what IngramSpark takes; write pdf/x-1a:2001 or pdf/x-3:2002",
        ),
        ("shop: kdp\n  bleed: 5mm", "bleed “5mm” is not what Amazon KDP asks for; write 9pt, or 0"),
        ("shop: kdp\n  paper: groundwood", "“groundwood” is no paper of Amazon KDP; write cream, white, colour"),
        ("paper: 2um", "a leaf has from 20 to 400 µm"),
        ("standard: pdf/x", "standard “pdf/x” is not known; write 'pdf/x-4'"),
        ("pages_multiple: 0", "pages_multiple"),
    ],
)
def test_what_a_shop_would_send_back(write, page: str, says: str) -> None:
    (said,) = problems(write(f"title: T\nstories: [a.txt]\nprint:\n  {page}\n"))
    assert says in said


def test_the_page_of_no_size_named_is_one_that_every_shop_prints(write) -> None:
    for shop in SHOPS:
        assert manifest.load(write(f"title: T\nstories: [a.txt]\nprint: {{shop: {shop}}}\n")).print.trim == (432, 648)
