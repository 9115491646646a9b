"""Author's notes: where the author speaks to the readers, and not the story, the blocks go into an aside.

Enters: a tree whose archive's notes have the region "notes", and whose author may speak in lines of the story:
"A/N: …", or a run of paragraphs at its head or tail.  Leaves: `aside.authors-note`.
Never takes a letter for a note: what tells is that a line speaks of chapters, reviews and readers, and no salutation.
Never cuts a word.

Runs after scene_breaks and emphasis, before headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from typeset.ledger import Ledger
from typeset.model import REGION, Element, local, new, text_of
from typeset.passes.scene_breaks import tidy_breaks

NOTE = "authors-note"

# A line that says itself that it is a note.
_MARKED = re.compile(
    r"[\s\W]*(?:a/n\b|a\.n\.|(?:end(?:ing)? )?author[’'`´]?s?[’'`´]? (?:note|comment)s?\s*(?:[:;.!)\]*~–—-]|\d|$)"
    r"|(?:a )?note from the author\b|notes? (?:to|for) (?:the|my|all) readers\b)",
    re.IGNORECASE,
)
_MARKED_SHORT = re.compile(r"[\s\W]*AN\s*[:;–—-]")
# The same with nothing after it: the note is what follows.
_MARK_ALONE = re.compile(r"[\s\W]*(?:a/?n|a\.n\.|author[’'`´]?s?[’'`´]? notes?)[\s\W]*", re.IGNORECASE)

# What authors speak of to readers, in lower case, by how much it says; a note has three or more.  A line counts once.
_CUES_BY_WEIGHT: Mapping[int, tuple[str, ...]] = {
    3: (
        r"disclaimers?|i (?:do not|don[’']?t|sadly don[’']?t) own|i own (?:nothing|none)",
    ),
    2: (
        r"fan ?fic(?:tion|s)?|fics?|one-?shots?|multi-?chapter(?:ed)?|drabbles?|ficlets?|wips?",
        r"hop(?:e|ing) (?:that )?(?:you|y[’']?all|everyone)(?: all| guys)? (?:will )?(?:like|enjoy|love)[ds]?",
        r"(?:please|plz|pls) (?:read|review|comment)|r ?& ?r|read and review",
        r"leave (?:me )?(?:a )?(?:review|comment|kudos)",
        r"beta(?:[’']?d|ed|s|[- ]?read(?:er)?)?|un-?beta[’']?e?d|no flames|flames|cliffies?|cliff-?hangers?",
        r"ao3|ffn|ff\.net|fanfiction\.net|tumblr|wattpad|live ?journal|patreon|discord|dreamwidth",
        r"constructive criticism|concrit|mistakes are (?:all )?(?:mine|my own)",
    ),
    1: (
        r"(?:next|last|previous|this|first|final|new) (?:chapters?|updates?|instal+ments?)|chapter \d+|ch ?\d+",
        r"reviews?(?:ers?)?|kudos|comments? below|(?:your|lovely|kind) comments|subscribers?|followers|feedback",
        r"(?:dear|hello|hi|hey)(?: my)?(?: lovely)? (?:readers|lovelies|guys|everyone|peeps|all)|you guys",
        r"readers|for reading",
        r"(?:trigger|content) warnings?|tw|cw|spoilers?|canon(?:ically)?|headcanons?|ooc|au|ocs?|fandoms?|shippers?",
        r"prompts?(?:ed)?|fic ?(?:week|fest|exchange)|written for|inspired by|based on",
        r"updat(?:e|es|ed|ing)|hiatus|writer[’']?s block|sequel|prequel|epilogue",
        r"this (?:story|piece)|my (?:stories|writing|first (?:story|fic|one))",
        r"(?:i|i[’']ve|i[’']m) (?:was |been |have )?(?:wrote|writing|written|posting|posted)",
        r"thanks?(?: you)?(?: so much| again)? (?:to|for|all|everyone)|thx|enjoy|plz|pls|sorry (?:for|this|about)",
        r"let me know",
    ),
}  # fmt: skip
_CUES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)"), weight) for weight, cues in _CUES_BY_WEIGHT.items() for words in cues
)
# All of them at once: most blocks of a story have none, and that is told in one search.
_ANY_CUE = re.compile(rf"(?<!\w)(?:{'|'.join(words for cues in _CUES_BY_WEIGHT.values() for words in cues)})(?!\w)")
_ENOUGH = 3
# In a run of blocks, one of them says at least this much.
_TELLING = 2
_SALUTATION = re.compile(r"[\s\W]*(?:my )?dear(?:est)? (?!readers|all|everyone|reviewers)", re.IGNORECASE)
_LONGEST = 1500
_SPEECH = tuple("\"“”„«‘'—–")

_CLOSING = re.compile(
    r"(?:(?:lots of |much )?love|yours|xo+|x{2,}|cheers|hugs|kisses|thanks?|thank you|ta|until next|till next|see you|"
    r"bye|ciao|happy reading|enjoy|ttfn|peace|[~–—-])(?!\w).*|[~–—-].*",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = 60
_NAME_LONGEST = 30

# How many blocks at the head and the tail an author may speak in without saying so.
_HEAD, _TAIL = 6, 8
_MOST_AFTER_MARK = 10


def notes(tree: Element, ledger: Ledger, language: str) -> Element:
    """Set every author's note of a tree as an aside, in place."""
    for element in tree.findall(f"*[@{REGION}='notes']"):
        del element.attrib[REGION]
        _set_aside([element])
    _set_aside(_at_head(_story(tree)))
    _set_aside(_at_tail(_story(tree)))
    for start in _story(tree):
        if start.getparent() is tree and _is_marked(start):
            _set_aside(_from_mark(start))
    tidy_breaks(tree)
    return tree


