"""What holds of any bytes: a tree or a SourceError, in time that grows with the file and not faster."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from typeset.errors import SourceError
from typeset.model import block_numbers, blocks, text_of
from typeset.readers import read

TAGS = [
    *("p", "div", "em", "b", "i", "span", "br", "hr", "h2", "blockquote", "ul", "li", "dl", "dd", "table", "tr", "td"),
    *("a", "pre", "center", "q", "title", "script", "o:p", "form"),
]
MARKUP = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["&nbsp;", "&amp;", "&#0;", "&#x1F;", "&#xD800;", "<!--", "-->", "<![CDATA[", "<?", "\x00", "\x85"]
    ),
    st.sampled_from(
        ['<p align="right">', '<span style="font-style:italic">', '<div class="preface group">', "<div hidden>"]
    ),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=12),
)


def check(data: bytes) -> None:
    try:
        raw = read(data, "story")
    except SourceError as error:
        assert all("story" in str(problem) and len(str(problem)) < 500 for problem in error.problems)
        return
    etree.fromstring(etree.tostring(raw.tree))
    numbers = [block_numbers(block) for block in blocks(raw.tree)]
    assert [n[0] for n in numbers] == sorted(n[0] for n in numbers)
    assert {n for span in numbers for n in span} == set(range(len(raw.blocks)))
    assert all(text.strip() for text in raw.blocks)
    if raw.kind == "html":
        assert "".join("".join(raw.blocks).split()) == "".join(text_of(raw.tree).split())


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(st.lists(MARKUP, max_size=40), st.sampled_from(["", "<p>", "<!doctype html>", '<?xml version="1.0"?>']))
def test_any_markup(pieces: list[str], head: str) -> None:
    check((head + "".join(pieces)).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 20_000 + "deep",
        "<b><i>" * 20_000 + "deep",
        "<blockquote><ul><li>" * 10_000 + "deep",
        "<table><tr><td>" * 10_000 + "deep",
        "<p>x<b>" * 5_000,
        "".join(f"<font color=c{n}>" for n in range(20_000)) + "<p>x" * 2_000,
        "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x</p>",
        "<p>&#" + "9" * 100_000 + ";x</p>",
    ],
    ids=["div", "inline", "containers", "tables", "unclosed", "formatting", "attributes", "number"],
)
def test_hostile_nesting_ends_soon(text: str) -> None:
    start = time.perf_counter()
    raw = read(text.encode(), "story.html")
    assert time.perf_counter() - start < 10
    assert raw.blocks
    assert max(sum(1 for _ in block.iterancestors()) for block in raw.tree.iter()) < 60


def test_a_short_page_is_not_taken_for_a_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "<p>a<br>").write_text("<p>a secret</p>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(b"<p>a<br>", "story").blocks == ("a",)
