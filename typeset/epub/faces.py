"""Which characters the book sets in which face, judged by the rules of its sheets as a reading system would.

Enters: the rules, the faces that sheets declare, the book's bodies.  Leaves: what is set in each face that may be used.
Never too few: where it cannot be known whether a rule applies, it is taken both ways; a rule that is matched for
certain takes the place of what it overrides (CSS Cascade 4, §6) and of what would be inherited.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from lxml.etree import QName

from typeset.css import Node
from typeset.epub.rules import Face, Rule, parse, rules_of
from typeset.epub.values import Field
from typeset.model import Element, new

# What reading systems do by themselves (HTML Living Standard, §15.3), each as something that may be.
READING_SYSTEM = """
address, cite, dfn, em, i, var { font-style: italic }
b, h1, h2, h3, h4, h5, h6, strong, th { font-weight: bold }
li { list-style-type: decimal }
q { content: open-quote close-quote }
img { content: attr(alt) }
"""
# Set where a line breaks in a word, or between words.
HYPHENS_AND_SPACES = " \u00a0-\u2010"
# What a selector may say of where an element stands, and of which piece of it; the rest the reading system alone knows.
STRUCTURAL = frozenset({
    "before", "after", "first-letter", "first-line", "root", "empty", "first-child", "last-child", "only-child",
    "first-of-type", "last-of-type", "only-of-type", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type",
})  # fmt: skip


@dataclass(slots=True)
class Use:
    """What is set in a face: characters, and the OpenType features that are asked for (`*`: any)."""

    characters: set[str] = field(default_factory=set)
    features: set[str] = field(default_factory=set)

    def add(self, other: Use) -> None:
        self.characters |= other.characters
        self.features |= other.features


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text may be set: possible values of each field."""

    families: frozenset[str] = frozenset()
    slanted: frozenset[bool] = frozenset({False})
    weights: frozenset[int] = frozenset({400})
    features: frozenset[str] = frozenset()


def uses(rules: Sequence[Rule], faces: Sequence[Face], bodies: Iterable[Element]) -> dict[Face, Use]:
    """What may be set in each face; a face that is not among the answers is never used."""
    by_family: dict[str, list[Face]] = defaultdict(list)
    for face in faces:
        by_family[face.family].append(face)
    naming = _Cascade(rule for rule in rules if by_family.keys() & rule.said.values.get("families", frozenset()))
    reached = list(filter(naming.reaches, bodies))
    if not reached:
        return {}
    used: dict[Face, Use] = {}
    texts: dict[Setting, list[str]] = defaultdict(list)
    cascade = _Cascade([*_of_reading_systems(), *rules])
    for body in reached:
        for element, setting, matched in cascade.settings(body):
            if not by_family.keys().isdisjoint(setting.families):
                texts[setting].extend(_texts(element, matched))
    for setting, parts in texts.items():
        use = Use(characters_of("".join(parts)), set(setting.features))
        for family in by_family.keys() & setting.families:
            for slanted, weight in product(setting.slanted, setting.weights):
                for face in nearest(by_family[family], slanted, weight):
                    used.setdefault(face, Use()).add(use)
    return used


def characters_of(text: str) -> set[str]:
    """Every character that a text may be shown with: in capitals or small letters, composed or not, hyphenated."""
    held = {*text, *unicodedata.normalize("NFC", text), *HYPHENS_AND_SPACES}
    cased = {character for c in held for character in (*c.upper(), *c.lower(), *c.title())}
    if "i" in cased:
        cased |= {"İ", "ı"}  # the capital and the small letter of Turkish
    return held | cased | set(unicodedata.normalize("NFD", "".join(sorted(held | cased))))


def nearest(faces: Sequence[Face], slanted: bool, weight: int) -> list[Face]:
    """The faces of a family that a reading system takes for a style (CSS Fonts 4, §5.2); all that are equally near."""
    of_style = [face for face in faces if face.slanted is slanted] or faces
    distances = [_distance(face.weights, weight) for face in of_style]
    return [face for face, distance in zip(of_style, distances, strict=True) if distance == min(distances)]


def _distance(served: tuple[int, int], weight: int) -> tuple[int, int]:
    low, high = served
    if low <= weight <= high:
        return 0, 0
    if 400 <= weight <= 500:
        turn = 1 if weight < low <= 500 else 2 if high < weight else 3
    else:
        turn = 1 if (low > weight) is (weight > 500) else 2
    return turn, max(low - weight, weight - high)


