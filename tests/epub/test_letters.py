"""Letters in the e-book: the list, its place in the navigation, and the way from one letter to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from typeset.model import EPUB_TYPE, Element, Volume, text_of

Written = Callable[..., Any]
TWO = '<blockquote class="letter" aria-label="Letter"><p>Wind it.</p></blockquote>' * 2


def links(element: Element) -> list[tuple[str, str | None]]:
    return [(text_of(link), link.get("href")) for link in element.iter("{*}a")]


def test_every_link_of_the_list_lands_on_a_letter(volume: Volume, written: Written) -> None:
    book = written(volume)
    page = book.xml("letters.xhtml")
    hrefs = [href for _, href in links(page)]
    assert hrefs[:5] == [f"story-1.xhtml#letter-1-{n}" for n in range(1, 6)]
    for href in hrefs:
        name, _, id_ = (href or "").partition("#")
        (target,) = (e for e in book.xml(name).iter("{*}blockquote") if e.get("id") == id_)
        assert target.get("aria-label")
    pages = [name for name in book.names("EPUB/") if name.endswith(".xhtml")]
    ids = [e.get("id") for name in pages for e in book.xml(name).iter("{*}blockquote")]
    assert len(ids) == len(set(ids)) == 5


def test_the_navigation_lists_the_letters(volume: Volume, written: Written) -> None:
    nav = written(volume).xml("nav.xhtml").findall(".//{*}nav")[-1]
    assert (nav.get("hidden"), nav.get(EPUB_TYPE), text_of(nav[0])) == ("hidden", "typeset:letters", "List of Letters")
    assert links(nav)[:3] == [
        ("Winding", "story-1.xhtml#story-1"),
        ("Ida to Tom, 4 May", "story-1.xhtml#letter-1-1"),
        ("Unsigned, to Ida (note)", "story-1.xhtml#letter-1-2"),
    ]
    assert links(nav)[4][0] == "Ruth to Tom, Sun, 5 May 1996 (email)"


def test_a_book_without_a_list_has_none_anywhere(volume_of: Callable[..., Volume], written: Written) -> None:
    book = written(volume_of(("Winding", None, TWO)))
    assert "letters.xhtml" not in book.names("EPUB/")
    assert len(book.xml("nav.xhtml").findall(".//{*}nav")) == 2


def test_letters_lead_to_the_next_between_the_same_two(linked: Volume, written: Written) -> None:
    book = written(linked)
    first, second = (book.xml(f"story-{n}.xhtml") for n in (1, 2))
    lines = {line.getprevious().get("id"): links(line) for line in first.iterfind(".//{*}p[@class='thread']")}
    assert lines == {
        "letter-1-1": [("next letter →", "story-2.xhtml#letter-2-1")],
        "letter-1-4": [("next letter →", "#letter-1-5")],
        "letter-1-5": [("← previous letter", "#letter-1-4")],
    }
    (line,) = second.iterfind(".//{*}p[@class='thread']")
    assert line.getprevious().get("id") == "letter-2-1-2", "below the last piece"
    assert links(line) == [("← previous letter", "story-1.xhtml#letter-1-1")]
    assert line[0].get("aria-label") == "previous letter: Letter from Ida to Tom, 4 May"


def test_the_links_are_no_words_of_the_story(linked: Volume, written: Written) -> None:
    with_links, without = (
        written(volume).xml("story-1.xhtml") for volume in (linked, replace(linked, link_letters=False))
    )
    assert not without.findall(".//{*}p[@class='thread']")
    for line in with_links.iterfind(".//{*}p[@class='thread']"):
        line.clear(keep_tail=True)
    assert text_of(with_links) == text_of(without)
