"""Titles and the names of files, one made from the other.

Enters: a title, or a path.  Leaves: text.  Never looks at the disk.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

# A file's name may have 255 bytes, with its ending.
MOST_SLUG_BYTES = 240


def slug(title: str) -> str:
    """A title as a file's name: lower case, words joined by hyphens, apostrophes gone; "book" if nothing is left."""
    plain = re.sub(r"[’'ʼ]", "", unicodedata.normalize("NFC", title).lower())
    # Marks are parts of words in many scripts; one that stands alone (an emoji's variant) is none.
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in plain)
    words = [word for word in (re.sub(r"^\W+", "", word) for word in kept.split()) if word]
    shortened = "-".join(words)[:80].encode()[:MOST_SLUG_BYTES].decode(errors="ignore")
    return shortened.strip("-") or "book"


def title_of_file(path: Path) -> str:
    """A title from a file's name: "03_the-long-letter.txt" → "The Long Letter"."""
    words = re.sub(r"[-_\s]+", " ", re.sub(r"^\d+[-_. ]+", "", path.stem)).strip() or path.stem
    return words if any(c.isupper() for c in words) else " ".join(word[:1].upper() + word[1:] for word in words.split())
