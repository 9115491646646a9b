"""A person as a letter's lines name them: by name, by a firm's name, or by an office that someone in the story holds.

Enters: the words of a line, the story's cast.  Leaves: a Person.  Never decides who wrote what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from typeset.letters.lexicon import words as _words
from typeset.letters.names import COMMON, PART, TITLES, Cast
from typeset.model import NamedBy

# How far a name is to be trusted by where it was found: shares that were right where the labelled letters name one.
TRUST: Mapping[NamedBy, float] = {
    "signature": 0.97, "salutation": 0.98, "heading": 0.98, "address": 0.85, "body": 0.6, "narration": 0.5,
    "exchange": 0.6, "correction": 1.0,
}  # fmt: skip
# Capitalised words of a letter's own lines that say what one is to the other, and name nobody.
_TO_ONE_ANOTHER = _words(
    "friend friends child boy boys girl girls fellow cousin son daughter husband wife nephew niece man lady ladies "
    "gentleman gentlemen sir sirs madam ma'am madame mesdames monsieur messieurs mademoiselle lord lordship dear "
    "dearest darling beloved love heart one ones parents servant servants obt obedt servt servts well-wisher brother "
    "sister brethren reverend honoured honored esteemed respected old young little poor own sweet fond loving "
    "affectionate devoted dutiful most very truly faithfully sincerely respectfully affectionately cordially lovingly "
    "gratefully obediently fondly warmly hastily regards wishes respects thanks kisses signed xx xxx signature self "
    "esquire thine thy yrs yr majesty highness excellency grace honour worship sur thoughts kind kindest warmest "
    "hon honourable honorable pro per p.p once ltd limited co inc etc devotedly forever"
)
# Words of kinship and of rank that do stand for a name where nothing else does.
KIN = _words(
    "mother father mum mom mummy mommy mam mama mamma dad daddy papa pa ma pop aunt auntie aunty uncle granny grandma "
    "grandmother grandfather grandpa grandad gran nan nephew niece"
)
_NOBODY = (COMMON | _TO_ONE_ANOTHER) - KIN
RANKS = _words("duke duchess count countess prince princess king queen general colonel major captain professor judge")
_PARTICLES = frozenset(("de", "von", "van", "la", "le", "du", "of", "the", "and", "&", "et", "y", "d", "der", "den"))
# A dot ends a word only after one that it shortens, or where a letter follows at once (J.R.B.).
_TOKEN = re.compile(r"&|[^\W\d_](?:[\w'-]|\.(?=[^\W\d_]))*\.?|\d+|[,;:—.]")
FIRM = rf"(?:Messrs\.? {PART}(?:, {PART})* (?:&|and) {PART}|{PART}(?:, {PART})* & {PART})\.?"
_FIRM_NAME = re.compile(FIRM)
_HOLDER = re.compile(
    rf"({FIRM}|(?:(?:[A-Z]\.|{PART})\.? )+{PART}), (?:(?:the|our) )?"
    rf"((?:{PART}|of|the|and|&)(?: (?:{PART}|of|the|and|&))*)"
)
_OFFICE = re.compile(r"[Tt]he ((?:[A-Z][\w'-]*|of|the|and|&)(?: (?:[A-Z][\w'-]*|of|the|and|&))*)$")


@dataclass(frozen=True, slots=True)
class Person:
    """A name by the fullest form the story shows, the words of the letter that name them, if any, and where from.

    sure: how far the name is to be trusted, where that is not what its source alone says.
    """

    name: str | None = None
    words: str | None = None
    source: NamedBy | None = None
    sure: float | None = None

    @property
    def anyone(self) -> bool:
        """The letter is to nobody in particular, as its salutation says: “whoever opens this”."""
        return not self.name and self.source == "salutation"

    @property
    def trust(self) -> float | None:
        """How far the name is to be trusted, None where there is none."""
        return (self.sure or TRUST[self.source]) if self.name and self.source else None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Sender and recipient of one letter."""

    sender: Person
    recipient: Person

    def fields(self) -> dict[str, Any]:
        """What a model.Letter says of its two people."""
        return {
            f"{who}{part}": value
            for who, person in (("sender", self.sender), ("recipient", self.recipient))
            for part, value in (
                ("", person.name), ("_text", person.words),
                ("_from", person.source if person.name or person.words else None), ("_confidence", person.trust),
            )
        }  # fmt: skip


