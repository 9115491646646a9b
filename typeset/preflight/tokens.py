"""A content stream cut into tokens.

Enters: the bytes of a content stream.  Leaves: its tokens in order, arrays, strings and inline images whole.
Never knows what an operator does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# ISO 32000-1, §7.2 and §7.3.4; strings hold balanced parentheses, here to a depth of three. Nothing is tried twice
# (possessive quantifiers), so that no stream takes longer than its length.
_INNERMOST = rb"\((?:[^()\\]|\\.)*+\)"
_INNER = rb"\((?:[^()\\]|\\.|" + _INNERMOST + rb")*+\)"
_STRING = rb"\((?:[^()\\]|\\.|" + _INNER + rb")*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_COMMENT = rb"%[^\r\n]*+"
_ARRAY = rb"\[(?:[^\[\]()<>%]|" + _HEX + rb"|" + _STRING + rb"|" + _COMMENT + rb")*+\]"
_INLINE_IMAGE = rb"BI(?=[\s/]).*?[\s]EI(?=[\s]|\Z)"
_WORD = rb"/?[^\s\[\]()<>{}/%]++|/"
TOKEN = re.compile(
    b"|".join((_COMMENT, _INLINE_IMAGE, _ARRAY, rb"<<|>>", _HEX, _STRING, _WORD, rb"[\[\]{}<>()]")), re.DOTALL
)
_PIECE = re.compile(b"(" + _HEX + b"|" + _STRING + b")", re.DOTALL)
_SPACE = re.compile(rb"\s+")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)


class _Meanings(dict[bytes, bytes]):
    """What may stand behind a backslash, and what that means; any other character means itself."""

    def __missing__(self, said: bytes) -> bytes:
        octal = said[:1].isdigit() and said[:1] not in b"89"
        return self.setdefault(said, bytes([int(said, 8) & 0xFF]) if octal else said)


_MEANT = _Meanings(
    {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
)


def tokens(content: bytes) -> list[bytes]:
    """The tokens of a stream; comments among them, which begin with %."""
    return TOKEN.findall(content)


@dataclass(frozen=True, slots=True)
class Run:
    """The text of one TJ or Tj. data: what its strings stand for.

    moves: the numbers between them, added up; before: those before the first string, after: those behind the last.
    """

    data: bytes
    moves: float
    before: float
    after: float


def run_of(operand: bytes) -> Run:
    """The text of a string, or of an array less its brackets (§9.4.3). Raises ValueError where it holds aught else."""
    parts = _PIECE.split(operand)
    gaps = parts[::2]
    return Run(_joined(parts[1::2]), _sum(b" ".join(gaps)), _sum(gaps[0]), _sum(gaps[-1]) if len(gaps) > 1 else 0.0)


def _sum(words: bytes) -> float:
    return sum(map(float, words.split()))


def _joined(strings: list[bytes]) -> bytes:
    """The bytes that strings stand for, one after the other (§7.3.4)."""
    digits = b"".join([token[1:-1] for token in strings if token[:1] == b"<" and len(token) % 2 == 0])
    if 2 * len(strings) + len(digits) == sum(map(len, strings)) and not _SPACE.search(digits):
        return bytes.fromhex(digits.decode("ascii"))
    return b"".join(map(_string, strings))


def _string(token: bytes) -> bytes:
    """One string, of digits (§7.3.4.3) or of characters (§7.3.4.2)."""
    inner = token[1:-1]
    if token[:1] == b"<":
        digits = _SPACE.sub(b"", inner)
        return bytes.fromhex(digits.decode("ascii") + "0" * (len(digits) % 2))
    return _ESCAPE.sub(lambda match: _MEANT[match[1]], inner) if b"\\" in inner else inner
