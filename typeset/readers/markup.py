"""What HTML's elements and attributes become in the vocabulary.

Enters: an element of a browser's tree.  Leaves: its name, its alignment, the inline element it stands for.
Never looks at what is in it or round it, never keeps an address but of the web and of mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from typeset.model import Element, new
from typeset.readers.decode import fit_for_xml


def words(text: str) -> frozenset[str]:
    """A set of names, written as a line of them."""
    return frozenset(text.split())


# No part of the text: code, form controls, embedded objects ("" stands for comments and instructions).
DROPPED = words(
    "applet audio button canvas datalist embed head iframe input meter noembed noframes object option optgroup "
    "param progress script select style svg template textarea title video"
) | {""}

# Elements that part the text before them from the text after (HTML Standard §15.3: display block and the like).
SEPARATE = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search "
    "section summary table tbody td tfoot th thead tr ul xmp"
)

# What a run of text in a block becomes; in any other block it is a paragraph.
LEAVES: Mapping[str, str] = {
    "p": "p", "pre": "p", "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3",
}  # fmt: skip
PRESERVED = frozenset({"pre", "listing", "plaintext", "xmp"})

# Blocks that frame other blocks and keep their frame; all others vanish round their content.
CONTAINERS: Mapping[str, str] = {
    "blockquote": "blockquote", "ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "li": "li",
    "dl": "dl", "dt": "dt", "dd": "dd", "table": "table", "tr": "tr", "td": "td", "th": "th",
}  # fmt: skip
# The children that a container may have; the first is made where something else stands in it.
HOLDS: Mapping[str, tuple[str, ...]] = {
    "ul": ("li",), "ol": ("li",), "dl": ("dd", "dt"), "table": ("tr",), "tr": ("td", "th"),
}  # fmt: skip
CELLS = frozenset({"li", "dt", "dd", "td", "th"})

# Inline elements by what they stand for; `span` with a style says what only CSS can say.
_INLINES: Mapping[str, tuple[str, str]] = {
    "em": ("em", ""), "i": ("i", ""), "cite": ("i", ""), "var": ("i", ""), "dfn": ("i", ""),
    "strong": ("strong", ""), "b": ("b", ""), "sup": ("sup", ""), "sub": ("sub", ""), "code": ("code", ""),
    "kbd": ("code", ""), "samp": ("code", ""), "tt": ("code", ""), "abbr": ("abbr", ""), "acronym": ("abbr", ""),
    "u": ("span", "text-decoration: underline"), "ins": ("span", "text-decoration: underline"),
    "s": ("span", "text-decoration: line-through"), "strike": ("span", "text-decoration: line-through"),
    "del": ("span", "text-decoration: line-through"),
}  # fmt: skip

_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.I)
_TEXT_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.I)
_ALIGNMENTS: Mapping[str, str] = {"center": "centered", "middle": "centered", "right": "right", "end": "right",
                                  "left": "", "start": "", "justify": ""}  # fmt: skip
_ALIGNING_CLASSES: Mapping[str, str] = {
    "center": "centered", "centered": "centered", "align-center": "centered", "aligncenter": "centered",
    "text-center": "centered", "right": "right", "align-right": "right", "alignright": "right", "text-right": "right",
}  # fmt: skip


def tag_of(element: ElementTree.Element) -> str:
    """The local name of an element, "" for a comment or processing instruction."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def classes_of(element: ElementTree.Element) -> frozenset[str]:
    """The classes of an element, in lower case."""
    return frozenset(element.get("class", "").lower().split())


def alignment_of(element: ElementTree.Element) -> str | None:
    """The class that says how a block is aligned ("" for the left or both edges); None where nothing is said."""
    if styled := _TEXT_ALIGN.search(element.get("style", "")):
        return _ALIGNMENTS.get(styled[1].lower())
    if (said := element.get("align")) is not None:
        return _ALIGNMENTS.get(said.strip().lower())
    if tag_of(element) == "center":
        return "centered"
    return next((_ALIGNING_CLASSES[name] for name in sorted(classes_of(element)) if name in _ALIGNING_CLASSES), None)


def inline_of(element: ElementTree.Element) -> Element | None:
    """The inline element of the vocabulary that a source's stands for, empty; None where it says nothing."""
    tag = tag_of(element)
    if tag == "a":
        address = _WEB.fullmatch(fit_for_xml(element.get("href", "")).strip())
        return new("a", href=address[0]) if address else None
    if tag == "span":
        said = {name: fit_for_xml(element.get(name, "")).strip() for name in ("class", "style")}
        inline = new("span", **{name: value for name, value in said.items() if value})
        return inline if inline.attrib else None
    if tag in _INLINES:
        name, style = _INLINES[tag]
        return new(name, style=style) if style else new(name)
    return None
