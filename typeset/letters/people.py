"""Who wrote a letter and to whom: by its own lines first, then by the narration around, then by the letters beside it.

Enters: a chapter, its cast, spans with roles.  Leaves: people, each with the words of the letter that name them.
Never writes a name into a text, and says nothing where nothing says who.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from typeset.letters import grammars, greeted, narrated, series, signed
from typeset.letters.chapter import Chapter
from typeset.letters.names import COMMON, TITLES, Cast
from typeset.letters.persons import Exchange, Person, fuller
from typeset.letters.span import Span
from typeset.model import Role

# “Come to Hythe, Ann.”; in “Ann, Clem, and Jo” nobody is called.
_VOCATIVE = re.compile(r"(?:(\S+),\s+(?:my )?(?:dear(?:est)? )?|^)([A-Z][\w'-]+)(?=[.!?]|, (?!and\b|[A-Z]))")

# “Ann (flat 9)”, as a screen shows who speaks.
_BESIDE_NAME = re.compile(r"\s*\([^()]*\)$")


def correspondents(chapter: Chapter, spans: Sequence[tuple[Span, Mapping[int, Role]]]) -> list[Exchange]:
    """Sender and recipient of each letter, in order."""
    if not spans:
        return []
    inside = {at for span, _ in spans for at in range(span.first, span.last + 1)}
    told = (view.narration for at, view in enumerate(chapter.views) if at not in inside)
    cast = Cast((view.text for view in chapter.views), told)
    found = [
        _of_messages(chapter, cast, span) if span.kind == "messages" else _of_letter(chapter, cast, span, roles)
        for span, roles in spans
    ]
    places = [(span.first, span.last) for span, _ in spans]
    found = series.by_pieces(found, [span.continues for span, _ in spans])
    found = series.by_initial(found)
    found = series.by_neighbours(found, places)
    found = series.by_series(chapter, cast, found, places)
    return series.by_company(found)


def _of_letter(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role]) -> Exchange:
    sender, recipient = _by_its_lines(chapter, cast, span, roles)
    if sender.name and recipient.name:
        return Exchange(sender, recipient)
    writer, reader = narrated.by_narration(chapter, cast, span)
    if not sender.name and writer.name != recipient.name:
        sender = replace(writer, words=sender.words)
    if not recipient.name:
        called = _addressed(chapter, cast, span, roles, sender.name)
        guesses = sorted((called, reader), key=lambda each: -(each.trust or 0))
        if not any(each.name for each in guesses) and sender.name and _speaks_to_a_reader(chapter, span):
            guesses.append(narrated.first_to_act(chapter, cast, span))
        recipient = next((each for each in guesses if each.name and each.name != sender.name), recipient)
    return Exchange(sender, recipient)


def _by_its_lines(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role]) -> tuple[Person, Person]:
    """Sender and recipient as the letter itself names them; what a naming line says, a nickname does not unsay."""
    source, target = greeted.in_the_head(chapter, cast, span, roles)
    own, below = signed.signed(chapter, cast, span, roles, lambda: narrated.names_near(chapter, span, cast), source)
    called = greeted.greeted(chapter, cast, span, roles)
    if not called.name and not target.name:
        called = (
            greeted.below_the_name(iter(below), cast)
            or greeted.at_the_address(chapter, cast, span, roles)
            or Person(None, target.words)
        )
    return _one(source, own), _one(target, called)


def _one(told: Person, own: Person) -> Person:
    """The person that a line about the letter tells of, in the words by which the letter itself names them."""
    if not told.name:
        return own if own.name or not told.words else told
    if not own.name:
        return told
    same = set(told.name.lower().split()) & set(own.name.lower().split())
    name = fuller(told.name, own.name) if same else told.name
    return replace(told, name=name, words=own.words)


def _speaks_to_a_reader(chapter: Chapter, span: Span) -> bool:
    return any(view.rates.you for view in chapter.views[span.first : span.last + 1])


def _of_messages(chapter: Chapter, cast: Cast, span: Span) -> Exchange:
    """Who opens a chat, and the other where there are but two."""
    speakers = grammars.speakers(chapter, span)
    if not speakers:
        return Exchange(*narrated.by_narration(chapter, cast, span))
    names = [_BESIDE_NAME.sub("", speaker) or speaker for speaker in speakers[:2]]
    people = [Person(cast.fullest(name), name, "heading") for name in names]
    first, second = [*people, Person(), Person()][:2]
    return Exchange(first, second if len(speakers) == 2 else Person())


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
