"""The structural passes, case by case (structure/NAME.case), and their laws on real manuscripts beside the checkout.

A case is a source, a line `====`, and what becomes of it: the tree, one block a line, and the ledger's cuts.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from lxml import etree

from typeset.ledger import Ledger, prove
from typeset.model import BLOCK, GAP, XHTML_NS, Element, block_numbers, blocks, local, xhtml
from typeset.passes import PASSES, clean
from typeset.readers import read

CASES = sorted(Path(__file__).parent.glob("structure/*.case"))
PARTING = "====\n"
VOCABULARY = etree.RelaxNG(etree.parse(Path(__file__).resolve().parents[2] / "typeset" / "model.rng"))


def written(tree: Element, ledger: Ledger) -> str:
    lines = []
    for block in tree:
        text = etree.tostring(block, encoding="unicode").replace(f' xmlns="{XHTML_NS}"', "")
        lines.append(text.replace(' xmlns:epub="http://www.idpf.org/2007/ops"', "").replace("\xa0", "&#160;"))
    lines += [f"cut {cut.block} as {cut.reason}: {cut.text}" for cut in ledger.cuts]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, golden: Callable[[Path, str], None]) -> None:
    source = case.read_text(encoding="utf-8").partition(PARTING)[0]
    raw = read(source.encode(), case.stem)
    tree, ledger = clean(raw, "en")
    prove(raw.blocks, tree, ledger, case.name)
    golden(case, source + PARTING + written(tree, ledger))


def sources(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Real manuscripts of every kind, and one in forty of the labelled chapters."""
    yield from ((path.name, path.read_bytes()) for path in sorted((shared / "seeds").glob("0*.txt")))
    suffixes = {".html", ".htm", ".xhtml", ".txt", ".md"}
    inputs = (path for path in sorted((shared / "inputs").iterdir()) if path.suffix in suffixes)
    yield from ((path.name, path.read_bytes()) for path in inputs)
    with gzip.open(shared / "letters" / "letters.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, islice(lines, 0, None, 40)):
            yield record["id"], record["source"].encode()


def test_no_word_is_lost_and_nothing_changes_twice(shared: Path) -> None:
    for name, data in sources(shared):
        raw = read(data, name)
        tree, ledger = clean(raw, "en")
        prove(raw.blocks, tree, ledger, name)
        assert VOCABULARY.validate(tree), f"{name}: {VOCABULARY.error_log}"
        numbers = [block_numbers(block)[0] for block in blocks(tree)]
        assert numbers == sorted(numbers), name
        again = Ledger()
        for step in PASSES:
            before = etree.tostring(tree)
            tree = step(tree, again, "en")
            assert etree.tostring(tree) == before, f"{name}: {step.__name__}"
        assert again == Ledger(), name


def test_notes_headings_and_chrome_of_the_manuscripts(shared: Path) -> None:
    for name, gold in json.loads((shared / "seeds" / "gold.json").read_text(encoding="utf-8")).items():
        tree, ledger = clean(read((shared / "seeds" / name).read_bytes(), name), "en")
        asides = tree.findall(xhtml("aside"))
        assert [[block_numbers(a[0])[0], block_numbers(a[-1])[-1]] for a in asides] == gold["notes"], name
        headings = [block_numbers(block)[0] for block in tree if local(block) in ("h2", "h3")]
        assert headings == gold["headings"], name
        assert sorted({cut.block for cut in ledger.cuts if cut.reason != "ornament"}) == gold["chrome"], name
        shown = [rule.getnext() for rule in tree.findall(xhtml("hr")) if rule.get(GAP) is None]
        assert {int(block.get(BLOCK, "")) for block in shown if block is not None} <= set(gold["breaks"]), name


def test_novels_hold_no_author_who_speaks_to_readers(shared: Path) -> None:
    with gzip.open(shared / "letters" / "letters.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, islice(lines, 0, None, 20)):
            tree, _ = clean(read(record["source"].encode(), record["id"]), "en")
            assert tree.find(xhtml("aside")) is None, record["id"]
