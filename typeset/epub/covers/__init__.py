"""The cover: the image given, or a typographic one set from title and authors, and the page that shows it.

Enters: metadata, the book's sheets, perhaps an image's bytes.  Leaves: a `Cover`.  Never asks the system for a font.

    given     an image that the user gives: checked, made fit for every reading system
    design    the typographic cover as one drawing
    faces     what its characters are set with: outlines, widths, kerning
    drawing   the drawing as SVG and as JPEG

A typographic cover is in the book twice.  Libraries, shops and old reading systems get the JPEG, which is the
`cover-image`; the cover page names the SVG first in a `picture`, whose lines are sharp on any screen.  A reading system
that does not know `picture` (RMSDK, Kindle's converter) shows the `img` within it, so no script or media query decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.epub.resource import Resource
from typeset.errors import Problem
from typeset.findings import Finding
from typeset.model import EPUB_TYPE, Element, Metadata, Picture, Sheet, new

IMAGE_NAMES = {"image/jpeg": "images/cover.jpg", "image/png": "images/cover.png"}
VECTOR_NAME = "images/cover.svg"


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover image, the same as vectors where we drew it, what was found in a given one, what could not be drawn."""

    image: Resource
    vector: Resource | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def files(self) -> tuple[Resource, ...]:
        """The cover's files for the publication."""
        return (self.image, self.vector) if self.vector else (self.image,)


def cover(metadata: Metadata, given: Picture | None, sheets: Sequence[Sheet] = ()) -> Cover:
    """The cover of a book; a typographic one where none is given.

    sheets: whose fonts may set what our own face lacks.
    Raises BuildError for a file that is no picture.
    """
    if given is not None:
        from typeset.epub.covers.given import fit

        data, media_type, findings = fit(given)
        return Cover(Resource(IMAGE_NAMES[media_type], media_type, data, ("cover-image",)), findings=findings)
    from typeset.epub.covers import drawing
    from typeset.epub.covers.design import design

    made, problems = design(metadata, sheets)
    image = Resource(IMAGE_NAMES["image/jpeg"], "image/jpeg", drawing.jpeg(made), ("cover-image",))
    vector = Resource(VECTOR_NAME, "image/svg+xml", drawing.svg(made, alternative(metadata), metadata.language))
    return Cover(image, vector, problems=problems)


def alternative(metadata: Metadata) -> str:
    """The cover in words: the title and who the book is by."""
    return ", ".join([metadata.title, *metadata.authors])


def page_body(metadata: Metadata, shown: Cover) -> Element:
    """The body of the cover page."""
    body = new("body")
    body.set(EPUB_TYPE, "cover")
    section = new("section", class_="cover")
    image = new("img", src=shown.image.name, alt=alternative(metadata), role="doc-cover")
    if shown.vector:
        picture = new("picture")
        picture.append(new("source", srcset=shown.vector.name, type=shown.vector.media_type))
        picture.append(image)
        image = picture
    section.append(image)
    body.append(section)
    return body
