"""What signs are worth together: one layer of hidden units beside the table of what each is worth alone.

Enters: the file that `scripts/train` writes.  Leaves: scores to be added to a table's emissions.  Never learns.

A table adds up its weights, so to it "letter" in a last sentence and a colon are each worth what they are worth; a
unit can answer to both, or to one without the other (a conditional neural field: Peng, Bo and Xu 2009).  A unit is the
sum of its features' weights where that is more than nothing (a rectifier).

The file is text, as a table's (`weights`): a first line with the labels, the units' own weights after "bias", what a
paragraph of plain narration gets from all of them after "plain", a line "out label weights" a label, then a feature a
line: its name, the block it is looked at from and a weight a unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from typeset.letters.weights import Row, number


@dataclass(frozen=True, slots=True)
class Units:
    """labels: in the order of every row of scores.  bias: a weight a unit.  out: by label, a weight a unit.

    plain: the scores of a block of plain narration, a label each, for where the units are not asked.
    rows: by a feature's name, pairs of an offset and a row: what it is worth to each unit of the block so far from it.
    """

    labels: tuple[str, ...]
    bias: Row
    plain: Row
    out: Sequence[Row]
    rows: Mapping[str, Sequence[tuple[int, Row]]]

    def add(self, emissions: Sequence[list[float]], features: Sequence[Iterable[str]], asked: Sequence[int]) -> None:
        """Adds to the scores of the blocks `asked` what their features are worth together, to others `plain`."""
        if not self.bias:
            return
        wanted = frozenset(asked)
        for at, scores in enumerate(emissions):
            if at not in wanted:
                scores[:] = map(sum, zip(scores, self.plain, strict=True))
        reach = sorted({offset for some in self.rows.values() for offset, _ in some})
        for at in asked:
            seen = [self.bias]
            for offset in reach:
                if 0 <= at - offset < len(features):
                    for name in features[at - offset]:
                        for far, row in self.rows.get(name, ()):
                            if far == offset:
                                seen.append(row)
            active = [value if value > 0 else 0.0 for value in map(sum, zip(*seen, strict=True))]
            for label, worth in enumerate(self.out):
                emissions[at][label] += sum(map(float.__mul__, active, worth))


NONE = Units((), (), (), (), {})


def parse(text: str) -> Units:
    """The units from the text of their file."""
    head, _, rest = text.partition("\n")
    single: dict[str, Row] = {}
    out: list[Row] = []
    rows: dict[str, list[tuple[int, Row]]] = {}
    for line in rest.splitlines():
        name, at, values = line.split("\t")
        row = tuple(map(float, values.split(" ")))
        if name in ("bias", "plain"):
            single[name] = row
        elif name == "out":
            out.append(row)
        else:
            rows.setdefault(name, []).append((int(at), row))
    return Units(tuple(head.split(" ")), single["bias"], single["plain"], out, rows)


def written(units: Units) -> str:
    """The text of their file."""
    lines = [" ".join(units.labels), _line("bias", "", units.bias), _line("plain", "", units.plain)]
    lines += [_line("out", label, row, 3) for label, row in zip(units.labels, units.out, strict=True)]
    lines += [
        _line(name, str(offset), row) for name, some in sorted(units.rows.items()) for offset, row in sorted(some)
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, at: str, row: Iterable[float], digits: int = 2) -> str:
    return "\t".join([name, at, " ".join([number(value, digits) for value in row])])