def named(words: str) -> str:
    """The name in a few words of a letter's own lines: "Yours ever, Bill" → "Bill"; "" where there is none.

    A firm's name is whole; of several names that with a forename and a surname, else the first.
    """
    firm = _FIRM_NAME.search(words)
    if firm:
        return firm[0].rstrip(".") if not firm[0].endswith("Co.") else firm[0]
    runs = _runs(words)
    known = [run for run in runs if not all(word.lower().rstrip(".") in KIN | TITLES for word in run)]
    best = max(known, key=lambda run: (len(run) > 1, -known.index(run)), default=None)
    if best is None:
        best = next((run for run in runs if run[-1].lower() in KIN | RANKS), [])
    return _spelt(best)


def is_name(words: str) -> bool:
    """Nothing but a name stands there: "Mrs. A. Lee", "Dodson & Fogg"; not "Your Tom", "Manager of the Bank"."""
    if _FIRM_NAME.fullmatch(words.strip(" \"'")):
        return True
    tokens = [token for token in _TOKEN.findall(words) if token not in ".,;:—"]
    return bool(tokens) and all(_in_name(token) or token in _PARTICLES for token in tokens) and bool(named(words))


def _runs(words: str) -> list[list[str]]:
    """The runs of words that may be a name, each without particles at its ends."""
    runs: list[list[str]] = [[]]
    for token in _TOKEN.findall(words):
        if _in_name(token) or (token in _PARTICLES and runs[-1]):
            runs[-1].append(token)
        else:
            runs.append([])
    for run in runs:
        while run and run[-1] in _PARTICLES:
            run.pop()
    return [run for run in runs if run]


def _in_name(token: str) -> bool:
    word = token.lower().rstrip(".")
    return token[0].isupper() and (word not in _NOBODY or word in TITLES or (token[1:] == "." and word != "i"))


def _spelt(run: list[str]) -> str:
    """A run as a name: a possessive and a last dot, but for an initial's, are no part of it."""
    name = " ".join(run)
    name = name[:-2] if name.endswith("'s") else name
    last = name.split(" ")[-1] if name else ""
    return name.rstrip(".") if len(last) > 2 and "." not in last[:-1] else name


def person(cast: Cast, words: str, source: NamedBy) -> Person:
    """A person from the words of a line; none where the words hold no name."""
    name = named(words.strip(" \"'—>_*"))
    if not name:
        return Person()
    plain = re.sub(r"^Messrs\.? ", "", name)
    return Person(plain if "&" in plain or name.lower() in KIN else cast.fullest(plain), name, source)


def party(cast: Cast, words: str) -> Person:
    """One of the two that a naming line gives: a person, or who holds an office; the office where nobody is known."""
    words = words.strip(" _*")
    office = _OFFICE.match(words)
    if not office:
        by_name = person(cast, words, "heading")
        return Person(cast.by_surname(by_name.name), by_name.words, "heading") if by_name.name else by_name
    if office[1] not in cast.holders:
        cast.holders[office[1]] = _holder(cast, office[1])
    return Person(cast.holders[office[1]], office[0], "heading")


def _holder(cast: Cast, office: str) -> str | None:
    """Who is said to hold an office: “Ann Lee, the Harbour Master,” “— Ann Lee, Harbour Master”."""
    for title in dict.fromkeys((office, office.split(" of ")[0])):
        for holder, said in cast.once(_HOLDER):
            if re.match(rf"(?:{PART} )*?{re.escape(title)}\b", said):
                return person(cast, holder, "heading").name
    return None


def fuller(one: str, other: str) -> str:
    """Of two names of one person that one with a forename, else the first: “Mrs. Lee”, “Ann Lee” → “Ann Lee”."""
    first, *rest = other.split()
    spelt = rest and len(first.rstrip(".")) > 2 and not titled(other)
    return other if titled(one) and spelt else one


def titled(name: str) -> bool:
    """The name begins with a title: “Mrs. Lee”."""
    return name.split()[0].lower().rstrip(".") in TITLES
