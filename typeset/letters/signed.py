"""Who signs a letter: by its closing lines, or by the name at the end of its last paragraph.

Enters: a chapter, its cast, a span with roles.  Leaves: a Person, none where nobody signs.  Never looks beyond the
letter's own last lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from typeset.letters import grammars
from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.names import PART, Cast
from typeset.letters.persons import KIN, Person, is_name, named, person
from typeset.letters.span import Span
from typeset.letters.view import View
from typeset.model import Role

_ABOVE: frozenset[Role] = frozenset(("body", "salutation", "heading"))
_BELOW: frozenset[Role] = frozenset(("address", "dateline"))
_INITIALS = re.compile(r"^(?:[A-Z]\.?\s?){1,4}$")
_DOTTED = re.compile(r"^(?:[A-Z]\.\s?){1,4}$")
_FORMULA = lex.words(
    "yours yrs yr truly sincerely faithfully affectionately respectfully obediently devotedly lovingly cordially "
    "gratefully fondly love regards wishes servant servants servt servts obedt obt friend remain sir sirs madam lord "
    "ever always best thanks kisses kind"
)
_MARKS = " \"'—>_*."
_CALLED = rf"(?:(?:Mrs?|Ms|Dr|St|Prof|Capt|Col|Rev|Mme|Mlle|[A-Z])\.|{PART})"
_NAME = rf"{_CALLED}(?:[ .]?(?:(?:de|von|van|of|and|&|la|le) )?{_CALLED}){{0,4}}"
# “…Do not delay.—Ann.”, “…the interview—J. E. T.”
_AFTER_DASH = re.compile(rf"—\s*[\"']?((?:[Yy]ours?(?: \w+)?, )?{_NAME})[\s.\"'_*]*$")
# “…Back on Friday. Ann Lee.”
_LAST_SENTENCE = re.compile(
    rf"(?:[!?]|(?<![^\w][A-Z])(?<!Mr)(?<!Mrs)(?<!Mme)(?<!Mlle)(?<!Dr)(?<!St)\.)[\"']? ({_NAME})[\s.\"'_*]*$"
)
_SIGNED = re.compile(rf"\b[Ss]igned\W{{1,5}}({_NAME})\W*$")
_CLOSE_RUN_IN = re.compile(rf"(?:{lex.RUN_IN_CLOSE.pattern})[,.—\s]+(.{{1,60}})$", re.I)
_YOURS = re.compile(
    rf"\b(?:[Yy]ours?|[Tt]hine|[Tt]hy)(?:(?: own| \w+ly| ever| loving| \w+ate| poor| old)*,?|(?: [\w-]+){{1,4}},)"
    rf" ({_NAME})\W*$"
)
# “(Signed) Ann Lee (Mrs.) xx”
_ROUND_NAME = re.compile(
    r"^\W*(?:[Ss]igned|p\.? ?p\.|per pro\.?|[Pp]ro|(?:[Aa]ll my |[Ll]ots of |[Mm]uch )?[Ll]ove,? from|[Ff]rom)\W+"
    r"|(?:\s+[xXoO]{1,6})+\W*$"
)
# “Ann Lee (Warden)”, “The Warden (Ann Lee)”
_IN_BRACKETS = re.compile(r"^([\w .'-]{2,30}) \(([^()]{2,24})\)$")
_ASIDE = re.compile(r"(?<=[^\W\d_]|\.)\s*\([^)]*\)")
_LAST_STOP = re.compile(r"\bSTOP ((?!STOP)[A-Z]+(?: (?!STOP)[A-Z]+)?)\W*$")
_ADDRESS = re.compile(r"^[\W_]*[Tt]o\b|.*\bEsq\b")
# Paragraphs from the last that are looked through for a close run in.
_LAST = 4
# Characters at the end of a paragraph that may close it; words of a last block that is a name alone.
_TAIL, _SHORT = 160, 5
_OFFICE_TRUST = 0.6
# Words of a closing line beyond which it is a paragraph.
_LONG = 14


def signed(
    chapter: Chapter,
    cast: Cast,
    span: Span,
    roles: Mapping[int, Role],
    near: Callable[[], Counter[str]],
    head: Person,
) -> tuple[Person, list[tuple[Role, str]]]:
    """The name in the closing lines, or at the end of the last paragraph, and the lines that stand below it.

    Initials are filled by the head's sender or by the people nearby.
    """
    span = _without_quoted(chapter, span)
    lines = list(_closing(chapter, span, roles))
    place = _name_line(lines, cast)
    if place is None:
        return _run_in(chapter, cast, span, roles, near, head), lines
    line, segment = place
    who = _person(cast, segment, near, head)
    whole = lines[line][1].strip(_MARKS)
    beside = _IN_BRACKETS.match(whole)
    return replace(who, words=whole) if beside and segment in (beside[1], beside[2]) else who, lines[line + 1 :]


def _without_quoted(chapter: Chapter, span: Span) -> Span:
    """An email down to the message that it quotes, or hands on, below its own words."""
    if span.kind != "email":
        return span
    quoted = (each.first for each in grammars.enclosed(chapter, span) if each.last == span.last)
    return replace(span, last=max(span.first, min(quoted, default=span.last + 1) - 1))


def _closing(chapter: Chapter, span: Span, roles: Mapping[int, Role]) -> Iterator[tuple[Role, str]]:
    """The closing lines, with their blocks' roles, from top to bottom; a long one is a paragraph, and none."""
    first = span.last
    while first > span.first and (roles[first] not in _ABOVE or _is_closing(chapter.views[first])):
        first -= 1
    first -= first == span.first and roles[first] not in _ABOVE
    for at in range(first + 1, span.last + 1):
        view = chapter.views[at]
        if roles[at] != "postscript" and (view.size <= _LONG or len(view.lines) > 1):
            yield from ((roles[at], line) for line in view.lines)


