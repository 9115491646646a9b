"""Each case is a source of our own and what the finder should say of it: cases/NAME.{txt,html} and NAME.json.

Add a pair, run with --accept, and read what was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from typeset import letters, passes, readers

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix in (".txt", ".html"))
TOLD = ("kind", "first", "last", "roles", "sender", "recipient", "continues")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_found(case: Path, golden: Callable[[Path, str], None]) -> None:
    raw = readers.read(case.read_bytes(), case.name)
    tree, ledger = passes.clean(raw, "en-GB")
    said = letters.as_json(case.name, raw.blocks, letters.find(tree), tree, ledger)
    lines = [
        json.dumps(_marked({key: each[key] for key in TOLD if key in each}), ensure_ascii=False)
        for each in said["letters"]
    ]
    golden(case.with_suffix(".json"), "[\n" + ",\n".join(f"  {line}" for line in lines) + "\n]\n" if lines else "[]\n")


def _marked(letter: dict[str, object]) -> dict[str, object]:
    roles = letter["roles"]
    assert isinstance(roles, dict)
    return letter | {"roles": {number: role for number, role in roles.items() if role != "body"}}
