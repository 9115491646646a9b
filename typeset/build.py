"""The whole pipeline, top to bottom: a manifest becomes an EPUB and a print PDF.

Enters: the path of a manifest, the outputs wanted, a folder.  Leaves: the files, all of them or none, and a report.
With the command line the only room that touches the disk.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from typeset import letters, matter, passes, readers, styles
from typeset.errors import BuildError, Problem, SourceError, TypesetError
from typeset.language import is_tag, primary
from typeset.ledger import Ledger, prove
from typeset.model import Element, Kind, Letter, Metadata, Picture, Raw, Volume, text_of
from typeset.titles import slug, title_of_file

if TYPE_CHECKING:
    from typeset.manifest import Book, Story
    from typeset.pdf import PrintSettings

Output = Literal["epub", "pdf"]
OUTPUTS: tuple[Output, ...] = ("epub", "pdf")
# So many letters are named that the finder is least sure of.
MOST_DOUBTS = 3
# No room on the disk, for this user or for so large a file.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# A file of more bytes than this is no story, and no cover: the longest novels have some six million letters.
MOST_SOURCE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PreparedStory:
    """One story through readers, passes and the letter finder; `tree` is clean, its letters not yet inset.

    found: the letters before the manifest's corrections.  language: the story's own, None where it is the book's.
    apart: names in its letters that may be another's in the book, and were not joined.
    """

    raw: Raw
    tree: Element
    ledger: Ledger
    letters: tuple[Letter, ...]
    found: tuple[Letter, ...]
    language: str | None
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made: paths by output, and the figures of its summary."""

    paths: dict[str, Path]
    stories: int
    words: int
    pages: int | None
    letters: dict[Kind, int]
    least_certain: tuple[str, ...]
    apart: tuple[str, ...]
    repairs: int
    warnings: tuple[str, ...]


def build(manifest_path: Path, outputs: Sequence[Output] = OUTPUTS, out: Path | None = None) -> Report:
    """Make a book. Raises TypesetError with everything that is wrong; then `out` is as it was."""
    from typeset import manifest

    manifest_path = manifest.find(manifest_path)
    book = manifest.load(manifest_path)
    sheets = book.sheets()
    stories = prepare_stories(book)
    volume = matter.assemble(
        _metadata(book), [_clean_story(*pair, book.language) for pair in zip(book.stories, stories, strict=True)]
    )

    out = manifest_path.parent / "out" if out is None else out
    name = slug(book.title)
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    paths: dict[str, Path] = {}
    with _all_or_nothing(out) as beside:
        # The EPUB first: what is wrong with a sheet or the cover is then told before the pages are laid out.
        if "epub" in outputs:
            from typeset import epub

            paths["epub"] = out / f"{name}.epub"
            epub.write(volume, styles.cascade("ebook", book.theme, sheets), _cover(book), beside(paths["epub"]))
        if "pdf" in outputs:
            from typeset import pdf

            paths["pdf"] = out / f"{name}.pdf"
            printed = pdf.write(
                volume, styles.cascade("print", book.theme, sheets), _print_settings(book), beside(paths["pdf"])
            )
            pages, warnings = printed.pages, printed.warnings
        paths["ledger"] = out / "extras" / "ledger.json"
        beside(paths["ledger"]).write_text(_ledger_json(book, stories), encoding="utf-8")
    return _report(book, stories, volume, paths, pages, warnings)


def prepare_stories(book: Book) -> list[PreparedStory]:
    """Every story of a book, read, cleaned and proved, its letters found, each person under one name in all of them.

    All faults are told at once.
    """
    stories: list[PreparedStory] = []
    problems: list[Problem] = []
    worst: type[TypesetError] = SourceError
    for number, entry in enumerate(book.stories):
        try:
            stories.append(prepare_story(entry, book, number))
        except TypesetError as error:
            problems += error.problems
            worst = worst if isinstance(error, SourceError) else type(error)
    if problems:
        raise worst(*problems)
    texts = (text for story in stories for text in story.raw.blocks)
    people = letters.gather([story.letters for story in stories], texts, book.correspondents)
    pairs = zip(stories, people.letters, strict=True)
    return [replace(story, letters=named, apart=people.doubts(named)) for story, named in pairs]


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
    raw = readers.read(_read_bytes(path, name), name)
    own = given or _other_language(raw.language, language)
    tree, ledger = passes.clean(raw, own or language)
    prove(raw.blocks, tree, ledger, name)
    found = letters.date_letters(letters.find(tree), tree, own or language)
    return PreparedStory(raw, tree, ledger, found, found, own)


