"""Kobo's form: the same book, its sentences in spans that can be pointed at."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from typeset import epub
from typeset.epub.documents import page
from typeset.epub.kepub import kobo_form
from typeset.epub.resource import Resource
from typeset.epub.sentences import sentences
from typeset.model import EPUB_NS, XHTML_NS, Element, PageStart, Sheet, Volume, text_of


def document(blocks: str, *properties: str) -> Resource:
    body = etree.fromstring(f'<body xmlns="{XHTML_NS}" xmlns:epub="{EPUB_NS}">{blocks}</body>')
    data = page("A page", "en-GB", ["../css/a.css"], body)
    return Resource("text/a.xhtml", "application/xhtml+xml", data, properties, reading_order=True)


def body_of(resource: Resource) -> Element:
    body = etree.fromstring(resource.data).find("{*}body")
    assert body is not None
    return body


def inner(blocks: str) -> str:
    """What stands in the two divs of a page's Kobo form, as text, the spans written [number|sentence]."""
    text = etree.tostring(body_of(kobo_form(document(blocks)))[0][0], encoding="unicode")
    text = re.sub(r'<span class="koboSpan" id="kobo\.([0-9.]+)">(.*?)</span>', r"[\1|\2]", text, flags=re.DOTALL)
    return re.sub(r' xmlns(:epub)?="[^"]*"', "", text).removeprefix('<div id="book-inner">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The lamp was lit. He wound the clock.", ["The lamp was lit. ", "He wound the clock."]),
        ("Mr. Arkle wrote to Mrs. Dee, Dr. Moss and J. A. Slee. All came.",
         ["Mr. Arkle wrote to Mrs. Dee, Dr. Moss and J. A. Slee. ", "All came."]),
        ("“Wind it.” He went. ‘Why?’ “Who said ‘no’?” (I did.) So!",
         ["“Wind it.” ", "He went. ", "‘Why?’ ", "“Who said ‘no’?” ", "(I did.) ", "So!"]),
        ("“What clock?” said he. “That one!” — and he went.",
         ["“What clock?” said he. ", "“That one!” — and he went."]),
        ("And then… nothing. And then… The boat.", ["And then… nothing. ", "And then… ", "The boat."]),
        ("Wait . . . and wait . . . He came.", ["Wait . . . and wait . . . ", "He came."]),
        ("Wait.\u00a0.\u00a0. He came.", ["Wait.\u00a0.\u00a0. ", "He came."]),
        ("It cost £3.50 at 5.15 p.m. by example.org/a.b?c and No. 7. No. Never.",
         ["It cost £3.50 at 5.15 p.m. by example.org/a.b?c and No. 7. ", "No. ", "Never."]),
        ("« Oui.\u00a0» Il partit.\u202fTout de suite. Non\u00a0! Si.",
         ["« Oui.\u00a0» ", "Il partit.\u202fTout de suite. ", "Non\u00a0! ", "Si."]),
        ("灯台は三つ。「二つは違う。」彼は言った！？そう。",
         ["灯台は三つ。", "「二つは違う。」", "彼は言った！？", "そう。"]),
        ("z. B. das. Der Turm steht, d.h. er stand. Gut.", ["z. B. das. ", "Der Turm steht, d.h. er stand. ", "Gut."]),
        ("I can’t. You and I. Did you?", ["I can’t. ", "You and I. ", "Did you?"]),
        ("Stop.\n  Go on.  ", ["Stop.\n  ", "Go on.  "]),
        ("One line without an end", ["One line without an end"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


@given(st.text("aZ.!?…。」” \n\u00a0'3,") | st.text())
def test_sentences_together_are_the_text_and_no_word_is_cut(text: str) -> None:
    parts = list(sentences(text))
    assert "".join(parts) == text
    assert all(parts)
    for part, following in pairwise(parts):
        assert part[-1].isspace() or part[-1] in "。！？｡．」』）】〕》〉”’"
        assert not following[0].isspace()


@pytest.mark.parametrize("text", [".", ".'", "。", ". ", "»", "a.\u00a0"])
def test_a_line_of_marks_takes_no_time(text: str) -> None:
    assert "".join(sentences(text * 40_000)) == text * 40_000


@pytest.mark.parametrize(
    ("blocks", "form"),
    [
        ("<h1>Winding</h1><p>One. Two.</p><p>Three.</p>",
         "<h1>[0.1|Winding]</h1><p>[1.1|One. ][1.2|Two.]</p><p>[2.1|Three.]</p>"),
        ("<p>One <em>two. Three</em> four.</p>", "<p>[1.1|One ]<em>[1.2|two. ][1.3|Three]</em>[1.4| four.]</p>"),
        ("<p><i>a</i> <i>b</i></p>", "<p><i>[1.1|a]</i>[1.2| ]<i>[1.3|b]</i></p>"),
        ("<ol>\n<li>a\n</li>\n<li><span>b</span> c</li></ol>",
         "<ol>\n<li>[1.1|a\n]</li>\n<li><span>[1.2|b]</span>[1.3| c]</li></ol>"),
        ("<ol><li><p>a</p></li></ol><table><tr><td>b</td></tr></table><p></p><p>c</p>",
         "<ol><li><p>[1.1|a]</p></li></ol><table><tr><td>[2.1|b]</td></tr></table><p/><p>[3.1|c]</p>"),
        ("<p>a<img src='a.png' alt='x.'/>b.</p><p>c</p>",
         '<p>[1.1|a][2.1|<img src="a.png" alt="x."/>][2.2|b.]</p><p>[3.1|c]</p>'),
        ("<div><picture> <source srcset='a.svg'/><img src='a.png' alt=''/></picture></div>",
         '<div>[1.1|<picture> <source srcset="a.svg"/><img src="a.png" alt=""/></picture>]</div>'),
        ("<pre>a. b.</pre><p>c</p>", "<pre>a. b.</pre><p>[1.1|c]</p>"),
        ("<p>a<!-- b. --> off. On.</p>", "<p>[1.1|a]<!-- b. -->[1.2| off. ][1.3|On.]</p>"),
        ("<p>a<br/>b</p> <hr/>\n", "<p>[1.1|a]<br/>[1.2|b]</p> <hr/>\n"),
        ("<p>a <span role='doc-pagebreak' id='page-2' aria-label='2'/>b</p>",
         '<p>[1.1|a ]<span role="doc-pagebreak" id="page-2" aria-label="2"/>[1.2|b]</p>'),
        ("<svg xmlns='http://www.w3.org/2000/svg'><text>a. b.</text></svg><p>c</p>",
         '<svg><text>a. b.</text></svg><p>[1.1|c]</p>'),
    ],
)  # fmt: skip
def test_form(blocks: str, form: str) -> None:
    assert inner(blocks) == form


def test_the_head_has_kobos_style_last_and_the_body_its_two_divs() -> None:
    form = kobo_form(document("<p>One.</p>")).data.decode()
    assert form.startswith("<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n")
    assert '<style type="text/css" class="kobostylehacks">div#book-inner {' in form.partition("</head>")[0]
    assert '<body><div id="book-columns"><div id="book-inner"><p>' in form


def test_the_form_of_the_form_is_itself_and_the_contents_stay_as_they_are() -> None:
    form = kobo_form(document("<p>One.</p>"))
    assert kobo_form(form) is form
    contents = document("<nav><ol><li><a href='a.xhtml'>One.</a></li></ol></nav>", "nav")
    assert kobo_form(contents) is contents


WORDS = st.text("aé灯. …”\u00a0\n?<&")


@st.composite
def blocks_of(draw: st.DrawFn) -> Element:
    """A body of blocks and inline elements in any order, with text before, in and behind each."""

    def fill(element: Element, depth: int) -> Element:
        element.text = draw(WORDS)
        for tag in draw(st.lists(st.sampled_from(["p", "em", "img", "br", "ol", "pre", "blockquote"]), max_size=3)):
            child = etree.SubElement(element, f"{{{XHTML_NS}}}{tag}")
            child.tail = draw(WORDS)
            if depth and tag not in {"img", "br"}:
                fill(child, depth - 1)
        return element

    return fill(etree.Element(f"{{{XHTML_NS}}}body", nsmap={None: XHTML_NS}), 2)  # type: ignore[dict-item]


@given(blocks_of())
def test_no_word_and_no_white_space_is_lost(body: Element) -> None:
    before = text_of(body)
    resource = Resource("text/a.xhtml", "application/xhtml+xml", page("A", "en", [], body))
    form = body_of(kobo_form(resource))
    assert text_of(form) == before
    ids = [span.get("id") for span in form.iter("{*}span")]
    assert len(set(ids)) == len(ids)
    numbers = [tuple(map(int, (id_ or "").split(".")[1:])) for id_ in ids]
    assert numbers == sorted(numbers)


@pytest.fixture
def both(
    volume: Volume, ebook_sheets: tuple[Sheet, ...], tmp_path: Path, opened: Callable[[Path], Any]
) -> tuple[Any, Any]:
    """The EPUB and its form for Kobo, with a page of a print edition that begins in it."""
    draft = epub.draft(volume, ebook_sheets, None)
    starts = [PageStart("1", "story-1", 0, 0), PageStart("2", "story-1", 5, 8)]
    draft.write(tmp_path / "book.epub", starts, tmp_path / "book.kepub.epub")
    return opened(tmp_path / "book.epub"), opened(tmp_path / "book.kepub.epub")


def test_the_two_forms_have_the_same_files_and_text(both: tuple[Any, Any]) -> None:
    plain, kobo = both
    assert list(plain.files) == list(kobo.files)
    changed = {name for name in plain.files if plain.files[name] != kobo.files[name]}
    assert changed == {name for name in plain.files if name.endswith(".xhtml")} - {"EPUB/nav.xhtml"}
    for name in changed:
        before, after = (etree.fromstring(book.files[name]) for book in both)
        assert text_of(after.find("{*}body")) == text_of(before.find("{*}body"))
        assert etree.tostring(without_form(after)) == etree.tostring(before)


def without_form(html: Element) -> Element:
    """A page in Kobo's form with what the form adds taken away again."""
    from typeset.model import unwrap

    for style in html.findall("{*}head/{*}style"):
        style.getparent().remove(style)  # type: ignore[union-attr]
    divs = (div for div in html.iter("{*}div") if (div.get("id") or "").startswith("book-"))
    added = [*divs, *(s for s in html.iter("{*}span") if s.get("class") == "koboSpan")]
    for element in added:
        unwrap(element)
    return html


def test_page_marks_are_kept(both: tuple[Any, Any]) -> None:
    marks = [
        [mark.get("id") for mark in book.xml("story-1.xhtml").iter("{*}span") if mark.get("role")] for book in both
    ]
    assert marks[0] == marks[1] and len(marks[0]) == 2


def test_one_form_without_the_other(volume: Volume, tmp_path: Path) -> None:
    epub.draft(volume, [], None).write(None, (), tmp_path / "only.kepub.epub")
    assert [path.name for path in tmp_path.iterdir()] == ["only.kepub.epub"]
