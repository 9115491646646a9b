"""The cascade as the book carries it: a file a sheet, with the fonts and images that its rules name.

Enters: sheets in cascade order, what the book's documents hold.  Leaves: `Resource`s.  Never changes what a rule that
an e-reader gets says; what is for print (`@page`, `@media print`) and faces that nothing in the book uses are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from typeset.epub import fonts
from typeset.epub.resource import MEDIA_TYPES, Resource, unique_name
from typeset.epub.selectors import Holdings, families_named, may_match
from typeset.errors import BuildError, Problem
from typeset.model import Sheet

# A node of tinycss2's tree (it has no stubs).
Node = Any
GROUPS = frozenset({"media", "supports", "layer", "container"})
_FOR_PRINT = re.compile(r"\s*(only\s+)?print\b")


@dataclass(slots=True)
class _Cascade:
    """The work at hand: what is embedded so far, by file, and what is wrong."""

    characters: frozenset[str]
    files: dict[Path, Resource] = field(default_factory=dict)
    licences: dict[Path, Resource] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def embed(sheets: Sequence[Sheet], holdings: Holdings) -> tuple[list[Resource], list[Resource]]:
    """The style sheets in cascade order, and the files they name with the fonts' licences.

    Raises BuildError with every fault of every sheet: what does not parse, is not there, or lies outside the book.
    """
    parsed = [(sheet, list(_for_readers(_parse(sheet.text)))) for sheet in sheets]
    used = {family for _, rules in parsed for family in _families_used(rules, holdings)}
    cascade = _Cascade(holdings.characters)
    styles: list[Resource] = []
    for sheet, rules in parsed:
        text = _text(rules, sheet, used, cascade)
        name = unique_name(PurePosixPath(sheet.name).stem + ".css", (PurePosixPath(s.name).name for s in styles))
        if text:
            styles.append(Resource(f"css/{name}", "text/css", text.encode()))
    if cascade.problems:
        raise BuildError(*cascade.problems)
    return styles, [*cascade.files.values(), *cascade.licences.values()]


def _parse(text: str) -> list[Node]:
    import tinycss2

    nodes: list[Node] = tinycss2.parse_stylesheet(text)
    return nodes


def _inner(rule: Node) -> list[Node]:
    """The rules of a group rule such as `@supports`."""
    import tinycss2

    nodes: list[Node] = tinycss2.parse_rule_list(rule.content)
    return nodes


def _for_readers(nodes: Iterable[Node]) -> Iterator[Node]:
    """A sheet's nodes less what is for print alone."""
    import tinycss2

    for node in nodes:
        if node.type == "at-rule":
            media = tinycss2.serialize(node.prelude).lower().split(",")
            if node.lower_at_keyword == "page":
                continue
            if node.lower_at_keyword == "media" and all(_FOR_PRINT.match(medium) for medium in media):
                continue
        yield node


def _families_used(nodes: Iterable[Node], holdings: Holdings) -> Iterator[str]:
    """The font families, in lower case, of rules that may apply to something in the book."""
    for node in nodes:
        if node.type == "qualified-rule" and may_match(node.prelude, holdings):
            yield from families_named(node.content)
        elif node.type == "at-rule" and node.lower_at_keyword in GROUPS and node.content is not None:
            yield from _families_used(_for_readers(_inner(node)), holdings)


def _text(nodes: Iterable[Node], sheet: Sheet, used: set[str], cascade: _Cascade) -> str:
    """The sheet as text, its urls leading to the files embedded; faces not in `used` left out."""
    import tinycss2

    kept = []
    for node in nodes:
        where = f"{sheet.name}:{node.source_line}"
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        cascade.problems.extend(_faults(node, sheet))
        if keyword == "import":
            cascade.problems.append(
                Problem("@import does not work in every e-reader", where, "list that sheet under styles: instead")
            )
        elif keyword == "font-face" and not set(families_named(node.content or [])) & used:
            continue
        elif getattr(node, "content", None) is not None:
            node.content = _embed_urls(node.content, sheet, cascade)
        kept.append(node)
    return str(tinycss2.serialize(kept)).strip() + "\n" if any(n.type != "whitespace" for n in kept) else ""


