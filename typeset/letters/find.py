"""The finder: a clean tree in, its letters out.

Enters: a story tree with block numbers.  Leaves: model.Letter, by first block.  Never changes the tree; a story is
a book of its own, the answer depends on nothing else.
"""

from __future__ import annotations

import math
from dataclasses import replace

from typeset.letters import grammars, kinds, people
from typeset.letters.chapter import Chapter
from typeset.letters.grammars import quoted_reply, roles
from typeset.letters.persons import Exchange
from typeset.letters.score import Weighed
from typeset.letters.spans import beside, candidates, choose, resumed
from typeset.letters.view import views
from typeset.model import Element, Letter, Role

# Signs told of each letter, the weightiest.
_TOLD = 6


def find(tree: Element) -> tuple[Letter, ...]:
    """The letters of a story, ordered by first block, an inner one after the one it is in."""
    chapter = Chapter(views(tree))
    spans = [*candidates(chapter), *grammars.spans(chapter)]
    chosen = choose(spans)
    chosen = choose(beside(chapter, [*spans, *resumed(chapter, chosen)], chosen))
    inner = [each for span in chosen if (each := quoted_reply(chapter, span))]
    chosen = sorted([*chosen, *inner], key=lambda span: (span.first, -span.last))
    described = [(span, roles(chapter, span)) for span in chosen]
    exchanges = people.correspondents(chapter, described)
    letters: list[Letter] = []
    for (span, named), exchange in zip(described, exchanges, strict=True):
        if span.continues and letters:
            span = replace(span, kind=letters[-1].kind)
        letters.append(_letter(chapter, span, named, exchange))
    return tuple(letters)


def _letter(chapter: Chapter, span: Weighed, named: dict[int, Role], exchange: Exchange) -> Letter:
    numbers: dict[int, Role] = {}
    for at, role in named.items():
        for number in range(chapter.views[at].first, chapter.views[at].last + 1):
            numbers[number] = role
    told = sorted((each for each in span.evidence if each.weight > 0), key=lambda each: -each.weight)[:_TOLD]
    return Letter(
        kind=span.kind or kinds.kind(chapter, span.first, span.last, named),
        first=chapter.views[span.first].first,
        last=chapter.views[span.last].last,
        roles=numbers,
        **exchange.fields(),
        evidence=tuple(str(each.sign) for each in told),
        continues=span.continues,
        confidence=round(1 / (1 + math.exp(-span.score / 2)), 2),
    )
