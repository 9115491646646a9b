"""What the book says in words of its own: headings, credits, labels, counts; a file of this room a language.

Enters: a language tag.  Leaves: `Words`.  Never says a word that is not in the language's file: a key that lacks there
is an error of ours, told by the tests.

A new language is a new file.  A book in a language that has none speaks English, and its pages say so (`Words.tag`);
an accessible name has no language of its own, and a screen reader reads it by the rules of the story's: the lesser
evil, as a name that says nothing of a letter's kind would be worse.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from typeset.language import primary

FOLDER = Path(__file__).resolve().parent
FALLBACK = "en"
# So many authors are named on a title page and a cover before “and others” (the brief of the `classic` page, §2).
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What is said of letters; the patterns are str.format's.

    named: by who is known: both, the sender alone, the recipient alone, two who talk.  continued: of a later piece.
    listed: in a list, where the kind is said last: by both, to a recipient from a hand that is there, two who talk.
    unsigned: in a list, to a recipient from nobody.
    ways: in the index, to, from and with a person.  unnamed: to nobody, from nobody, with nobody that is known.
    and_next: after a page, that it is the first of several.  marks: the quotation marks.
    contractions: what a pattern and a name become together, as (regular expression, replacement).
    kinds: by class of blockquote, what it is called amid a sentence; documents that are no letters have names, too.
    """

    named: Sequence[str]
    continued: str
    listed: Sequence[str]
    unsigned: str
    heading: str
    correspondents: str
    ways: Sequence[str]
    unnamed: Sequence[str]
    and_next: str
    previous: str
    following: str
    marks: Sequence[str]
    contractions: Sequence[Sequence[str]]
    kinds: Mapping[str, str]

    def filled(self, pattern: str, **names: str | None) -> str:
        """A pattern with its names, contracted as the language has it ("de Anne" → "d’Anne")."""
        text = pattern.format(**names)
        for found, replacement in self.contractions:
            text = re.sub(found, replacement, text)
        return text

    def quoted(self, text: str) -> str:
        """A text between quotation marks."""
        return text.join(self.marks)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `{}` and `{name}` stand for what is put in.

    tag: the language's primary subtag.  nouns: by name, one and many: "{} letter", "{} letters".
    The other fields are as the files say.
    """

    tag: str
    # title page, copyright page, contents, colophon
    contents: str
    others: str
    edited: str
    published: str
    colophon: str
    letters: str
    and_: str
    # what parts and places are called
    cover: str
    title_page: str
    copyright_page: str
    text: str
    landmarks: str
    list_of_letters: str
    pages: str
    print_edition: str
    authors_note: str
    # before the stories
    before: str
    warnings: str
    # about this edition
    about: str
    edition: str
    holds: str
    kept: str
    kept_but: str
    mended: str
    fonts: str
    made: str
    # what is said to those who choose a book by whether they can read it
    readable: str
    named_letters: str
    led: str
    paged: str
    only_cover: str
    pictures: str
    # figures and dates
    thousands: str
    day: str
    first_of_month: str
    month: str
    months: Sequence[str]
    nouns: Mapping[str, Sequence[str]]
    of_letters: LetterWords

    def language_in(self, book: str) -> str:
        """The tag of the language that these words are in: the book's own, where they are of its language."""
        return book if self.tag == primary(book) else self.tag

    def listed(self, things: Sequence[str]) -> str:
        """Things in a row: "a", "a and b", "a, b and c"."""
        return f"{', '.join(things[:-1])} {self.and_} {things[-1]}" if len(things) > 1 else "".join(things)

    def figure(self, number: int) -> str:
        """A number with the language's sign between thousands."""
        return f"{number:,}".replace(",", self.thousands)

    def counted(self, number: int, noun: str) -> str:
        """A number with its noun, on one line: "1 letter", "2,130 words"."""
        one, many = self.nouns[noun]
        return (one if number == 1 else many).replace("{} ", "{}\u00a0").format(self.figure(number))

    def date(self, written: str) -> str:
        """A date in words; `written` is a year, a month or a day in W3CDTF: "2026-03" → "March 2026"."""
        year, *rest = written.split("-")
        if not rest:
            return year
        month = self.months[int(rest[0]) - 1]
        if len(rest) == 1:
            return self.month.format(month=month, year=year)
        day = int(rest[1])
        return self.day.format(day=self.first_of_month if day == 1 else day, month=month, year=year)


def languages() -> tuple[str, ...]:
    """The primary subtags of the languages that there are words in, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def words_in(language: str) -> Words:
    """The words of a language (a tag of BCP 47), those of English where it has none."""
    tag = primary(language)
    return _words(tag if tag in languages() else FALLBACK)


@cache
def _words(tag: str) -> Words:
    said = tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))
    return Words(tag=tag, of_letters=LetterWords(**said.pop("of_letters")), **said)
