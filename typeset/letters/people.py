"""Who wrote a letter and to whom: by its own lines first, then by the narration around, then by the letters beside it.

Enters: a chapter, its cast, spans with roles.  Leaves: people, each with the words of the letter that name them.
Never writes a name into a text, and says nothing where nothing says who.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.letters import grammars
from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.names import COMMON, TITLES, Cast, names_in, people_in
from typeset.letters.score import Weighed
from typeset.model import Role

_FROM = re.compile(
    r"\b(?:(?:from|at) the (?:desk|office|chambers|study|house|court|pen) of|from)\b:?\s+"
    r"(.+?)(?=\s+to\s+[A-Z]|\s+to the\b|,|—|$)",
    re.I,
)
_WROTE = re.compile(r"(?:.*[,\d] )?([A-Z].*?)\s*(?:<[^>]*>)?\s+wrote\s*:")
_TO = re.compile(r"\bto:?\s+((?:the )?[A-Z].*?)[\s.,]*$")
_COMMA_TO = re.compile(r"[,—:]\s*([A-Z][^,]*?)(?:,[^,]+)?\s+to\s+(?:the )?[A-Z]")
_ADDRESSING = re.compile(
    r"^[\W_]*(?:(?:to|my|our|own|very|most|good|sweet|old|poor|dear|dearest|darling|beloved|hono?u?red|respected|hi|hey|hello)\b[\s,]*)+",
    re.I,
)
_VOCATIVE = re.compile(r"(?:,\s+|^)([A-Z][\w'-]+)(?=[,.!?]|\.\.\.)")
_INITIALS = re.compile(r"^(?:[A-Z]\.?\s?){1,4}$")
_SENT_TO = re.compile(r"\b(?:to|for|reach|reached)\s+((?:[A-Z][\w'-]+ ?)+)")
_DOING = re.compile(rf"\b(?:{'|'.join(sorted(lex.WRITING | lex.READING))})\b", re.I)
# Blocks of narration looked at on each side of a letter.
_AROUND = 2
# A person is taken for the writer of an exchange's unsigned letters when spoken of this often around them.
_SPOKEN_OF = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A name by the fullest form the story shows, and the words of the letter that name them, if any."""

    name: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Sender and recipient of one letter."""

    sender: Person
    recipient: Person


def correspondents(chapter: Chapter, spans: Sequence[tuple[Weighed, Mapping[int, Role]]]) -> list[Exchange]:
    """Sender and recipient of each letter, in order."""
    if not spans:
        return []
    cast = Cast(chapter.views)
    found = [
        _of_messages(chapter, cast, span) if span.kind == "messages" else _of_letter(chapter, cast, span, roles)
        for span, roles in spans
    ]
    places = [(span.first, span.last) for span, _ in spans]
    found = _by_pieces(found, [span.continues for span, _ in spans])
    found = _by_neighbours(found, places)
    return _by_series(chapter, cast, found, places)


def _of_letter(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role]) -> Exchange:
    sender, recipient = _in_the_head(chapter, cast, span, roles)
    near = _narration_names(chapter, span, cast)
    signed = _signed(chapter, cast, span, roles, near, sender)
    sender = signed if signed.name or not sender.name else replace(sender, words=signed.words or sender.words)
    if not recipient.name:
        recipient = _greeted(chapter, cast, span, roles)
    writer, reader = _by_narration(chapter, cast, span)
    if not recipient.name:
        recipient = _addressed(chapter, cast, span, sender.name) or Person(reader if reader != sender.name else None)
    if not sender.name and writer and writer != recipient.name:
        sender = Person(writer, sender.words)
    return Exchange(sender, recipient)


def _of_messages(chapter: Chapter, cast: Cast, span: Weighed) -> Exchange:
    """Who opens a chat, and the other where there are but two."""
    lines = [line for view in chapter.views[span.first : span.last + 1] for line in view.lines]
    speakers = list(dict.fromkeys(said.speaker for line in lines if (said := grammars.message(line))))
    people = [Person(cast.fullest(speaker), speaker) for speaker in speakers[:2]]
    return Exchange(people[0], people[1] if len(speakers) == 2 else Person())


def _person(cast: Cast, words: str) -> Person:
    """A person from the words of a line; none where the words hold no name."""
    names = [name for name, _ in names_in(words.strip(" \"'—>_*"))]
    if not names:
        return Person(None, None)
    name = max(names, key=lambda each: (len(each.split()) > 1, -names.index(each)))
    return Person(cast.fullest(name), name)


def _in_the_head(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role]) -> tuple[Person, Person]:
    sender = recipient = Person()
    for at in range(span.first, span.last + 1):
        if roles[at] not in ("heading", "letterhead", "address"):
            continue
        for line in chapter.views[at].lines:
            field = lex.HEADER_FIELD.match(line)
            if field:
                person = _person(cast, re.sub(r"<[^>]*>", "", field[2]))
                sender = person if field[1].lower() == "from" and not sender.name else sender
                recipient = person if field[1].lower() == "to" and not recipient.name else recipient
                continue
            source, target = _WROTE.match(line) or _FROM.search(line), _TO.search(line)
            if not source and target and roles[at] == "heading":
                source = _COMMA_TO.search(line)
            if source and not sender.name:
                sender = _person(cast, re.sub(r"<[^>]*>", "", source[1]))
            if target and not recipient.name and roles[at] == "heading":
                recipient = _person(cast, re.sub(r"<[^>]*>", "", target[1]))
        if roles[at] == "address" and not recipient.name:
            recipient = _person(cast, chapter.views[at].lines[0])
    return sender, recipient


def _signed(
    chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role], near: Counter[str], head: Person
) -> Person:
    """The name in the signature; initials are filled by the head's sender or by the people nearby."""
    for at in range(span.last, span.first - 1, -1):
        if roles[at] not in ("signature", "valediction"):
            continue
        lines = chapter.views[at].lines
        alone = roles[at] == "signature" or len(lines) > 1 or "," not in lines[-1]
        if alone and roles[at] == "valediction" and len(lines) == 1:
            continue
        line = lines[-1] if alone else lines[-1].rpartition(",")[2]
        line = line.strip(" \"'—>_*.")
        if _INITIALS.match(line):
            return Person(head.name or _full(cast, cast.by_initials(line, near)), line)
        person = _person(cast, line)
        if person.name and person.words and head.name and person.words.split()[-1] in head.name.split():
            return Person(head.name, person.words)
        if person.name:
            return person
    closing = re.search(
        rf"(?:{lex.RUN_IN_CLOSE.pattern})[,.—\s]+(.{{2,40}})$", chapter.views[span.last].text.rstrip("\"' "), re.I
    )
    return _person(cast, closing[1]) if closing and roles[span.last] in ("body", "postscript") else Person()


