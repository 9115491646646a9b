"""The HTML reader, case by case (html/CASE/in.html → out.xhtml), and on the labelled letters beside the checkout.

A golden is the raw tree, one block a line, under a comment of what the page says of itself; then each block's text.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from typeset.model import REGION, XHTML_NS, Raw, local
from typeset.readers import READERS, read
from typeset.readers.html import is_html

CASES = sorted(path.parent for path in Path(__file__).parent.glob("html/*/in.html"))


def written(raw: Raw) -> str:
    lines = [f"<!-- {raw.kind} · title: {raw.title} · author: {raw.author} · language: {raw.language} -->"]
    lines.append(f'<section xmlns="{XHTML_NS}">')
    for block in raw.tree:
        text = etree.tostring(block, encoding="unicode").replace(f' xmlns="{XHTML_NS}"', "")
        lines.append(text.replace(' xmlns:epub="http://www.idpf.org/2007/ops"', "").replace("\xa0", "&#160;"))
    lines.append("</section>")
    lines += [f"<!-- {number}: {json.dumps(text, ensure_ascii=False)} -->" for number, text in enumerate(raw.blocks)]
    lines += [f"<!-- {figure} -->" for figure in raw.pictures]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, golden: Callable[[Path, str], None]) -> None:
    golden(case / "out.xhtml", written(read((case / "in.html").read_bytes(), "in.html")))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<p>One.</p>", "html"),
        ("\n <!-- x --><!doctype html>One.", "html"),
        ("<html><body>One<br>Two", "html"),
        ("One.<br>\nTwo.<br>\n", "html"),
        ("I <3 you, she wrote.\n\nHe did <em>not</em> answer.\n", "text"),
        ("One.\nTwo.\nThree.\n<br>\nFour.\nFive.\n", "text"),
        ('<div class="x">\n\n# One\n\nTwo.\n\nThree.\n\nFour.\n\n</div>\n', "text"),
        ("From: Ada <p.ada@example.org>\nTo: Bo <br.bo@example.org>\n\nCome.\n", "text"),
        ("a < b, and b > c", "text"),
    ],
)
def test_the_reader_is_picked_by_content(text: str, kind: str) -> None:
    assert read(text.encode(), "story.txt").kind == kind
    assert kind in [reader.kind for reader in READERS]


def test_breaks_before_the_first_word_and_after_the_last_part_nothing() -> None:
    raw = read(b"<p><br><em><br></em>One<br>Two<em><br></em><br>", "a.html")
    assert raw.blocks == ("One\nTwo",)


def test_a_cell_of_some_lines_makes_no_frame_of_a_table() -> None:
    raw = read(b"<table><tr><td>one<br>two<br>three<br>four</td><td>x</td></tr></table>", "a.html")
    assert [local(block) for block in raw.tree] == ["table"]


def test_a_story_in_a_heading_is_no_title() -> None:
    raw = read(b"<title>Late</title><h1>" + b"It was late. " * 100 + b"</h1>", "a.html")
    assert raw.title == "Late" and not [block for block in raw.tree if block.get(REGION)]


def test_many_comments_are_looked_through_once() -> None:
    assert not is_html("<!-- -->" * 5000 + "It was late.")
    assert is_html("<!-- -->" * 5000 + "<body>It was late.")


def records(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@pytest.mark.parametrize("name", ["letters.jsonl.gz", "modern.jsonl"])
def test_blocks_are_those_that_were_labelled(shared: Path, name: str) -> None:
    for record in records(shared / "letters" / name):
        assert is_html(record["source"]) == (record["format"] == "html"), record["id"]
        if record["format"] == "html":
            raw = read(record["source"].encode(), record["id"])
            assert [block.split() for block in raw.blocks] == [block.split() for block in record["blocks"]], record[
                "id"
            ]


def test_blocks_of_the_manuscripts(shared: Path) -> None:
    for name, gold in json.loads((shared / "seeds" / "gold.json").read_text(encoding="utf-8")).items():
        raw = read((shared / "seeds" / name).read_bytes(), name)
        assert len(raw.blocks) == gold["blocks"]
        for letter in gold["letters"]:
            assert " ".join(raw.blocks[letter["first"]].split()).startswith(letter["first_text"][:20])


def test_archive_pages_say_title_and_author(shared: Path) -> None:
    for item in json.loads((shared / "inputs" / "manifest.json").read_text(encoding="utf-8"))["items"]:
        if item["kind"] in ("ao3-download-html", "ao3-work-page"):
            raw = read((shared / "inputs" / item["file"]).read_bytes(), item["file"])
            assert (raw.title, raw.author) == (item["facts"]["title"], item["facts"]["author"])
