"""The cascade as the book carries it: a file a sheet, with the fonts and images that its rules name.

Enters: sheets in cascade order, the book's bodies.  Leaves: `Resource`s.  Never changes what a rule that an e-reader
gets says, but for the name of a family that is cut down and whose own is reserved; what is for print (`@page`,
`@media print`) and faces that nothing in the book is set in are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from typeset.css import Node, file_at, is_group, is_inner, url_of, urls_of
from typeset.epub import fonts
from typeset.epub.faces import Use, uses
from typeset.epub.resource import MEDIA_TYPES, Resource, unique_name
from typeset.epub.rules import Face, Rule, faces_of, parse, rules_of
from typeset.epub.values import families
from typeset.errors import BuildError, Problem
from typeset.model import Element, Sheet

# The families of fonts that are cut down and may not keep their own names.
NEW_FAMILY = "Typeset {}"
# What a family's name is written with.
NAME_TOKENS = frozenset({"ident", "string", "whitespace", "comment"})


@dataclass(slots=True)
class _Cascade:
    """The work at hand: the faces that are used, what is embedded so far, by file, and what is wrong.

    fonts: what is set in each font file.  families: new names, by the old ones in lower case.
    own_names: the new family of each font file whose own name is reserved.
    """

    faces: frozenset[Node] = frozenset()
    fonts: dict[Path, Use] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    own_names: dict[Path, str] = field(default_factory=dict)
    files: dict[Path, Resource] = field(default_factory=dict)
    licences: dict[Path, Resource] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def embed(sheets: Sequence[Sheet], bodies: Iterable[Element]) -> tuple[list[Resource], list[Resource]]:
    """The style sheets in cascade order, and the files they name with the fonts' licences.

    Raises BuildError with every fault of every sheet: what does not parse, is not there, or lies outside the book.
    """
    parsed = [(sheet, parse(sheet.text)) for sheet in sheets]
    cascade = _cascade(parsed, bodies)
    styles: list[Resource] = []
    for sheet, nodes in parsed:
        text = _text(nodes, sheet, cascade)
        name = unique_name(PurePosixPath(sheet.name).stem + ".css", (PurePosixPath(s.name).name for s in styles))
        if text:
            styles.append(Resource(f"css/{name}", "text/css", text.encode()))
    if cascade.problems:
        raise BuildError(*cascade.problems)
    return styles, [*cascade.files.values(), *cascade.licences.values()]


def _cascade(parsed: Sequence[tuple[Sheet, Sequence[Node]]], bodies: Iterable[Element]) -> _Cascade:
    """The faces that are used, what is set in each of their files, and the new names of their families."""
    rules: list[Rule] = []
    faces: list[Face] = []
    folders: dict[Face, Path] = {}
    for sheet, nodes in parsed:
        rules += rules_of(nodes)
        of_sheet = list(faces_of(nodes))
        faces += of_sheet
        folders.update(dict.fromkeys(of_sheet, sheet.folder))
    used = uses(rules, faces, bodies)
    cascade = _Cascade(frozenset(face.rule for face in used))
    taken = {face.family for face in faces}.union(*(rule.said.values.get("families", ()) for rule in rules))
    names = (name for name in map(NEW_FAMILY.format, count(1)) if name.lower() not in taken)
    for face in filter(used.__contains__, faces):
        for path in filter(None, (file_at(url, folders[face]) for url in urls_of(face.rule.content))):
            cascade.fonts.setdefault(path, Use()).add(used[face])
            if fonts.may_change(path) and fonts.is_name_reserved(path):
                if face.family not in cascade.families:
                    cascade.families[face.family] = next(names)
                cascade.own_names[path] = cascade.families[face.family]
    return cascade


def _text(nodes: Iterable[Node], sheet: Sheet, cascade: _Cascade) -> str:
    """The sheet as text, its urls leading to the files embedded; faces that are not used left out."""
    import tinycss2

    kept = list(_kept(nodes, sheet, cascade))
    return str(tinycss2.serialize(kept)).strip() + "\n" if any(n.type != "whitespace" for n in kept) else ""


def _kept(nodes: Iterable[Node], sheet: Sheet, cascade: _Cascade) -> Iterator[Node]:
    for node in nodes:
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        cascade.problems.extend(_faults(node, sheet))
        if keyword == "import":
            where = f"{sheet.name}:{node.source_line}"
            cascade.problems.append(
                Problem("@import does not work in every e-reader", where, "list that sheet under styles: instead")
            )
        elif keyword == "font-face" and node not in cascade.faces:
            continue
        elif is_group(node):
            node.content = list(_kept(node.content, sheet, cascade))
        elif getattr(node, "content", None) is not None:
            node.content = _rewritten(node.content, _renamed(node.content, cascade.families), sheet, cascade)
        yield node


def _renamed(content: Sequence[Node], new: Mapping[str, str]) -> dict[Node, Node | None]:
    """The tokens of a rule that name a family with a new name, each with what takes its place: None for nothing."""
    from tinycss2.ast import StringToken

    changed: dict[Node, Node | None] = {}
    for name, tokens in families(content):
        if name in new and changed.keys().isdisjoint(tokens):
            first = tokens[0]
            changed.update(dict.fromkeys(tokens))
            changed[first] = StringToken(first.source_line, first.source_column, new[name], f'"{new[name]}"')
    return changed


def _faults(node: Node, sheet: Sheet) -> Iterator[Problem]:
    """What an e-reader could not parse in a node."""
    import tinycss2

    if node.type == "error":
        what = f"the style sheet cannot be read here ({node.message})"
        yield Problem(what, f"{sheet.name}:{node.source_line}", "look for a missing brace, colon or semicolon")
    elif node.type == "qualified-rule":
        for declaration in tinycss2.parse_blocks_contents(node.content):
            yield from _faults(declaration, sheet)


def _rewritten(
    tokens: Iterable[Node], changed: Mapping[Node, Node | None], sheet: Sheet, cascade: _Cascade
) -> list[Node]:
    """The tokens of a rule's block as they are changed, each url of a file leading to its copy in the book."""
    from tinycss2.ast import URLToken

    out = []
    for token in tokens:
        url = url_of(token)
        if url is not None and not is_inner(url):
            name = _embed_file(url, sheet, f"{sheet.name}:{token.source_line}", cascade)
            out.append(URLToken(token.source_line, token.source_column, name, f'url("../{name}")'))
            continue
        for part in ("content", "arguments"):
            if isinstance(getattr(token, part, None), list):
                setattr(token, part, _rewritten(getattr(token, part), changed, sheet, cascade))
        new = changed.get(token, token) if token.type in NAME_TOKENS else token
        if new is not None:
            out.append(new)
    return out


