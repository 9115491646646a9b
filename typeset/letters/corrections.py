"""The user's word on letters: decisions turned over, and people and hands given.

Enters: the letters found, the tree, corrections from the manifest.  Leaves: letters.  Never guesses an anchor: words
that are not found, or are found twice, are an error, and so are two corrections that contradict each other.

What a correction does to the letters found:

- One whose blocks are a letter's own changes that letter, and no other.
- Another that makes a letter takes the place of those that it overlaps: drawn larger or smaller, joined, cut in two by
  two corrections.  One that lies amid a letter, at neither of its edges, is a letter within it.
- One of kind none takes away the letters that lie in it, and cuts its blocks out of those that reach beyond it: the
  further piece continues the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from typeset.letters import grammars, people
from typeset.letters.chapter import Chapter
from typeset.letters.placed import Correction, Place, places_of
from typeset.letters.span import Span as Found
from typeset.letters.view import View, views
from typeset.model import Element, Letter, Role

# In place of a name: nobody is known.
NOBODY = "none"
_SAID = ("said in book.yaml",)
Span = tuple[int, int]


def _entry(number: int) -> str:
    return f"letters, entry {number + 1}"


def correct(
    letters: Sequence[Letter],
    tree: Element,
    corrections: Iterable[Correction],
    where: Callable[[int], str] = _entry,
) -> tuple[Letter, ...]:
    """The letters with the user's corrections made.

    where: what to call a correction by its index, such as "book.yaml:12".  Raises ManifestError that names, at once,
    every anchor that is not found or not the only one, and every two corrections that contradict each other.
    """
    wanted = list(corrections)
    if not wanted:
        return tuple(letters)
    blocks = views(tree)
    places = places_of(wanted, blocks, letters, where)
    stated = {place.span: place.correction for place in places if place.kind != "none"}
    found = {_span(letter) for letter in letters}
    kept = _without(letters, places, found, stated, blocks)
    drawn = stated.keys() - {_span(letter) for letter in kept}
    before, kept = kept, [_changed(letter, said) if (said := stated.get(_span(letter))) else letter for letter in kept]
    anew = drawn | {_span(after) for old, after in zip(before, kept, strict=True) if _is_another(old, after)}
    for place in places:
        if place.span in drawn:
            kept = _with(kept, place, stated)
    if anew:
        kept = _read_anew(sorted(kept, key=_order), anew, stated, blocks)
        kept = _without(kept, places, found, stated, blocks)
    return tuple(_continued(sorted(kept, key=_order), letters, stated))


def _changed(letter: Letter, correction: Correction) -> Letter:
    """A letter as the user says that it is; what the user does not say stays."""
    assert correction.kind != "none"
    hand = correction.hand or letter.hand
    changed = replace(letter, kind=correction.kind, hand=hand, evidence=_SAID, confidence=1.0)
    return _named(changed, correction)


def _is_another(before: Letter, after: Letter) -> bool:
    """It has become a thing of another form, or was one, so that its lines mean something else."""
    return before.kind != after.kind and bool({before.kind, after.kind} & {"email", "messages"})


def _with(letters: Sequence[Letter], place: Place, stated: Mapping[Span, Correction]) -> list[Letter]:
    """The letters with one that the user draws where none was found."""
    touched = [each for each in letters if _overlap(each, place) and _span(each) not in stated]
    dropped = {_span(each) for each in touched if _gives_way(each, place, touched)}
    continues = any(each.continues and each.first == place.first for each in touched)
    letter = Letter("letter", place.first, place.last, {}, continues=continues)
    return [*(each for each in letters if _span(each) not in dropped), _changed(letter, place.correction)]


def _named(letter: Letter, correction: Correction) -> Letter:
    """With the people that the user names; what the user does not say stays."""
    sender, recipient = correction.sender, correction.recipient
    if sender == NOBODY:
        letter = replace(letter, sender=None, sender_text=None, sender_from=None, sender_confidence=None)
    elif sender:
        letter = replace(letter, sender=sender, sender_from="correction", sender_confidence=1.0)
    if recipient == NOBODY:
        return replace(letter, recipient=None, recipient_text=None, recipient_from=None, recipient_confidence=None)
    if recipient:
        return replace(letter, recipient=recipient, recipient_from="correction", recipient_confidence=1.0)
    return letter


def _gives_way(letter: Letter, place: Place, touched: Sequence[Letter]) -> bool:
    """A letter found is none beside one that the user draws: all but one around it, and one within another."""
    if letter.first < place.first and place.last < letter.last:
        return False
    within = place.first <= letter.first and letter.last <= place.last
    return not (within and any(_inside(letter, other) for other in touched))


def _without(
    letters: Sequence[Letter],
    places: Sequence[Place],
    found: Set[Span],
    stated: Mapping[Span, Correction],
    blocks: Sequence[View],
) -> list[Letter]:
    """The letters without those, and without the blocks, that the user says are none.

    Where a letter was found at just such a place, that one is meant, not the one around it.
    """
    kept = list(letters)
    for place in (each for each in places if each.kind == "none"):
        some, kept = kept, []
        for letter in some:
            within = place.first <= letter.first and letter.last <= place.last
            if not _overlap(letter, place) or (not within and place.span in found):
                kept.append(letter)
            elif not within:
                kept += _pieces(letter, place, blocks)
            elif _span(letter) in stated:
                kept.append(letter)
    return kept


def _pieces(letter: Letter, place: Place, blocks: Sequence[View]) -> Iterator[Letter]:
    """What is left of a letter before and after a place."""
    before = [number for view in blocks if view.last < place.first for number in (view.first, view.last)]
    after = [number for view in blocks if view.first > place.last for number in (view.first, view.last)]
    continues = letter.continues
    for first, last in (
        (letter.first, before[-1] if before else -1),
        (after[0] if after else letter.last + 1, letter.last),
    ):
        first, last = max(first, letter.first), min(last, letter.last)
        if first <= last:
            roles = {number: role for number, role in letter.roles.items() if first <= number <= last}
            yield replace(
                letter, first=first, last=last, roles=roles, evidence=_SAID, confidence=1.0, continues=continues
            )
            continues = True


def _order(letter: Letter) -> Span:
    return letter.first, -letter.last


def _span(letter: Letter) -> Span:
    return letter.first, letter.last


def _overlap(letter: Letter, place: Place) -> bool:
    return letter.first <= place.last and place.first <= letter.last


def _inside(letter: Letter, other: Letter) -> bool:
    return other.first <= letter.first and letter.last <= other.last and _span(letter) != _span(other)


def _read_anew(
    letters: Sequence[Letter], anew: Set[Span], stated: Mapping[Span, Correction], blocks: Sequence[View]
) -> list[Letter]:
    """The letters, those that the user made with the roles of their lines and the people that all of them tell of."""
    chapter = Chapter(blocks)
    index = {number: at for at, view in enumerate(blocks) for number in range(view.first, view.last + 1)}
    spans: list[tuple[Found, dict[int, Role]]] = []
    for letter in letters:
        span = Found(index[letter.first], index[letter.last], 1.0, 1.0, (), letter.kind, letter.continues)
        known = {at: letter.roles.get(blocks[at].first, "body") for at in range(span.first, span.last + 1)}
        spans.append((span, grammars.roles(chapter, span) if _span(letter) in anew else known))
    read: list[Letter] = []
    for letter, (_, roles), exchange in zip(letters, spans, people.correspondents(chapter, spans), strict=True):
        if _span(letter) in anew:
            letter = replace(
                letter,
                roles={n: role for at, role in roles.items() for n in range(blocks[at].first, blocks[at].last + 1)},
                **exchange.fields(),
            )
            letter = _named(letter, stated[_span(letter)])
        read.append(letter)
    return read


def _continued(
    letters: Sequence[Letter], found: Sequence[Letter], stated: Mapping[Span, Correction]
) -> Iterator[Letter]:
    """The letters, each further piece only where the one that it continues is there still, and as that one is."""
    origins = {_span(piece): before for before, piece in pairwise(found) if piece.continues}
    told: list[Letter] = []
    for letter in letters:
        said = stated.get(_span(letter))
        if said and said.continues is not None:
            letter = replace(letter, continues=said.continues)
        elif letter.continues:
            origin = origins.get(_span(letter))
            former = next((each for each in reversed(told) if each.last < letter.first), None)
            if former is None or (origin and not (former.first <= origin.last and origin.first <= former.last)):
                letter = replace(letter, continues=False)
            elif _span(former) in stated and not said:
                letter = replace(
                    letter,
                    kind=former.kind,
                    hand=former.hand,
                    sender=former.sender,
                    sender_from=former.sender_from,
                    sender_confidence=former.sender_confidence,
                    recipient=former.recipient,
                    recipient_from=former.recipient_from,
                    recipient_confidence=former.recipient_confidence,
                )
        told.append(letter)
        yield letter
