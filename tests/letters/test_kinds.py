"""What the story tells of a span's kind, where its form does not."""

from __future__ import annotations

import pytest

from typeset.letters import kinds
from typeset.letters.chapter import Chapter
from typeset.letters.roles import roles
from typeset.letters.view import View
from typeset.model import Kind, new

ANNOUNCED: list[tuple[Kind, str, str]] = [
    ("telegram", "Wilhelmina had the wire in her hand when he came down.", "Arriving Tuesday. Do not paint. Ambrose."),
    ("telegram", "The cable was short:", "Green will not do. Try grey. Ambrose."),
    ("note", "With the second post came a note from the neighbour.", "I can see the green from my bath. E. P."),
    ("note", "It was on the back of a menu, in pencil.", "Hello. You have paint on your gate."),
    ("note", "He found it under the brush.", "Not the gate. I said the shed."),
    ("letter", "He opened the letter first.", "The shed is to be grey, and there is an end of it."),
    ("letter", "He found it under the brush.", "Dear Hector, the shed is to be grey, and there is an end of it."),
    ("letter", "The postcard showed a pier.", "It rains here too. We think of the shed."),
    ("letter", "The card had a view of a pier on it.", "It rains here too. We think of the shed."),
    ("messages", "His phone buzzed on the sill.", "is it drying"),
    (
        "messages",
        "There was one more line on the screen, from a number he did not know.",
        "who is painting at this hour",
    ),
    (
        "email",
        "There was an email from his sister, with no subject at all.",
        "What shade of green? I saw it from the train.",
    ),
]


@pytest.mark.parametrize(("kind", "before", "words"), ANNOUNCED)
def test_announced(kind: Kind, before: str, words: str) -> None:
    assert told([before, words, "He went out and looked at it from the road."], 1) == kind


def test_the_answer_to_a_wire_is_a_wire() -> None:
    story = [
        "The telegram lay on the mat.",
        "Paint nothing. Ambrose.",
        "He sat on the stairs for a while with the boy looking on.",
        "The boy said that there was no hurry, but that he was paid by the street.",
        "So he asked for a form, and wrote:",
        "Painted already. Regards. Hector.",
        "The boy counted the words twice.",
    ]
    assert told(story, 5) == "telegram"


def test_what_comes_long_after_a_wire_is_not_one() -> None:
    story = [
        "The telegram lay on the mat.",
        *["He slept, and it rained."] * 12,
        "You left the lid off the paint, and it has a skin on it.",
    ]
    assert told(story, 13) == "note"


def told(story: list[str], at: int) -> Kind:
    chapter = Chapter([View([new("p", text)], k, k, 0, False, False) for k, text in enumerate(story)])
    return kinds.kind(chapter, at, at, roles(chapter, at, at))
