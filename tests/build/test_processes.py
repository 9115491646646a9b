"""Work shared by several processes: the same results as of one, whatever becomes of a helper."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from typeset import manifest
from typeset.build import build
from typeset.errors import BuildError, LostWordError, Problem, SourceError
from typeset.model import Element
from typeset.prepare import prepare_stories
from typeset.processes import LEAST_BYTES, meanwhile, side_by_side, worth_having

ROOT = Path(__file__).resolve().parents[2]
PARENT = os.getpid()

# From Python 3.12 on a fork beside threads is warned of; the threads are those of pytest-xdist.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


def shared(work: Callable[[int], object], count: int = 6, processes: int = 3) -> list[object]:
    return list(side_by_side(work, range(count), [1] * count, processes))


def slowly(number: int) -> tuple[int, int]:
    """Slow enough that every process takes a thing."""
    time.sleep(0.05)
    return number, os.getpid()


def test_results_are_in_order_whoever_made_them() -> None:
    made = list(side_by_side(slowly, range(9), [3, 1, 9, 2, 2, 8, 1, 1, 5], 3))
    assert [number for number, _ in made] == list(range(9))
    assert len({process for _, process in made}) > 1


def test_one_process_yields_what_it_has_made_at_once() -> None:
    done: list[int] = []
    made = side_by_side(done.append, range(3), [1] * 3, 1)
    next(made)
    assert done == [0]


def tree(number: int) -> Element:
    time.sleep(0.05)
    text = (
        '<section xmlns="http://www.w3.org/1999/xhtml"><p class="a">x &amp; <em>\u00e9</em>\u2028\t y</p><p/></section>'
    )
    element = etree.fromstring(text)
    element[0].set("title", f'"{number}"\n')
    return element


def test_a_tree_comes_back_as_it_was() -> None:
    assert [etree.tostring(made) for made in shared(tree)] == [etree.tostring(tree(number)) for number in range(6)]  # type: ignore[arg-type]


def dies_in_a_helper(number: int) -> int:
    if os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.1)
    return number


def fails_in_a_helper(number: int) -> int:
    if os.getpid() != PARENT:
        raise SourceError(Problem("is odd", f"story {number}"))
    time.sleep(0.1)
    return number


def stopped(number: int) -> int:
    if os.getpid() == PARENT:
        raise KeyboardInterrupt
    time.sleep(60)
    return number


@pytest.mark.parametrize(
    ("work", "error", "said"),
    [
        (dies_in_a_helper, BuildError, "--jobs 1"),
        (fails_in_a_helper, SourceError, "is odd"),
        (stopped, KeyboardInterrupt, None),
    ],
)
def test_what_befalls_a_helper_is_told_and_none_is_left(
    work: Callable[[int], int], error: type[BaseException], said: str | None
) -> None:
    begun = time.monotonic()
    with pytest.raises(error, match=said):
        shared(work)
    assert time.monotonic() - begun < 30
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("processes", [1, 2])
def test_one_thing_is_done_meanwhile(processes: int) -> None:
    with meanwhile(os.getpid, processes) as done:
        assert (done() == PARENT) is (processes == 1)
    assert not multiprocessing.active_children()


def test_what_fails_meanwhile_is_told_when_it_is_asked_for() -> None:
    with meanwhile(partial(fails_in_a_helper, 1), 2) as done, pytest.raises(SourceError, match="is odd"):
        done()


def test_an_error_keeps_its_problems_from_one_process_to_another() -> None:
    error = LostWordError(Problem("is lost", "a.txt", "look"), Problem("is lost too"))
    told = pickle.loads(pickle.dumps(error))
    assert type(told) is LostWordError
    assert told.problems == error.problems


def test_a_small_book_has_one_process() -> None:
    assert worth_having(0) == worth_having(LEAST_BYTES) == 1
    assert 1 <= worth_having(100 * LEAST_BYTES) <= (os.cpu_count() or 1)


def book_of(folder: Path, stories: dict[str, bytes]) -> Path:
    for name, data in stories.items():
        (folder / name).write_bytes(data)
    listed = "\n".join(f"  - {name}" for name in stories)
    (folder / "book.yaml").write_text(f"title: Ferry Post\nstories:\n{listed}\n", encoding="utf-8")
    return folder / "book.yaml"


def test_the_faults_of_all_stories_are_told_in_their_order(tmp_path: Path) -> None:
    stories = {f"{number}.txt": b"One ferry more.\n" if number % 2 else b"PK\x03\x04" for number in range(6)}
    book = manifest.load(book_of(tmp_path, stories))
    told = []
    for jobs in (1, 3):
        with pytest.raises(SourceError) as raised:
            prepare_stories(book, jobs)
        told.append(raised.value.problems)
    assert [problem.where for problem in told[0]] == ["0.txt", "2.txt", "4.txt"]
    assert told[0] == told[1]


def test_the_number_of_processes_never_shows_in_a_book(tmp_path: Path) -> None:
    made = {}
    for jobs in (1, 2, 5):
        report = build(ROOT / "book.yaml", ("epub",), tmp_path / str(jobs), jobs)
        made[jobs] = [path.read_bytes() for path in report.paths.values()]
    assert made[1] == made[2] == made[5]


def test_a_given_cover_is_in_whatever_is_made_of_the_e_book(tmp_path: Path) -> None:
    path = book_of(tmp_path, {"a.txt": b"One ferry more.\n"})
    Image.new("RGB", (1600, 2560), "#26333d").save(tmp_path / "own.png")
    path.write_text(path.read_text(encoding="utf-8") + "epub: {cover: own.png}\n", encoding="utf-8")
    made = [build(path, outputs, tmp_path / "-".join(outputs), 2) for outputs in (("epub", "kepub"), ("kepub",))]
    together, alone = (report.paths["kepub"].read_bytes() for report in made)
    assert together == alone
    assert "EPUB/images/cover.png" in zipfile.ZipFile(made[1].paths["kepub"]).namelist()


def letters_of(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "typeset", "letters", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_letters_of_files_are_told_in_the_order_of_the_files(tmp_path: Path) -> None:
    paths = [*sorted(map(str, (ROOT / "seeds").rglob("*.txt"))), str(tmp_path / "none.txt")]
    alone, together = letters_of("--json", "--jobs", "1", *paths), letters_of("--json", "--jobs", "3", *paths)
    assert alone.stdout == together.stdout != ""
    assert (alone.returncode, alone.stderr) == (together.returncode, together.stderr)
    assert together.returncode == 3


@pytest.mark.parametrize("count", ["0", "-1", "two"])
def test_a_number_of_processes_is_one_or_more(count: str) -> None:
    done = letters_of("--jobs", count)
    assert done.returncode == 2
    assert "1 or more" in done.stderr or "expected one argument" in done.stderr
