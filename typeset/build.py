"""The whole pipeline, top to bottom: a manifest becomes an EPUB, a print PDF, a screen PDF.

Enters: the path of a manifest, the outputs wanted, a folder.  Leaves: the files, all of them or none, and a report.
With `sources`, `pictures`, `output` and the command line the only room that touches the disk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from typeset import edition, matter, passes, styles
from typeset.ledger import count_words
from typeset.model import Figures, Kind, Metadata, Picture, Sheet, Volume, text_of
from typeset.output import all_or_nothing
from typeset.pictures import Album
from typeset.processes import meanwhile, worth_having
from typeset.sources import read_bytes, size_bytes
from typeset.titles import slug, title_of_file

if TYPE_CHECKING:
    from typeset.epub import Cover
    from typeset.findings import Finding
    from typeset.manifest import Book
    from typeset.pdf import PrintReport, PrintSettings
    from typeset.prepare import PreparedStory

Output = Literal["epub", "pdf", "kepub", "screen"]
# Where each goes in the folder, under the book's name.
PLACES: Mapping[Output, str] = {
    "epub": "{}.epub",
    "pdf": "{}.pdf",
    "kepub": "extras/{}.kepub.epub",
    "screen": "extras/{}-screen.pdf",
}
# What is made where nothing is asked for.
BOTH_BOOKS: tuple[Output, ...] = ("epub", "pdf")
# So many letters are named that the finder is least sure of.
MOST_DOUBTS = 3
_WORD = re.compile(r"[^\W_]\S*")


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made: paths by output, and the figures of its summary.

    planned: paragraphs whose lines are broken by total fit.  unplanned: others, by the reason.  plans: of pages.
    plans_left: how many of these could not be kept.
    """

    paths: dict[str, Path]
    stories: int
    words: int
    pages: int | None
    planned: int
    unplanned: dict[str, int]
    plans: int
    plans_left: int
    letters: dict[Kind, int]
    least_certain: tuple[str, ...]
    apart: tuple[str, ...]
    repairs: int
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...]


def build(
    manifest_path: Path, outputs: Sequence[Output] = BOTH_BOOKS, out: Path | None = None, jobs: int | None = None
) -> Report:
    """Make a book. Raises TypesetError with everything that is wrong; then `out` is as it was.

    jobs: how many processes work side by side; None where the book's size and the machine decide.
    """
    from typeset import manifest

    manifest_path = manifest.find(manifest_path)
    book = manifest.load(manifest_path)
    sheets = book.sheets()
    ebook_sheets = styles.cascade("ebook", book.theme, sheets)
    jobs = jobs or worth_having(sum(size_bytes(entry.file) for entry in book.stories))
    as_ebook = not {"epub", "kepub"}.isdisjoint(outputs)
    # A cover names the authors: where the sources have to say who they are, it waits for the stories.
    early = as_ebook and book.credited is not None
    with meanwhile(partial(_cover, book, _metadata(book), ebook_sheets), jobs if early else 1) as cover_made:
        # Imported while the cover is drawn: the letter finder takes as long as that.
        from typeset.prepare import prepare_stories

        stories = prepare_stories(book, jobs)
        metadata = _metadata(book, stories)
        if as_ebook:
            cover = cover_made() if early else _cover(book, metadata, ebook_sheets)
    album, clean = _illustrated(book, stories)
    wanted = book.correspondence
    volume = matter.assemble(metadata, clean, album.pictures, list_letters=wanted.list, link_letters=wanted.links)
    volume = edition.bind(
        volume, _figures(stories, volume), list(_notices(book, stories, clean)), about=book.matter.about
    )

    out = manifest_path.parent / "out" if out is None else out
    name = slug(book.title)
    printed: PrintReport | None = None
    warnings = tuple(album.warnings)
    findings = tuple(album.findings)
    paths: dict[str, Path] = {output: out / PLACES[output].format(name) for output in PLACES if output in outputs}
    with all_or_nothing(out) as beside:
        # Drafted first: what is wrong with a sheet or the cover is then told before the pages are laid out.
        if as_ebook:
            from typeset import checks, epub

            draft = epub.draft(volume, ebook_sheets, cover)
            findings += draft.cover.findings
            findings += _of_own(sheets, checks.check_sheets(ebook_sheets)) if sheets else ()
        if not {"pdf", "screen"}.isdisjoint(outputs):
            from typeset import pdf

            print_target, screen_target = (beside(paths[each]) if each in paths else None for each in ("pdf", "screen"))
            cascade = styles.cascade("print", book.theme, sheets)
            printed = pdf.write(volume, cascade, _print_settings(book), print_target, screen_target)
            warnings += printed.warnings
            findings += (*_of_own(sheets, _off_grid(book, sheets)), *printed.findings)
            findings += _sent_back(print_target, paths["pdf"].name, book) if print_target else ()
        if as_ebook:
            epub_target, kobo_target = (beside(paths[each]) if each in paths else None for each in ("epub", "kepub"))
            warnings += tuple(map(str, draft.write(epub_target, printed.starts if printed else (), kobo_target)))
        paths["ledger"] = out / "extras" / "ledger.json"
        beside(paths["ledger"]).write_text(_ledger_json(book, stories), encoding="utf-8")
    return _report(book, stories, volume, paths, printed, warnings, findings)


