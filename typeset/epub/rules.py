"""A sheet's rules, read: what is for e-readers, what they say of faces, the faces that they declare.

Enters: a sheet's text.  Leaves: tinycss2's nodes, `Rule`s, `Face`s.  Never matches an element, never reads a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.css import Node, is_for_print, is_group, namespace_of
from typeset.epub.values import Said, families, said, slants, weights

Namespaces = Mapping[str | None, str]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face as an `@font-face` declares it. weights: the range that it serves.  rule: the rule itself."""

    family: str
    slanted: bool
    weights: tuple[int, int]
    rule: Node


@dataclass(frozen=True, slots=True)
class Rule:
    """A style rule, or the part of one that is `!important`.

    prelude: its selectors, None where it may match anything.  namespaces: by the prefixes in them.
    certain: that it applies to what it matches, in every reading system.
    """

    prelude: Sequence[Node] | None
    said: Said
    certain: bool
    important: bool = False
    namespaces: Mapping[str | None, str] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        """The rule's place before order and specificity count; layers turn the order of what is important."""
        return self.important * (1 if self.certain else 2)


def parse(text: str) -> list[Node]:
    """A sheet's nodes less what is for print alone; the content of a group rule is a list of nodes, too."""
    import tinycss2

    return list(_for_readers(tinycss2.parse_stylesheet(text)))


def _for_readers(nodes: Iterable[Node]) -> Iterator[Node]:
    import tinycss2

    for node in nodes:
        if is_for_print(node) or (node.type == "at-rule" and node.lower_at_keyword == "page"):
            continue
        if is_group(node):
            node.content = list(_for_readers(tinycss2.parse_rule_list(node.content)))
        yield node


def _namespaces(nodes: Iterable[Node]) -> Iterator[tuple[str | None, str]]:
    """The prefixes that a sheet declares; None for the default."""
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "namespace":
            yield from namespace_of(node.prelude)


def rules_of(nodes: Sequence[Node]) -> Iterator[Rule]:
    """What the rules of a sheet say of faces; those in a group, or nested in another, may not apply everywhere."""
    return _rules(nodes, dict(_namespaces(nodes)), certain=True)


def _rules(nodes: Iterable[Node], namespaces: Namespaces, *, certain: bool) -> Iterator[Rule]:
    for node in nodes:
        if is_group(node):
            yield from _rules(node.content, namespaces, certain=False)
        elif node.type == "qualified-rule":
            yield from _of_block(node.prelude, node.content, namespaces, certain=certain)


def _of_block(
    prelude: Sequence[Node] | None,
    content: Sequence[Node],
    namespaces: Namespaces,
    *,
    certain: bool,
) -> Iterator[Rule]:
    import tinycss2

    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for important in (False, True):
        says = said(n for n in nodes if n.type == "declaration" and n.important is important)
        if says.values or says.text or says.attributes:
            yield Rule(prelude, says, certain, important, namespaces)
    for node in nodes:
        if node.type in {"qualified-rule", "at-rule"} and node.content is not None:
            yield from _of_block(None, node.content, namespaces, certain=False)


def faces_of(nodes: Iterable[Node]) -> Iterator[Face]:
    """The faces that rules declare (CSS Fonts 4, §4)."""
    import tinycss2

    for node in nodes:
        if is_group(node):
            yield from faces_of(node.content)
        elif node.type == "at-rule" and node.lower_at_keyword == "font-face" and node.content is not None:
            nodes_ = tinycss2.parse_blocks_contents(node.content)
            said_ = {declared.lower_name: declared.value for declared in nodes_ if declared.type == "declaration"}
            served = weights(said_.get("font-weight", ()))[0] or {400}
            family = next((name for name, _ in families(node.content)), "")
            yield Face(family, True in slants(said_.get("font-style", ()))[0], (min(served), max(served)), node)
