"""Pictures at their places: among the same words as in the source, whatever passes and letters made of these."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from typeset import letters, passes, readers
from typeset.model import Element, local, new, text_of
from typeset.pictures.places import Placed, place

SCHEMA = etree.RelaxNG(file=str(Path(readers.__file__).parents[1] / "model.rng"))
SMALL = "small.png"


def illustrated(html: str) -> Element:
    """A story with its letters and all its pictures; those named small.png are signs of their lines."""
    raw = readers.read(html.encode(), "a.html")
    tree, ledger = passes.clean(raw, "en")
    tree = letters.inset(tree, letters.find(tree))
    placed = []
    for figure in raw.pictures:
        lost = figure.source.startswith("lost")
        image = new("img", alt=figure.alt or "", **({} if lost else {"src": figure.source}))
        placed.append(Placed(figure, image, figure.inline and figure.source == SMALL))
    place(tree, ledger.cuts, placed)
    SCHEMA.assertValid(tree)
    return tree


def line(block: Element) -> str:
    """A line's text: pictures as (name), the borders of its other elements as “|”."""
    said = block.text or ""
    for child in block:
        within = f"({child.get('src')})" if local(child) == "img" else f"|{line(child)}|"
        said += within + (child.tail or "")
    return said


def order(tree: Element) -> list[str]:
    """The blocks of a story in order: pictures by name, rules as “*”, else how a text begins."""
    said = []
    for element in tree.iter("{*}p", "{*}h2", "{*}hr", "{*}img", "{*}figcaption", "{*}li"):
        if local(element) == "img":
            said.append(element.get("src") or "")
        else:
            said.append("*" if local(element) == "hr" else text_of(element).split(" ")[0])
    return said


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One.</p><p><img src=a.png></p><p>Two.</p>", ["One.", "a.png", "Two."]),
        ("<p><img src=a.png></p><p>One.</p><p><img src=b.png></p><p><img src=c.png></p>",
         ["a.png", "One.", "b.png", "c.png"]),
        ("<p>One.</p><hr><p><img src=a.png></p><p><img src=b.png></p><p>Two.</p>",
         ["One.", "*", "a.png", "b.png", "Two."]),
        ("<p>One.</p><p><img src=a.png></p><hr><p>Two.</p>", ["One.", "a.png", "*", "Two."]),
        ("<p>One.</p><p>* * *</p><img src=a.png><p>Two.</p>", ["One.", "*", "a.png", "Two."]),
        ("<p>One.</p><img src=a.png><p>* * *</p><p>Two.</p>", ["One.", "a.png", "*", "Two."]),
        ("<p>One.</p><p>?!</p><img src=a.png><p>…!</p><p>Two.</p>", ["One.", "?!", "a.png", "…!", "Two."]),
        ("<p>One.</p><p><img src=divider.png></p><p>Two.</p>", ["One.", "*", "Two."]),
        ("<p>One.</p><p><img src=x.png alt='* * *'></p><p>Two.</p>", ["One.", "*", "Two."]),
        ("<p>One.</p><ul><li>oil</li><li><img src=a.png></li><li>wick</li></ul><p>Two.</p>",
         ["One.", "oil", "wick", "a.png", "Two."]),
        ("<blockquote><p>One.</p><img src=a.png><p>Two.</p></blockquote><p>Three.</p>",
         ["One.", "a.png", "Two.", "Three."]),
        ("<p>One.</p><figure><img src=a.png><figcaption>A map</figcaption></figure><p>Two.</p>",
         ["One.", "a.png", "A", "Two."]),
        ("<p>One.</p><figure><figcaption>A map</figcaption><img src=a.png></figure><p>Two.</p>",
         ["One.", "a.png", "A", "Two."]),
        ("<p>One <img src=large.png> two.</p><p>Three.</p>", ["One", "large.png", "Three."]),
        ("<p><img src=large.png> One two.</p><p>Three.</p>", ["large.png", "One", "Three."]),
    ],
)  # fmt: skip
def test_a_picture_stands_between_the_blocks_where_it_stood(html: str, expected: list[str]) -> None:
    tree = illustrated(f"<p>Zero.</p>{html}<p>Last.</p>")
    assert order(tree) == ["Zero.", *expected, "Last."]


def test_white_around_a_picture_is_no_scene_break() -> None:
    prose = "".join(f"<p>The ferry came in late, and it was the {n}th time.</p>" for n in range(9))
    tree = illustrated(f"{prose}<p>&nbsp;</p><p><img src=a.png></p><p>&nbsp;</p>{prose}")
    assert "*" not in order(tree) and "a.png" in order(tree)


