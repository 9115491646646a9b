"""The commands; arguments in, exit code out; no work of its own.

Enters: the arguments.  Leaves: an exit code, lines on stdout and, of a failure, at most five on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from typeset import __version__
from typeset.errors import ManifestError, Problem, TypesetError
from typeset.shops import SHOPS
from typeset.told import MOST_APART_SHOWN, NOT_JOINED, counted, exit_code, print_some, printable, tell
from typeset.units import length_pt

if TYPE_CHECKING:
    from typeset.findings import Finding

Measured = TypeVar("Measured")


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
        tell(error.problems, as_json=options.json)
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
        tell((fault,), as_json=options.json)
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
    build.add_argument("--screen", action="store_true", help="make a tagged PDF for screens, into DIR/extras")
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
        parents=[common],
        help="what is wrong with the style sheets, pictures and cover, in which e-reader or on paper, or with a PDF",
        description="What is wrong with a book's style sheets, pictures and cover: where, what breaks, in which "
        "e-reader or on paper, and what to do. Of a PDF, whoever made it: what a print shop sends it back for. Exit "
        "code 1 where there is an error.",
        epilog="typeset explain CODE says more of one, with an example.",
    )
    check.add_argument("book", nargs="?", default="book.yaml", metavar="BOOK|FILE.pdf", help=f"{told}, or a PDF")
    check.add_argument(
        "--shop", choices=tuple(SHOPS), help="of a PDF: by the rules of this shop (default: what all of them ask)"
    )
    check.set_defaults(run=_check)

    _add_impose(commands, common)

    explain = commands.add_parser("explain", parents=[common], help="what a finding means, with a before and an after")
    explain.add_argument("code", metavar="CODE", help="the code of a finding, such as S-101")
    explain.set_defaults(run=_explain)
    return parser


def _add_impose(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    from typeset.impose import BINDINGS, SHEETS_PT, UPS

    impose = commands.add_parser(
        "impose",
        parents=[common],
        help="put the pages of a PDF on sheets, to be printed, folded or cut, and bound",
        description="The pages of a PDF on sheets of paper, front and back in turn: to be printed on both sides, "
        "folded into sections or cut into leaves, and bound. Lengths are written as 3mm, 0.5in, 12pt.",
        usage="%(prog)s BOOK.pdf [-o OUT.pdf] [options]",
        epilog="docs/imposing.md has the folds, and what each binding asks for.",
    )
    impose.add_argument("pdf", type=Path, metavar="BOOK.pdf", help="the book, a page a page")
    impose.add_argument(
        "-o", "--out", type=Path, metavar="OUT.pdf", help="the file to write (default: BOOK-imposed.pdf beside it)"
    )
    impose.add_argument(
        "--binding",
        choices=BINDINGS,
        default="sewn",
        help="saddle: one section, stapled; sewn: sections (default); milled: sections, their spine milled off and "
        "glued; perfect: single leaves, cut, stacked and glued",
    )
    impose.add_argument("--signature", type=int, metavar="N", help="pages of a section, a multiple of 4 (default: 16)")
    impose.add_argument("--up", type=int, choices=UPS, default=2, help="pages on a side of a sheet (default: 2)")
    impose.add_argument(
        "--sheet",
        type=_measured(_paper),
        metavar="SIZE",
        help=f"{', '.join(SHEETS_PT)} or a size such as 320x450mm (default: the first of a4, a3, sra3 with room)",
    )
    impose.add_argument(
        "--flip", choices=("long", "short"), default="long", help="the edge over which the printer turns the paper"
    )
    impose.add_argument(
        "--paper-thickness",
        type=_measured(length_pt),
        metavar="LENGTH",
        help="of one leaf (default: 0.1mm); inner pages are moved towards the spine by as much as they are pushed out",
    )
    impose.add_argument(
        "--creep",
        type=_measured(length_pt),
        metavar="LENGTH",
        help="how far the innermost page is moved, instead; 0 for none",
    )
    impose.add_argument(
        "--trim",
        type=_measured(length_pt),
        metavar="LENGTH",
        help="what is cut off at head, foot and fore-edge in the end (default: the bleed of the pages)",
    )
    impose.add_argument(
        "--milling", type=_measured(length_pt), metavar="LENGTH", help="what is milled off the spine (milled: 3mm)"
    )
    impose.add_argument("--scale", action="store_true", help="make pages smaller that are too large for the sheet")
    impose.add_argument(
        "--marks",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="marks for cuts and folds, bars on the spines of sections, each sheet's name",
    )
    impose.add_argument("--guide", action="store_true", help="put a sheet in front that says how to fold and bind")
    impose.set_defaults(run=_impose)


def _measured(read: Callable[[str], Measured]) -> Callable[[str], Measured]:
    """A reader of lengths as argparse wants it: it tells what the reader says is wrong."""

    def measured(text: str) -> Measured:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"“{text}”: {error}") from error

    return measured


def _paper(text: str) -> str:
    """The name of a paper, or its size, as it was written."""
    from typeset.impose import sheet_pt

    sheet_pt(text)
    return text.strip().lower()


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
            print(printable(str(path)))
        pages = f", {counted(report.pages, 'page')}" if report.pages else ""
        kinds = letters.count_kinds(report.letters)
        stories, words = counted(report.stories, "story"), counted(report.words, "word")
        print(f"{stories}, {words}{pages}; correspondence found: {kinds or 'none'}")
        if report.repairs:
            mended = counted(report.repairs, "fault")
            print(f"{mended} of the sources mended, see {printable(str(report.paths['ledger']))}")
        for line in report.least_certain:
            print(f"least certain: {printable(line)}")
        for line in report.apart[:MOST_APART_SHOWN]:
            print(printable(NOT_JOINED.format(line)))
        for line in report.warnings:
            print(f"warning: {printable(line)}")
    if not options.json:
        print_some([finding for finding in report.findings if finding.level == "error" or not options.quiet])
    return exit_code(report.findings)


def _check(options: argparse.Namespace) -> int:
    findings = _of_pdf(options) if options.book.lower().endswith(".pdf") else _of_book(options)
    if options.json:
        print(json.dumps({"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False))
        return exit_code(findings)
    for finding in findings:
        if finding.level == "error" or not options.quiet:
            print(printable(str(finding)))
    if not options.quiet:
        levels = Counter(finding.level for finding in findings)
        counts = [counted(count, level) for level, count in levels.items()]
        print(f"{', '.join(counts)}; typeset explain CODE says more" if counts else "nothing found")
    return exit_code(findings)


def _of_pdf(options: argparse.Namespace) -> list[Finding]:
    from typeset.preflight import ANY_SHOP, preflight

    return preflight(Path(options.book), shop=SHOPS[options.shop] if options.shop else ANY_SHOP)


def _of_book(options: argparse.Namespace) -> list[Finding]:
    from typeset.build import check

    if options.shop:
        raise ManifestError(Problem("--shop is for a PDF", options.book, "give the PDF that was built of it"))
    return check(Path(options.book))


def _letters(options: argparse.Namespace) -> int:
    from typeset import listing

    return listing.run(options)


def _impose(options: argparse.Namespace) -> int:
    from typeset.impose import ImposeSettings, impose

    asked = {
        "binding": options.binding,
        "signature": options.signature,
        "up": options.up,
        "sheet": options.sheet,
        "flip": options.flip,
        "paper_thickness_pt": options.paper_thickness,
        "creep_pt": options.creep,
        "trim_pt": options.trim,
        "milling_pt": options.milling,
        "scale": options.scale,
        "marks": options.marks,
        "guide": options.guide,
    }
    settings = ImposeSettings(**{key: value for key, value in asked.items() if value is not None})
    report = impose(options.pdf, options.out, settings)
    if options.json:
        print(json.dumps(asdict(report), default=str, ensure_ascii=False))
    elif not options.quiet:
        print(printable(str(report.path)))
        print(report)
        for note in report.notes:
            print(f"note: {printable(note)}")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from typeset import findings

    if options.json:
        print(json.dumps(asdict(findings.entry(options.code)), ensure_ascii=False))
    else:
        print(findings.explain(options.code))
    return 0
