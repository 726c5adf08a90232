"""Fits the model of ``kb/evidence/likelihood.py``: ``python -m tests.bench.fit_links``.

Takes what the linker finds for the recommendations of the briefs that were judged
(``tests.bench.links``; each brief in a copy of the library of its own) and the judgements in
``judged_links.tsv``, and prints the weights of a logistic regression, and how right it is on
recommendations, and on briefs, that it was not fitted to.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from kb.evidence.draft import Draft
from kb.evidence.likelihood import Traits, likelihood
from kb.evidence.link import Linker
from kb.evidence.model import Status
from kb.search.engine import Searcher
from tests.bench.links import FIRST, FITTED, Said, chosen_of, judged, with_brief

C = 0.3  # the inverse strength of regularisation
FLOORS = (0.4, 0.45, 0.5, 0.55, 0.6)


@dataclass(frozen=True)
class Seen:
    """A passage that was found for a recommendation and judged."""

    brief: str
    rec: str
    traits: Traits
    right: bool


class Watched(Linker):
    """A linker that keeps the traits of what it makes of every passage."""

    traits: dict[str, Traits]

    def _traits(self, candidate, bearing, text, best):  # type: ignore[no-untyped-def]
        self.last = super()._traits(candidate, bearing, text, best)
        return self.last

    def _draft(self, *given):  # type: ignore[no-untyped-def]
        draft: Draft | None = super()._draft(*given)
        if draft is not None:
            self.traits[draft.link_id] = self.last
        return draft


def main() -> None:
    """Print the weights and the measures."""
    said = judged()
    seen = [s for brief in FITTED for s in _seen(brief, said)]
    names = list(seen[0].traits.values())
    x = np.array([[s.traits.values()[n] for n in names] for s in seen])
    y = np.array([s.right for s in seen])
    weights, constant = _fitted(x, y)
    print(f"{len(seen)} judged, {y.sum()} right")
    print({n: round(float(w), 2) for n, w in zip(names, weights, strict=True)}, f"{constant:.2f}")
    recs = np.array([s.rec for s in seen])
    briefs = np.array([s.brief for s in seen])
    now = np.array([likelihood(s.traits) for s in seen])
    _tell("as in the code", y, recs, now)
    _tell("recommendation apart", y, recs, _apart(x, y, recs))
    apart = _apart(x, y, briefs)
    _tell("brief apart", y, recs, apart)
    for brief in FITTED:
        here = briefs == brief
        _tell(f"brief apart: {brief[:40]}", y[here], recs[here], apart[here])


def _seen(brief: str, said: Said) -> Iterator[Seen]:
    with with_brief(brief) as (library, maker):
        linker = Watched(Searcher(library))
        linker.traits = {}
        for recommendation in chosen_of(maker, brief):
            linker.link(recommendation)
            for link, traits in linker.traits.items():
                found = said.get((recommendation.rec_id, link))
                if found is not None:
                    right = found[0] is Status.CONFIRMED
                    yield Seen(brief, recommendation.rec_id, traits, right)
            linker.traits.clear()


def _fitted(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and constant for traits as they are, fitted to standardised ones."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    model = LogisticRegression(C=C, max_iter=5000).fit((x - mean) / spread, y)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - (weights * mean).sum())


def _apart(x: np.ndarray, y: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """For each row how likely it is by a model fitted to the rows of the other groups."""
    likely = np.zeros(len(y))
    for group in sorted(set(groups)):
        here = groups == group
        weights, constant = _fitted(x[~here], y[~here])
        likely[here] = 1 / (1 + np.exp(-(x[here] @ weights + constant)))
    return likely


def _tell(name: str, y: np.ndarray, recs: np.ndarray, likely: np.ndarray) -> None:
    shown = "; ".join(_first(y, recs, likely, floor) for floor in FLOORS)
    area, mean = roc_auc_score(y, likely), average_precision_score(y, likely)
    print(f"{name}: area {area:.3f}, average precision {mean:.3f}; {shown}")


def _first(y: np.ndarray, recs: np.ndarray, likely: np.ndarray, floor: float) -> str:
    """How many of the first five of each recommendation, from the floor on, are right."""
    shown: list[int] = []
    for rec in sorted(set(recs)):
        here = np.flatnonzero((recs == rec) & (likely >= floor))
        shown += sorted(here, key=lambda i: -likely[i])[:FIRST]
    right = int(y[shown].sum())
    return f"{floor}: {right} of {len(shown)}, {right / (len(shown) or 1):.2f}"


if __name__ == "__main__":
    sys.exit(main())
