"""Compares two runs on the same topics by a paired randomisation test.

Source: Smucker, Allan and Carterette, A Comparison of Statistical Significance Tests for
Information Retrieval Evaluation (CIKM 2007). Under the null hypothesis the two runs are the same
system, so which run gave which outcome of a topic is chance. Each trial swaps the outcomes of every
topic with a chance of one half; ``p`` is the share of trials whose difference is at least as great
as the one observed, in either direction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kb.evaluation.figures import Figure

TRIALS = 10_000
_SEED = 13
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """``first`` less ``second`` over the topics that both runs have. ``better`` and ``worse`` count
    topics where the first run is better and worse; ``p`` is two-sided."""

    name: str
    topics: int
    first: float
    second: float
    better: int
    worse: int
    p: float

    @property
    def change(self) -> float:
        """How much greater the figure of the first run is."""
        return self.first - self.second


def compare(first: Figure, second: Figure, trials: int = TRIALS) -> Difference | None:
    """The difference between two runs in one figure; ``None`` where they share no topic that
    counts. A topic that counts for one run alone (a refusal the other did not make) is a pair with
    nothing on the other side. The same figures give the same result."""
    ids = sorted({*first.parts, *second.parts})
    a, b = (np.array([f.parts.get(i, (0.0, 0.0)) for i in ids], float) for f in (first, second))
    if not ids or not a[:, 1].sum() or not b[:, 1].sum():
        return None
    observed = _ratio(a.sum(0)) - _ratio(b.sum(0))
    random = np.random.default_rng(_SEED)
    beyond = 0
    for start in range(0, trials, 1000):
        swapped = random.random((min(1000, trials - start), len(ids))) < 0.5
        moved = swapped @ (b - a)
        with np.errstate(invalid="ignore", divide="ignore"):
            differences = _ratio((a.sum(0) + moved).T) - _ratio((b.sum(0) - moved).T)
        beyond += int(np.sum(~(np.abs(differences) < abs(observed) - 1e-12)))
    sign = -1 if first.lower_is_better else 1
    gains = sign * (a[:, 0] - b[:, 0])
    return Difference(
        first.name,
        len(ids),
        float(_ratio(a.sum(0))),
        float(_ratio(b.sum(0))),
        int(np.sum(gains > 1e-12)),
        int(np.sum(gains < -1e-12)),
        (1 + beyond) / (1 + trials),
    )


def _ratio(sums: Floats) -> Floats:
    return np.asarray(sums[0] / sums[1], dtype=np.float64)