def check(manifest_path: Path) -> list[Finding]:
    """What is to be mended in a book's sheets, pictures and cover. Raises TypesetError as `build` does."""
    from typeset import checks, manifest
    from typeset.prepare import prepare_stories

    book = manifest.load(manifest.find(manifest_path))
    sheets = styles.cascade("ebook", book.theme, book.sheets())
    stories = prepare_stories(book)
    album, _ = _illustrated(book, stories)
    cover = _cover(book, _metadata(book, stories), sheets)
    return [*checks.check_sheets(sheets), *_off_grid(book, book.sheets()), *album.findings, *cover.findings]


def _metadata(book: Book, stories: Iterable[PreparedStory] = ()) -> Metadata:
    """What the book says of itself, its titles with the marks of a printed book, its authors by manifest or sources."""
    authors = (entry.author or story.raw.author for entry, story in zip(book.stories, stories, strict=False))
    said = book.metadata(tuple(dict.fromkeys(author for author in authors if author)))
    subtitle = passes.set_line(said.subtitle, book.language) if said.subtitle else None
    return replace(said, title=passes.set_line(said.title, book.language), subtitle=subtitle)


def _illustrated(book: Book, stories: Sequence[PreparedStory]) -> tuple[Album, list[matter.CleanStory]]:
    """The stories ready to be bound, and the album of their pictures."""
    album = Album(book.folder)
    return album, [_clean_story(story, book, number, album) for number, story in enumerate(stories)]


def _clean_story(story: PreparedStory, book: Book, number: int, album: Album) -> matter.CleanStory:
    """A story with its letters inset and its pictures in their places; `album` gathers these."""
    from typeset import letters

    entry = book.stories[number]
    language = story.language or book.language
    title = passes.set_line(entry.title or story.raw.title or title_of_file(entry.file), language)
    tree = letters.inset(story.tree, story.letters, language)
    album.illustrate(
        tree,
        story.raw.pictures,
        story.ledger.cuts,
        entry.file,
        number + 1,
        entry.pictures,
        lambda name: book.where("stories", number, "pictures", name),
    )
    return matter.CleanStory(title, tree, entry.author or story.raw.author, story.language)


def _figures(stories: Sequence[PreparedStory], volume: Volume) -> Figures:
    from typeset import letters

    return Figures(
        stories=len(stories),
        words=count_words(text_of(part.tree) for part in volume.parts if part.role == "story"),
        cut_words=count_words(cut.text for story in stories for cut in story.ledger.cuts),
        repairs=sum(len(story.ledger.repairs) for story in stories),
        letters=letters.kinds_of(letter for story in stories for letter in story.letters),
    )


