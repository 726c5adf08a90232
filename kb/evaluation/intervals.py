"""Confidence intervals of figures by the bootstrap over topics.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13: the percentile
interval. Where every topic agrees, all resamples do too, and the bootstrap would call the figure
certain; there Wilson's score interval of a share is given instead (Wilson 1927).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kb.evaluation.figures import Figure

RESAMPLES = 2000
_SEED = 13
_Z = 1.959964  # of a two-sided interval of 95 %


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval that holds the figure with a confidence of 95 %."""

    low: float
    high: float


def interval(figure: Figure, resamples: int = RESAMPLES) -> Interval | None:
    """The interval of a figure; ``None`` where no topic counts. The same figure gives the same."""
    parts = np.array([p for p in figure.parts.values() if p[1]], dtype=float)
    if not len(parts):
        return None
    ratios = parts[:, 0] / parts[:, 1]
    if np.allclose(ratios, ratios[0]):
        return wilson(float(ratios[0]), len(parts))
    random = np.random.default_rng(_SEED)
    weights = random.multinomial(len(parts), np.full(len(parts), 1 / len(parts)), size=resamples)
    sums = weights @ parts
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    return Interval(float(low), float(high))


def wilson(share: float, count: int) -> Interval:
    """Wilson's score interval of a share of ``count`` topics, ``count`` at least 1."""
    square = _Z * _Z / count
    middle = (share + square / 2) / (1 + square)
    half = _Z * np.sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return Interval(float(max(0.0, middle - half)), float(min(1.0, middle + half)))
