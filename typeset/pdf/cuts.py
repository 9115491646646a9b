"""Cuts: what WeasyPrint works out again and again is worked out once, for the time of one book.

Enters: nothing.  Leaves: WeasyPrint's own functions, called less often.  Never changes a page: the pages are the same
without any of them, and a test says so.

Each cut takes the place of one function of WeasyPrint's and is handed that function, the plain way, which it calls for
all that it cannot know to be the same. They are private names: where a version has one no more, its cut is left out;
tests/pdf/test_cuts.py says so. What is kept hangs on the computed styles. Layout changes these only in copies, and a
copy does not have what was kept with its original.
"""

from __future__ import annotations

import ctypes.util
import importlib
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from weasyprint import HTML

# Level 9, which pydyf asks for, takes twice the time of 6 for one byte less in a hundred.
ZLIB_LEVEL = 6
CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
SIDES = ("top", "right", "bottom", "left")
# The properties that `resolve_percentages` gives a box the used values of.
LENGTHS = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)  # fmt: skip
# Where a style keeps what was worked out of it.
_LENGTHS, _BARE, _STRUT, _PAGES = "typeset_lengths", "typeset_bare", "typeset_strut", "typeset_pages"
# What layout gives a box that has nothing behind its text.
_SHARP = {"background": None, **{f"border_{corner}_radius": (0, 0) for corner in CORNERS}}
_AT_LEAST = frozenset({"min_width", "min_height"})

Function = Callable[..., Any]


class Cut(NamedTuple):
    """A name of WeasyPrint's, and what makes of that which it names the one that takes its place.

    module: where it is defined.  name: of a function, or of a class and its property.
    """

    module: str
    name: str
    shortened: Callable[[Any], Any]


def _page_styles(plain: Function) -> Function:
    """`set_page_type_computed_styles`: pages that the same rules match have the same styles.

    The cascade of a page is its matching @page rules and nothing else, whatever their selectors (CSS Paged Media 3,
    §4), so these are the key. The plain way looks through the cascade of all pages before for each page.
    """

    def set_styles(page_type: Any, html: Any, style_for: Any) -> None:
        pages: dict[tuple[bool, ...], dict[str | None, Any]] = style_for.__dict__.setdefault(_PAGES, {})
        # The first page is by itself: what is measured by the page's size is not known until it is made.
        key = (page_type.index == 0, *_matched(page_type, style_for))
        computed, cascaded = style_for.get_computed_styles(), style_for.get_cascaded_styles()
        if key not in pages:
            cascaded.clear()
            plain(page_type, html, style_for)
            pages[key] = {of: computed[page_type, of] for of in (None, *(pseudo for _, pseudo in cascaded if pseudo))}
        for pseudo, style in pages[key].items():
            computed[page_type, pseudo] = style

    return set_styles


def _matched(page_type: Any, style_for: Any) -> Iterator[bool]:
    for sheet, _, _ in style_for._sheets:
        for _, selectors, _ in sheet.page_rules:
            for _, _, selector in selectors:
                yield style_for._page_type_match(selector, page_type)


def _percentages(plain: Function) -> Function:
    """`resolve_percentages`: used values of a style in which nothing is a part of anything are always the same."""

    def resolve(box: Any, containing_block: Any) -> None:
        kept = box.style.__dict__.get(_LENGTHS)
        if kept is None:
            kept = box.style.__dict__[_LENGTHS] = _absolute_lengths(box.style)
        if kept:
            getattr(box, "_box", box).__dict__.update(kept)
        else:
            plain(box, containing_block)

    return resolve


