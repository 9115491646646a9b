"""What each sign is worth, in log odds or thereabouts: set by hand, on letters of many books.

Enters: nothing.  Leaves: one table, by the key of a sign.  A sign that is not in it is an error, so none is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping

# What stands against any span before anything is seen.
PRIOR = -4.0
# A span is worth setting as a letter from this score up: the one knob between careful and eager.
CAREFUL = 1.0
WEIGHTS: Mapping[str, float] = {
    # how it opens
    "naming line": 4.5,
    "salutation": 3.6,
    "title for salutation": 2.8,
    "greeting": 2.0,
    "pet name for salutation": 2.2,
    "name for salutation": 2.0,
    "salutation run in": 3.0,
    "salutation in a quotation": 1.0,
    "head line": 0.6,
    "header field": 0.5,
    "delivered before": 1.2,
    "dateline": 2.2,
    "letterhead": 2.2,
    "place or time line": 0.8,
    "opens the story": 0.6,
    "after a gap": 0.4,
    "as the letters beside it": 2.0,
    "announced in so many words": 4.7,
    "announced": 4.0,
    "announced by reading": 3.0,
    "said to be written": 2.6,
    "goes on after an aside": 3.0,
    "announced as written": 2.5,
    "announced in passing": 1.6,
    "spoken of before": 0.7,
    "colon before": 0.4,
    "announced as no letter": -3.0,
    # how it ends
    "valediction": 2.0,
    "signature": 1.4,
    "signature after a dash": 2.2,
    "signed from": 2.0,
    "closes in full": 1.0,
    "close run in": 2.0,
    "postscript": 2.0,
    "comes back": 1.4,
    "comes back from no letter": -1.5,
    "address after the signature": 1.2,
    "heading after": 0.8,
    "narration after": 0.5,
    "ends the story": 0.5,
    "gap after": 0.9,
    "another letter follows": 1.2,
    "quotation ends": 0.6,
    # its form
    "all in italics": 2.2,
    "a passage in italics": 1.0,
    "marked as quoted": 2.5,
    "a quotation of several paragraphs": 0.8,
    # against
    "begins too late": -2.5,
    "ends too soon": -2.6,
    "announcement taken in": -2.0,
    "another letter inside": -3.2,
    "gap inside": -1.0,
    "announced inside": -2.0,
    "aside inside": -1.2,
    "comes back inside": -1.0,
    "a numeral or title inside": -4.0,
    "verse": -3.0,
    "begins below a head line": -1.2,
    "goes on after its close": -2.2,
    "italics change inside": -3.0,
    "quoted lines change inside": -3.0,
    "italics go on": -2.5,
    "look-alike": -4.0,
    "nothing said": -3.0,
    "scene break inside": -1.0,
    "heading": -3.0,
}
