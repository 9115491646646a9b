"""The claim of accessibility stands on checks, and falls with any of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from typeset import epub
from typeset.epub.accessibility import CHECKS, claim, colours_named
from typeset.epub.resource import Resource
from typeset.model import EPUB_NS, XHTML_NS, Sheet, Volume

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
STORY = '<p>It rained.</p><blockquote class="letter" epub:type="z3998:letter" aria-label="Letter">Dear T.</blockquote>'


def page(body: str, head: str = "<title>A</title>", tags: str = 'lang="en" xml:lang="en"') -> etree._Element:
    return etree.fromstring(
        f'<html xmlns="{XHTML_NS}" xmlns:epub="{EPUB_NS}" {tags}><head>{head}</head><body>{body}</body></html>'
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (page("<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>" + STORY), ""),
        (page("<p/>", head=""), "no title"),
        (page("<p/>", tags='lang="en"'), "language"),
        (page("<h1>A</h1><h3>B</h3>"), "“B” is 2 levels below"),
        (page('<blockquote epub:type="z3998:letter"><p>Dear T.</p></blockquote>'), "“Dear T.” has no name"),
        (page('<img src="a.png" alt=""/>'), "a.png has no text alternative"),
        (page('<img src="a.png" alt="" role="presentation"/><img src="b.png" alt="A lamp"/>'), ""),
    ],
)
def test_checks(found: etree._Element, told: str) -> None:
    problems = [str(problem) for check in CHECKS for problem in check(found, "text/a.xhtml")]
    assert len(problems) == bool(told)
    assert all(told in problem and "text/a.xhtml" in problem for problem in problems)


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("p { color: inherit; background: none }", 0),
        ("p { color: #777 } @media (min-width: 9em) { a { background: navy } }", 2),
        ("@font-face { src: url(a.ttf) } hr { border-top: 1px solid red }", 0),
        ("a { color: rgb(1, 2, 3) }", 1),
        ("p { & b { color: navy } @media (min-width: 9em) { color: gray } }", 2),
    ],
)
def test_colours(css: str, count: int) -> None:
    assert len(list(colours_named(Resource("css/a.css", "text/css", css.encode())))) == count


def properties(written: Any, name: str) -> list[str]:
    return [m.text for m in written.xml("content.opf").iter("{*}meta") if m.get("property") == name]


def test_a_claim_is_made(volume: Volume, written: Callable[..., Any]) -> None:
    book = written(volume)
    assert properties(book, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert properties(book, "a11y:certifiedBy") == ["Ness Press"]
    assert properties(book, "schema:accessMode") == ["textual", "visual"]


def test_a_claim_is_not_made_where_a_sheet_sets_colours_and_the_user_is_told(volume: Volume, tmp_path: Path) -> None:
    mine = Sheet("mine.css", "p { color: silver }", tmp_path, own=False)
    problems = epub.draft(volume, [mine], None).write(tmp_path / "book.epub")
    (problem,) = problems
    assert problem.where == "css/mine.css" and problem.what.startswith("no claim of accessibility is made: “color”")


def test_pictures_are_seen(volume_of: Callable[..., Volume], written: Callable[..., Any]) -> None:
    for alt, features in (("A lamp", True), ("", False)):
        book = written(volume_of(("A", None, f'<p>One.</p><figure><img src="{PIXEL}" alt="{alt}"/></figure>')))
        assert properties(book, "schema:accessMode") == ["textual", "visual"]
        assert ("alternativeText" in properties(book, "schema:accessibilityFeature")) is features
        assert bool(properties(book, "dcterms:conformsTo")) is features


def test_who_stands_for_it(volume_of: Callable[..., Volume]) -> None:
    nobody = volume_of(("A", None, "<p>One.</p>"), authors=())
    assert claim(nobody, []).certifier == "typeset"
    assert claim(volume_of(("A", None, "<p>One.</p>")), []).certifier == "Ida Marsh"


def test_notes_of_the_author_are_named(volume_of: Callable[..., Volume], written: Callable[..., Any]) -> None:
    note = '<aside class="authors-note">{}<p>Written at sea.</p></aside>'
    blocks = note.format("") + "<p>It rained.</p>" + note.format("<h2>After  words</h2>")
    for language, name in (("en", "Author’s note"), ("de", "Anmerkung des Autors")):
        book = written(volume_of(("A", None, blocks), language=language))
        first, last = book.xml("story-1.xhtml").iter("{*}aside")
        assert (first.get("role"), first.get("aria-label"), first.get(f"{{{EPUB_NS}}}type")) == (
            "note",
            name,
            "preamble",
        )
        assert (last.get("aria-label"), last.get(f"{{{EPUB_NS}}}type")) == ("After words", "afterword")


def test_landmarks_speak_the_books_language(volume_of: Callable[..., Volume], written: Callable[..., Any]) -> None:
    book = written(volume_of(("A", None, "<p>Eins.</p>"), language="de"))
    landmarks = next(nav for nav in book.xml("nav.xhtml").iter("{*}nav") if nav.get("id") == "landmarks")
    assert landmarks.get("aria-label") == "Orientierung"
    assert [link.text for link in landmarks.iter("{*}a")] == ["Umschlag", "Inhalt", "Titelseite", "Impressum", "Text"]
