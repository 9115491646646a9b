"""The passes that set lines and breaks, case by case: typography/NAME.case, or NAME.LANGUAGE.case.

A case is a source, a line `====`, and what becomes of it: one block a line, and what the ledger tells.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from typeset.ledger import prove
from typeset.model import BLOCK, XHTML_NS
from typeset.passes import clean, set_line
from typeset.readers import read

CASES = sorted(Path(__file__).parent.glob("typography/*.case"))
PARTING = "====\n"


def set_anew(source: str, name: str, language: str) -> str:
    """What the passes make of a source, as a case shows it: no-break spaces as they are written in HTML."""
    raw = read(source.encode(), name)
    tree, ledger = clean(raw, language)
    prove(raw.blocks, tree, ledger, name)
    lines = []
    for block in tree:
        if "-" not in block.get(BLOCK, ""):
            block.attrib.pop(BLOCK, "")
        text = etree.tostring(block, encoding="unicode").replace(f' xmlns="{XHTML_NS}"', "")
        text = text.replace(' xmlns:epub="http://www.idpf.org/2007/ops"', "")
        lines.append(text.replace("\xa0", "&#160;").replace("\u202f", "&#8239;"))
    lines += [f"cut {cut.block} as {cut.reason}: {cut.text}" for cut in ledger.cuts]
    lines += [f"mended {repair.block}: {repair.before} → {repair.after}" for repair in ledger.repairs]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, golden: Callable[[Path, str], None]) -> None:
    source = case.read_text(encoding="utf-8").partition(PARTING)[0]
    language = case.stem.partition(".")[2].replace("html", "") or "en"
    golden(case, source + PARTING + set_anew(source, "a source", language))


@pytest.mark.parametrize(
    ("line", "language", "made"),
    [
        ("The Keeper's Accounts", "en", "The Keeper’s Accounts"),
        ("\"Who's There?\" -- and 'Nobody'", "en-GB", "“Who’s There?” – and ‘Nobody’"),
        ("Salt 'n' Ashes...", "en", "Salt ’n’ Ashes…"),
        ("L'été : qui vient ?", "fr", "L’été\xa0: qui vient\u202f?"),
        ("R&D <draft>", "en", "R&D <draft>"),
        ("The Keeper’s Accounts", "en", "The Keeper’s Accounts"),
    ],
)
def test_a_line_outside_the_story(line: str, language: str, made: str) -> None:
    assert set_line(line, language) == made
