"""Whether a rule may apply to anything in the book, judged by the names in its selectors.

Enters: tinycss2's tokens, the book's bodies.  Leaves: yes or no, family names.  Never says no where a rule applies;
it may say yes where none of the names stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from typeset.model import Element, local, text_of

Node = Any
FAMILY_PROPERTIES = frozenset({"font-family", "font"})


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the book's documents hold: local names, classes, ids, (attribute, value) pairs, and characters."""

    tags: frozenset[str]
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: frozenset[tuple[str, str]]
    characters: frozenset[str]


def holdings_of(bodies: Sequence[Element]) -> Holdings:
    """The names and characters in a book, each character also as a capital (for `text-transform`)."""
    tags, classes, ids, attributes = {"html", "body"}, set(), set(), set()
    texts: list[str] = []
    for body in bodies:
        texts.append(text_of(body))
        for element in body.iter("{*}*"):
            tags.add(local(element))
            for name, value in element.attrib.items():
                attributes.add((str(name).rsplit("}", 1)[-1], str(value)))
            classes.update((element.get("class") or "").split())
            ids.add(element.get("id") or "")
    characters = frozenset("".join(texts)) | frozenset("".join(texts).upper())
    return Holdings(frozenset(tags), frozenset(classes), frozenset(ids), frozenset(attributes), characters)


def may_match(prelude: Sequence[Node], holdings: Holdings) -> bool:
    """Whether any selector of a rule's prelude (Selectors 3, §4) may match an element of the book."""
    return any(_selector_may_match(selector, holdings) for selector in _split_at_commas(prelude))


def families_named(content: Sequence[Node]) -> Iterator[str]:
    """The families, in lower case, that the declarations of a block and of blocks in it name; generic names too."""
    import tinycss2

    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type in {"qualified-rule", "at-rule"} and node.content is not None:
            yield from families_named(node.content)
        elif node.type == "declaration" and (node.lower_name in FAMILY_PROPERTIES or node.lower_name.startswith("--")):
            for part in _split_at_commas(node.value):
                strings = [token.value for token in part if token.type == "string"]
                idents = [token.value for token in part if token.type == "ident"]
                # Before a family `font` has words of style, which cannot be told from the family's own.
                starts = range(len(idents) if node.lower_name == "font" else 1)
                names = strings[-1:] or [" ".join(idents[start:]) for start in starts]
                yield from (name.lower() for name in names)


def _split_at_commas(tokens: Sequence[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _without_prefixes(tokens: Iterable[Node]) -> list[Node]:
    """A selector's tokens less its namespaces (`epub|type`): whichever it is, the name behind it decides."""
    kept: list[Node] = []
    for token in tokens:
        if token.type == "literal" and token.value == "|":
            kept = kept[:-1] if kept and (kept[-1].type == "ident" or kept[-1] == "*") else kept
        else:
            kept.append(token)
    return kept


def _selector_may_match(tokens: Iterable[Node], holdings: Holdings) -> bool:
    before = ""
    for token in _without_prefixes(tokens):
        if token.type == "ident" and before not in {".", ":"} and token.lower_value not in holdings.tags:
            return False
        if token.type == "ident" and before == "." and token.value not in holdings.classes:
            return False
        if token.type == "hash" and token.value not in holdings.ids:
            return False
        if token.type == "[] block" and not _attribute_may_match(token.content, holdings):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _attribute_may_match(tokens: Sequence[Node], holdings: Holdings) -> bool:
    tokens = _without_prefixes(tokens)
    words = [token for token in tokens if token.type in {"ident", "string"}]
    operators = "".join(token.value for token in tokens if token.type == "literal")
    if not words:
        return True
    name = words[0].lower_value if words[0].type == "ident" else words[0].value
    if operators == "=" and len(words) == 2:
        return (name, words[1].value) in holdings.attributes
    return any(held == name for held, _ in holdings.attributes)
