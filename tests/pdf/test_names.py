"""Names: known from the book itself, and broken only where another way is much worse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from specimens import bind, print_volume

from typeset.pdf.lines import proper_names
from typeset.pdf.lines.names import is_title


@pytest.mark.parametrize(
    "text, names",
    [
        ("He went to Carrow Bridge with Hollingworth.", {"Carrow", "Bridge", "Hollingworth"}),
        ("They saw Bridge Street. The bridge was down.", {"Street"}),  # also written without a capital
        ("Nobody came. Supper was late. “Whatever for?”", set()),  # each begins a sentence
        ("Then Mr. Winterbourne and St. Olave and J. Carrington rose.", {"Winterbourne", "Olave", "Carrington"}),
        ("Yes, Wi, Ann and Ida", set()),  # too short ever to be broken
        ("She read:\nLedger\nBottle", set()),  # verse begins its lines so
        ("SHE SAID WHATEVER FOR and whatever and for", set()),
    ],
)
def test_a_name_has_a_capital_in_mid_sentence_and_is_nowhere_without(text: str, names: set[str]) -> None:
    assert proper_names([text]) == names


@pytest.mark.parametrize("word", ["Mr.", "Mrs.", "Mr", "Mrs", "Dr", "St.", "J.", "“Mr.", "Mme."])
def test_a_title_is_not_parted_from_its_name(word: str) -> None:
    assert is_title(word)


@pytest.mark.parametrize("word", ["Sir", "My", "Ann", "mr.", "“I", "end.", "Miss", "By", "Why", "Oh,"])
def test_other_short_words_are_no_titles(word: str) -> None:
    assert not is_title(word)


def test_one_block_says_what_another_needs() -> None:
    assert proper_names(["Hollingworth rose.", "Ask Hollingworth.", "The ledgers, Ledgers", "the ledgers"]) == {
        "Hollingworth"
    }


SENTENCES = (
    "The ledgers of the harbour were kept in three colours by {0}, and in all that time nobody had ever thought of "
    "asking about the red bottle on the shelf or the keys to the bonded store. ",
    "It was late in the afternoon when at last the boat came round the point with {1} in it; the tide had turned, and "
    "there was understandably not much to be seen of the other side. ",
    "Whatever had been said of it in the register of the lamp office, it was {2} alone who had read what was written "
    "there, and who remembered afterwards, remarkably well, what had been left out. ",
)
NAMES = ("Pennington", "Winterbourne", "Carrington")


NARROWER = "".join(f"section > p:nth-of-type({n}) {{ margin-right: {n}pt }}" for n in range(1, 81))


def broken(folder: Path, words: tuple[str, ...], language: str) -> int:
    """How often one of the words is broken over two lines, where the same text is set to eighty measures."""
    text = "".join(SENTENCES).format(*words)
    blocks = f'<p lang="{language}" xml:lang="{language}">{text}</p>' * 80
    printed = print_volume(bind({"Names": blocks}), folder / f"{words[0]}.pdf", css=NARROWER).text(7)
    halves = "|".join(word[:cut] + "\u2010\\s+" + word[cut:] for word in words for cut in range(2, len(word)))
    return len(re.findall(halves, printed))


def test_names_stay_whole_where_it_can_be_helped(tmp_path: Path) -> None:
    plain = tuple(word.lower() for word in NAMES)
    assert 4 * broken(tmp_path, NAMES, "en-GB") < 3 * broken(tmp_path, plain, "en-GB")


def test_where_all_nouns_have_capitals_a_capital_says_nothing(tmp_path: Path) -> None:
    nouns = ("Wetterbericht", "Kassenbücher", "Fensterläden")
    assert broken(tmp_path, nouns, "de") > 3
