"""What each block and each span of blocks is, with its probability: a linear-chain conditional random field.

Enters: a row of scores a block.  Leaves: probabilities.  Never decides.

Labels: O the story, A an aside that breaks into a letter, S a letter of one block, B, I, E the first, an inner and the
last block of a longer one.  Asides have a label of their own, since a letter goes on after one without an opening.
Forward and backward sums are scaled block by block (Rabiner 1989, V.A), so that no story is too long for them; the
probability of a whole span follows from them in a few multiplications, by running sums of logarithms.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate

LABELS = "OASBIE"
_O, _A, _S, _B, _I, _E = range(6)
BEFORE: Mapping[str, str] = {"O": "OSE", "A": "ASE", "S": "OASE", "B": "OASE", "I": "BI", "E": "BI"}
# What the first block may be, and the last: a letter that has begun ends, and goes on after an aside.
FIRST, LAST = "OSB", "OSE"
# What is less likely than this is not looked at as a letter's beginning, its end or its whole.
FAINT = 0.008
_NONE = 1e-300


class Lattice:
    """The probabilities of one story.

    begins[i], ends[i], inside[i]: that a letter begins with block i, ends with it, has it in it.  asides[i]: that block
    i breaks into a letter.
    """

    def __init__(self, emissions: Sequence[Sequence[float]], transitions: Mapping[tuple[str, str], float]) -> None:
        step = {pair: math.exp(score) for pair, score in transitions.items()}
        scores = [_shares(row) for row in emissions]
        if scores:
            scores[-1] = _shares(
                [score if name in LAST else -math.inf for name, score in zip(LABELS, emissions[-1], strict=True)]
            )
        forward, scales = _forward(scores, step)
        backward = _backward(scores, step, scales)
        self._forward, self._backward, self._step = forward, backward, step
        self._scores, self._scales = scores, scales
        both = [[a * b for a, b in zip(fore, back, strict=True)] for fore, back in zip(forward, backward, strict=True)]
        self.begins = [row[_S] + row[_B] for row in both]
        self.ends = [row[_S] + row[_E] for row in both]
        self.inside = [row[_S] + row[_B] + row[_I] + row[_E] for row in both]
        self.asides = [row[_A] for row in both]
        stays = math.log(step["I", "I"])
        self._runs = list(
            accumulate(
                (math.log(max(row[_I], _NONE) / scale) + stays for row, scale in zip(scores, scales, strict=True)),
                initial=0.0,
            )
        )

    def __len__(self) -> int:
        return len(self.inside)

    def span(self, first: int, last: int) -> float:
        """The probability of a letter from block `first` to block `last`, exactly."""
        if first == last:
            return self._forward[first][_S] * self._backward[first][_S]
        step, end = self._step, self._scores[last][_E] / self._scales[last] * self._backward[last][_E]
        start = self._forward[first][_B] * end
        if last == first + 1:
            return start * step["B", "E"]
        run = self._runs[last] - self._runs[first + 1]
        return start * step["B", "I"] / step["I", "I"] * step["I", "E"] * math.exp(min(run, 700.0))


def _shares(row: Sequence[float]) -> list[float]:
    most = max(row)
    return [math.exp(score - most) for score in row]


def _forward(
    scores: Sequence[Sequence[float]], step: Mapping[tuple[str, str], float]
) -> tuple[list[list[float]], list[float]]:
    oo, so, eo = step["O", "O"], step["S", "O"], step["E", "O"]
    aa, sa, ea = step["A", "A"], step["S", "A"], step["E", "A"]
    os, as_, ss, es = step["O", "S"], step["A", "S"], step["S", "S"], step["E", "S"]
    ob, ab, sb, eb = step["O", "B"], step["A", "B"], step["S", "B"], step["E", "B"]
    bi, ii, be, ie = step["B", "I"], step["I", "I"], step["B", "E"], step["I", "E"]
    found: list[list[float]] = []
    scales: list[float] = []
    o, a, s, b, i, e = 1.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for at, (so_, sa_, ss_, sb_, si_, se_) in enumerate(scores):
        if at:
            row = (
                (o * oo + s * so + e * eo) * so_,
                (a * aa + s * sa + e * ea) * sa_,
                (o * os + a * as_ + s * ss + e * es) * ss_,
                (o * ob + a * ab + s * sb + e * eb) * sb_,
                (b * bi + i * ii) * si_,
                (b * be + i * ie) * se_,
            )
        else:
            row = (so_, 0.0, ss_, sb_, 0.0, 0.0)
        scale = sum(row)
        o, a, s, b, i, e = [share / scale for share in row]
        found.append([o, a, s, b, i, e])
        scales.append(scale)
    return found, scales


def _backward(
    scores: Sequence[Sequence[float]], step: Mapping[tuple[str, str], float], scales: Sequence[float]
) -> list[list[float]]:
    oo, so, eo = step["O", "O"], step["S", "O"], step["E", "O"]
    aa, sa, ea = step["A", "A"], step["S", "A"], step["E", "A"]
    os, as_, ss, es = step["O", "S"], step["A", "S"], step["S", "S"], step["E", "S"]
    ob, ab, sb, eb = step["O", "B"], step["A", "B"], step["S", "B"], step["E", "B"]
    bi, ii, be, ie = step["B", "I"], step["I", "I"], step["B", "E"], step["I", "E"]
    row = [1.0, 0.0, 1.0, 0.0, 0.0, 1.0]
    found = [row] * len(scores)
    for at in range(len(scores) - 1, 0, -1):
        found[at] = row
        o, a, s, b, i, e = [score * share / scales[at] for score, share in zip(scores[at], row, strict=True)]
        row = [
            oo * o + os * s + ob * b,
            aa * a + as_ * s + ab * b,
            so * o + sa * a + ss * s + sb * b,
            bi * i + be * e,
            ii * i + ie * e,
            eo * o + ea * a + es * s + eb * b,
        ]
    if scores:
        found[0] = row
    return found
