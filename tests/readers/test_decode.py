"""Bytes in any encoding that people's files are in, and those that are no text."""

from __future__ import annotations

import gzip
import random
import sys

import pytest

from typeset.errors import SourceError
from typeset.readers import read
from typeset.readers.decode import decode, fit_for_xml

LINE = "“Naïve,” she said—and paid €5 for the Œuvres…\n"
HEAD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-32-be" else ""
    assert decode((mark + LINE).encode(encoding), "story.txt") == LINE


@pytest.mark.parametrize(
    ("charset", "encoding", "word"),
    [
        ("windows-1251", "cp1251", "Мама"),
        ("ISO-8859-1", "cp1252", "“Œuvre”"),
        ("koi8-r", "koi8-r", "Мама"),
        ("utf-16", "utf-8", "“Œuvre”"),
        ("windows-1251", "utf-8", "Мама"),
        ("base64", "cp1252", "Œuvre"),
        ("x-unknown", "cp1252", "Œuvre"),
    ],
)
def test_the_charset_of_a_page(charset: str, encoding: str, word: str) -> None:
    assert word in decode((HEAD.format(charset) + word).encode(encoding), "story.html")


def test_bytes_of_another_encoding_pasted_into_utf8() -> None:
    assert decode("Œuvre, naïve ".encode() + "“so”\n".encode("cp1252"), "story.txt") == "Œuvre, naïve “so”\n"


def test_bytes_of_another_encoding_after_a_mark_of_utf8_lose_no_letter() -> None:
    head = HEAD.format("windows-1251").encode()
    assert decode(b"\xef\xbb\xbf" + head + "naïve".encode("cp1252"), "story.txt").endswith("<p>naïve")


def test_line_ends_and_characters_that_xml_forbids() -> None:
    assert decode(b"one\r\ntwo\rthree\x00\x0b\x0cfour\x7f", "story.txt") == "one\ntwo\nthree  four"
    assert decode("a\ufffeb\ufdd0c\U0001fffe\u2028d\x85e".encode(), "story.txt") == "abc d e"
    assert decode(b"\x81\x8d\x8f\x90\x9d word", "story.txt") == " word"


def test_an_odd_byte_ends_utf16() -> None:
    assert decode("word".encode("utf-16") + b"x", "story.txt") == "word"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04" + b"word/document.xml", "save it as plain text or HTML"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1\\ansi Dear", "rich text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word processor"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (gzip.compress(b"word", mtime=0), "unpack"),
        (random.Random(3).randbytes(5000), "not a text"),
        (b"", "holds no story"),
        (b" \n\t\xa0 * * *\n", "holds no story"),
        (b"<html><body><p>&nbsp;</p><hr></body></html>", "holds no story"),
    ],
)
def test_what_is_no_story(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as raised:
        read(data, "stories/odd.txt")
    assert str(raised.value).startswith("stories/odd.txt: ")


@pytest.mark.parametrize("name", ["story.xyz", "story.docx", "STORY.PDF"])
def test_a_name_that_says_it_is_something_else(name: str) -> None:
    with pytest.raises(SourceError, match="not a kind of story"):
        read(b"It was late.\n", name)


def test_what_can_be_printed_is_fit_for_xml() -> None:
    """`fit_for_xml` looks no further at such a text."""
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert fit_for_xml(f"{printable}\x0b") == f"{printable} "