def _is_closing(view: View) -> bool:
    """A closing line, or one that stands below it, whatever its role says it is."""
    if view.size > _LONG:
        return False
    ends = len(view.lines) > 1 or view.core[-1:] == ","
    closes = ends and lex.VALEDICTION.match(view.core) is not None
    return closes or bool(_ADDRESS.match(view.core)) or is_name(view.lines[-1].strip(_MARKS))


def _name_line(lines: list[tuple[Role, str]], cast: Cast) -> tuple[int, str] | None:
    """Which closing line names the writer, and the words of it that do.

    Below the last closing formula the first that is a name alone: offices, firms and places stand under it.
    """
    segments = [
        (at, segment)
        for at, (role, line) in enumerate(lines)
        if role not in _BELOW and not _ADDRESS.match(line)
        for each in _segments(_ASIDE.sub("", line))
        if (segment := _ROUND_NAME.sub("", each).strip(_MARKS))
    ]
    formulas = [k for k, (_, segment) in enumerate(segments) if _is_formula(segment)]
    after = formulas[-1] + 1 if formulas else 0
    for some in (segments[after:], segments):
        strong = [each for each in some if _is_signature(each[1])]
        if strong:
            return max(strong, key=lambda each: (_standing(each[1], cast), -strong.index(each)))
    for at, (_, line) in enumerate(lines):
        beside = _IN_BRACKETS.match(line.strip(_MARKS))
        if beside and is_name(beside[2]):
            return at, beside[2]
    # “Your loving Tom”, then “Your Father”, the lowest line first.
    weak = [each for each in reversed(segments) if (name := named(each[1])) and _is_call(each[1], name)]
    calls = [each for each in weak if _is_signature(named(each[1]))]
    return next(iter([*calls, *weak]), None)


def _is_signature(segment: str) -> bool:
    return is_name(segment) and named(segment).lower() not in KIN and not lex.OFFICER.match(segment)


def _standing(segment: str, cast: Cast) -> int:
    """How surely words are a person's: one word, or several that the story has not, may be of a formula or an office.

    “Remain, Of A Fallen Tower, Ann Lee”, “Ann Lee, Alcalde”.
    """
    words = segment.split()
    if len(words) > 1 and all(cast.known(word) for word in words if len(word.rstrip(".")) > 2 and not word.islower()):
        return 2
    return int(len(words) > 1 or "." in segment or cast.known(segment))


