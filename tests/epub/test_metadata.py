"""What the package document says of the book."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from typeset import edition
from typeset.epub.metadata import identifier, sort_name, sort_title
from typeset.isbn import isbn_13
from typeset.model import Figures, Metadata, Volume

Written = Callable[..., Any]
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def metas(book: Any, name: str) -> list[tuple[str | None, str]]:
    """(refines, value) of the package's `meta` elements of a property, in order."""
    found = book.xml("content.opf").iter(f"{OPF}meta")
    return [(meta.get("refines"), meta.text) for meta in found if meta.get("property") == name]


def values(book: Any, name: str) -> list[str]:
    return [element.text for element in book.xml("content.opf").iter(f"{DC}{name}")]


def test_a_series_has_a_place(volume: Volume, written: Written) -> None:
    placed = dataclasses.replace(volume.metadata, series="Lamps", series_position="2.1")
    book = written(dataclasses.replace(volume, metadata=placed))
    assert metas(book, "belongs-to-collection") == [(None, "Lamps")]
    assert metas(book, "group-position") == [("#series", "2.1")]
    assert metas(written(volume), "group-position") == []


def test_dates(volume: Volume, written: Written) -> None:
    undated = dataclasses.replace(volume, metadata=dataclasses.replace(volume.metadata, published=None))
    assert values(written(undated), "date") == []
    book = written(volume)
    assert values(book, "date") == ["2024-05"]
    assert metas(book, "dcterms:modified") == [(None, "2024-05-06T07:08:09Z")]


def test_the_licence_is_linked(volume: Volume, written: Written) -> None:
    (link,) = written(volume).xml("content.opf").iter(f"{OPF}link")
    assert (link.get("rel"), link.get("href")) == ("dcterms:license", volume.metadata.licence)


def test_every_language_in_the_book_is_named_once(volume: Volume, written: Written) -> None:
    assert values(written(volume), "language") == ["en-GB", "cy"]


def test_who_wrote_which_story(volume: Volume, volume_of: Callable[..., Volume], written: Written) -> None:
    assert metas(written(volume), "dcterms:creator") == [
        ("#story-1.xhtml", "Ida Marsh"), ("#story-2.xhtml", "R. Arkle"),
    ]  # fmt: skip
    alone = volume_of(("A", "Ida Marsh", "<p>One.</p>"), ("B", "Ida Marsh", "<p>Two.</p>"))
    assert metas(written(alone), "dcterms:creator") == []


def test_an_isbn_is_one_of_13_figures(volume: Volume, written: Written) -> None:
    assert isbn_13("0-306-40615-2") == isbn_13("978-0-306-40615-7") == "9780306406157"
    assert "urn:isbn:9780306406157" in values(written(volume), "identifier")
    assert metas(written(volume), "identifier-type") == [("#isbn", "15")]


def test_the_identifier_is_of_the_book_and_of_nothing_else(volume: Volume) -> None:
    metadata = volume.metadata
    same = dataclasses.replace(metadata, rights="others", published="2030", subjects=())
    assert identifier(same) == identifier(metadata)
    for change in ({"title": "B"}, {"authors": ("B",)}, {"language": "fr"}, {"series_position": "2"}):
        other: Metadata = dataclasses.replace(metadata, **change)  # type: ignore[arg-type]
        assert identifier(other) != identifier(metadata)
    assert identifier(dataclasses.replace(metadata, identifier="urn:x:1")) == "urn:x:1"


@pytest.mark.parametrize(
    ("name", "sorted_"),
    [
        ("Ida Marsh", "Marsh, Ida"), ("J. A. Slee", "Slee, J. A."), ("Ursula K. Le Guin", "Le Guin, Ursula K."),
        ("nightjar", "nightjar"), ("owl_99", "owl_99"), ("Several hands", "Several hands"), ("林 海", "林 海"),
        ("the night post", "the night post"), ("Marsh, Ida", "Marsh, Ida"),
        ("Tom Arkle Jr.", "Arkle, Tom, Jr."), ("Martin King, Jr.", "King, Martin, Jr."),
    ],
)  # fmt: skip
def test_how_names_are_sorted(name: str, sorted_: str) -> None:
    assert sort_name(name) == sorted_


def test_how_titles_are_sorted() -> None:
    assert sort_title("The Long Letter", "en-GB") == "Long Letter, The"
    assert sort_title("Die Briefe", "de") == "Briefe, Die"
    assert sort_title("Die Briefe", "en") == "Die Briefe"


def test_the_summary_counts_what_is_there_in_the_books_language(volume: Volume, written: Written) -> None:
    french = dataclasses.replace(volume, metadata=dataclasses.replace(volume.metadata, language="fr"))
    book = written(edition.bind(french, Figures(2, 9, letters={"letter": 2, "email": 1}), [], about=False))
    (summary,) = (text for _, text in metas(book, "schema:accessibilitySummary"))
    assert "2\u00a0lettres et 1\u00a0courriel" in summary
    russian = dataclasses.replace(volume, metadata=dataclasses.replace(volume.metadata, language="ru"))
    package = written(russian).xml("content.opf")
    said = next(m for m in package.iter(f"{OPF}meta") if m.get("property") == "schema:accessibilitySummary")
    assert said.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
