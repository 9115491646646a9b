"""Checks of what else is in a file, and of what it says of itself: P-35x and P-37x.

Enters: a file and a shop's rules.  Leaves: what is wrong with it as a file.  Never judges what its pages look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from typeset.preflight.check import Check, Found
from typeset.preflight.claims import Intent
from typeset.preflight.marks import Model, Space
from typeset.preflight.opened import PrintedFile
from typeset.preflight.standards import STANDARDS, Asked
from typeset.shops import Shop

# Annotations that a press has use for (ISO 32000-1, §14.11), and those that have a code of their own.
FOR_PRESSES = {"PrinterMark", "TrapNet"}
WITH_CODES = {"Link", "Widget", "FileAttachment"}
# The same property in the information dictionary and in XMP (ISO 19005-1, table 1; ISO 15930-7, §6.5).
PAIRS: Mapping[str, tuple[str, ...]] = {
    "Title": ("dc:title",),
    "Author": ("dc:creator",),
    "Subject": ("dc:description",),
    "Keywords": ("pdf:Keywords",),
    "Creator": ("xmp:CreatorTool",),
    "Producer": ("pdf:Producer",),
    "CreationDate": ("xmp:CreateDate",),
    "ModDate": ("xmp:ModifyDate",),
    "Trapped": ("pdf:Trapped",),
    "GTS_PDFXVersion": ("pdfxid:GTS_PDFXVersion", "pdfx:GTS_PDFXVersion"),
}
# Device colours that an intent's press can print: those of its own space, and gray.
PRINTED_BY: Mapping[Model, frozenset[Model]] = {
    "cmyk": frozenset({"cmyk", "gray", "spot", "registration", "pattern"}),
    "rgb": frozenset({"rgb", "gray", "spot", "registration", "pattern"}),
    "gray": frozenset({"gray", "spot", "registration", "pattern"}),
}
COMPONENTS: Mapping[Model, int] = {"gray": 1, "rgb": 3, "lab": 3, "cmyk": 4}


def annotated(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for kind in page.annotations:
            if kind not in FOR_PRESSES | WITH_CODES:
                yield page.number, f"an annotation ({kind or 'of no kind'})"


def links(file: PrintedFile, shop: Shop) -> Found:
    return ((page.number, "a link") for page in file.pages if "Link" in page.annotations)


def forms(file: PrintedFile, shop: Shop) -> Found:
    on_pages = [page.number for page in file.pages if "Widget" in page.annotations]
    yield from ((number, "a field of a form") for number in on_pages)
    if file.forms and not on_pages:
        yield None, "a form"


def scripts(file: PrintedFile, shop: Shop) -> Found:
    if file.scripts:
        yield None, "JavaScript"
    yield from ((page.number, "JavaScript") for page in file.pages if page.scripted)


def attachments(file: PrintedFile, shop: Shop) -> Found:
    if file.attachments:
        yield None, "a file is attached"
    yield from ((page.number, "a file is attached") for page in file.pages if "FileAttachment" in page.annotations)


def encrypted(file: PrintedFile, shop: Shop) -> Found:
    if file.encrypted:
        yield None, "the file is encrypted" + (", and does not open without its password" if file.locked else "")


def layers(file: PrintedFile, shop: Shop) -> Found:
    if file.layers:
        yield None, "the file has layers, which may be shown or not"


def transparency(file: PrintedFile, shop: Shop) -> Found:
    """Where the standard that is claimed has none."""
    for name, asked in _claimed(file):
        for page in file.pages:
            if not asked.transparency and (page.grouped or any(mark.transparent for mark in page.marks)):
                yield page.number, f"transparency, which {name} does not have"


def mended(file: PrintedFile, shop: Shop) -> Found:
    return ((None, f"the file is damaged, and was mended to be read: {repair}") for repair in file.repairs[:1])


def unreadable(file: PrintedFile, shop: Shop) -> Found:
    for page in file.pages:
        for fault in page.faults:
            yield page.number, f"the page's content has {fault}"


def untitled(file: PrintedFile, shop: Shop) -> Found:
    if not file.locked and not (file.said.info.get("Title") or file.said.xmp.get("dc:title")):
        yield None, "the file has no title"


def without_author(file: PrintedFile, shop: Shop) -> Found:
    if not file.locked and not (file.said.info.get("Author") or file.said.xmp.get("dc:creator")):
        yield None, "the file names no author"


def two_truths(file: PrintedFile, shop: Shop) -> Found:
    for entry, properties in PAIRS.items():
        for name in properties:
            info, xmp = file.said.info.get(entry), file.said.xmp.get(name)
            if info is not None and xmp is not None and not _alike(info, xmp, dates=entry.endswith("Date")):
                yield None, f"{entry} is “{info[:60]}” in the information dictionary, “{xmp[:60]}” in the metadata"


def no_intent(file: PrintedFile, shop: Shop) -> Found:
    for name, asked in _claimed(file):
        if asked.intent not in {intent.kind for intent in file.said.intents}:
            yield None, f"it claims {name} and has no output intent ({asked.intent})"


def too_new(file: PrintedFile, shop: Shop) -> Found:
    for name, asked in _claimed(file):
        if file.version > asked.version:
            yield (
                None,
                f"it claims {name} and is PDF {_dotted(file.version)}, newer than {_dotted(asked.version)}",
            )
        if file.packed and not asked.packed:
            yield None, f"it claims {name} and has its objects packed in streams"


def incomplete(file: PrintedFile, shop: Shop) -> Found:
    for name, asked in _claimed(file):
        lacking = [entry for entry in asked.info if not file.said.info.get(entry)]
        lacking += [entry for entry in asked.xmp if not file.said.xmp.get(entry)]
        lacking += [] if file.said.identified else ["ID"]
        if lacking:
            yield None, f"it claims {name} and does not say {', '.join(lacking)}"


def foreign_colours(file: PrintedFile, shop: Shop) -> Found:
    for name, asked in _claimed(file):
        intent = _intent(file, asked)
        for page in file.pages:
            for space in dict.fromkeys(mark.colour.space for mark in page.marks):
                if not _allowed(space, asked, intent):
                    by = "" if space.device else " by a profile"
                    yield page.number, f"{space.model.upper()}{by}, which {name} does not take with its output intent"


def other_standard(file: PrintedFile, shop: Shop) -> Found:
    """The shop takes none but files of its standards."""
    names = [name.casefold() for name, _ in _claimed(file)]
    if "none" not in shop.standards and not any(name.startswith(want) for name in names for want in shop.standards):
        yield None, f"it claims none of the standards that {shop.called} takes: {', '.join(shop.standards).upper()}"


def wrong_profile(file: PrintedFile, shop: Shop) -> Found:
    """No profile at all is right where the condition is one that is registered (ISO 15930-1, §6.8; X-4 has one)."""
    for name, asked in _claimed(file):
        intent = _intent(file, asked)
        if intent is None:
            continue
        if not intent.components:
            if not intent.condition or asked.xmp or asked.intent != "GTS_PDFX":
                yield None, f"it claims {name}, and its output intent has no profile"
        elif intent.model is None or COMPONENTS[intent.model] != intent.components:
            yield None, "the profile of the output intent is none, or of another space than it says"


def no_such_standard(file: PrintedFile, shop: Shop) -> Found:
    for name in (file.said.pdf_x, file.said.pdf_a):
        if name and name not in STANDARDS:
            yield None, f"it claims “{name[:40]}”, which is no standard that is known"


def unreadable_metadata(file: PrintedFile, shop: Shop) -> Found:
    if file.said.damage:
        yield None, f"the metadata cannot be read: {file.said.damage}"


def _claimed(file: PrintedFile) -> Iterator[tuple[str, Asked]]:
    for name in (file.said.pdf_x, file.said.pdf_a):
        if name in STANDARDS:
            yield name, STANDARDS[name]


def _intent(file: PrintedFile, asked: Asked) -> Intent | None:
    return next((intent for intent in file.said.intents if intent.kind == asked.intent), None)


def _allowed(space: Space, asked: Asked, intent: Intent | None) -> bool:
    if space.model == "lab" or not space.device:
        return asked.profiled
    # Without a profile the intent is one of the registered presses, which print in four inks.
    return space.model in PRINTED_BY.get((intent and intent.model) or "cmyk", frozenset())


def _alike(info: str, xmp: str, *, dates: bool) -> bool:
    if not dates:
        return info.replace(";", ",").split() == xmp.replace(";", ",").split()
    one, other = (re.sub(r"\D", "", text)[:14] for text in (info, xmp))
    least = min(len(one), len(other))
    return least >= 4 and one[:least] == other[:least]


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


CHECKS: tuple[Check, ...] = (
    Check("P-351", annotated, "take it out"),
    Check("P-352", links, "take it out"),
    Check("P-353", forms, "take it out"),
    Check("P-354", scripts, "take it out"),
    Check("P-355", attachments, "take it out"),
    Check("P-356", encrypted, "write it without a password"),
    Check("P-357", layers, "make one of them"),
    Check("P-358", transparency, "make it opaque, or write PDF/X-4"),
    Check("P-359", mended, "make it anew"),
    Check("P-360", unreadable, "make the page anew"),
    Check("P-371", untitled, "write the book's title into it"),
    Check("P-372", without_author, "write the author's name into it"),
    Check("P-373", two_truths, "write the same in both", each=True),
    Check("P-374", no_intent, "name the press, with its profile, or claim nothing"),
    Check("P-375", too_new, "write it as the standard asks, or claim another", each=True),
    Check("P-376", incomplete, "add what is missing, or claim nothing"),
    Check("P-377", foreign_colours, "turn it into the press's own colours, or claim another standard"),
    Check("P-378", other_standard, "write it as one of them"),
    Check("P-379", wrong_profile, "give the profile of the press"),
    Check("P-380", no_such_standard, "claim one that there is, or nothing"),
    Check("P-381", unreadable_metadata, "write the metadata anew"),
)
