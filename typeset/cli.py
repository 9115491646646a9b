"""The commands; arguments in, exit code out; no work of its own.

Enters: the arguments.  Leaves: an exit code, lines on stdout and, of a failure, at most five on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset import __version__
from typeset.errors import ManifestError, Problem, TypesetError

if TYPE_CHECKING:
    from typeset.findings import Finding
    from typeset.letters import PastedStory
    from typeset.prepare import PreparedStory

MOST_PROBLEMS_SHOWN = 3
MOST_APART_SHOWN = 5
MOST_FINDINGS_SHOWN = 5
NOT_JOINED = "not joined: {}; `also:` under `correspondents:` joins them"
LONGEST_LINE = 480
MANIFEST_SUFFIXES = {".yaml", ".yml"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit codes are those of the design, §4."""
    for stream in (sys.stdout, sys.stderr):
        # A file's name may hold what the terminal's encoding cannot say: it is escaped, never a crash.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        exit_code = run(options)
        sys.stdout.flush()
        return exit_code
    except TypesetError as error:
        if options.debug:
            raise
        _tell(error.problems, as_json=options.json)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone: what is left of it goes nowhere, or Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if options.debug:
            raise
        fault = Problem(
            f"an unexpected fault ({type(error).__name__}: {error})", remedy="--debug shows where; please report it"
        )
        _tell((fault,), as_json=options.json)
        return 4


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="typeset", description="A folder of stories, with letters running all through them, becomes one book."
    )
    parser.add_argument("--version", action="version", version=f"typeset {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--quiet", action="store_true", help="say nothing but errors")
    common.add_argument("--json", action="store_true", help="print JSON, for a program to read")
    common.add_argument("--debug", action="store_true", help="show the trace of an error")
    sharing = argparse.ArgumentParser(add_help=False)
    sharing.add_argument("--jobs", type=_count, metavar="N", help="how many processes work (default: as many as pay)")
    of_book = argparse.ArgumentParser(add_help=False)
    told = "a manifest, or a folder with a book.yaml (default: book.yaml here)"
    of_book.add_argument("book", nargs="?", default="book.yaml", metavar="BOOK", help=told)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    build = commands.add_parser(
        "build", parents=[common, sharing, of_book], help="make the book: an EPUB and a print PDF"
    )
    build.add_argument("--epub", action="store_true", help="make the EPUB")
    build.add_argument("--pdf", action="store_true", help="make the print PDF")
    build.add_argument("--kepub", action="store_true", help="make the EPUB in Kobo's form, into DIR/extras")
    build.add_argument("-o", "--out", type=Path, metavar="DIR", help="where to (default: out/ beside the manifest)")
    build.set_defaults(run=_build)

    letters = commands.add_parser(
        "letters",
        parents=[common, sharing],
        help="the letters found: where, who to whom, and why",
        description="The letters found: where, who to whom, when, how sure that is, and why; ? marks the doubtful, "
        "… the further part of one that is interrupted.",
        epilog="What is wrong is corrected in book.yaml: --yaml prints the stories and letters to begin with.",
    )
    letters.add_argument(
        "sources", nargs="*", default=["book.yaml"], metavar="BOOK|FILE", help="a manifest [book.yaml], or story files"
    )
    letters.add_argument(
        "--roles", action="store_true", help="show below each letter what its lines are, but for its body"
    )
    letters.add_argument(
        "--sort",
        choices=("sure", "date", "place"),
        default="sure",
        help="the least sure first (default), by date (tells which are out of order), or as they stand",
    )
    letters.add_argument("--yaml", action="store_true", help="print the stories with their letters, for book.yaml")
    letters.set_defaults(run=_letters)

    check = commands.add_parser(
        "check",
        parents=[common, of_book],
        help="what is wrong with the style sheets, pictures and cover, in which e-reader or on paper",
        description="What is wrong with a book's style sheets, pictures and cover: where, what breaks, in which "
        "e-reader or on paper, and what to do. Exit code 1 where there is an error.",
        epilog="typeset explain CODE says more of one, with an example.",
    )
    check.set_defaults(run=_check)

    explain = commands.add_parser("explain", parents=[common], help="what a finding means, with a before and an after")
    explain.add_argument("code", metavar="CODE", help="the code of a finding, such as S-101")
    explain.set_defaults(run=_explain)
    return parser


