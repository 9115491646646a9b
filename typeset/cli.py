"""The commands; arguments in, exit code out; no work of its own.

Enters: the arguments.  Leaves: an exit code, lines on stdout and, of a failure, at most five on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from typeset import __version__
from typeset.errors import ManifestError, Problem, TypesetError

if TYPE_CHECKING:
    from typeset.build import PreparedStory

MOST_PROBLEMS_SHOWN = 3
MOST_APART_SHOWN = 5
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
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    build = commands.add_parser("build", parents=[common], help="make the book: an EPUB and a print PDF")
    build.add_argument(
        "book", nargs="?", default="book.yaml", metavar="BOOK", help="a manifest, or a folder with a book.yaml"
    )
    build.add_argument("--epub", action="store_true", help="make the EPUB")
    build.add_argument("--pdf", action="store_true", help="make the print PDF")
    build.add_argument("-o", "--out", type=Path, metavar="DIR", help="where to (default: out/ beside the manifest)")
    build.set_defaults(run=_build)

    letters = commands.add_parser("letters", parents=[common], help="the letters found: where, who to whom, and why")
    letters.add_argument(
        "sources", nargs="*", default=["book.yaml"], metavar="BOOK|FILE", help="a manifest, or story files"
    )
    letters.set_defaults(run=_letters)
    return parser


def _build(options: argparse.Namespace) -> int:
    from typeset.build import OUTPUTS, build

    outputs = tuple(output for output in OUTPUTS if getattr(options, output)) or OUTPUTS
    report = build(Path(options.book), outputs, options.out)
    if options.json:
        print(json.dumps(asdict(report), default=str, ensure_ascii=False))
    elif not options.quiet:
        for path in (report.paths[output] for output in outputs):
            print(_printable(str(path)))
        pages = f", {_counted(report.pages, 'page')}" if report.pages else ""
        kinds = ", ".join(_counted(count, kind) for kind, count in report.letters.items())
        stories, words = _counted(report.stories, "story"), _counted(report.words, "word")
        print(f"{stories}, {words}{pages}; correspondence found: {kinds or 'none'}")
        if report.repairs:
            mended = _counted(report.repairs, "fault")
            print(f"{mended} of the sources mended, see {_printable(str(report.paths['ledger']))}")
        for line in report.least_certain:
            print(f"least certain: {_printable(line)}")
        for line in report.apart[:MOST_APART_SHOWN]:
            print(f"not joined: {_printable(line)}; `also:` under `correspondents:` joins them")
        for line in report.warnings:
            print(f"warning: {_printable(line)}")
    return 0


def _letters(options: argparse.Namespace) -> int:
    from typeset.build import prepare_source, prepare_stories

    first, *others = options.sources
    if Path(first).is_dir() or Path(first).suffix.lower() in MANIFEST_SUFFIXES:
        from typeset import manifest

        if others:
            remedy = "name one manifest, or story files"
            raise ManifestError(Problem("a manifest cannot be read beside other files", first, remedy))
        book = manifest.load(manifest.find(Path(first)))
        for entry, story in zip(book.stories, prepare_stories(book), strict=True):
            _print_letters(str(entry.file), story, options.json)
        return 0
    problems: list[Problem] = []
    exit_code = 0
    for source in options.sources:
        try:
            story = prepare_source(Path(source), source, "en")
        except TypesetError as error:
            problems += error.problems
            exit_code = max(exit_code, error.exit_code)
        else:
            _print_letters(source, story, options.json)
    _tell_first(problems, "")
    return exit_code


def _print_letters(name: str, story: PreparedStory, as_json: bool) -> None:
    from typeset import letters

    if as_json:
        found = letters.as_json(name, story.raw.blocks, story.letters, story.tree, story.ledger)
        print(json.dumps(found, ensure_ascii=False))
        return
    kinds = Counter(letter.kind for letter in story.letters)
    print(_printable(f"{name}: {', '.join(_counted(n, kind) for kind, n in kinds.items()) or 'no letter'}"))
    for letter in story.letters:
        print("\n".join(_printable(line) for line in letters.describe(letter, story.raw.blocks)))
    for line in story.apart:
        print(f"not joined: {_printable(line)}; `also:` under `correspondents:` joins them")


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


NOUNS = {"story": ("story", "stories"), "messages": ("thread of messages", "threads of messages")}


def _counted(count: int, noun: str) -> str:
    """A number with its noun: "1 story", "2,130 words"."""
    one, many = NOUNS.get(noun, (noun, f"{noun}s"))
    return f"{count:,} {one if count == 1 else many}"


def _printable(text: str) -> str:
    """One line without anything that a terminal would obey."""
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else "�" for c in text)
