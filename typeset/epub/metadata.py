"""What the package document says of the book: titles, people, identifiers, dates, accessibility.

Enters: the volume, its content documents, what is claimed of their accessibility.  Leaves: entries in an EbookLib book.
Never reads the clock, never guesses at random.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from typeset.epub.accessibility import CONFORMS, Claim
from typeset.epub.documents import Document
from typeset.epub.resource import item_id
from typeset.isbn import isbn_13
from typeset.language import primary
from typeset.model import XML_LANG, Metadata, Volume
from typeset.words import words_in

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


def identifier(metadata: Metadata) -> str:
    """The publication's identifier: the one given, else a UUID (version 5) of what tells a book from another.

    The same for every build and every edition, until its title, authors, language or place in a series change.
    """
    if metadata.identifier:
        return metadata.identifier
    place = " ".join(part for part in (metadata.series, metadata.series_position) if part)
    names = "\n".join((metadata.title, *metadata.authors, primary(metadata.language), place))
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


def languages(volume: Volume, made: Sequence[Document]) -> list[str]:
    """The language of the book, and every other that a story or a passage of it is in, in order."""
    said = [volume.metadata.language]
    for document in made:
        said.append(document.part.language or "")
        said += (element.get(XML_LANG) or element.get("lang") or "" for element in document.body.iter("{*}*"))
    return list({language.lower(): language for language in reversed(said) if language}.values())[::-1]


def describe(book: EpubBook, volume: Volume, made: Sequence[Document], claim: Claim) -> None:
    """Write the metadata into the book, in the order in which the package document shows them."""
    metadata = volume.metadata
    book.set_unique_metadata("DC", "identifier", identifier(metadata), {"id": book.IDENTIFIER_ID})
    book.uid = identifier(metadata)
    if metadata.isbn:
        book.add_metadata("DC", "identifier", f"urn:isbn:{isbn_13(metadata.isbn)}", {"id": "isbn"})
        _meta(book, "identifier-type", "15", refines="#isbn", scheme="onix:codelist5")
    _titles(book, metadata)
    for language in languages(volume, made):
        book.add_metadata("DC", "language", language)
    _people(book, volume)
    _credits(book, volume, made)
    if metadata.published:
        book.add_metadata("DC", "date", metadata.published)
    for name in ("publisher", "rights", "description"):
        if getattr(metadata, name):
            book.add_metadata("DC", name, getattr(metadata, name))
    if metadata.licence:
        book.add_metadata(None, "link", None, {"rel": "dcterms:license", "href": metadata.licence})
    for subject in metadata.subjects:
        book.add_metadata("DC", "subject", subject)
    if metadata.series:
        _meta(book, "belongs-to-collection", metadata.series, id="series")
        _meta(book, "collection-type", "series", refines="#series")
        if metadata.series_position:
            _meta(book, "group-position", metadata.series_position, refines="#series")
    if claim.paged:
        _meta(book, "pageBreakSource", print_edition(metadata))
    _accessibility(book, claim)


def print_edition(metadata: Metadata) -> str:
    """What the print edition is called, whose pages are marked (EPUB Accessibility 1.1, §3.3.1)."""
    imprint = ", ".join(part for part in (metadata.publisher, (metadata.published or "")[:4]) if part)
    return f"{metadata.title}, {words_in(metadata.language).print_edition}{f' ({imprint})' if imprint else ''}"


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


def _credits(book: EpubBook, volume: Volume, made: Sequence[Document]) -> None:
    """Who wrote which story, where they differ: the author refines the item of the story (EPUB 3.3, §5.3.7)."""
    stories = [part for part in volume.parts if part.role == "story"]
    if len({part.author for part in stories}) > 1:
        for document in made:
            if document.part.role == "story" and document.part.author:
                item = item_id(document.name)
                _meta(book, "dcterms:creator", document.part.author, refines=f"#{item}")


def _accessibility(book: EpubBook, claim: Claim) -> None:
    """Discovery metadata and the claim of conformance (EPUB Accessibility 1.1, §2 and §4)."""
    for mode in claim.modes:
        _meta(book, "schema:accessMode", mode)
    _meta(book, "schema:accessModeSufficient", "textual" if "alternativeText" in claim.features else "textual,visual")
    for feature in claim.features:
        _meta(book, "schema:accessibilityFeature", feature)
    _meta(book, "schema:accessibilityHazard", "none")
    _meta(book, "schema:accessibilitySummary", claim.summary, **{XML_LANG: claim.language})
    if claim.barrier is None:
        _meta(book, "dcterms:conformsTo", CONFORMS, id="conformance")
        _meta(book, "a11y:certifiedBy", claim.certifier, refines="#conformance")
