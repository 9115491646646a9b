"""The features of each block: short names of all that a careful reader would notice in it and of what it says next.

Enters: a chapter.  Leaves: for each view a list of names, "group:what".  Never weighs anything: what a name is worth,
and to which of the blocks around, is learned (`labels`, `scripts/train`).

A linear-chain model learns from weak signs better than from strong ones alone (Lafferty, McCallum and Pereira 2001), so
the words at a block's edges stand beside the named signs of `shapes` and `signs`.  REACH says how far each group is
seen from: the names of a group are looked at from these blocks, counted from the block itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from typeset.letters import lexicon as lex
from typeset.letters import shapes, signs
from typeset.letters.chapter import Chapter
from typeset.letters.view import View

_OWN, _NEAR, _FAR, _NEXT, _BEFORE = (0,), (-1, 0, 1), (-2, -1, 0, 1, 2), (1,), (-1,)
REACH: Mapping[str, tuple[int, ...]] = {
    "size": _NEAR,  # how long, how many lines
    "word": _OWN,  # first and last words, their shape, the marks at both ends
    "opens": _FAR,  # lines that open a letter by their own shape
    "closes": _FAR,  # lines that close one
    "line": _NEAR,  # what else a short line may be: a year, a place, names
    "quote": _NEAR,  # how quotation marks stand
    "turn": _OWN,  # how they, italics and quoted lines change from the block before to the next
    "run": _NEAR,  # how long they have run
    "form": _FAR,  # italics, gaps, scene breaks, quoted lines, headings
    "person": _NEAR,  # who speaks to whom, and in which tense
    "voice": _FAR,  # pure narration
    "cue": _NEXT,  # what the sentences before a block announce
    "said": _NEXT,  # the words that they end with
    "comes": _FAR,  # the named signs of announcing and of coming back
    "back": _BEFORE,  # the words that narration comes back with
    "wire": _FAR,  # a telegram is spoken of
    "style": _OWN,  # clipped, in the third person, a fragment
    "story": _OWN,  # what the whole chapter is like; an opening behind, a close ahead
    "edge": _OWN,  # the story's own beginning and end
}

_SIZES, _TENSE = (0, 1, 2, 3, 5, 8, 12, 20, 40, 80, 150), (0.0, 0.03, 0.07)
_ME, _YOU, _THIRD = (0.0, 0.03, 0.07, 0.12), (0.0, 0.02, 0.05, 0.09), (0.0, 0.02, 0.05, 0.1)
_SPEECH, _CLOSE_SIZES = (0.0, 0.2, 0.5, 0.8, 0.99), (1, 3, 5, 12, 25)
_RELATIVE, _DISTANCES, _SCRIPT = (-0.02, 0.0, 0.02, 0.05), (0, 1, 3, 6, 12), (5, 10, 20)
# Blocks to which an opening behind and a close ahead are told.
_FARTHEST = 25
_SAID_CHARACTERS, _BACK_CHARACTERS = 100, 70
_WORD = re.compile(r"[a-z][a-z'-]+")
_NAME_RUN_IN = re.compile(
    r"[.!?,—]['\"]?\s*—?\s?(?:[A-Z][\w'-]+\.?|(?:[A-Z]\. ?)+)(?: [A-Z][\w'-]+\.?){0,2}['\"]?\.?['\"]?$"
)
_FOLLOWING = re.compile(
    r"\b(?:as follows|following|follows|thus|these (?:words|lines|terms|sentences|details)|the words|in these|"
    r"to this effect|this is what|here (?:it )?is|ran|runs|run|contents|contained|worded)\b"
)
_FOLLOWING_WORDS = lex.words(
    "follows following thus these words effect what here ran runs run contents contained worded"
)
_FOLDING = lex.words("fold folded refolded crumpled tore laid put sealed signed finished sighed smiled laughed")
_THIRD_PERSON_NOTE = re.compile(
    r"\b(?:presents? (?:his|her|their) (?:\w+ )?compliments|begs? to (?:inform|know|acknowledge|thank)|"
    r"compliments to\b|requests? the (?:pleasure|honou?r))",
    re.I,
)
_PARTIES = re.compile(
    r"^\W*(?:[Ff]rom )?(?:[A-Z][\w.']*,? ){1,4}to (?:(?:the )?[A-Z][\w.']*,? ?){1,4}\W*$"
)
_TALKING = re.compile(r"[,.!?—-]['\"]+ (?:[a-z]+(?:ed|d|s) (?:[A-Z]|he\b|she\b|I\b|the\b|they\b)|(?:[A-Z][\w.]* )+[a-z]+ed\b)")
_SMALL = lex.words("the a an of and is are was were have has")
_NO_SPEAKERS = lex.words(
    "i the a an he she it they we you and but in on at as so then there this that when what if for my his her to no "
    "yes not with after"
)
_CUE_WORDS = (
    lex.DOCUMENTS | lex.WIRES | lex.PLAIN_READING | lex.WRITING | lex.PLAIN_WRITING | lex.DELIVERING | _FOLLOWING_WORDS
)


def features(chapter: Chapter) -> list[list[str]]:
    """The names of every view's features, in order."""
    views = chapter.views
    wires = sum(not view.vocabulary.isdisjoint(lex.WIRES) for view in views)
    openings = sum(map(chapter.starts_letter, range(len(views))))
    found = [own(chapter, at) for at in range(len(views))]
    for at, names in enumerate(found):
        _style(views[at], wires, names)
        names.append(f"story:openings{min(4, openings)}")
    _turns(views, found)
    _distances(chapter, found)
    _speakers(views, found)
    for at in range(min(2, len(views))):
        found[at].append(f"edge:begins{at}")
        found[-1 - at].append(f"edge:ends{at}")
    return found


