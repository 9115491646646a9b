"""What an archive says of a work round its text: rating, warnings, fandoms, people, tags, summary.

Enters: a page's elements, the tree made of it, or the lines of a text.  Leaves: the archive's own labels, without their
colons, each with its values.  Never changes the tree: the chrome pass cuts what is no part of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from typeset.model import REGION, Element, leaves, text_of
from typeset.readers.decode import fit_for_xml
from typeset.readers.markup import classes_of, tag_of, words

Tags = dict[str, tuple[str, ...]]

# Lists in which an archive describes a work: Archive of Our Own's downloads and pages.
_LISTS = words("tags meta")
# The labels of lines, and those that end what a label's lines say.
_LABEL = re.compile(
    r"(?P<label>rating|rated|fandoms?|pairings?|relationships?|characters?|categor(?:y|ies)|genres?|language|series|"
    r"(?:archive |content |trigger )?warnings?|(?:additional )?tags|summary)\s*:\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ENDS = re.compile(
    r"(?:stats|(?:author['’]?s? )?notes?|a/n|disclaimer|(?:work|chapter) text|published|updated|words?|chapters?|"
    r"collections|status|title|author|(?:written )?by)\s*:?(?:\s.*)?|chapter \d+.*",
    re.IGNORECASE | re.DOTALL,
)
_SUMMARY = re.compile(r"(?:(?:work|chapter) )?summary:?", re.IGNORECASE)
_BEGINS = re.compile(r"(?:work|chapter) text:?", re.IGNORECASE)
# Links of a page to other works have arrows for words.
_ARROWS = frozenset("←→")
# How many lines from the top a pasted page's "Work Text:" may stand, and the fewest labels that speak for an archive.
_MOST_LINES, _FEWEST = 600, 2
# A label's values are few and short; more is the story, whose beginning was not found.
_MOST_VALUES, _LONGEST_VALUE = 200, 2000


def tags_of_page(page: ElementTree.Element) -> Tags:
    """The labels and values of the lists in which a page describes its work."""
    found: Tags = {}
    for element in page.iter():
        if tag_of(element) == "dl" and classes_of(element) & _LISTS:
            for label, values in _pairs(element):
                found.setdefault(label, values)
    return found


def summary_of(tree: Element) -> Tags:
    """The summary of a work, from the blocks that an archive set before it; nothing where there is none."""
    label, said = "", list[str]()
    for block in tree:
        text = " ".join(text_of(block).split())
        if block.get(REGION) in {"matter", "label"} and _SUMMARY.fullmatch(text):
            label = label or text.removesuffix(":")
        elif block.get(REGION) != "matter" or _ENDS.fullmatch(text):
            if said:
                break
        elif label:
            said += [" ".join(text_of(leaf).split()) for leaf in leaves(block)] or [text]
    return {label: tuple(said)} if said else {}


def tags_of_lines(lines: Sequence[str]) -> Tags:
    """The labels at the head of a text, each with what stands behind it or in the lines below it.

    Below it only in a page that was pasted whole: where a line says that the work begins.
    """
    head = lines[:_MOST_LINES]
    begins = next((at for at, line in enumerate(head) if _BEGINS.fullmatch(line.strip())), None)
    if begins is not None:
        found = _labelled(head[:begins])
    else:
        matches = (_LABEL.fullmatch(line.strip()) or _ENDS.fullmatch(line.strip()) for line in head)
        run = next((at for at, match in enumerate(matches) if match is None), len(head))
        found = {label: values for label, values in _labelled(head[:run]).items() if values}
    return found if len(found) >= _FEWEST else {}


def _labelled(lines: Sequence[str]) -> Tags:
    found: dict[str, list[str]] = {}
    values: list[str] | None = None
    for line in map(str.strip, lines):
        match = _LABEL.fullmatch(line)
        if match:
            values = found.setdefault(match["label"], [])
            values += [match["value"]] if match["value"] else []
        elif _ENDS.fullmatch(line):
            values = None
        elif values is not None and len(values) < _MOST_VALUES:
            values.append(line)
    return {label: tuple(v[:_LONGEST_VALUE] for v in said) for label, said in found.items() if said}


def _pairs(description: ElementTree.Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(label, values) of a description list."""
    label = ""
    for child in description:
        if tag_of(child) == "dt":
            label = _line(child).removesuffix(":").rstrip()
        elif tag_of(child) == "dd" and label and (values := tuple(_values(child))):
            yield label, values


def _values(element: ElementTree.Element) -> Iterator[str]:
    """The values of a `dd`: of the list in it, its links, or its lines."""
    inner = next((each for each in element.iter() if tag_of(each) == "dl"), None)
    links = [each for each in element.iter() if tag_of(each) == "a"]
    if inner is not None:
        yield from (f"{label}: {', '.join(values)}" for label, values in _pairs(inner))
    elif links:
        yield from (text for link in links if (text := _line(link)) and not _ARROWS & set(text))
    else:
        lines = fit_for_xml("".join(element.itertext())).splitlines()
        yield from (" ".join(line.split()) for line in lines if line.strip())


def _line(element: ElementTree.Element) -> str:
    return " ".join(fit_for_xml("".join(element.itertext())).split())
