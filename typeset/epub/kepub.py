"""Kobo's form of a content document: each sentence in a span with a number, at which its firmware points.

Enters: a content document.  Leaves: another.  Never changes a word, white space, an id or a link, nor the navigation
document; a document that has the form already is left as it is.

Kobo has not written its form down.  It is here as kepubify makes it (github.com/pgaskin/kepubify, kepub/transform.go):
the same two divs, the same style, the same count of paragraphs.  But sentences end where they end: kepubify parts
behind every full stop, in "3.50" too, where a span breaks a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from typeset.epub.documents import serialized
from typeset.epub.resource import Resource
from typeset.epub.sentences import sentences
from typeset.model import Element, local, new

SPAN_CLASS = "koboSpan"
COLUMNS, INNER = "book-columns", "book-inner"
STYLE = "div#book-inner { margin-top: 0; margin-bottom: 0; }"
# A new number begins with the first span in one of these; a picture, with all its sources, has a number of its own.
PARAGRAPHS = frozenset({"p", "ol", "ul", "table"})
PICTURES = frozenset({"img", "picture"})
# What keeps its text as it is: no prose, or no HTML.
LEFT_ALONE = frozenset({"script", "style", "pre", "audio", "video", "svg", "math"})
Piece = Literal["paragraph", "picture", "text", "tail"]


@dataclass(slots=True)
class _Count:
    """The number of the paragraph, and of the span in it. begins: the next span is the first of a paragraph."""

    paragraph: int = 0
    span: int = 0
    begins: bool = False

    def next_span(self) -> Element:
        if self.begins:
            self.paragraph, self.span, self.begins = self.paragraph + 1, 0, False
        self.span += 1
        return new("span", class_=SPAN_CLASS, id=f"kobo.{self.paragraph}.{self.span}")


def kobo_form(page: Resource) -> Resource:
    """A content document with its sentences and pictures in spans, all of it in two divs, and one more style."""
    html = etree.fromstring(page.data)
    head, body = html.find("{*}head"), html.find("{*}body")
    assert head is not None and body is not None
    if "nav" in page.properties or body.find(f"{{*}}div[@id='{COLUMNS}']") is not None:
        return page
    _wrap(body)
    _enclose(body)
    head.append(new("style", STYLE, type="text/css", class_="kobostylehacks"))
    return replace(page, data=serialized(html))


def _wrap(body: Element) -> None:
    """Put each sentence and each picture into a span, numbered in document order."""
    count = _Count()
    pictures: list[tuple[Element, Element]] = []
    for piece, element in list(_pieces(body)):
        if piece == "paragraph":
            count.begins = True
        elif piece == "picture":
            count.begins = True
            pictures.append((element, count.next_span()))
        else:
            _wrap_text(element, count, is_tail=piece == "tail")
    # Only now, when the text behind each is in spans of its own.
    for picture, span in pictures:
        picture.addprevious(span)
        span.tail, picture.tail = picture.tail, None
        span.append(picture)


def _pieces(body: Element) -> Iterator[tuple[Piece, Element]]:
    """Paragraphs, pictures and runs of text in document order; a run is an element's text, or its tail."""
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event != "start":
            if element is not body and element.tail:
                yield "tail", element
        elif local(element) in LEFT_ALONE:
            walk.skip_subtree()
        elif local(element) in PICTURES:
            yield "picture", element
            walk.skip_subtree()
        else:
            if local(element) in PARAGRAPHS:
                yield "paragraph", element
            if element.text:
                yield "text", element


def _wrap_text(element: Element, count: _Count, *, is_tail: bool) -> None:
    """Put the sentences of an element's text or tail into spans; white space stays bare, but in a paragraph."""
    text = (element.tail if is_tail else element.text) or ""
    parent = element.getparent() if is_tail else element
    assert parent is not None
    if text.isspace() and local(parent) != "p":
        return
    before = element if is_tail else None
    if is_tail:
        element.tail = None
    else:
        element.text = None
    for sentence in sentences(text):
        span = count.next_span()
        span.text = sentence
        if before is None:
            parent.insert(0, span)
        else:
            before.addnext(span)
        before = span


def _enclose(body: Element) -> None:
    """Put all that a body holds into the two divs on which Kobo's reader sets its columns."""
    inner = new("div", id=INNER)
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    columns = new("div", id=COLUMNS)
    columns.append(inner)
    body.append(columns)