def _story(tree: Element) -> list[Element]:
    return [child for child in tree if not (local(child) == "aside" and child.get("class") == NOTE)]


def _text(element: Element) -> str:
    return text_of(element).strip()


def _is_line(element: Element) -> bool:
    return local(element) in ("p", "h1", "h2", "h3")


def _is_marked(element: Element) -> bool:
    text = _text(element)
    return _is_line(element) and bool(_MARKED.match(text) or _MARKED_SHORT.match(text))


def _weight(element: Element) -> int:
    """How much of what a block says is said to readers of the story, as its author."""
    text = _text(element)
    if not _is_line(element) or len(text) > _LONGEST or text.startswith(_SPEECH):
        return 0
    text = text.lower()
    return sum(weight for pattern, weight in _CUES if pattern.search(text)) if _ANY_CUE.search(text) else 0


def _is_note(element: Element) -> bool:
    return _is_marked(element) or _weight(element) >= _ENOUGH


def _is_closing(element: Element, before: Element) -> bool:
    """Whether a short line closes a note: "Love and cookies", or the pen name under that."""
    text = _text(element)
    if not _is_line(element) or text.startswith(('"', "“", "‘")):
        return False
    if len(text) <= _SHORT and _CLOSING.fullmatch(text):
        return True
    return len(text) <= _NAME_LONGEST and len(_text(before)) <= _SHORT and bool(_CLOSING.fullmatch(_text(before)))


def _at_head(story: Sequence[Element]) -> Sequence[Element]:
    """The blocks before the story in which its author speaks: a run of them together, or one by one."""
    for run in (_until_break(story[: _HEAD + 1]), _slanted_run(story[:_HEAD])):
        if _speak_together(run) and len(run) < len(story):
            return run
    count = 0
    for block in story[: min(_HEAD, len(story) - 1)]:
        if not (count < len(story) // 2 and _is_note(block)) and not (count and _is_closing(block, story[count - 1])):
            break
        count += 1
    return story[:count]


def _at_tail(story: Sequence[Element]) -> Sequence[Element]:
    """The blocks after the story in which its author speaks: a run of them together, or from the first that says so."""
    backwards = story[::-1]
    for run in (_until_break(backwards[: _TAIL + 1]), _slanted_run(backwards[:_TAIL])):
        if _speak_together(run[::-1]) and len(run) < len(story):
            return run[::-1]
    start = max(len(story) - _TAIL, (len(story) + 1) // 2)
    for at in range(start, len(story)):
        rest = story[at:]
        if _is_note(rest[0]) and all(
            local(block) == "hr" or _weight(block) or _is_closing(block, before) for before, block in pairwise(rest)
        ):
            return rest
    return ()


def _until_break(story: Sequence[Element]) -> Sequence[Element]:
    """The blocks before the first break; none where there is no break."""
    at = next((at for at, block in enumerate(story) if local(block) == "hr"), 0)
    return story[:at]


def _slanted_run(story: Sequence[Element]) -> Sequence[Element]:
    """The blocks before the first that is not all in one emphasis or in brackets."""
    return story[: next((at for at, block in enumerate(story) if not _is_slanted(block)), 0)]


def _is_slanted(element: Element) -> bool:
    text = _text(element)
    if text[:1] in ("(", "[", "{") and text[-1:] in (")", "]", "}"):
        return True
    return len(element) == 1 and local(element[0]) in ("em", "strong") and _text(element[0]) == text


def _speak_together(run: Sequence[Element]) -> bool:
    """Whether blocks say enough between them, none is out of place, and the first does not open a letter."""
    weights = [_weight(block) for block in run]
    if sum(weights) < _ENOUGH or max(weights, default=0) < _TELLING or _SALUTATION.match(_text(run[0])):
        return False
    return all(weight or _is_slanted(block) for weight, block in zip(weights, run, strict=True))


def _from_mark(start: Element) -> Sequence[Element]:
    """A note from the line that says it is one: with the next where the line is only a heading, and all at the tail."""
    parent = start.getparent()
    after = list(start.itersiblings())
    note = [start]
    if parent is not None and len(after) <= _MOST_AFTER_MARK and len(after) < len(parent) // 2 and all(
        _is_line(block) and (_weight(block) or _is_closing(block, start)) for block in after
    ):  # fmt: skip
        return note + after
    wanted = 1 if _MARK_ALONE.fullmatch(_text(start)) else 0
    for block in after[:_MOST_AFTER_MARK]:
        if not _is_line(block) or not (wanted or _is_note(block) or _is_closing(block, note[-1])):
            break
        note.append(block)
        wanted = 0
    return note


def _set_aside(blocks: Sequence[Element]) -> None:
    """Move blocks into an aside where the first of them stands; a note right after another goes on in its aside."""
    if not blocks:
        return
    before = blocks[0].getprevious()
    aside = before if before is not None and before.get("class") == NOTE else new("aside", class_=NOTE)
    if aside is not before:
        blocks[0].addprevious(aside)
    for block in blocks:
        if local(block) == "blockquote":
            aside.extend(list(block))
            block.getparent().remove(block)  # type: ignore[union-attr]
        else:
            aside.append(block)
