"""The signs around a letter: what announces it and comes back from it, and the voice of a paragraph.

Enters: views.  Leaves: signs, each with a key (what it is worth stands in `weights`) and, where it helps, the words
seen.  Never adds anything up, never knows of a whole letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from typeset.letters import guards
from typeset.letters import lexicon as lex
from typeset.letters.view import View, narrates

# What says plainly that a letter follows.
ANNOUNCED = frozenset(("announced in so many words", "announced", "announced by reading"))
_QUOTED_WORDS = 6
_PLAIN_WORD = re.compile(r"[\w'-]+")
_PLAIN_VERBS = lex.PLAIN_READING | lex.PLAIN_WRITING
_VERBS = lex.READING | lex.WRITING
# What three words are enough to come back with: “Ann folded it.”
_CURT = lex.PLAIN_READING | lex.words("folded refolded")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing seen; `words` are from the text, for the reader of the evidence."""

    key: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.key}: ‘{self.words}’" if self.words else self.key


# --- what the neighbours say --------------------------------------------------------------------


def announced(views: Sequence[View], at: int) -> Sign | None:
    """The narration before block `at` says that a letter follows, plainly ("announced") or in passing."""
    if not at:
        return None
    before = views[at - 1]
    colon = before.mark in (":", "—")
    if not (colon or guards.tells(before)) or not before.sentences or (before.size < 9 and before.slanted):
        return None
    tail, edge = before.sentences[-1], before.tail[: guards.EDGE]
    if not guards.IN_CHARACTERS.idle(before, edge):
        tail = lex.IN_CHARACTERS.sub("", tail)
    words = _plain_words(tail)
    said = " ".join(tail.split()[-_QUOTED_WORDS:]).strip(' "')
    plain_document, document = words & lex.PLAIN_DOCUMENTS, words & lex.DOCUMENTS
    plain_verb = words & _PLAIN_VERBS
    in_so_many_words = guards.ANNOUNCING.search(before, tail, edge)
    colon = colon or bool(in_so_many_words and before.mark == ",")
    announcing = colon or in_so_many_words
    pronoun = lex.NEUTER.match(tail) is not None
    lately = plain_document or (colon and _plain_words(" ".join(before.sentences[-3:-1])) & lex.PLAIN_DOCUMENTS)
    spoken = _speaks_next(before, tail, edge, bool(plain_document))
    speaks = guards.DOCUMENT_SPEAKS.search(before, tail, edge) or (lately and colon and pronoun and not spoken)
    writes = words & lex.PLAIN_WRITING
    if not guards.OTHER_DOCUMENTS.idle(before, edge):
        taken_up = "".join(before.sentences[-2:-1]) if pronoun and colon and not plain_document else ""
        if _is_of_another(tail, taken_up, bool(writes and in_so_many_words)):
            return Sign("announced as no letter", said) if colon or document else None
    told = in_so_many_words and (plain_document or plain_verb or writes)
    if spoken and not (speaks or told):
        return None
    if colon and lately and (speaks or plain_verb or in_so_many_words):
        return Sign("announced in so many words", said)
    if announcing and (plain_document or writes or speaks):
        return Sign("announced", said)
    if announcing and (plain_verb or (document and words & _VERBS)):
        return Sign("announced by reading", said)
    if colon and in_so_many_words:
        return Sign("announced as following", said)
    if writes and plain_document:
        return Sign("announced as written", said)
    if (plain_document and words & _VERBS) or (document and plain_verb) or words & lex.WIRES:
        return Sign("announced in passing", said)
    near = _plain_words(" ".join(before.sentences[-3:]))
    if near & lex.DOCUMENTS and near & lex.DELIVERING:
        return Sign("delivered before", " ".join(sorted(near & lex.DOCUMENTS)[:2]))
    if near & lex.PLAIN_DOCUMENTS or (near & lex.DOCUMENTS and near & _VERBS):
        return Sign("spoken of before", " ".join(sorted(near & lex.DOCUMENTS)[:2]))
    return Sign("colon before") if colon and before.speech < 0.9 else None