def _embed_file(url: str, sheet: Sheet, where: str, cascade: _Cascade) -> str:
    """The name in the book of the file that a url leads to; "" and a problem where it cannot be had."""
    path = file_at(url, sheet.folder)
    if path is None:
        fault = (f"{url[:80]} is no address of a file", "check the name")
    elif urlsplit(url).scheme or urlsplit(url).netloc:
        fault = (f"{url[:80]} is on a network, and nothing is fetched from one", "save the file beside the sheet")
    elif not path.is_relative_to(sheet.folder.resolve()):
        fault = (f"{url[:80]} lies outside the folder of the sheet", "move the file beside the sheet")
    elif not path.is_file():
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
        own_name = cascade.own_names.get(path)
        taken = [PurePosixPath(resource.name).name for resource in cascade.files.values()]
        # "cover" is the cover image's own name.
        name = unique_name((own_name or path.stem) + path.suffix, [*taken, "cover.jpg", "cover.png"])
        try:
            data = _font(path, own_name, where, cascade) if is_font else path.read_bytes()
        except BuildError as error:
            cascade.problems.extend(error.problems)
            return ""
        except OSError as error:
            cascade.problems.append(
                Problem(f"{path.name} cannot be read: {error.strerror}", where, "check its permissions")
            )
            return ""
        made_from = fonts.names_of(path.read_bytes())[0] if own_name else None
        cascade.files[path] = Resource(
            f"{'fonts' if is_font else 'images'}/{name}", media_type, data, made_from=made_from
        )
    return cascade.files[path].name


def _font(path: Path, own_name: str | None, where: str, cascade: _Cascade) -> bytes:
    """The font's bytes; its licence goes into the book with it."""
    licence = fonts.licence(path)
    if licence and licence not in cascade.licences:
        held = (PurePosixPath(resource.name).name for resource in cascade.licences.values())
        name = f"META-INF/licences/{unique_name(f'{licence.parent.name}-ofl.txt', held)}"
        cascade.licences[licence] = Resource(name, "text/plain", licence.read_bytes(), listed=False)
    return fonts.embeddable(path, cascade.fonts.get(path), own_name, where)
