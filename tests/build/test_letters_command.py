"""`typeset letters` as a user sees it: the table, YAML to paste, the order of dates, and corrections that go wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from typeset.cli import main

STORY = """\
The postman came at ten, and she took the letter to the window.

3 August 1951

Dear Nan,

I write because you will not. The goat is ill, and you know what it wants.

Yours,

Bo

She folded the letter and put it behind the clock. In the evening there was another.

1 August 1951

Dear Nan,

I am sorry for what I wrote to you. It was not the goat that was ill, it was me.

Yours,

Bo

She read it twice, and went down to look for her boots.
"""
# What a letter's entry says of where it has the rest from.
WHY = ("evidence", "confidence", "sender_from", "sender_confidence", "recipient_from", "recipient_confidence")
PLAIN = "It rained all week. The post came late, and nobody minded.\n\nOn Friday it stopped.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "goats.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "rain.txt").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "book.yaml").write_text("title: T\nstories: [goats.txt, rain.txt]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def test_the_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("SURE") and max(map(len, lines)) <= 100
    assert sum("“3 August 1951” … “Bo”" in line for line in lines) == 1
    assert "2 letters" in lines and "none in rain.txt" in lines
    assert "salutation" not in "".join(line for line in lines if "why:" not in line)


def test_roles_are_within_reach(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--roles", "goats.txt"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["1", "dateline", "3", "August", "1951"] in lines


def test_none_is_said_plainly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "rain.txt"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "no letter found in rain.txt"


def test_quiet_is_the_table_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--quiet"]) == 0
    assert "2 letters" not in capsys.readouterr().out
    assert main(["letters", "--quiet", "rain.txt"]) == 0
    assert capsys.readouterr().out == ""


def test_letters_out_of_order_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--sort", "date"]) == 0
    out = capsys.readouterr().out
    assert out.index("1951-08-01") < out.index("1951-08-03")
    assert out.count("out of order: ") == 1


def test_yaml_is_read_as_a_manifest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--json"]) == 0
    before = [json.loads(line)["letters"] for line in capsys.readouterr().out.splitlines()]
    assert main(["letters", "--yaml"]) == 0
    printed = capsys.readouterr().out
    assert yaml.safe_load(printed)["stories"][1] == {"file": "rain.txt"}
    (folder / "again.yaml").write_text(f"title: T\n{printed}", encoding="utf-8")
    assert main(["letters", "--json", "again.yaml"]) == 0
    after = [json.loads(line)["letters"] for line in capsys.readouterr().out.splitlines()]
    for letter in [each for story in (*before, *after) for each in story]:
        for why in WHY:
            del letter[why]
    assert len(before[0]) == 2 and after == before
    assert [letter["date"] for letter in after[0]] == ["1951-08-03", "1951-08-01"]


def test_one_answer_at_a_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--json", "--yaml"]) == 2
    assert "choose one of them" in capsys.readouterr().err


MANIFEST = """\
title: T
stories:
  - rain.txt
  - file: goats.txt
    letters:
      - {first: "The postman", last: "The postman", kind: note}
"""


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('{first: "No such words", kind: none}', "book.yaml:7: no block begins with “No such words”; give"),
        (
            '{first: "the clock", kind: none}',
            "book.yaml:7: no block begins with “the clock”; the block “She folded the letter and” has them further",
        ),
        ('{first: "Deer Nan", kind: none}', "book.yaml:7: no block begins with “Deer Nan”; did you mean “Dear Nan,”?"),
        (
            '{first: "Yours,", kind: none}',
            "book.yaml:7: 2 blocks begin with “Yours,”; give more words, one of: “Yours, Bo She folded”,",
        ),
        (
            '{first: "3 August", last: "Yours", kind: letter}',
            "book.yaml:7: 2 blocks at or after “3 August” begin with “Yours”; give more",
        ),
        (
            '{first: "1 August", last: "She folded", kind: letter}',
            "book.yaml:7: no block at or after “1 August” begins with “She folded”; the only ones that do stand",
        ),
        (
            '{first: "The postman", last: "3 August", kind: letter}\n'
            '      - {first: "3 August", last: "She folded", kind: none}',
            "book.yaml:8: this correction and that of book.yaml:7 overlap; keep one",
        ),
        (
            '{first: "The postman", last: "The postman", kind: none}',
            "book.yaml:7: this correction and that of book.yaml:6 speak of the same blocks; keep",
        ),
        (
            '{first: "3 August", kind: letter, continues: perhaps}',
            "book.yaml:7: continues “perhaps” is neither true nor false",
        ),
    ],
)
def test_a_correction_that_goes_wrong_is_told_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str], entry: str, says: str
) -> None:
    (folder / "book.yaml").write_text(f"{MANIFEST}      - {entry}\n", encoding="utf-8")
    for command in (["letters"], ["letters", "--yaml"], ["build", "--epub"]):
        assert main(command) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"typeset: {says}")