def _is_of_another(tail: str, taken_up: str, written: bool) -> bool:
    """The last document that the last sentence speaks of is no letter; taken_up: the sentence that it refers back to.

    written: what someone wrote follows, so a voice or a thought beside it says nothing.
    """
    seen = [each for each in lex.OTHER_DOCUMENTS.finditer(tail) if not (written and each[0].lower() in lex.VOICES)]
    if seen:
        return not _plain_words(tail[seen[-1].end() :]) & lex.PLAIN_DOCUMENTS
    seen = [each for each in lex.OTHER_DOCUMENTS.finditer(taken_up) if each[0].lower() not in lex.VOICES]
    return bool(seen) and not _plain_words(taken_up[seen[-1].end() :]) & lex.DOCUMENTS


def _speaks_next(before: View, tail: str, edge: str, document: bool) -> bool:
    """Its last words let someone speak: “and said:”; not “and began to read:”, nor “returned with a letter:”."""
    spoken = guards.SPEAKING.search(before, tail, edge)
    if spoken is None or lex.READING_ON.match(spoken[0]):
        return False
    return not (document and lex.NOT_SPEAKING.match(spoken[0]))


def gives_words(view: View, sign: Sign) -> bool:
    """A narration that announces a letter says that its words follow: “It contained these lines:”."""
    if sign.key not in ANNOUNCED | {"announced as following"} or view.mark not in (":", "—", ","):
        return False
    if not view.sentences or not lex.ITS_WORDS.search(view.sentences[-1]):
        return False
    near = _plain_words(" ".join(view.sentences[-3:]))
    return sign.key == "announced in so many words" or not near.isdisjoint(lex.MESSAGES)


def _plain_words(text: str) -> frozenset[str]:
    return frozenset(_PLAIN_WORD.findall(text.lower()))


def returned(view: View) -> Sign | None:
    """The narration after a letter comes back from it: "He folded the letter"."""
    if view.size < (3 if view.vocabulary & _CURT else 4) or (view.opens and view.speech > 0.8):
        return None
    head, opening = view.narration[:90], view.narration[:220]
    if (
        guards.OTHER_RETURNING.search(view, head, head[-guards.EDGE :])
        and not _plain_words(opening) & lex.PLAIN_DOCUMENTS
    ):
        return Sign("comes back from no letter")
    seen = guards.RETURNING.search(view, opening, opening[-guards.EDGE :])
    if not seen:
        return None
    start = opening.rfind(" ", 0, max(0, seen.start() - 12)) + 1
    return Sign("comes back", " ".join(opening[start : seen.end()].split()))


# --- the voice of a paragraph -------------------------------------------------------------------


def voice(view: View, first_person: bool) -> float:
    """How like a letter's a paragraph's person and tense are, against a chapter told in the first person or not.

    From about −2 (narration, dialogue) to 0.8 (I write to you, now).
    """
    rates, value = view.rates, 0.0
    if view.size < 5:
        return 0.0
    if rates.you:
        value += 0.5 if rates.me else 0.35
    elif rates.me and not first_person:
        value += 0.2
    if rates.present > rates.past:
        value += 0.25
    elif rates.past > 2 * rates.present:
        value -= 0.2
    if narrates(view) and rates.past >= rates.present and rates.past:
        value -= 0.9
    if '"' in view.text and guards.speech_tag(view.text) and not lex.WRITTEN_TAG.search(view.text[:260]):
        value -= 1.3
    return value


def told_in_first_person(views: Sequence[View]) -> bool:
    """Whether the narration outside quotation marks says "I" in a good part of its paragraphs."""
    told = [view for view in views if view.size > 12 and view.speech < 0.3]
    return sum(bool(view.rates.me) for view in told) > 0.5 * len(told)
