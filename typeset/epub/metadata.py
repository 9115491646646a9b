"""What the package document says of the book: titles, people, identifiers, dates, accessibility.

Enters: the volume, its content documents.  Leaves: entries in an EbookLib book.  Never reads the clock, never guesses
at random.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from typeset.epub.documents import Document
from typeset.language import primary
from typeset.model import EPUB_TYPE, XML_LANG, Metadata, Volume

# EbookLib's EpubBook (it has no stubs).
EpubBook = Any

# Articles that a library puts behind a title when it sorts, by primary language subtag.
ARTICLES: Mapping[str, tuple[str, ...]] = {
    "de": ("der", "die", "das", "ein", "eine"),
    "en": ("the", "a", "an"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "fr": ("le", "la", "les", "un", "une"),
    "it": ("il", "lo", "la", "i", "gli", "le", "un", "uno", "una"),
    "nl": ("de", "het", "een"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
}
# What follows a surname and stays behind the given names when a name is sorted.
NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})
# Capitalised words that belong to the surname behind them.
SURNAME_PREFIXES = frozenset({"le", "la", "du", "des", "st", "saint", "mac", "van", "von", "de"})

FEATURES = (
    "alternativeText", "ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents",
)  # fmt: skip
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


def identifier(metadata: Metadata) -> str:
    """The publication's identifier: the one given, else a UUID (version 5) of title and authors."""
    if metadata.identifier:
        return metadata.identifier
    names = "\n".join((metadata.title, *metadata.authors))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:x-typeset:{names}')}"


def sort_title(title: str, language: str) -> str:
    """A title as a library sorts it: "The Long Letter" → "Long Letter, The"."""
    article, _, rest = title.partition(" ")
    if rest and article.lower() in ARTICLES.get(primary(language), ()):
        return f"{rest}, {article}"
    return title


def sort_name(name: str) -> str:
    """A person's name as a library sorts it: "Ursula K. Le Guin" → "Le Guin, Ursula K.".

    A pseudonym of one word, or with no capital at its last word, stays as it is, and so does a name with a comma.
    """
    words = name.split()
    suffix: list[str] = []
    while len(words) > 2 and words[-1].strip(".,").lower() in NAME_SUFFIXES:
        suffix.insert(0, words.pop())
    if len(words) < 2 or "," in name.removesuffix(" ".join(suffix)).rstrip(", ") or not words[-1][:1].isupper():
        return name
    words[-1] = words[-1].rstrip(",")
    first = len(words) - 1
    while first > 1 and words[first - 1][:1].isupper() and words[first - 1].strip(".").lower() in SURNAME_PREFIXES:
        first -= 1
    return ", ".join([" ".join(words[first:]), " ".join(words[:first]), *suffix])


def describe(book: EpubBook, volume: Volume, made: Sequence[Document], paged: bool) -> None:
    """Write the metadata into the book, in the order in which the package document shows them.

    paged: whether the pages of the print edition are marked and listed.
    """
    metadata = volume.metadata
    book.set_unique_metadata("DC", "identifier", identifier(metadata), {"id": book.IDENTIFIER_ID})
    book.uid = identifier(metadata)
    if metadata.isbn:
        isbn = "".join(c for c in metadata.isbn if c.isalnum())
        book.add_metadata("DC", "identifier", f"urn:isbn:{isbn}", {"id": "isbn"})
    _titles(book, metadata)
    book.add_metadata("DC", "language", metadata.language)
    _people(book, volume)
    for name in ("publisher", "rights", "description"):
        if getattr(metadata, name):
            book.add_metadata("DC", name, getattr(metadata, name))
    for subject in metadata.subjects:
        book.add_metadata("DC", "subject", subject)
    if metadata.series:
        _meta(book, "belongs-to-collection", metadata.series, id="series")
        _meta(book, "collection-type", "series", refines="#series")
    _accessibility(book, volume, made, paged)


def print_edition(metadata: Metadata) -> str:
    """What the print edition is called, whose pages are marked (EPUB Accessibility 1.1, §3.3.1)."""
    imprint = ", ".join([*([metadata.publisher] if metadata.publisher else []), str(metadata.date.year)])
    return f"{metadata.title}, print edition ({imprint})"


def _meta(book: EpubBook, name: str, value: str, **attributes: str) -> None:
    book.add_metadata(None, "meta", value, {"property": name, **attributes})


def _titles(book: EpubBook, metadata: Metadata) -> None:
    book.title = metadata.title
    book.add_metadata("DC", "title", metadata.title, {"id": "title"})
    _meta(book, "title-type", "main", refines="#title")
    _meta(book, "file-as", sort_title(metadata.title, metadata.language), refines="#title")
    if metadata.subtitle:
        book.add_metadata("DC", "title", metadata.subtitle, {"id": "subtitle"})
        _meta(book, "title-type", "subtitle", refines="#subtitle")


def _people(book: EpubBook, volume: Volume) -> None:
    """Authors; the authors of single stories where they are not among them; the editor (MARC relators)."""
    authors = volume.metadata.authors
    of_stories = [part.author for part in volume.parts if part.role == "story" and part.author]
    others = [name for name in dict.fromkeys(of_stories) if name not in authors]
    people = [("creator", "aut", name) for name in authors] + [("contributor", "aut", name) for name in others]
    if volume.metadata.editor:
        people.append(("contributor", "edt", volume.metadata.editor))
    for number, (element, role, name) in enumerate(people, 1):
        book.add_metadata("DC", element, name, {"id": f"person-{number}"})
        _meta(book, "role", role, refines=f"#person-{number}", scheme="marc:relators")
        _meta(book, "file-as", sort_name(name), refines=f"#person-{number}")


def _accessibility(book: EpubBook, volume: Volume, made: Sequence[Document], paged: bool) -> None:
    """Discovery metadata and the claim of conformance (EPUB Accessibility 1.1, §2 and §4)."""
    letters = [e for d in made for e in d.body.iter("{*}blockquote") if "z3998:letter" in (e.get(EPUB_TYPE) or "")]
    images = [image for document in made for image in document.body.iter("{*}img")]
    for mode in ("textual", "visual"):
        _meta(book, "schema:accessMode", mode)
    _meta(book, "schema:accessModeSufficient", "textual")
    for feature in FEATURES + PAGE_FEATURES if paged else FEATURES:
        _meta(book, "schema:accessibilityFeature", feature)
    _meta(book, "schema:accessibilityHazard", "none")
    sentences = ["All of the text can be read aloud, enlarged and set in any font or colour."]
    if letters:
        sentences.append("Letters and messages are marked, and named by who writes to whom.")
    sentences.append("The contents lead to each story.")
    if paged:
        sentences.append("The pages of the print edition are marked and listed.")
    sentences.append(
        "The cover and the pictures have text alternatives."
        if images
        else "The only picture is the cover, which has a text alternative."
    )
    _meta(book, "schema:accessibilitySummary", " ".join(sentences), **{XML_LANG: "en"})
    if paged:
        _meta(book, "pageBreakSource", print_edition(volume.metadata))
    if all(image.get("alt") for image in images) and all(letter.get("aria-label") for letter in letters):
        certifier = volume.metadata.publisher or next(iter(volume.metadata.authors), volume.metadata.editor)
        _meta(book, "dcterms:conformsTo", CONFORMS, id="conformance")
        _meta(book, "a11y:certifiedBy", certifier or volume.metadata.title, refines="#conformance")
