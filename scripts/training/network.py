"""A conditional random field with one layer of hidden units, learned by stochastic gradients.

Enters: sequences of features and labels.  Leaves: a Network.  Never reads a chapter.

A score is the sum of each feature's own weight and of what the units give, each a rectified sum of its features'
weights (Peng, Bo and Xu 2009).  The gradient of a sequence's likelihood is the labels' probabilities less the labels,
by the forward and backward sums (Sutton and McCallum 2012, 2.3); the steps are Adam's (Kingma and Ba 2015).  At each
step part of the features and of the units are left out, so that none leans on another (Srivastava and others 2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from training.pieces import Sequenced
from typeset.letters.units import Units
from typeset.letters.weights import Row, Weights

Array = NDArray[np.float64]

UNITS, ROUNDS = 24, 6
# What every block has.
EVERY = "0\tword:any"
_RATE, _WARMING, _DECAY = 3e-3, 50, 1e-5
_FEATURES_LEFT_OUT, _UNITS_LEFT_OUT = 0.25, 0.3
# How fast a weight that nothing calls for goes to nothing, so that few are kept.
_SPARING = 0.05
# A feature that is seen less often is not learned; nor, seen less often than the second, with others.
_FEWEST, _FEWEST_TOGETHER = 4, 30
# Blocks in a step, and in a stretch of a sequence: a longer one is cut where the story goes on.
_STEP, _STRETCH = 1500, 60
_EVEN = 100.0


class Network(NamedTuple):
    """alone: what each feature is worth by itself, by label.  together: to each unit.  out: by label, of each unit.

    steps: by label and the label after.  plain: what the units give a block of the story, by label.
    """

    alone: dict[str, Array]
    together: dict[str, Array]
    bias: Array
    out: Array
    steps: Array
    plain: Array


class Labels(NamedTuple):
    """names: one letter each.  before: by a label, those that may stand before it.  first, last: those that may be."""

    names: str
    before: Mapping[str, str]
    first: str
    last: str


class _Stretch(NamedTuple):
    features: list[NDArray[np.int64]]
    labels: NDArray[np.int64]


def learn(
    some: Sequence[Sequenced], labels: Labels, may_join: Callable[[str], bool], seed: int, rounds: int = ROUNDS
) -> Network:
    """A network learned from sequences, gone through so often; may_join: whether a feature is told to the units."""
    rng = np.random.default_rng(seed)
    counts = Counter(name for seen, _ in some for names in seen for name in names)
    names = sorted(name for name, count in counts.items() if count >= _FEWEST)
    joined = [name for name in names if counts[name] >= _FEWEST_TOGETHER and may_join(name.split("\t")[1])]
    number = {name: at for at, name in enumerate(names)}
    columns = np.array([number[name] for name in joined], dtype=np.int64)
    stretches = [part for each in some for part in _stretches(each, number, labels.names)]
    count = len(labels.names)
    edge = 1 / UNITS**0.5
    weights = {
        "alone": np.zeros((len(names), count)),
        "together": rng.normal(0, 0.05, (len(joined), UNITS)),
        "bias": np.zeros(UNITS),
        "out": rng.uniform(-edge, edge, (UNITS, count)),
        "ground": np.zeros(count),
        "steps": np.zeros((count, count)),
    }
    adam = _Adam(weights)
    total = rounds * len(_batches(stretches, rng))
    for _ in range(rounds):
        for batch in _batches(stretches, rng):
            rate = _RATE * min(1.0, (adam.done + 1) / _WARMING) * max(0.02, 1 - adam.done / total)
            adam.step(_gradients(weights, batch, columns, labels, rng), rate)
            _shrink(weights["alone"], rate * _SPARING)
    kept = 1 - _FEATURES_LEFT_OUT
    weights["alone"] *= kept
    weights["together"] *= kept
    alone = dict(zip(names, weights["alone"], strict=True))
    # What all blocks get, as the worth of what every block has.
    alone[EVERY] = alone.get(EVERY, 0.0) + weights["ground"]
    return Network(
        alone,
        dict(zip(joined, weights["together"], strict=True)),
        weights["bias"],
        weights["out"],
        weights["steps"],
        _plain(weights, stretches, columns, labels.names.index("O")),
    )


def table(learned: Network, labels: str, before: Mapping[str, str]) -> Weights:
    """What each feature is worth alone, as a table."""
    rows: dict[str, list[tuple[int, Row]]] = {}
    for key, row in learned.alone.items():
        offset, name = key.split("\t")
        rows.setdefault(name, []).append((int(offset), tuple(map(float, row))))
    steps = {(a, b): float(learned.steps[labels.index(a), labels.index(b)]) for b in labels for a in before[b]}
    return Weights(tuple(labels), steps, rows)


def together(some: Sequence[Network], labels: str, share: float) -> Units:
    """The units of several networks side by side, what they give by each one's share."""
    total = UNITS * len(some)
    rows: dict[tuple[str, int], list[float]] = {}
    for at, learned in enumerate(some):
        for key, row in learned.together.items():
            offset, name = key.split("\t")
            units = rows.setdefault((name, int(offset)), [0.0] * total)
            units[at * UNITS : (at + 1) * UNITS] = map(float, row)
    by_name: dict[str, list[tuple[int, Row]]] = {}
    for (name, far), units in sorted(rows.items()):
        by_name.setdefault(name, []).append((far, tuple(units)))
    out = np.concatenate([share * learned.out for learned in some])
    plain = share * np.sum([learned.plain for learned in some], axis=0)
    bias = np.concatenate([learned.bias for learned in some])
    return Units(
        tuple(labels),
        tuple(map(float, bias)),
        tuple(map(float, plain)),
        [tuple(map(float, out[:, label])) for label in range(len(labels))],
        by_name,
    )


