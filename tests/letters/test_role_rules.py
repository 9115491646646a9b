"""The plain rules of a letter's lines, each by a letter of our own; and what the shipped table makes of them."""

from __future__ import annotations

import pytest

from typeset.letters.chapter import Chapter
from typeset.letters.role_rules import ruled
from typeset.letters.roles import roles
from typeset.letters.view import View
from typeset.model import new

SHORT = {
    "letterhead": "letterhead", "address": "address", "date": "dateline", "greet": "salutation", "-": "body",
    "close": "valediction", "sign": "signature", "ps": "postscript",
}  # fmt: skip
PARAGRAPH = "- I have counted the herrings twice, and you still owe me eleven of them and the barrel they came in."
RUN_ON = "- I have nothing more to say of the herrings, and whatever the harbour master thinks, shall always remain"
# Each line of a letter below its role; lines of one block are parted by "/".
LETTERS = {
    "who it is for, above the salutation": ["address To Mrs. Orrin", "greet Dear Madam,", PARAGRAPH],
    "an address whose lines end as salutations do": [
        "date Brine Cottage,", "address Lower Quay,", "date 4 May 1893", "greet Dear Sir,", PARAGRAPH,
    ],
    "a salutation run in below a name": [
        "letterhead Mr. Tibalt Crewe:",
        "- Dear Sir—You will have the barrel back on the day that I have my eleven herrings.",
    ],
    "a salutation with no word for it": ["date Wednesday night.", "greet Much-wronged herring merchant,", PARAGRAPH],
    "a month without a day": ["date Brine Cottage, March.", "greet Dear Sir,", PARAGRAPH],
    "a place and month below the salutation": ["greet My dear Orrin,", "date Lower Quay—July", PARAGRAPH],
    "a remark in brackets": ["date 4 May 1893", "letterhead (Private)", "greet Dear Sir,", PARAGRAPH],
    "an address with no salutation": ["letterhead Crewe", "address Lower Quay", "address Brine", PARAGRAPH],
    "hours in the letter": [PARAGRAPH, "date Half-past four.", PARAGRAPH, "date 6 May.", PARAGRAPH],
    "who it is for, below the name": [PARAGRAPH, "close Yours truly,", "sign Tibalt Crewe", "address To Mrs. Orrin."],
    "his address there": [PARAGRAPH, "sign Tibalt Crewe.", "address Jos. Orrin, Esq.—Lower Quay."],
    "an office below the name": [PARAGRAPH, "close Yours truly,", "sign Tibalt Crewe,", "sign Deputy Weigher of Fish."],
    "place and date below the name": [PARAGRAPH, "close Yours truly,", "sign Tib", "date Brine Cottage, Thursday."],
    "an afterthought that is not called one": [
        PARAGRAPH, "sign T. Crewe", "ps The barrel you may keep, if the hoops have rusted as mine have.",
    ],
    "both": [
        PARAGRAPH, "sign T. Crewe", "address Jos. Orrin, Esq.",
        "ps You may show this to the harbour master, if he asks you for it.",
    ],
    "a close of its own below a postscript": [
        PARAGRAPH, "close Yours truly,", "sign Tibalt", "ps P.S. The barrel leaks.", "close Yours again,", "sign T. C.",
    ],
    "a formula in short lines": [
        RUN_ON, "close The", "close Ruin", "close Of a merchant,", "sign Tibalt Crewe.",
    ],
    "a formula in steps": [PARAGRAPH, "close I am", "close Dear Madam,", "close Yours truly,", "sign Tibalt Crewe."],
    "a formula cut short": [PARAGRAPH, "close I am, dear madam, etc. etc."],
    "formula and name in one block": [PARAGRAPH, "sign Dear Sir, yours truly,/Tibalt Crewe."],
    "formula and name on one line": [
        PARAGRAPH, "close Yours ever, Tibalt Crewe.",
        "ps Would you send me the hoops, and a pound of nails for the lid?",
    ],
    "signed, it says": [PARAGRAPH, "sign (Signed)", "sign Tibalt Crewe."],
    "signed by no name": [PARAGRAPH, "close Yours truly,", "sign the man from whom you had eleven herrings"],
    "an answer that is asked for": [PARAGRAPH, "close Yours truly,", "sign Tibalt Crewe", "ps R.S.V.P."],
}  # fmt: skip


def read(lines: list[str]) -> tuple[Chapter, list[str]]:
    views = []
    for at, line in enumerate(lines):
        block = new("p", "")
        first, *rest = line.split(" ", 1)[1].split("/")
        block.text = first
        for more in rest:
            part = new("br")
            part.tail = more
            block.append(part)
        views.append(View([block], at, at, 0, False, False))
    return Chapter(views), [SHORT[line.split(" ", 1)[0]] for line in lines]


@pytest.mark.parametrize("lines", LETTERS.values(), ids=LETTERS)
def test_rule(lines: list[str]) -> None:
    chapter, wanted = read(lines)
    assert list(ruled(chapter, 0, len(lines) - 1).values()) == wanted


@pytest.mark.parametrize("lines", LETTERS.values(), ids=LETTERS)
def test_learned(lines: list[str]) -> None:
    chapter, wanted = read(lines)
    found = roles(chapter, 0, len(lines) - 1).values()
    same = {"address": "letterhead"}
    assert [same.get(role, role) for role in found] == [same.get(role, role) for role in wanted]


@pytest.mark.parametrize(
    "line",
    ["He left for Brine on the 4th of May.", "On Tue, 4 May, Mr. Orrin wrote:", "I was with her on 4 May 1893."],
)
def test_a_sentence_with_a_date_is_no_dateline(line: str) -> None:
    chapter, wanted = read(["greet Dear Orrin,", PARAGRAPH, f"- {line}", PARAGRAPH])
    assert list(ruled(chapter, 0, 3).values()) == wanted


def test_the_month_of_a_name_is_no_date() -> None:
    chapter, wanted = read([PARAGRAPH, "close Yours truly,", "sign Aunt June"])
    assert list(ruled(chapter, 0, 2).values()) == wanted


def test_a_letter_of_one_block_is_its_body() -> None:
    chapter, _ = read(["- Perplexed. Explain barrel. Tibalt."])
    assert roles(chapter, 0, 0) == {0: "body"}