def _full(cast: Cast, name: str | None) -> str | None:
    return cast.fullest(name) if name else None


def _greeted(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role]) -> Person:
    for at in range(span.first, span.last + 1):
        view = chapter.views[at]
        if roles[at] == "salutation":
            return _person(cast, _ADDRESSING.sub("", view.text))
        run_in = next(
            (
                sign.words
                for sign in chapter.opening[at]
                if sign.key in ("salutation run in", "salutation in a quotation")
            ),
            None,
        )
        if run_in:
            return _person(cast, _ADDRESSING.sub("", run_in))
        if view.size > 20:
            break
    return Person()


def _addressed(chapter: Chapter, cast: Cast, span: Weighed, sender: str | None) -> Person | None:
    """Who is called by name in the letter: "Come to Paris, Ann."."""
    called: Counter[str] = Counter()
    for view in chapter.views[span.first : span.last + 1]:
        for seen in _VOCATIVE.finditer(view.text):
            word = seen[1].removesuffix("'s")
            if word.lower() not in COMMON | TITLES and cast.words[word] > 1:
                called[word] += 1
    called.pop((sender or "").split(" ")[0], None)
    if not called:
        return None
    word = max(called, key=lambda each: (called[each], cast.words[each], each))
    return Person(cast.fullest(word), word)


