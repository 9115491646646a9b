"""The publication as one file: a package document by EbookLib, in a container whose bytes depend on nothing else.

Enters: the volume, every file of the publication in order.  Leaves: the bytes of the EPUB.  Never touches the disk.

EbookLib 0.20 is worked round, not patched: content documents, navigation and NCX are given as bytes (it would rewrite
heads, invent a page list and leave the depth at 0), what it leaves out of the package is added, and its container,
which bears the time of day, is written anew.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from typeset.epub import metadata
from typeset.epub.accessibility import Claim
from typeset.epub.documents import Document
from typeset.epub.resource import Resource, item_id
from typeset.model import XML_LANG, Volume

FOLDER = "EPUB"
PACKAGE_NAME = f"{FOLDER}/content.opf"
# The years that a zip can write (APPNOTE 6.3, §4.4.6), in steps of two seconds.
FIRST_DATE = datetime(1980, 1, 1, tzinfo=UTC)
LAST_DATE = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)


def pack(
    volume: Volume, made: Sequence[Document], resources: Sequence[Resource], cover_name: str, claim: Claim
) -> bytes:
    """The EPUB's bytes.

    cover_name: the name of the cover image among the resources, for readers of EPUB 2.
    claim: what the package says of the book's accessibility.
    """
    from ebooklib import epub

    book = epub.EpubBook()
    book.IDENTIFIER_ID = "publication-id"
    metadata.describe(book, volume, made, claim)
    book.add_metadata(None, "meta", "", {"name": "cover", "content": item_id(cover_name)})
    for resource in resources:
        item = epub.EpubItem(item_id(resource.name), resource.name, resource.media_type, resource.data, resource.listed)
        item.properties = list(resource.properties)
        book.add_item(item)
        if resource.reading_order:
            book.spine.append(item)
    out = io.BytesIO()
    # Stored, since the container is written anew.
    options = {"mtime": volume.metadata.date.astimezone(UTC), "compresslevel": 0, "epub3_pages": False}
    epub.EpubWriter(out, book, options).write()
    return _container(out, volume)


def _container(written: io.BytesIO, volume: Volume) -> bytes:
    """A zip with the entries of another in their order, dated by the book (OCF 3.3, §4.2: mimetype first, stored)."""
    date = min(max(volume.metadata.date.astimezone(UTC), FIRST_DATE), LAST_DATE)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == PACKAGE_NAME:
                data = _completed(data, volume.metadata.language)
            info = zipfile.ZipInfo(entry.filename, date.timetuple()[:6])
            info.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            # The same on every system: made on Unix, plain file, read by all.
            info.create_system = 3
            info.external_attr = 0o644 << 16
            target.writestr(info, data)
    return out.getvalue()


def _completed(package: bytes, language: str) -> bytes:
    """The package document with its language, which EbookLib does not write."""
    root = etree.fromstring(package)
    root.set(XML_LANG, language)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
