"""The people of a whole book: joined where the evidence says so, and only there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from typeset import letters, manifest
from typeset.letters import Correspondent
from typeset.model import Kind, Letter
from typeset.prepare import prepare_source, prepare_stories


@dataclass(frozen=True)
class Person:
    also: tuple[str, ...] = ()
    hand: str | None = None


def letter(sender: str | None, recipient: str | None, called: str | None = None, **more: object) -> Letter:
    return Letter(
        "letter", 0, 1, {}, sender=sender, sender_text=sender, recipient=recipient, recipient_text=called or recipient,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def people(
    stories: Sequence[Sequence[Letter]], text: str = "", known: Mapping[str, Correspondent] | None = None
) -> tuple[list[list[tuple[str | None, str | None]]], Mapping[str, tuple[str, ...]]]:
    """Sender and recipient of each letter of each story, and what was left apart."""
    found = letters.gather(stories, [text], known or {})
    return [[(each.sender, each.recipient) for each in story] for story in found.letters], found.apart


TEXT = "Then Tilda Marsh came in, and Tilda Marsh was wet. Dogs saw Osbert Crane, and he Osbert Crane's dogs. "
STORIES = {
    "first.txt": """Tilda Marsh had a letter from Osbert Crane.

Dear Tilda,

The dog has eaten your hat, and I am sorry.

Yours ever,

Osbert Crane

Tilda Marsh laid it down, and Tilda Marsh laughed.
""",
    "second.txt": """She took a pen at last and wrote back.

Dear Mr. Crane,

It was not my hat. It was yours, and I am glad.

Yours sincerely,

T. M.

