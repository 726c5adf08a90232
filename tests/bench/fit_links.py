"""Fits the model of ``corpus/link_likelihood.yaml``: ``python -m tests.bench.fit_links``.

Takes every passage that the linker weighs for the recommendations of the briefs it is fitted to
and that was judged (``tests.bench.judged``), and prints the weights of a logistic regression, how
well its probabilities agree with what is right, and what is right of the first five links of each
brief by a model that was fitted to the other briefs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from kb.evidence.candidates import ScoredPassage
from kb.evidence.likelihood import LikelihoodModel, LinkFeatures, fitted_model, likelihood
from kb.evidence.link_dedup import DraftLink
from kb.evidence.linker import Linker
from kb.evidence.sentence_scoring import ScoredSentences
from kb.search.engine import Searcher
from tests.bench.judged import FITTED, Judged, judged, recommendations_of
from tests.bench.links import told

C = 0.3  # the inverse strength of regularisation
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Seen:
    """A passage that was weighed for a recommendation, and judged."""

    brief: str
    features: LinkFeatures
    right: bool


class Watched(Linker):
    """A linker that keeps what it knows of every passage it weighs, by link."""

    def __init__(self, searcher: Searcher) -> None:
        super().__init__(searcher)
        self.known: dict[str, LinkFeatures] = {}
        self._last: LinkFeatures

    def _features(
        self, passage: ScoredPassage, sentences: ScoredSentences, text: str, best: float
    ) -> LinkFeatures:
        self._last = super()._features(passage, sentences, text, best)
        return self._last

    def _draft(self, *given: object) -> DraftLink | None:
        draft: DraftLink | None = super()._draft(*given)  # type: ignore[arg-type]
        if draft is not None:
            self.known[draft.link_id] = self._last
        return draft


def main() -> None:
    """Print the weights and the measures."""
    said = judged()
    seen = [s for brief in FITTED for s in _seen(brief, said)]
    model = _fitted(seen)
    shown = {name: round(weight, 2) for name, weight in model.coefficients.items()}
    right = sum(s.right for s in seen)
    sys.stdout.write(f"{len(seen)} judged, {right} right: {shown}, {model.intercept:.2f}\n")
    sys.stdout.write(_agreement("the model in use", seen, [fitted_model()] * len(seen)))
    apart = {b: _fitted([s for s in seen if s.brief != b]) for b in FITTED}
    sys.stdout.write(_agreement("each brief apart", seen, [apart[s.brief] for s in seen]))
    for brief in FITTED:
        sys.stdout.write(told(f"{brief}, apart", brief, said, apart[brief]))


def _seen(brief: str, said: Judged) -> Iterator[Seen]:
    with recommendations_of(brief) as (library, chosen):
        linker = Watched(Searcher(library))
        for recommendation in chosen:
            linker.link(recommendation)
            for link, features in linker.known.items():
                found = said.get((recommendation.rec_id, link))
                if found is not None:
                    yield Seen(brief, features, found.right)
            linker.known.clear()


def _fitted(seen: Sequence[Seen]) -> LikelihoodModel:
    """The model for features as they are, fitted to standardised ones."""
    names = list(seen[0].features.values())
    x = np.array([[s.features.values()[n] for n in names] for s in seen])
    mean, spread = x.mean(0), x.std(0) + 1e-9
    fit = LogisticRegression(C=C, max_iter=5000).fit((x - mean) / spread, [s.right for s in seen])
    weights = fit.coef_[0] / spread
    intercept = float(fit.intercept_[0] - (weights * mean).sum())
    coefficients = dict(zip(names, map(float, weights), strict=True))
    return LikelihoodModel(coefficients=coefficients, intercept=intercept)


def _agreement(name: str, seen: Sequence[Seen], models: Sequence[LikelihoodModel]) -> str:
    """Area under the curve, average precision, and the share that is right in each fifth."""
    likely = np.array([likelihood(s.features, m) for s, m in zip(seen, models, strict=True)])
    right = np.array([s.right for s in seen])
    bins = [
        f"{low:.1f}-{high:.1f}: {right[here].mean():.2f} of {here.sum()}"
        for low, high in zip(BINS, BINS[1:], strict=False)
        if (here := (likely >= low) & (likely < high)).any()
    ]
    area, mean = roc_auc_score(right, likely), average_precision_score(right, likely)
    return f"{name}: area {area:.3f}, average precision {mean:.3f}; right by likelihood {bins}\n"


if __name__ == "__main__":
    main()
