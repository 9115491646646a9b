"""HTML, a fragment of a story's body or a whole page, becomes a raw tree.

Enters: decoded text and the source's name.  Leaves: model.Raw.
Never fetches anything; never raises but SourceError, for a page without a word in its body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from typeset.ledger import letters_and_digits
from typeset.model import REGION, XML_LANG, Element, Raw, blocks, local, text_of
from typeset.readers.convert import convert
from typeset.readers.decode import fit_for_xml, no_story
from typeset.readers.html5 import parse
from typeset.readers.markup import tag_of
from typeset.readers.regions import BYLINE, TITLE, Regions, authors_named
from typeset.readers.tags import summary_of, tags_of_page

# The comments in an atomic group: without it a page of many would be tried in every way to take them together.
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype|html|head|body)\b", re.I | re.S)
_BLOCK_TAG = re.compile(
    r"<(/?)(p|div|br|hr|h[1-6]|blockquote|center|section|article|main|ul|ol|li|dl|table|tr|td|pre)(?=[\s/>])[^<>]*>",
    re.I,
)
_ALONE = frozenset({"br", "hr"})
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
# A longer line is no title: it is a story in an h1 that nobody closed.
_LONGEST_TITLE = 500
# The words that a page's own title ends with after the story's: " - Chapter 2 - Author - Fandom [Site]", " | Site".
_SITE = re.compile(r"\s+(?:[|–—-]|::)\s+.*$|\s*\[[^\]]*\]\s*$", re.S)


def is_html(text: str) -> bool:
    """Whether a text is HTML: a document by its head, else by where its block elements stand.

    A pasted text in which a tag or two stands stays text, and so does Markdown in a frame of `div`s: the one has lines
    outside of all block elements, the other paragraphs that only blank lines part.
    """
    if _PAGE.match(text):
        return True
    tags = len(_BLOCK_TAG.findall(text))
    if not tags:
        return False
    untagged = sum(1 for part in _BLANK_LINES.split(text) if part.strip() and not _BLOCK_TAG.search(part))
    return untagged <= tags and sum(1 for _ in _loose_lines(text)) <= 2 * tags


def _loose_lines(text: str) -> Iterator[str]:
    """The lines with text in them and no block tag, outside of all block elements."""
    depth = 0
    for line in text.split("\n"):
        tags = list(_BLOCK_TAG.finditer(line))
        if not tags and depth == 0 and line.strip():
            yield line
        for tag in tags:
            if tag[2].lower() not in _ALONE:
                depth = max(0, depth - 1) if tag[1] else depth + 1


def read_html(text: str, name: str) -> Raw:
    """The raw tree of a fragment or page, with title, author and language where the page itself gives them.

    Raises SourceError when no block of it holds a letter or digit.
    """
    page = parse(text)
    tree, texts, figures = convert(page, Regions(page), text)
    if not any(c.isalnum() for block in texts for c in block):
        raise no_story(name)
    title = _title(page, tree)
    authors = _authors(page, tree)
    _mark_repeated_title(tree, title, authors)
    tags = {**tags_of_page(page), **summary_of(tree)}
    return Raw(texts, "html", title, authors or None, _language(page), figures, tags, tree=tree)


def _title(page: ElementTree.Element, tree: Element) -> str | None:
    """The work's title: the archive's line for it, else a lone h1 that opens the story, else the page's own."""
    for block in blocks(tree):
        if block.get(REGION) == TITLE and len(line := _plain(block)) <= _LONGEST_TITLE:
            return line
    of_page = next(("".join(e.itertext()) for e in page.iter() if tag_of(e) == "title"), "")
    of_page = " ".join(fit_for_xml(of_page).split())
    if len(of_page) > _LONGEST_TITLE:
        of_page = ""
    told = [block for block in blocks(tree) if block.get(REGION) is None]
    tops = [block for block in told if local(block) == "h1"]
    if len(tops) == 1 and tops[0] is told[0] and len(_plain(tops[0])) <= _LONGEST_TITLE:
        return _plain(tops[0])
    return _SITE.sub("", of_page) or of_page or None


def _authors(page: ElementTree.Element, tree: Element) -> str:
    """Who the work is by: its byline, else the links or the head's word that name an author; "" if none does."""
    byline = next((_plain(block) for block in blocks(tree) if block.get(REGION) == BYLINE), "")
    return byline.removeprefix("by ").strip() or fit_for_xml(", ".join(authors_named(page)))


def _plain(block: Element) -> str:
    return " ".join(text_of(block).split())


def _mark_repeated_title(tree: Element, title: str | None, authors: str) -> None:
    """Give the story's first lines their regions where they are its title over again, and who it is by."""
    wanted = letters_and_digits(title or "").casefold()
    told = [block for block in blocks(tree) if block.get(REGION) is None][:4]
    for count in (1, 2, 3):
        heads = told[:count]
        if wanted and "".join(letters_and_digits(_plain(head)) for head in heads).casefold() == wanted:
            for head in heads:
                head.set(REGION, TITLE)
            for line in told[count : count + 1]:
                if authors and _plain(line).casefold().removeprefix("by ") == authors.casefold():
                    line.set(REGION, BYLINE)
            return


def _language(page: ElementTree.Element) -> str | None:
    """The language of the work as an archive's tags give it, else that of the page."""
    for element in page.iter():
        if tag_of(element) == "dd" and "language" in element.get("class", "").split() and element.get("lang"):
            return element.get("lang")
    return page.get("lang") or page.get("xml:lang") or page.get(XML_LANG)
