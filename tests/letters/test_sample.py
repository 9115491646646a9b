"""The sample stories: every letter of `seeds/letters.json` is found, with its lines' roles and its people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from typeset import letters, passes, readers

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GOLD: dict[str, dict[str, Any]] = json.loads((SEEDS / "letters.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(GOLD))
def test_found(name: str) -> None:
    raw = readers.read((SEEDS / name).read_bytes(), name)
    tree, _ = passes.clean(raw, "en-GB")
    found, wanted = letters.find(tree), GOLD[name]["letters"]
    assert [(each.first, each.last) for each in found] == [(each["first"], each["last"]) for each in wanted]
    for letter, gold in zip(found, wanted, strict=True):
        assert letter.kind in gold.get("kind_either", [gold["kind"]])
        assert letter.sender in gold["sender_accept"]
        assert letter.recipient in gold["recipient_accept"]
        either = gold.get("roles_either", {})
        for number, role in gold["roles"].items():
            assert letter.roles[int(number)] in either.get(number, [role]), number
