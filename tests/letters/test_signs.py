"""What a narration says of the block after it."""

from __future__ import annotations

import pytest

from typeset.letters.signs import announced
from typeset.letters.view import View
from typeset.model import new


def key(narration: str) -> str | None:
    views = [View([new("p", text)], at, at, 0, False, False) for at, text in enumerate((narration, "Come."))]
    sign = announced(views, 1)
    return sign.key if sign else None


@pytest.mark.parametrize(
    ("narration", "wanted"),
    [
        ("The letter was short. It ran as follows:", "announced in so many words"),
        ("She had the following letter from Mrs. Cade:—", "announced in so many words"),
        ("He opened the note. It contained these two sentences in Wyn’s hand—", "announced in so many words"),
        ("Tansy opened the letter. It contained these words,", "announced in so many words"),
        ("I know her letter by heart. This is how it went:", "announced in so many words"),
        ("It was dated from Wick, and it ran as follows:", "announced"),
        ("These were the contents of the note:", "announced in so many words"),
        ("I received the following:", "announced as following"),
        ("Tansy began to read as follows:", "announced by reading"),
        ("He went, but returned at once with a letter:", "announced"),
        # Speech, and what is read that is no letter.
        ("He stood with the letter in his hand, and said hurriedly:", None),
        ("She turned to him, and thus began:", None),
        ("He took the letter to the window. The inscription ran as follows:", "announced as no letter"),
        ("They stopped at the baker’s sign, which read:", "announced as no letter"),
        ("He looked among the advertisements, and read as follows:", "announced as no letter"),
        ("The letters were worn, but this inscription could be read:", "announced as no letter"),
        ("She took up her diary, and this is what she wrote in it:", "announced as no letter"),
        # A name is no bill, and twenty minutes are nobody’s.
        ("I handed the letter on to Bill. It ran as follows:", "announced in so many words"),
        ("Twenty minutes later I received the following letter:", "announced in so many words"),
        ("He sat alone with his thoughts. The letter ran as follows:", "announced in so many words"),
    ],
)
def test_announced(narration: str, wanted: str | None) -> None:
    assert key(narration) == wanted
