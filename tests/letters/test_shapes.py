"""Each sign of a line's own shape: what it sees, and what it must not take for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from typeset.letters import shapes, signs
from typeset.letters.dates import written_on
from typeset.letters.signs import Sign
from typeset.letters.view import View
from typeset.model import Role, new


def view(text: str) -> View:
    return View([new("p", text)], 0, 0, 0, False, False)


SEEN: list[tuple[Callable[[View], Sign | None], str, str]] = [
    (shapes.salutation, "Dear Aunt Philippa,", "salutation"),
    (shapes.salutation, "“My dearest Nan—", "salutation"),
    (shapes.salutation, "Dear Mr. Lovell,", "salutation"),
    (shapes.salutation, "Sir,", "title for salutation"),
    (shapes.salutation, "To whom it may concern:", "greeting"),
    (shapes.salutation, "My girl,", "pet name for salutation"),
    (shapes.salutation, "Clemency,", "name for salutation"),
    (
        shapes.run_in_salutation,
        "Dear Nan,—I have your letter here and I do not know what to say to it.",
        "salutation run in",
    ),
    (shapes.dateline, "March 3, 1951", "dateline"),
    (shapes.dateline, "The Anchor, Wick Street, 9 June 1934", "dateline"),
    (shapes.dateline, "Tuesday, half past nine, 1931", "dateline"),
    (shapes.letterhead, "From the Desk of Sir Basil Wroth", "letterhead"),
    (shapes.naming, "Letter Two — From Nancy Wroth", "naming line"),
    (shapes.naming, "Telegram, Dr. Ames to Miss Pole.", "naming line"),
    (shapes.header_field, "Subject: The missing page", "header field"),
    (shapes.valediction, "Yours, whatever they say,", "valediction"),
    (shapes.valediction, "Believe me, dear Mr. Lovell,", "valediction"),
    (shapes.valediction, "Your wretched nephew,", "valediction"),
    (shapes.signature, "— Basil H. Wroth", "signature after a dash"),
    (shapes.signature, "Hester Vane", "signature"),
    (shapes.signature, "From (your most patient) Edith.", "signed from"),
    (shapes.postscript, "P.S. It says Change.", "postscript"),
    (
        shapes.run_in_close,
        "I shall be there on Friday with the cart and all the rope. Yours truly, E. Farr",
        "close run in",
    ),
    (shapes.written, "“The house is sold,” she wrote, “and the goose with it.”", "said to be written"),
]

NOT_SEEN: list[tuple[Callable[[View], Sign | None], str]] = [
    (shapes.salutation, "“Dear me,” said the vicar."),
    (shapes.salutation, "Dear diary,"),
    (shapes.salutation, "But—"),
    (shapes.salutation, "Dear little boy, dig with a spoon,"),
    (shapes.run_in_salutation, "“Dear friends, dear family, dear Nan and Tom, I was told to keep this short."),
    (shapes.dateline, "It was March when he came, and the 3rd of the month."),
    (shapes.naming, "The letter from my uncle came late. I did not open it."),
    (shapes.valediction, "She was always his friend."),
    (shapes.valediction, "“Yours?” he said."),
    (shapes.signature, "XIV"),
    (shapes.signature, "“Jasper?”"),
    (shapes.signature, "Mrs. Pole’s Diary"),
    (shapes.postscript, "Psst, over here."),
]


@pytest.mark.parametrize(("shape", "text", "key"), SEEN)
def test_seen(shape: Callable[[View], Sign | None], text: str, key: str) -> None:
    sign = shape(view(text))
    assert sign is not None
    assert sign.key == key


@pytest.mark.parametrize(("shape", "text"), NOT_SEEN)
def test_not_seen(shape: Callable[[View], Sign | None], text: str) -> None:
    assert shape(view(text)) is None


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ("He unfolded the letter, and it ran as follows:", "announced in so many words"),
        ("She took up the pen and wrote:", "announced"),
        ("He scribbled a note to the porter.", "announced as written"),
        ("Mrs. Pole read the following paragraph of the newspaper:", "announced as no letter"),
        ("He turned to the others, and began:", None),
        ("The rain had stopped.", None),
    ],
)
def test_announced(before: str, key: str | None) -> None:
    sign = signs.announced([view(before), view("I shall come on Friday.")], 1)
    assert (sign.key if sign else None) == key


def test_voice_of_a_letter_is_told_from_the_story() -> None:
    letter = view("I write to you because I hope that you will forgive me, and I think you can.")
    story = view("She turned to the window and saw that he had gone, and her hands were cold.")
    assert signs.voice(letter, first_person=False) > 0.5 > -0.5 > signs.voice(story, first_person=False)


def test_returned_from_a_letter() -> None:
    assert signs.returned(view("She folded the letter and put it behind the clock."))
    assert signs.returned(view("She opened the window and called the dog.")) is None


@pytest.mark.parametrize(
    ("line", "role", "date"),
    [
        ("March 3, 1951", "dateline", "March 3, 1951"),
        ("The Lower Light, Thursday, 9 November", "dateline", "Thursday, 9 November"),
        ("Date: Mon, 4 May, 18:12", "letterhead", "Mon, 4 May, 18:12"),
        ("March 3, 1951", "body", ""),
    ],
)
def test_written_on(line: str, role: Role, date: str) -> None:
    assert written_on([(line, role)]) == date
