"""SVG drawings: those that only draw are kept, and nothing in them leads anywhere."""

from __future__ import annotations

import pytest
from lxml import etree

from typeset.errors import PictureError
from typeset.pictures import vectors

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="urn:x-ink"'


def drawing(inside: str, attributes: str = 'viewBox="0 0 40 20"') -> bytes:
    return f"{HEAD} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 20"', (40, 20)),
        ('viewBox="0,0,40,20" width="80"', (80, 40)),
        ('viewBox="0 0 40 20" height="1in"', (192, 96)),
        ('width="10mm" height="10mm"', (38, 38)),
        ('width="100%"', (300, 150)),
        ('viewBox="none"', (300, 150)),
    ],
)
def test_a_drawing_has_a_size(attributes: str, size: tuple[int, int]) -> None:
    made = vectors.illustrate(drawing("<path d='M0 0h9'/>", attributes))
    assert (made.media_type, made.width_px, made.height_px) == ("image/svg+xml", *size)


def test_a_drawing_keeps_what_draws_and_lies_on_white() -> None:
    made = vectors.illustrate(
        drawing(
            '<title>Ness</title><metadata>who</metadata><ink:view zoom="2"/><style>path{fill:url(#a)}</style>'
            '<g id="a"><path d="M0 0h9" ink:label="secret"/></g><use xlink:href="#a"/><a href="https://example.org">'
            '<path d="M1 1h1"/></a>'
        )
    )
    root = etree.fromstring(made.data)
    names = [etree.QName(element).localname for element in root.iter()]
    assert names == ["svg", "rect", "title", "style", "g", "path", "use", "a", "path"]
    for word in (b"who", b"secret", b"zoom", b"example.org"):
        assert word not in made.data
    assert root[0].get("fill") == "#fff"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<path onclick='x()'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<image href='https://example.org/x.png'/>",
        "<image xlink:href='../secret.png'/>",
        "<image href='data:image/svg+xml,x'/>",
        "<use href='other.svg#a'/>",
        "<style>@import 'x.css';</style>",
        "<style>path{fill:url(https://example.org/)}</style>",
        r"<style>path{fill:u\72l(x)}</style>",
        "<path fill='url(x.svg#a)'/>",
        "<path style='fill: image-set(\"x.png\" 1x)'/>",
        "<g><set attributeName='x'/></g>",
        "<g id='a'/><g id='b'><use href='#a'/></g><use href='#b'/>",
        "<use href='#a'/>" * 201,
        "<g/>" * 20_001,
        "<g>",
    ],
)
def test_a_drawing_that_does_more_is_refused(inside: str) -> None:
    with pytest.raises(PictureError):
        vectors.illustrate(drawing(inside))


def test_entities_are_not_resolved() -> None:
    with pytest.raises(PictureError):
        vectors.illustrate(b'<!DOCTYPE svg [<!ENTITY e SYSTEM "/etc/hostname">]>' + drawing("<text>&e;</text>"))


def test_svg_is_known_by_how_it_begins() -> None:
    assert vectors.is_vector(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><svg xmlns="x"/>')
    assert vectors.is_vector(drawing(""))
    assert not vectors.is_vector(b"<html><svg/></html>") and not vectors.is_vector(b"\x89PNG svg")
