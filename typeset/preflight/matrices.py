"""Places on a page: matrices and the boxes round points.

Enters: numbers.  Leaves: numbers.  Never knows what stands there.
A matrix is (a, b, c, d, e, f), as ISO 32000-1, §8.3.3 has it: x' = ax + cy + e, y' = bx + dy + f.
"""

from __future__ import annotations

from collections.abc import Sequence

from typeset.preflight.marks import Box

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def corners(matrix: Matrix, box: Box) -> list[Point]:
    """Where a matrix puts the corners of a box."""
    left, bottom, right, top = box
    return [apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]


def bounds(points: Sequence[Point]) -> Box:
    """The box round points, of which there is one at least."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def growth(matrix: Matrix) -> float:
    """How much longer a line comes out: the root of the area's growth."""
    return float(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)


def six(values: Sequence[float]) -> Matrix:
    """Six numbers as a matrix; that which moves nothing where they are not six."""
    a, b, c, d, e, f = values if len(values) == 6 else IDENTITY
    return a, b, c, d, e, f
