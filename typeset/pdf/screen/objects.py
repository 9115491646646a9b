"""The structure tree as objects of a PDF, with what else makes a file a tagged one.

Enters: a tree whose marks have been painted, a PDF that WeasyPrint is about to write.  Leaves: objects in that PDF.
Never decides what anything is.

Structure: ISO 32000-1, 14.7.  What a tagged file says of itself: 14.8.1, and ISO 14289-1 (PDF/UA-1), 7.1 and 7.18.
"""

from __future__ import annotations

from typing import Any

import pydyf

from typeset.pdf.screen.structure import Aim, Mark, Node


class _Writer:
    """Puts a tree into a PDF. parents: of the marks of each stream, and of annotations, by their keys."""

    def __init__(self, pdf: Any, streams: list[Any]) -> None:
        self.pdf, self.streams = pdf, streams
        self.pages = pdf.page_references
        self.keys: dict[Any, int] = {stream: number for number, stream in enumerate(streams)}
        self.marks: dict[Any, dict[int, bytes]] = {stream: {} for stream in streams}
        self.annotations: list[tuple[Any, bytes]] = []

    def node(self, node: Node, parent: bytes) -> bytes | None:
        """Write a node and all in it; the reference to it, or None where nothing of it was painted."""
        if not _is_shown(node):
            return None
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.type}", "P": parent})
        self.pdf.add_object(element)
        marks = [kid for kid in node.kids if isinstance(kid, Mark) and kid.painted]
        if marks:
            element["Pg"] = self.pages[marks[0].page]
        kids = (self._kid(kid, element.reference, marks) for kid in node.kids)
        element["K"] = pydyf.Array([kid for kid in kids if kid is not None])
        texts = {"T": node.name, "ActualText": node.said, "Alt": node.described}
        if node.parent is None or node.language != node.parent.language:
            texts["Lang"] = node.language
        element.update({name: pydyf.String(text) for name, text in texts.items() if text})
        owned = [
            pydyf.Dictionary({"O": f"/{owner}", **{name: _value(value) for name, value in values.items()}})
            for owner, values in node.attributes.items()
            if values
        ]
        if owned:
            element["A"] = pydyf.Array(owned)
        reference: bytes = element.reference
        return reference

    def _kid(self, kid: Node | Mark | Aim, parent: bytes, marks: list[Mark]) -> Any:
        if isinstance(kid, Node):
            return self.node(kid, parent)
        if isinstance(kid, Aim):
            return self._annotation(kid, parent)
        return self._mark(kid, parent, marks[0].page) if kid.painted else None

    def _mark(self, mark: Mark, parent: bytes, own_page: int) -> Any:
        assert mark.painted is not None
        stream, number = mark.painted
        if stream not in self.keys:  # of a group, which is a stream of its own
            self.keys[stream] = len(self.keys)
            self.marks[stream] = {}
            stream.extra["StructParents"] = self.keys[stream]
        self.marks[stream][number] = parent
        if mark.page == own_page and stream is self.streams[mark.page]:
            return number
        place = pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[mark.page], "MCID": number})
        if stream is not self.streams[mark.page]:
            place["Stm"] = stream.reference
        return place

    def _annotation(self, aim: Aim, parent: bytes) -> Any:
        annotation = aim.box.link_annotation
        # Who does not see what a link stands on is told its name (ISO 14289-1, 7.18.5). F: it may be printed.
        annotation |= {"Contents": pydyf.String(aim.told), "F": 4}
        self.annotations.append((annotation, parent))
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pages[aim.page]})

    def parent_tree(self) -> Any:
        """From marks and annotations to the elements that they are of (14.7.4.4)."""
        numbers = pydyf.Array()
        for stream, key in self.keys.items():
            parents = self.marks[stream]
            numbers += [key, pydyf.Array([parents.get(number, "null") for number in range(stream.count)])]
        for key, (annotation, parent) in enumerate(self.annotations, len(self.keys)):
            annotation["StructParent"] = key
            numbers += [key, parent]
        return pydyf.Dictionary({"Nums": numbers})


def write_structure(pdf: Any, root: Node, streams: list[Any]) -> None:
    """Write a tree into a PDF. streams: of its pages, in order."""
    writer = _Writer(pdf, streams)
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    document = writer.node(root, tree.reference)
    parents = writer.parent_tree()
    pdf.add_object(parents)
    tree["ParentTree"] = parents.reference
    tree["ParentTreeNextKey"] = len(writer.keys) + len(writer.annotations)
    if document is not None:
        tree["K"] = document
    for key, number in enumerate(pdf.pages["Kids"][::3]):
        # Annotations follow the order in which the page is read (ISO 14289-1, 7.18.3).
        pdf.objects[number] |= {"StructParents": key, "Tabs": "/S"}
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _is_shown(node: Node) -> bool:
    """Whether anything in a node was painted, or leads on."""
    return any(
        _is_shown(kid) if isinstance(kid, Node) else isinstance(kid, Aim) or kid.painted is not None
        for kid in node.kids
    )


def _value(value: Any) -> Any:
    return pydyf.Array(value) if isinstance(value, tuple) else value
