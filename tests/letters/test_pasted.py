"""`typeset letters --yaml`: each letter named by its words, in YAML that gives the same letters when pasted back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset import letters, manifest, prepare
from typeset.model import Element, Letter, new

ROOT = Path(__file__).resolve().parents[2]


def pasted(*stories: letters.PastedStory) -> list[dict[str, Any]]:
    read = yaml.load("\n".join(letters.as_yaml(stories)), Loader=yaml.BaseLoader)
    found: list[dict[str, Any]] = read["stories"]
    return found


TOLD = (
    "kind", "first", "last", "roles", "sender", "sender_text", "recipient", "recipient_text", "hand", "date",
    "continues",
)  # fmt: skip


def told(found: Sequence[Letter]) -> list[list[object]]:
    """All that is set of the letters, without how they were come by."""
    return [[getattr(letter, name) for name in TOLD] for letter in found]


def of_book(book: manifest.Book, stories: Sequence[prepare.PreparedStory]) -> list[letters.PastedStory]:
    return [
        letters.PastedStory(
            {"file": entry.file.relative_to(book.folder).as_posix()},
            story.tree,
            story.letters,
            story.found,
            entry.letters,
            book.correspondents,
        )
        for entry, story in zip(book.stories, stories, strict=True)
    ]


def gives_the_same_letters(path: Path, again: Path) -> None:
    """Paste what is printed of a manifest into a copy of it beside its stories."""
    book = manifest.load(path)
    stories = prepare.prepare_stories(book)
    said = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    said["stories"] = pasted(*of_book(book, stories))
    for entry in said["stories"]:
        entry["file"] = (path.parent / entry["file"]).relative_to(again.parent).as_posix()
    again.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    after = prepare.prepare_stories(manifest.load(again))
    assert [told(story.letters) for story in after] == [told(story.letters) for story in stories]


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder with links to the stories of a manifest of ours."""
    (tmp_path / "seeds").mkdir()
    for source in (ROOT / "seeds").iterdir():
        (tmp_path / "seeds" / source.name).write_bytes(source.read_bytes())
    (tmp_path / "book.yaml").write_bytes((ROOT / "book.yaml").read_bytes())
    return tmp_path


def test_the_sample_book(beside: Path) -> None:
    gives_the_same_letters(beside / "book.yaml", beside / "again.yaml")


def test_the_five_manuscripts(shared: Path, tmp_path: Path) -> None:
    for source in (shared / "seeds").iterdir():
        if source.suffix in (".txt", ".yaml"):
            (tmp_path / source.name).write_bytes(source.read_bytes())
    gives_the_same_letters(tmp_path / "book.yaml", tmp_path / "again.yaml")


def test_what_the_manifest_says_already_stays_said(beside: Path) -> None:
    text = (beside / "book.yaml").read_text(encoding="utf-8")
    entry = "{file: seeds/minor-faults.txt, title: Minor Faults, author: Bridget Haxby}"
    assert entry in text
    corrections = (
        '{first: "4th March", kind: none}, {first: "19th February", kind: note, sender: none, hand: typewriter}, '
        '{first: "Please tell your wife", last: "Please tell your wife", kind: none}'
    )
    said = text.replace(entry, entry.replace("}", f", letters: [{corrections}]}}"))
    (beside / "book.yaml").write_text(said, encoding="utf-8")
    (story, *_) = prepare.prepare_stories(manifest.load(beside / "book.yaml"))
    assert [(each.kind, each.sender, each.hand) for each in story.letters] == [
        ("note", None, "typewriter"),
        ("letter", "Mrs Larter", None),
    ]
    gives_the_same_letters(beside / "book.yaml", beside / "again.yaml")


WORDS = (
    "Yours,",
    "Dear Nan,",
    "Nan",
    "…",
    "The goat is ill.",
    "3 May 1996",
    "Ann: no",
    '"What: is {this}"',
    "# 7",
    "- x\x7f",
)
KINDS = ("letter", "note", "telegram", "email", "messages")


@st.composite
def stories(draw: st.DrawFn) -> tuple[Element, list[Letter]]:
    """A story of few lines that come again and again, with letters in it that lie apart or one in the other."""
    lines = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=12))
    tree = new("section")
    for number, line in enumerate(lines):
        block = new("p", line)
        block.set("data-block", str(number))
        tree.append(block)
    edges = sorted(draw(st.sets(st.integers(0, len(lines) - 1), max_size=6)))
    spans = [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=False)]
    spans += [(first + 1, last - 1) for first, last in spans if last - first > 2 and draw(st.booleans())]
    names = st.sampled_from((None, "Ann", "no", "B: “x”", "none of us"))
    made = [
        Letter(
            draw(st.sampled_from(KINDS)),  # type: ignore[arg-type]
            first,
            last,
            dict.fromkeys(range(first, last + 1), "body"),
            sender=draw(names),
            recipient=draw(names),
            hand=draw(st.sampled_from((None, "round"))),
        )
        for first, last in spans
    ]
    return tree, sorted(made, key=lambda each: (each.first, -each.last))


@settings(deadline=None)
@given(stories())
def test_pasted_back_into_the_found_they_are_the_same(made: tuple[Element, list[Letter]]) -> None:
    tree, found = made
    (entry,) = pasted(letters.PastedStory({"file": "a: b.txt"}, tree, found, found))
    assert entry["file"] == "a: b.txt"
    corrections = [manifest.Correction.model_validate(each) for each in entry.get("letters", [])]
    bare = [replace(letter, hand=None) for letter in found]
    assert told(letters.correct(bare, tree, corrections)) == told(found)


@settings(deadline=None)
@given(stories(), st.data())
def test_pasted_back_into_others_they_have_the_same_places(
    made: tuple[Element, list[Letter]], data: st.DataObject
) -> None:
    tree, wanted = made
    others = [letter for letter in wanted if data.draw(st.booleans())]
    (entry,) = pasted(letters.PastedStory({"file": "a.txt"}, tree, wanted, others))
    corrections = [manifest.Correction.model_validate(each) for each in entry.get("letters", [])]
    after = letters.correct(others, tree, corrections)
    names = ("kind", "first", "last", "sender", "recipient", "hand", "continues")
    assert [[getattr(each, name) for name in names] for each in after] == [
        [getattr(each, name) for name in names] for each in wanted
    ]


def test_what_continues_is_yamls_own_truth() -> None:
    tree = new("section")
    for number, line in enumerate(("Dear Nan,", "He coughed.", "Come at once.")):
        tree.append(new("p", line))
        tree[-1].set("data-block", str(number))
    made = [Letter("letter", 0, 0, {0: "salutation"}), Letter("letter", 2, 2, {2: "body"}, continues=True)]
    lines = list(letters.as_yaml([letters.PastedStory({"file": "a.txt"}, tree, made, made)]))
    assert [entry.get("continues") for entry in yaml.safe_load("\n".join(lines))["stories"][0]["letters"]] == [
        None,
        True,
    ]


@given(st.text())
def test_any_text_is_a_scalar(text: str) -> None:
    from typeset.letters.pasted import scalar

    assert yaml.load(f"- {{a: {scalar(text)}}}", Loader=yaml.BaseLoader) == [{"a": text}]