The dog watched her seal it.
""",
}


def test_a_forename_that_one_has_is_theirs_in_every_story() -> None:
    named, apart = people([[letter("Tilda Marsh", "Osbert")], [letter("Tilda", "Osbert Crane")]], TEXT)
    assert named == [[("Tilda Marsh", "Osbert Crane")], [("Tilda Marsh", "Osbert Crane")]]
    assert not apart


def test_a_forename_that_two_have_is_told() -> None:
    text = TEXT + "On Sunday Tilda Crane came, and on Monday Tilda Crane went. "
    named, apart = people([[letter("Tilda", "Osbert Crane")]], text)
    assert named == [[("Tilda", "Osbert Crane")]]
    assert apart == {"Tilda": ("Tilda Crane", "Tilda Marsh")}


def test_initials_are_the_one_correspondents_who_has_them() -> None:
    named, _ = people([[letter("Tilda Marsh", "Osbert Crane")], [letter("T. M.", "Osbert Crane")]], TEXT)
    assert named[1] == [("Tilda Marsh", "Osbert Crane")]


def test_one_initial_means_who_writes_to_the_same_people() -> None:
    stories = [[letter("Tilda Marsh", "Osbert Crane"), letter("T", "Osbert Crane")], [letter("T", "Ludo Pyke")]]
    named, _ = people(stories, TEXT)
    assert named[0][1] == ("Tilda Marsh", "Osbert Crane")
    alone, _ = people([[letter("Tilda Marsh", "Osbert Crane")], [letter("T", "Ludo Pyke")]], TEXT)
    assert alone[1] == [("T", "Ludo Pyke")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tilda B. Marsh", "Tilda Marsh", True),
        ("T. Marsh", "Tilda Marsh", True),
        ("Dr. Marsh", "Tilda Marsh", True),
        ("Mrs. Marsh", "Tilda Marsh", False),
        ("Mr. Marsh", "Tilda Marsh", False),
        ("Una Marsh", "Tilda Marsh", False),
        ("Mother", "Tilda Marsh", False),
    ],
)
def test_what_joins_two_names(one: str, other: str, same: bool) -> None:
    named, _ = people([[letter(one, "Osbert Crane")], [letter(other, "Ludo Pyke")]], TEXT)
    assert (named[0][0][0] == named[1][0][0]) is same


def test_three_forms_of_one_name_are_one() -> None:
    forms = ["T. Marsh", "Tilda B. Marsh", "Tilda Beatrix Marsh", "Tilda Marsh"]
    named, apart = people([[letter(form, "Osbert Crane")] for form in forms], TEXT)
    assert {story[0][0] for story in named} == {"Tilda Marsh"}
    assert not apart


def test_a_title_is_theirs_who_answers() -> None:
    named, apart = people([[letter("Osbert Crane", "Mrs. Marsh"), letter("Tilda Marsh", "Osbert Crane")]], TEXT)
    assert named == [[("Osbert Crane", "Tilda Marsh"), ("Tilda Marsh", "Osbert Crane")]]
    assert not apart


def test_a_title_without_an_answer_is_told() -> None:
    _, apart = people([[letter("Osbert Crane", "Mrs. Marsh"), letter("Ludo Pyke", "Osbert Crane")]], TEXT)
    assert apart == {"Mrs. Marsh": ("Tilda Marsh",)}


def test_a_pet_name_is_theirs_whom_a_heading_names_beside_it() -> None:
    named, _ = people([[letter("Ludo Pyke", "Osbert Crane", "Ozzy")], [letter("Tilda Marsh", "Ozzy")]], TEXT)
    assert named[1] == [("Tilda Marsh", "Osbert Crane")]


def test_a_pet_name_is_the_one_bearers_who_writes_to_the_same_people() -> None:
    full, short = letter("Matilda Marsh", "Osbert Crane"), letter("Tilly", "Osbert Crane")
    assert people([[full], [short]])[0][1] == [("Matilda Marsh", "Osbert Crane")]
    # Of other company, or one of two, she is told and left apart.
    named, apart = people([[full], [letter("Tilly", "Ludo Pyke")]])
    assert named[1] == [("Tilly", "Ludo Pyke")]
    assert apart == {"Tilly": ("Matilda Marsh",)}
    _, apart = people([[full, letter("Matilda Crane", "Osbert Crane")], [short]])
    assert apart == {"Tilly": ("Matilda Crane", "Matilda Marsh")}
    # Nobody writes to herself.
    assert people([[full, letter("Tilly", "Matilda Marsh")]])[0][0][1] == ("Tilly", "Matilda Marsh")


def test_the_manifest_has_the_last_word() -> None:
    known = {"Tilda": Person(also=("the Wet One",), hand="round"), "Una": Person(hand="italic")}
    stories = [[letter("Tilda Marsh", "Una"), letter("the Wet One", "Una"), letter("Una", "Tilda", hand="copperplate")]]
    found = letters.gather(stories, [TEXT], known)
    assert [(each.sender, each.recipient, each.hand) for each in found.letters[0]] == [
        ("Tilda", "Una", "round"), ("Tilda", "Una", "round"), ("Una", "Tilda", "copperplate"),
    ]  # fmt: skip
    assert found.joined == {"Tilda": ("Tilda Marsh", "the Wet One")}


def test_a_name_that_a_correction_gives_is_joined_to_no_other_but_by_the_manifest() -> None:
    given = letter("Tilda", "Osbert Crane", sender_from="correction")
    stories = [[letter("Tilda Marsh", "Osbert Crane"), given]]
    named, _ = people(stories, TEXT)
    assert named[0][1] == ("Tilda", "Osbert Crane")
    named, _ = people(stories, TEXT, {"Tilda Marsh": Person(also=("Tilda",))})
    assert named[0][1] == ("Tilda Marsh", "Osbert Crane")


def test_what_a_letter_calls_its_writer_does_not_unsay_a_correction() -> None:
    given = Letter("letter", 0, 1, {}, sender="Una", sender_text="T", sender_from="correction")
    assert letters.gather([[given]], [TEXT], {"Tilda": Person(also=("T",))}).letters[0][0].sender == "Una"


def test_a_book_is_gathered_over_its_stories(tmp_path: Path) -> None:
    """As a manifest's stories are, where each file by itself knows less."""
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "book.yaml").write_text(
        f"title: Two\nstories: [{', '.join(STORIES)}]\ncorrespondents: {{Osbert Crane: {{hand: typewriter}}}}\n",
        encoding="utf-8",
    )
    first, second = prepare_stories(manifest.load(tmp_path / "book.yaml"))
    (one,), (other,) = first.letters, second.letters
    assert (one.sender, one.recipient, one.hand) == ("Osbert Crane", "Tilda Marsh", "typewriter")
    assert (other.sender, other.recipient, other.sender_from) == ("Tilda Marsh", "Osbert Crane", "signature")
    assert prepare_source(tmp_path / "second.txt", "second.txt", "en").letters[0].sender == "T. M"


@pytest.mark.parametrize(
    ("kind", "hand"),
    [("letter", "round"), ("note", "round"), ("telegram", None), ("email", None), ("messages", None)],
)
def test_a_hand_is_of_what_is_written_by_hand(kind: Kind, hand: str | None) -> None:
    sent = Letter(kind, 0, 1, {}, sender="Una", recipient="Ludo Pyke")
    found = letters.gather([[sent]], [TEXT], {"Una": Person(hand="round")})
    assert found.letters[0][0].hand == hand
    assert found.doubts(found.letters[0]) == ()


def test_a_letter_of_any_kind_keeps_the_hand_that_was_given_to_itself() -> None:
    wire = Letter("telegram", 0, 1, {}, sender="Una", hand="typewriter")
    assert letters.gather([[wire]], [TEXT], {"Una": Person(hand="round")}).letters[0][0].hand == "typewriter"
