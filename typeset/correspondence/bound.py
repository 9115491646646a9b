"""A story's letters as they stand in the book.

Enters: a story's section whose blockquotes carry what the letter room knows of them (`note_people`).  Leaves: an id on
each, and `BoundLetter`s.  Never changes a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from typeset.correspondence.names import tidy_date
from typeset.model import CONTINUES, DATE, RECIPIENT, SENDER, BoundLetter, Element, Kind, local, text_of
from typeset.words import words_in

_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
# So many words of a letter stand for one that has no name; they are cut where they are longer.
_BEGINS_WORDS, _BEGINS_CHARACTERS = 6, 40
_ENDS = ",.;:—–-…"


def note_people(
    quotation: Element, sender: str | None, recipient: str | None, date: str = "", *, continues: bool = False
) -> None:
    """Note on a letter's blockquote who wrote it to whom and when, in place. date: in the letter's words, or ""."""
    noted = {SENDER: sender, RECIPIENT: recipient, DATE: date, CONTINUES: "1" if continues else None}
    for name, value in noted.items():
        if value:
            quotation.set(name, value)


def bind(section: Element, story: int, language: str) -> tuple[BoundLetter, ...]:
    """Give the letters of a story their ids, in place, and answer them in order, an inner one after its outer one.

    Ids are `letter-3-2` for the second letter of the third story, `letter-3-2-2` for its second piece where narration
    broke into it.  Blockquotes of one accessible name are told apart by how they begin.
    """
    letters: list[BoundLetter] = []
    pieces: Counter[str] = Counter()
    # The last letter at each depth: what continues goes on with the one before it, not with one inside that.
    latest: dict[int, int] = {}
    for quotation in section.iter("{*}blockquote"):
        kind = next((_KINDS[name] for name in (quotation.get("class") or "").split() if name in _KINDS), None)
        if kind is None:
            continue
        depth = sum(local(above) == "blockquote" for above in quotation.iterancestors())
        place = latest.get(depth) if quotation.get(CONTINUES) else None
        if place is None:
            latest[depth] = len(letters)
            letters.append(_bound(quotation, kind, f"letter-{story}-{len(letters) + 1}"))
            continue
        letter = letters[place]
        pieces[letter.id] += 1
        quotation.set("id", f"{letter.id}-{pieces[letter.id] + 1}")
        letters[place] = replace(
            letter, last_id=quotation.get("id") or letter.id, signed=letter.signed or _is_signed(quotation)
        )
    _tell_apart(section, language)
    return tuple(letters)


def _bound(quotation: Element, kind: Kind, id_: str) -> BoundLetter:
    quotation.set("id", id_)
    return BoundLetter(
        id=id_,
        last_id=id_,
        kind=kind,
        sender=quotation.get(SENDER),
        recipient=quotation.get(RECIPIENT),
        date=tidy_date(quotation.get(DATE) or ""),
        begins=_beginning(quotation),
        signed=_is_signed(quotation),
    )


def _is_signed(quotation: Element) -> bool:
    return any(line.get("class") == "signature" for line in quotation.iterfind("{*}footer/{*}p"))


def _beginning(quotation: Element) -> str:
    """The first words of what is written, with … where more follows; "" where nothing is."""
    paragraphs = (*quotation.iterfind("{*}p"), *quotation.iterfind("{*}ol/{*}li/{*}span[@class='text']"))
    texts = (text_of(each) for each in (*paragraphs, *quotation.iter("{*}p")) if each.get("class") != "heading")
    text = next((" ".join(text.split()) for text in texts if text.strip()), "")
    words = text.split(" ")
    begins = " ".join(words[:_BEGINS_WORDS])
    if len(begins) > _BEGINS_CHARACTERS:
        begins = begins[: _BEGINS_CHARACTERS + 1].rpartition(" ")[0] or begins[:_BEGINS_CHARACTERS]
    begins = re.sub(r"^[\W_]*[“‘„«\"']+\s*|[”’»“\"]+$", "", begins)
    return begins if begins == text else begins.rstrip(_ENDS) + "…"


def _tell_apart(section: Element, language: str) -> None:
    """Add its first words to each accessible name that another letter of the story has too."""
    named = [each for each in section.iter("{*}blockquote") if each.get("id") and each.get("aria-label")]
    counted = Counter(each.get("aria-label") for each in named)
    for quotation in named:
        name = quotation.get("aria-label") or ""
        begins = _beginning(quotation)
        if counted[name] > 1 and begins:
            quotation.set("aria-label", f"{name}: {words_in(language).of_letters.quoted(begins)}")
