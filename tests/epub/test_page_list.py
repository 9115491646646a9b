"""Where the mark of a page stands in the text: before the first word that begins there, and its opening marks."""

from __future__ import annotations

import pytest
from lxml import etree

from typeset.epub.page_list import mark_pages
from typeset.model import XHTML_NS, PageStart, leaves, text_of

MARK = '<span id="page-7" role="doc-pagebreak" aria-label="7" epub:type="pagebreak"/>'


def marked(body: str, *places: tuple[int, int]) -> str:
    """A section with the marks of pages 7, 8 … at places (leaf, letters before), each shown as ‖."""
    section = etree.fromstring(
        f'<section xmlns="{XHTML_NS}" xmlns:epub="http://www.idpf.org/2007/ops">{body}</section>'
    )
    words = text_of(section)
    starts = [PageStart(str(7 + n), "story-1", leaf, letters) for n, (leaf, letters) in enumerate(places)]
    mark_pages(list(leaves(section)), starts)
    assert text_of(section) == words
    marks = list(section.iter("{*}span"))
    assert [mark.get("id") for mark in marks] == [f"page-{7 + n}" for n in range(len(places))]
    for mark in marks:
        mark.attrib.clear()
    shown = etree.tostring(section, encoding="unicode").replace("<span/>", "‖")
    return shown[shown.index(">") + 1 : shown.rindex("</")]


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        ("<p>One two.</p>", (0, 0), "<p>‖One two.</p>"),
        ("<p>One two.</p>", (0, 3), "<p>One ‖two.</p>"),
        ("<p>One “two”.</p>", (0, 3), "<p>One ‖“two”.</p>"),
        ("<p>“‘One,’ he said.”</p>", (0, 0), "<p>‖“‘One,’ he said.”</p>"),
        ("<p>— One two.</p>", (0, 0), "<p>‖— One two.</p>"),
        ("<p>One—two three.</p>", (0, 3), "<p>One—‖two three.</p>"),
        ("<p>One—“two” three.</p>", (0, 3), "<p>One—‖“two” three.</p>"),
        ("<p>“One”—two three.</p>", (0, 3), "<p>“One”—‖two three.</p>"),
        ("<p>One ’tis.</p>", (0, 3), "<p>One ‖’tis.</p>"),
        # a word that began on the page before: in the middle of it, behind its hyphen, behind its apostrophe
        ("<p>One station two.</p>", (0, 6), "<p>One station ‖two.</p>"),
        ("<p>One well-known two.</p>", (0, 7), "<p>One well-known ‖two.</p>"),
        ("<p>One don’t two.</p>", (0, 6), "<p>One don’t ‖two.</p>"),
        ("<p>One station.</p><p>…</p><p>Two.</p>", (0, 6), "<p>One station.</p><p>…</p><p>‖Two.</p>"),
        # elements within the block, and a word that is parted by one
        ("<p>One <em>two</em> three.</p>", (0, 3), "<p>One ‖<em>two</em> three.</p>"),
        ("<p>One <em>two</em> three.</p>", (0, 6), "<p>One <em>two</em> ‖three.</p>"),
        ("<p>One <em>two three</em>.</p>", (0, 6), "<p>One <em>two ‖three</em>.</p>"),
        ("<p><em>One</em> two.</p>", (0, 0), "<p>‖<em>One</em> two.</p>"),
        ("<p>One <b>sta</b>tion two.</p>", (0, 5), "<p>One <b>sta</b>tion ‖two.</p>"),
        ("<p>One<br/>two three.</p>", (0, 3), "<p>One<br/>‖two three.</p>"),
        # a heading is not heard with the page's number, nor what stands with it in a header
        ("<header><h1>One</h1><p>by Two</p></header>", (0, 0), "‖<header><h1>One</h1><p>by Two</p></header>"),
        ("<p>One.</p><h2>Two</h2>", (1, 0), "<p>One.</p>‖<h2>Two</h2>"),
        ("<ul><li>One<p>two</p>three</li></ul>", (0, 3), "<ul><li>One<p>two</p>‖three</li></ul>"),
        ("<p>Straße eins.</p>", (0, 7), "<p>Straße ‖eins.</p>"),
        ("<p>一二三四。五六</p>", (0, 2), "<p>一二‖三四。五六</p>"),
    ],
)
def test_a_mark_stands_before_the_first_word(body: str, place: tuple[int, int], expected: str) -> None:
    assert marked(body, place) == expected


def test_several_pages_begin_in_one_block() -> None:
    body = "<p>One two three <em>four five</em> six.</p>"
    assert marked(body, (0, 3), (0, 11), (0, 19)) == "<p>One ‖two three ‖<em>four five</em> ‖six.</p>"


def test_a_page_on_which_no_word_begins_shares_the_next_ones_place_or_has_none() -> None:
    section = etree.fromstring(f'<section xmlns="{XHTML_NS}"><p>One station.</p></section>')
    mark_pages(list(leaves(section)), [PageStart("7", "story-1", 0, 6)])
    assert not list(section.iter("{*}span"))
