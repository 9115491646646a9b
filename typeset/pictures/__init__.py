"""The pictures of the stories: from a source's word of them to files that every e-reader shows and a printer takes.

Enters: clean trees with their letters inset, the readers' SeenPictures, the folder of the book.
Leaves: trees with `figure` and `img`, Illustrations by name, and what the user should know.
Never fetches from a network, never reads a file outside the book's folder, never changes a word.

    files    an address → bytes, from the book's folder or a data: URL
    rasters  a photograph or drawing in pixels → JPEG or PNG, without metadata
    vectors  SVG → the same, where it is safe
    places   the picture's place in a tree
    album    all of these, in order, for a book
"""

from __future__ import annotations

from typeset.pictures.album import Album

__all__ = ["Album"]
