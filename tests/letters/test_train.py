"""scripts/train: the same letters give the same tables, and nothing of any one author gets into them."""

from __future__ import annotations

import gzip
import importlib.machinery
import importlib.util
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from typeset import letters, passes, readers
from typeset.letters import units, weights
from typeset.letters.lattice import LABELS
from typeset.letters.learned import Learned
from typeset.letters.roles import ROLES
from typeset.letters.view import View
from typeset.model import new

pytest.importorskip("pycrfsuite", reason="needs python-crfsuite, which learns")

ROOT = Path(__file__).resolve().parents[2]
SCRIPT, SHIPPED = ROOT / "scripts" / "train", ROOT / "typeset" / "letters"
# A line of a letter begins with its role; ">" is the story.
STORIES = (
    (
        "alder_kilns",
        """> The kiln had been cold for a week when the carrier came up the hill with his bag.
        > Odo gave him tea, took the letter, and read it standing in the yard:
        salutation Dear Odo,
        body I write to you because the quincerbell has cracked, and you are the only one who knows how it was cast.
        body Will you come to us before the frost, and bring your tools?
        valediction Yours ever,
        signature Marten Sele
        > He folded the letter and put it in his apron, and said nothing of it at supper.
        > The next day the wind went round to the north.""",
    ),
    (
        "alder_frost",
        """> They saw the lights of the ferry, and nobody spoke.
        > “It is late,” said Odo, “and she will not come.”
        > He walked home along the dyke, and the dog went before him.
        > The door stood open, and the lamp was out.""",
    ),
    (
        "birch_lanterns",
        """> Petra had not slept. She sat down at the table and wrote to her brother:
        dateline 4 November 1911
        salutation Dear Anselm,
        body I hope that you are well, and that your leg is mending as you said it would.
        body I have sold the lanterns, and I will send you your share when the road is open.
        valediction Yours ever,
        signature Petra
        > She sealed the letter and gave it to the boy, who ran with it to the bridge.""",
    ),
    (
        "cedar_ropes",
        """> There was a note under the door when they came back from the ropewalk.
        > It ran as follows:
        salutation Dear Mrs. Hale,
        body I am sorry that I could not wait for you. I have your keys and will bring them when I come.
        valediction Yours ever,
        signature T. Orme
        > She read the note twice and laid it on the shelf.
        > “He has the keys,” she said.""",
    ),
    (
        "dogwood_maps",
        """> The old man took a letter out of the map case, and read it to them all:
        dateline 12 March 1902
        salutation Dear Father,
        body I am to sail on Friday. You will have your maps again, I promise you, and my thanks for them.
        body Do not think that I have forgotten what you said.
        valediction Yours ever,
        signature Corin
        > He put the letter back, and they went out without a word.""",
    ),
    (
        "dogwood_tides",
        """> The tide was out, and the boys dug for bait along the wall.
        > “Give me the spade,” said Corin, and they laughed at him.
        > They went home when the bell rang, and they had forgotten the bait.""",
    ),
)