def _notices(
    book: Book, stories: Iterable[PreparedStory], clean: Iterable[matter.CleanStory]
) -> Iterator[edition.Notice]:
    for entry, story, made in zip(book.stories, stories, clean, strict=True):
        yield edition.notice(
            made.title,
            story.raw.tags,
            entry.warnings,
            book.language,
            warnings=book.matter.warnings,
            tags=book.matter.tags,
        )


def _cover(book: Book, metadata: Metadata, sheets: Sequence[Sheet]) -> Cover:
    """The book's cover, which needs no story, and is made beside them where the manifest names the authors."""
    from typeset import epub

    given = None
    if book.epub.cover is not None:
        name = book.epub.cover.relative_to(book.folder).as_posix()
        given = Picture(name, read_bytes(book.epub.cover, name))
    return epub.cover(metadata, given, sheets)


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
        shop=page.shop,
        standard=page.standard,
        paper=page.paper,
        pages_multiple=page.pages_multiple,
        black_only=page.ink == "black",
    )


def _ledger_json(book: Book, stories: Iterable[PreparedStory]) -> str:
    entries = [
        {
            "file": entry.file.relative_to(book.folder).as_posix(),
            "words": story.words,
            "cuts": [asdict(cut) for cut in story.ledger.cuts],
            "repairs": [asdict(repair) for repair in story.ledger.repairs],
        }
        for entry, story in zip(book.stories, stories, strict=True)
    ]
    return json.dumps({"stories": entries}, ensure_ascii=False, indent=1) + "\n"


def _off_grid(book: Book, sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """Where a user's sheets leave the grid of the printed page; ours do not, tests see to that."""
    if not sheets:
        return ()
    from typeset import checks, pdf

    page = _print_settings(book).on_grid()
    cascade = (
        Sheet("the page's frame", pdf.frame_sheet(page), book.folder),
        *styles.cascade("print", book.theme, sheets),
    )
    return checks.check_grid(cascade, page.measure_pt, pdf.tell_places)


def _of_own(sheets: Sequence[Sheet], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors and warnings that stand in the user's own sheets."""
    names = {sheet.name for sheet in sheets}
    return tuple(finding for finding in findings if finding.file in names and finding.level != "note")


def _sent_back(pdf_file: Path, name: str, book: Book) -> tuple[Finding, ...]:
    """What the book's print shop, or any, would send the finished PDF back for, notes left out."""
    from typeset.preflight import ANY_SHOP, preflight
    from typeset.shops import SHOPS

    shop = SHOPS[book.print.shop] if book.print.shop else ANY_SHOP
    return tuple(finding for finding in preflight(pdf_file, name, shop) if finding.level != "note")


def _report(
    book: Book,
    stories: Sequence[PreparedStory],
    volume: Volume,
    paths: dict[str, Path],
    printed: PrintReport | None,
    warnings: tuple[str, ...],
    findings: tuple[Finding, ...],
) -> Report:
    from typeset import letters

    rows = [
        letters.Listed(letter, entry.file.name, "", story.raw.blocks)
        for entry, story in zip(book.stories, stories, strict=True)
        for letter in story.letters
    ]
    return Report(
        paths=paths,
        stories=volume.figures.stories,
        words=volume.figures.words,
        pages=printed.pages if printed else None,
        planned=printed.lines.planned if printed else 0,
        unplanned=dict(printed.lines.unfit) if printed else {},
        plans=printed.pages_planned.plans if printed else 0,
        plans_left=printed.pages_planned.left if printed else 0,
        letters=dict(volume.figures.letters),
        least_certain=tuple(letters.doubts(rows))[:MOST_DOUBTS],
        apart=tuple(dict.fromkeys(each for story in stories for each in story.apart)),
        repairs=volume.figures.repairs,
        warnings=warnings,
        findings=findings,
    )
