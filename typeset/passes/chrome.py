"""Site chrome and labels: what an archive set round the story is named in the ledger and cut.

Enters: a tree whose blocks may carry the region of the page that they stood in, or the lines of a page that was pasted.
Leaves: the story, with its notes as region "notes" and chapter headings as they were.  Never cuts a line for what it
says alone unless it is an archive's own formula, never cuts a block that was joined of several lines.

Runs on the reader's tree: what it names as cut is in the source as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from typeset.ledger import Ledger, Reason
from typeset.model import BLOCK, REGION, Element, block_numbers, blocks, local, text_of

# The regions of the readers that are cut whole, and what for.
_CUT: Mapping[str, Reason] = {"chrome": "chrome", "label": "label", "title": "title", "byline": "byline"}

# Lines by which an archive names what follows them in its matter: what that is.
_NAMES: tuple[tuple[re.Pattern[str], str | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), region)
    for pattern, region in (
        (r"(?:(?:work|chapter) )?summary:?", "summary"),
        (r"(?:(?:work|chapter) )?(?:end )?notes?:?", "notes"),
        (r"\(?see the end of the (?:work|chapter) for\s+(?:more )?notes.{0,60}", None),
        (
            r"\(?see notes at the end.{0,60}|\(?see the beginning of the (?:work|chapter) for\s+(?:more )?notes.{0,60}",
            None,
        ),
    )
)
# Formulas that no story has: cut wherever they stand.
_FORMULAS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), region)
    for pattern, region in (
        (r"(?:work|chapter) text:?", "label"),
        (r"\(?see the end of the (?:work|chapter) for\s+(?:more )?notes.{0,60}", "label"),
        (r".{0,200}posted originally on the .{0,60} at https?://\S+", "chrome"),
        (r"please drop by the archive and comment to let the .{0,20} know if you enjoyed their work!?", "chrome"),
    )
)  # fmt: skip
_BEGINS = re.compile(r"(?:work|chapter) text:?", re.IGNORECASE)

# A page's line of figures: two of these or more.
_FIGURE = re.compile(
    r"\b(?:published|updated|completed|words|chapters|reviews|favs|favou?rites|follows|kudos|bookmarks|hits|comments|rated|"
    r"status|id)\b:?\s*[\d\w]",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:words|chapters|reviews|favs|favou?rites|follows|kudos|bookmarks|hits|comments)\b:?\s*\d", re.IGNORECASE
)
# A head line of an archive, "Rating: T", and what becomes of it.
_FIELDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:{names})\s*:\s*\S.*|{alone}", re.IGNORECASE | re.DOTALL), region)
    for names, alone, region in (
        (r"title|story title", r"(?!)", "title"),
        (r"author|written by|pen name", r"(?!)", "byline"),
        (
            r"rating|rated|fandoms?|pairings?|relationships?|characters?|categor(?:y|ies)|genres?|language|series|stats|"
            r"archive warnings?|warnings?|additional tags|tags|words?|word count|status|published|updated|summary|"
            r"chapters?",
            r"chapter \d+ of (?:\d+|\?)",
            "chrome",
        ),
        (r"(?:author['’]?s? )?notes?|a/n|disclaimer", r"(?!)", "notes"),
    )
)
# How far into a pasted page its matter may reach: a few lines, or all the tags of an archive, told by their names.
_MOST_MATTER, _MOST_TAGS = 40, 600
_TAG_NAME = re.compile(
    r"(?:rating|archive warnings?|categor(?:y|ies)|fandoms?|relationships?|characters?|additional tags|stats):",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"chapter \d+(?:\s*:.{1,120})?", re.IGNORECASE)
# Where the furniture under a pasted work starts.
_UNDER = re.compile(r"↑ ?top", re.IGNORECASE)
# How far from either end of the story a line of figures may stand.
_EDGE = 6


def chrome(tree: Element, ledger: Ledger, language: str) -> Element:
    """Cut what is no part of the work; the tree is changed in place."""
    _name_pasted_matter(tree)
    _name_fields(tree)
    _name_formulas(tree)
    _name_parts_of_matter(tree)
    for child in list(tree):
        reason = _CUT.get(child.get(REGION, ""))
        if reason is not None:
            _cut(child, reason, ledger)
        elif child.get(REGION) != "notes":
            child.attrib.pop(REGION, "")
    return tree


def _lines(tree: Element) -> list[Element]:
    """The blocks right in the story that no reader gave a region, and that are one line of the source each."""
    return [child for child in tree if child.get(REGION) is None and "-" not in child.get(BLOCK, "-")]


def _name_pasted_matter(tree: Element) -> None:
    """All that was pasted from above a page's "Work Text:" is its matter, and from its "↑ Top" on, the site's."""
    children = list(tree)
    tags = 0
    for at, child in enumerate(children[:_MOST_TAGS]):
        text = text_of(child).strip()
        if child.get(REGION) is not None or (at > _MOST_MATTER and tags < 2):
            return
        tags += bool(_TAG_NAME.fullmatch(text))
        if _BEGINS.fullmatch(text):
            for before in children[:at]:
                before.set(REGION, "matter")
            if at and _CHAPTER.fullmatch(text_of(children[at - 1]).strip()):
                children[at - 1].set(REGION, "heading")
            _name_furniture_under(children[at + 1 :])
            return


def _name_furniture_under(work: list[Element]) -> None:
    at = next((at for at, child in enumerate(work) if _UNDER.fullmatch(text_of(child).strip())), len(work))
    if at and at < len(work) and text_of(work[at - 1]).strip() == "Actions":
        at -= 1
    for child in work[at:]:
        child.set(REGION, "chrome")


def _name_fields(tree: Element) -> None:
    """The run of head lines that a story opens with, two or more of them."""
    run: list[tuple[Element, str]] = []
    for line in _lines(tree):
        text = text_of(line).strip()
        region = next((region for pattern, region in _FIELDS if pattern.fullmatch(text)), None)
        if region is None and not _BEGINS.fullmatch(text):
            break
        if region is not None:
            run.append((line, region))
    if len(run) > 1:
        for line, region in run:
            line.set(REGION, region)


def _name_formulas(tree: Element) -> None:
    lines = _lines(tree)
    for at, line in enumerate(lines):
        text = text_of(line).strip()
        region = next((region for pattern, region in _FORMULAS if pattern.fullmatch(text)), None)
        if region is None and min(at, len(lines) - 1 - at) < _EDGE and _is_figures(text):
            region = "chrome"
        if region is not None:
            line.set(REGION, region)


def _is_figures(text: str) -> bool:
    return len(text) < 300 and len(_FIGURE.findall(text)) > 1 and bool(_COUNT.search(text))


def _name_parts_of_matter(tree: Element) -> None:
    """Tell a work's notes from its summary and tags, by the labels over them."""
    part: str | None = None
    for child in tree:
        if child.get(REGION) != "matter":
            part = part if child.get(REGION) == "label" or local(child) == "hr" else None
            continue
        text = text_of(child).strip()
        named = next((entry for entry in _NAMES if entry[0].fullmatch(text)), None)
        if named is not None:
            part = named[1] or part
            child.set(REGION, "label")
        elif part == "notes":
            child.set(REGION, "notes")
        else:
            child.set(REGION, "chrome")


def _cut(element: Element, reason: Reason, ledger: Ledger) -> None:
    """Take an element out and name its words, each run of them as it stands in the source."""
    if any(len(block_numbers(block)) > 1 for block in blocks(element)):
        element.attrib.pop(REGION, "")
        return
    for block in blocks(element):
        for text in map(str, block.itertext()):
            if text.strip():
                ledger.cut(block_numbers(block)[0], text.strip(), reason)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
