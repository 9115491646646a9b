"""What each block of a letter is: letterhead, dateline, salutation, body, valediction, signature …

Enters: a chapter and a span.  Leaves: a role for each of its views.  Never moves an edge.

The roles of a span are learned together, by a linear-chain model over its blocks: what a line is depends on its shape,
on its place in the letter and on the lines beside it.  The lines within one block are told by their shape alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typeset.letters import block
from typeset.letters import lexicon as lex
from typeset.letters.chapter import Chapter
from typeset.letters.role_rules import ruled
from typeset.letters.weights import Weights
from typeset.model import Role

ROLES: tuple[Role, ...] = (
    "letterhead", "address", "dateline", "salutation", "body", "valediction", "signature", "postscript", "heading",
)  # fmt: skip
REACH: Mapping[str, tuple[int, ...]] = {
    "size": (-1, 0, 1),
    "word": (0,),
    "opens": (-2, -1, 0, 1, 2),
    "closes": (-2, -1, 0, 1, 2),
    "line": (-1, 0, 1),
    "quote": (0,),
    "person": (0,),
    "form": (0,),
    "place": (0,),  # how far from the letter's first block and from its last
    "field": (-1, 0, 1),  # a field of an email's header
    "rule": (-1, 0, 1),  # what plain rules say
}
_COUNTED = 4
_ARTICLES = lex.words("the a an i you me my your is are")


def features(chapter: Chapter, first: int, last: int) -> list[list[str]]:
    """The names of what each block of a span is, and of its place in it."""
    found = []
    rules = ruled(chapter, first, last)
    for at in range(first, last + 1):
        names = [name for name in block.own(chapter, at) if name.split(":", 1)[0] in REACH]
        before, after = min(_COUNTED, at - first), min(_COUNTED, last - at)
        names += (f"place:from{before}", f"place:to{after}", f"place:{before}of{min(_COUNTED, last - first)}")
        view = chapter.views[at]
        names += (f"word:second={' '.join(view.words[1:2])}", f"word:last two={'_'.join(view.words[-2:])}")
        names.append(f"word:from{before}={view.words[0] if view.words else ''}")
        names += (f"rule:{rules[at]}", f"rule:{rules[at]} to{after}")
        if view.core[:1] == "—":
            names.append("line:dash")
        if lex.DATE.search(view.core[:60]):
            names.append("line:date")
        field = lex.HEADER_FIELD.match(view.core)
        if field:
            names.append(f"field:{field[1].lower()}")
        found.append(names)
    return found


def roles(chapter: Chapter, first: int, last: int) -> dict[int, Role]:
    """The role of each view from `first` to `last`, by index."""
    if first == last:
        return {first: "body"}
    table = chapter.learned.roles
    named = _likeliest(table, table.emissions(features(chapter, first, last)))
    return {first + at: _shaped(chapter, first + at, ROLES[label]) for at, label in enumerate(named)}


def _shaped(chapter: Chapter, at: int, role: Role) -> Role:
    """The role, but "body" where a sentence to somebody was taken for a line of the letter's head."""
    view = chapter.views[at]
    sentence = view.core[-1:] in ".!?" and not view.core[-2:-1].isupper() and not view.vocabulary.isdisjoint(_ARTICLES)
    plain = sentence and not chapter.opening[at] and not chapter.closing[at]
    return "body" if plain and role in ("letterhead", "address", "dateline", "salutation") else role


def _likeliest(table: Weights, emissions: Sequence[Sequence[float]]) -> list[int]:
    """The labels that together are likeliest (Viterbi 1967), by their place in the table."""
    labels = range(len(table.labels))
    step = [[table.transitions[a, b] for a in table.labels] for b in table.labels]
    best = list(emissions[0])
    back: list[list[int]] = []
    for row in emissions[1:]:
        came = [max(labels, key=lambda a, b=b: best[a] + step[b][a]) for b in labels]  # type: ignore[misc]
        best = [best[came[b]] + step[b][came[b]] + row[b] for b in labels]
        back.append(came)
    at = max(labels, key=best.__getitem__)
    found = [at]
    for came in reversed(back):
        at = came[at]
        found.append(at)
    return found[::-1]


# --- lines within a block -----------------------------------------------------------------------


def line_roles(lines: Sequence[str], role: Role) -> list[Role]:
    """The role of each line of a block that has several, parted at `br`; `role` is the block's own."""
    if len(lines) < 2:
        return [role]
    if role in ("valediction", "signature"):
        return _closing_lines(lines)
    if role in ("dateline", "letterhead", "address", "salutation"):
        return [_line_role(line, role) for line in lines]
    if role == "body" and lex.SALUTATION.match(lines[0]) and len(lines[0].split()) < 8:
        end = next(
            (at for at in range(1, len(lines)) if lex.VALEDICTION.match(lines[at]) and len(lines[at].split()) < 12),
            len(lines),
        )
        found: list[Role] = ["salutation"]
        found += ["body"] * (end - 1)
        return found + _closing_lines(lines[end:])
    return [role] * len(lines)


def _closing_lines(lines: Sequence[str]) -> list[Role]:
    """Closing formula above, the name and what goes with it below, then any postscript."""
    after = next((at for at, line in enumerate(lines) if lex.POSTSCRIPT.match(line)), len(lines))
    named = next((at for at in range(after) if _is_name(lines[at])), None)
    if named is None:
        named = (
            after - 1
            if after > 1 and not lex.VALEDICTION.match(lines[after - 1]) and len(lines[after - 1].split()) < 10
            else after
        )
    parts: tuple[tuple[Role, int], ...] = (
        ("valediction", named),
        ("signature", after - named),
        ("postscript", len(lines) - after),
    )
    return [role for role, count in parts for _ in range(count)]


def _is_name(line: str) -> bool:
    return (
        bool(lex.SIGNATURE.match(line) or lex.INITIALS.match(line))
        and line.rstrip()[-1:] != ","
        and not lex.VALEDICTION.match(line)
    )


def _line_role(line: str, role: Role) -> Role:
    if len(line.split()) < 9 and (lex.SALUTATION.match(line) or lex.TITLE_SALUTATION.match(line)):
        return "salutation"
    if role != "dateline" and len(line.split()) < 9 and lex.DATE.search(line) and not lex.HEADER_FIELD.match(line):
        return "dateline"
    return role
