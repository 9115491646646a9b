"""Who wrote a letter and to whom: by its own lines first, then by the narration around, then by the letters beside it.

Enters: a chapter, its cast, spans with roles.  Leaves: people, each with the words of the letter that name them.
Never writes a name into a text, and says nothing where nothing says who.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from typeset.letters import grammars, greeted, narrated, series, signed
from typeset.letters import kinds as kinds_of
from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.names import COMMON, PART, TITLES, Cast
from typeset.letters.persons import Exchange, Person, fuller
from typeset.letters.span import Span
from typeset.model import Role

# “Come to Hythe, Ann.”; in “Ann, Clem, and Jo” nobody is called.
_VOCATIVE = re.compile(r"(?:(\S+),\s+(?:my )?(?:dear(?:est)? )?|^)([A-Z][\w'-]+)(?=[.!?]|, (?!and\b|[A-Z]))")

# “Ann (flat 9)”, as a screen shows who speaks.
_BESIDE_NAME = re.compile(r"\s*\([^()]*\)$")
# What a screen calls its owner, and whom it does not know.
_OWNER = frozenset(("me", "you", "i"))
_STRANGERS = frozenset(("unknown", "unknown number", "unknown caller", "private number", "no caller id"))
# What is written from by whoever sits there.
_DESKS = lex.words("desk team office department support services helpdesk admin enquiries reception editor editors")
# Whom a chat of several is for, where no line names it.
_GROUP = "the group"
_INTRODUCTION = re.compile(
    rf"^[\W_]*(?i:(?:hey|hi|hiya|hello|yo)\b[,!. ]*)?(?i:it'?s|this is)(?: me,?)? "
    rf"({PART}(?: {PART})?|(?i:flat|room|unit|apartment) \w+|[a-z]+)\b"
)


def correspondents(chapter: Chapter, spans: Sequence[tuple[Span, Mapping[int, Role]]]) -> list[Exchange]:
    """Sender and recipient of each letter, in order."""
    if not spans:
        return []
    inside = {at for span, _ in spans for at in range(span.first, span.last + 1)}
    told = (view.narration for at, view in enumerate(chapter.views) if at not in inside)
    cast = Cast((view.text for view in chapter.views), told)
    found: list[Exchange] = []
    for at, (span, roles) in enumerate(spans):
        if span.kind != "messages":
            found.append(_of_letter(chapter, cast, span, roles))
        elif span.continues and found:
            found.append(found[-1])
        else:
            goes_on = takewhile(lambda piece: piece.continues, (piece for piece, _ in spans[at + 1 :]))
            found.append(_of_messages(chapter, cast, [span, *goes_on]))
    places = [(span.first, span.last) for span, _ in spans]
    kinds = [span.kind or kinds_of.kind(chapter, span.first, span.last, roles) for span, roles in spans]
    found = series.by_pieces(found, [span.continues and span.kind != "messages" for span, _ in spans])
    found = series.by_surname(series.by_signature(found))
    found = series.by_initial(found)
    found = series.by_answers(found, places, kinds)
    found = series.by_neighbours(found, places)
    found = series.by_series(chapter, cast, found, places)
    found = series.by_company(found, [span.kind != "messages" for span, _ in spans])
    found = series.by_turns(found)
    return [_with_a_reader(chapter, cast, span, exchange) for (span, _), exchange in zip(spans, found, strict=True)]


def _with_a_reader(chapter: Chapter, cast: Cast, span: Span, exchange: Exchange) -> Exchange:
    """Where nothing else tells who reads what speaks to a reader, it is who acts after it."""
    if exchange.recipient.name or exchange.recipient.anyone:
        return exchange
    if span.kind != "messages" and not _speaks_to_a_reader(chapter, span):
        return exchange
    reader = narrated.first_to_act(chapter, cast, span)
    if not reader.name or reader.name == exchange.sender.name:
        return exchange
    return replace(exchange, recipient=replace(reader, words=exchange.recipient.words))


def _of_letter(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role]) -> Exchange:
    sender, recipient = _by_its_lines(chapter, cast, span, roles)
    if sender.name and recipient.name:
        return Exchange(sender, recipient)
    writer, reader = narrated.by_narration(chapter, cast, span)
    if not sender.name and writer.name != recipient.name:
        sender = replace(writer, words=sender.words)
    if not recipient.name and not recipient.anyone:
        called = _addressed(chapter, cast, span, roles, sender.name)
        guesses = sorted((called, reader), key=lambda each: -(each.trust or 0))
        guess = next((each for each in guesses if each.name and each.name != sender.name), recipient)
        recipient = replace(guess, words=guess.words or recipient.words)
    if not sender.name:
        sender = signed.by_office(chapter, span, roles)
    return Exchange(sender, recipient)


def _by_its_lines(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role]) -> tuple[Person, Person]:
    """Sender and recipient as the letter itself names them; what a naming line says, a nickname does not unsay."""
    source, target = greeted.in_the_head(chapter, cast, span, roles)
    own, below = signed.signed(chapter, cast, span, roles, lambda: narrated.names_near(chapter, span, cast), source)
    called = greeted.greeted(chapter, cast, span, roles)
    if not called.name and not called.anyone and not target.name:
        called = (
            greeted.below_the_name(iter(below), cast)
            or greeted.at_the_address(chapter, cast, span, roles)
            or Person(None, target.words or called.words)
        )
    return _one(source, own), _one(target, called)


def _one(told: Person, own: Person) -> Person:
    """The person that a line about the letter tells of, in the words by which the letter itself names them."""
    if not told.name:
        return own if own.name or not told.words else told
    if not own.name:
        return told
    if " " in own.name and (told.name.split()[-1].lower() in _DESKS or lex.OFFICER.match(told.name)):
        return own
    same = set(told.name.lower().split()) & set(own.name.lower().split())
    name = fuller(told.name, own.name) if same else told.name
    return replace(told, name=name, words=own.words)


def _speaks_to_a_reader(chapter: Chapter, span: Span) -> bool:
    return any(view.rates.you for view in chapter.views[span.first : span.last + 1])


def _of_messages(chapter: Chapter, cast: Cast, pieces: Sequence[Span]) -> Exchange:
    """Who opens a chat, and whom it is for: the other of two, else the group, by its name if it has one."""
    talk = grammars.talk(chapter, pieces)
    speakers = [_speaker(cast, name) for name in talk.speakers]
    if len(speakers) > 2:
        group = Person(talk.title, talk.title, "heading") if talk.title else Person(_GROUP, None, "body")
        return Exchange(speakers[0], group)
    if len(speakers) == 2:
        writer, reader = speakers
        unknown = not writer.name or writer.name.lower() in _STRANGERS
        stranger = _introduced(chapter, cast, pieces[0]) if unknown else None
        return Exchange(replace(stranger, words=writer.words) if stranger else writer, reader)
    writer, reader = narrated.by_narration(chapter, cast, pieces[0])
    writer = speakers[0] if speakers else _introduced(chapter, cast, pieces[0]) or writer
    if talk.addressee:
        reader = _speaker(cast, talk.addressee)
    return Exchange(writer if writer.name != reader.name else Person(), reader)


def _speaker(cast: Cast, called: str) -> Person:
    """A person by what a screen calls them; its owner is “Me” there, and has no name."""
    name = _BESIDE_NAME.sub("", called) or called
    return Person(None if name.lower() in _OWNER else cast.fullest(_of_handle(cast, name)), name, "heading")


def _of_handle(cast: Cast, handle: str) -> str:
    """The one name of the story that a handle is made of: “ann_lee”, “xx_ann99” → “Ann”; else the handle."""
    if " " in handle or handle[:1].isupper():
        return handle
    words = [word.title() for word in re.findall(r"[^\W\d_]{2,}", handle)]
    known = [word for word in words if cast.known(word) or cast.fullest(word) != word]
    together = " ".join(known)
    return together if len(known) == 1 or cast.full[together] else handle


def _introduced(chapter: Chapter, cast: Cast, span: Span) -> Person | None:
    """Who says their name at the head of a text that has none: “hi its Ann”."""
    line = chapter.views[span.first].lines[0]
    said = grammars.message(line)
    seen = _INTRODUCTION.match(said.text if said else line.lstrip("> "))
    if not seen:
        return None
    name = seen[1].title() if cast.known(seen[1].title()) else seen[1]
    return Person(cast.fullest(name), seen[1], "body") if not name.islower() or " " in name else None


def _addressed(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role], sender: str | None) -> Person:
    """Who is called by name in the letter: "Come to Hythe, Ann."."""
    called: Counter[str] = Counter()
    for at in range(span.first, span.last + 1):
        if roles[at] not in ("body", "postscript"):
            continue
        for seen in _VOCATIVE.finditer(chapter.views[at].text):
            before, word = seen[1] or "", seen[2].removesuffix("'s")
            listed = before[:1].isupper() and before.lower() not in COMMON
            if not listed and word.lower() not in COMMON | TITLES and cast.words[word] > 1 and not cast.is_place(word):
                called[word] += 1
    called.pop((sender or "").split(" ")[0], None)
    if not called:
        return Person()
    word = max(called, key=lambda each: (called[each], cast.words[each], each))
    return Person(cast.fullest(word), word, "body")
