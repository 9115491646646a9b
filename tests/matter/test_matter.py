"""The order of the book, and the marked opening of a story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from lxml import etree

from typeset.matter import CleanStory, assemble
from typeset.model import BOOKKEEPING, Element, Metadata, new, text_of, xhtml
from typeset.words import MOST_NAMES

LONG = " The lamps along the quay had been lit an hour before their time, and nobody could say by whom." * 3


def metadata(**more: object) -> Metadata:
    date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Metadata(**{"title": "A Book", "authors": ("Ann",), "language": "en", "date": date, **more})  # type: ignore[arg-type]


def story(*blocks: Element, **more: str | None) -> CleanStory:
    tree = new("section")
    tree.extend(blocks)
    return CleanStory("A Story", tree, **more)


def opening(text: str) -> str:
    volume = assemble(metadata(), [story(new("p", text))])
    paragraph = next(part for part in volume.parts if part.role == "story").tree[1]
    assert text_of(paragraph) == text
    return etree.tostring(paragraph).decode().split(">", 1)[1]


def test_the_order_of_the_book() -> None:
    volume = assemble(metadata(), [story(new("p", "One.")), story(new("p", "Two."), author="Bea")])
    roles = [part.role for part in volume.parts]
    assert roles == ["halftitle", "titlepage", "copyright", "contents", "story", "story", "colophon"]
    assert len({part.id for part in volume.parts}) == len(volume.parts)
    assert all(part.tree.get("id") == part.id for part in volume.parts)
    links = volume.parts[3].tree.findall(f".//{xhtml('a')}")
    assert [link.get("href") for link in links] == ["#story-1", "#story-2"]
    assert text_of(volume.parts[-1].tree).endswith("Made with typeset.")


@pytest.mark.parametrize(
    ("authors", "credits_", "names"),
    [
        (("Ann", "Bea"), ["A Story, Ann", "A Story, Bea"], ["Ann", "Bea"]),
        ((None, "Bea"), ["A Story, Bea"], ["Bea"]),
        (("Ann", "Ann"), ["A Book", "Ann"], []),
        (("Bea", "Bea"), ["A Story, Bea", "A Story, Bea"], []),
    ],
)
def test_stories_are_credited_where_their_authors_differ(
    authors: Sequence[str | None], credits_: list[str], names: list[str]
) -> None:
    volume = assemble(metadata(), [story(new("p", "It rained."), author=author) for author in authors])
    _, _, page, contents, *_ = (part.tree for part in volume.parts)
    assert [text_of(line) for line in page.iter(xhtml("p"))] == credits_
    assert [text_of(name) for name in contents.iter(xhtml("span"))] == names


def test_stories_are_bound_without_bookkeeping() -> None:
    volume = assemble(metadata(), [story(new("p", "One.", data_block="3", data_gap="2"))])
    assert not [e for part in volume.parts for e in part.tree.iter() if set(e.attrib) & set(BOOKKEEPING)]


def test_many_names_are_and_others() -> None:
    names = tuple(f"Author {n}" for n in range(MOST_NAMES + 3))
    title_page = assemble(metadata(authors=names), [story(new("p", "One."))]).parts[1].tree
    assert text_of(title_page[-1]).splitlines()[-2:] == [f"Author {MOST_NAMES - 1}", "and others"]


def test_the_matter_speaks_the_books_language() -> None:
    assert assemble(metadata(language="de-AT"), [story(new("p", "Eins."))]).parts[3].title == "Inhalt"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            "The tide, they said, was late." + LONG,
            '<span class="opening"><span class="initial">T</span>he tide,</span> they',
        ),
        (
            "Jonah had never liked it." + LONG,
            '<span class="opening"><span class="initial descends">J</span>onah had never liked</span> it.',
        ),
        (
            "“Well,” said the clerk, “sit." + LONG,
            '<span class="opening"><span class="hang">&#8220;</span><span class="initial">W</span>'
            "ell,&#8221; said the clerk,</span>",
        ),
        ("It rained.", '<span class="opening">It rained.</span>'),
        ("7 May began badly." + LONG, '<span class="opening">7 May began badly.</span>'),
        ("… and so to bed." + LONG, "&#8230; and so"),
        ("— and so to bed." + LONG, "&#8212; and so"),
    ],
)
def test_openings(text: str, starts: str) -> None:
    assert opening(text).startswith(starts)


def test_a_story_that_opens_with_a_letter_has_no_opening() -> None:
    letter = new("blockquote", class_="letter")
    letter.append(new("p", "Dear all, it rains." + LONG))
    part = assemble(metadata(), [story(letter, new("p", "She put it down."))]).parts[4]
    assert part.tree.find(f".//{xhtml('span')}") is None


def letters(count: int) -> list[Element]:
    found = [new("blockquote", class_="letter", data_sender="Ann", data_date="4 May") for _ in range(count)]
    for letter in found:
        letter.append(new("p", "Dear all, it rains."))
    return found


@pytest.mark.parametrize(
    ("count", "wanted", "listed"),
    [(2, None, False), (3, None, True), (3, False, False), (1, True, True), (0, True, False)],
)
def test_the_list_of_letters_stands_behind_the_stories(count: int, wanted: bool | None, listed: bool) -> None:
    volume = assemble(metadata(), [story(new("p", "One."), *letters(count))], list_letters=wanted)
    assert [part.role for part in volume.parts[4:]] == ["story", *(["letters"] if listed else []), "colophon"]
    hrefs = [link.get("href") for link in volume.parts[3].tree.iter(xhtml("a"))]
    assert hrefs == ["#story-1", *(["#letters"] if listed else [])]
    targets = {e.get("id") for part in volume.parts for e in part.tree.iter()}
    assert all((link.get("href") or "")[1:] in targets for part in volume.parts for link in part.tree.iter(xhtml("a")))
    assert not [e for part in volume.parts for e in part.tree.iter() if set(e.attrib) & set(BOOKKEEPING)]
