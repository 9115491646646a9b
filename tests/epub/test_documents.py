"""Content documents, navigation and metadata."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cssselect2
import tinycss2

from typeset.epub.documents import MOST_BYTES
from typeset.model import EPUB_TYPE, XML_LANG, Volume
from typeset.styles import cascade

Written = Callable[..., Any]


def test_a_file_a_part_in_the_books_order(volume: Volume, written: Written) -> None:
    package = written(volume).xml("content.opf")
    assert [reference.get("idref") for reference in package.iterfind(".//{*}itemref")] == [
        "cover.xhtml", "title-page.xhtml", "copyright-page.xhtml", "nav.xhtml",
        "story-1.xhtml", "story-2.xhtml", "letters.xhtml",
    ]  # fmt: skip


def test_contents_and_landmarks(volume: Volume, written: Written) -> None:
    nav = written(volume).xml("nav.xhtml")
    toc, landmarks, _ = nav.findall(".//{*}nav")
    assert [link.get("href") for link in toc.iter("{*}a")] == [
        "story-1.xhtml", "story-1.xhtml#story-1-heading-1", "story-2.xhtml", "letters.xhtml",
    ]  # fmt: skip
    assert [by.text for by in toc.iter("{*}span") if by.get("class") == "by"] == ["Ida Marsh", "R. Arkle"]
    types = [link.get(EPUB_TYPE) for link in landmarks.iter("{*}a")]
    assert types == ["cover", "toc", "titlepage", "copyright-page", "bodymatter", "index"]


def test_what_is_for_menus_is_no_line_of_the_contents_page(volume: Volume, written: Written) -> None:
    """A sheet that shows each nav as a block would show those that are hidden."""
    shown = cssselect2.Matcher()
    for sheet in cascade("ebook", "classic", []):
        for rule in tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                for declaration in tinycss2.parse_blocks_contents(rule.content):
                    if declaration.type == "declaration" and declaration.name == "display":
                        value = tinycss2.serialize(declaration.value).strip()
                        for selector in cssselect2.compile_selector_list(rule.prelude):
                            shown.add_selector(selector, value)
    root = cssselect2.ElementWrapper.from_xml_root(written(volume).xml("nav.xhtml"))
    navs = [each for each in root.iter_subtree() if each.local_name == "nav"]
    assert [shown.match(nav)[-1][3] for nav in navs] == ["block", "none", "none"]


def test_ncx(volume: Volume, written: Written) -> None:
    book = written(volume)
    ncx = book.xml("toc.ncx")
    figures = {meta.get("name"): meta.get("content") for meta in ncx.iterfind(".//{*}meta")}
    identifier = book.xml("content.opf").find(".//{*}identifier").text
    assert (figures["dtb:uid"], figures["dtb:depth"]) == (identifier, "2")
    assert [point.get("playOrder") for point in ncx.iter("{*}navPoint")] == ["1", "2", "3", "4"]


def test_the_initial_is_for_print_alone(volume: Volume, written: Written) -> None:
    long = "“Whoever winds the third clock,” said the keeper, “will want to know at what hour he began it, " * 4
    book = written(volume_with(volume, long))
    opening = next(span for span in book.xml("story-1.xhtml").iter("{*}span") if span.get("class") == "opening")
    assert (opening.text, len(opening)) == ("“Whoever winds the third", 0)


def volume_with(volume: Volume, text: str) -> Volume:
    from dataclasses import replace

    from typeset.matter import mark_opening
    from typeset.model import new

    tree = new("section", id="story-1", class_="story")
    tree.append(new("p", text))
    mark_opening(tree)
    assert any(span.get("class") == "initial" for span in tree.iter("{*}span"))
    parts = (replace(p, tree=tree, letters=()) if p.id == "story-1" else p for p in volume.parts if p.role != "letters")
    return replace(volume, parts=tuple(parts))


def test_links_lead_into_the_book_or_to_the_web(volume: Volume, written: Written) -> None:
    links = [link.get("href") for link in written(volume).xml("story-1.xhtml").iter("{*}a")]
    assert links == ["https://example.org/tides", "story-2.xhtml#story-2"]


def test_languages(volume: Volume, written: Written) -> None:
    book = written(volume)
    assert book.xml("content.opf").get(XML_LANG) == "en-GB"
    page = book.xml("story-1.xhtml")
    assert (page.get("lang"), page.get(XML_LANG)) == ("en-GB", "en-GB")
    assert [p.get(XML_LANG) for p in page.iter("{*}p") if p.get("lang")] == ["cy"]


def test_a_very_long_story_is_split_at_a_scene_break(volume_of: Callable[..., Volume], written: Written) -> None:
    scene = "<p>" + "The lamp was lit and the clock was wound. " * 500 + "</p>"
    blocks = "<hr class='scene-break'/>".join([scene] * 20) + "<p id='end'>See <a href='#story-1'>the start</a>.</p>"
    book = written(volume_of(("Long", None, blocks)))
    names = sorted(name for name in book.names("EPUB") if name.startswith("story") and name.endswith(".xhtml"))
    assert names == ["story-1-2.xhtml", "story-1.xhtml"]
    assert all(len(book.files[f"EPUB/{name}"]) <= MOST_BYTES for name in names)
    second = book.xml("story-1-2.xhtml").find(".//{*}section")
    assert second.get("id") == "story-1-2" and second[0].tag.endswith("}hr")
    assert second.find(".//{*}a").get("href") == "story-1.xhtml#story-1"
    assert [link.get("href") for link in book.xml("nav.xhtml").find(".//{*}nav").iter("{*}a")] == ["story-1.xhtml"]


def test_the_volume_is_left_as_it_was(volume: Volume, written: Written) -> None:
    from lxml import etree

    before = [etree.tostring(part.tree) for part in volume.parts]
    written(volume)
    assert [etree.tostring(part.tree) for part in volume.parts] == before


def test_metadata(volume: Volume, written: Written) -> None:
    package = written(volume).xml("content.opf")
    refined = {
        (meta.get("refines"), meta.get("property")): meta.text
        for meta in package.iterfind(".//{*}meta")
        if meta.get("property")
    }
    assert [title.text for title in package.iterfind(".//{*}title")] == ["The Three Clocks", "two stories"]
    assert refined["#title", "file-as"] == "Three Clocks, The"
    assert refined["#subtitle", "title-type"] == "subtitle"
    assert refined["#person-1", "file-as"] == "Marsh, Ida" and refined["#person-1", "role"] == "aut"
    assert [person.text for person in package.iterfind(".//{*}contributor")] == ["R. Arkle", "Una Dee"]
    assert refined[None, "dcterms:modified"] == "2024-05-06T07:08:09Z"
    assert refined[None, "belongs-to-collection"] == "Lamps"
    assert refined["#conformance", "a11y:certifiedBy"] == "Ness Press"


def test_the_identifier_is_of_title_and_authors(volume_of: Callable[..., Volume], written: Written) -> None:
    def identifier(**metadata: object) -> str:
        book = written(volume_of(("A", None, "<p>One.</p>"), **metadata))
        return str(book.xml("content.opf").find(".//{*}identifier").text)

    assert identifier() == identifier(publisher="Ness Press")
    assert identifier() != identifier(title="The Four Clocks")
    assert identifier(identifier="urn:x-ness:1") == "urn:x-ness:1"


def test_the_head_and_foot_of_a_letter_are_no_landmarks(volume: Volume, written: Callable[..., Any]) -> None:
    page = written(volume).xml("story-1.xhtml")
    roles = {(element.tag.rpartition("}")[2], element.get("role")) for element in page.iter("{*}header", "{*}footer")}
    assert roles == {("header", "presentation"), ("footer", "presentation")}
