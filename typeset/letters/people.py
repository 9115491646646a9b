"""Who wrote a letter and to whom: by its own lines first, then by the narration around, then by the letters beside it.

Enters: a chapter, its cast, spans with roles.  Leaves: people, each with the words of the letter that name them.
Never writes a name into a text, and says nothing where nothing says who.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from typeset.letters import grammars, narrated, series, tongues
from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.names import COMMON, TITLES, Cast
from typeset.letters.persons import Exchange, Person, fuller, party, person
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
    r"^[\W_]*(?:(?:to|my|our|own|very|most|good|sweet|old|poor|dear|dearest|darling|beloved|hono?u?red|respected|hi|hey|"
    rf"hello|{tongues.DEAR})\b[\s,]*)+",
    re.I,
)
_VOCATIVE = re.compile(r"(?:,\s+|^)([A-Z][\w'-]+)(?=[,.!?]|\.\.\.)")
_INITIALS = re.compile(r"^(?:[A-Z]\.?\s?){1,4}$")


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
    found = series.by_pieces(found, [span.continues for span, _ in spans])
    found = series.by_neighbours(found, places)
    found = series.by_series(chapter, cast, found, places)
    return series.by_company(found)


def _of_letter(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role]) -> Exchange:
    sender, recipient = _in_the_head(chapter, cast, span, roles)
    near = narrated.names_near(chapter, span, cast)
    signed = _signed(chapter, cast, span, roles, near, sender)
    sender = signed if signed.name or not sender.name else replace(sender, words=signed.words or sender.words)
    if not recipient.name:
        recipient = _greeted(chapter, cast, span, roles, recipient)
    if not recipient.name:
        recipient = _at_the_address(chapter, cast, span, roles) or recipient
    writer, reader = narrated.by_narration(chapter, cast, span)
    if not recipient.name:
        recipient = _addressed(chapter, cast, span, sender.name) or Person(reader if reader != sender.name else None)
    if not sender.name and writer and writer != recipient.name:
        sender = Person(writer, sender.words)
    if not recipient.name and sender.name and _speaks_to_a_reader(chapter, span):
        turned = narrated.first_to_act(chapter, cast, span)
        recipient = Person(turned) if turned != sender.name else recipient
    return Exchange(sender, recipient)


def _speaks_to_a_reader(chapter: Chapter, span: Weighed) -> bool:
    return any(view.rates.you for view in chapter.views[span.first : span.last + 1])


def _of_messages(chapter: Chapter, cast: Cast, span: Weighed) -> Exchange:
    """Who opens a chat, and the other where there are but two."""
    lines = [line for view in chapter.views[span.first : span.last + 1] for line in view.lines]
    speakers = list(dict.fromkeys(said.speaker for line in lines if (said := grammars.message(line))))
    people = [Person(cast.fullest(speaker), speaker) for speaker in speakers[:2]]
    return Exchange(people[0] if people else Person(), people[1] if len(speakers) == 2 else Person())


def _in_the_head(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role]) -> tuple[Person, Person]:
    sender = recipient = Person()
    for at in range(span.first, span.last + 1):
        if roles[at] not in ("heading", "letterhead", "address"):
            continue
        for line in chapter.views[at].lines:
            source, target = _of_line(cast, line, roles[at])
            sender, recipient = (
                sender if sender.name else source or sender,
                recipient if recipient.name else target or recipient,
            )
    return sender, recipient


def _at_the_address(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role]) -> Person | None:
    """Who an address names; one above the date says where the writer is."""
    below = [at for at in sorted(roles) if roles[at] == "body"][:1] or [span.last]
    dated = max((at for at, role in roles.items() if role == "dateline" and at < below[0]), default=-1)
    lines = [chapter.views[at].lines[0] for at in range(dated + 1, below[0]) if roles.get(at) == "address"]
    return next(filter(None, (_addressee(cast, line) for line in lines)), None)


def _of_line(cast: Cast, line: str, role: Role) -> tuple[Person | None, Person | None]:
    """Sender and recipient by one line of the head."""
    field = lex.HEADER_FIELD.match(line)
    if field:
        words, key = _bare(field[2]).strip(), field[1].lower()
        named = person(cast, words)
        if not named.name and words:
            named = Person(words, words)
        return named if key == "from" else None, named if key == "to" else None
    parties = lex.PARTIES.match(line) if role == "heading" else None
    if parties:
        return party(cast, parties[1]), party(cast, parties[2])
    source, target = _WROTE.match(line) or _FROM.search(line), _TO.search(line) if role == "heading" else None
    if not source and target:
        source = _COMMA_TO.search(line)
    return person(cast, _bare(source[1])) if source else None, person(cast, _bare(target[1])) if target else None


def _bare(text: str) -> str:
    """Without an email's address."""
    return re.sub(r"<[^>]*>", "", text)


def _addressee(cast: Cast, line: str) -> Person | None:
    """Who an address begins with; none where it begins with a house or a place."""
    first = line.split(",")[0]
    return None if first.strip()[:1].isdigit() or lex.PLACE.search(first) else person(cast, line)


def _signed(
    chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role], near: Counter[str], head: Person
) -> Person:
    """The name in the signature; initials are filled by the head's sender or by the people nearby."""
    for at in range(span.last, span.first - 1, -1):
        if roles[at] not in ("signature", "valediction"):
            continue
        lines = chapter.views[at].lines
        if lex.OFFICER.match(lines[-1]) and at > span.first and roles[at - 1] == "signature":
            continue
        alone = roles[at] == "signature" or len(lines) > 1 or "," not in lines[-1]
        if lex.SIGNED_SENTENCE.match(lines[-1]):
            alone = False
        if alone and roles[at] == "valediction" and len(lines) == 1:
            continue
        line = lines[-1] if alone else lines[-1].rpartition(",")[2]
        line = line.strip(" \"'—>_*.")
        if _INITIALS.match(line):
            return Person(head.name or _full(cast, cast.by_initials(line, near)), line)
        named = person(cast, line)
        if named.name and named.words and head.name and _shares(head.name, named.words):
            return Person(fuller(head.name, named.name), named.words)
        if named.name:
            return named
    closing = re.search(
        rf"(?:{lex.RUN_IN_CLOSE.pattern})[,.—\s]+(.{{2,40}})$", chapter.views[span.last].text.rstrip("\"' "), re.I
    )
    return person(cast, closing[1]) if closing and roles[span.last] in ("body", "postscript") else Person()


def _shares(name: str, words: str) -> bool:
    """The last of some words is in a name, in capitals or not."""
    return words.split()[-1].lower() in name.lower().split()


def _full(cast: Cast, name: str | None) -> str | None:
    return cast.fullest(name) if name else None


def _greeted(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role], office: Person) -> Person:
    """Who the salutation names; the office that a naming line gives where it names nobody."""
    named = _in_salutation(chapter, cast, span, roles)
    return named if named.name else Person(office.words, office.words)


def _in_salutation(chapter: Chapter, cast: Cast, span: Weighed, roles: Mapping[int, Role]) -> Person:
    for at in range(span.first, span.last + 1):
        view = chapter.views[at]
        if roles[at] == "salutation":
            if lex.TITLE_SALUTATION.match(view.core):
                return Person()
            return person(cast, _ADDRESSING.sub("", view.text))
        run_in = next(
            (
                sign.words
                for sign in chapter.opening[at]
                if sign.key in ("salutation run in", "salutation in a quotation")
            ),
            None,
        )
        if run_in:
            return person(cast, _ADDRESSING.sub("", run_in))
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
