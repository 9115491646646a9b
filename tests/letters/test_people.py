"""Who wrote and to whom: by a letter's own lines, by the narration around, by the letters beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import pytest

from typeset import letters, passes, readers
from typeset.letters.chapter import Chapter
from typeset.letters.people import correspondents
from typeset.letters.persons import TRUST, Exchange, is_name, named
from typeset.letters.span import Span
from typeset.letters.view import views
from typeset.model import NamedBy, Role

# A letter's lines, each as "role: text"; "> text" is narration.
Lines = Sequence[str]
STORY = "The rest of the Pells saw Agnes Pell and Bram Tolley, and Agnes Pell spoke to Bram Tolley in Wenlow."


def exchanges(*lines: str) -> list[Exchange]:
    """The people of each letter in some lines."""
    texts, spans, open_ = [], list[tuple[Span, dict[int, Role]]](), False
    for at, line in enumerate(lines):
        role, _, text = line.partition(" ")
        texts.append(text)
        if role == ">":
            open_ = False
            continue
        named_role: Role = role.rstrip(":")  # type: ignore[assignment]
        if open_:
            span, roles = spans.pop()
            spans.append((Span(span.first, at, 1.0, 1.0), {**roles, at: named_role}))
        else:
            spans.append((Span(at, at, 1.0, 1.0), {at: named_role}))
        open_ = True
    raw = readers.read("\n\n".join([*texts, STORY]).encode(), "story.txt")
    return correspondents(Chapter(views(passes.clean(raw, "en-GB")[0])), spans)


def only(*lines: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Sender and recipient of one letter, each with where the name comes from."""
    (found,) = exchanges(*lines)
    return found.sender.name, found.sender.source, found.recipient.name, found.recipient.source


BODY = "body: I have the ladder and shall bring it back on the day that you said I ought to."


@pytest.mark.parametrize(
    ("closing", "sender"),
    [
        (("signature: Agnes Pell",), "Agnes Pell"),
        (("valediction: Your loving niece, Agnes",), "Agnes Pell"),
        (("valediction: Yours truly,", "signature: B. Tolley,", "signature: Warden of the Fell"), "Bram Tolley"),
        (("valediction: We are, Sir,", "valediction: Your servants,", "signature: Pole & Son."), "Pole & Son"),
        (("signature: p.p. T. Orme, Sub-Manager",), "T. Orme"),
        (("signature: (Signed) Una Gray (Mrs.)",), "Una Gray"),
        (("signature: love from Agnes xx",), "Agnes Pell"),
        (("valediction: With my best love, Your Mother",), "Mother"),
        (("valediction: Yours, my dear Agnes,",), None),
        (
            ("body: Agnes Pell", "body: You may show it to the cook, who knows of the ladder as well as I."),
            "Agnes Pell",
        ),
        (("body: It is done. Back on Friday.—Agnes.",), "Agnes Pell"),
        (("body: It is done. Back on Friday. Bram Tolley.",), "Bram Tolley"),
        (("body: It is done, and I am as ever your obedient servant, Una Gray.",), "Una Gray"),
        (("body: It was all for Mr. Tolley.",), None),
        (("body: I shall be at home in Wenlow.",), None),
    ],
)
def test_who_signs(closing: Lines, sender: str | None) -> None:
    assert only(BODY, *closing)[0] == sender


@pytest.mark.parametrize(
    ("head", "recipient"),
    [
        (("salutation: My dear Agnes,",), "Agnes Pell"),
        (("salutation: Dear Mr. Tolley [it ran],",), "Mr. Tolley"),
        (("body: Dearest, dearest Agnes, I have so much to say of the ladder that I hardly know how.",), "Agnes Pell"),
        (("body: My good Agnes—the ladder is as long as you said it was.",), "Agnes Pell"),
        (("body: Agnes—the ladder is as long as you said it was.",), "Agnes Pell"),
        (("salutation: Dear Aunt Una and Uncle Jim,",), "Aunt Una and Uncle Jim"),
        (("salutation: Dear Papa,",), "Papa"),
        (("salutation: Dear Sir,",), None),
        (("salutation: My dear boy,",), None),
        (("address: Wenlow Hall,", "salutation: Dear Agnes,"), "Agnes Pell"),
        (("dateline: 3 May", "address: Mrs. Una Gray, The Fell", "salutation: Madam,"), "Mrs. Una Gray"),
        (("heading: Letter, Bram Tolley, Wenlow, to Agnes Pell, Hythe.",), "Agnes Pell"),
    ],
)
def test_whom_it_greets(head: Lines, recipient: str | None) -> None:
    assert only(*head, BODY)[2] == recipient


