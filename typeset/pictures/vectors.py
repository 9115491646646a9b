"""SVG pictures: kept where they only draw.

Enters: the bytes of a file.  Leaves: an Illustration.  Never keeps a script, an address that leads out of the file, or
what an editor wrote for itself; never resolves an entity.
"""

from __future__ import annotations

import re

from lxml import etree

from typeset.errors import PictureError, Problem
from typeset.illustrations import Illustration

SVG_NS = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
MOST_BYTES, MOST_ELEMENTS = 4 * 1024 * 1024, 20_000
# A drawing that uses parts which use parts grows without end.
MOST_USES = 200
_OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|(?:\w+:)?svg)[\s>]", re.I)
# SVG 2: what runs, what holds other documents, what moves.
_REFUSED = frozenset({
    "script", "handler", "listener", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas",
    "animate", "animateColor", "animateMotion", "animateTransform", "set", "discard",
})  # fmt: skip
# What says something of the picture and draws nothing.
_DROPPED = frozenset({"metadata"})
_ADDRESSES = ("href", XLINK_HREF, "src")
_INNER = re.compile(r"\s*#")
_IMAGE_DATA = re.compile(r"\s*data:image/(?:png|jpeg|gif)[;,]", re.I)
_FETCHES = re.compile(r"@import|@font-face|(?:url|src|image|image-set)\(\s*(?!['\"]?\s*#)|\\", re.I)
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in|em|)\s*")
_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0}
# CSS 2.2, §10.3.2: of what has no size of its own.
_WIDTH_PX, _HEIGHT_PX = 300.0, 150.0
_MOST_PX = 100_000


def is_vector(data: bytes) -> bool:
    """Whether bytes are those of an SVG file, by how they begin."""
    return bool(_OPENING.match(data[:1000])) and b"svg" in data[:MOST_BYTES]


def illustrate(data: bytes) -> Illustration:
    """A drawing for screens and for print. Raises PictureError."""
    if len(data) > MOST_BYTES:
        raise _refused("it is a drawing of more than 4 MiB")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                                 remove_pis=True)  # fmt: skip
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refused("it is a broken SVG drawing") from error
    if root.tag != f"{{{SVG_NS}}}svg":
        raise _refused("it is no SVG drawing")
    _clean(root)
    etree.cleanup_namespaces(root)
    width, height = _size(root)
    root.insert(0, _paper(root))
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Illustration("image/svg+xml", width, height, written, written)


def _refused(what: str) -> PictureError:
    return PictureError(Problem(what, remedy="save it as plain SVG, or as PNG"))


def _clean(root: etree._Element) -> None:
    """Refuse what does more than draw; take out, in place, what draws nothing."""
    elements = list(root.iter())
    uses = [element for element in elements if element.tag == f"{{{SVG_NS}}}use"]
    if len(elements) > MOST_ELEMENTS or len(uses) > MOST_USES or _used_within(root, uses):
        raise _refused("it is a drawing of too many parts")
    for element in elements:
        name = etree.QName(element) if isinstance(element.tag, str) else None
        if name is None:
            raise _refused("it is a drawing with entities of its own")
        if name.namespace != SVG_NS or name.localname in _DROPPED:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        if name.localname in _REFUSED:
            raise _refused(f"it is a drawing that does more than draw (“{name.localname}”)")
        if name.localname == "style" and _FETCHES.search("".join(map(str, element.itertext()))):
            raise _refused("it is a drawing that leads out of its file (“style”)")
        _clean_attributes(element)


def _clean_attributes(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name, text = str(key), str(value)
        if name.lower().startswith("on"):
            raise _refused(f"it is a drawing with a script (“{name}”)")
        if name in _ADDRESSES:
            if etree.QName(element).localname == "a":
                del element.attrib[key]
            elif not (_INNER.match(text) or _IMAGE_DATA.match(text)):
                raise _refused("it is a drawing that leads out of its file")
        elif ("(" in text or "\\" in text) and _FETCHES.search(text):
            raise _refused("it is a drawing that leads out of its file")
        elif name.endswith("}base") or (name.startswith("{") and not name.startswith("{http://www.w3.org/")):
            del element.attrib[key]


def _used_within(root: etree._Element, uses: list[etree._Element]) -> bool:
    """Whether a part that is used uses another."""
    if not uses:
        return False
    named = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    tag = f"{{{SVG_NS}}}use"
    for use in uses:
        address = (use.get("href") or use.get(XLINK_HREF) or "").strip().removeprefix("#")
        part = named.get(address)
        if part is not None and (part.tag == tag or part.find(f".//{tag}") is not None):
            return True
    return False


def _view_box(root: etree._Element) -> tuple[float, float, float, float] | None:
    try:
        left, top, width, height = (float(part) for part in (root.get("viewBox") or "").replace(",", " ").split())
    except ValueError:
        return None
    return (left, top, width, height) if width > 0 and height > 0 else None


def _size(root: etree._Element) -> tuple[int, int]:
    """Width and height in CSS pixels: as the drawing says, else of its view box, else as CSS has it."""
    *_, across, down = _view_box(root) or (0, 0, _WIDTH_PX, _HEIGHT_PX)
    width, height = (_length(root.get(side)) for side in ("width", "height"))
    if width is None and height is None:
        width, height = across, down
    sides = (width or (height or down) * across / down, height or (width or across) * down / across)
    return max(1, min(round(sides[0]), _MOST_PX)), max(1, min(round(sides[1]), _MOST_PX))


def _paper(root: etree._Element) -> etree._Element:
    """A white sheet below the drawing, which an e-reader's page would swallow by night."""
    left, top, *_ = _view_box(root) or (0, 0)
    return etree.Element(f"{{{SVG_NS}}}rect", x=f"{left:g}", y=f"{top:g}", width="100%", height="100%", fill="#fff")


def _length(text: str | None) -> float | None:
    match = _SIZE.fullmatch(text or "")
    return float(match[1]) * _PX[match[2]] or None if match else None
