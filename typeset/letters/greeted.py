"""Whom a letter's head names: the line that names the document, the address, the salutation.

Enters: a chapter, its cast, a span with roles.  Leaves: people, none where nobody is named.  Never looks beyond the
letter's first lines, but for an address that stands under the signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from typeset.letters import grammars, tongues
from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.names import PART, TITLES, Cast
from typeset.letters.persons import FIRM, KIN, Person, is_name, named, party, person
from typeset.letters.shapes import in_capitals
from typeset.letters.span import Span
from typeset.model import Role

_HEADS: frozenset[Role] = frozenset(("heading", "letterhead", "address", "dateline"))
_FROM = re.compile(
    r"\b(?:(?:from|at) the (?:desk|office|chambers|study|house|court|pen) of|from)\b:?\s+"
    r"(.+?)(?=\s+to\s+[A-Z]|\s+to the\b|,|—|$)",
    re.I,
)
# A name as address books have it: “Lee, Ann <…>”, “"Lee, Ann"”.
_TURNED = re.compile(rf"^(?=\"|.*<)\"?({PART}), ({PART})\"?(?: *<[^<>]*>)?$")
_ADDRESS = re.compile(r"^<?([^\W\d_]+(?:[._-][^\W\d_]+)*)\d*@[\w.-]+>?$")
_WROTE = re.compile(r"(?:.*[,\d] )?([A-Z].*?)\s*(?:<[^>]*>)?\s+wrote\s*:")
# “Letter, Ann Lee, Hythe, to Messrs. Pole & Co., London.”
_BETWEEN = re.compile(
    r"^[\W_]*(?:[Tt]he )?(?i:letter|telegram|note|memorandum|cable|message|wire|e-?mail|postcard|draft|reply)\b"
    rf"(?: \([^)]*\))?(?:\s*[,:—-]\s*|\s+)(?:[Ff]rom )?({FIRM}|[^,:]*?)(?:,.*)? to ((?:the )?[A-Z].*)$"
)
_TO = re.compile(r"\bto:?\s+((?:the )?[A-Z].*?)[\s.,]*$")
_TO_LINE = re.compile(r"^[\W_]*[Tt]o:?\s+((?:the |my )?[A-Z].*)$")
_COMMA_TO = re.compile(r"[,—:]\s*([A-Z][^,]*?)(?:,[^,]+)?\s+to\s+(?:the )?[A-Z]")
_DEAR = rf"(?i:dear|dearest|darling|beloved|hono?u?red|respected|esteemed|precious|{tongues.DEAR})"
_FONDLY = (
    r"(?:(?i:to|my|our|own|very|most|ever|always|two|hey|hi|hello|good|sweet|old|poor|little)\s+|"
    rf"{_DEAR}[\s,]+)"
)
_STOPLESS = r"(?:(?:Mr|Mrs|Ms|Dr|St|Col|Capt|Prof|Rev|Hon|Messrs|Mme|Mlle|[A-Z])\.|[^.,:;—!?\[(\"])"
_FOND = re.compile(rf"^[\W_]*{_FONDLY}+")
# The words of a salutation up to the mark that ends it; “Dear Madam, and Copperfield,” has a comma within.
_GREETING = re.compile(
    rf"^[\W_]*({_FONDLY}*{_DEAR}\b,? {_STOPLESS}{{1,60}}(?:, (?:and )?{PART}(?: {PART})*(?=[,:!—]))?"
    rf"|(?i:my good|my own|my poor|hi|hello|hey),? {_STOPLESS}{{1,40}}"
    rf"|[Tt]o [Mm]y [^.:;—!?]{{1,60}})(?=[,.:;—!?\[(\"]|$)"
)
# A name and a mark that parts it from what follows, as telegrams and blunt letters begin: “Clem—I cannot come.”
_BARE = re.compile(
    rf"^[\"'_>\s]*((?:[Tt]o )?{PART}\.?(?: (?:(?:de|von|van|of|le|la|du|the) )?(?:[A-Z]\.|{PART})\.?){{0,4}})"
    rf"(?:(?:, {PART}(?: {PART})*){{0,2}}\.?—| ?:(?: |$)|, Esq\b|,[\"'] (?:(?:s?he|I|it|{PART}) )?"
    r"(?:wrote|writes|began|ran|said)\b|!? ?—)"
)
# Whom a letter to nobody in particular is for: “Dear whoever opens this”, “To the finder of this bottle:”.
_OPEN = re.compile(
    r"^[\W_]*(?:dear|to|hi|hello)\s+((?:whoever|whom(?:so)?ever|whom|anyone|anybody|everyone|everybody|all)\b"
    r"[^,.:;—!?]{0,60}?|(?-i:the [a-z])[^,.:;—!?]{1,50}(?=[:—]))\s*(?:[,.:;—!]|$)",
    re.I,
)
# “To the Fire Brigade.”, and in capitals.
_TO_OFFICE = re.compile(r"^[\W_]*(?:To|TO) ((?:the|THE) [A-Z][\w'&-]*(?: (?:of|the|and|&|[A-Z][\w'&-]*)){0,5})[.,:;—!]")
# A door is no name, though a note may greet it: “Hi Flat 9”.
_DOOR = re.compile(r"^(?:flat|room|unit|apartment|apt\.?|number|no\.?|house|desk|table|cell|bed) \w?\d+\w?$", re.I)
_KIN_FIRST = re.compile(rf"^[\"'_>\s]*({PART}), ")
# Blocks from the head that are looked through for a salutation, and words of the last that may be one.
_HEAD_BLOCKS = 10
_LONG = 20
# “To Ann and all at home”, as a line of its own, has fewer words than this.
_TO_WORDS = 7


def in_the_head(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role]) -> tuple[Person, Person]:
    """Sender and recipient by the lines that name the document, and by an email's fields."""
    sender = recipient = Person()
    for at in range(span.first, min(span.last, span.first + _HEAD_BLOCKS) + 1):
        lines = chapter.views[at].lines
        if roles[at] not in _HEADS:
            lines = [line for line in lines if grammars.fields(line)] if span.kind == "email" else []
        for line in lines:
            source, target = _of_line(cast, line, roles[at])
            sender = sender if sender.name else source or sender
            recipient = recipient if recipient.name else target or recipient
    return sender, recipient


