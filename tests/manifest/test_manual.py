"""The manual's page on book.yaml names every key that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from typeset.manifest import (
    Book,
    Correction,
    Correspondence,
    Correspondent,
    Epub,
    Matter,
    Print,
    Series,
    Story,
    Strict,
)

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "book-yaml.md"
SECTIONS = {
    "The book": Book,
    "A story": Story,
    "Letters that were found wrong": Correction,
    "Correspondents": Correspondent,
    "A series": Series,
    "Round the stories": Matter,
    "Correspondence": Correspondence,
    "Print": Print,
    "E-book": Epub,
}


@pytest.mark.parametrize("title", SECTIONS)
def test_the_manual_knows_every_key(title: str) -> None:
    model: type[Strict] = SECTIONS[title]
    section = MANUAL.read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    first_cells = re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(first_cells))) == set(model.model_fields)
