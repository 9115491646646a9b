"""The finder: a clean tree in, its letters out.

Enters: a story tree with block numbers.  Leaves: model.Letter, by first block.  Never changes the tree; a story is
a book of its own, the answer depends on nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from typeset.letters import grammars, kinds, people
from typeset.letters.chapter import Chapter
from typeset.letters.grammars import quoted_reply, roles
from typeset.letters.persons import Exchange
from typeset.letters.spans import Span, lattice, spans
from typeset.letters.view import views
from typeset.letters.weights import Learned
from typeset.model import Element, Letter, Role


def find(tree: Element, learned: Learned | None = None) -> tuple[Letter, ...]:
    """The letters of a story, ordered by first block, an inner one after the one it is in.

    learned: other weights than those that are shipped, to try them.
    """
    chapter = Chapter(views(tree), learned)
    if not chapter.views:
        return ()
    formed = grammars.spans(chapter)
    decided = [at for span in formed for at in range(span.first, span.last + 1)]
    chosen = sorted([*formed, *spans(chapter, lattice(chapter, decided))], key=lambda span: span.first)
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
        sender=exchange.sender.name,
        sender_text=exchange.sender.words,
        recipient=exchange.recipient.name,
        recipient_text=exchange.recipient.words,
        evidence=tuple(map(str, span.evidence)),
        continues=span.continues,
        confidence=round(span.confidence, 2),
    )
