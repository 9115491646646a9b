"""A tagged PDF read back: its structure tree, its content, and what a screen reader would say.

It knows nothing of how the file was made: all is read from its objects and its content streams (ISO 32000-1, 14.7
and 14.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

SOFT_HYPHEN = "\xad"
# Standard structure types whose words are read on in a line (table 338); all others begin one of their own.
INLINE = {"Span", "Quote", "Link", "Reference", "Code", "Annot"}
PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}


@dataclass
class Run:
    """One marked content sequence of a page. said: its words. artifact: whether it is one."""

    said: str = ""


@dataclass
class Content:
    """A content stream: its marked sequences by MCID, and what is wrong with how it is marked."""

    runs: dict[int, Run] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    codes: dict[str, set[int]] = field(default_factory=dict)


class Tagged:
    """A tagged PDF."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.pages = [page.obj for page in self.pdf.pages]
        self.forms: dict[tuple[int, int], Content] = {}
        self._maps: dict[Any, dict[int, str]] = {}

    @cached_property
    def document(self) -> Any:
        kid = self.root.StructTreeRoot.K
        return kid[0] if isinstance(kid, pikepdf.Array) else kid

    @cached_property
    def contents(self) -> list[Content]:
        """The content of each page; that of groups on it, which have marks of their own, is in `forms`."""
        return [self._read(page, page.get("/Resources")) for page in self.pages]

    def elements(self, top: Any = None) -> Iterator[Any]:
        """An element and all below it, in reading order."""
        top = self.document if top is None else top
        yield top
        for kid in kids(top):
            if is_element(kid):
                yield from self.elements(kid)

    def of_type(self, name: str) -> list[Any]:
        return [element for element in self.elements() if str(element.S) == f"/{name}"]

    def heard(self, element: Any = None) -> str:
        """What is said of an element, blocks on lines of their own, broken words joined."""
        text = "".join(self._heard(self.document if element is None else element, None))
        text = re.sub(rf"{SOFT_HYPHEN}\s*", "", text)
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return "\n".join(line for line in lines if line)

    def _heard(self, element: Any, page: Any) -> Iterator[str]:
        page = element.get("/Pg", page)
        is_block = str(element.S)[1:] not in INLINE
        if is_block:
            yield "\n"
        if "/ActualText" in element:
            yield str(element.ActualText)
        else:
            for kid in kids(element):
                if is_element(kid):
                    yield from self._heard(kid, page)
                elif isinstance(kid, int):
                    yield self.run(page, kid).said
                elif kid.Type == "/MCR":
                    yield self.run(kid.get("/Pg", page), int(kid.MCID), kid.get("/Stm")).said
        if is_block:
            yield "\n"

    def run(self, page: Any, number: int, form: Any = None) -> Run:
        content = self.contents[self.number_of(page)]
        return (content if form is None else self.forms[form.objgen]).runs[number]

    def number_of(self, page: Any) -> int:
        return self._numbers[page.objgen]

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {page.objgen: number for number, page in enumerate(self.pages)}

    # --- content streams ------------------------------------------------------------------------

    def _read(self, stream: Any, resources: Any) -> Content:
        content = Content()
        font: Any = None
        stack: list[tuple[str, int | None, str | None]] = []  # tag, MCID, words in place of the glyphs
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name in {"BMC", "BDC"}:
                properties = operands[1] if name == "BDC" else pikepdf.Dictionary()
                number = int(properties.MCID) if "/MCID" in properties else None
                tag = str(operands[0])
                said = str(properties.ActualText) if "/ActualText" in properties else None
                above = {each[0] for each in stack}
                if tag == "/Artifact" and any(each[1] is not None for each in stack):
                    content.faults.append("01-003 an artifact in tagged content")
                if number is not None and "/Artifact" in above:
                    content.faults.append("01-004 tagged content in an artifact")
                if number is not None:
                    if number in content.runs:
                        content.faults.append(f"an MCID twice: {number}")
                    content.runs[number] = Run()
                stack.append((tag, number, said))
                if said is not None:
                    self._say(content, stack[:-1], said, number)
            elif name == "EMC" and not stack:
                content.faults.append("the end of no marked sequence")
            elif name == "EMC":
                stack.pop()
            elif name == "Tf":
                font = resources.Font[str(operands[0])]
            elif name == "Do" and "/StructParents" in (form := resources.XObject[str(operands[0])]):
                inner = self.forms[form.objgen] = self._read(form, form.get("/Resources"))
                content.faults += inner.faults + ["a group in a mark"] * bool(stack)
                for font_name, codes in inner.codes.items():
                    content.codes.setdefault(font_name, set()).update(codes)
            elif name in PAINTING:
                if not any(number is not None or tag == "/Artifact" for tag, number, _ in stack):
                    content.faults.append(f"01-005 content without a mark: {name}")
                if name in {"Tj", "TJ"}:
                    codes = _codes(operands[0])
                    content.codes.setdefault(str(font.BaseFont), set()).update(codes)
                    if not any(said is not None for *_, said in stack):
                        text = "".join(self._unicode(font).get(code, "\ufffd") for code in codes)
                        self._say(content, stack, text, None)
        if stack:
            content.faults.append("a marked sequence that does not end")
        return content

    @staticmethod
    def _say(content: Content, stack: list[tuple[str, int | None, str | None]], text: str, own: int | None) -> None:
        number = own if own is not None else next((n for _, n, _ in reversed(stack) if n is not None), None)
        if number is not None and not any(said is not None for *_, said in stack):
            content.runs[number].said += text

    def _unicode(self, font: Any) -> dict[int, str]:
        if font.objgen not in self._maps:
            self._maps[font.objgen] = to_unicode(font)
        return self._maps[font.objgen]

    def fonts(self) -> dict[str, Any]:
        return {str(font.BaseFont): font for page in self.pages for font in page.Resources.get("/Font", {}).values()}


def to_unicode(font: Any) -> dict[int, str]:
    """The ToUnicode map of a font (9.10.3), of which our fonts have bfchar lines alone."""
    text = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>", text)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}


def kids(element: Any) -> list[Any]:
    """What stands in an element: elements, numbers of marks, references."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _codes(operand: Any) -> list[int]:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    data = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
    return [int.from_bytes(data[n : n + 2], "big") for n in range(0, len(data), 2)]
