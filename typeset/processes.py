"""Work on many things in several processes side by side.

Enters: a function, the things, how much each weighs, how many processes.  Leaves: what the function makes of each, in
the order of the things, whoever made it.  Never leaves a process behind, however it ends.

This process takes its part.  Each process takes the heaviest thing that is left, so that none is at work long after
the others.  Helpers keep what they have made as bytes until all is done, since this process has no hand free to take it
before.  What crosses the border is pickled; a tree goes as its serialised bytes.
"""

from __future__ import annotations

import multiprocessing
import operator
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

from lxml import etree

from typeset.errors import BuildError, Problem
from typeset.model import Element

Thing = TypeVar("Thing")
Made = TypeVar("Made")

# Less than this is done before a helper has well begun.
LEAST_BYTES = 100_000
# A fork has all that was imported and read.  On macOS the system's own libraries do not outlive one.
_FORKS = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
_CONTEXT: Any = multiprocessing.get_context("fork" if _FORKS else "spawn")
_PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False)


def worth_having(size_bytes: int) -> int:
    """How many processes to share work on sources of this size: as many as there are processors, or fewer."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, size_bytes // LEAST_BYTES))


def side_by_side(
    work: Callable[[Thing], Made], things: Sequence[Thing], weights: Sequence[int], processes: int
) -> Iterator[Made]:
    """What `work` makes of each thing, in order; of one process, as soon as it is made.

    work, things and what is made of them can be pickled.  Raises what `work` raises, and BuildError where a helper
    was ended from outside.
    """
    if min(processes, len(things)) < 2:
        yield from map(work, things)
        return
    share = _Share(work, things, sorted(range(len(things)), key=lambda at: -weights[at]))
    with ExitStack() as helpers:
        pipes = [helpers.enter_context(_helper(share)) for _ in range(min(processes, len(things)) - 1)]
        made = dict(share.taken())
        packed = {at: data for pipe in pipes for at, data in _received(pipe).items()}
        for at in range(len(things)):
            yield made.pop(at) if at in made else pickle.loads(packed.pop(at))


@contextmanager
def meanwhile(work: Callable[[], Made], processes: int) -> Iterator[Callable[[], Made]]:
    """Begin one thing in a helper; leaves what waits for it.  Of one process it is done when it is asked for."""
    if processes < 2:
        yield work
        return
    with _helper(_Share(operator.call, [work], [0])) as pipe:
        yield lambda: pickle.loads(_received(pipe)[0])


@contextmanager
def _helper(share: _Share) -> Iterator[Connection]:
    """A helper at a share of the work, and the pipe that it will say on what it made; ended when it is left."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    helper = _CONTEXT.Process(target=_help, args=(share, theirs), daemon=True)
    helper.start()
    theirs.close()
    try:
        yield ours
    finally:
        helper.terminate()
        helper.join()
        ours.close()


class _Share:
    """Work of which each process takes the next thing that is left."""

    def __init__(self, work: Callable[[Any], Any], things: Sequence[Any], order: Sequence[int]) -> None:
        self.work, self.things, self.order, self.begun = work, things, order, _CONTEXT.Value("L", 0)

    def taken(self) -> Iterator[tuple[int, Any]]:
        """The things that are left for this process to take: each by its place, and what was made of it."""
        while True:
            with self.begun.get_lock():
                turn = self.begun.value
                self.begun.value += 1
            if turn >= len(self.order):
                return
            at = self.order[turn]
            yield at, self.work(self.things[at])


def _help(share: _Share, pipe: Connection) -> None:
    """In a helper: do a share of the work and hand it over; a fault too, with its trace."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one ends the others
    said: dict[int, bytes] | Exception
    try:
        said = {at: bytes(ForkingPickler.dumps(made)) for at, made in share.taken()}
    except Exception as error:
        error.add_note(traceback.format_exc())
        said = error
    with suppress(BrokenPipeError):  # nobody waits for it any more
        pipe.send(said)


def _received(pipe: Connection) -> dict[int, bytes]:
    try:
        said: dict[int, bytes] | Exception = pipe.recv()
    except EOFError as error:
        remedy = "memory may be short: --jobs 1 does with one process"
        raise BuildError(Problem("a process that was at work on the stories was ended", remedy=remedy)) from error
    if isinstance(said, Exception):
        raise said
    return said


def _tree_as_bytes(tree: Element) -> tuple[Callable[[bytes], Element], tuple[bytes]]:
    return _tree_of_bytes, (etree.tostring(tree, encoding="utf-8", with_tail=False),)


def _tree_of_bytes(data: bytes) -> Element:
    return etree.fromstring(data, _PARSER)


ForkingPickler.register(etree._Element, _tree_as_bytes)
