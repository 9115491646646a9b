"""The finder on other people's manuscripts and on the labelled letters, where they are there.

The labelled novels and the modern pieces are what the shipped tables have learned from: these floors are no accuracy
(docs/letters.md has that), they tell when the tables and the code that reads them part.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from typeset import letters, passes, readers


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(data: bytes, name: str) -> dict[str, Any]:
    raw = readers.read(data, name)
    tree, ledger = passes.clean(raw, "en-GB")
    return letters.as_json(name, raw.blocks, letters.find(tree), tree, ledger)


def test_the_five_manuscripts(shared: Path) -> None:
    scorer = load(shared / "seeds" / "score_seeds.py")
    gold = json.loads((shared / "seeds" / "gold.json").read_text(encoding="utf-8"))
    said = {name: answer((shared / "seeds" / name).read_bytes(), name) for name in gold}
    blocks = {name: scorer.read_blocks(shared / "seeds" / name) for name in gold}
    total = scorer.score_all(gold, said, blocks)["total"]
    assert (total["exact"], total["false"]) == (34, 0)
    for part in ("roles", "kind", "sender", "recipient"):
        assert total[part][0] == total[part][1], part


def measure(shared: Path, records: Iterable[dict[str, Any]], every: int) -> dict[str, Any]:
    scorer = load(shared / "letters" / "score.py")
    some = list(records)[::every]
    names = [scorer.file_name(at, record) for at, record in enumerate(some)]
    said = {at: answer(record["source"].encode(), names[at]) for at, record in enumerate(some)}
    result, _, _ = scorer.score(some, said)
    figures: dict[str, Any] = result["all"]
    return figures


def read(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_labelled_novels(shared: Path) -> None:
    """Every seventh record: all authors, all three forms."""
    figures = measure(shared, read(shared / "letters" / "letters.jsonl.gz"), 7)
    assert figures["paragraph_f1"] >= 0.78
    assert figures["exact_f1"] >= 0.58
    assert figures["false_per_1000"] <= 1.8
    assert figures["furniture_accuracy"] >= 0.78
    assert figures["sender_accuracy"] >= 0.92
    assert figures["recipient_accuracy"] >= 0.92


def test_modern_pieces(shared: Path) -> None:
    figures = measure(shared, read(shared / "letters" / "modern.jsonl"), 1)
    assert figures["paragraph_f1"] >= 0.8
    assert figures["exact_f1"] >= 0.5
    assert figures["false_per_1000"] <= 10
