"""Why a span was taken for a letter: the signs at its edges and in it, those that weighed most first.

Enters: a chapter and a span that was chosen.  Leaves: signs, with words from the text.  Never chooses.

A sign weighs what the learned table gives its feature for a letter's beginning or end there, less what it gives it for
the story's going on; so what is told is what was reckoned with, and a sign that spoke against is not told.
"""

from __future__ import annotations

from collections.abc import Iterator

from typeset.letters import signs
from typeset.letters.block import closing_name, opening_name
from typeset.letters.chapter import Chapter
from typeset.letters.lattice import LABELS
from typeset.letters.signs import Sign
from typeset.letters.span import Span
from typeset.letters.weights import Weights

_TOLD = 6
_HEAD, _FOOT = 5, 4


def reasons(chapter: Chapter, span: Span) -> tuple[Sign, ...]:
    """The signs of a span, the weightiest first, at most six; at least one."""
    found: dict[str, tuple[float, int, Sign]] = {}
    for number, (sign, weight) in enumerate(_weighed(chapter, span)):
        if sign.key not in found or weight > found[sign.key][0]:
            found[sign.key] = (weight, number, sign)
    ordered = sorted(found.values(), key=lambda each: (-each[0], each[1]))
    told = [sign for weight, _, sign in ordered if weight > 0][:_TOLD]
    return tuple(told or [sign for _, _, sign in ordered[:1]])


def _weighed(chapter: Chapter, span: Span) -> Iterator[tuple[Sign, float]]:
    """The signs of a span, each with what it is worth."""
    table, views, (first, last) = chapter.learned.spans, chapter.views, (span.first, span.last)
    begins, ends = ("S", "S") if first == last else ("B", "E")
    for at in range(first, min(last, first + _HEAD) + 1):
        for sign in chapter.opening[at]:
            yield sign, _worth(table, opening_name(sign, views[at].size), first - at, begins)
    announced = chapter.announced[first]
    if announced:
        yield announced, _worth(table, f"comes:{announced.key}", 1, begins)
    for at in range(max(first, last - _FOOT), last + 1):
        for sign in chapter.closing[at]:
            yield sign, _worth(table, closing_name(sign, views[at].size), last - at, ends)
    if last + 1 < len(views) and (back := signs.returned(views[last + 1])):
        yield back, _worth(table, f"comes:{back.key}", -1, ends)
    if all(view.slanted for view in views[first : last + 1]):
        yield Sign("in italics"), _worth(table, "form:italic", 0, begins)
    if all(view.quoted or view.inset for view in views[first : last + 1]):
        yield Sign("marked as quoted"), _worth(table, "form:quoted", 0, begins)
    if span.continues:
        yield Sign("goes on after an aside"), 1.0
    you = round(sum(view.rates.you * view.size for view in views[first : last + 1]))
    if you:
        yield Sign(f"“you” {you} time{'s' if you > 1 else ''}"), 0.1 + _worth(table, "person:you3", 0, begins)
    yield Sign("reads as a letter among what stands around it"), 0.0


def _worth(table: Weights, name: str, offset: int, label: str) -> float:
    """What a feature so far away is worth for a label, less what it is worth for the story's going on."""
    row = next((row for at, row in table.rows.get(name, ()) if at == offset), None)
    return row[LABELS.index(label)] - row[LABELS.index("O")] if row else 0.0
