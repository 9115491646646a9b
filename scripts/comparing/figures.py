"""The figures of what each system made, measured from outside, as tables in Markdown.

Enters: PDFs, and the program that measures one (`PROGRAM FILE.pdf --json`).  Leaves: a table of rows by ROWS.  Never
reckons anything of a page itself: the program is not part of this project.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from comparing.systems import WITHOUT, FailedError

Figures = Mapping[str, Any]


def share(part: str, whole: str) -> Callable[[Figures], str]:
    """How many of how many, and that in a hundred."""
    return lambda of: f"{of[part]} of {of[whole]} ({round(100 * of[part] / of[whole]) if of[whole] else 0} %)"


def plain(key: str, form: str = "") -> Callable[[Figures], str]:
    return lambda of: format(of[key], form)


# What a row is called, and how it is read from what the program tells.
ROWS: dict[str, Callable[[Figures], str]] = {
    "measure, pt": plain("measure_pt", ".0f"),
    "pages": plain("pages"),
    "justified lines": plain("justified_lines"),
    "**word spaces**, mean": plain("space_mean", ".2f"),
    "their spread (sd)": plain("space_sd", ".2f"),
    "narrowest line": plain("space_min", ".2f"),
    "widest line": plain("space_max", ".2f"),
    "lines over 1.5, %": plain("over_1_5_pct", ".2f"),
    "lines over 2, %": plain("over_2_0_pct", ".2f"),
    "lines under 0.7, %": plain("under_0_7_pct", ".2f"),
    "**hyphens**, % of lines": plain("hyphenated_pct", ".1f"),
    "most in a row": plain("longest_hyphen_run"),
    "at a page's end": plain("hyphens_at_page_end"),
    "where a leaf turns": plain("hyphens_at_page_turn"),
    "**last lines** of hardly a word, %": plain("runts_pct", ".2f"),
    "**pages** with a widow": plain("widows"),
    "with an orphan": plain("orphans"),
    "a line or more short": share("short_pages", "body_pages"),
    "uneven spreads": share("uneven_spreads", "spreads"),
    "**baselines** on the grid, %": plain("on_grid_pct", ".1f"),
}


# Of these, what a line breaker alone decides.
LINE_ROWS = (
    "**word spaces**, mean",
    "their spread (sd)",
    "narrowest line",
    "lines over 1.5, %",
    "lines over 2, %",
    "**hyphens**, % of lines",
    "**last lines** of hardly a word, %",
)


def rows_of(heading: str) -> tuple[str, ...]:
    """The rows of a table by its heading."""
    return LINE_ROWS if heading == WITHOUT else tuple(ROWS)


def measured(pdf: Path, program: Path) -> Figures:
    """What the measuring program tells of a PDF.  Raises FailedError where it cannot."""
    command = [sys.executable, str(program), str(pdf), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise FailedError(f"{program.name} cannot measure {pdf.name}; it says: {said[-1][:300]}")
    figures: Figures = json.loads(done.stdout)
    return figures


def table(heading: str, columns: Mapping[str, Figures]) -> str:
    """A table in Markdown; columns: what stands at the head of each, and its figures."""
    lines = [f"| | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    for row in rows_of(heading):
        lines.append(f"| {row} | {' | '.join(ROWS[row](figures) for figures in columns.values())} |")
    return "\n".join(lines)
