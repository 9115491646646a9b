"""Language tags: their shape, and the part of them that says which language.

Enters: a tag as a manifest or a page gives it.  Leaves: whether it is one, and its primary subtag.
Never knows whether a subtag is registered.
"""

from __future__ import annotations

import re

# BCP 47's shape (RFC 5646, §2.1): the primary subtag and what follows.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def is_tag(text: str) -> bool:
    """Whether a text has the shape of a language tag: "en", "en-GB"."""
    return _TAG.fullmatch(text) is not None


def primary(tag: str) -> str:
    """The primary subtag in lower case: "en-GB" and "en_US" are both "en"."""
    return tag.lower().replace("_", "-").partition("-")[0]
