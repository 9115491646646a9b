"""What was found, said: a letter's accessible name, how many of each kind, the JSON of `typeset letters --json`.

Enters: letters, the source's blocks, the tree and ledger of one story.  Leaves: text and plain data.  Never judges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from typeset.correspondence import letter_name
from typeset.ledger import Ledger
from typeset.model import BLOCK, GAP, Element, Kind, Letter, block_numbers, local

_COUNTED: dict[Kind, tuple[str, str]] = {
    "letter": ("letter", "letters"), "note": ("note", "notes"), "telegram": ("telegram", "telegrams"),
    "email": ("email", "emails"), "messages": ("thread of messages", "threads of messages"),
}  # fmt: skip
# Characters of a block that place it for a program.
_BEGINS = 60
# A name that is rather wrong than right is told as data, and stands in no book.
_LIKELY = 0.5


def accessible_name(letter: Letter, date: str = "", language: str = "en") -> str:
    """A letter in a line, as “Letter from Maud to Tobias, March 3, 1951”; who is not known, or hardly, is left out."""
    sender, recipient = likely_people(letter)
    return letter_name(letter.kind, sender, recipient, date, continues=letter.continues, language=language)


def likely_people(letter: Letter) -> tuple[str | None, str | None]:
    """Sender and recipient, each None where the name is rather wrong than right."""
    return (
        _if_likely(letter.sender, letter.sender_confidence),
        _if_likely(letter.recipient, letter.recipient_confidence),
    )


def _if_likely(name: str | None, confidence: float | None) -> str | None:
    return name if confidence is None or confidence >= _LIKELY else None


def kinds_of(letters: Iterable[Letter]) -> dict[Kind, int]:
    """How many there are of each kind; one that is interrupted and goes on is one, in however many pieces."""
    return dict(Counter(letter.kind for letter in letters if not letter.continues))


def count_kinds(kinds: Mapping[Kind, int]) -> str:
    """How many of each kind: "3 letters, 1 thread of messages"."""
    return ", ".join(f"{count:,} {_COUNTED[kind][count != 1]}" for kind, count in kinds.items())


def as_json(
    file: str, raw_blocks: Sequence[str], letters: Sequence[Letter], tree: Element, ledger: Ledger
) -> dict[str, Any]:
    """One line of `typeset letters --json`; numbers are source blocks, counted from 0.

    tree: the clean tree that the letters were found in, before they are set in.
    """
    return {
        "file": file,
        "blocks": len(raw_blocks),
        "letters": [_letter(letter, raw_blocks) for letter in letters],
        "breaks": _breaks(tree, letters),
        "headings": _headings(tree, letters),
        "notes": _notes(tree),
        "chrome": sorted({cut.block for cut in ledger.cuts if cut.reason in ("chrome", "label")}),
    }


def _letter(letter: Letter, blocks: Sequence[str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": letter.kind,
        "first": letter.first,
        "last": letter.last,
        "first_text": " ".join(blocks[letter.first].split())[:_BEGINS],
        "last_text": " ".join(blocks[letter.last].split())[:_BEGINS],
        "roles": {str(number): role for number, role in sorted(letter.roles.items())},
        "sender": letter.sender,
        "sender_text": letter.sender_text,
        "sender_from": letter.sender_from,
        "sender_confidence": letter.sender_confidence,
        "recipient": letter.recipient,
        "recipient_text": letter.recipient_text,
        "recipient_from": letter.recipient_from,
        "recipient_confidence": letter.recipient_confidence,
        "hand": letter.hand,
        "date": letter.date,
        "evidence": list(letter.evidence),
        "confidence": letter.confidence,
    }
    return said | ({"continues": True} if letter.continues else {})


def _breaks(tree: Element, letters: Sequence[Letter]) -> list[int]:
    """The block after each scene break, but for the gaps that are only white space round a letter or in it."""
    found: list[int] = []
    inside = {number for letter in letters for number in range(letter.first, letter.last + 1)}
    pending: str | None = None
    last = -1
    for element in tree.iter():
        if local(element) == "hr":
            pending = "gap" if element.get(GAP) is not None and pending != "mark" else "mark"
        elif element.get(BLOCK) is not None:
            number = block_numbers(element)[0]
            if (pending == "mark" and last >= 0) or (
                pending == "gap" and last >= 0 and number not in inside and last not in inside
            ):
                found.append(number)
            pending, last = None, block_numbers(element)[-1]
    return found


def _headings(tree: Element, letters: Sequence[Letter]) -> list[int]:
    inside = {number for letter in letters for number in range(letter.first, letter.last + 1)}
    heads = [each for each in tree.iter() if local(each) in ("h1", "h2", "h3") and each.get(BLOCK) is not None]
    told = [each for each in heads if not any(local(up) == "aside" for up in each.iterancestors())]
    return sorted({number for each in told for number in block_numbers(each)} - inside)


def _notes(tree: Element) -> list[list[int]]:
    """Author's notes, each as its first and last block."""
    found: list[list[int]] = []
    for aside in (each for each in tree.iter() if local(each) == "aside"):
        numbers = [number for each in aside.iter() if each.get(BLOCK) is not None for number in block_numbers(each)]
        if numbers:
            found.append([min(numbers), max(numbers)])
    return found
