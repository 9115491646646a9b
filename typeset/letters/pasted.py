"""The letters as `stories:` of a book.yaml: what `typeset letters --yaml` prints, ready to paste.

Enters: stories with their letters and the corrections already made.  Leaves: lines of YAML.  Never writes an anchor
that means another block: pasted back, the lines give the same letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.letters.anchors import Anchors
from typeset.letters.corrections import NOBODY
from typeset.letters.correspondents import Correspondent, hand_of
from typeset.letters.placed import Correction
from typeset.letters.view import views
from typeset.model import Element, Letter

# What YAML 1.1 and 1.2 read as this text and no other without quotation marks.
_PLAIN = re.compile(r"[A-Za-z][\w/.-]*(?: [\w/.-]+)*", re.ASCII)
_ANCHORS = frozenset(("first", "last"))
_TRUTHS = frozenset(("continues",))
_READ_AS_ELSE = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
# JSON leaves these as they are; YAML takes them for line ends, or for nothing that can be printed.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PastedStory:
    """One story of the list.

    keys: what its entry says besides its letters, `file` first.  tree: the clean tree that its letters are in.
    letters, found: with the manifest's corrections, and before them.
    corrections: the manifest's own; those of kind none go with the letters, or what they took away would come back.
    correspondents: the manifest's, whose hands need no word.
    """

    keys: Mapping[str, str]
    tree: Element
    letters: Sequence[Letter]
    found: Sequence[Letter]
    corrections: Sequence[Correction] = ()
    correspondents: Mapping[str, Correspondent] = field(default_factory=dict)


def as_yaml(stories: Sequence[PastedStory]) -> Iterator[str]:
    """The lines of a `stories:` list that pins every letter down."""
    yield "stories:"
    for story in stories:
        lead = "  - "
        for key, value in story.keys.items():
            yield f"{lead}{key}: {scalar(value)}"
            lead = "    "
        entries = list(_entries(story))
        if entries:
            yield "    letters:"
            yield from (f"      - {_mapping(entry)}" for entry in entries)


def _entries(story: PastedStory) -> Iterator[dict[str, str]]:
    blocks = views(story.tree)
    anchors = Anchors([view.text for view in blocks])
    index = {number: at for at, view in enumerate(blocks) for number in (view.first, view.last)}
    found = {(letter.first, letter.last): letter for letter in story.found}
    for letter in story.letters:
        first, last = index[letter.first], index[letter.last]
        entry = {"first": anchors.words_for(first), "last": anchors.words_for(last, first), "kind": letter.kind}
        yield entry | _said(letter, found.get((letter.first, letter.last)), story.correspondents)
    for denied in (each for each in story.corrections if each.kind == "none"):
        yield {"first": denied.first} | ({"last": denied.last} if denied.last else {}) | {"kind": "none"}


def _said(letter: Letter, found: Letter | None, correspondents: Mapping[str, Correspondent]) -> dict[str, str]:
    """What the entry of a letter says besides its place and kind; nobody only where someone else would be found."""
    said: dict[str, str] = {}
    sender, recipient = (found.sender, found.recipient) if found else (NOBODY, NOBODY)
    if letter.sender or sender:
        said["sender"] = letter.sender or NOBODY
    if letter.recipient or recipient:
        said["recipient"] = letter.recipient or NOBODY
    if letter.hand and letter.hand != hand_of(letter, correspondents):
        said["hand"] = letter.hand
    if letter.continues:
        said["continues"] = "true"
    return said


def scalar(text: str) -> str:
    """A text as YAML: plain where it can be, else in double quotation marks."""
    if _PLAIN.fullmatch(text) and text.lower() not in _READ_AS_ELSE:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A text as YAML in double quotation marks."""
    return _UNPRINTABLE.sub(lambda seen: f"\\u{ord(seen[0]):04x}", json.dumps(text, ensure_ascii=False))


def _mapping(entry: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {_value(key, value)}" for key, value in entry.items()) + "}"


def _value(key: str, value: str) -> str:
    """The words of a story always in quotation marks, as what they are; true as YAML's own word."""
    if key in _TRUTHS:
        return value
    return quoted(value) if key in _ANCHORS else scalar(value)
