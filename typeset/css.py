"""What tinycss2's tree leaves to be asked of a style sheet: groups, media, namespaces, addresses.

Enters: nodes and tokens of tinycss2.  Leaves: answers about one of them, or runs of them.  Never judges, never matches
an element, never opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Node of tinycss2's tree (it has no stubs).
Node = Any
# At-rules that hold rules, and may not apply everywhere.
GROUPS = frozenset({"media", "supports", "layer", "container", "scope", "starting-style"})
_PRINT = re.compile(r"\s*(only\s+)?print\b")


def is_group(node: Node) -> bool:
    """Whether a node is a rule that holds other rules, and may not apply everywhere."""
    return node.type == "at-rule" and node.lower_at_keyword in GROUPS and node.content is not None


def media_of(node: Node) -> list[str]:
    """The queries of an `@media` rule, in lower case (Media Queries 4, §2)."""
    import tinycss2

    return str(tinycss2.serialize(node.prelude)).lower().split(",")


def is_for_print(node: Node) -> bool:
    """Whether a node is an `@media` rule for print alone."""
    return node.type == "at-rule" and node.lower_at_keyword == "media" and all(map(_PRINT.match, media_of(node)))


def namespace_of(prelude: Iterable[Node]) -> Iterator[tuple[str | None, str]]:
    """The prefix, None for the default, and the address of an `@namespace` (CSS Namespaces 3, §2); nothing if amiss."""
    tokens = list(prelude)
    prefix = next((token.value for token in tokens if token.type == "ident"), None)
    address = next((token.value if token.type == "string" else url_of(token) for token in reversed(tokens)
                    if token.type not in {"whitespace", "comment"}), None)  # fmt: skip
    if address is not None:
        yield prefix, address


def tokens_of(nodes: Iterable[Node]) -> Iterator[Node]:
    """All tokens, those within functions and blocks too."""
    for node in nodes:
        yield node
        for part in ("arguments", "content"):
            inner = getattr(node, part, None)
            if isinstance(inner, list):
                yield from tokens_of(inner)


def at_commas(tokens: Iterable[Node]) -> list[list[Node]]:
    """Tokens parted at their outer commas."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def url_of(token: Node) -> str | None:
    """The address that a token gives (CSS Values 4, §4.5): `url(a)` is a token, `url("a")` a function."""
    if token.type == "function" and token.lower_name == "url":
        return next((str(part.value) for part in token.arguments if part.type == "string"), None)
    return str(token.value) if token.type == "url" else None


def urls_of(tokens: Sequence[Node]) -> Iterator[str]:
    """The addresses that tokens give, those in functions and blocks too."""
    return (url for url in map(url_of, tokens_of(tokens)) if url is not None)


def is_inner(url: str) -> bool:
    """Whether an address leads to no file: what it names is in it, or in the document itself."""
    return url.lower().startswith(("data:", "#"))


def file_at(url: str, folder: Path) -> Path | None:
    """The file that an address leads to from a sheet's folder, links followed; None where it is no address of one."""
    if is_inner(url):
        return None
    try:
        return (folder / unquote(urlsplit(url).path)).resolve()
    except (ValueError, OSError, RuntimeError):  # a NUL, an odd address, a name too long, a link that leads to itself
        return None
