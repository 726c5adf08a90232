"""Matrices of a content stream (ISO 32000-1, 8.3.3), and numbers among its operands."""

from __future__ import annotations

import math

from ingest.read.pdf.tokens import Operand

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(a: Matrix, b: Matrix) -> Matrix:
    """The matrix that does ``a`` and then ``b``."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def matrix_of(operands: list[Operand]) -> Matrix | None:
    """The matrix the last six operands are; ``None`` when they are none."""
    numbers = [n for n in operands[-6:] if isinstance(n, float)]
    if len(numbers) != 6 or not all(math.isfinite(n) for n in numbers):
        return None
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])


def number_at(operands: list[Operand], at: int, otherwise: float = 0.0) -> float:
    """The number at ``at``, counted as in a list; ``otherwise`` when there is none."""
    if -len(operands) <= at < len(operands):
        value = operands[at]
        if isinstance(value, float):
            return value
    return otherwise
