"""What a letter is called: its accessible name, and its line in a list.

Enters: a kind, people, the words of a date, a language.  Leaves: text.  Never names whom nothing names.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from typeset.model import BoundLetter, Kind
from typeset.words import LetterWords, words_in

# The time of day at the end of a mail's date is of no use in a list: "Sun, 5 May 1996 18:12:03 +0100".
_TIME_OF_DAY = re.compile(r",?\s+(?:at\s+|um\s+|à\s+)?\d{1,2}[:.]\d\d\b.*$", re.I)
_EDGES = " ,.;:—–-"


class Entry(NamedTuple):
    """A letter's line in a list, in three runs: the letter's own words are in its story's language."""

    before: str
    begins: str
    after: str

    def __str__(self) -> str:
        return "".join(self)


def letter_name(
    kind: Kind,
    sender: str | None,
    recipient: str | None,
    date: str = "",
    *,
    continues: bool = False,
    language: str = "en",
) -> str:
    """The accessible name: “Letter from Maud to Tobias, March 3, 1951”; who is not known is left out.

    date: in the letter's words, or "".  language: the story's, since an attribute is read in that of its element.
    """
    words = words_in(language).of_letters
    both, sent, received, talked = words.named
    if sender and recipient:
        pattern = talked if kind == "messages" else both
    else:
        pattern = sent if sender else received if recipient else "{kind}"
    name = words.filled(pattern, kind=_capital(words.kinds[kind]), sender=sender, recipient=recipient)
    if continues:
        name = words.continued.format(name=name)
    return f"{name}, {date}" if date else name


def document_name(kind: str, date: str, language: str) -> str:
    """The accessible name of what is no letter: a newspaper cutting, an entry of a diary."""
    name = _capital(words_in(language).of_letters.kinds[kind])
    return f"{name}, {date}" if date else name


def tidy_date(date: str) -> str:
    """A date in a letter's words without what trails it: time of day, stops."""
    return _TIME_OF_DAY.sub("", " ".join(date.split())).strip(_EDGES)


def entry_of(letter: BoundLetter, words: LetterWords, *, apart: bool = False) -> Entry:
    """A letter's line in a list: “Ann to Tom, 4 May (note)”, by how it begins where nobody is known.

    apart: its first words are added, as another letter of the list has the same line.
    """
    kind = "" if letter.kind == "letter" else f" ({words.kinds[letter.kind]})"
    begins = words.quoted(letter.begins) if letter.begins else ""
    people = _people(letter, words)
    if not people:
        return Entry("", begins or _capital(words.kinds[letter.kind]), (letter.date and f", {letter.date}") + kind)
    line = f"{people}, {letter.date}" if letter.date else people
    return Entry(f"{line}: ", begins, kind) if apart and begins else Entry(line + kind, "", "")


def when_of(letter: BoundLetter, words: LetterWords) -> Entry:
    """A letter among those from one person to another: its date, else how it begins."""
    kind = "" if letter.kind == "letter" else f" ({words.kinds[letter.kind]})"
    if letter.date or not letter.begins:
        return Entry((letter.date or words.kinds[letter.kind]) + (kind if letter.date else ""), "", "")
    return Entry("", words.quoted(letter.begins), kind)


def _people(letter: BoundLetter, words: LetterWords) -> str:
    both, received, talked = words.listed
    if letter.sender and letter.recipient:
        pattern = talked if letter.kind == "messages" else both
    elif letter.recipient:
        pattern = received if letter.signed else words.unsigned
    else:
        return letter.sender or ""
    return words.filled(pattern, sender=letter.sender, recipient=letter.recipient)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
