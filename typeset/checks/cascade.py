"""What the cascade leaves of all sheets: for each element of the specimen the declaration that wins, by property.

Enters: rules in cascade order.  Leaves: winners and computed words.  Never lays anything out; rules that only some
engines read (`@supports`, a media query) are left out: an old engine sees what is here.
CSS Cascade 4, §6 (importance, specificity, order); CSS 2.2, §6.1 (inheritance).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.checks.sheet import Declaration, Rule, words_of
from typeset.checks.specimen import Wrapped
from typeset.css import Node
from typeset.model import Element

SIDES = ("top", "right", "bottom", "left")
LINE_STYLES = frozenset({"none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset"})
LINE_WIDTHS = frozenset({"thin", "medium", "thick"})
INHERITED = frozenset(
    {"text-align", "text-indent", "text-transform", "font-style", "font-weight", "font-variant", "hyphens"}
)
SIZES = frozenset(
    {"xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "larger", "smaller"}
)
FROM_PARENT = frozenset({"inherit", "unset"})
# Another name of a property, older or of the flow's own directions → the one that it is read as.
OTHER_NAMES = {
    "page-break-inside": "break-inside",
    "page-break-after": "break-after",
    "page-break-before": "break-before",
    **{f"{box}-block-{end}": f"{box}-{side}" for box in ("margin", "padding")
       for end, side in (("start", "top"), ("end", "bottom"))},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Winner:
    """The declaration that wins a property of an element, and what of its value is that property's."""

    declaration: Declaration
    value: str


# (whether important, specificity, place in the cascade): what is greater wins.
Weight = tuple[bool, tuple[int, int, int], int]
# An element of the specimen, and a property.
Spot = tuple[Element, str]


@dataclass(frozen=True, slots=True)
class Cascade:
    """What wins, where.

    selected: for each rule, by selector, the elements of the specimen that it selects, in document order.
    winners: what wins at each spot.  applied: a declaration's place in memory → the spots that it speaks of.
    """

    selected: tuple[tuple[list[Wrapped], ...], ...]
    winners: dict[Spot, tuple[Weight, Winner]] = field(default_factory=dict)
    applied: dict[int, list[Spot]] = field(default_factory=dict)

    def winner(self, element: Wrapped, name: str) -> Winner | None:
        """What is declared for a property of this very element, by whichever wins."""
        found = self.winners.get((element.etree_element, name))
        return found[1] if found else None

    def computed(self, element: Wrapped, name: str) -> Winner | None:
        """The same, from the nearest element around it where the property is inherited."""
        at: Wrapped | None = element
        while at is not None:
            found = self.winner(at, name)
            if found and found.value not in FROM_PARENT:
                return found
            if not found and name not in INHERITED:
                return None
            at = at.parent
        return None

    def losses(self, declaration: Declaration) -> list[Winner]:
        """What wins everywhere instead of a declaration; empty where it wins somewhere or applies to nothing."""
        rivals = [self.winners[key][1] for key in self.applied.get(id(declaration), [])]
        return rivals if all(rival.declaration is not declaration for rival in rivals) else []


def selectors_of(rule: Rule, namespaces: Mapping[str | None, str]) -> list[object]:
    """A rule's selectors, compiled. Raises cssselect2.SelectorError where one cannot be read."""
    import cssselect2

    return list(cssselect2.compile_selector_list(list(rule.prelude), namespaces=namespaces))