def test_an_address_below_the_name_is_the_readers() -> None:
    lines = (
        "salutation: Sir,",
        BODY,
        "valediction: Yours truly,",
        "signature: Agnes Pell.",
        "address: B. Tolley, Esq.",
    )
    assert only(*lines) == ("Agnes Pell", "signature", "Bram Tolley", "address")


def test_a_wire_begins_with_whom_it_is_for() -> None:
    lines = ("letterhead: AGNES PELL FERRY STREET HYTHE", "body: LADDER FOUND STOP COME HOME STOP BRAM")
    assert only(*lines) == ("Bram Tolley", "signature", "Agnes Pell", "address")


def test_a_heading_has_the_name_and_the_letter_its_own_words() -> None:
    (found,) = exchanges(
        "heading: Letter from Agnes Pell to Bram Tolley.", "salutation: Dear Brammy,", BODY, "signature: Nan"
    )
    assert (found.sender.name, found.sender.words) == ("Agnes Pell", "Nan")
    assert (found.recipient.name, found.recipient.words) == ("Bram Tolley", "Brammy")


@pytest.mark.parametrize(
    ("before", "after", "sender", "recipient"),
    [
        ("> So Agnes wrote a note to Bram Tolley:", "> It was sent.", "Agnes Pell", "Bram Tolley"),
        ("> There was a letter from Bram on the mat.", "> It was wet.", "Bram Tolley", None),
        ("> Agnes Pell's letter was short.", "> It was wet.", "Agnes Pell", None),
        ("> The day was long, and he wrote to Wenlow:", "> It was sent.", None, None),
        ("> The day was long.", "> It was read twice.", None, None),
    ],
)
def test_what_the_narration_says(before: str, after: str, sender: str | None, recipient: str | None) -> None:
    (found,) = exchanges(before, "body: The ladder is long, and the fell is high.", after)
    assert (found.sender.name, found.recipient.name) == (sender, recipient)
    assert found.sender.source == ("narration" if sender else None)
    assert found.sender.words is None


MAILS = """\
From: Agnes Pell
To: Bram Tolley
Subject: Fw: ladder

This one is for you.

-----Original Message-----
From: Una Gray
To: Agnes Pell
Subject: ladder

Who has it?

U.
"""


def test_the_signature_of_a_mail_that_is_handed_on_is_not_the_senders() -> None:
    raw = readers.read(MAILS.encode(), "story.txt")
    outer, inner = letters.find(passes.clean(raw, "en-GB")[0])
    assert (outer.sender, outer.sender_text) == ("Agnes Pell", "Agnes Pell")
    assert (inner.sender, inner.sender_text) == ("Una Gray", "U")


def test_what_a_screen_puts_beside_a_speaker_is_no_part_of_the_name() -> None:
    said = "Her phone buzzed.\n\nAgnes (attic): who has it\n\nBram (14): not me\n\nAgnes (attic): Una then\n"
    (chat,) = letters.find(passes.clean(readers.read(said.encode(), "story.txt"), "en-GB")[0])
    assert (chat.sender, chat.sender_text, chat.recipient) == ("Agnes", "Agnes", "Bram")


def test_an_answer_swaps_sender_and_recipient() -> None:
    first, second = exchanges(
        "salutation: Dear Agnes,", BODY, "signature: Bram", "> She answered it.", "salutation: Dear Bram,", BODY
    )
    assert (first.sender.name, first.recipient.name) == ("Bram Tolley", "Agnes Pell")
    assert (second.sender.name, second.sender.source) == ("Agnes Pell", "exchange")
    assert second.sender.trust is not None and second.sender.trust < (first.sender.trust or 0)


def test_an_initial_is_spelt_by_the_other_letters() -> None:
    first, second = exchanges(
        "salutation: Dear Una,", BODY, "signature: Wystan", "> Later:", "salutation: Dear Una,", BODY, "signature: W."
    )
    assert first.sender.name == second.sender.name == "Wystan"
    assert second.sender.words == "W"


def test_names_in_a_letters_lines() -> None:
    assert named("Yours ever, Bill Pole") == "Bill Pole"
    assert named("The Countess of Wenlow") == "Countess of Wenlow"
    assert named("your affectionate mother") == ""
    assert is_name("F. C. Weston")
    assert not is_name("Your Tom")


