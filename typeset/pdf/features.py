"""What a compositor sets by other sorts: fractions, superiors, inferiors, capitals; named for the sheets.

Enters: a part's tree as HTML.  Leaves: the same tree with `span.fraction`, `span.capitals`, `sup.superior`,
`sub.inferior`.  Never changes a character but the space within a mixed number, which becomes one that no line ends at.

A fraction is only what cannot be a date or a choice: with U+2044 in it; behind a whole number (2 1/2); a part of
something (3/4 of an hour, a 1/2-inch nail). 3/8, 3/8/96, 24/7 and and/or stay as they are. A superior is drawn only of
plain letters and figures, since no face has others; any other text is set smaller and raised (base.css). Words in
capitals, two of them or one of four letters, are letterspaced; single letters and short abbreviations are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from typeset.model import Element, local, text_of

NO_BREAK_SPACE = "\u00a0"
# What is set exactly, or is named already; and what is mostly a date, where no fraction is.
_EXACT, _NAMED = frozenset({"time", "code", "dt"}), frozenset({"time", "fraction", "capitals"})
_DATED = frozenset({"dateline", "letterhead", "address"})
# Proper fractions in their lowest terms, as they are written by hand.
_PROPER = r"(?:1/[2-9]|2/[3579]|3/[4578]|4/[579]|5/[6789]|6/7|7/[89]|8/9|1/1[026]|[13579]/1[06]|1[135]/16)"
_UNITS = (
    r"inch(?:es)?|f(?:oo|ee)t|yards?|miles?|acres?|ounces?|oz|pounds?|lbs?|tons?|pints?|quarts?|gallons?|cups?"
    r"|(?:tea|table)spoons?|hours?|minutes?|time|price|length|size|cm|mm|km|kg|litres?|met(?:er|re)s?"
)
_FRACTION = re.compile(
    r"(?<![\w./:,⁄–-])(?:"
    r"(?P<slashed>(?:\d+[ \u00a0])?\d+⁄\d+)"
    rf"|(?P<whole>\d{{1,4}})[ \u00a0](?P<mixed>{_PROPER})"
    rf"|(?P<part>{_PROPER})(?=[ \u00a0]of\b|[ \u00a0-](?:{_UNITS})\b)"
    r")(?![\w/⁄]|[.,:-]\d)"
)
# Words before a number that make a day of it: “on 3/4 of this year”.
_DAY = re.compile(r"\b(?:on|by|from|until|till|since|before|after|dated)\s+\Z", re.IGNORECASE)
# Latin, Greek and Cyrillic.
_CAPITAL = "[A-ZÀ-ÖØ-ÞŒŠŸŽΑ-ΩА-ЯЁ]"
_WORD = rf"{_CAPITAL}+(?:[’'&-]{_CAPITAL}+)*"
_LONG_WORD = rf"(?={_CAPITAL}{{2}}|{_CAPITAL}[’'&-]){_WORD}"
_CAPITALS = re.compile(
    rf"(?<![\w’'&-]){_LONG_WORD}(?:,?[ \u00a0](?:{_WORD},?[ \u00a0])?{_LONG_WORD})*(?![\w’'&-]\w)(?!\w)"
)
FEWEST_CAPITALS = 4
# (start, end, class) of what is found in a text.
Found = tuple[int, int, str]
Finder = Callable[[str], Iterator[Found]]
_PLAIN = re.compile(r"[A-Za-z0-9]+\Z")
_CLASSES = {"sup": "superior", "sub": "inferior"}


def name_features(section: Element) -> None:
    """Name the fractions, superiors and inferiors of a part, in place."""
    for element in list(section.iter()):
        name = local(element)
        if name in _CLASSES and _PLAIN.match(text_of(element)):
            element.set("class", f"{element.get('class', '')} {_CLASSES[name]}".strip())
        element.text = _set(element, 0, element.text)
        parent = element.getparent()
        if parent is not None and element is not section:
            element.tail = _set(parent, parent.index(element) + 1, element.tail)


def _finders(parent: Element) -> list[Finder]:
    """What may be looked for in the texts of an element."""
    around = (parent, *parent.iterancestors())
    classes = {name for element in around for name in element.get("class", "").split()}
    if any(local(element) in _EXACT for element in around) or classes & _NAMED:
        return []
    return [_capitals] if classes & _DATED else [_capitals, _fractions]


def _set(parent: Element, place: int, text: str | None) -> str | None:
    """Put what a text has to name into an element, from a place among its children on; returns the text before it."""
    if not text or text.isspace():
        return text
    end, before, last = 0, text, None
    for start, stop, class_ in sorted(found for finder in _finders(parent) for found in finder(text)):
        span = etree.Element("span")
        span.set("class", class_)
        between, span.text = text[end:start], text[start:stop]
        if class_ == "fraction" and between[-1:].isspace() and between[-2:-1].isdigit():
            between = between[:-1] + NO_BREAK_SPACE
        if last is None:
            before = between
        else:
            last.tail = between
        parent.insert(place, span)
        place, last, end = place + 1, span, stop
    if last is not None:
        last.tail = text[end:]
    return before


def _capitals(text: str) -> Iterator[Found]:
    """(start, end, class) of each run of words in capitals."""
    for match in _CAPITALS.finditer(text):
        if sum(map(str.isalpha, match[0])) >= FEWEST_CAPITALS:
            yield match.start(), match.end(), "capitals"


def _fractions(text: str) -> Iterator[Found]:
    """(start, end, class) of each fraction of a text, without the whole number before it."""
    for match in _FRACTION.finditer(text):
        name = match.lastgroup or ""
        if name == "part" and _DAY.search(text[: match.start()]):
            continue
        start = match.start(name)
        if name == "slashed":
            start += max(match[name].rfind(" "), match[name].rfind(NO_BREAK_SPACE)) + 1
        yield start, match.end(name), "fraction"