def settle(rules: Sequence[tuple[Rule, Sequence[object]]], elements: Sequence[Wrapped]) -> Cascade:
    """The cascade of rules with their compiled selectors, over the elements of a specimen."""
    import cssselect2

    matcher = cssselect2.Matcher()
    for order, (_, selectors) in enumerate(rules):
        for number, selector in enumerate(selectors):
            matcher.add_selector(selector, (order, number))
    cascade = Cascade(tuple(tuple([] for _ in selectors) for _, selectors in rules))
    # A declaration as single properties, once for all elements; none of a rule that only some engines read.
    stated = [[] if rule.guards else [(each, list(longhands(each))) for each in rule.declarations] for rule, _ in rules]
    for element in elements:
        for specificity, _, pseudo, (order, number) in matcher.match(element):
            cascade.selected[order][number].append(element)
            if pseudo is None:
                for declaration, parts in stated[order]:
                    _enter(cascade, element, declaration, parts, (declaration.important, specificity, order))
    return cascade


def _enter(
    cascade: Cascade, element: Wrapped, declaration: Declaration, parts: Sequence[tuple[str, str]], weight: Weight
) -> None:
    for name, value in parts:
        spot = (element.etree_element, name)
        cascade.applied.setdefault(id(declaration), []).append(spot)
        if spot not in cascade.winners or cascade.winners[spot][0] <= weight:
            cascade.winners[spot] = (weight, Winner(declaration, value))


def longhands(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """A declaration as the single properties that the checks ask for, with their values as text."""
    name, words = OTHER_NAMES.get(declaration.name, declaration.name), words_of(declaration.value)
    texts = [token.serialize().lower() for token in words]
    if name in {"margin", "padding"} and 1 <= len(texts) <= 4:
        yield from ((f"{name}-{side}", text) for side, text in zip(SIDES, _four(texts), strict=True))
    elif name in {"border-style", "border-width"} and 1 <= len(texts) <= 4:
        part = name.removeprefix("border-")
        yield from ((f"border-{side}-{part}", text) for side, text in zip(SIDES, _four(texts), strict=True))
    elif name == "border" or name.removeprefix("border-") in SIDES:
        sides = SIDES if name == "border" else (name.removeprefix("border-"),)
        yield from ((f"border-{side}-{part}", text) for side in sides for part, text in _border(words))
    elif name in {"margin-block", "padding-block"} and 1 <= len(texts) <= 2:
        yield from (
            (f"{name.removesuffix('block')}{side}", text) for side, text in (("top", texts[0]), ("bottom", texts[-1]))
        )
    elif name == "font":
        yield from ((f"font-{part}", "normal") for part in ("style", "variant", "weight"))
        yield from (("font-style", text) for text in texts if text in {"italic", "oblique"})
        yield from _type(texts)
    else:
        yield name, declaration.text.lower()


def _four(texts: Sequence[str]) -> Sequence[str]:
    """One to four values as top, right, bottom, left (CSS 2.2, §8.3)."""
    return (*texts, *(texts[0], texts[0], texts[1 if len(texts) > 1 else 0])[len(texts) - 1 :])


def _border(words: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """The style and the width that a border's words give; what they leave out is reset (CSS Backgrounds 3, §3.4)."""
    style = next((t.lower_value for t in words if t.type == "ident" and t.lower_value in LINE_STYLES), "none")
    widths = (t.serialize().lower() for t in words if t.type in {"dimension", "number", "function"}
              or (t.type == "ident" and t.lower_value in LINE_WIDTHS))  # fmt: skip
    yield from (("style", style), ("width", next(widths, "medium")))


def _type(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Size, leading and face of the words of `font` (CSS Fonts 4, §2.7): `italic 10pt / 14pt "EB Garamond", serif`."""
    size = next((at for at, text in enumerate(texts) if text[0].isdigit() or text in SIZES), None)
    if size is None:  # a word of the system's, or of the cascade: it stands for all three
        yield from ((part, " ".join(texts)) for part in ("font-family", "font-size", "line-height"))
        return
    has_leading = texts[size + 1 : size + 2] == ["/"] and len(texts) > size + 2
    yield from (
        ("font-size", texts[size]),
        ("line-height", texts[size + 2] if has_leading else "normal"),
        ("font-family", " ".join(texts[size + 3 if has_leading else size + 1 :])),
    )
