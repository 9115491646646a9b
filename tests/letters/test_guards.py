"""A guard only saves time: where its pattern matches, it lets the pattern be tried."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from typeset.letters import guards, lexicon, signs, tongues
from typeset.letters.guards import EDGE, Guarded
from typeset.letters.view import View
from typeset.model import new

GUARDED = {name: guard for name, guard in vars(guards).items() if isinstance(guard, Guarded)}
# What is read has one kind of dash and of quotation mark; the odd letters are those that ignoring case makes others of.
ALPHABET = st.characters(codec="latin-1", min_codepoint=32, exclude_characters="`\u00a0\u00ad") | st.sampled_from(
    "—ſıİ"
)
# What each matches, in all the ways that it can.
EXAMPLES = {
    "SALUTATION": "Dear Ann, | “My Dearest— | _Dear Tom_, | Honoured Sir: | To my own beloved! | Dear’s own Tom,",
    "TITLE_SALUTATION": "Sirs: | My Lord, | Your Grace— | Right learned madam, | _Gentlemen,",
    "GREETING": "Hey you, | “Good morning, all: | To whom it may concern: | _Hello._ | > Greetings to you.",
    "OWN_SALUTATION": "My own girl, | “Our lost lamb— | MY BOY:",
    "OTHER_SALUTATION": "Liebe Grete, | CHÈRE Madame, | Muy estimados señores: | Sehr geehrter Herr Pohl!",
    "VALEDICTION": "Ever yours, | xxx | xo | Good-bye | I have the honor to be, sir, | I am, etc. | With all my love",
    "OTHER_VALEDICTION": "Viele Grüße | Liebe GRÜSSE, Jens | Je t’embrasse | "
    "Un fuerte abrazo | Bien à toi | Mit liebengruß",
    "RUN_IN_CLOSE": "Come soon. Yours truly, A. | and so, with much love, Ann | "
    "Thy loving son, Ned | I am, dear sir, A. | kindest regards to all, B.",
    "FROM_SIGNATURE": "From Edith | Love from Aunt Jo | Your loving niece Ann",
    "OTHER_SIGNATURE": "Dein Jens | Ihre Anna",
    "POSTSCRIPT": "P.S. Bring rope. | P. P. S. | PPS now | N.B. Rope. | "
    "Encl.: two | _Postscript: rope | cc: Ann | encls.",
    "NAMING": "Letter Two — From Ann | The last e-mail: to Ned from Ann | Telegram from Wick | NOTE — Wick",
    "PARTIES": "The Second Paper: Ann Lee to the Mayor | Exhibit IV — From Tom to Ann | E-mail 3: Ann to Ned",
    "LETTERHEAD": "From the Desk of Ann Lee | Pole, Ltd. | Wick Bank, Harbour Row | THE MINISTRY OF ROPE",
    "IN_CHARACTERS": "cut in tall letters | a letter a foot high",
    "WRITTEN_TAG": "“Come,” she had written, “now.” | ‘Come,’ the note said. | “Come,” it began, “now.” | [Ann wrote]",
    "OTHER_RETURNING": "The poem’s end | his Last Will and Testament",
    "OTHER_DOCUMENTS": "This sign | a line of it | her will and testament | the journal’s | VERSES",
    "RETURNING": "the letter’s end | she put the thing down | put it down | laid it | her last line | E-mail | re-read",
    "DOCUMENT_SPEAKS": "the letter itself said | it went on | lines which ran",
    "ANNOUNCING": "as follows: | THE FOLLOWING | thus— | these few words | to this effect | this is how it went: | "
    "here it is: | it began: | she read: | so wrote:",
    "SPEAKING": "he broke the silence: | in reply, | said she — | he addressed them,",
}


def view(text: str) -> View:
    return View([new("p", text)], 0, 0, 0, False, False)


def test_every_guard_has_examples() -> None:
    assert EXAMPLES.keys() == GUARDED.keys()


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in EXAMPLES.items() for text in texts.split(" | ")]
)
def test_what_a_pattern_matches_passes_its_guard(name: str, text: str) -> None:
    seen = view(text)
    assert GUARDED[name].pattern.search(seen.core)
    assert not GUARDED[name].idle(seen)


@pytest.mark.parametrize("name", GUARDED)
@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_whatever_a_pattern_matches_passes_its_guard(name: str, data: st.DataObject) -> None:
    guard = GUARDED[name]
    seen = view(data.draw(st.from_regex(guard.pattern, alphabet=ALPHABET)))
    assume(guard.pattern.search(seen.core))
    assert not guard.idle(seen)


@pytest.mark.parametrize("name", GUARDED)
def test_a_guard_spares_plain_narration(name: str) -> None:
    assert GUARDED[name].idle(view("Rain fell on nine grey roofs, and nobody came."))


def _tables() -> list[str]:
    tables = [table for room in (lexicon, tongues) for table in vars(room).values() if isinstance(table, frozenset)]
    return sorted({word for table in [*tables, *(guard.words for guard in GUARDED.values())] for word in table})


WORDS = _tables()
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(WORDS), st.sampled_from((" ", " ", " ", ", ", ": ", "—", ". ", "’", "-", "_", " “", "” "))
    ),
    max_size=60,
).map(lambda pairs: "".join(word + mark for word, mark in pairs))


@given(text=TEXTS, capitals=st.booleans())
@settings(deadline=None)
def test_a_guard_changes_no_answer(text: str, capitals: bool) -> None:
    seen = view(text.title() if capitals else text)
    first, last = seen.core[:90], seen.core[-110:]
    for guard in GUARDED.values():
        for part, edge in ((seen.core, ""), (first, first[-EDGE:]), (last, last[:EDGE])):
            if part is last and isinstance(guard, guards.Headed):
                continue
            assert _span(guard.match(seen, part, edge)) == _span(guard.pattern.match(part))
            assert _span(guard.search(seen, part, edge)) == _span(guard.pattern.search(part))


@given(text=TEXTS)
def test_a_line_that_may_have_no_date_has_none(text: str) -> None:
    seen = view(text)
    patterns = (lexicon.DATE, lexicon.YEAR, lexicon.WEEKDAY, lexicon.PLACE)
    assert guards.when_or_where(seen) or not any(pattern.search(seen.core) for pattern in patterns)


@pytest.mark.parametrize("pattern", [lexicon.DATE, lexicon.YEAR, lexicon.WEEKDAY, lexicon.PLACE])
@given(data=st.data())
def test_a_date_or_a_place_is_looked_for(pattern: re.Pattern[str], data: st.DataObject) -> None:
    seen = view(data.draw(st.from_regex(pattern, alphabet=ALPHABET)))
    assume(pattern.search(seen.core))
    assert guards.when_or_where(seen)


@given(data=st.data())
@settings(deadline=None)
def test_a_speech_tag_is_looked_for(data: st.DataObject) -> None:
    text = view(data.draw(st.from_regex(lexicon.SPEECH_TAG, alphabet=ALPHABET))).text
    assert guards.speech_tag(text) == bool(lexicon.SPEECH_TAG.search(text))


@given(data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_who_is_to_speak_is_looked_for(data: st.DataObject) -> None:
    text = view(data.draw(st.from_regex(lexicon.SPEAKING, alphabet=ALPHABET))).text
    assert guards.lets_speak(text) == bool(lexicon.SPEAKING.search(text))


@given(data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_lookalike_is_looked_for(data: st.DataObject) -> None:
    text = view(data.draw(st.from_regex(lexicon.LOOKALIKE, alphabet=ALPHABET))).text
    assert guards.lookalike(text) == bool(lexicon.LOOKALIKE.search(text))


@pytest.mark.parametrize(
    "text", ["Dear diary, rain", "Author’s note", "A/N: rain", "DISCLAIMER", "Kudos", "Reviews welcome", "Xoxoxo"]
)
def test_a_lookalike_is_found(text: str) -> None:
    assert guards.lookalike(view(text).text)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [("She said:", True), ("Ann replied, “", True), ("She said nothing.", False), ("So he asked—", True), ("", False)],
)
def test_who_is_to_speak(text: str, speaks: bool) -> None:
    assert guards.lets_speak(view(text).text) is speaks


@given(text=TEXTS)
@settings(deadline=None)
def test_a_narration_that_says_nothing_of_a_letter_announces_none(text: str) -> None:
    seen = view(text)
    assert guards.tells(seen) or seen.text.rstrip("\"' ")[-1:] in (":", "—") or not signs.announced([seen, seen], 1)


def _span(seen: re.Match[str] | None) -> tuple[int, int] | None:
    return seen.span() if seen else None