def _by_narration(chapter: Chapter, cast: Cast, span: Weighed) -> tuple[str | None, str | None]:
    """Writer and reader by what announces the letter and by what comes back from it."""
    writer = reader = None
    if span.first:
        before = chapter.views[span.first - 1]
        tail = before.sentences[-1] if before.sentences else ""
        words = set(re.findall(r"[a-z-]+", tail.lower()))
        subject = _subject(before.narration, tail, cast)
        if words & lex.WRITING and not words & {"received", "delivered", "arrived", "handed", "came"}:
            to = _SENT_TO.search(tail)
            writer = subject
            reader = _full(cast, to[1].strip().removesuffix("'s")) if to and cast.known(to[1]) else None
        elif words & lex.READING or words & {"received"}:
            reader = subject
    if not writer and span.last + 1 < len(chapter.views):
        after = chapter.views[span.last + 1].narration
        possessive = re.search(
            r"\b([A-Z][\w-]+)'s? (?:letter|note|words|handwriting|hand|message|reply|answer)\b", after
        )
        if possessive and cast.words[possessive[1]]:
            writer = cast.fullest(possessive[1])
        elif not span.first or reader:
            others = [
                name
                for name in (cast.fullest(each) for each in people_in(after[:700], cast))
                if name != reader and len(name.split()) > 1
            ]
            bare = re.search(r"\b(?:sign|signed|signature|coward|killing|forgive|forgiven)\b", after)
            writer = others[0] if others and bare else None
    return writer, reader


def _subject(narration: str, tail: str, cast: Cast) -> str | None:
    """Who does what the last sentence says: a name at its head, else the name last spoken of before it."""
    verb = _DOING.search(tail)
    own = people_in(tail[: verb.start()] if verb else tail[:40], cast)
    if own and not re.match(r"\W*(?:he|she|they|I)\b", tail, re.I):
        return cast.fullest(own[-1])
    earlier = people_in(narration[: max(0, narration.rfind(tail))], cast)
    return cast.fullest(earlier[-1]) if earlier else None


def _narration_names(chapter: Chapter, span: Weighed, cast: Cast) -> Counter[str]:
    """The words of names in the blocks around a letter."""
    views = [
        *chapter.views[max(0, span.first - 3 * _AROUND) : span.first],
        *chapter.views[span.last + 1 : span.last + 1 + _AROUND],
    ]
    return Counter(part for view in views for name in people_in(view.text, cast) for part in name.split())


def _by_pieces(found: Sequence[Exchange], continues: Sequence[bool]) -> list[Exchange]:
    """The pieces of a letter that is broken into are of the same people, wherever the names stand."""
    filled = list(found)
    for at in range(1, len(found)):
        if continues[at]:
            before, after = filled[at - 1], filled[at]
            recipient = before.recipient if before.recipient.name else after.recipient
            filled[at] = Exchange(after.sender if after.sender.name else before.sender, replace(recipient, words=None))
    for at in range(len(found) - 1, 0, -1):
        if continues[at] and filled[at].sender.words:
            filled[at - 1] = replace(filled[at - 1], sender=replace(filled[at].sender, words=None))
    return filled


def _by_neighbours(found: Sequence[Exchange], places: Sequence[tuple[int, int]]) -> list[Exchange]:
    """A letter that names no recipient has that of the letters on both sides, where they agree."""
    filled = list(found)
    for at, exchange in enumerate(found):
        if exchange.recipient.name or not 0 < at < len(found) - 1:
            continue
        before, after = found[at - 1], found[at + 1]
        if before.recipient.name == after.recipient.name and before.sender.name == after.sender.name:
            filled[at] = replace(exchange, recipient=Person(before.recipient.name))
    return filled


def _by_series(
    chapter: Chapter, cast: Cast, found: Sequence[Exchange], places: Sequence[tuple[int, int]]
) -> list[Exchange]:
    """Unsigned letters to one person, read one after another, are of one writer: whom the narration speaks of most."""
    filled = list(found)
    open_ = [at for at, each in enumerate(found) if not each.sender.name and each.recipient.name]
    for target in sorted({found[at].recipient.name or "" for at in open_}):
        series = [at for at in open_ if found[at].recipient.name == target]
        if len(series) < _SPOKEN_OF:
            continue
        spoken: Counter[str] = Counter()
        inside = {at for first, last in places for at in range(first, last + 1)}
        around = {
            at
            for k in series
            for at in (
                *range(places[k][0] - _AROUND, places[k][0]),
                *range(places[k][1] + 1, places[k][1] + 1 + _AROUND),
            )
        }
        for at in sorted(around - inside):
            if 0 <= at < len(chapter.views):
                spoken.update(cast.fullest(name) for name in people_in(chapter.views[at].text, cast))
        spoken.pop(target, None)
        (name, count), *rest = [*spoken.most_common(2), ("", 0)]
        if count >= _SPOKEN_OF and count >= 2 * rest[0][1]:
            for at in series:
                filled[at] = replace(found[at], sender=Person(name))
    return filled
