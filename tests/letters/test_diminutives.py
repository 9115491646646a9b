"""Pet names: what may be short for what, and who is meant in a story."""

from __future__ import annotations

import pytest

from typeset import letters, passes, readers
from typeset.letters.diminutives import FORENAMES, is_short_for


@pytest.mark.parametrize(
    ("form", "forename", "short"),
    [
        ("Peg", "Margaret", True),
        ("Bill", "William", True),
        ("Tamsy", "Tamsin", True),
        ("Ferd", "Ferdinand", True),
        ("Robbie", "Robert", True),
        ("Margaret", "Peg", False),
        ("Ann", "Anna", False),
        ("Ann", "Annabel", False),
        ("Jo", "Jolyon", False),
        ("Bill", "Robert", False),
    ],
)
def test_what_is_short_for_what(form: str, forename: str, short: bool) -> None:
    assert is_short_for(form, forename) is short


def test_no_form_is_its_own_forename() -> None:
    assert not [form for form, forenames in FORENAMES.items() if form in forenames]


NOTE = """{before}

Dear {called},

I have the ladder and shall bring it back on the day that you said I ought to.

Yours,

Osbert

{after}
"""
MET = "That was the morning when Margaret Foyle saw Osbert Crane, and Osbert Crane saw Margaret Foyle."


@pytest.mark.parametrize(
    ("called", "before", "after", "recipient"),
    [
        ("Peg", MET, "She laughed.", "Margaret Foyle"),
        ("Marga", MET, "She laughed.", "Margaret Foyle"),
        # The story speaks of both, as of two people.
        ("Peg", MET, "Then Peg laughed, and Margaret Foyle frowned at Peg, and Peg went.", "Peg"),
        # Two have a name that it may be short for.
        ("Bert", MET + " Then Albert Moss came, and so did Herbert Lunn.", "She laughed.", "Bert"),
        # A surname is no forename.
        ("Peg", "That was when Doris Margaret saw Osbert Crane. The other was Doris Margaret.", "She laughed.", "Peg"),
        ("Peg", "Osbert Crane was late, and the rest of them saw Osbert Crane.", "She laughed.", "Peg"),
    ],
)
def test_who_is_meant_by_a_pet_name(called: str, before: str, after: str, recipient: str) -> None:
    raw = readers.read(NOTE.format(called=called, before=before, after=after).encode(), "story.txt")
    (letter,) = letters.find(passes.clean(raw, "en-GB")[0])
    assert (letter.recipient, letter.recipient_text) == (recipient, called)


def test_an_initial_may_be_of_what_the_others_call_its_writer() -> None:
    first = NOTE.format(called="Peg", before=MET, after="She took a pen and wrote back.")
    answer = "Dear Osbert,\n\nKeep the ladder. I have another, and you may want it.\n\nP.\n\nHe kept it.\n"
    _, letter = letters.find(passes.clean(readers.read((first + "\n" + answer).encode(), "story.txt"), "en-GB")[0])
    assert (letter.sender, letter.sender_text) == ("Margaret Foyle", "P")
