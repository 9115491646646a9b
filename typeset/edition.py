"""What the book says of itself round its stories: what to know before reading, and what this edition is.

Enters: a bound volume, its figures, what is known of each story.  Leaves: the volume with these parts in their places.
Never adds a word to a story, and says nothing that it was not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from typeset.model import Element, Figures, Kind, Metadata, Part, Volume, new
from typeset.words import Words, words_in

# The labels by which archives warn, and those by which they sort a work; what else they say (dates, counts, the
# language) is not for readers of a book.
WARNINGS = re.compile(r"rating|rated|(?:\w+ )?warnings?", re.IGNORECASE)
RATINGS = re.compile(r"rating|rated", re.IGNORECASE)
TAGS = re.compile(
    r"fandoms?|categor(?:y|ies)|relationships?|pairings?|characters?|genres?|(?:additional )?tags", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader may want to know of one story before it: labels and their values, in order."""

    title: str
    said: Mapping[str, Sequence[str]]


def notice(
    title: str,
    of_archive: Mapping[str, Sequence[str]],
    own: Sequence[str],
    language: str,
    *,
    warnings: bool,
    tags: bool,
) -> Notice:
    """What is told of a story. of_archive: by the archive's labels.  own: the manifest's warnings, told in any case.

    warnings, tags: which of the archive's are told; its own warnings are not where the manifest has some.
    """
    of_warnings = RATINGS if own else WARNINGS
    kept = {
        label: values
        for label, values in of_archive.items()
        if (warnings and of_warnings.fullmatch(label)) or (tags and TAGS.fullmatch(label))
    }
    return Notice(title, {**({words_in(language).warnings: own} if own else {}), **kept})


def bind(volume: Volume, figures: Figures, notices: Sequence[Notice], *, about: bool) -> Volume:
    """The volume with its figures; "Before you read" where there is anything to tell; what the edition is, if `about`.

    Where: what is to be known before stands right before the stories.  What the edition is stands in the e-book on its
    last page, in print in the colophon, which is there for that.
    """
    metadata = volume.metadata
    words = words_in(metadata.language)
    said_in = words.language_in(metadata.language)
    own = None if said_in == metadata.language else said_in
    first = next((at for at, part in enumerate(volume.parts) if part.role == "story"), len(volume.parts))
    parts = list(volume.parts)
    if about:
        colophon = next((at for at, part in enumerate(parts) if part.role == "colophon"), len(parts))
        for part in parts[colophon : colophon + 1]:
            part.tree.insert(-1, new("p", " ".join(_sentences(figures, words)), class_="holds"))
        tree = _about(metadata, figures, parts, words)
        parts.insert(colophon, Part("about", "about", words.about, tree, language=own, ebook_only=True))
    told = [each for each in notices if each.said]
    if told:
        parts.insert(first, Part("before", "preamble", words.before, _before(told, words), language=own))
    return replace(volume, parts=tuple(parts), figures=figures)


def _section(part_id: str, class_: str, title: str) -> Element:
    section = new("section", id=part_id, class_=f"matter {class_}")
    section.append(new("h1", title))
    return section


def _before(notices: Sequence[Notice], words: Words) -> Element:
    """What to know of each story: its title, and a list of labels with their values."""
    section = _section("before", "before", words.before)
    for each in notices:
        section.append(new("h2", each.title))
        said = new("dl")
        for label, values in each.said.items():
            pair = new("div")
            pair.append(new("dt", f"{label}: "))
            pair.append(new("dd", ", ".join(values)))
            said.append(pair)
        section.append(said)
    return section


def _about(metadata: Metadata, figures: Figures, parts: Sequence[Part], words: Words) -> Element:
    """What the edition is: its date and publisher, what it holds, who wrote what, whose rights they are."""
    section = _section("about", "about", words.about)
    lines = [
        *([words.edition.format(words.date(metadata.published))] if metadata.published else []),
        *([f"{words.published} {metadata.publisher}."] if metadata.publisher else []),
    ]
    if lines:
        section.append(new("p", " ".join(lines)))
    for sentence in _sentences(figures, words):
        section.append(new("p", sentence))
    stories = [part for part in parts if part.role == "story"]
    if len({part.author for part in stories}) > 1:
        section.append(_credits(stories, words.listed(metadata.authors) if metadata.authors else None))
    if metadata.rights:
        section.append(new("p", metadata.rights))
    if metadata.licence:
        section.append(new("p"))
        section[-1].append(new("a", metadata.licence, href=metadata.licence))
    section.append(new("p", words.made))
    return section


def _credits(stories: Sequence[Part], of_book: str | None) -> Element:
    """Who wrote what, a line a story. of_book: whose those stories are that name nobody."""
    credits_ = new("ul", class_="credits")
    for part in stories:
        credit = new("li")
        title = new("i", part.title)
        author = part.author or of_book
        title.tail = f", {author}" if author else None
        credit.append(title)
        credits_.append(credit)
    return credits_


def _sentences(figures: Figures, words: Words) -> Iterator[str]:
    """What the book holds, and what became of the sources' words."""
    counted = [
        words.counted(figures.stories, "story"),
        words.counted(figures.words, "word"),
        *(words.counted(figures.letters[kind], kind) for kind in get_args(Kind) if figures.letters.get(kind)),
    ]
    yield words.holds.format(words.listed(counted))
    cut = words.counted(figures.cut_words, "word")
    yield words.kept_but.format(cut) if figures.cut_words else words.kept
    if figures.repairs:
        yield words.mended.format(words.figure(figures.repairs))
