"""What may be fetched: files beneath the folders of the sheets, data: URLs, and the pictures of the book.

Enters: sheets, pictures.  Leaves: a fetcher for WeasyPrint that refuses all else.  Never opens a connection.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from typeset.errors import BuildError, Problem
from typeset.illustrations import Illustration
from typeset.model import Sheet

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher


# The scheme of addresses that name a picture of the book: "picture:images/story-1-1.jpg".
PICTURE = "picture"


def make_fetcher(sheets: Sequence[Sheet], pictures: Mapping[str, Illustration] | None = None) -> URLFetcher:
    """A fetcher that gives files beneath the sheets' folders, data: URLs, and pictures in their full size.

    On any other URL it raises WeasyPrint's FatalURLFetchingError, whose cause is a BuildError that names the URL and
    the sheet; the plain exceptions of a fetcher would be swallowed by WeasyPrint.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    known = pictures or {}
    folders = tuple(dict.fromkeys(sheet.folder.resolve() for sheet in sheets))

    class SheetFetcher(URLFetcher):  # type: ignore[misc]
        """Files beneath the sheets' folders, and data: URLs."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            try:
                parts = urlsplit(url)
            except ValueError:
                refuse(url, "is no address", "check the name in the sheet")
            if parts.scheme == "data":
                return super().fetch(url)
            if parts.scheme == PICTURE and parts.path in known:
                picture = known[parts.path]
                return URLFetcherResponse(url, picture.printed, {"Content-Type": picture.media_type})
            if parts.scheme != "file":
                refuse(url, "nothing is fetched from a network", "put the file beside the sheet and name it there")
            try:
                path = Path(url2pathname(parts.path)).resolve()
            except (ValueError, OSError, RuntimeError):  # a NUL, a link that leads to itself
                refuse(url, "is no address of a file", "check the name in the sheet")
            if not any(path.is_relative_to(folder) for folder in folders):
                refuse(url, "lies outside the sheet's folder", "put the file beside the sheet")
            try:
                content = path.read_bytes()
            except OSError as error:
                refuse(url, f"cannot be read: {error.strerror}", "check the name in the sheet")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    def refuse(url: str, what: str, remedy: str) -> NoReturn:
        written = url.rsplit("/", 1)[-1]
        names = {written, unquote(written)} - {""}
        where = next((sheet.name for sheet in reversed(sheets) if any(name in sheet.text for name in names)), "")
        raise FatalURLFetchingError(url) from BuildError(Problem(f"url({url[:200]}): {what}", where, remedy))

    return SheetFetcher()


@contextmanager
def telling_refusals() -> Iterator[None]:
    """Raise the BuildError of a refused URL in place of WeasyPrint's own exception, which is no Exception."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as refusal:
        if isinstance(refusal.__cause__, BuildError):
            raise refusal.__cause__ from None
        raise
