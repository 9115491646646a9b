"""A style sheet as rules with their lines, as an e-reader gets it or as paper does.

Enters: a `Sheet`.  Leaves: `Rule`s and `AtRule`s in their order, and what cannot be read.  Never judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.css import Node, is_for_print, is_group, media_of
from typeset.model import Sheet
from typeset.styles import Medium

# Where our sheets lie, as a finding names it.
OURS = "typeset/styles/"
# The media of which each book is one, without conditions: rules for them are read, whatever the engine.
_MEDIA: dict[Medium, re.Pattern[str]] = {
    "ebook": re.compile(r"\s*(only\s+)?(all|screen)\s*", re.IGNORECASE),
    "print": re.compile(r"\s*(only\s+)?(all|print)\s*", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property, in lower case, and its value's tokens without white space and comments at the ends.

    guards: what decides whether an engine reads it: "supports", "media" (a query, not of every screen), "night" (one
    for dark paper), "layer" and the like.
    """

    name: str
    value: tuple[Node, ...]
    important: bool
    sheet: Sheet
    line: int
    guards: frozenset[str]

    @property
    def where(self) -> str:
        """ "letters.css:12"."""
        return place(self.sheet, self.line)

    @property
    def text(self) -> str:
        """The value as it is written, its white space made one space."""
        return text_of(self.value)


@dataclass(frozen=True, slots=True)
class Rule:
    """Selectors and their declarations. nested: the lines of rules within it."""

    prelude: tuple[Node, ...]
    declarations: tuple[Declaration, ...]
    nested: tuple[int, ...]
    sheet: Sheet
    line: int
    guards: frozenset[str]

    @property
    def where(self) -> str:
        """ "letters.css:12"."""
        return place(self.sheet, self.line)

    @property
    def selector(self) -> str:
        """The selectors as they are written, their white space made one space."""
        return text_of(self.prelude)


@dataclass(frozen=True, slots=True)
class AtRule:
    """An at-rule by its keyword in lower case; declarations: those of `@font-face`, else none."""

    keyword: str
    prelude: tuple[Node, ...]
    declarations: tuple[Declaration, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What breaks the syntax (CSS Syntax 3, §2.2)."""

    message: str
    where: str


Item = Rule | AtRule | Unreadable


def place(sheet: Sheet, line: int) -> str:
    """ "mine.css:12"; a sheet of ours is named by its folder too, since a user's may have the same name."""
    return f"{OURS if sheet.own else ''}{sheet.name}:{line}"


def read(sheet: Sheet, medium: Medium = "ebook") -> tuple[Item, ...]:
    """The parts of a sheet in their order; those of the e-book without what only print reads (`@media print`)."""
    import tinycss2

    nodes = tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)
    return tuple(_items(nodes, sheet, medium, frozenset()))


def _items(nodes: Sequence[Node], sheet: Sheet, medium: Medium, guards: frozenset[str]) -> Iterator[Item]:
    import tinycss2

    for node in nodes:
        where = place(sheet, node.source_line)
        if node.type == "error":
            yield Unreadable(node.message, where)
        elif node.type == "qualified-rule":
            declarations, nested, errors = _declarations(node.content, sheet, guards)
            yield Rule(tuple(node.prelude), declarations, nested, sheet, node.source_line, guards)
            yield from errors
        elif node.type == "at-rule":
            keyword = node.lower_at_keyword
            if medium == "ebook" and is_for_print(node):
                continue
            if is_group(node):
                yield AtRule(keyword, tuple(node.prelude), (), where)
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _items(inner, sheet, medium, guards | _guards_of(node, medium))
            else:
                content = node.content if keyword == "font-face" and node.content is not None else []
                declarations, _, errors = _declarations(content, sheet, guards)
                yield AtRule(keyword, tuple(node.prelude), declarations, where)
                yield from errors


def _declarations(
    content: Sequence[Node], sheet: Sheet, guards: frozenset[str]
) -> tuple[tuple[Declaration, ...], tuple[int, ...], list[Unreadable]]:
    """The declarations of a block, the lines of rules in it, and what cannot be read."""
    import tinycss2

    declarations, nested, errors = [], [], []
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            name = node.name if node.name.startswith("--") else node.lower_name
            value = tuple(_trimmed(node.value))
            declarations.append(Declaration(name, value, node.important, sheet, node.source_line, guards))
        elif node.type == "error":
            errors.append(Unreadable("no declaration: name, colon, value", place(sheet, node.source_line)))
        else:
            nested.append(node.source_line)
    return tuple(declarations), tuple(nested), errors


def _guards_of(node: Node, medium: Medium) -> frozenset[str]:
    """What a group rule asks of an engine; nothing where it is for every screen, or for all paper."""
    media = media_of(node)
    if node.lower_at_keyword != "media":
        return frozenset({node.lower_at_keyword})
    if any(_MEDIA[medium].fullmatch(each) for each in media):
        return frozenset()
    return frozenset({"media", "night"} if "prefers-color-scheme" in "".join(media) else {"media"})


def _trimmed(tokens: Sequence[Node]) -> list[Node]:
    blank = {"whitespace", "comment"}
    kept = [token for token in tokens if token.type != "comment"]
    while kept and kept[0].type in blank:
        del kept[0]
    while kept and kept[-1].type in blank:
        del kept[-1]
    return kept


def text_of(tokens: Sequence[Node]) -> str:
    """Tokens as they are written, their white space made one space."""
    import tinycss2

    return " ".join(str(tinycss2.serialize(tokens)).split())


def words_of(value: Sequence[Node]) -> list[Node]:
    """A value's tokens without white space."""
    return [token for token in value if token.type != "whitespace"]
