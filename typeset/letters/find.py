"""The finder: a clean tree in, its letters out.

Enters: a story tree with block numbers.  Leaves: model.Letter, by first block.  Never changes the tree; a story is
a book of its own, the answer depends on nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from typeset.letters import grammars, kinds, people
from typeset.letters.chapter import Chapter
from typeset.letters.documents import Document, documents
from typeset.letters.grammars import enclosed, roles
from typeset.letters.learned import Learned
from typeset.letters.persons import Exchange
from typeset.letters.reasons import reasons
from typeset.letters.span import Span
from typeset.letters.spans import spans
from typeset.letters.view import views
from typeset.model import Element, Letter, Role


def find(tree: Element, learned: Learned | None = None) -> tuple[Letter, ...]:
    """The letters of a story, ordered by first block, an inner one after the one it is in.

    learned: other weights than those that are shipped, to try them.
    """
    chapter = Chapter(views(tree), learned)
    formed = grammars.spans(chapter)
    pieces: list[Span | Document] = [*formed, *documents(chapter.views)]
    decided = [at for piece in pieces for at in range(piece.first, piece.last + 1)]
    chosen = [*formed, *spans(chapter, decided)]
    inner = [each for span in chosen for each in enclosed(chapter, span)]
    chosen = sorted([*chosen, *inner], key=lambda span: (span.first, -span.last))
    described = [(span, roles(chapter, span)) for span in chosen]
    exchanges = people.correspondents(chapter, described)
    letters: list[Letter] = []
    for (span, named), exchange in zip(described, exchanges, strict=True):
        if span.continues:
            before = chapter.views[span.first].first
            span = replace(span, kind=next((each.kind for each in letters[::-1] if each.last < before), None))
        letters.append(_letter(chapter, span, named, exchange))
    return tuple(letters)


def _letter(chapter: Chapter, span: Span, named: dict[int, Role], exchange: Exchange) -> Letter:
    numbers: dict[int, Role] = {}
    for at, role in named.items():
        for number in range(chapter.views[at].first, chapter.views[at].last + 1):
            numbers[number] = role
    return Letter(
        kind=span.kind or kinds.kind(chapter, span.first, span.last, named),
        first=chapter.views[span.first].first,
        last=chapter.views[span.last].last,
        roles=numbers,
        **exchange.fields(),
        evidence=tuple(map(str, span.evidence or reasons(chapter, span))),
        continues=span.continues,
        confidence=round(span.confidence, 2),
    )