class _Cascade:
    """All rules in their order, ready to be matched.

    anywhere: those that may match anything.  asked: of each other selector the attributes that it cannot match without.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        from cssselect2 import Matcher
        from cssselect2.compiler import CompiledSelector

        self.matcher = Matcher()
        self.anywhere: list[Rule] = []
        self.asked: set[frozenset[str]] = set()
        for rule in rules:
            selectors = _parsed(rule)
            if selectors is None:
                self.anywhere.append(replace(rule, certain=False))
                continue
            unsure = replace(rule, certain=False)
            # Old reading systems know few pseudo-classes, and drop the whole rule; a pseudo-element is but a piece.
            odd = any(_pseudo_classes(rule.prelude or ())) or any(selector.pseudo_element for selector in selectors)
            for selector in selectors:
                self.matcher.add_selector(CompiledSelector(selector), unsure if odd else rule)
                self.asked.add(frozenset(_asked(selector.parsed_tree)))

    def reaches(self, body: Element) -> bool:
        """Whether any rule may match anything in a body."""
        if self.anywhere:
            return True
        # Most bodies have nothing that any of them asks for, which is soon seen.
        held = {QName(name).localname.lower() for name in set().union(*(element.attrib for element in body.iter()))}
        return any(asked <= held for asked in self.asked) and any(map(self.matcher.match, _wrapped(body)))

    def settings(self, body: Element) -> Iterator[tuple[Element, Setting, list[Rule]]]:
        """Each element with its setting and the rules that may match it."""
        settings: dict[int, Setting] = {}
        for element in _wrapped(body):
            parent = settings[id(element.parent)] if element.ancestors else Setting()
            matched = [*(match[3] for match in self.matcher.match(element)), *self.anywhere]
            setting = settings[id(element)] = _set(parent, matched) if matched else parent
            yield element.etree_element, setting, matched


def _wrapped(body: Element) -> Iterator[Any]:
    """The elements of a body, put below an `html`, as cssselect2 matches them."""
    from cssselect2 import ElementWrapper

    html = new("html")
    html.append(body)
    return ElementWrapper.from_xml_root(html).iter_subtree()  # type: ignore[no-any-return]


def _texts(element: Element, matched: Iterable[Rule]) -> Iterator[str]:
    """An element's own text, and what may be generated before, in and after it."""
    yield element.text or ""
    yield from (child.tail or "" for child in element)
    for rule in matched:
        yield from sorted(rule.said.text)
        yield from (element.get(name) or "" for name in sorted(rule.said.attributes))


def _set(parent: Setting, matched: Sequence[Rule]) -> Setting:
    """The setting of an element, by the rules that may match it in the order of the cascade."""
    values: dict[Field, frozenset[Any]] = {
        "families": parent.families, "slanted": parent.slanted, "weights": parent.weights, "features": parent.features,
    }  # fmt: skip
    for rule in sorted(matched, key=lambda rule: rule.rank):
        for name, said_ in rule.said.values.items():
            replaces = rule.certain and name in rule.said.certain
            values[name] = said_ if replaces else values[name] | said_
    return Setting(**values)


def _parsed(rule: Rule) -> list[Any] | None:
    """The selectors of a rule, parsed; None where it cannot be told by the document alone what they match."""
    from cssselect2 import SelectorError
    from cssselect2.parser import parse as parse_selectors

    if rule.prelude is None or not set(_pseudo_classes(rule.prelude)) <= STRUCTURAL:
        return None
    # cssselect2 goes through all elder siblings for `~`, by recursion.
    if any(token.type == "literal" and token.value == "~" for token in rule.prelude):
        return None
    try:
        return list(parse_selectors(rule.prelude, rule.namespaces))
    except SelectorError:
        return None


def _asked(selector: Any) -> Iterator[str]:
    """The names of the attributes, in lower case, without which a selector matches nothing."""
    from cssselect2.parser import AttributeSelector, ClassSelector, CombinedSelector, IDSelector

    while isinstance(selector, CombinedSelector):
        yield from _asked(selector.right)
        selector = selector.left
    for simple in selector.simple_selectors:
        if isinstance(simple, AttributeSelector):
            yield simple.lower_name
        elif isinstance(simple, ClassSelector | IDSelector):
            yield "class" if isinstance(simple, ClassSelector) else "id"


def _pseudo_classes(prelude: Sequence[Node]) -> Iterator[str]:
    for place, token in enumerate(prelude):
        before = [t.value if t.type == "literal" else "" for t in prelude[max(place - 2, 0) : place]]
        if before[-1:] == [":"] and before != [":", ":"] and token.type in {"ident", "function"}:
            yield token.lower_value if token.type == "ident" else token.lower_name


def _of_reading_systems() -> Iterator[Rule]:
    return (replace(rule, certain=False) for rule in rules_of(parse(READING_SYSTEM)))
