"""The features of a block by itself: its size, its words at both ends, its furniture, its quotation marks, its voice.

Enters: a chapter and a block's place in it.  Leaves: a list of names, "group:what".  Never looks at what it says of the
blocks around (`features` does), but for the shape of a letter's first lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from typeset.letters import guards, shapes
from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.signs import Sign
from typeset.letters.view import View

_SIZES, _TENSE = (0, 1, 2, 3, 5, 8, 12, 20, 40, 80, 150), (0.0, 0.03, 0.07)
_ME, _YOU, _THIRD = (0.0, 0.03, 0.07, 0.12), (0.0, 0.02, 0.05, 0.09), (0.0, 0.02, 0.05, 0.1)
_SPEECH, _CLOSE_SIZES = (0.0, 0.2, 0.5, 0.8, 0.99), (1, 3, 5, 12, 25)
_SIZE_NAMES = [f"size:{at}" for at in range(len(_SIZES) + 1)]
_QUOTE_NAMES = {
    (opens, closes, dangling): f"quote:{opens:d}{closes:d}{dangling:d}"
    for opens in (False, True)
    for closes in (False, True)
    for dangling in (False, True)
}
_NAME_RUN_IN = re.compile(
    r"[.!?,—]['\"]?\s*—?\s?(?:[A-Z][\w'-]+\.?|(?:[A-Z]\. ?)+)(?: [A-Z][\w'-]+\.?){0,2}['\"]?\.?['\"]?$"
)
_PARTIES = re.compile(r"^\W*(?:[Ff]rom )?(?:[A-Z][\w.']*,? ){1,4}to (?:(?:the )?[A-Z][\w.']*,? ?){1,4}\W*$")
_TALKING = re.compile(
    r"[,.!?—-]['\"]+ (?:[a-z]+(?:ed|d|s) (?:[A-Z]|he\b|she\b|I\b|the\b|they\b)|(?:[A-Z][\w.]* )+[a-z]+ed\b)"
)


def own(chapter: Chapter, at: int) -> list[str]:
    """The names of what one view is by itself."""
    view = chapter.views[at]
    names = ["word:any"]
    _words(view, names)
    _furniture(chapter, at, names)
    _quotes(view, names)
    _form(view, names)
    _person(chapter, at, names)
    return names


def _words(view: View, names: list[str]) -> None:
    size, text, words = view.size, view.text, view.words
    names.append(_SIZE_NAMES[bisect_left(_SIZES, size)])
    if len(view.lines) > 1:
        names.append(f"size:lines{min(4, len(view.lines))}")
    if words:
        names += (f"word:first={words[0]}", f"word:last={words[-1]}")
        if size > 1:
            names.append(f"word:pair={words[0]}_{words[1]}")
    else:
        names.append("line:ornament")
    if size <= 12:
        parts = text.split()
        shape = "".join("X" if part[0].isupper() else "x" for part in parts[:4])
        names.append(f"word:shape={shape}{'.' if len(parts) > 4 else ''}")
    names.append(f"word:end={_kinds(text[-2:])}")
    names.append(f"word:start={_cases(text[:2])}")
    if size > 1 and text.isupper():
        names.append("line:capitals")


def _kinds(characters: str) -> str:
    return "".join(["a" if c.isalnum() else c for c in characters])


def _cases(characters: str) -> str:
    return "".join(["0" if c.isdigit() else "A" if c.isupper() else "a" if c.isalpha() else c for c in characters])


def opening_name(sign: Sign, size: int) -> str:
    """The name of a sign that opens a letter, in a block of so many words."""
    return f"opens:{sign.key}{'+' if size > 8 else ''}"


def closing_name(sign: Sign, size: int) -> str:
    """The name of a sign that closes one."""
    return f"closes:{sign.key}{bisect_left(_CLOSE_SIZES, size)}"


def _furniture(chapter: Chapter, at: int, names: list[str]) -> None:
    view = chapter.views[at]
    size, text = view.size, view.text
    for sign in chapter.opening[at]:
        names.append(opening_name(sign, size))
    for sign in chapter.closing[at]:
        names.append(closing_name(sign, size))
    if size < 16:
        if guards.when_or_where(view):
            names += [f"line:{what}" for what, pattern in _WHEN_OR_WHERE if pattern.search(text)]
        if shapes.head_line(view):
            names.append("line:head")
        if shapes.title_line(view):
            names.append("line:title")
    if size < 20 and " to " in text and _PARTIES.match(text):
        names.append("line:parties")
    if size > 5 and _ends_in_capitals(text) and _NAME_RUN_IN.search(text, max(0, len(text) - 80)):
        names.append("line:name run in")
    if chapter.opening[at] and chapter.starts_letter(at):
        names.append("opens:starts")
        if at and not chapter.is_head(at - 1):
            names.append("opens:anew")
    if chapter.closing[at] and chapter.ended(at):
        names.append("closes:ended")


_WHEN_OR_WHERE = (("year", lex.YEAR), ("weekday", lex.WEEKDAY), ("place", lex.PLACE))


def _ends_in_capitals(text: str) -> bool:
    """Its last word has a capital, as a name has."""
    word = text.rstrip("'\". ").rpartition(" ")[2]
    return word != word.lower()


def _quotes(view: View, names: list[str]) -> None:
    names.append(_QUOTE_NAMES[view.opens, view.closes, view.dangling])
    text = view.text
    if '"' not in text:
        names.append("quote:speech0")
        if text[:1] == "'" and text[1:2] == '"':
            names.append("quote:double in single")
        return
    names.append(f"quote:speech{bisect_left(_SPEECH, view.speech)}")
    if text[:2] in ("\"'", "'\""):
        names.append("quote:double in single")
    if guards.closed_quotation(text):
        if lex.SPEECH_TAG.search(text):
            names.append("quote:said")
        if _TALKING.search(text):
            names.append("quote:talks")
    if not view.vocabulary.isdisjoint(lex.WRITING) and lex.WRITTEN_TAG.search(text[:260]):
        names.append("quote:wrote")


def _form(view: View, names: list[str]) -> None:
    if view.slanted:
        names.append("form:italic")
    elif view.italic > 0.3:
        names.append("form:partly italic")
    if view.gap:
        names.append("form:gap")
    if view.broken:
        names.append("form:break")
    if view.quoted or view.inset:
        names.append("form:quoted")
    if view.tag[0] == "h":
        names.append("form:heading")


def _person(chapter: Chapter, at: int, names: list[str]) -> None:
    view = chapter.views[at]
    rates, size, spoken = view.rates, view.size, view.speech > 0.5
    names += (
        f"person:me{bisect_left(_ME, rates.me)}",
        f"person:you{bisect_left(_YOU, rates.you)}",
        f"person:third{bisect_left(_THIRD, rates.third)}",
        f"story:teller{chapter.first_person:d}{rates.me > 0:d}{rates.you > 0:d}{spoken:d}",
    )
    if size > 6:
        tense = "now" if rates.present > 2 * rates.past else "then" if rates.past > 2 * rates.present else "both"
        names += (
            f"person:{tense}",
            f"person:present{bisect_left(_TENSE, rates.present)}",
            f"person:past{bisect_left(_TENSE, rates.past)}",
        )
        if rates.me and rates.you:
            names.append("person:I to you, spoken" if spoken else "person:I to you")
        if not view.speech and rates.third > 0.03 and not rates.me + rates.you:
            names.append("voice:told then" if rates.past >= rates.present else "voice:told now")
    if "?" in view.text:
        names.append("word:question")
    if chapter.narrated[at]:
        names.append("voice:narrates")
    if chapter.aside[at]:
        names.append("run:aside")
