"""The features of each block: short names of all that a careful reader would notice in it (`block`), in what it says of
its neighbours and in its place in the chapter.

Enters: a chapter.  Leaves: for each view a list of names, "group:what".  Never weighs anything: what a name is worth,
and to which of the blocks around, is learned (`weights`, `scripts/train`).

A linear-chain model learns from weak signs better than from strong ones alone (Lafferty, McCallum and Pereira 2001), so
the words at a block's edges stand beside the named signs of `shapes` and `signs`.  REACH says how far each group is
seen from: the names of a group are looked at from these blocks, counted from the block itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from typeset.letters import guards, signs
from typeset.letters import lexicon as lex
from typeset.letters.block import own
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

_TENSE, _STYLE_SIZES, _CUE_SIZES = (0.0, 0.03, 0.07), (8, 25, 60), (3, 6, 12, 30, 80)
_RELATIVE, _DISTANCES, _SCRIPT = (-0.02, 0.0, 0.02, 0.05), (0, 1, 3, 6, 12), (5, 10, 20)
# Blocks to which an opening behind and a close ahead are told.
_FARTHEST = 25
_SAID_CHARACTERS, _BACK_CHARACTERS, _LOOKALIKE_CHARACTERS = 100, 70, 120
_WORD = re.compile(r"[a-z][a-z'-]+")
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
_NOTE_WORDS = lex.words("compliments begs beg requests request")
_SMALL = lex.words("the a an of and is are was were have has")
_NO_SPEAKERS = lex.words(
    "i the a an he she it they we you and but in on at as so then there this that when what if for my his her to no "
    "yes not with after"
)
_CUE_WORDS = (
    lex.DOCUMENTS | lex.WIRES | lex.PLAIN_READING | lex.WRITING | lex.PLAIN_WRITING | lex.DELIVERING | _FOLLOWING_WORDS
)
_BACK_WORDS = lex.PLAIN_DOCUMENTS | lex.DOCUMENTS | lex.PLAIN_READING | lex.PLAIN_WRITING | _FOLDING
_OTHER_CHARACTERS = 160


def features(chapter: Chapter) -> list[list[str]]:
    """The names of every view's features, in order."""
    views = chapter.views
    wires = sum(not view.vocabulary.isdisjoint(lex.WIRES) for view in views)
    opened = [bool(seen) and chapter.starts_letter(at) for at, seen in enumerate(chapter.opening)]
    closed = [bool(seen) and chapter.ended(at) for at, seen in enumerate(chapter.closing)]
    openings = sum(opened)
    found = [own(chapter, at) for at in range(len(views))]
    for at, names in enumerate(found):
        _cues(chapter, at, names)
        _style(views[at], wires, names)
        names.append(f"story:openings{min(4, openings)}")
    _turns(views, found)
    _distances(opened, closed, found)
    _speakers(views, found)
    for at in range(min(2, len(views))):
        found[at].append(f"edge:begins{at}")
        found[-1 - at].append(f"edge:ends{at}")
    return found


# --- what a block says of its neighbours --------------------------------------------------------


def _cues(chapter: Chapter, at: int, names: list[str]) -> None:
    view = chapter.views[at]
    after = chapter.announced[at + 1] if at + 1 < len(chapter.views) else None
    if after:
        names.append(f"comes:{after.key}")
        if signs.gives_words(view, after):
            names.append("comes:its words")
    back = signs.returned(view)
    if back:
        names.append(f"comes:{back.key}")
    mark = view.mark
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
    names += [f"said:{word}" for word in dict.fromkeys(tail) if len(word) > 2]
    if mark in (":", "—"):
        names += [f"said:{word}{mark}" for word in tail[-4:]]
    names += [f"back:{word}" for word in dict.fromkeys(_WORD.findall(narration[:_BACK_CHARACTERS].lower()))]
    _announcing(view, end, names)
    if not view.vocabulary.isdisjoint(_BACK_WORDS):
        _returning(view, names)
    names.append(f"cue:after {bisect_left(_CUE_SIZES, view.size)}{end}")


def _announcing(view: View, end: str, names: list[str]) -> None:
    """The kinds of words in a narration's last sentences, one by one and together."""
    edge = view.tail[: guards.EDGE]
    other, spoken = not guards.OTHER_DOCUMENTS.idle(view, edge), not guards.SPEAKING.idle(view, edge)
    if not (other or spoken) and view.vocabulary.isdisjoint(_CUE_WORDS):
        if end == ":":
            names.append("cue:=:")
        return
    if not view.sentences or len(view.sentences[-1]) < 3:
        return
    if other and lex.OTHER_DOCUMENTS.search(view.narration[-_OTHER_CHARACTERS:]):
        names.append("cue:other document")
    kinds = _kinds_of_cue(view.sentences[-1], other, spoken)
    if kinds or end == ":":
        names.append(f"cue:={kinds}{end}")
    for kind in kinds:
        names += (f"cue:{kind}", f"cue:{kind}{end}")
    earlier = _kinds_of_cue(" ".join(view.sentences[-3:-1]), other, spoken) if len(view.sentences) > 1 else ""
    names += [f"cue:earlier {kind}" for kind in earlier]
    if earlier and end == ":":
        names.append(f"cue:earlier={earlier}:")


def _kinds_of_cue(text: str, other: bool, spoken: bool) -> str:
    """What a sentence speaks of; other, spoken: it may name another document, or say that someone speaks."""
    low = text.lower()
    words = frozenset(_WORD.findall(low))
    kinds = "D" if words & lex.PLAIN_DOCUMENTS else "d" if words & lex.DOCUMENTS else ""
    kinds += "T" if words & lex.WIRES else ""
    kinds += "R" if words & lex.PLAIN_READING else ""
    kinds += "W" if words & lex.PLAIN_WRITING else "w" if words & lex.WRITING else ""
    kinds += "v" if words & lex.DELIVERING else ""
    kinds += "F" if words & _FOLLOWING_WORDS and _FOLLOWING.search(low) else ""
    kinds += "S" if spoken and guards.lets_speak(text) else ""
    return kinds + ("X" if other and lex.OTHER_DOCUMENTS.search(text) else "")


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
    names.append(f"style:small{bisect_left(_TENSE, small)}{bisect_left(_STYLE_SIZES, size)}")
    if wires > 1 and size < 60:
        names.append(f"style:wires{bisect_left((0.0, 0.05), small)}")
    if not view.vocabulary.isdisjoint(_NOTE_WORDS) and _THIRD_PERSON_NOTE.search(text):
        names.append("style:third-person note")
    if guards.lookalike(text[:_LOOKALIKE_CHARACTERS]):
        names.append("style:look-alike")


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


def _distances(opened: Sequence[bool], closed: Sequence[bool], found: list[list[str]]) -> None:
    """How far behind a letter opened that has not closed, and how far ahead one closes that has not opened."""
    count = len(found)
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
