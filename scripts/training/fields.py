"""Conditional random fields by CRFsuite (L-BFGS; L1 and L2 norms), and tables of weights added up.

Enters: sequences.  Leaves: tables.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pycrfsuite

from training.pieces import Sequenced
from typeset.letters.weights import Weights

ROUNDS = 80


def learn(
    some: Iterable[Sequenced], labels: Sequence[str], may: Mapping[tuple[str, str], bool], l1: float, l2: float
) -> Weights:
    """One field; may: the steps from label to label, with those that may not be."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {
            "c1": l1,
            "c2": l2,
            "max_iterations": ROUNDS,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    for each in some:
        trainer.append(each.features, each.labels)
    with tempfile.TemporaryDirectory() as folder:
        model, dump = f"{folder}/model", f"{folder}/dump"
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        tagger.dump(dump)
        return weights_of(Path(dump).read_text(encoding="utf-8"), labels, may)


STATE = re.compile(r"^\s*\(0\) (-?\d)\t(.*) --> (\S+): (\S+)$", re.M)
STEP = re.compile(r"^\s*\(1\) (\S+) --> (\S+): (\S+)$", re.M)


def weights_of(dump: str, labels: Sequence[str], may: Mapping[tuple[str, str], bool]) -> Weights:
    """A table from CRFsuite's dump; a step that may not be is left out."""
    rows: dict[str, dict[int, list[float]]] = defaultdict(dict)
    for seen in STATE.finditer(dump):
        row = rows[seen[2]].setdefault(int(seen[1]), [0.0] * len(labels))
        row[labels.index(seen[3])] = float(seen[4])
    steps = {(seen[1], seen[2]): float(seen[3]) for seen in STEP.finditer(dump)}
    transitions = {pair: steps.get(pair, 0.0) for pair, allowed in may.items() if allowed}
    return Weights(tuple(labels), transitions, {n: [(o, tuple(r)) for o, r in s.items()] for n, s in rows.items()})


def averaged(some: Sequence[Weights], faint: float) -> Weights:
    """The mean of several tables, without the rows in which nothing is as much as `faint`."""
    return mixed([(1 / len(some), table) for table in some], faint)


def mixed(some: Sequence[tuple[float, Weights]], faint: float) -> Weights:
    """The sum of several tables, each by its share."""
    total: dict[tuple[str, int], list[float]] = {}
    for share, table in some:
        for name, some_rows in table.rows.items():
            for offset, scores in some_rows:
                sums = total.setdefault((name, offset), [0.0] * len(scores))
                for at, score in enumerate(scores):
                    sums[at] += score * share
    rows: dict[str, list[tuple[int, tuple[float, ...]]]] = defaultdict(list)
    for (name, offset), row in total.items():
        if max(map(abs, row)) >= faint:
            rows[name].append((offset, tuple(row)))
    first = some[0][1]
    steps = {pair: sum(share * table.transitions[pair] for share, table in some) for pair in first.transitions}
    return Weights(first.labels, steps, rows)


def handed(table: Weights, by_hand: dict[tuple[str, int], dict[str, float]]) -> Weights:
    """A table with what is set by hand added."""
    rows = {name: list(some) for name, some in table.rows.items()}
    for (name, offset), scores in by_hand.items():
        some = [pair for pair in rows.get(name, []) if pair[0] != offset]
        old = dict(rows.get(name, [])).get(offset, (0.0,) * len(table.labels))
        some.append(
            (offset, tuple(score + scores.get(label, 0.0) for label, score in zip(table.labels, old, strict=True)))
        )
        rows[name] = some
    return replace(table, rows=rows)