def _other_language(of_source: str | None, of_book: str) -> str | None:
    """A source's language, where it is a tag and not the book's: a page in en-US is at home in a book in en-GB."""
    if of_source and is_tag(of_source) and primary(of_source) != primary(of_book):
        return of_source
    return None


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_SOURCE_BYTES + 1)  # a device has no size, and may have no end
    except OSError as error:
        raise SourceError(
            Problem(f"cannot be read: {error.strerror}", name, "check its name and permissions")
        ) from error
    if len(data) > MOST_SOURCE_BYTES:
        raise SourceError(Problem("has more than 64 MiB", name, "make it smaller, or several files of it"))
    return data


def _metadata(book: Book) -> Metadata:
    """What the book says of itself, its titles with the marks of a printed book."""
    said = book.metadata()
    subtitle = passes.set_line(said.subtitle, book.language) if said.subtitle else None
    return replace(said, title=passes.set_line(said.title, book.language), subtitle=subtitle)


def _clean_story(entry: Story, story: PreparedStory, language: str) -> matter.CleanStory:
    language = story.language or language
    title = passes.set_line(entry.title or story.raw.title or title_of_file(entry.file), language)
    tree = letters.inset(story.tree, story.letters, language)
    return matter.CleanStory(title, tree, entry.author or story.raw.author, story.language)


def _cover(book: Book) -> Picture | None:
    if book.epub.cover is None:
        return None
    name = book.epub.cover.relative_to(book.folder).as_posix()
    return Picture(name, _read_bytes(book.epub.cover, name))


def _print_settings(book: Book) -> PrintSettings:
    from typeset.pdf import PrintSettings

    page = book.print
    return PrintSettings(
        trim_width_pt=page.trim[0],
        trim_height_pt=page.trim[1],
        font_size_pt=page.font_size,
        leading_pt=page.leading,
        margins_pt=page.margins,
        bleed_pt=page.bleed,
        marks=page.marks,
    )


@contextmanager
def _all_or_nothing(out: Path) -> Iterator[Callable[[Path], Path]]:
    """Give out paths to write to beside their targets; rename all of them at the end, or leave no trace."""
    pending: dict[Path, Path] = {}
    made: list[Path] = []

    def beside(target: Path) -> Path:
        made.extend(_make_folder(target.parent))
        if target.is_dir():
            raise BuildError(Problem("is a folder where a file is to be written", str(target), "move it away"))
        try:
            handle, name = tempfile.mkstemp(prefix=".typeset-", dir=target.parent)
        except OSError as error:
            raise _unwritable(target.parent, error) from error
        os.close(handle)
        pending[target] = Path(name)
        return pending[target]

    try:
        yield beside
        for target, path in pending.items():
            path.chmod(0o666 & ~_umask())
            try:
                path.replace(target)
            except OSError as error:
                raise _unwritable(target, error) from error
    except BaseException as error:
        for path in pending.values():
            path.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # something was put into it meanwhile
                folder.rmdir()
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise _unwritable(out, error) from error
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; leaves those that were made, outermost first. Raises BuildError."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return missing[::-1]


def _unwritable(path: Path, error: OSError) -> BuildError:
    return BuildError(Problem(f"cannot be written: {error.strerror}", str(path), "name another folder with --out"))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _ledger_json(book: Book, stories: Iterable[PreparedStory]) -> str:
    entries = [
        {
            "file": entry.file.relative_to(book.folder).as_posix(),
            "words": _words(story.raw.blocks),
            "cuts": [asdict(cut) for cut in story.ledger.cuts],
            "repairs": [asdict(repair) for repair in story.ledger.repairs],
        }
        for entry, story in zip(book.stories, stories, strict=True)
    ]
    return json.dumps({"stories": entries}, ensure_ascii=False, indent=1) + "\n"


def _words(texts: Iterable[str]) -> int:
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())


def _left_out(book: Book, stories: Sequence[PreparedStory]) -> Iterator[str]:
    """What a source had besides words, and the book has not."""
    for entry, story in zip(book.stories, stories, strict=True):
        if story.raw.pictures:
            yield f"{entry.file.name}: pictures are left out ({story.raw.pictures})"


def _report(
    book: Book,
    stories: Sequence[PreparedStory],
    volume: Volume,
    paths: dict[str, Path],
    pages: int | None,
    warnings: tuple[str, ...],
) -> Report:
    rows = [
        letters.Listed(letter, entry.file.name, "", story.raw.blocks)
        for entry, story in zip(book.stories, stories, strict=True)
        for letter in story.letters
    ]
    return Report(
        paths=paths,
        stories=len(stories),
        words=sum(_words([text_of(part.tree)]) for part in volume.parts if part.role == "story"),
        pages=pages,
        letters=letters.kinds_of(row.letter for row in rows),
        least_certain=tuple(letters.doubts(rows))[:MOST_DOUBTS],
        apart=tuple(dict.fromkeys(each for story in stories for each in story.apart)),
        repairs=sum(len(story.ledger.repairs) for story in stories),
        warnings=(*_left_out(book, stories), *warnings),
    )