def _stretches(each: Sequenced, number: Mapping[str, int], names: str) -> list[_Stretch]:
    """A sequence in stretches, cut where two blocks of the story stand side by side."""
    features = [np.array([number[name] for name in seen if name in number], dtype=np.int64) for seen in each.features]
    labels = np.array([names.index(label) for label in each.labels], dtype=np.int64)
    parts, start, story = [], 0, names.index("O")
    while start < len(labels):
        end = min(len(labels), start + _STRETCH)
        while end < len(labels) and not labels[end] == labels[end - 1] == story:
            end += 1
        parts.append(_Stretch(features[start:end], labels[start:end]))
        start = end
    return parts


def _batches(some: Sequence[_Stretch], rng: np.random.Generator) -> list[list[_Stretch]]:
    """Stretches of about one length together, so many that they have `_STEP` blocks."""
    order = np.argsort([len(each.labels) + 8 * rng.random() for each in some], kind="stable")
    found: list[list[_Stretch]] = [[]]
    longest = 0
    for at in order:
        longest = max(longest, len(some[at].labels))
        if found[-1] and (len(found[-1]) + 1) * longest > _STEP:
            found.append([])
            longest = len(some[at].labels)
        found[-1].append(some[at])
    return [found[at] for at in rng.permutation(len(found))]


def _matrix(rows: Sequence[NDArray[np.int64]], width: int) -> csr_matrix:
    """A row a block, with 1 at its features."""
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), width))


