"""What the whole cascade leaves: letters that nothing tells from the story, centred lines with an indent, a letter that
may not be parted, a declaration that loses everywhere.

Enters: rules, their cascade over the specimen.  Leaves: findings, each at the declaration that decides.  Never judges a
declaration by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import get_args

from typeset.checks.cascade import SIDES, Cascade, Winner
from typeset.checks.sheet import Declaration, Rule
from typeset.checks.specimen import QUOTED, name_of, specimen
from typeset.findings import Finding
from typeset.model import Hand, Kind

CascadeCheck = Callable[[Sequence[Rule], Cascade], Iterator[Finding]]

# What may be longer than a screen; a note or a telegram is short.
LONG = frozenset({"letter", "email", "messages", "newspaper", "diary", "story", "authors-note"})
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "dt", "dd", "figcaption"})
_NOTHING = frozenset({"0", "0em", "0px", "0%", "0pt", "0rem", "none", "hidden"})
# The properties of a quotation's box, and of a paragraph in it, that no change of face takes away.
_BOX = tuple(
    [f"{box}-{side}" for box in ("margin", "padding") for side in ("left", "right")]
    + [f"border-{side}-{part}" for side in SIDES for part in ("style", "width")]
)
# …with what each is where no sheet says anything.
_LINE = {
    "text-align": "start",
    "text-indent": "0",
    "font-style": "normal",
    "text-transform": "none",
    "margin-bottom": "0",
}


def centred_with_indent(_: Sequence[Rule], cascade: Cascade) -> Iterator[Finding]:
    """S-303, at the centring or at the indent, whichever the cascade reads last."""
    told: set[int] = set()
    for element in specimen().elements:
        if element.local_name not in _BLOCKS:
            continue
        align, indent = cascade.computed(element, "text-align"), cascade.computed(element, "text-indent")
        if not align or align.value != "center" or not indent or _is_nothing(indent):
            continue
        at = _latest([align, indent]).declaration
        if id(at) not in told:
            told.add(id(at))
            indented = f"text-indent: {indent.value} ({indent.declaration.where})"
            what = f"{name_of(element)} is centred with {indented}: off centre"
            yield Finding("S-303", at.where, what, "say text-indent: 0 in the rule that centres")


def unbroken(_: Sequence[Rule], cascade: Cascade) -> Iterator[Finding]:
    """S-304."""
    told: set[int] = set()
    for element in specimen().elements:
        kept = cascade.winner(element, "break-inside")
        if kept and kept.value.startswith("avoid") and element.classes & LONG and id(kept.declaration) not in told:
            told.add(id(kept.declaration))
            what = f"{name_of(element)} may not be parted: RMSDK cuts off one that is longer than the screen"
            yield Finding(
                "S-304", kept.declaration.where, what, "only what is always short: .note, .telegram, a message"
            )


def told_by_shape(_: Sequence[Rule], cascade: Cascade) -> Iterator[Finding]:
    """S-401: each kind of quotation has an inset, a rule or a margin left."""
    for kind in QUOTED:
        box = [cascade.winner(specimen().quoted[kind], name) for name in _BOX]
        if all(part is None or _is_nothing(part) for part in _seen(box)):
            what = (
                f".{kind} has no inset, rule or margin left: in a face of the reader's nothing tells it from the story"
            )
            yield Finding("S-401", _blamed(box), what, "give it a margin, a padding or a rule at one side")


def _seen(box: Sequence[Winner | None]) -> Iterator[Winner | None]:
    """A box's margins and paddings, and the width of its rules; the width of a rule without a style is nothing."""
    sides = len(_BOX) - 2 * len(SIDES)
    yield from box[:sides]
    for style, width in zip(box[sides::2], box[sides + 1 :: 2], strict=True):
        if style and not _is_nothing(style):
            yield width or style


def told_apart(_: Sequence[Rule], cascade: Cascade) -> Iterator[Finding]:
    """S-402, S-403: no two kinds of correspondence, and no two hands of a letter, have one shape."""
    hands = ["letter", *(f"letter {hand}" for hand in get_args(Hand))]
    for code, quoted in (("S-402", get_args(Kind)), ("S-403", hands)):
        told: set[str] = set()
        for first, second in combinations(quoted, 2):
            one, other = _parts(cascade, first), _parts(cascade, second)
            where = _blamed([*one.values(), *other.values()])
            if _shape(one) == _shape(other) and where not in told:
                told.add(where)
                what = f"{_called(first)} and {_called(second)} have one shape: only face and size tell them apart"
                yield Finding(code, where, what, "give one a rule, a slant, a ragged edge or other paragraphs")


def _parts(cascade: Cascade, quoted: str) -> dict[str, Winner | None]:
    """What no change of face takes from a quotation: its box, and its second plain paragraph (else what it holds)."""
    quotation = specimen().quoted[quoted]
    lines = [child for child in quotation.iter_subtree() if child.local_name in {"p", "li"} and not child.classes]
    line = ([each for each in lines if each.parent == quotation][1:] or lines)[0]
    box = {name: cascade.winner(quotation, name) for name in _BOX}
    return box | {f"of a line: {name}": cascade.computed(line, name) for name in _LINE}


def _shape(parts: dict[str, Winner | None]) -> list[str]:
    """The same as values that can be compared: nothing is nothing, however it is said."""
    initial = {f"of a line: {name}": value for name, value in _LINE.items()}
    return [
        initial.get(name, "0") if part is None else "0" if _is_nothing(part) else part.value
        for name, part in parts.items()
    ]


def _called(quoted: str) -> str:
    kind, _, hand = quoted.partition(" ")
    return f"a {kind} in the hand {hand}" if hand else "messages" if kind == "messages" else f"a plain {kind}"


def _blamed(winners: Iterable[Winner | None]) -> str:
    """Where a shape was lost: the last declaration of the user's sheets, else of ours."""
    found = [winner for winner in winners if winner is not None]
    own = [winner for winner in found if not winner.declaration.sheet.own]
    return _latest(own or found).declaration.where


def _latest(winners: Sequence[Winner]) -> Winner:
    """The declaration that stands last: of the user's sheets before ours."""
    return max(winners, key=lambda winner: (not winner.declaration.sheet.own, winner.declaration.line))


def without_effect(rules: Sequence[Rule], cascade: Cascade) -> Iterator[Finding]:
    """S-505: what a user's sheet says and a closer selector of ours overrules wherever it applies."""
    for rule in (rule for rule in rules if not rule.sheet.own and not rule.guards):
        for declaration in rule.declarations:
            rivals = cascade.losses(declaration)
            if rivals and all(rival.declaration.sheet.own for rival in rivals):
                ours = rivals[0].declaration
                said = f"{rule.selector} {{ {declaration.name}: {declaration.text} }}"
                what = f"{said} changes nothing in the e-book: {ours.where} is closer"
                yield Finding("S-505", declaration.where, what, f"write its selector: {_selector_at(rules, ours)}")


def _selector_at(rules: Sequence[Rule], declaration: Declaration) -> str:
    return next(rule.selector for rule in rules if any(each is declaration for each in rule.declarations))


def _is_nothing(winner: Winner) -> bool:
    return winner.value in _NOTHING


CASCADE_CHECKS: tuple[CascadeCheck, ...] = (centred_with_indent, unbroken, told_by_shape, told_apart, without_effect)
