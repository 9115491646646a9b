"""HTML text becomes the element tree that a browser would make of it, of bounded depth.

Enters: text.  Leaves: an xml.etree tree in the XHTML namespace (SVG and MathML in theirs).
Never fetches anything, never raises for odd markup, never nests deeper than a few hundred elements.

tinyhtml5 follows the HTML Standard §13.2.6, whose searches through the open elements make hostile nesting quadratic.
Browsers stop at 512 open elements (Blink's and WebKit's "maximum DOM tree depth"); so do we, by leaving out the
start tags beyond a depth that no writing reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element

# Characters that a run of text is made of, or ends at, as tinyhtml5 names them.
Characters = frozenset[str] | tuple[str, ...]

_MOST_OPEN = 200
# Formatting elements that were left open are opened anew in each paragraph that follows.
_MOST_FORMATTING = 16
_MOST_ATTRIBUTES = 60
# No character has a number this long, and Python refuses to read a very long one.
_LONG_NUMBER = re.compile(r"&#(?:\d{9,}|[xX][0-9A-Fa-f]{9,});?")
_SELF_CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9:-]*)((?:\s[^<>]*?)?)/>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
)
# Without their start tags these would turn what is no text (a script) into text.
_RAW = frozenset({"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"})


def parse(text: str) -> Element:
    """The `html` element of a document or a fragment; in a file that says it is XML, `<p/>` is an element that ends."""
    if text.lstrip().startswith("<?xml"):
        text = _SELF_CLOSED.sub(_opened_and_closed, text)
    # Never a plain str: tinyhtml5 takes a short one for the name of a file, and opens it if there is one.
    root: Element = _parser_class()().parse(StringIO(_LONG_NUMBER.sub("\ufffd", text)))
    return root


def _opened_and_closed(tag: re.Match[str]) -> str:
    name, attributes = tag[1], tag[2]
    return tag[0] if name.lower() in _VOID else f"<{name}{attributes}></{name}>"


@cache
def _run_of(characters: Characters, of_these: bool) -> re.Pattern[str]:
    """What matches a run of these characters, or of all others."""
    return re.compile(f"[{'' if of_these else '^'}{re.escape(''.join(sorted(characters)))}]+")


@cache
def _parser_class() -> Any:
    """tinyhtml5's parser with bounds."""
    from tinyhtml5.constants import Token
    from tinyhtml5.inputstream import HTMLUnicodeInputStream
    from tinyhtml5.parser import HTMLParser
    from tinyhtml5.tokenizer import HTMLTokenizer

    class WholeText(HTMLUnicodeInputStream):  # type: ignore[misc]
        """A text as one chunk: `decode` has left no line end and no character in it that a chunk is to mend."""

        def __init__(self, source: StringIO) -> None:
            super().__init__(source)
            self.chunk = source.read()
            self.chunk_size, self.chunk_offset = len(self.chunk), 0

        def chars_until(self, characters: Characters, opposite: bool = False) -> str:
            run = _run_of(characters, opposite).match(self.chunk, self.chunk_offset)
            if run is None:
                return ""
            self.chunk_offset = run.end()
            return run[0]

    class ShallowTokenizer(HTMLTokenizer):  # type: ignore[misc]
        """Leaves out start tags that would open too much, and attributes that are too many."""

        def __init__(self, source: StringIO, parser: Any) -> None:
            super().__init__(source, parser)
            self.stream = WholeText(source)

        def __iter__(self) -> Iterator[dict[str, Any]]:
            tree = self.parser.tree
            for token in super().__iter__():
                full = len(tree.open_elements) >= _MOST_OPEN or len(tree.active_formatting_elements) >= _MOST_FORMATTING
                if full and token["type"] == Token.START_TAG and token["name"] not in _VOID | _RAW:
                    continue
                yield token

        def attribute_name_state(self) -> bool:
            attributes = self.current_token["data"]
            if len(attributes) > _MOST_ATTRIBUTES:
                del attributes[_MOST_ATTRIBUTES - 1 : -1]  # each new name is compared with all before it
            more: bool = super().attribute_name_state()
            return more

    class ShallowParser(HTMLParser):  # type: ignore[misc]
        """The parser of the HTML Standard, on that tokenizer."""

        def _parse(self, stream: StringIO, container: str | None = None, scripting: bool = False) -> None:
            self.container, self.scripting = container, scripting
            self.tokenizer = ShallowTokenizer(stream, parser=self)
            self.reset()
            self.main_loop()

        def parse_error(self, errorcode: str, datavars: object = None) -> None:
            """Odd markup is no error, and where it stands is not counted."""

    return ShallowParser
