"""Each story on its own: read, cleaned, proved to have lost no word, its letters found.

Enters: a manifest's stories, or a source file.  Leaves: `PreparedStory`s.  Never changes a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from typeset import letters, passes, readers
from typeset.errors import Problem, SourceError, TypesetError
from typeset.language import is_tag, primary
from typeset.ledger import Ledger, count_words, prove
from typeset.model import Element, Letter, Source
from typeset.processes import side_by_side, worth_having
from typeset.sources import read_bytes, size_bytes

if TYPE_CHECKING:
    from typeset.manifest import Book, Story

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class PreparedStory:
    """One story through readers, passes and the letter finder; `tree` is clean, its letters not yet inset.

    raw: its source, without the raw tree.  words: how many that has.
    found: the letters before the manifest's corrections.
    language: the story's own, None where it is the book's.
    apart: names in its letters that may be another's in the book, and were not joined.
    """

    raw: Source
    words: int
    tree: Element
    ledger: Ledger
    letters: tuple[Letter, ...]
    found: tuple[Letter, ...]
    language: str | None
    apart: tuple[str, ...] = ()


def prepare_stories(book: Book, jobs: int | None = None) -> list[PreparedStory]:
    """Every story of a book, read, cleaned and proved, its letters found, each person under one name in all of them.

    jobs: how many processes; None for as many as pay.  All faults are told at once.
    """
    stories: list[PreparedStory] = []
    problems: list[Problem] = []
    worst: type[TypesetError] = SourceError
    sizes = [size_bytes(entry.file) for entry in book.stories]
    for prepared in _side_by_side(partial(_story_or_error, book), range(len(sizes)), sizes, jobs):
        if isinstance(prepared, TypesetError):
            problems += prepared.problems
            worst = worst if isinstance(prepared, SourceError) else type(prepared)
        else:
            stories.append(prepared)
    if problems:
        raise worst(*problems)
    texts = (text for story in stories for text in story.raw.blocks)
    people = letters.gather([story.letters for story in stories], texts, book.correspondents)
    pairs = zip(stories, people.letters, strict=True)
    return [replace(story, letters=named, apart=people.doubts(named)) for story, named in pairs]


def prepare_sources(
    names: Sequence[str], language: str, jobs: int | None = None
) -> Iterator[PreparedStory | TypesetError]:
    """Each source file by itself, in order, or why it cannot be read.

    language: what they are in where they speak of no other.  jobs: as in `prepare_stories`.
    """
    sizes = [size_bytes(Path(name)) for name in names]
    return _side_by_side(partial(_source_or_error, language), names, sizes, jobs)


def _side_by_side(
    work: Callable[[Thing], PreparedStory | TypesetError],
    things: Sequence[Thing],
    sizes: Sequence[int],
    jobs: int | None,
) -> Iterator[PreparedStory | TypesetError]:
    return side_by_side(work, things, sizes, jobs or worth_having(sum(sizes)))


def _story_or_error(book: Book, number: int) -> PreparedStory | TypesetError:
    try:
        return prepare_story(book.stories[number], book, number)
    except TypesetError as error:
        return error


def _source_or_error(language: str, name: str) -> PreparedStory | TypesetError:
    try:
        return prepare_source(Path(name), name, language)
    except TypesetError as error:
        return error


def prepare_story(entry: Story, book: Book, number: int) -> PreparedStory:
    """One story of a book, its letters found and corrected."""
    name = entry.file.relative_to(book.folder).as_posix()
    story = prepare_source(entry.file, name, book.language, entry.language)
    corrected = letters.correct(
        story.letters, story.tree, entry.letters, lambda at: book.where("stories", number, "letters", at)
    )
    return replace(story, letters=letters.date_letters(corrected, story.tree, story.language or book.language))


def prepare_source(path: Path, name: str, language: str, given: str | None = None) -> PreparedStory:
    """One source file by itself: read, cleaned, proved to have lost no word, its letters found.

    language: the book's, which holds where none is `given` for the story and its source speaks of no other.
    """
    raw = readers.read(read_bytes(path, name), name)
    own = given or _other_language(raw.language, language)
    tree, ledger = passes.clean(raw, own or language)
    prove(raw.blocks, tree, ledger, name)
    found = letters.date_letters(letters.find(tree), tree, own or language)
    return PreparedStory(raw.source(), count_words(raw.blocks), tree, ledger, found, found, own)


def _other_language(of_source: str | None, of_book: str) -> str | None:
    """A source's language, where it is a tag and not the book's: a page in en-US is at home in a book in en-GB."""
    if of_source and is_tag(of_source) and primary(of_source) != primary(of_book):
        return of_source
    return None
