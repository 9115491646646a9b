"""What an element is called in the structure tree of a tagged PDF.

Enters: an element of a composed document, the role of what it stands in.  Leaves: standard structure types (ISO
32000-1, 14.8.4).  Never looks at a box, never builds a tree.

What has no type here (`header`, `em`, most spans) gives its words to what it stands in: less for a screen reader to
step through, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# By the name of an element: its types from the outside in; its words are in the last.
TYPES: Mapping[str, tuple[str, ...]] = {
    "section": ("Sect",),
    "aside": ("Sect",),  # a Note is what a footnote's mark refers to; an author's note has a heading and no mark
    "h1": ("H1",),
    "h2": ("H2",),
    "h3": ("H3",),
    "p": ("P",),
    "blockquote": ("BlockQuote",),
    "ul": ("L",),
    "ol": ("L",),
    "dl": ("L",),
    "li": ("LI", "LBody"),
    "li::marker": ("Lbl",),
    "a": ("Link",),
    "dt": ("LI", "Lbl"),
    "dd": ("LI", "LBody"),
    "table": ("Table",),
    "caption": ("Caption",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tfoot": ("TFoot",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "figure": ("Div",),
    "img": ("Figure",),
    "figcaption": ("Caption",),
    "code": ("Code",),
}
# Those of a table of contents, by the type around and the element's name.
TYPES_OF_CONTENTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Sect", "ol"): ("TOC",),
    ("TOC", "li"): ("TOCI",),
    ("TOCI", "a"): ("Reference", "Link"),
    ("TOCI", "span"): ("P",),
}
# What only says where a line may end (`compose.guide_breaks`).
UNSEEN = {0x2060: None, 0x200B: None, 0xAD: None}
# The parts whose lists are such tables, by class.
LISTS_OF_PLACES = frozenset({"contents", "letters"})
HEADINGS = ("H1", "H2", "H3")
# Ornaments, which say nothing: elements and what a sheet generates, by name and class ("" for any).
ORNAMENTS = frozenset({("hr::after", ""), ("hr", ""), ("p::before", "imprint"), ("p", "orn")})


def types_of(element: Any, name: str, around: str, *, in_list_of_places: bool, is_link: bool) -> tuple[str, ...]:
    """The structure types of an element, outermost first; () where its words belong to what is around.

    name: the element's, or that of what is generated in it ("p::before").  around: the type of what it stands in.
    is_link: whether a link of the document leads on from it.
    """
    if name == "a" and not is_link:
        return ()
    if in_list_of_places and (around, name) in TYPES_OF_CONTENTS:
        return TYPES_OF_CONTENTS[around, name]
    if name == "span" and said_whole(element):
        return ("Span",)
    return TYPES.get(name, ())


def said_whole(element: Any) -> str | None:
    """The words of a story's opening that begin with an initial, which are to be read as if it were none; else None."""
    if "opening" not in classes_of(element) or element.find("span") is None:
        return None
    return " ".join("".join(element.itertext()).translate(UNSEEN).split())


def is_ornament(element: Any, name: str) -> bool:
    """Whether an element, or what a sheet generates in it, is there to be seen alone."""
    return any((name, class_) in ORNAMENTS for class_ in ("", *classes_of(element)))


def classes_of(element: Any) -> list[str]:
    """The classes of an element."""
    found: list[str] = element.get("class", "").split()
    return found