def own(chapter: Chapter, at: int) -> list[str]:
    """The names of what one view is by itself and of what it says of its neighbours."""
    view = chapter.views[at]
    names = ["word:any"]
    _words(view, names)
    _furniture(chapter, at, names)
    _quotes(view, names)
    _form(view, names)
    _person(chapter, at, names)
    _cues(chapter, at, names)
    return names


# --- a block by itself --------------------------------------------------------------------------


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


def _furniture(chapter: Chapter, at: int, names: list[str]) -> None:
    view = chapter.views[at]
    size, text = view.size, view.text
    for sign in chapter.opening[at]:
        names.append(f"opens:{sign.key}{'+' if size > 8 else ''}")
    for sign in chapter.closing[at]:
        names.append(f"closes:{sign.key}{bisect_left(_CLOSE_SIZES, size)}")
    if size < 16:
        if lex.YEAR.search(text):
            names.append("line:year")
        if lex.WEEKDAY.search(text):
            names.append("line:weekday")
        if lex.PLACE.search(text):
            names.append("line:place")
        if shapes.head_line(view):
            names.append("line:head")
        if shapes.title_line(view):
            names.append("line:title")
    if size < 20 and " to " in text and _PARTIES.match(text):
        names.append("line:parties")
    if size > 5 and _NAME_RUN_IN.search(text, max(0, len(text) - 80)):
        names.append("line:name run in")
    if chapter.starts_letter(at):
        names.append("opens:starts")
        if at and not chapter.is_head(at - 1):
            names.append("opens:anew")
    if chapter.ended(at):
        names.append("closes:ended")


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


# --- what a block says of its neighbours --------------------------------------------------------


def _cues(chapter: Chapter, at: int, names: list[str]) -> None:
    view = chapter.views[at]
    after = chapter.announced[at + 1] if at + 1 < len(chapter.views) else None
    if after:
        names.append(f"comes:{after.key}")
    back = signs.returned(view)
    if back:
        names.append(f"comes:{back.key}")
    mark = view.text.rstrip("'\" ")[-1:]
    end = mark if mark in (":", "—", ",", ".") else "?"
    if mark == ":":
        names.append("run:colon")
    elif mark == "—":
        names.append("run:dash")
    if not view.vocabulary.isdisjoint(lex.WIRES):
        names.append("wire:named")
    narration = view.narration
    if not narration.strip():
        return
    tail = _WORD.findall(narration[-_SAID_CHARACTERS:].lower())
    names += [f"said:{word}" for word in set(tail) if len(word) > 2]
    if mark in (":", "—"):
        names += [f"said:{word}{mark}" for word in tail[-4:]]
    names += [f"back:{word}" for word in set(_WORD.findall(narration[:_BACK_CHARACTERS].lower()))]
    if not view.vocabulary.isdisjoint(_CUE_WORDS):
        _announcing(view, end, names)
        _returning(view, names)
    elif mark == ":":
        names.append("cue:=:")
    names.append(f"cue:after {bisect_left(_CUE_SIZES, view.size)}{end}")


_CUE_SIZES = (3, 6, 12, 30, 80)


def _announcing(view: View, end: str, names: list[str]) -> None:
    """The kinds of words in a narration's last sentences, one by one and together."""
    if not view.sentences or len(view.sentences[-1]) < 3:
        return
    kinds = _kinds_of_cue(view.sentences[-1])
    if kinds or end == ":":
        names.append(f"cue:={kinds}{end}")
    for kind in kinds:
        names += (f"cue:{kind}", f"cue:{kind}{end}")
    earlier = _kinds_of_cue(" ".join(view.sentences[-3:-1])) if len(view.sentences) > 1 else ""
    names += [f"cue:earlier {kind}" for kind in earlier]
    if earlier and end == ":":
        names.append(f"cue:earlier={earlier}:")


def _kinds_of_cue(text: str) -> str:
    low = text.lower()
    words = frozenset(_WORD.findall(low))
    kinds = "D" if words & lex.PLAIN_DOCUMENTS else "d" if words & lex.DOCUMENTS else ""
    kinds += "T" if words & lex.WIRES else ""
    kinds += "R" if words & lex.PLAIN_READING else ""
    kinds += "W" if words & lex.PLAIN_WRITING else "w" if words & lex.WRITING else ""
    kinds += "v" if words & lex.DELIVERING else ""
    kinds += "F" if words & _FOLLOWING_WORDS and _FOLLOWING.search(low) else ""
    kinds += "S" if lex.SPEAKING.search(text) else ""
    return kinds + ("X" if lex.OTHER_DOCUMENTS.search(text) else "")