def _faults(node: Node, sheet: Sheet) -> Iterator[Problem]:
    """What an e-reader could not parse in a node."""
    import tinycss2

    if node.type == "error":
        what = f"the style sheet cannot be read here ({node.message})"
        yield Problem(what, f"{sheet.name}:{node.source_line}", "look for a missing brace, colon or semicolon")
    elif node.type == "at-rule" and node.lower_at_keyword in GROUPS and node.content is not None:
        for inner in _inner(node):
            yield from _faults(inner, sheet)
    elif node.type == "qualified-rule":
        for declaration in tinycss2.parse_blocks_contents(node.content):
            yield from _faults(declaration, sheet)


def _embed_urls(tokens: Iterable[Node], sheet: Sheet, cascade: _Cascade) -> list[Node]:
    """The tokens of a rule's block with each url of a file in the sheet's folder leading to its copy in the book."""
    from tinycss2.ast import URLToken

    out = []
    for token in tokens:
        url = token.value if token.type == "url" else _quoted_url(token)
        if url is not None and not url.startswith(("data:", "#")):
            name = _embed_file(url, sheet, f"{sheet.name}:{token.source_line}", cascade)
            out.append(URLToken(token.source_line, token.source_column, name, f'url("../{name}")'))
            continue
        for part in ("content", "arguments"):
            if isinstance(getattr(token, part, None), list):
                setattr(token, part, _embed_urls(getattr(token, part), sheet, cascade))
        out.append(token)
    return out


def _quoted_url(token: Node) -> str | None:
    if token.type != "function" or token.lower_name != "url":
        return None
    return next((str(part.value) for part in token.arguments if part.type == "string"), None)


def _embed_file(url: str, sheet: Sheet, where: str, cascade: _Cascade) -> str:
    """The name in the book of the file that a url leads to; "" and a problem where it cannot be had."""
    try:
        parts = urlsplit(url)
        path = (sheet.folder / unquote(parts.path)).resolve()
        is_file = path.is_file()
    except (ValueError, OSError, RuntimeError):  # a NUL, an odd address, a name too long, a link that leads to itself
        cascade.problems.append(Problem(f"{url[:80]} is no address of a file", where, "check the name"))
        return ""
    if parts.scheme or parts.netloc:
        fault = (f"{url[:80]} is on a network, and nothing is fetched from one", "save the file beside the sheet")
    elif not path.is_relative_to(sheet.folder.resolve()):
        fault = (f"{url[:80]} lies outside the folder of the sheet", "move the file beside the sheet")
    elif not is_file:
        fault = (f"{url[:80]} is not there", "check the name")
    elif path.suffix.lower() not in MEDIA_TYPES:
        fault = (f"{url[:80]} is no font or image that e-readers know", f"use {', '.join(MEDIA_TYPES)}")
    else:
        return _embed_path(path, where, cascade)
    cascade.problems.append(Problem(fault[0], where, fault[1]))
    return ""


def _embed_path(path: Path, where: str, cascade: _Cascade) -> str:
    if path not in cascade.files:
        media_type = MEDIA_TYPES[path.suffix.lower()]
        is_font = media_type.startswith("font/")
        taken = [PurePosixPath(resource.name).name for resource in cascade.files.values()]
        # "cover" is the cover image's own name.
        name = unique_name(path.name, [*taken, "cover.jpg", "cover.png"])
        try:
            data = fonts.embeddable(path, cascade.characters, where) if is_font else path.read_bytes()
        except BuildError as error:
            cascade.problems.extend(error.problems)
            return ""
        except OSError as error:
            cascade.problems.append(
                Problem(f"{path.name} cannot be read: {error.strerror}", where, "check its permissions")
            )
            return ""
        cascade.files[path] = Resource(f"{'fonts' if is_font else 'images'}/{name}", media_type, data)
        licence = fonts.licence(path) if is_font else None
        if licence and licence not in cascade.licences:
            held = (PurePosixPath(resource.name).name for resource in cascade.licences.values())
            name = f"META-INF/licences/{unique_name(f'{licence.parent.name}-ofl.txt', held)}"
            cascade.licences[licence] = Resource(name, "text/plain", licence.read_bytes(), listed=False)
    return cascade.files[path].name
