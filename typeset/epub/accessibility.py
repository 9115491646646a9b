"""What may be claimed of the book's accessibility: the checks that the claim rests on, and what is said to readers.

Enters: the volume, the files of the publication as they will be packed.  Leaves: a `Claim`.  Never claims what a check
of its own has not found true of these very files.

The claim is EPUB Accessibility 1.1 with WCAG 2.2, level AA.  What no program can judge (whether a text alternative
says what the picture does) is the author's word; what one can is checked here, a function a check, in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from lxml import etree

from typeset.css import Node
from typeset.epub.resource import Resource
from typeset.errors import Problem
from typeset.model import EPUB_TYPE, XML_LANG, Element, Kind, Volume, local, text_of
from typeset.words import words_in

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
NO_CLAIM = "no claim of accessibility is made"
# Who stands for a claim where nobody is named: the program whose checks it rests on.
OWN_NAME = "typeset"
# True of every book that is made here (schema.org accessibility vocabulary 2.0).
FEATURES = ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked")
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")
COLOURS = frozenset({"color", "background", "background-color"})
# Values that leave the colour to the reading system.
READERS_OWN = frozenset({"inherit", "initial", "unset", "currentcolor", "transparent", "none"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What the package says. modes, features: terms of the schema.org vocabulary.

    paged: whether the pages of the print edition are marked and listed.
    summary: in the language whose tag is `language`.  barrier: why no conformance is claimed; None where it is.
    """

    modes: tuple[str, ...]
    features: tuple[str, ...]
    summary: str
    language: str
    certifier: str
    barrier: Problem | None
    paged: bool


def claim(volume: Volume, resources: Sequence[Resource], *, paged: bool = False) -> Claim:
    """What may be claimed of a publication.

    paged: whether it has the page list and the page breaks of a print edition.
    """
    pages = [(file, etree.fromstring(file.data)) for file in resources if file.media_type == "application/xhtml+xml"]
    images = [image for _, page in pages for image in page.iter("{*}img") if image.get("role") != "doc-cover"]
    described = all(map(_is_described, images))
    features = (
        *(("alternativeText",) if described else ()),
        *FEATURES,
        *(PAGE_FEATURES if paged else ()),
    )
    metadata, words = volume.metadata, words_in(volume.metadata.language)
    problems = [problem for file, page in pages for check in CHECKS for problem in check(page, file.name)]
    problems += [problem for file in resources if file.media_type == "text/css" for problem in colours_named(file)]
    return Claim(
        # The cover is to be seen, even where there is no other picture; reading takes no eye (accessModeSufficient).
        modes=("textual", "visual"),
        features=tuple(sorted(features, key=str.lower)),
        summary=_summary(volume, pictures=bool(images), described=described, paged=paged),
        language=words.language_in(metadata.language),
        certifier=metadata.publisher or next(iter(metadata.authors), metadata.editor) or OWN_NAME,
        barrier=_barrier(problems),
        paged=paged,
    )


def _barrier(problems: Sequence[Problem]) -> Problem | None:
    """The first of what stands in the way of a claim, and how much more does."""
    if not problems:
        return None
    more = f", and {len(problems) - 1} more like it" if len(problems) > 1 else ""
    return replace(problems[0], what=f"{NO_CLAIM}: {problems[0].what}{more}")


def _summary(volume: Volume, *, pictures: bool, described: bool, paged: bool) -> str:
    """Sentences that say what is in this book, in its language where there are words in it."""
    words = words_in(volume.metadata.language)
    counts = volume.figures.letters
    letters = [words.counted(counts[kind], kind) for kind in get_args(Kind) if counts.get(kind)]
    sentences = [
        words.readable,
        *([words.named_letters.format(words.listed(letters))] if letters else []),
        words.led,
        *([words.paged] if paged else []),
        *([words.pictures if pictures else words.only_cover] if described else []),
    ]
    return " ".join(sentences)


def titled(page: Element, name: str) -> Iterator[Problem]:
    """Each page has a title (WCAG 2.4.2) and says its language (3.1.1)."""
    title = page.find("{*}head/{*}title")
    if title is None or not text_of(title).strip():
        yield Problem("the page has no title", name)
    if not (page.get("lang") and page.get(XML_LANG)):
        yield Problem("the page does not say its language", name)


def headings_in_order(page: Element, name: str) -> Iterator[Problem]:
    """No heading is more than a level below the one before it (WCAG 1.3.1)."""
    before = 0
    for heading in page.iter("{*}h1", "{*}h2", "{*}h3"):
        level = int(local(heading)[1])
        if before and level > before + 1:
            yield Problem(f"the heading “{_begins(heading)}” is {level - before} levels below the one before it", name)
        before = level


def letters_named(page: Element, name: str) -> Iterator[Problem]:
    """Each letter has an accessible name (WCAG 1.3.1)."""
    for quotation in page.iter("{*}blockquote"):
        if "z3998:letter" in (quotation.get(EPUB_TYPE) or "") and not quotation.get("aria-label"):
            yield Problem(f"the letter “{_begins(quotation)}” has no name", name)


def images_described(page: Element, name: str) -> Iterator[Problem]:
    """Each image has a text alternative, or a role that says it is decoration (WCAG 1.1.1)."""
    for image in page.iter("{*}img"):
        if not _is_described(image):
            yield Problem(f"the picture {(image.get('src') or '')[-60:]} has no text alternative", name)


def _is_described(image: Element) -> bool:
    return bool((image.get("alt") or "").strip()) or image.get("role") in {"none", "presentation"}


CHECKS: tuple[Callable[[Element, str], Iterator[Problem]], ...] = (
    titled, headings_in_order, letters_named, images_described,
)  # fmt: skip


def colours_named(sheet: Resource) -> Iterator[Problem]:
    """A sheet that names no colour leaves contrast to the reading system (WCAG 1.4.3); ours name none."""
    import tinycss2

    for declaration in _declarations(tinycss2.parse_stylesheet(sheet.data.decode(), True, True)):
        values = {token.lower_value for token in declaration.value if token.type == "ident"}
        plain = all(token.type in {"ident", "whitespace"} for token in declaration.value)
        if declaration.lower_name in COLOURS and not (plain and values <= READERS_OWN):
            yield Problem(f"“{declaration.name}” names a colour, whose contrast nobody has checked", sheet.name)


def _declarations(rules: Sequence[Node]) -> Iterator[Node]:
    """All declarations but those of faces and pages, also in a rule within a rule (CSS Nesting 1, §2)."""
    import tinycss2

    for rule in rules:
        if rule.type == "declaration":
            yield rule
        elif rule.type == "qualified-rule" or (
            rule.type == "at-rule" and rule.lower_at_keyword not in {"font-face", "page"}
        ):
            yield from _declarations(tinycss2.parse_blocks_contents(rule.content or (), True, True))


def _begins(element: Element) -> str:
    text = " ".join(text_of(element).split())
    return text if len(text) <= 40 else text[:39] + "…"
