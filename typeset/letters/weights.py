"""A table of learned weights: what each feature is worth for each label, at the block it is seen in and around it.

Enters: the file that `scripts/train` writes.  Leaves: emissions, one row of scores a block.  Never learns.

The file is sorted text, so that a change of it can be read: a first line with the labels, a line "from to score" a
transition after "transitions", then a feature a line: its name, the block it is looked at from (counted from its own)
and a score a label, parted by tabs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """labels: their names, in the order of every row.  transitions: by label before and after, only those that may be.

    rows: by a feature's name, pairs of an offset and a row: what the feature is worth for the block so far from it.
    """

    labels: tuple[str, ...]
    transitions: Mapping[tuple[str, str], float]
    rows: Mapping[str, Sequence[tuple[int, Row]]]

    def emissions(self, features: Sequence[Iterable[str]]) -> list[list[float]]:
        """A score a label for each block, by the features of the block and of those around it."""
        count = len(features)
        seen: list[list[Row]] = [[] for _ in range(count)]
        rows = self.rows
        for at, names in enumerate(features):
            for name in names:
                if name in rows:
                    for offset, row in rows[name]:
                        if 0 <= at + offset < count:
                            seen[at + offset].append(row)
        nothing = [0.0] * len(self.labels)
        return [list(map(sum, zip(*some, strict=True))) if some else list(nothing) for some in seen]


def parse(text: str) -> Weights:
    """A table from the text of its file."""
    head, _, rest = text.partition("\n")
    transitions: dict[tuple[str, str], float] = {}
    rows: dict[str, list[tuple[int, Row]]] = {}
    for line in rest.splitlines():
        name, *fields = line.split("\t")
        if name == "transition":
            transitions[fields[0], fields[1]] = float(fields[2])
        else:
            rows.setdefault(name, []).append((int(fields[0]), tuple(map(float, fields[1:]))))
    return Weights(tuple(head.split(" ")), transitions, rows)


def written(weights: Weights) -> str:
    """The text of a table's file."""
    lines = [" ".join(weights.labels)]
    lines += [f"transition\t{a}\t{b}\t{score:.2f}" for (a, b), score in sorted(weights.transitions.items())]
    lines += [
        "\t".join([name, str(offset), *map(number, row)])
        for name, some in sorted(weights.rows.items())
        for offset, row in sorted(some)
    ]
    return "\n".join(lines) + "\n"


def number(score: float, digits: int = 2) -> str:
    """A weight, rounded and as short as can be: "-.25", "3", "0"."""
    text = f"{score:.{digits}f}".rstrip("0").rstrip(".")
    return {"-0": "0", "": "0"}.get(text, text.replace("0.", ".", 1) if text.lstrip("-")[:2] == "0." else text)
