"""Who wrote a letter and who read it, as the narration on both sides of it says.

Enters: a chapter, its cast, a span.  Leaves: names, none where nothing is said.  Never reads the letter's own lines.
"""

from __future__ import annotations

import re
from collections import Counter

from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.names import COMMON, Cast, names_in, people_in
from typeset.letters.span import Span

# Blocks of narration looked at on each side of a letter.
AROUND = 2
_SENT_TO = re.compile(r"\b(?:to|for|reach|reached)\s+((?:[A-Z][\w'-]+ ?)+)")
_DOING = re.compile(rf"\b(?:{'|'.join(sorted(lex.WRITING | lex.READING))})\b", re.I)
_NAMED = r"((?:(?:Mrs?|Ms|Dr|St)\.? |[A-Z][\w-]+ )?[A-Z][\w-]+)"
_WROTE = rf"(?:{'|'.join(sorted(lex.PLAIN_WRITING))})"
_PAPERS = r"(?:letter|note|message|reply|answer|telegram|postcard|card|email)"
# “Mr Pole had scribbled a note”, “Ann had put her name to it”
_WROTE_IT = re.compile(
    rf"\b{_NAMED} (?:had |has |then |now )*{_WROTE} (?:(?!to )[\w-]+ ){{0,3}}{_PAPERS}\b"
    rf"|\b{_NAMED} (?:had |has )?(?:put|signed|written|left) (?:his|her|their) name\b"
)
_NOBODY = COMMON | lex.words("nobody everybody somebody anybody everyone someone anyone none neither each both others")
# “Mr Pole's letter came”
_CAME = re.compile(rf"\b{_NAMED}'s? (?:\w+ )?{_PAPERS} (?:had )?(?:came|come|arrived|reached|ran|was|lay|said|read)\b")
_HIS_PAPER = re.compile(r"\b([A-Z][\w-]+)'s? (?:letter|note|words|handwriting|hand|message|reply|answer)\b")


def by_narration(chapter: Chapter, cast: Cast, span: Span) -> tuple[str | None, str | None]:
    """Writer and reader by what announces the letter and by what comes back from it."""
    writer, reader = _announced(chapter, cast, span)
    if not writer and span.last + 1 < len(chapter.views):
        writer = _afterwards(chapter.views[span.last + 1].narration, cast, reader, alone=not span.first)
    return writer or _told(chapter, cast, span), reader


def _announced(chapter: Chapter, cast: Cast, span: Span) -> tuple[str | None, str | None]:
    """Who writes or reads in the sentence before a letter."""
    if not span.first:
        return None, None
    before = chapter.views[span.first - 1]
    tail = before.sentences[-1] if before.sentences else ""
    words = set(re.findall(r"[a-z-]+", tail.lower()))
    subject = _subject(before.narration, tail, cast)
    if words & lex.WRITING and not words & {"received", "delivered", "arrived", "handed", "came"}:
        to = _SENT_TO.search(tail)
        return subject, cast.fullest(to[1].strip().removesuffix("'s")) if to and cast.known(to[1]) else None
    return None, subject if words & lex.READING or words & {"received"} else None


def _afterwards(after: str, cast: Cast, reader: str | None, *, alone: bool) -> str | None:
    """Who wrote, by the paragraph after a letter; `alone`: nothing stands before it."""
    possessive = _HIS_PAPER.search(after)
    if possessive and cast.words[possessive[1]]:
        return cast.fullest(possessive[1])
    if not (alone or reader):
        return None
    others = [
        name
        for name in (cast.fullest(each) for each in people_in(after[:700], cast))
        if name != reader and len(name.split()) > 1
    ]
    bare = re.search(r"\b(?:sign|signed|signature|coward|killing|forgive|forgiven)\b", after)
    return others[0] if others and bare else None


def _told(chapter: Chapter, cast: Cast, span: Span) -> str | None:
    """Who is said outright to have written: beside the letter, or by the paper's coming a little before it."""
    views = chapter.views
    beside = [*views[max(0, span.first - 1) : span.first], *views[span.last + 1 : span.last + 2]]
    earlier = views[max(0, span.first - AROUND) : span.first]
    for pattern, looked in ((_WROTE_IT, beside), (_CAME, earlier)):
        for view in looked:
            for seen in pattern.finditer(view.narration):
                name = next(filter(None, seen.groups()))
                if not _NOBODY & set(name.lower().split()):
                    return cast.fullest(name)
    return None


def first_to_act(chapter: Chapter, cast: Cast, span: Span) -> str | None:
    """Who the narration turns to after a letter, by name in its first words: most often its reader."""
    if span.last + 1 >= len(chapter.views):
        return None
    text = chapter.views[span.last + 1].text
    named = next((name for name, _ in names_in(text[:60]) if text.startswith(name)), None)
    return cast.fullest(named) if named and cast.known(named) else None


def names_near(chapter: Chapter, span: Span, cast: Cast) -> Counter[str]:
    """The words of names in the blocks around a letter."""
    views = [
        *chapter.views[max(0, span.first - 3 * AROUND) : span.first],
        *chapter.views[span.last + 1 : span.last + 1 + AROUND],
    ]
    return Counter(part for view in views for name in people_in(view.text, cast) for part in name.split())


def _subject(narration: str, tail: str, cast: Cast) -> str | None:
    """Who does what the last sentence says: a name at its head, else the name last spoken of before it."""
    verb = _DOING.search(tail)
    own = people_in(tail[: verb.start()] if verb else tail[:40], cast)
    if own and not re.match(r"\W*(?:he|she|they|I)\b", tail, re.I):
        return cast.fullest(own[-1])
    earlier = people_in(narration[: max(0, narration.rfind(tail))], cast)
    return cast.fullest(earlier[-1]) if earlier else None
