"""The text reader, case by case (text/CASE/in.txt, out.xhtml), its laws, and its counts beside labelled manuscripts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from typeset.ledger import Ledger, prove
from typeset.model import block_numbers, blocks
from typeset.readers.text import read_text

CASES = sorted(path for path in (Path(__file__).parent / "text").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, golden: Callable[[Path, str], None]) -> None:
    tree = read_text((case / "in.txt").read_bytes().decode(), "in.txt").tree
    etree.indent(tree)
    golden(case / "out.xhtml", etree.tostring(tree, encoding="unicode") + "\n")


LINES = st.lists(
    st.text(st.sampled_from("abc DE.,-–>\t \xa0\"'*")) | st.sampled_from(["", "", "lorem ipsum dolor sit amet " * 3])
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_with_words_is_a_block_and_keeps_them(lines: list[str], line_end: str) -> None:
    raw = read_text(line_end.join(lines), "a text")
    assert raw.blocks == tuple(line.strip() for line in lines if line.strip())
    numbers = [number for block in blocks(raw.tree) for number in block_numbers(block)]
    assert numbers == list(range(len(raw.blocks)))
    prove(raw.blocks, raw.tree, Ledger(), "a text")


@given(st.text())
def test_any_text_gives_a_tree(text: str) -> None:
    raw = read_text(text, "a text")
    prove(raw.blocks, raw.tree, Ledger(), "a text")


def records(shared: Path) -> Iterator[dict[str, object]]:
    with gzip.open(shared / "letters" / "letters.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
    with (shared / "letters" / "modern.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def test_blocks_are_those_of_the_labelled_texts(shared: Path) -> None:
    for record in records(shared):
        if record["format"] == "text":
            raw = read_text(str(record["source"]), "a record")
            assert list(raw.blocks) == [str(block).strip() for block in record["blocks"]], record["id"]  # type: ignore[attr-defined]
            assert len(raw.tree) == len(raw.blocks), f"{record['id']}: lines that are paragraphs were joined"


@pytest.mark.parametrize(
    ("name", "encoding", "first_words", "lines"),
    [
        ("txt-lady-susan.txt", "ascii", "MY DEAR BROTHER,--I can no longer", 10),
        ("txt-magi-2011.txt", "ascii", "One dollar and eighty-seven cents.", 6),
        ("txt-magi-utf16le-bom.txt", "utf-16", "One dollar and eighty-seven cents.", 7),
        ("txt-verwandlung-latin1.txt", "latin-1", "Als Gregor Samsa eines Morgens", 8),
    ],
)
def test_wrapped_paragraphs_of_real_texts(shared: Path, name: str, encoding: str, first_words: str, lines: int) -> None:
    tree = read_text((shared / "inputs" / name).read_text(encoding), name).tree
    opening = next(block for block in tree if (block.text or "").startswith(first_words))
    assert len(block_numbers(opening)) == lines


def test_a_title_and_a_byline_at_the_head_are_the_storys() -> None:
    raw = read_text("The Boiler\nby Ann Smith\n\nIt started on a Tuesday.\n", "a.txt")
    assert (raw.title, raw.author, len(raw.blocks)) == ("The Boiler", "Ann Smith", 3)
    assert [block.get("data-region") for block in raw.tree] == ["title", "byline", None]


@pytest.mark.parametrize(
    "text", ["The Boiler\nIt was late.\nBy noon he had gone.\n", "He sat down,\nby Ann Smith\nand ate.\n"]
)
def test_what_is_no_byline(text: str) -> None:
    assert read_text(text, "a.txt").title is None