def test_every_source_of_a_name_has_its_trust() -> None:
    assert set(TRUST) == set(get_args(NamedBy))


def found_in(text: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Sender and recipient of each letter of a story, each by name and by the letter's own words."""
    found = letters.find(passes.clean(readers.read(text.encode(), "story.txt"), "en-GB")[0])
    return [(each.sender, each.sender_text, each.recipient, each.recipient_text) for each in found]


@pytest.mark.parametrize(
    ("head", "recipient", "words"),
    [
        ("salutation: Dear whoever finds this ladder,", None, "whoever finds this ladder"),
        ("salutation: To whom it may concern:", None, "whom it may concern"),
        ("salutation: Dear all,", None, "all"),
        ("salutation: To Agnes and all at home", "Agnes Pell", "Agnes"),
        ("body: TO THE LADDER COMMITTEE. IT IS GONE.", "LADDER COMMITTEE", "LADDER COMMITTEE"),
        ("salutation: Hi Flat 4", None, "Flat 4"),
    ],
)
def test_who_is_greeted_that_has_no_name(head: str, recipient: str | None, words: str) -> None:
    (found,) = exchanges("> Agnes Pell sent it to Bram Tolley:", head, BODY)
    assert found.recipient.words == words
    if recipient or found.recipient.anyone:
        assert found.recipient.name == recipient  # the narration's reader is not who “all” are


def test_a_door_may_be_whoever_acts_after() -> None:
    (found,) = exchanges("salutation: Hi Flat 4", "body: I have your ladder.", "> So Agnes Pell went to fetch it.")
    assert (found.recipient.name, found.recipient.words) == ("Agnes Pell", "Flat 4")


@pytest.mark.parametrize(
    ("line", "sender", "words"),
    [
        ("signature: B. Tolley (Warden)", "Bram Tolley", "B. Tolley (Warden)"),
        ("signature: Flat 4 (Agnes)", "Agnes Pell", "Flat 4 (Agnes)"),
        ("body: For the cat. It is hers. A.", "Agnes Pell", "A."),
    ],
)
def test_a_signature_with_something_beside_it(line: str, sender: str, words: str) -> None:
    (found,) = exchanges("> Agnes Pell was late.", BODY, line)
    assert (found.sender.name, found.sender.words) == (sender, words)


def test_an_office_writes_what_nobody_signs() -> None:
    (found,) = exchanges("letterhead: MINISTRY OF LADDERS. Form 9.", "salutation: Sir,", BODY)
    assert (found.sender.name, found.sender.words) == ("MINISTRY OF LADDERS", "MINISTRY OF LADDERS")
    (signed,) = exchanges("letterhead: MINISTRY OF LADDERS", "salutation: Sir,", BODY, "signature: Una Gray")
    assert signed.sender.name == "Una Gray"


def side_by_side(*lettered: Lines) -> list[tuple[str | None, str | None]]:
    """The people of letters that stand side by side."""
    lines = [line for some in lettered for line in some]
    starts = [sum(map(len, lettered[:at])) for at in range(len(lettered))]
    texts, spans = [], list[tuple[Span, Mapping[int, Role]]]()
    for start, some in zip(starts, lettered, strict=True):
        roles: dict[int, Role] = {start + at: line.partition(":")[0] for at, line in enumerate(some)}  # type: ignore[misc]
        spans.append((Span(start, start + len(some) - 1, 1.0, 1.0), roles))
    texts = [line.partition(" ")[2] for line in lines]
    raw = readers.read("\n\n".join([*texts, STORY]).encode(), "story.txt")
    found = correspondents(Chapter(views(passes.clean(raw, "en-GB")[0])), spans)
    return [(each.sender.name, each.recipient.name) for each in found]


def test_letters_side_by_side_answer_each_other() -> None:
    first = ("salutation: Madam,", BODY, "signature: Wystan Orme (Maj.)")
    second = ("salutation: Major,", BODY, "signature: Una Gray")
    assert side_by_side(first, second) == [("Wystan Orme", "Una Gray"), ("Una Gray", "Wystan Orme")]
    assert side_by_side(first, first)[0][1] is None


def test_an_answer_by_a_pet_name_is_to_the_writer() -> None:
    first = ("salutation: Dear Una,", BODY, "signature: Odoric")
    second = ("salutation: Oddy,", BODY, "signature: Una")
    assert side_by_side(first, second)[1] == ("Una", "Odoric")
    third = ("salutation: Dear Una,", BODY, "signature: Oswin")
    assert side_by_side(third, first, second)[2] == ("Una", "Oddy")


def test_two_who_write_by_turns_go_on() -> None:
    first = ("salutation: Dear Una,", BODY, "signature: Wystan")
    second = ("salutation: Dear Wystan,", BODY, "signature: Una")
    silent = ("body: The ladder is long, and the fell is high.",)
    assert side_by_side(first, second, silent)[2] == ("Wystan", "Una")
    assert side_by_side(first, first, silent)[2] == (None, None)


def test_a_forename_is_of_who_signs_by_its_initial() -> None:
    first = ("salutation: Dear Bram,", BODY, "signature: H. Quill")
    second = ("salutation: My dear idiot,", BODY, "signature: Hetty")
    assert side_by_side(first, second) == [("H. Quill", "Bram Tolley"), ("H. Quill", "Bram Tolley")]


WIRES = """\
The wire had come while she was out, said Agnes Pell.

MISS A PELL FERRY STREET HYTHE

LADDER FOUND STOP DO NOT CLIMB IT STOP BRAM

GOAT HAS CLIMBED IT STOP GOAT NOT SERIOUS STOP I AM STOP

Agnes Pell went to find Bram Tolley.
"""


def test_a_wire_below_a_wire_is_of_the_same_people() -> None:
    (first, second) = found_in(WIRES)
    assert first[::2] == second[::2] == ("Bram Tolley", "Agnes Pell")


MAILED = """\
From: "Gray, Una" <u.gray@fell.example>
To: agnes.pell@hythe.example
Subject: ladder

Dear Agnes,

Who has it?

Una

She answered at once, since Agnes Pell knew. Nobody else in Wenlow was so quick as Agnes Pell.

From: agnes.pell@hythe.example
Subject: Re: ladder

Bram has it, and he will not give it back to me.

It went off with a noise like a bird. Later there was one from the office.

From: Ladder Desk <desk@fell.example>
To: Agnes Pell <agnes.pell@hythe.example>
Subject: ladders

Dear Agnes,

We have seen yours, and it is on a roof.

Wystan Orme
"""


def test_the_names_in_the_fields_of_mails() -> None:
    first, second, third = found_in(MAILED)
    assert first[::2] == ("Una Gray", "Agnes Pell")
    assert second[::2] == ("Agnes Pell", "Una Gray")
    assert third[::2] == ("Wystan Orme", "Agnes Pell")


CHAT = """\
Her phone buzzed again, and Agnes looked at it under the table.

the ladder people (3 members)

Agnes: who has it

Bram: not me

Una: Bram has

Then she looked up, and down again.

Bram: i have not

Agnes: you have

It was quiet at the table.
"""


def test_a_chat_of_several_is_for_the_group_and_goes_on_after_an_aside() -> None:
    found = letters.find(passes.clean(readers.read(CHAT.encode(), "story.txt"), "en-GB")[0])
    assert [(each.sender, each.recipient, each.continues) for each in found] == [
        ("Agnes", "the ladder people", False), ("Agnes", "the ladder people", True),
    ]  # fmt: skip
    unnamed = CHAT.replace("the ladder people (3 members)\n\n", "")
    assert {each[2] for each in found_in(unnamed)} == {"the group"}


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Bram: are you up\n\nMe: no\n\nBram: liar", ("Bram", "Bram", "Agnes", "Me")),
        ("agnes_p: who has it\n\nxx.bram: not me", ("Agnes", "agnes_p", "Bram", "xx.bram")),
        ("Unknown number: hi its bram\n\nAgnes: go away", ("Bram", "Unknown number", "Agnes", "Agnes")),
        ("Flat 4: who has it\n\nBram: not me", ("Flat 4", "Flat 4", "Bram", "Bram")),
        ("hi its Bram from the fell\n\nare u coming\n\nur ladder is here", ("Bram", "Bram", "Agnes", None)),
    ],
)
def test_who_reads_what_a_telephone_shows(said: str, people: tuple[str | None, ...]) -> None:
    before, after = (
        "There was something on the screen of her phone.",
        "Agnes put it away. It was hard for Agnes and Bram.",
    )
    assert found_in(f"{before}\n\n{said}\n\n{after}\n") == [people]


def test_what_stands_beside_a_name_in_a_signature_is_theirs_in_other_letters() -> None:
    first, second = exchanges(
        BODY, "signature: Flat 4 (Agnes)", "> He wrote back.", "salutation: Hi flat 4", BODY, "signature: Bram"
    )
    assert first.sender.name == second.recipient.name == "Agnes Pell"
