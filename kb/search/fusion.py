"""Fusion of the lexical and the dense run into one ranking.

Convex combination of normalised scores (Bruch, Gai and Ingber 2023, "An Analysis of Fusion
Functions for Hybrid Retrieval", ACM TOIS 42:1) or reciprocal rank fusion (Cormack, Clarke and
Büttcher 2009, SIGIR). Constants are measured, not taken from the papers: see ``docs/search.md``.
"""

from __future__ import annotations

from collections.abc import Mapping

from kb.settings import FusionSettings

Scores = Mapping[str, float]


def fuse(lexical: Scores, dense: Scores, how: FusionSettings) -> dict[str, float]:
    """One score between 0 and 1 for each passage in either run; higher is better.

    A passage missing from a run counts as that run's worst. With one run empty the other alone
    decides.
    """
    if not lexical or not dense:
        return _scaled(lexical or dense, how)
    left, right = _scaled(lexical, how), _scaled(dense, how)
    return {
        key: how.lexical * left.get(key, 0.0) + (1 - how.lexical) * right.get(key, 0.0)
        for key in {**left, **right}
    }


def ranked(scores: Scores) -> list[tuple[str, float]]:
    """Best first; equal scores in the order of their ids, so that runs repeat byte for byte."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _scaled(scores: Scores, how: FusionSettings) -> dict[str, float]:
    if not scores:
        return {}
    if how.method == "rrf":
        best = how.k + 1
        return {key: best / (how.k + rank) for rank, (key, _) in enumerate(ranked(scores), 1)}
    top = max(scores.values())
    return {key: max(score, 0.0) / top if top > 0 else 0.0 for key, score in scores.items()}
