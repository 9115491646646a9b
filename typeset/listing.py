"""`typeset letters`: the letters of a book or of story files, as a table, as JSON or ready for book.yaml.

Enters: the options of the command.  Leaves: lines on stdout, an exit code.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.errors import ManifestError, Problem, TypesetError
from typeset.told import NOT_JOINED, printable, tell_first

if TYPE_CHECKING:
    from typeset.letters import PastedStory
    from typeset.prepare import PreparedStory

MANIFEST_SUFFIXES = {".yaml", ".yml"}


def run(options: argparse.Namespace) -> int:
    """The command; its exit code is the worst of its files'."""
    if options.json and options.yaml:
        raise ManifestError(Problem("--json and --yaml are two answers to one question", remedy="choose one of them"))
    first, *others = options.sources
    if Path(first).is_dir() or Path(first).suffix.lower() in MANIFEST_SUFFIXES:
        if others:
            remedy = "name one manifest, or story files"
            raise ManifestError(Problem("a manifest cannot be read beside other files", first, remedy))
        _print_letters(_of_book(Path(first), options.jobs), options)
        return 0
    unread: list[TypesetError] = []
    _print_letters(_of_files(options.sources, unread, options.jobs), options)
    tell_first([problem for error in unread for problem in error.problems], "")
    return max((error.exit_code for error in unread), default=0)


@dataclass(frozen=True, slots=True)
class _Story:
    """A story with its file's name, its entry of a manifest (else None), and what its dates compare with."""

    name: str
    prepared: PreparedStory
    pasted: PastedStory
    timeline: str


def _of_book(path: Path, jobs: int | None) -> Iterator[_Story]:
    from typeset import letters, manifest
    from typeset.prepare import prepare_stories

    book = manifest.load(manifest.find(path))
    for entry, story in zip(book.stories, prepare_stories(book, jobs), strict=True):
        said = {"title": entry.title, "author": entry.author, "language": entry.language}
        keys = {"file": entry.file.relative_to(book.folder).as_posix()} | {k: v for k, v in said.items() if v}
        pasted = letters.PastedStory(keys, story.tree, story.letters, story.found, entry.letters, book.correspondents)
        yield _Story(str(entry.file), story, pasted, entry.author or story.raw.author or "")


def _of_files(sources: Sequence[str], unread: list[TypesetError], jobs: int | None) -> Iterator[_Story]:
    """Each file as a book of its own; why one cannot be read goes to `unread`."""
    from typeset import letters
    from typeset.prepare import prepare_sources

    for source, story in zip(sources, prepare_sources(sources, "en", jobs), strict=True):
        if isinstance(story, TypesetError):
            unread.append(story)
        else:
            pasted = letters.PastedStory({"file": source}, story.tree, story.letters, story.found)
            yield _Story(source, story, pasted, source)


def _print_letters(stories: Iterable[_Story], options: argparse.Namespace) -> None:
    from typeset import letters

    if options.json:
        for story in stories:
            told = story.prepared
            found = letters.as_json(story.name, told.raw.blocks, told.letters, told.tree, told.ledger)
            print(json.dumps(found, ensure_ascii=False))
    elif options.yaml:
        for line in letters.as_yaml([story.pasted for story in stories]):
            print(line)
    else:
        for line in _table(list(stories), options):
            print(printable(line))


def _table(stories: Sequence[_Story], options: argparse.Namespace) -> Iterator[str]:
    from typeset import letters

    if not stories:
        return
    names = _shortest([story.pasted.keys["file"] for story in stories])
    rows = [
        letters.Listed(letter, name, story.timeline, story.prepared.raw.blocks)
        for name, story in zip(names, stories, strict=True)
        for letter in story.prepared.letters
    ]
    if rows:
        ordered = letters.ORDERS[options.sort](rows)
        yield from letters.table(ordered, shutil.get_terminal_size((100, 24)).columns, roles=options.roles)
    if not options.quiet:
        yield from letters.summary(rows, names)
        for line in dict.fromkeys(line for story in stories for line in story.prepared.apart):
            yield NOT_JOINED.format(line)
        if options.sort == "date":
            yield from letters.order_told(rows)


def _shortest(files: Sequence[str]) -> list[str]:
    """Files without their folders, where that leaves each with a name of its own."""
    names = [Path(file).name for file in files]
    return names if len(set(names)) == len(names) else list(files)
