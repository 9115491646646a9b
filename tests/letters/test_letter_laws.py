"""Laws of the finder and of the setting in, tried on stories put together at random."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from typeset import letters
from typeset.ledger import letters_and_digits
from typeset.model import BLOCK, GAP, Element, block_numbers, new, text_of

LINES = (
    "Dear Nan,",
    "“Sir,—",
    "3 March 1951",
    "The Anchor, Wick Street",
    "Yours ever,",
    "— N.",
    "Nan Pole",
    "P.S. Bring rope.",
    "I write to you because I hope that you will come.",
    "She folded the letter and went to the window.",
    "He scribbled a note, and it ran as follows:",
    "“Come in,” he said.",
    "“I shall be there on Friday,",
    "On Mon, 4 May, Ann wrote:",
    "From: Ann",
    "To: Bo",
    "Subject: Rope",
    "[00:02] Ann: are you there",
    "[00:03] Bo: no",
    "Bo:",
    "Ann 21:04",
    "Read 21:05",
    "<ann> where is the rope",
    "From: Ann To: Bo Subject: Rope",
    "-----Original Message-----",
    "Sent from my phone",
    "The group chat",
    "TELEGRAM",
    "COME AT ONCE STOP BRING ROPE STOP ANN",
    "Letter Two — From Nan Pole",
    "XII",
    "…",
    "Ø",
    "The lark is up, the lamb is down",
)
GAPS = st.sampled_from((1, 1, 1, 3, None))


@st.composite
def stories(draw: st.DrawFn) -> Element:
    tree = new("section")
    for number, line in enumerate(draw(st.lists(st.sampled_from(LINES), max_size=30))):
        width = draw(GAPS)
        if width is None:
            tree.append(new("hr", class_="scene-break"))
        parts = line.split(" ", 1)
        block = new("p", parts[0])
        block.set(BLOCK, str(number))
        block.set(GAP, str(width or 1))
        tail = new(draw(st.sampled_from(("em", "br", "strong"))))
        if len(parts) > 1:
            if tail.tag.endswith("br"):
                tail.tail = parts[1]
            else:
                tail.text = parts[1]
            block.append(tail)
        tree.append(block)
    return tree


@settings(max_examples=250, deadline=None)
@given(stories())
def test_laws(tree: Element) -> None:
    found = letters.find(tree)
    count = sum(1 for element in tree.iter() if element.get(BLOCK) is not None)
    for at, letter in enumerate(found):
        assert 0 <= letter.first <= letter.last < count
        assert set(letter.roles) == set(range(letter.first, letter.last + 1))
        assert letter.evidence
        for other in found[at + 1 :]:
            assert other.first > letter.last or (letter.first <= other.first and other.last <= letter.last)
    assert found == letters.find(tree)
    inset = letters.inset(tree, found)
    assert letters_and_digits(text_of(inset)) == letters_and_digits(text_of(tree))
    numbers = [block_numbers(element)[0] for element in inset.iter() if element.get(BLOCK) is not None]
    assert numbers == sorted(numbers)
    assert sum("letter" in (element.get("class") or "") for element in inset) <= len(found)
