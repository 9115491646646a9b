"""What the commands say: lines for a terminal, errors and findings; nothing in them that a terminal would obey.

Enters: what is to be said.  Leaves: lines on stdout and stderr.  Never decides anything.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from typeset.errors import Problem

if TYPE_CHECKING:
    from typeset.findings import Finding

MOST_PROBLEMS_SHOWN = 3
MOST_APART_SHOWN = 5
MOST_FINDINGS_SHOWN = 5
NOT_JOINED = "not joined: {}; `also:` under `correspondents:` joins them"
LONGEST_LINE = 480


def print_some(findings: Sequence[Finding]) -> None:
    """The first findings, and how many more there are; errors before the others."""
    shown = sorted(findings, key=lambda finding: finding.level != "error")[:MOST_FINDINGS_SHOWN]
    for finding in shown:
        print(printable(str(finding)))
    if len(findings) > len(shown):
        print(f"and {len(findings) - len(shown)} more findings; --json lists all")


def exit_code(findings: Iterable[Finding]) -> int:
    return int(any(finding.level == "error" for finding in findings))


def tell(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Errors on stderr: three of them and how many more; with as_json all of them on stdout, too."""
    if as_json:
        print(json.dumps({"errors": [asdict(problem) for problem in problems]}, ensure_ascii=False))
    tell_first(problems, "" if as_json else "; --json lists all")


def tell_first(problems: Sequence[Problem], remedy: str) -> None:
    for problem in problems[:MOST_PROBLEMS_SHOWN]:
        print(f"typeset: {printable(str(problem))[:LONGEST_LINE]}", file=sys.stderr)
    if len(problems) > MOST_PROBLEMS_SHOWN:
        print(f"typeset: and {len(problems) - MOST_PROBLEMS_SHOWN} more{remedy}", file=sys.stderr)


NOUNS = {"story": ("story", "stories")}


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 story", "2,130 words"."""
    one, many = NOUNS.get(noun, (noun, f"{noun}s"))
    return f"{count:,} {one if count == 1 else many}"


def printable(text: str) -> str:
    """One line without anything that a terminal would obey."""
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else "�" for c in text)
