"""What letters are called, in each language."""

from __future__ import annotations

import pytest

from typeset.correspondence import document_name, letter_name
from typeset.correspondence.names import tidy_date
from typeset.model import Kind


@pytest.mark.parametrize(
    ("kind", "sender", "recipient", "language", "name"),
    [
        ("letter", "Ann", "Bo", "en-GB", "Letter from Ann to Bo"),
        ("telegram", "Ann", None, "en", "Telegram from Ann"),
        ("email", None, "Bo", "en", "Email to Bo"),
        ("note", None, None, "en", "Note"),
        ("messages", "Ann", "Bo", "en", "Messages between Ann and Bo"),
        ("letter", "Ann", "Bo", "de-AT", "Brief von Ann an Bo"),
        ("note", "Ann", "Bo", "de", "Notiz von Ann an Bo"),
        ("letter", "Bo", "Anne", "fr", "Lettre de Bo à Anne"),
        ("letter", "Anne", "Bo", "fr-CA", "Lettre d’Anne à Bo"),
        ("messages", "Bo", "Inés", "es", "Mensajes entre Bo e Inés"),
        ("letter", "Bo", "Anna", "it", "Lettera di Bo ad Anna"),
        ("telegram", "Bo", "Ann", "nl", "Telegram van Bo aan Ann"),
        ("letter", "Bo", "Ann", "pt-BR", "Carta de Bo para Ann"),
        ("letter", "Bo", "Ann", "fi", "Letter from Bo to Ann"),
        ("letter", "{kind}", "Bo", "en", "Letter from {kind} to Bo"),
    ],
)
def test_accessible_names(kind: Kind, sender: str | None, recipient: str | None, language: str, name: str) -> None:
    assert letter_name(kind, sender, recipient, language=language) == name
    assert letter_name(kind, sender, recipient, "9 June", language=language) == f"{name}, 9 June"


def test_a_piece_that_goes_on_says_so() -> None:
    assert letter_name("letter", "Ann", None, continues=True, language="de") == "Brief von Ann (Fortsetzung)"


def test_what_is_no_letter() -> None:
    assert document_name("diary", "2 May", "en") == "Diary entry, 2 May"
    assert document_name("newspaper", "", "fr") == "Coupure de journal"


@pytest.mark.parametrize(
    ("date", "tidy"),
    [
        ("9th December, 1893.", "9th December, 1893"),
        ("Sun, 5 May 1996 18:12:03 +0100", "Sun, 5 May 1996"),
        ("Mon, 4 May, 18:12", "Mon, 4 May"),
        ("Thursday  12 March at 7.15 pm", "Thursday 12 March"),
        ("4.5.1911", "4.5.1911"),
        ("", ""),
    ],
)
def test_a_lists_dates_have_no_time_of_day(date: str, tidy: str) -> None:
    assert tidy_date(date) == tidy
