"""What all rooms do to trees and words."""

from __future__ import annotations

import pytest
from lxml import etree

from typeset.ledger import Ledger, count_words, letters_and_digits, prove
from typeset.model import text_of, unwrap


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a<i>b<u/>c</i>d</p>", "<p>ab<u/>cd</p>"),
        ("<p><u/>a<i>b</i>c</p>", "<p><u/>abc</p>"),
        ("<p><i><u/></i>c</p>", "<p><u/>c</p>"),
        ("<p>a<i/>c</p>", "<p>ac</p>"),
        ("<p><i/></p>", "<p/>"),
    ],
)
def test_unwrap(before: str, after: str) -> None:
    paragraph = etree.fromstring(before)
    (element,) = paragraph.iter("i")
    unwrap(element)
    assert etree.tostring(paragraph, encoding="unicode") == after


def test_the_text_round_a_comment_is_text() -> None:
    assert text_of(etree.fromstring("<p>a<!--x-->b<br/>c<?y z?>d</p>")) == "ab\ncd"


def test_a_mark_at_the_start_of_a_block_is_no_lost_word() -> None:
    tree = etree.fromstring("<section><p>e</p><p>\u0301x</p></section>")
    prove(("e", "\u0301x"), tree, Ledger(), "a text")
    assert letters_and_digits("e \u0301") == letters_and_digits("\u00e9")


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), (" \n", 0), ("one", 1), ("“Two —\u00a0three,” *** (4)", 3), ("’tis -- … \u0301x", 2)]
)
def test_what_has_a_letter_or_digit_is_a_word(text: str, words: int) -> None:
    assert count_words([text, text]) == 2 * words
