"""Which part of an archive's page a block stands in: the work, or the page's furniture round it.

Enters: the elements of a page, each with the region of the element round it.  Leaves: the region's name.
Never cuts anything: it names, and the chrome pass decides.

The regions: "chrome" (the site's), "matter" (what an archive sets round a work or chapter: tags, summary, notes),
"label" (a line that only names what follows), "title", "byline", "heading" (a chapter's), and None, the story itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from typeset.readers.markup import classes_of, tag_of, words

STORY, CHROME, MATTER, LABEL, TITLE, BYLINE, HEADING = None, "chrome", "matter", "label", "title", "byline", "heading"

# Where a whole page keeps the work; what is outside the first of these that a page has is the site's.
_ROOTS: tuple[tuple[str, str], ...] = (
    ("id", "workskin"), ("id", "storytext"), ("class", "chapter-content"), ("itemprop", "articlebody"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    """An element with this id or these classes (all of them), inside these regions, is a region of its own."""

    region: str | None
    id: str = ""
    classes: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    within: frozenset[str | None] = frozenset({STORY, MATTER, LABEL})

    def holds(self, element: ElementTree.Element, inherited: str | None) -> bool:
        return (
            inherited in self.within
            and (not self.tags or tag_of(element) in self.tags)
            and (not self.id or element.get("id", "").lower() == self.id)
            and self.classes <= classes_of(element)
        )


_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_IN_MATTER = frozenset({MATTER})

# The first that holds decides.  Archive of Our Own's pages and downloads; other sites' names where they are the same.
_RULES: tuple[_Rule, ...] = (
    _Rule(LABEL, classes=words("landmark")),
    _Rule(CHROME, classes=words("toc-heading")),
    _Rule(CHROME, classes=words("message"), within=_IN_MATTER),
    _Rule(CHROME, tags=words("dl"), within=_IN_MATTER),
    _Rule(LABEL, classes=words("endnote-link"), within=_IN_MATTER),
    _Rule(BYLINE, classes=words("byline"), within=_IN_MATTER),
    _Rule(TITLE, tags=words("h1"), within=_IN_MATTER),
    _Rule(TITLE, tags=words("h2"), classes=words("title"), within=_IN_MATTER),
    _Rule(HEADING, tags=_HEADINGS, classes=words("title"), within=_IN_MATTER),
    _Rule(HEADING, tags=words("h2"), classes=words("heading"), within=_IN_MATTER),
    _Rule(STORY, tags=words("div"), classes=words("userstuff")),
    _Rule(MATTER, id="preface"),
    _Rule(MATTER, id="afterword"),
    _Rule(MATTER, classes=words("preface group")),
    _Rule(MATTER, classes=words("meta"), tags=words("div")),
    _Rule(MATTER, classes=words("notes module")),
    _Rule(MATTER, classes=words("summary module")),
    _Rule(CHROME, tags=words("nav")),
    _Rule(CHROME, id="comments"),
)
# Those that an element without id and classes may be under.
_RULES_OF_TAGS = tuple(rule for rule in _RULES if not rule.id and not rule.classes)
# A page's own header and footer; within an article these belong to the text.
_BANNERS = frozenset({"banner", "contentinfo", "navigation", "search"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Regions:
    """The regions of one page, which is looked at once for where it keeps the work."""

    def __init__(self, page: ElementTree.Element) -> None:
        self._page = page
        self._roots = _story_roots(page)

    def of(self, element: ElementTree.Element, inherited: str | None) -> str | None:
        """The region of an element inside an element of the region `inherited`."""
        if element is self._page and self._roots:
            return CHROME
        if element in self._roots:
            return STORY
        if inherited == CHROME:
            return CHROME
        if element.get("role", "").lower() in _BANNERS or "hidden" in element.attrib:
            return CHROME
        if _HIDDEN.search(element.get("style", "")):
            return CHROME
        rules = _RULES if "id" in element.attrib or "class" in element.attrib else _RULES_OF_TAGS
        return next((rule.region for rule in rules if rule.holds(element, inherited)), inherited)


def _story_roots(page: ElementTree.Element) -> frozenset[ElementTree.Element]:
    found: dict[str, list[ElementTree.Element]] = {}
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for attribute, value in _ROOTS:
            if value in element.get(attribute, "").lower().split():
                found.setdefault(value, []).append(element)
    return frozenset(next((found[value] for _, value in _ROOTS if value in found), ()))


def authors_named(page: ElementTree.Element) -> Iterator[str]:
    """The names that links of rel=author give, each once, in order; else the page's own meta element."""
    names: dict[str, None] = {}
    for element in page.iter():
        if tag_of(element) == "a" and "author" in element.get("rel", "").lower().split():
            names[" ".join("".join(element.itertext()).split())] = None
    if not any(names):
        for element in page.iter():
            if tag_of(element) == "meta" and element.get("name", "").lower() == "author":
                names[" ".join(element.get("content", "").split())] = None
    return (name for name in names if name)