def _of_line(cast: Cast, line: str, role: Role) -> tuple[Person | None, Person | None]:
    """Sender and recipient by one line of the head."""
    fields = {field.label: field.value for field in grammars.fields(line)}
    if fields:
        return _in_field(cast, fields.get("from")), _in_field(cast, fields.get("to"))
    parties = lex.PARTIES.match(line) if role == "heading" else None
    if parties:
        return party(cast, parties[1]), party(cast, parties[2])
    between = _BETWEEN.match(line)
    if between:
        return _first(cast, between[1]), _first(cast, between[2])
    if role == "dateline":
        return None, None
    source, target = _WROTE.match(line) or _FROM.search(line), _TO.search(line) if role == "heading" else None
    if not source and target:
        source = _COMMA_TO.search(line)
    target = target or _TO_LINE.match(line)
    return (
        person(cast, _bare(source[1]), "heading") if source else None,
        _first(cast, _bare(target[1])) if target else None,
    )


def _first(cast: Cast, words: str) -> Person:
    """The person that words begin with, without the place that follows; a firm whole."""
    firm = re.match(FIRM, words)
    return person(cast, firm[0] if firm else words.split(",")[0], "heading")


def _in_field(cast: Cast, field: str | None) -> Person | None:
    """The person that a field of an email names: by the name it shows, by an address that is one's name, else as it is.

    “Lee, Ann <a.lee@…>” is Ann Lee; so is “ann.lee@…” where the story has either word as a name.
    """
    words = _bare(field or "").strip()
    if not field or not (words or field):
        return None
    turned = _TURNED.match(field)
    address = _ADDRESS.match(words or field)
    if turned:
        return replace(person(cast, f"{turned[2]} {turned[1]}", "heading"), words=f"{turned[1]}, {turned[2]}")
    if address:
        name = " ".join(
            part.title() if len(part) > 1 else f"{part.upper()}." for part in re.split(r"[._-]", address[1])
        )
        known = any(cast.known(part) for part in name.split())
        return Person(cast.fullest(name) if known else address[0], address[0], "heading")
    who = person(cast, words, "heading")
    return who if who.name else Person(words, words, "heading")


def _bare(text: str) -> str:
    """Without an email's address."""
    return re.sub(r"<[^>]*>", "", text)


