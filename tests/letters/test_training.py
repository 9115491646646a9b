"""scripts/training: the gradient is the likelihood's, and a network learns what a table cannot."""

from __future__ import annotations

import itertools

import pytest

np = pytest.importorskip("numpy", reason="needs numpy, which learns")
pytest.importorskip("scipy", reason="needs scipy, which learns")

from training import fields, network  # noqa: E402
from training.pieces import Piece, Sequenced, sequences  # noqa: E402

from typeset.letters.lattice import BEFORE, FIRST, LABELS, LAST  # noqa: E402
from typeset.letters.weights import Weights  # noqa: E402

FORM = network.Labels(LABELS, BEFORE, FIRST, LAST)


def likelihood(scores: list[list[float]], steps: list[list[float]], truth: list[int]) -> float:
    """The logarithm of a labelling's probability, by going through all."""

    def weight(path: tuple[int, ...]) -> float:
        allowed = LABELS[path[0]] in FIRST and LABELS[path[-1]] in LAST
        allowed = allowed and all(LABELS[a] in BEFORE[LABELS[b]] for a, b in itertools.pairwise(path))
        total = sum(scores[at][label] for at, label in enumerate(path))
        return float(np.exp(total + sum(steps[a][b] for a, b in itertools.pairwise(path)))) if allowed else 0.0

    every = sum(weight(path) for path in itertools.product(range(6), repeat=len(scores)))
    return float(np.log(weight(tuple(truth)) / every))


def test_the_gradient_is_the_likelihoods() -> None:
    rng = np.random.default_rng(3)
    truth = [[0, 3, 5, 0], [2, 1, 2]]
    scores, steps = rng.normal(size=(7, 6)), rng.normal(size=(6, 6))
    wrong, pairs = network._wrong(scores, steps, [np.array(each) for each in truth], FORM)

    def total(scores: object, steps: object) -> float:
        return -likelihood(scores[:4], steps, truth[0]) - likelihood(scores[4:], steps, truth[1])  # type: ignore[index]

    for at, found in (((2, 5), wrong), ((4, 2), wrong), ((0, 3), pairs), ((1, 2), pairs)):
        moved = [scores.copy(), steps.copy()]
        moved[found is pairs][at] += 1e-5
        assert (total(*moved) - total(scores, steps)) / 1e-5 == pytest.approx(found[at], abs=1e-3)


def test_a_network_learns_what_signs_say_together() -> None:
    # A letter stands where one of two signs is, and not where both are or neither.
    blocks = [(["sign:a"], "S"), (["sign:b"], "S"), (["sign:a", "sign:b"], "O"), (["sign:c"], "O")]
    rng = np.random.default_rng(1)
    some = []
    for _ in range(400):
        chosen = [blocks[at] for at in rng.integers(0, 4, 6)]
        some.append(
            Sequenced([["0\tword:any", *(f"0\t{n}" for n in names)] for names, _ in chosen], [x for _, x in chosen])
        )
    learned = network.learn(some, FORM, lambda name: name.startswith("sign:"), 1, rounds=100)
    table, units = network.table(learned, LABELS, BEFORE), network.together([learned], LABELS, 1.0)
    names = [["word:any", *names] for names, _ in blocks]
    scores = table.emissions(names)
    units.add(scores, names, range(4))
    assert ["S" if row[LABELS.index("S")] > row[LABELS.index("O")] else "O" for row in scores] == [x for _, x in blocks]


def test_what_all_blocks_get_is_told_though_no_feature_is_common_to_them() -> None:
    some = [Sequenced([["0\tsign:a"], []], ["S", "O"])] * 40
    table = network.table(network.learn(some, FORM, lambda name: True, 1, rounds=40), LABELS, BEFORE)
    (row,) = table.emissions([["word:any"]])
    assert row[LABELS.index("O")] > row[LABELS.index("S")]


def test_what_is_not_said_parts_a_piece() -> None:
    features = [["size:1"], ["size:2"], ["size:1"]]
    pieces = [Piece(whose, "one", features, ["O", None, "S"]) for whose in ("alder", "birch")]
    assert [each.labels for each in sequences(pieces, {"size": (0, 1)})] == [["O"], ["S"]] * 2
    assert next(sequences(pieces, {"size": (0, 1)})).features == [["0\tsize:1"]]


def test_tables_are_mixed_by_their_shares() -> None:
    one = Weights(("O", "S"), {("O", "S"): 1.0}, {"a": [(0, (1.0, 0.0))], "b": [(0, (0.01, 0.0))]})
    other = Weights(("O", "S"), {("O", "S"): 3.0}, {"a": [(0, (0.0, 2.0)), (1, (4.0, 0.0))]})
    mixed = fields.mixed(((0.75, one), (0.25, other)), 0.05)
    assert mixed.transitions == {("O", "S"): 1.5}
    assert mixed.rows == {"a": [(0, (0.75, 0.5)), (1, (1.0, 0.0))]}
