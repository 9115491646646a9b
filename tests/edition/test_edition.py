"""What the book says of itself round its stories."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from typeset import edition
from typeset.matter import CleanStory, assemble
from typeset.model import Figures, Metadata, Volume, new, text_of

FIGURES = Figures(2, 5120, 80, 3, {"note": 1, "letter": 4})
ARCHIVE = {
    "Rating": ["Mature"],
    "Archive Warnings": ["Shipwreck"],
    "Fandom": ["The Lamp Office"],
    "Stats": ["Words: 12"],
    "Language": ["English"],
}


def volume(**more: object) -> Volume:
    date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    metadata = Metadata(**{"title": "A Book", "authors": ("Ann",), "language": "en", "date": date, **more})  # type: ignore[arg-type]
    stories = []
    for title, author in (("One", "Ann"), ("Two", "Bea")):
        tree = new("section")
        tree.append(new("p", "It rained."))
        stories.append(CleanStory(title, tree, author))
    return assemble(metadata, stories)


def about(bound: Volume) -> str:
    return "\n".join(text_of(child) for child in next(p for p in bound.parts if p.role == "about").tree)


def notice(**more: object) -> edition.Notice:
    asked = {"of_archive": ARCHIVE, "own": (), "language": "en", "warnings": False, "tags": False, **more}
    return edition.notice("One", **asked)  # type: ignore[arg-type]


def test_the_parts_stand_in_their_places() -> None:
    bound = edition.bind(volume(), FIGURES, [notice(warnings=True)], about=True)
    assert [part.role for part in bound.parts] == [
        "halftitle", "titlepage", "copyright", "contents", "preamble", "story", "story", "about", "colophon",
    ]  # fmt: skip
    assert [part.id for part in bound.parts if part.ebook_only] == ["about"]
    assert all(part.tree.get("id") == part.id for part in bound.parts)
    assert bound.figures is FIGURES


def test_nothing_is_added_where_nothing_is_wanted() -> None:
    plain = volume()
    bound = edition.bind(plain, FIGURES, [notice(), notice()], about=False)
    assert bound.parts == plain.parts
    assert "This book holds" not in text_of(bound.parts[-1].tree)


def test_what_the_edition_is() -> None:
    bound = edition.bind(
        volume(published="2026-03", publisher="Ness Press", rights="All rights with the authors.",
               licence="https://example.org/l"),
        FIGURES, [], about=True,
    )  # fmt: skip
    said = about(bound).replace("\u00a0", " ")
    assert said.splitlines()[:2] == ["About this edition", "Edition of March 2026. Published by Ness Press."]
    assert "This book holds 2 stories, 5,120 words, 4 letters and 1 note." in said
    assert "but for 80 words" in said and "right in the sources: 3." in said
    assert "One, AnnTwo, Bea" in said and "All rights with the authors.\nhttps://example.org/l\n" in said
    assert said.endswith("Made with typeset.")
    colophon = text_of(bound.parts[-1].tree).replace("\u00a0", " ")
    assert "4 letters and 1 note" in colophon and colophon.endswith("Made with typeset.")


def test_a_story_that_names_nobody_is_by_the_books_authors() -> None:
    plain = volume(authors=("Ann", "Cy"))
    parts = tuple(replace(part, author=None) if part.title == "One" else part for part in plain.parts)
    assert "One, Ann and CyTwo, Bea" in about(edition.bind(replace(plain, parts=parts), FIGURES, [], about=True))


def test_no_date_is_made_up_and_nothing_cut_is_said_so() -> None:
    said = about(edition.bind(volume(), Figures(2, 10), [], about=True))
    assert "2000" not in said and "Edition" not in said.replace("edition", "")
    assert "Every word of the sources is in it." in said and "keyboard" not in said


def test_which_labels_are_told() -> None:
    assert list(notice().said) == []
    assert list(notice(warnings=True).said) == ["Rating", "Archive Warnings"]
    assert list(notice(tags=True).said) == ["Fandom"]
    assert list(notice(warnings=True, tags=True).said) == ["Rating", "Archive Warnings", "Fandom"]


def test_own_warnings_stand_in_place_of_the_archives() -> None:
    assert notice(own=("drowning",)).said == {"Content warnings": ("drowning",)}
    assert list(notice(own=("drowning",), warnings=True).said) == ["Content warnings", "Rating"]
    assert list(notice(own=("Ertrinken",), language="de").said) == ["Inhaltswarnungen"]


def test_before_you_read_names_each_story_that_has_something_to_say() -> None:
    bound = edition.bind(volume(), FIGURES, [notice(), notice(warnings=True)], about=False)
    before = next(part for part in bound.parts if part.role == "preamble").tree
    assert [text_of(child) for child in before] == [
        "Before you read",
        "One",
        "Rating: MatureArchive Warnings: Shipwreck",
    ]


def test_pages_in_another_language_than_the_books_say_so() -> None:
    bound = edition.bind(volume(language="ru"), FIGURES, [notice(warnings=True)], about=True)
    assert {part.role: part.language for part in bound.parts if part.role in {"preamble", "about"}} == {
        "preamble": "en", "about": "en",
    }  # fmt: skip
    assert next(p for p in edition.bind(volume(), FIGURES, [], about=True).parts if p.role == "about").language is None
