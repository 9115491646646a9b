"""Headings: lines that head a part of the story become `h2`, and an archive's headings keep their order below it.

Enters: a tree with headings of an archive's levels and with lines that are headings to a reader: "Chapter 3",
"Epilogue: …", "(Years Later – X's POV)", a short line of time without a full stop after a scene break, capitals
between two breaks.
Leaves: `h2` and `h3`.
Never makes a heading of a line that names or opens a letter, of a date or a place, or of speech: those are left to the
letters' room.  Never changes a word.

Runs after scene_breaks, which finds the breaks that headings stand at, and notes.
"""

from __future__ import annotations

import re

from typeset.ledger import Ledger
from typeset.model import GAP, REGION, Element, local, text_of, xhtml
from typeset.passes.scene_breaks import tidy_breaks

_LEVELS = ("h1", "h2", "h3")

_NUMBER = (
    r"(?:\d{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?"
)
_TITLED = r"(?:\s*[:.–—-]+\s*(?P<title>.+?))?[:.]?"
# A part that is named as one: anywhere in the story.
_NAMED = re.compile(
    rf"(?:(?:chapter|part|book|act|scene|canto|section|volume|day|week|year)\s+{_NUMBER}"
    rf"|prologue|epilogue|interlude|prelude|intermission|coda|postlude|entr[’']acte){_TITLED}",
    re.IGNORECASE,
)
# Whose eyes we see through, or when: where a break or the story's start goes before.
_VIEW = re.compile(r"[(\[*~\s-]*[^.!?…]{0,60}\b(?:p\.?o\.?v\.?|point of view)\b[)\]*~:\s-]*", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]")
_TIME = re.compile(
    r"\b(?:later|earlier|before|after|ago|meanwhile|next|following|previous|same|present|past|now|then|elsewhere|"
    r"flash ?back|morning|afternoon|evening|night|midnight|dawn|noon|today|tomorrow|yesterday|years?|months?|weeks?|"
    r"days?|hours?|minutes?)\b",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7})\.?")

# A line that belongs to a letter, or may.
_LETTER = re.compile(
    r"\b(?:letters?|notes?|telegrams?|e-?mails?|memos?|memorandum|postcards?|cards?|messages?|desk of|from|to|dear|"
    r"owl|post|re|subject|sender|signed|love|yours|sincerely|stop)\b|@|^\W*p\.? ?s\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{4}\b|\d(?:st|nd|rd|th)\b|\d[./-]\d|\b(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE, _LONGEST_LINE, _MOST_WORDS = 90, 60, 9
_STOPS = tuple(".,;:!?…—–-\"'”’»*")
_SPEECH = tuple("\"“”„«‘'—–->")


def headings(tree: Element, ledger: Ledger, language: str) -> Element:
    """Give a tree its headings, in place."""
    _set_levels(tree)
    for line in tree.findall(xhtml("p")):
        if _is_heading(line):
            line.tag = xhtml("h2")
            line.attrib.pop(GAP, "")
            line.attrib.pop("class", "")
    for element in tree.iter():
        element.attrib.pop(REGION, "")
    tidy_breaks(tree)
    return tree


def _set_levels(tree: Element) -> None:
    """The highest level of an archive's headings is h2, for h1 is the story's title; all below are h3."""
    found = [element for element in tree.iter() if local(element) in _LEVELS]
    levels = sorted({local(element) for element in found})
    for element in found:
        element.tag = xhtml("h2" if local(element) == levels[0] else "h3")


def _text(element: Element | None) -> str:
    return text_of(element).strip() if element is not None else ""


def _is_heading(line: Element) -> bool:
    text = _text(line)
    if not text or len(text) > _LONGEST_TITLE or "\n" in text or text.startswith(_SPEECH):
        return False
    if named := _NAMED.fullmatch(text):
        return not (named["title"] and text.endswith((".", ",", ";")))
    if _is_set_off(line) and text.isupper() and not _LETTER.search(text):
        return True
    if not _at_break(line) or len(text) > _LONGEST_LINE or not _heads_prose(line):
        return False
    if _LONE_NUMBER.fullmatch(text) or _VIEW.fullmatch(text):
        return True
    if _LETTER.search(text) or _DATE.search(text):
        return False
    if _BRACKETED.fullmatch(text):
        return bool(_TIME.search(text)) or _is_title_cased(text)
    return _after_shown_break(line) and _is_terse(text) and bool(_TIME.search(text))


def _at_break(line: Element) -> bool:
    before = line.getprevious()
    return before is None or local(before) in ("hr", "aside", *_LEVELS)


def _after_shown_break(line: Element) -> bool:
    """Whether an ornament or a rule goes before, and not only a gap, which may be white space round a letter."""
    before = line.getprevious()
    return before is not None and local(before) == "hr" and before.get(GAP) is None


def _is_set_off(line: Element) -> bool:
    """Whether a line stands alone between two breaks that are shown."""
    after = line.getnext()
    return _after_shown_break(line) and after is not None and local(after) == "hr" and after.get(GAP) is None


def _heads_prose(line: Element) -> bool:
    """Whether what follows is prose: a paragraph that ends as a sentence does."""
    after = line.getnext()
    return (
        after is not None
        and local(after) == "p"
        and _text(after).endswith((".", "!", "?", "…", '"', "”", "’", "'", "—", "-"))
    )


def _is_terse(text: str) -> bool:
    return not text.endswith(_STOPS) and len(text.split()) <= _MOST_WORDS


def _is_title_cased(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{4,}", text)
    return bool(words) and all(word[0].isupper() for word in words)
