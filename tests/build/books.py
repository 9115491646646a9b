"""The books that tests build once and look at: the sample, the five manuscripts, a long novel."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
BOOKS = {
    "sample": ROOT / "book.yaml",
    "manuscripts": SHARED / "seeds" / "book.yaml",
    "pride": SHARED / "bench" / "pride" / "book.yaml",
}


@dataclass(frozen=True)
class Built:
    """A book that was built, with what its stories must say: letters and digits, the named cuts left out.

    said: the summary that the build printed.
    """

    name: str
    manifest: Path
    epub: Path
    pdf: Path
    words: list[str]
    said: str


def run(arguments: list[str], **environment: str) -> str:
    """Run a command, which must not fail; returns what it printed."""
    command = [sys.executable, "-m", "typeset", *arguments]
    surroundings = {**os.environ, **environment}
    done = subprocess.run(command, check=True, env=surroundings, capture_output=True, text=True, timeout=300)
    return done.stdout