def greeted(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role]) -> Person:
    """Who the salutation names, on a line of its own or run into the first paragraph.

    What says "dear" comes before a name alone, which may be a house or the writer's own.
    """
    bare = Person()
    for at in range(span.first, min(span.last, span.first + _HEAD_BLOCKS) + 1):
        view = chapter.views[at]
        whole = roles[at] == "salutation"
        for line in view.lines if whole else view.lines[:2]:
            to_all = _OPEN.match(line)
            if to_all and (whole or at == span.first):
                return Person(None, to_all[1], "salutation") if not named(to_all[1]) else _called(cast, to_all[1])
            fond = _GREETING.match(line)
            words = fond[1] if fond else None if bare.name else _salutation(line, whole=whole)
            who = _called(cast, words) if words is not None else Person()
            if fond and (who.name or whole):
                return who
            if who.name and words and not lex.PLACE.search(words) and not cast.is_place(who.name):
                bare = who
        if not bare.name and roles[at] == "body" and at < span.last and _stands_alone(cast, view.text):
            bare = _called(cast, view.text)
        if (view.size > _LONG and roles[at] not in _HEADS) or (whole and lex.TITLE_SALUTATION.match(view.core)):
            break
    return bare


def _salutation(line: str, *, whole: bool) -> str | None:
    """The words of a salutation that does not say "dear"; `whole`: the line is known to be one."""
    office = _TO_OFFICE.match(line) or (_TO_LINE.match(line) if len(line.split()) < _TO_WORDS else None)
    if office and line[-1:] not in "?!" and not lex.HEADER_FIELD.match(line):
        return office[1]
    bare = _BARE.match(line)
    if bare and not lex.HEADER_FIELD.match(line) and is_name(re.sub("^[Tt]o ", "", bare[1])):
        return bare[1]
    kin = _KIN_FIRST.match(line)
    if kin and kin[1].lower() in KIN:
        return kin[1]
    return line if whole and len(line.split()) < _LONG else None


def _stands_alone(cast: Cast, line: str) -> bool:
    """A name that the story has is all that a block holds, and no place's."""
    words = line.strip(" \"'_,.:—!")
    return words.count(" ") < 3 and is_name(words) and cast.known(words) and not cast.is_place(words)


def _called(cast: Cast, words: str) -> Person:
    """A person as a salutation calls them: nobody where it only says "Sir" or "My dear boy"."""
    words = _FOND.sub("", words)
    door = words.strip(" ,.:;—!")
    return Person(None, door) if _DOOR.match(door) else person(cast, words, "salutation")


def at_the_address(chapter: Chapter, cast: Cast, span: Span, roles: Mapping[int, Role]) -> Person | None:
    """Who an address names, above the salutation; one above the date says where the writer is."""
    dated = max((at for at, role in roles.items() if role == "dateline"), default=-1)
    for at in range(span.first, min(span.last, span.first + _HEAD_BLOCKS) + 1):
        view, line = chapter.views[at], chapter.views[at].lines[0]
        if roles[at] == "salutation" or (view.size > _LONG and roles[at] not in _HEADS) or _GREETING.match(line):
            return None
        wired = at < span.last and roles[at] in _HEADS and in_capitals(line) and in_capitals(chapter.views[at + 1].core)
        below = at > dated and roles[at] == "address"
        if (below or wired or lex.ADDRESSED.match(line)) and (who := _addressee(cast, line)):
            return who
    return None


def below_the_name(lines: Iterator[tuple[Role, str]], cast: Cast) -> Person | None:
    """Who the address under a signature names: “To Mrs. Lee”, “Ann Lee, Esq.”, whatever its role says it is."""
    for role, line in lines:
        to = _TO_LINE.match(line)
        if role == "postscript":
            continue
        if to or role == "address" or lex.ADDRESSED.match(line):
            who = _addressee(cast, to[1] if to else line)
            if who:
                return who
    return None


def _addressee(cast: Cast, line: str) -> Person | None:
    """Who an address begins with; none where it begins with a house or a place."""
    first = _known_head(cast, line) if in_capitals(line) else re.split(r"[,—]", line.strip(" \"'—>_*"))[0]
    if first[:1].isdigit() or lex.PLACE.search(first) or lex.OFFICER.match(line):
        return None
    who = person(cast, first, "address")
    return who if who.name and not cast.is_place(who.name) else None


def _known_head(cast: Cast, line: str) -> str:
    """The first words of a line in capitals that are a title or of names in the story: “ANN LEE FERRY STREET HYTHE”."""
    words = line.title().split()
    known = takewhile(lambda word: word.lower() in TITLES or _is_person(cast, word), words)
    return " ".join(f"{word}." if len(word) == 1 else word for word in known)


def _is_person(cast: Cast, word: str) -> bool:
    """An initial, or a word of a name in the story that is no place's."""
    if len(word) == 1:
        return word.isalpha()
    return cast.known(word) and not cast.is_place(word) and not lex.PLACE.search(word)
