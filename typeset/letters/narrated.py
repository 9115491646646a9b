"""Who wrote a letter and who read it, as the narration on both sides of it says.

Enters: a chapter, its cast, a span.  Leaves: people, none where nothing is said.  Never reads the letter's own lines.

What is said is a table of clues, each with the share of letters for which it was right where the labelled novels know
better; a name by another name of the same person was counted as right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.names import COMMON, Cast, names_in, people_in
from typeset.letters.persons import Person
from typeset.letters.span import Span

# Blocks of narration looked at on each side of a letter.
AROUND = 2
# Characters of the paragraph after a letter that may still speak of it.
_AFTER = 300
_NAME = (
    r"((?:(?:Mrs?|Ms|Dr|St|M|Mme|Mlle)\. |(?:Mr|Mrs|Lady|Lord|Sir|Miss|Captain|Colonel|Professor|Father|Aunt|Uncle) )?"
    r"[A-Z][\w-]+(?: (?:de |von |van |of )?[A-Z][\w-]+){0,2})"
)
_ADVERBS = r"(?:[a-z]+ly |had |has |then |also |now |at last |sat down and |himself |herself )*"
_WROTE = (
    r"(?:wrote|writes|written|scribbled|penned|scrawled|jotted|typed|texted|wired|telegraphed|cabled|dictated|composed|"
    r"scribbling|penning|scrawling|jotting|typing)"
)
_PAPER = (
    r"(?:letter|note|message|reply|answer|telegram|postcard|card|e-?mail|wire|missive|epistle|despatch|dispatch|lines)"
)
_NOBODY = COMMON | lex.words(
    "nobody everybody somebody anybody everyone someone anyone none neither each both others thus herewith below above "
    "beneath underneath inside another afterwards presently later meanwhile instead"
)


@dataclass(frozen=True, slots=True)
class _Clue:
    """A pattern whose groups name a person, and how often they were the right one."""

    pattern: re.Pattern[str]
    trust: float


def _clues(*table: tuple[str, float]) -> tuple[_Clue, ...]:
    return tuple(_Clue(re.compile(pattern), trust) for pattern, trust in table)


# By the last two sentences before a letter, the best first.
_WRITERS = _clues(
    (rf"\b{_NAME}'s? (?:own |last |first |[a-z]+ )?(?:{_PAPER}|handwriting|hand|signature)\b", 0.9),
    (rf"\b{_PAPER}(?: [a-z']+){{0,4}} (?:from|by) {_NAME}|\b(?:was|were|is|came) from {_NAME}", 0.9),
    (rf"\bsigned(?: by)?,? \"?{_NAME}", 0.8),
    (rf"\b{_NAME},? {_ADVERBS}{_WROTE}\b", 0.85),
    (rf"(?:^|[.!?;:] ){_NAME},? [^.!?;]{{0,120}}\b(?:s?he )?{_WROTE}\b[^.!?]*$", 0.8),
    (rf"(?:^|[.!?] ){_NAME} [^.!?]*[.!?] (?:He|She)\b[^.!?]*\b{_WROTE}\b[^.!?]*$", 0.7),
)
_READERS = _clues(
    (rf"\b{_PAPER}(?: [a-z']+){{0,3}} (?:to|for) {_NAME}", 0.85),
    (rf"\b(?:{_WROTE}|write|writing|sent|send|addressed|posted)(?: [\w'-]+){{0,5}}? to {_NAME}", 0.8),
    (rf"\b(?:reach|reached|find|found) {_NAME}", 0.75),
    (rf"\b{_NAME},? {_ADVERBS}(?:received|got)\b", 0.75),
    (rf"\b(?:handed|brought|gave|delivered|given) (?:it |(?:the|this|a) {_PAPER} )?(?:to )?{_NAME}", 0.4),
    (rf"\b{_NAME},? {_ADVERBS}(?:opened|unfolded|tore|broke)\b", 0.5),
    (rf"\b{_NAME},? {_ADVERBS}(?:read|perused|took|found|saw)\b", 0.4),
    (rf"(?:^|[.!?] ){_NAME}\b,? (?:[^.!?]*[.!?] )?[^.!?]*\bs?he (?:read|opened|unfolded|lowered|held|tore)\b", 0.4),
)
# Outright, beside the letter: “Mr Pole had scribbled a note”, “Ann had put her name to it”.
_WROTE_IT = _clues(
    (
        rf"\b{_NAME} {_ADVERBS}{_WROTE} (?:(?!to )[\w-]+ ){{0,3}}{_PAPER}\b"
        rf"|\b{_NAME} (?:had |has )?(?:put|signed|written|left) (?:his|her|their) name\b",
        0.75,
    ),
)
# A little before it: “Mr Pole's letter came”.
_CAME = _clues(
    (rf"\b{_NAME}'s? (?:\w+ )?{_PAPER} (?:had )?(?:came|come|arrived|reached|ran|was|lay|said|read)\b", 0.75),
)
_HIS_PAPER = _clues((rf"\b{_NAME}'s? (?:letter|note|words|handwriting|hand|signature)\b", 0.5))
# A reader of a letter with no name to it who takes it hard has its writer in mind.
_TAKEN_HARD = re.compile(r"\b(?:sign|signed|signature|coward|killing|forgive|forgiven)\b")
_TAKEN_HARD_TRUST, _FIRST_TRUST = 0.5, 0.4
# What is no more sure than this is not believed of a word that only ever begins a sentence.
_FAINT = 0.5
# “So Ann”, “And then Ann”.
_LEADING = re.compile(r"(?:(?:so|and|but|then|now|at last),? )*", re.I)


def by_narration(chapter: Chapter, cast: Cast, span: Span) -> tuple[Person, Person]:
    """Writer and reader by what announces the letter and by what comes back from it."""
    views = chapter.views
    before = " ".join(views[span.first - 1].sentences[-2:]) if span.first else ""
    writer, reader = _last(_WRITERS, before, cast), _last(_READERS, before, cast)
    if reader.name == writer.name:
        reader = Person()
    if not writer.name and span.last + 1 < len(views):
        writer = _afterwards(views[span.last + 1].narration[: 2 * _AFTER], cast, reader, alone=not span.first)
    return writer if writer.name else _told(chapter, cast, span), reader


def _last(clues: Iterable[_Clue], text: str, cast: Cast) -> Person:
    """The person of the first clue in a text, its last place in it."""
    for clue in clues:
        for seen in reversed(list(clue.pattern.finditer(text))):
            who = _known(next(filter(None, seen.groups())), cast, clue.trust)
            if who:
                return who
    return Person()


def _known(words: str, cast: Cast, trust: float) -> Person | None:
    """The person whom words of the narration name, if they name one."""
    parts = words.split()
    while parts and parts[0].lower() in _NOBODY:
        parts = parts[1:]
    name = " ".join(parts).removesuffix("'s")
    if (
        not name
        or not (cast.known(name) or (trust > _FAINT and cast.is_proper(name)))
        or parts[-1].lower() in _NOBODY
        or cast.is_place(name)
    ):
        return None
    return Person(cast.fullest(name), None, "narration", trust)


def _afterwards(after: str, cast: Cast, reader: Person, *, alone: bool) -> Person:
    """Who wrote, by the paragraph after a letter; `alone`: nothing stands before it."""
    writer = _last(_HIS_PAPER, after, cast)
    if writer.name or not (alone or reader.name) or not _TAKEN_HARD.search(after):
        return writer
    others = [
        name
        for name in (cast.fullest(each) for each in people_in(after, cast))
        if name != reader.name and len(name.split()) > 1
    ]
    return Person(others[0], None, "narration", _TAKEN_HARD_TRUST) if others else Person()


def _told(chapter: Chapter, cast: Cast, span: Span) -> Person:
    """Who is said outright to have written: beside the letter, or by the paper's coming a little before it."""
    views = chapter.views
    beside = [*views[max(0, span.first - 1) : span.first], *views[span.last + 1 : span.last + 2]]
    earlier = views[max(0, span.first - AROUND) : span.first]
    for clues, looked in ((_WROTE_IT, beside), (_CAME, earlier)):
        for view in looked:
            who = _last(clues, view.narration, cast)
            if who.name:
                return who
    return Person()


def first_to_act(chapter: Chapter, cast: Cast, span: Span) -> Person:
    """Who the narration turns to after a letter, by name in its first words: most often its reader."""
    after = next((view for view in chapter.views[span.last + 1 : span.last + 3] if view.size), None)
    if after is None or after.tag[0] == "h":
        return Person()
    leading = _LEADING.match(after.text)
    text = after.text[leading.end() if leading else 0 :]
    name = next((name for name, _ in names_in(text[:60]) if text.startswith(name)), None)
    return (_known(name, cast, _FIRST_TRUST) if name else None) or Person()


def names_near(chapter: Chapter, span: Span, cast: Cast) -> Counter[str]:
    """The words of names in the blocks around a letter."""
    views = [
        *chapter.views[max(0, span.first - 3 * AROUND) : span.first],
        *chapter.views[span.last + 1 : span.last + 1 + AROUND],
    ]
    return Counter(part for view in views for name in people_in(view.text, cast) for part in name.split())
