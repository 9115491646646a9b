"""The laws of the passes, on any text: no word lost or added, and nothing changed when they are run again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from typeset.ledger import Ledger, prove
from typeset.model import Element, new
from typeset.passes import PASSES, clean
from typeset.passes.scene_breaks import is_ornament
from typeset.readers.text import read_text

LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "sv", "pl", "x-unknown"])
# What typography turns on, in any order; and words.
SCRAPS = st.sampled_from(
    ["word", "don't", "Word", "I", "W-well", "x", "oOo", "1914-18", "5'10\"", "'tis", "open.Then", "said", "me.", "no!",
     '"', "'", "''", "``", "`", "“", "”", "‘", "’", "«", "»", "*", "**", "_", "-", "--", "---", "----", "—", "–", "...",
     ". . .", "....", "…", ".", ",", "?", "!", ":", ";", "(", ")", " ", " ", " ", "  ", "\xa0", "\u200b", "\t", ">",
     "#", "~", "\n", "\n", "\n\n", "\n\n\n", "a@b.org", "www.x.org/a--b", "é", "e\u0301"]
)  # fmt: skip
TEXTS = st.lists(SCRAPS, max_size=40).map("".join)


# The same examples in every run: a failure is the fault of a change, never of chance.
@given(TEXTS, LANGUAGES)
@settings(deadline=None, max_examples=600, derandomize=True)
def test_texts_keep_their_words_and_are_clean_at_once(text: str, language: str) -> None:
    raw = read_text(text, "a text")
    tree, ledger = clean(raw, language)
    prove(raw.blocks, tree, ledger, "a text")
    assert_clean(tree, language)


def inline(depth: int) -> st.SearchStrategy[Element]:
    """Any nesting of inline elements."""
    content = st.lists(SCRAPS.map(lambda scrap: scrap.replace("\n", " ")), max_size=5).map("".join)
    children = st.lists(inline(depth - 1), max_size=3) if depth else st.just([])
    tags = st.sampled_from(["em", "i", "strong", "b", "a", "br", "code", "sup"])
    return st.builds(_element, tags, content, content, children)


def _element(tag: str, text: str, tail: str, children: list[Element]) -> Element:
    element = new(tag)
    if tag != "br":
        element.text = text
        element.extend(children)
    element.tail = tail
    return element


@given(st.lists(st.lists(inline(3), max_size=4), min_size=1, max_size=4), LANGUAGES)
@settings(deadline=None, max_examples=400, derandomize=True)
def test_trees_keep_their_words_and_are_clean_at_once(paragraphs: list[list[Element]], language: str) -> None:
    tree = new("section")
    for number, children in enumerate(paragraphs):
        paragraph = new("p", data_block=str(number))
        paragraph.extend(children)
        tree.append(paragraph)
    sources = tuple("".join(map(str, paragraph.itertext())) for paragraph in tree)
    ledger = Ledger()
    for step in PASSES:
        tree = step(tree, ledger, language)
    prove(sources, tree, ledger, "a tree")
    assert_clean(tree, language)


def assert_clean(tree: Element, language: str) -> None:
    again = Ledger()
    for step in PASSES:
        before = etree.tostring(tree)
        tree = step(tree, again, language)
        assert etree.tostring(tree) == before, step.__name__
    assert again == Ledger()


def test_ornaments_are_told_from_kisses_and_silences() -> None:
    ornaments = ["***", "* * *", "~~~♡~~~", "---", "oOo", "xXx", "#", "\\#", "⁂", "❦", "=====", "-x-", ". . .", "•",
                 "~*~", "~oOo~", "x-x-x-x", "<><><>", "[Line Break]", "-" * 500, "o0o0o", "♥ ♥ ♥"]  # fmt: skip
    others = ["", "x", "xxx", "xoxo", "XOXO", "x x", "...", "…", "?!", ":)", "^_^", "<3", "“…”", "No.", "I", "1.", "😂",
              "&", "Word", "* note", "vs", "Oo."]  # fmt: skip
    assert [line for line in ornaments if not is_ornament(line)] == []
    assert [line for line in others if is_ornament(line)] == []
