"""Bytes become text that XML can hold.

Enters: a source's bytes and its name.  Leaves: a string, or SourceError for what is no text at all.
Never guesses by the day's locale, never raises anything else, never lets a character through that XML forbids.

The order: byte order marks, UTF-16 by the pattern of its NULs, UTF-8, the encoding that an HTML or XML head names,
Windows-1252.  UTF-8 goes before the head's word, because text that is not UTF-8 all but never passes for it, while
files saved anew often keep the head of the encoding that they once had.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from typeset.errors import Problem, SourceError

# UTF-32 before UTF-16, whose little-endian mark begins it.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_AS_TEXT = "save it as plain text or HTML and name that file"
_EXTRACT = "unpack it and name the text or HTML file in it"
_NO_STORY = "name a text or HTML file"

# How files begin that are known not to be text, what to call them, and what to do about them.
_BINARY: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a word processor's file, an e-book or another zip archive", _AS_TEXT),
    (b"PK\x05\x06", "an empty zip archive", _NO_STORY),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old word processor's file", _AS_TEXT),
    (b"{\\rtf", "rich text", _AS_TEXT),
    (b"%PDF-", "a PDF", _AS_TEXT),
    (b"\x89PNG", "a PNG picture", _NO_STORY),
    (b"\xff\xd8\xff", "a JPEG picture", _NO_STORY),
    (b"GIF8", "a GIF picture", _NO_STORY),
    (b"\x1f\x8b", "a gzip archive", _EXTRACT),
    (b"BZh9", "a bzip2 archive", _EXTRACT),
    (b"Rar!", "a RAR archive", _EXTRACT),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _EXTRACT),
    (b"\x7fELF", "a program", _NO_STORY),
    (b"SQLite format 3\x00", "a database", _NO_STORY),
)

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.I
)
# What pages call Latin-1 is Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
_WINDOWS_1252 = frozenset({"ascii", "iso8859-1", "iso8859-9"})
_HEAD_BYTES = 4096

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# A line's end is LF, CRLF or CR; the other old parting marks are white space and no more.
_OTHER_SPACE = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# Of the planes beyond the first a class of characters asks one range after the other: they are asked at once, and only
# of what is in them which it is.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U00010000-\U0010ffff]"
    f"(?<![{''.join(f'{chr(p << 16)}-{chr((p << 16) + 0xFFFD)}' for p in range(1, 17))}])"
)
_BAD_BYTE = re.compile("[\udc80-\udcff]+")
# Compressed data has one control character in ten; text that went through many hands has a few in all.
_MOST_CONTROLS = 1 / 20


def decode(data: bytes, name: str) -> str:
    """The text of a source: no byte order mark, line ends as LF, no character that XML 1.0 forbids.

    Raises SourceError where the bytes are no text, or hold no letter and no digit; `name` is what it calls the file.
    """
    for magic, what, remedy in _BINARY:
        if data.startswith(magic):
            raise SourceError(Problem(f"this is {what}, not a text", name, remedy))
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > max(8, len(text) * _MOST_CONTROLS):
        raise SourceError(Problem("this is not a text (it is full of control characters)", name, _NO_STORY))
    text = fit_for_xml(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not any(c.isalnum() for c in text):
        raise no_story(name)
    return text


def fit_for_xml(text: str) -> str:
    """A text without the characters that XML 1.0 §2.2 forbids or discourages; odd white space becomes a space."""
    # What can be printed is neither; a search looks at every character, and most texts are short and have none.
    return text if text.isprintable() else _FORBIDDEN.sub("", _OTHER_SPACE.sub(" ", text))


def no_story(name: str) -> SourceError:
    """The error for a file without a word in it."""
    return SourceError(Problem("this file holds no story, not one letter or digit", name, "look whether it was saved"))


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "ignore")
    if wide := _wide(data):
        return data.decode(wide, "ignore")
    marked = data.startswith(codecs.BOM_UTF8)
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    bad = sum(len(run) for run in _BAD_BYTE.findall(text))
    if not bad:
        return text
    declared = None if marked else _declared(data)
    if declared and declared != "utf-8":
        # A page that is wrong about itself is read like one that says nothing.
        with suppress(UnicodeError):
            return data.decode(declared)
    if marked or bad <= sum(1 for c in text if c > "\x7f") - bad:
        # UTF-8 into which bytes of another encoding were pasted: only these are read as that.
        return _BAD_BYTE.sub(lambda run: _western(run[0].encode("utf-8", "surrogateescape")), text)
    return _western(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Western text is NUL."""
    sample = data[:_HEAD_BYTES]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.1:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """The Python name of the encoding in an HTML or XML head, if it is one of text."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
    except LookupError:
        return None
    if not codec._is_text_encoding or codec.name.startswith("utf-16") or codec.name.startswith("utf-32"):
        return None  # a head that can be read as ASCII is not in UTF-16, whatever it says
    return "cp1252" if codec.name in _WINDOWS_1252 else codec.name


def _western(data: bytes) -> str:
    """Windows-1252, its five holes as Latin-1 has them."""
    return data.decode("latin-1").translate(_CP1252)


def _windows_1252() -> dict[int, str]:
    table = {}
    for byte in range(0x80, 0xA0):
        try:
            table[byte] = bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            continue
    return table


_CP1252 = _windows_1252()
