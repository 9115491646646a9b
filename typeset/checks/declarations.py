"""What is wrong with one declaration, wherever the cascade takes it: ink, values, units, places, slips.

Enters: a declaration and the elements of the specimen that its rule selects.  Leaves: findings.  Never asks which
declaration wins: `shapes` does.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence

from typeset.checks import colours
from typeset.checks.properties import (
    FIXED_UNITS,
    GLOBAL,
    KEYWORDS,
    LATE_UNITS,
    LENGTHS,
    PROPERTIES,
    RECKONED,
)
from typeset.checks.sheet import Declaration, words_of
from typeset.checks.specimen import Wrapped
from typeset.css import tokens_of
from typeset.findings import Finding

Check = Callable[[Declaration, Sequence[Wrapped]], Iterator[Finding]]

FOR_PAPER = "put it in @media print if it is for paper"
FLOATS_MAY_BE = frozenset({"dt"})
_TYPE = {"font-family": "face", "font": "face and size", "font-size": "size", "line-height": "leading"}
# What keywords of the old engines' box model say; each is unknown to RMSDK.
_NEW_BOXES = frozenset({"grid", "inline-grid", "flex", "inline-flex"})


def ink(declaration: Declaration, elements: Sequence[Wrapped]) -> Iterator[Finding]:
    """Colours of text, of paper and of rules (S-101 to S-105)."""
    name, where = declaration.name, declaration.where
    said = f"{name}: {declaration.text}"
    if "night" in declaration.guards or (name != "color" and not name.startswith(colours.COLOURED)):
        return
    page = {"html", "body"} & {element.local_name for element in elements}
    if name.startswith("background"):
        if any(
            token.type != "ident" or token.lower_value not in colours.NO_PAINT for token in words_of(declaration.value)
        ):
            if page:
                what = f"{said} on the page: night's light text is lost on it in Kindle and Apple Books"
                yield Finding("S-101", where, what, "leave it out: the paper is the reader's")
            else:
                what = f"{said}: night modes drop it, or keep it below light text; e-paper shows a gray patch"
                yield Finding("S-104", where, what, "say it by a rule, an inset or white")
        return
    for contrast in colours.contrasts(declaration.value):
        if name != "color":
            what = f"{said}: a rule of that colour is lost by day or by night"
            yield Finding("S-105", where, what, "leave the colour out: a rule has the ink of the text")
        elif page:
            what = f"{said} on the page: Kobo keeps it on night's black paper"
            yield Finding("S-101", where, what, "leave it out: the ink is the reader's")
        elif min(contrast) < colours.INVISIBLE:
            paper = "white" if contrast[0] < contrast[1] else "black"
            what = f"{said}: cannot be seen on {paper} paper in Kobo and Apple Books"
            yield Finding("S-102", where, what, "leave the colour out; weight, slant or place say it")
        elif min(contrast) < colours.READABLE:
            paper = "white" if contrast[0] < contrast[1] else "black"
            what = f"{said}: contrast {min(contrast):.1f} on {paper} paper, less than {colours.READABLE}"
            yield Finding("S-103", where, what, "leave the colour out; slant, size or place say it")
        return


def late_values(declaration: Declaration, _: Sequence[Wrapped]) -> Iterator[Finding]:
    """Functions, boxes and units that old engines do not know (S-201, S-202, S-208)."""
    if "supports" in declaration.guards:
        return
    mend = f"write a plain value and keep this one in @supports; {FOR_PAPER}"
    tokens = list(tokens_of(declaration.value))
    reckoned = next((t.lower_name for t in tokens if t.type == "function" and t.lower_name in RECKONED), None)
    if reckoned or declaration.name.startswith("--"):
        what = f"{reckoned}()" if reckoned else f"the custom property {declaration.name}"
        yield Finding("S-201", declaration.where, f"{what} outside @supports: RMSDK drops the whole sheet", mend)
    words = {token.lower_value for token in tokens if token.type == "ident"}
    if declaration.name == "display" and words & _NEW_BOXES:
        what = f"display: {declaration.text} outside @supports: RMSDK drops the sheet, KF8 the declaration"
        yield Finding("S-202", declaration.where, what, "set it with margins, or keep it in @supports")
    unit = next((t.lower_unit for t in tokens if t.type == "dimension" and t.lower_unit in LATE_UNITS), None)
    if unit:
        breaks = "RMSDK reads it as em" if unit == "rem" else "RMSDK may crash, KF8 drops it"
        what = f"{declaration.name}: {declaration.text}: the unit {unit} is unknown to old engines: {breaks}"
        yield Finding("S-208", declaration.where, what, f"write em or %, this one in @supports; {FOR_PAPER}")


def reader_type(declaration: Declaration, elements: Sequence[Wrapped]) -> Iterator[Finding]:
    """What takes the reader's choice away: fixed sizes, importance, the text's own type (S-301, S-307, S-308)."""
    name, where = declaration.name, declaration.where
    if name in _TYPE and name != "font-family":
        units = [t.lower_unit for t in tokens_of(declaration.value) if t.type == "dimension"]
        fixed = next((unit for unit in units if unit in FIXED_UNITS), None)
        if fixed:
            what = f"{name}: {declaration.text}: does not grow with the reader's type in KF8 and RMSDK"
            yield Finding("S-301", where, what, f"write em instead of {fixed}; {FOR_PAPER}")
    if declaration.important:
        what = f"{name}: !important goes before what the reader chooses"
        yield Finding("S-307", where, what, "leave it out and name the line as closely as our sheet does")
    if name in _TYPE and any(_is_prose(element) for element in elements) and declaration.text not in GLOBAL:
        what = (
            f"{name}: {declaration.text} is for all text: the {_TYPE[name]} of it is the reader's (Kindle refuses it)"
        )
        yield Finding("S-308", where, what, f"select letters alone, or {FOR_PAPER}")


def _is_prose(element: Wrapped) -> bool:
    """Whether an element is the page, a story, or a plain paragraph of one."""
    if element.local_name in {"html", "body"}:
        return True
    if element.local_name == "p" and not element.classes:
        return element.parent is not None and "story" in element.parent.classes
    return "story" in element.classes


def places(declaration: Declaration, elements: Sequence[Wrapped]) -> Iterator[Finding]:
    """What stands where old engines do not put it (S-302, S-305, S-306)."""
    name, where = declaration.name, declaration.where
    words = {token.lower_value for token in declaration.value if token.type == "ident"}
    if name.startswith("margin") and "auto" in words:
        what = f"{name}: {declaration.text}: RMSDK and KF8 read auto as 0, the block stands at the left"
        yield Finding("S-302", where, what, "say both margins in em or %")
    if name == "position" and words & {"absolute", "fixed", "sticky"}:
        what = f"position: {declaration.text}: RMSDK and KF8 drop it, or text lies on text in large type"
        yield Finding("S-305", where, what, f"use margins or text-align; {FOR_PAPER}")
    if name == "float" and words - {"none"} - GLOBAL and {e.local_name for e in elements} - FLOATS_MAY_BE:
        what = f"float: {declaration.text}: in large type or on a narrow screen a word a line is left beside it"
        yield Finding("S-306", where, what, "use text-align; the names of an email's lines (dt) alone may float")


def slips(declaration: Declaration, _: Sequence[Wrapped]) -> Iterator[Finding]:
    """Names and values that there are not (S-502, S-504)."""
    name, where = declaration.name, declaration.where
    if name.startswith("-"):
        return
    if name not in PROPERTIES:
        what = f"there is no property {name}: every engine drops it"
        yield Finding("S-502", where, what, _nearest(name, PROPERTIES))
        return
    words = words_of(declaration.value)
    said = f"{name}: {declaration.text}"
    if name in KEYWORDS and len(words) == 1 and words[0].type == "ident":
        known = KEYWORDS[name] | GLOBAL
        if words[0].lower_value not in known:
            what = f"{said}: {name} has no such word: every engine drops it"
            yield Finding("S-504", where, what, _nearest(words[0].lower_value, KEYWORDS[name]))
    if name in LENGTHS:
        number = next((t for t in words if t.type == "number" and t.value != 0), None)
        if any(token == "," for token in words):
            yield Finding("S-504", where, f"{said}: a comma does not part a number", "write a point: 1.5em")
        elif number is not None:
            what = f"{said}: {number.representation} has no unit: every engine drops it"
            yield Finding("S-504", where, what, f"write {number.representation}em, say")
    if any(token.type == "function" and token.lower_name == "device-cmyk" for token in words):
        yield Finding("S-504", where, f"{said}: ink is for paper, every e-reader drops it", "put it in @media print")
    if any(token.type == "ident" and set(token.value) & set("“”„‘’") for token in words):
        what = f"{said}: curly quotation marks are letters to CSS, and no font has that name"
        yield Finding("S-504", where, what, 'write straight ones: "…"')


def _nearest(word: str, known: frozenset[str] | Mapping[str, object]) -> str:
    """The remedy for a word that is not there: the one that is nearest."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else "look the name up"


DECLARATION_CHECKS: tuple[Check, ...] = (ink, late_values, reader_type, places, slips)