def test_a_caption_is_one() -> None:
    tree = illustrated("<p>One.</p><figure><img src=a.png><figcaption>The <i>wall</i></figcaption></figure><p>Two.</p>")
    (figure,) = tree.iter("{*}figure")
    assert [local(child) for child in figure] == ["img", "figcaption"]
    assert text_of(figure[1]) == "The wall"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("He smiled <img src=small.png> and left.", "He smiled (small.png) and left."),
        ("He smiled<img src=small.png>.", "He smiled(small.png)."),
        ("He said: <img src=small.png>!", "He said: (small.png)!"),
        ("<img src=small.png> He smiled.", "(small.png) He smiled."),
        ("He smiled.<img src=small.png>", "He smiled.(small.png)"),
        ("He <em>smiled</em> <img src=small.png> so.", "He |smiled| (small.png) so."),
        ("One<br><img src=small.png> two", "One||(small.png) two"),
        ("<img src=small.png><img src=small.png> two", "(small.png)(small.png) two"),
        ("“Yes” <img src=small.png> -- no", "“Yes” (small.png) – no"),
        (
            "Gone: <img src=lost.png alt='a lamp'> and <img src=lost.png alt='a cat'> here.",
            "Gone: a lamp and a cat here.",
        ),
    ],
)
def test_a_small_picture_stays_in_its_line(source: str, expected: str) -> None:
    tree = illustrated(f"<p>Before.</p><p>{source}</p><p>After.</p>")
    assert [line(block) for block in tree] == ["Before.", expected, "After."]


def test_what_cannot_be_shown_leaves_its_words_in_a_paragraph() -> None:
    tree = illustrated("<p>One.</p><p><img src=lost.png alt='A lamp'></p><p>Two.</p>")
    assert [(local(p), p.get("class"), text_of(p)) for p in tree] == [
        ("p", None, "One."), ("p", "centered", "A lamp"), ("p", None, "Two.")]  # fmt: skip


LETTER = (
    "<p>She opened it at once, and read it standing by the window.</p><p>Hollin, 4 May 1911</p><p>Dear Ruth,</p>"
    "<p>I have your red ink, and I will bring it on Friday by the late ferry.</p>{}<p>Do not wait supper for me.</p>"
    "<p>Yours ever,</p><p>Abel</p><p>She put it down again, and went to see about the supper.</p>"
)


def test_a_picture_in_a_letter_lies_in_the_letter() -> None:
    tree = illustrated(LETTER.format("<p><img src=a.png></p>"))
    (quotation,) = tree.iter("{*}blockquote")
    (figure,) = tree.iter("{*}figure")
    assert figure.getparent() is quotation
    assert "ink" in text_of(figure.getprevious()) and "supper" in text_of(figure.getnext())  # type: ignore[arg-type]


@pytest.mark.parametrize("number", range(10))
def test_pictures_change_nothing_of_the_letters(number: int) -> None:
    plain = LETTER.format("")
    parts = plain.split("</p>")
    parts.insert(number, "<p><img src=a.png>") if number < len(parts) else None
    raw, bare = (readers.read(html.encode(), "a.html") for html in ("</p>".join(parts), plain))
    found = [letters.find(passes.clean(each, "en")[0]) for each in (raw, bare)]
    assert raw.blocks == bare.blocks and found[0] == found[1] and len(found[0]) == 1


WORD = st.sampled_from(["The ferry", "“No,”", "...", "é̂", "Æ", "--", "1911", "<em>so</em>", "<br>", "&nbsp;", "ﬁ"])
WORDS = st.lists(WORD, min_size=1, max_size=5)
PICTURES = st.sampled_from(["<img src=small.png>", "<img src=large.png>", "<img src=lost.png alt=Gone>", ""])
BLOCKS = st.sampled_from(
    ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>", "{}<hr>"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(BLOCKS, WORDS, PICTURES, st.integers(0, 5), PICTURES), min_size=1, max_size=6))
def test_no_word_moves_and_no_picture_is_lost(story: list[tuple[str, list[str], str, int, str]]) -> None:
    html, bare = "<p>A first line.</p>", "<p>A first line.</p>"
    for block, words, inside, at, after in story:
        html += block.format(" ".join([*words[:at], inside, *words[at:]])) + after
        bare += block.format(" ".join([*words[:at], *words[at:]]))
    tree = illustrated(html)
    wanted = [name for name in re.findall(r"src=(\w+\.png)", html) if name != "lost.png"]
    assert sorted(image.get("src") or "" for image in tree.iter("{*}img")) == sorted(wanted)
    raw = readers.read(bare.encode(), "a.html")
    words_of_source = re.sub(r"\W", "", text_of(passes.clean(raw, "en")[0]))
    assert re.sub(r"\W", "", text_of(tree)).replace("Gone", "") == words_of_source