def _returning(view: View, names: list[str]) -> None:
    """The kinds of words in a narration's first: reading, writing, a letter, folding it."""
    words = frozenset(_WORD.findall(view.narration[:160].lower()))
    kinds = "D" if words & lex.PLAIN_DOCUMENTS else "d" if words & lex.DOCUMENTS else ""
    kinds += "R" if words & lex.PLAIN_READING else ""
    kinds += "W" if words & lex.PLAIN_WRITING else ""
    kinds += "F" if words & _FOLDING else ""
    if kinds:
        names.append(f"back:={kinds}")
        names += [f"back:{kind}" for kind in kinds]


# --- a block in its chapter ---------------------------------------------------------------------


def _style(view: View, wires: int, names: list[str]) -> None:
    text, size = view.text, view.size
    bare = text.strip("\"'")
    if bare[:3] == "...":
        names.append("style:begins amid")
    elif bare[:1] == "—":
        names.append("style:begins with a dash")
    if bare[-3:] == "...":
        names.append("style:breaks off")
    if size < 4:
        return
    small = sum(map(_SMALL.__contains__, view.words)) / size
    names.append(f"style:small{bisect_left(_TENSE, small)}{bisect_left((8, 25, 60), size)}")
    if wires > 1 and size < 60:
        names.append(f"style:wires{bisect_left((0.0, 0.05), small)}")
    if not view.vocabulary.isdisjoint(_NOTE_WORDS) and _THIRD_PERSON_NOTE.search(text):
        names.append("style:third-person note")
    if lex.LOOKALIKE.search(text, 0, 120):
        names.append("style:look-alike")


_NOTE_WORDS = lex.words("compliments begs beg requests request")


def _turns(views: Sequence[View], found: list[list[str]]) -> None:
    """How quotation marks, italics and quoted lines go on from block to block, and how long they have run."""
    quoted = slanted = 0
    for at, view in enumerate(views):
        if quoted:
            found[at].append(f"run:open{min(quoted, 4)}{'o' if view.opens else 'x'}")
        quoted = quoted + 1 if view.opens and view.dangling else 0
        slanted = slanted + 1 if view.slanted else 0
        if slanted:
            found[at].append(f"turn:italics{min(slanted, 4)}")
        if not at:
            continue
        last = views[at - 1]
        change = f"{last.opens:d}{last.closes:d}{last.dangling:d}>{view.opens:d}"
        found[at].append(f"turn:{change}")
        found[at - 1].append(f"turn:next {change}{view.closes:d}{view.dangling:d}")
        for what, before, now in (
            ("italics", last.slanted, view.slanted),
            ("quoted", last.quoted or last.inset, view.quoted or view.inset),
        ):
            if before != now:
                found[at].append(f"turn:{what} {'begin' if now else 'end'}")
                found[at - 1].append(f"turn:{what} {'begin' if now else 'end'} next")


def _distances(chapter: Chapter, found: list[list[str]]) -> None:
    """How far behind a letter opened that has not closed, and how far ahead one closes that has not opened."""
    count = len(found)
    opened, closed = [chapter.starts_letter(at) for at in range(count)], [chapter.ended(at) for at in range(count)]
    for name, begun, done, order in (
        ("opened", opened, closed, range(count)),
        ("closes", closed, opened, range(count - 1, -1, -1)),
    ):
        distance: int | None = None
        for at in order:
            if distance is not None:
                found[at].append(f"story:{name}{bisect_left(_DISTANCES, distance)}")
            if begun[at]:
                distance = 0
            elif done[at] or distance is None or distance >= _FARTHEST:
                distance = None
            else:
                distance += 1


def _speakers(views: Sequence[View], found: list[list[str]]) -> None:
    """Lines that open with the same few words, as in a play; how much more a block says "you" than those around it."""
    heads = [view.text.split(None, 1)[0] if view.size > 1 else "" for view in views]
    counts = Counter(
        head
        for head, view in zip(heads, views, strict=True)
        if head[:1].isupper() and not view.opens and view.words[0] not in _NO_SPEAKERS
    )
    rates = [view.rates.you if view.speech < 0.5 else 0.0 for view in views]
    for at, names in enumerate(found):
        count = counts.get(heads[at], 0)
        if count > 3:
            names.append(f"story:script{bisect_left(_SCRIPT, count)}")
        around = [rates[k] for k in range(max(0, at - 3), min(len(rates), at + 4)) if k != at]
        relative = rates[at] - (sum(around) / len(around) if around else 0.0)
        names.append(f"person:more you{bisect_left(_RELATIVE, relative)}")


_SIZE_NAMES = [f"size:{at}" for at in range(len(_SIZES) + 1)]
_QUOTE_NAMES = {
    (opens, closes, dangling): f"quote:{opens:d}{closes:d}{dangling:d}"
    for opens in (False, True)
    for closes in (False, True)
    for dangling in (False, True)
}