def record(book: str, text: str, variant: str = "flat") -> dict[str, Any]:
    """A chapter as the labelled letters give it."""
    lines = [line.strip().split(" ", 1) for line in text.splitlines()]
    inside = [at for at, (role, _) in enumerate(lines) if role != ">"]
    letters = [
        {
            "kind": "letter",
            "first": inside[0],
            "last": inside[-1],
            "roles": {str(at): lines[at][0] for at in inside},
            "sender": None,
            "recipient": None,
        }
        for _ in inside[:1]
    ]
    return {
        "id": f"{book}/one/{variant}",
        "book": book,
        "chapter": "one",
        "variant": variant,
        "split": "dev",
        "format": "text",
        "source": "\n\n".join(line for _, line in lines),
        "blocks": [line for _, line in lines],
        "letters": letters,
        "ignore": [],
    }


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    folder = tmp_path / "labelled"
    folder.mkdir()
    lines = [json.dumps(record(book, text, form)) for form in ("flat", "ffn", "ao3") for book, text in STORIES]
    (folder / "letters.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    return folder


def train(*arguments: str | Path, seed: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, env=environment)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_the_same_letters_give_the_same_tables(labelled: Path, tmp_path: Path) -> None:
    shipped, given = contents(SHIPPED), contents(labelled)
    made = []
    for seed, jobs in ((1, "1"), (2, "2")):
        out = tmp_path / f"out{seed}"
        out.mkdir()
        done = train("--data", labelled, "--out", out, "--jobs", jobs, seed=seed)
        assert done.returncode == 0, done.stderr
        made.append(contents(out))
    assert made[0] == made[1]
    assert made[0].keys() == {"spans.weights", "units.weights", "roles.weights"}
    assert (contents(SHIPPED), contents(labelled)) == (shipped, given)
    texts = {name.partition(".")[0]: text.decode() for name, text in made[0].items()}
    spans, roles, joined = weights.parse(texts["spans"]), weights.parse(texts["roles"]), units.parse(texts["units"])
    assert ("".join(spans.labels), roles.labels) == (LABELS, ROLES)
    source = record(*STORIES[0])["source"]
    tree, _ = passes.clean(readers.read(source.encode(), "story.txt"), "en-GB")
    assert [(each.first, each.last) for each in letters.find(tree, Learned(spans, joined, roles))] == [(2, 6)]
    words = {word for name in (*spans.rows, *joined.rows, *roles.rows) for word in name.replace("=", ":").split(":")}
    # What they all write, and what two of four do.
    assert "yours" in words
    assert not words & {"quincerbell", "november", "petra", "sele", "corin"}


def test_answers_are_for_what_was_not_seen(labelled: Path, tmp_path: Path) -> None:
    piece = record("modern", STORIES[0][1])
    del piece["split"]
    (labelled / "modern.jsonl").write_text(json.dumps(piece), encoding="utf-8")
    shipped = contents(SHIPPED)
    done = train("--data", labelled, "--evaluate", tmp_path / "answers", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    answers = contents(tmp_path / "answers")
    assert answers.keys() == {"letters.jsonl", "modern.jsonl"}
    assert contents(SHIPPED) == shipped
    said = {name: [json.loads(line) for line in text.splitlines()] for name, text in answers.items()}
    assert [(each["id"], each["blocks"]) for each in said["modern.jsonl"]] == [("modern/one/flat", 9)]
    assert sorted(each["id"] for each in said["letters.jsonl"]) == sorted(
        f"{book}/one/{form}" for form in ("flat", "ffn", "ao3") for book, _ in STORIES
    )


@pytest.mark.parametrize(
    ("line", "out", "code", "told"),
    [
        (None, ".", 2, "holds none of letters.jsonl.gz"),
        ('{"id": 1}\n{"id":', ".", 1, "modern.jsonl, line 2: no JSON"),
        ('{"id": "a"}', "nowhere", 2, "nowhere is no folder"),
    ],
)
def test_bad_input_is_told(line: str | None, out: str, code: int, told: str, tmp_path: Path) -> None:
    if line:
        (tmp_path / "modern.jsonl").write_text(line, encoding="utf-8")
    done = train("--data", tmp_path, "--out", tmp_path / out)
    assert done.returncode == code
    assert told in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


# --- its parts ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def module() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("train", str(SCRIPT))
    spec = importlib.util.spec_from_loader("train", loader)
    assert spec
    made = importlib.util.module_from_spec(spec)
    sys.modules["train"] = made
    loader.exec_module(made)
    return made


def test_who_is_held_back_is_not_learned_from(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    read = [module.record(record(book, text)) for book, text in STORIES]
    seen: list[str] = []
    monkeypatch.setattr(module, "RECORDS", read)
    for name in ("learn_spans", "learn_network", "learn_roles"):
        monkeypatch.setattr(module, name, lambda some, *_: seen.extend(each.author for each in some))
    job = module.Job(frozenset({"dogwood"}), frozenset())
    for learner, settings in module.LESSONS:
        module.teach(module.Lesson(job, learner, settings))
    assert Counter(seen) == {"alder": 2 * len(module.LESSONS), **dict.fromkeys(("birch", "cedar"), len(module.LESSONS))}


def test_labels(module: ModuleType) -> None:
    pieces = [
        module.Found(1, 3, ["salutation", "body", "body"]),
        module.Found(5, 5, ["body"]),
        module.Found(7, 8, ["salutation", "body"]),
    ]
    assert module.span_labels(10, pieces, [9]) == ["O", "B", "I", "E", "A", "S", "O", "B", "E", None]


@pytest.mark.parametrize("make", ["asides", "side_by_side", "dashed"])
def test_a_made_chapter_is_labelled_throughout(module: ModuleType, make: str) -> None:
    book, text = STORIES[0]
    source = record(book, text)
    seen = [View([new("p", line)], at, at, 0, False, False) for at, line in enumerate(source["blocks"])]
    found = module.labelled(source, seen)
    made = next(each for each in module.SHAPES if each.__name__ == make)
    shapes = [shape for seed in range(20) if (shape := made(seen, found, random.Random(seed)))]
    assert shapes
    for views, labels in shapes:
        assert len(views) == len(labels)
        assert set(labels) <= set(LABELS)
        assert set(labels) & set("SBE")


def test_groups_of_authors_are_even(module: ModuleType) -> None:
    groups = module.folds(Counter({"a": 9, "b": 5, "c": 4, "d": 1}), 2)
    assert groups == [frozenset({"a", "d"}), frozenset({"b", "c"})] or groups == [
        frozenset({"a"}),
        frozenset({"b", "c", "d"}),
    ]