def _is_call(segment: str, name: str) -> bool:
    """A few words that end with how the reader calls the writer, and do not speak to the reader."""
    if not segment.rstrip(_MARKS).endswith(name.rstrip(".")):
        return False
    return len(segment.split()) < 7 and not re.search(r"\bdear", segment, re.I)


def _segments(line: str) -> list[str]:
    """A line parted at its commas, a firm's name whole."""
    whole = line.strip(_MARKS)
    return [whole] if "&" in whole and is_name(whole.replace(",", "")) else re.split(r",\s*|—", line)


def by_office(chapter: Chapter, span: Span, roles: Mapping[int, Role]) -> Person:
    """Whose paper it is, where nobody signs: “HARBOUR OFFICE, HYTHE”."""
    for at in range(span.first, span.last + 1):
        words = re.split(r"[.,]", chapter.views[at].lines[0])[0].strip(_MARKS)
        if roles[at] == "letterhead" and (lex.OFFICE.search(words) or lex.LETTERHEAD.match(words)):
            return Person(words, words, "heading", _OFFICE_TRUST)
    return Person()


def _is_formula(segment: str) -> bool:
    tokens = segment.lower().split()
    return any(token.strip(",.") in _FORMULA for token in tokens) and not is_name(segment)


def _person(cast: Cast, words: str, near: Callable[[], Counter[str]], head: Person) -> Person:
    if _INITIALS.match(words) and not _is_known(cast, words):
        name = head.name or cast.by_initials(words, near())
        return Person(cast.fullest(name) if name else words, words, "signature")
    return person(cast, words, "signature")


def _is_known(cast: Cast, capitals: str) -> bool:
    """What stands in capitals is a name in the story, or short for one."""
    name = capitals.title()
    return cast.known(name) or cast.fullest(name) != name


def _run_in(
    chapter: Chapter,
    cast: Cast,
    span: Span,
    roles: Mapping[int, Role],
    near: Callable[[], Counter[str]],
    head: Person,
) -> Person:
    """The name at the end of the last paragraph above a postscript, else of the last."""
    above = [at for at in range(span.first, span.last + 1) if roles[at] != "postscript"]
    whole = chapter.views[span.last].text.strip(" \"'_")
    if span.last > span.first and len(whole.split()) < _SHORT and is_name(whole) and roles[span.last] != "address":
        return _person(cast, whole, near, head)
    for at in dict.fromkeys((*above[-1:], span.last)):
        words = _at_the_end(chapter.views[at].text, _ENDS, cast)
        if words:
            return _person(cast, words, near, head)
    for at in reversed(above[-_LAST:-1]):
        words = _at_the_end(chapter.views[at].text, _ENDS[:1], cast) or _alone(chapter.views[at], cast)
        if words:
            return _person(cast, words, near, head)
    return Person()


def _alone(view: View, cast: Cast) -> str | None:
    """A name that is all of a paragraph, above an afterthought."""
    words = view.text.strip(_MARKS)
    named_alone = len(words.split()) < _SHORT and is_name(words) and not _ADDRESS.match(words)
    return words if named_alone and (_INITIALS.match(words) or _standing(words, cast) > 1) else None


def _at_the_end(text: str, patterns: Sequence[re.Pattern[str]], cast: Cast) -> str | None:
    """The words at the end of a paragraph that sign it, by the first pattern that finds a name."""
    tail = text.rstrip(" \"'_")[-_TAIL:]
    for pattern in patterns:
        seen = pattern.search(tail)
        words = seen[seen.lastindex or 0].strip(" \"'—>_*") if seen else ""
        if (name := named(words)) and _is_call(words, name) and (pattern not in _BARE or _signs(words, cast)):
            return words
    return None


def _signs(words: str, cast: Cast) -> bool:
    """A bare last sentence of one word is a name where the story has it as one and not as a place; initials are."""
    if _DOTTED.match(words):
        return True
    if words.isupper() and len(words) > 2:
        return _is_known(cast, words)
    return " " in words or (cast.known(words) and not cast.is_place(words))


_BARE = (_LAST_STOP, _LAST_SENTENCE)
_ENDS = (_CLOSE_RUN_IN, _YOURS, _SIGNED, _LAST_STOP, _AFTER_DASH, _LAST_SENTENCE)
