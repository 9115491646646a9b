"""The systems that set the same book as a PDF: ours, ours with less, the peers as they come, and the peers tuned.

Enters: a folder with a book, and the folder of the peers' scripts, each of which takes BOOKDIR OUT.  Leaves: one PDF a
system.  Never writes to the peers' folder or to our sources: what is changed is changed in a copy, so that a table of
changes says all that we did.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


# The tables, by their headings.
TABLES = AS_THEY_COME, TUNED, WITHOUT = ("as they come", "tuned", "without")


class Change(NamedTuple):
    """Words of a file of the peers' folder (of the project, where it is ours), and what is put there instead."""

    file: str
    old: str
    new: str


class System(NamedTuple):
    """One way to set the book.  script: of the peers, or none, as ours; table: which shows it, or none, all."""

    label: str
    script: str | None
    table: str | None
    changes: tuple[Change, ...] = ()


COSTS, FACES = "typeset/pdf/lines/costs.py", "typeset/pdf/lines/faces.py"
# Six points narrower on either side: 312 pt, the measure of the classic page.
NARROWER_IN_TEX = (
    Change("xelatex.template", "inner=58bp", "inner=64bp"),
    Change("xelatex.template", "outer=50bp", "outer=56bp"),
)

SYSTEMS = {
    "typeset": System("typeset", None, None),
    "weasyprint": System("WeasyPrint", "weasyprint_plain.sh", AS_THEY_COME),
    "typst": System("Typst", "typst.sh", AS_THEY_COME),
    "xelatex": System("XeLaTeX", "xelatex.sh", AS_THEY_COME),
    "chromium": System("Chromium", "chromium.sh", AS_THEY_COME),
    # Typst may letterspace lines, by the limits that its manual recommends.  A hyphen at a quarter of its
    # usual cost gave the most even lines of those tried (1, 1/2, 1/4).
    "typst-tuned": System(
        "Typst, tuned",
        "typst.sh",
        TUNED,
        (
            Change(
                "typst.template",
                "#set par(justify: true,",
                "#set par(justify: true, justification-limits: (tracking: (min: -0.01em, max: 0.02em)),",
            ),
            Change("typst.template", "hyphenate: true,", "hyphenate: true, costs: (hyphenation: 25%),"),
            Change("typst.template", "inside: 58pt, outside: 50pt", "inside: 64pt, outside: 56pt"),
        ),
    ),
    # microtype, which the peer's template loads, can let glyphs give way in LuaTeX and not in XeTeX.
    "lualatex": System(
        "LuaLaTeX", "xelatex.sh", TUNED, (Change("xelatex.sh", "xelatex -inter", "lualatex -inter"), *NARROWER_IN_TEX)
    ),
    # Word spaces no narrower than ours may be, in place of two thirds.
    "lualatex-spaced": System(
        "LuaLaTeX, spaces as ours",
        "xelatex.sh",
        TUNED,
        (
            Change("xelatex.sh", "xelatex -inter", "lualatex -inter"),
            Change("xelatex.template", "[Extension=.otf,", "[Extension=.otf,WordSpace={1,1,0.75},"),
            *NARROWER_IN_TEX,
        ),
    ),
    # Debian's Chromium has no hyphenation of its own; publishers put soft hyphens in beforehand.
    "chromium-hyphens": System(
        "Chromium, soft hyphens",
        "chromium.sh",
        TUNED,
        (
            Change("chromium.sh", '"$tmp/print.css" > ', '"$tmp/print.css" | python "$here/soften.py" > '),
            Change("print.css", "margin: 54pt 50pt 62pt 58pt", "margin: 54pt 56pt 62pt 64pt"),
            Change("print.css", "margin-left: 50pt; margin-right: 58pt", "margin-left: 56pt; margin-right: 64pt"),
        ),
    ),
    # What each choice of ours is worth: the same without it.
    "rigid": System("glyphs rigid", None, WITHOUT, (Change(COSTS, "expansion: float = 0.02", "expansion: float = 0"),)),
    "wide": System(
        "spaces never narrowed", None, WITHOUT, (Change(COSTS, "shrink: float = 0.25", "shrink: float = 0"),)
    ),
    "square": System(
        "nothing hangs",
        None,
        WITHOUT,
        (
            Change(FACES, "HANG_BEHIND.get(text[-1:])", "None"),
            Change(FACES, "HANG_BEFORE.get(text[:1])", "None"),
        ),
    ),
    "whole": System(
        "no hyphens",
        None,
        WITHOUT,
        (Change("styles/print.css", "text-align: justify; hyphens: auto", "text-align: justify; hyphens: manual"),),
    ),
}


class FailedError(Exception):
    """A system did not do its work: what it said, in a line."""


def set_book(name: str, book: Path, peers: Path, made: Path) -> None:
    """Set the book with one of SYSTEMS, as the PDF `made`.

    Raises FailedError where the system cannot do it, or where a peer's file lacks what would be changed.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        system = SYSTEMS[name]
        copy = changed(system, peers, scratch / "copy")
        if system.script is None:
            command = [sys.executable, "-m", "typeset", "build", str(book), "--pdf", "--quiet", "-o", str(scratch)]
            environment = {**os.environ, "PYTHONPATH": str(copy)}
        else:
            command = ["sh", str(copy / system.script), str(book), str(scratch / "book.pdf")]
            environment = {"PEERS_VENV": str(peers.parent / ".venv"), **os.environ}
        # In a folder without our sources: Python takes those before the copy's.
        done = subprocess.run(
            command, env=environment, cwd=scratch, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        pdfs = sorted(scratch.glob("*.pdf"))
        if done.returncode or not pdfs:
            said = done.stderr.strip() or done.stdout.strip() or f"it ended with {done.returncode}, in silence"
            raise FailedError(f"{system.label}: {said.splitlines()[-1][:300]}: mend that, or leave it out by --only")
        shutil.copyfile(pdfs[0], made)


def changed(system: System, peers: Path, copy: Path) -> Path:
    """A copy of what a system is made of, with its changes: the peers' scripts and our soften.py, or our own sources.

    Raises FailedError where a file does not have what would be changed, or has it more than once.
    """
    if system.script is None:
        for folder in ("typeset", "styles"):
            shutil.copytree(ROOT / folder, copy / folder)
    else:
        # The bytes alone: the peers' folder may be one that nobody may write to.
        shutil.copytree(peers, copy, copy_function=shutil.copyfile)
        copy.chmod(0o755)
        shutil.copyfile(Path(__file__).with_name("soften.py"), copy / "soften.py")
    for change in system.changes:
        file = copy / change.file
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if text.count(change.old) != 1:
            raise FailedError(f"{system.label}: {change.file} does not have {change.old!r} once: amend SYSTEMS")
        file.write_text(text.replace(change.old, change.new), encoding="utf-8")
    return copy