def _gradients(
    weights: Mapping[str, Array],
    batch: Sequence[_Stretch],
    columns: NDArray[np.int64],
    labels: Labels,
    rng: np.random.Generator,
) -> dict[str, Array]:
    """The gradient of the batch's negative likelihood."""
    rows = [names[rng.random(len(names)) > _FEATURES_LEFT_OUT] for each in batch for names in each.features]
    seen = _matrix(rows, len(weights["alone"]))
    near = seen[:, columns]
    raw = near @ weights["together"] + weights["bias"]
    open_ = (raw > 0) * (rng.random(raw.shape) > _UNITS_LEFT_OUT) / (1 - _UNITS_LEFT_OUT)
    units = raw * open_
    scores = seen @ weights["alone"] + units @ weights["out"] + weights["ground"]
    wrong, steps = _wrong(scores, weights["steps"], [each.labels for each in batch], labels)
    wrong /= _EVEN
    back = (wrong @ weights["out"].T) * open_
    return {
        "alone": seen.T @ wrong,
        "together": near.T @ back + 2 * _DECAY * weights["together"],
        "bias": back.sum(0),
        "out": units.T @ wrong,
        "ground": wrong.sum(0),
        "steps": steps / _EVEN,
    }


def _wrong(scores: Array, steps: Array, truth: Sequence[NDArray[np.int64]], labels: Labels) -> tuple[Array, Array]:
    """By how much the probability of each label of each block, and of each step, is more than what is true."""
    lengths = np.array([len(each) for each in truth])
    longest, many, count = int(lengths.max()), len(truth), len(labels.names)
    where = np.concatenate([np.arange(length) for length in lengths]), np.repeat(np.arange(many), lengths)
    potential = np.ones((longest, many, count))
    potential[where] = np.exp(scores - scores.max(1, keepdims=True))
    potential[0] *= [name in labels.first for name in labels.names]
    potential[lengths - 1, np.arange(many)] *= [name in labels.last for name in labels.names]
    step = np.exp(steps) * [[a in labels.before[b] for b in labels.names] for a in labels.names]
    within = np.arange(longest)[:, None] < lengths
    forward, scale = np.zeros_like(potential), np.ones((longest, many))
    state = potential[0]
    for at in range(longest):
        moved = state if not at else (state @ step) * potential[at]
        sums = moved.sum(1)
        state = np.where(within[at][:, None], moved / sums[:, None], state)
        forward[at], scale[at] = state, np.where(within[at], sums, 1.0)
    backward = np.ones_like(potential)
    for at in range(longest - 1, 0, -1):
        moved = (potential[at] * backward[at] / scale[at][:, None]) @ step.T
        backward[at - 1] = np.where(within[at][:, None], moved, 1.0)
    expected = forward * backward
    after = (potential * backward / scale[:, :, None])[1:] * within[1:, :, None]
    pairs = np.einsum("tbi,tbj->ij", forward[:-1], after) * step
    wrong = expected[where]
    gold = np.concatenate(truth)
    wrong[np.arange(len(gold)), gold] -= 1
    for each in truth:
        np.subtract.at(pairs, (each[:-1], each[1:]), 1)
    return wrong, pairs


def _plain(weights: Mapping[str, Array], some: Sequence[_Stretch], columns: NDArray[np.int64], story: int) -> Array:
    """What the units give a block of the story, in the middle of many."""
    rows = [names for each in some for names, label in zip(each.features, each.labels, strict=True) if label == story]
    near = _matrix(rows, len(weights["alone"]))[:, columns]
    units = np.maximum(near @ weights["together"] + weights["bias"], 0)
    return np.asarray(np.median(units @ weights["out"], axis=0))


def _shrink(weights: Array, by: float) -> None:
    """Brings each weight nearer to nothing (the proximal step of an L1 norm)."""
    weights -= np.clip(weights, -by, by)


class _Adam:
    """Kingma and Ba's steps: as long as the gradient is sure."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights, self.done = weights, 0
        self._mean = {name: np.zeros_like(each) for name, each in weights.items()}
        self._square = {name: np.zeros_like(each) for name, each in weights.items()}

    def step(self, gradients: Mapping[str, Any], rate: float) -> None:
        self.done += 1
        for name, gradient in gradients.items():
            mean, square = self._mean[name], self._square[name]
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            sure = np.sqrt(square / (1 - 0.999**self.done)) + 1e-8
            self.weights[name] -= rate * mean / (1 - 0.9**self.done) / sure