def _count(text: str) -> int:
    """A number of 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of processes; give 1 or more")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from typeset import letters
    from typeset.build import BOTH_BOOKS, PLACES, build

    outputs = tuple(output for output in PLACES if getattr(options, output)) or BOTH_BOOKS
    report = build(Path(options.book), outputs, options.out, options.jobs)
    if options.json:
        print(json.dumps(asdict(report), default=str, ensure_ascii=False))
    elif not options.quiet:
        for path in (report.paths[output] for output in outputs):
            print(_printable(str(path)))
        pages = f", {_counted(report.pages, 'page')}" if report.pages else ""
        kinds = letters.count_kinds(report.letters)
        stories, words = _counted(report.stories, "story"), _counted(report.words, "word")
        print(f"{stories}, {words}{pages}; correspondence found: {kinds or 'none'}")
        if report.repairs:
            mended = _counted(report.repairs, "fault")
            print(f"{mended} of the sources mended, see {_printable(str(report.paths['ledger']))}")
        for line in report.least_certain:
            print(f"least certain: {_printable(line)}")
        for line in report.apart[:MOST_APART_SHOWN]:
            print(_printable(NOT_JOINED.format(line)))
        for line in report.warnings:
            print(f"warning: {_printable(line)}")
    if not options.json:
        _print_some([finding for finding in report.findings if finding.level == "error" or not options.quiet])
    return _exit_code(report.findings)


def _print_some(findings: Sequence[Finding]) -> None:
    """The first findings, and how many more there are; errors before the others."""
    shown = sorted(findings, key=lambda finding: finding.level != "error")[:MOST_FINDINGS_SHOWN]
    for finding in shown:
        print(_printable(str(finding)))
    if len(findings) > len(shown):
        print(f"and {len(findings) - len(shown)} more findings; --json lists all")


def _exit_code(findings: Iterable[Finding]) -> int:
    return int(any(finding.level == "error" for finding in findings))


def _check(options: argparse.Namespace) -> int:
    from typeset.build import check

    findings = check(Path(options.book))
    if options.json:
        print(json.dumps({"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False))
        return _exit_code(findings)
    for finding in findings:
        if finding.level == "error" or not options.quiet:
            print(_printable(str(finding)))
    if not options.quiet:
        levels = Counter(finding.level for finding in findings)
        counts = [_counted(count, level) for level, count in levels.items()]
        print(f"{', '.join(counts)}; typeset explain CODE says more" if counts else "nothing found")
    return _exit_code(findings)


def _explain(options: argparse.Namespace) -> int:
    from typeset import findings

    if options.json:
        print(json.dumps(asdict(findings.entry(options.code)), ensure_ascii=False))
    else:
        print(findings.explain(options.code))
    return 0


def _letters(options: argparse.Namespace) -> int:
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
    _tell_first([problem for error in unread for problem in error.problems], "")
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
            print(_printable(line))


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


def _tell(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Errors on stderr: three of them and how many more; with as_json all of them on stdout, too."""
    if as_json:
        print(json.dumps({"errors": [asdict(problem) for problem in problems]}, ensure_ascii=False))
    _tell_first(problems, "" if as_json else "; --json lists all")


def _tell_first(problems: Sequence[Problem], remedy: str) -> None:
    for problem in problems[:MOST_PROBLEMS_SHOWN]:
        print(f"typeset: {_printable(str(problem))[:LONGEST_LINE]}", file=sys.stderr)
    if len(problems) > MOST_PROBLEMS_SHOWN:
        print(f"typeset: and {len(problems) - MOST_PROBLEMS_SHOWN} more{remedy}", file=sys.stderr)


NOUNS = {"story": ("story", "stories")}


def _counted(count: int, noun: str) -> str:
    """A number with its noun: "1 story", "2,130 words"."""
    one, many = NOUNS.get(noun, (noun, f"{noun}s"))
    return f"{count:,} {one if count == 1 else many}"


def _printable(text: str) -> str:
    """One line without anything that a terminal would obey."""
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else "�" for c in text)