def _absolute_lengths(style: Any) -> dict[str, Any]:
    """The used values that `resolve_percentages` gives a box, or none where they are not the style's alone."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return {}
    lengths = {}
    for name in LENGTHS:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name in _AT_LEAST else value
        elif getattr(value, "unit", None) == "px":
            lengths[name] = value.value
        else:
            return {}
    return lengths | {f"border_{side}_width": style[f"border_{side}_width"] for side in SIDES}


def _backgrounds(plain: Function) -> Function:
    """`layout_box_backgrounds`: a box that has nothing behind its text needs none laid out."""

    def lay_out(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
        if style is not None or box is page or not is_bare(box.style):
            plain(page, box, get_image, layout_children, style)
            return
        getattr(box, "_box", box).__dict__.update(_SHARP)  # of a placeholder, that of the box for which it stands
        if layout_children:
            for child in box.all_children():
                lay_out(page, child, get_image)

    return lay_out


def is_bare(style: Any) -> bool:
    """Whether a box of this style has no background, no shadow, no rounded corner and no picture as its border."""
    kept: bool | None = style.__dict__.get(_BARE)
    if kept is None:
        kept = style.__dict__[_BARE] = (
            style["visibility"] == "visible"
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not style["box_shadow"]
            and all(kind == "none" for kind, _ in style["background_image"])
            and style["background_color"] != "currentcolor"
            and style["background_color"].alpha == 0
            and all((0, "px") in style[f"border_{corner}_radius"] for corner in CORNERS)
        )
    return kept


def _struts(plain: Function) -> Function:
    """`strut`: a style has one; the plain way makes a text of all that a font depends on each time it is asked."""

    def strut(style: Any) -> Any:
        kept = style.__dict__.get(_STRUT)
        if kept is None:
            kept = style.__dict__[_STRUT] = plain(style)
        return kept

    return strut


def _outer_width(plain: Any) -> Any:
    """`OrientedBox.outer`, of margin boxes: where there is room for all of a text, nobody asks how narrow it might be.

    The plain way sets min(max(least, room), most): that is `most` wherever it is no more than the room.
    """

    def set_outer(box: Any, outer: float) -> None:
        if outer - box.sugar >= box.max_content_size:
            box.inner = box.max_content_size
        else:
            plain.fset(box, outer)

    return property(plain.fget, set_outer)


def _compression(plain: Any) -> Any:
    """pydyf's `zlib`: the same, at another level."""
    return SimpleNamespace(compress=plain.compress, compressobj=lambda level: zlib.compressobj(ZLIB_LEVEL))


CUTS = (
    Cut("weasyprint.layout.page", "set_page_type_computed_styles", _page_styles),
    Cut("weasyprint.layout.percent", "resolve_percentages", _percentages),
    Cut("weasyprint.layout.background", "layout_box_backgrounds", _backgrounds),
    Cut("weasyprint.text.line_break", "strut", _struts),
    Cut("weasyprint.layout.page", "OrientedBox.outer", _outer_width),
    Cut("pydyf", "zlib", _compression),
)


@contextmanager
def cut_short(cuts: Sequence[Cut]) -> Iterator[None]:
    """WeasyPrint with its repetitions cut, for the time of one book; to be entered once it is imported."""
    users = [module for name, module in sys.modules.items() if name.split(".")[0] in {"weasyprint", "pydyf"}]
    taken: list[tuple[Any, str, Any]] = []
    try:
        for cut in cuts:
            defined = importlib.import_module(cut.module)
            class_, _, name = cut.name.rpartition(".")
            owner = getattr(defined, class_, None) if class_ else defined
            plain = getattr(owner, name, None)
            if plain is None:
                continue
            shortened = cut.shortened(plain)
            for user in (owner,) if class_ else users:
                if user.__dict__.get(name) is plain:
                    taken.append((user, name, plain))
                    setattr(user, name, shortened)
        yield
    finally:
        for user, name, plain in taken:
            setattr(user, name, plain)


def document_of(markup: str, fetcher: Any) -> HTML:
    """WeasyPrint's document of well-formed XHTML without namespaces: read by expat, ten times as fast as HTML.

    An HTML parser would put a `tbody` around the rows of a table, and so does this; all else it would leave as it is.
    """
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    root = ElementTree.fromstring(markup)
    for table in root.iter("table"):
        rows = table.findall("tr")
        if rows:
            body = ElementTree.Element("tbody")
            body.extend(rows)
            table.insert(list(table).index(rows[0]), body)
            for row in rows:
                table.remove(row)
    document = HTML(string="", url_fetcher=fetcher)
    document.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    document.etree_element = document.wrapper_element.etree_element
    return document


class _Later(ModuleType):
    """Stands for a module at an import, and is it when something of it is called."""

    def __getattr__(self, name: str) -> Function:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **named: getattr(importlib.import_module(self.__name__), name)(*arguments, **named)


# What WeasyPrint imports of fontTools for machines without HarfBuzz's subsetter and for variable faces.
LATER = ("fontTools.subset", "fontTools.varLib.instancer")


def import_weasyprint() -> None:
    """Import WeasyPrint without what takes half of its time and is of no use to us.

    Its libraries have a name on each system. For each name that is not this system's cffi starts a compiler to look for
    it (`ctypes.util.find_library`), so that this is left out; where no library is found then, the plain way is taken.
    """
    if "weasyprint" in sys.modules:
        return
    later = {name: _Later(name) for name in LATER if name not in sys.modules}
    find_library = ctypes.util.find_library
    sys.modules.update(later)
    try:
        ctypes.util.find_library = lambda name: None
        with redirect_stdout(StringIO()):  # where WeasyPrint says which library it lacks
            importlib.import_module("weasyprint")
    except OSError:
        ctypes.util.find_library = find_library
        importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = find_library
        for name in later:
            del sys.modules[name]
