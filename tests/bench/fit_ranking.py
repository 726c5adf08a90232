"""Fits the weights of ``corpus/models/ranking.yaml``: ``python -m tests.bench.fit_ranking TOPICS``.

Wants the real documents ingested into KB_HOME and topics as ``kb eval`` reads them, of which only
the half for development is taken (``dev_split.tsv``). The model is a softmax over the passages
found for a query, and the weights make the right ones likely (ListNet's top-one loss; Cao et al.
2007, "Learning to Rank: From Pairwise Approach to Listwise Approach"), with L2 regularisation of
standardised features. Prints the weights, and what each feature and each stage adds: every query is
ranked by weights fitted to the other documents (ten folds), and each difference to the model has an
interval of 95 % by the bootstrap over documents. Copies are not folded here.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from kb.search.engine import Searcher
from kb.settings import home
from kb.store import Library
from tests.bench.ranking_examples import IN_MODEL, TRIED, Example, Matrix, examples

L2 = 0.5  # of the standardised weights, shared out over the queries
FOLDS = 10
RESAMPLES = 4000
SHOWN = 10
NAMES = (*IN_MODEL, *TRIED)


@dataclass(frozen=True)
class Outcome:
    """How a query fared: the rank of the first right passage (0 where none is shown), and the
    loss, minus the logarithm of how likely the model holds a right one."""

    rank: int
    loss: float

    @property
    def reciprocal(self) -> float:
        """1 by the rank, 0 where none is shown."""
        return 1 / self.rank if self.rank else 0.0

    @property
    def among_five(self) -> float:
        """1 where a right passage is among the first five."""
        return float(0 < self.rank <= 5)


Outcomes = Mapping[str, Outcome]
Measure = Callable[[Outcome], float]
MEASURES: tuple[Measure, ...] = (
    lambda o: o.among_five, lambda o: o.reciprocal, lambda o: o.loss,
)  # fmt: skip


def fitted(seen: Sequence[Example], names: Sequence[str]) -> Matrix:
    """The weight of each of ``names`` for features as they are."""
    columns = [NAMES.index(n) for n in names]
    tables = [e.features[:, columns] for e in seen]
    everything = np.concatenate(tables)
    mean, spread = everything.mean(0), everything.std(0) + 1e-9
    scaled = [((x - mean) / spread, e.right) for x, e in zip(tables, seen, strict=True)]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, gradient = L2 * float(weights @ weights), 2 * L2 * weights
        for x, right in scaled:
            score = x @ weights
            likely = np.exp(score - score.max())
            of_right = likely * right
            total -= float(np.log(of_right.sum() / likely.sum()))
            gradient = gradient - (of_right / of_right.sum() - likely / likely.sum()) @ x
        return total / len(scaled), gradient / len(scaled)

    start = np.full(len(names), 0.3)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x / spread)


def folds(seen: Sequence[Example]) -> dict[str, int]:
    """The fold of each group, large groups first into the smallest fold."""
    sizes = Counter(e.group for e in seen)
    load, fold = [0] * FOLDS, {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold[group] = int(np.argmin(load))
        load[fold[group]] += sizes[group]
    return fold


def rank(example: Example, score: Matrix, per_work: int) -> int:
    """The rank of the first right passage among those shown; 0 where there is none."""
    counts: Counter[str] = Counter()
    shown = 0
    for i in np.argsort(-(score + 1e3 * example.tiers), kind="stable"):
        if counts[example.works[i]] >= per_work:
            continue
        counts[example.works[i]] += 1
        shown += 1
        if example.right[i]:
            return shown
        if shown == SHOWN:
            return 0
    return 0


def cross_validated(
    seen: Sequence[Example], names: Sequence[str], per_work: int = SHOWN
) -> dict[str, Outcome]:
    """The outcome of each query by weights that were fitted to the other documents."""
    fold, columns = folds(seen), [NAMES.index(n) for n in names]
    outcomes = {}
    for number in range(FOLDS):
        weights = fitted([e for e in seen if fold[e.group] != number], names)
        for e in seen:
            if fold[e.group] == number:
                score = e.features[:, columns] @ weights
                likely = np.exp(score - score.max())
                loss = -float(np.log(likely[e.right].sum() / likely.sum()))
                outcomes[e.id] = Outcome(rank(e, score, per_work), loss)
    return outcomes


def difference(seen: Sequence[Example], one: Outcomes, other: Outcomes, value: Measure) -> str:
    """How much higher ``one`` is on average than ``other``, with its interval."""
    by_group: dict[str, list[float]] = defaultdict(list)
    for e in seen:
        by_group[e.group].append(value(one[e.id]) - value(other[e.id]))
    sums = np.array([(sum(v), len(v)) for v in by_group.values()], dtype=float)
    random = np.random.default_rng(13)
    drawn = random.integers(0, len(sums), (RESAMPLES, len(sums)))
    total = sums[drawn].sum(1)
    low, high = np.percentile(total[:, 0] / total[:, 1], [2.5, 97.5])
    return f"{sums[:, 0].sum() / sums[:, 1].sum():+.3f} [{low:+.3f}, {high:+.3f}]"


def told(name: str, seen: Sequence[Example], outcomes: Outcomes, model: Outcomes) -> str:
    """A row of the table: R@1, R@5, RR and loss of all queries, and the differences to the model of
    the last three."""
    values = [outcomes[e.id] for e in seen]
    means = [np.mean([o.rank == 1 for o in values])]
    means += [np.mean([measure(o) for o in values]) for measure in MEASURES]
    cells = [f"| {name} |", *(f"{mean:.3f} |" for mean in means)]
    if outcomes is not model:
        cells += [f"{difference(seen, outcomes, model, measure)} |" for measure in MEASURES]
    return " ".join(cells) + "\n"


def main() -> None:
    """Print the weights and the table."""
    library = Library.open(home(), create=False)
    searcher = Searcher(library)
    splits = Path(__file__).with_name("dev_split.tsv")
    seen = examples(searcher, [Path(p) for p in sys.argv[1:]], splits)
    kinds = Counter(e.kind for e in seen)
    sys.stdout.write(f"{len(seen)} queries of {len({e.group for e in seen})} documents: {kinds}\n")
    sys.stdout.write(f"encoder {library.encoder_key()}\n")
    for feature, weight in zip(IN_MODEL, fitted(seen, IN_MODEL), strict=True):
        sys.stdout.write(f"  {feature}: {weight:.1f}\n")
    model = cross_validated(seen, IN_MODEL)
    sys.stdout.write(told("the model", seen, model, model))
    for kind in sorted(kinds):
        part = [e for e in seen if e.kind == kind]
        sys.stdout.write(told(f"of it {kind} ({len(part)})", part, model, model))
    for feature in IN_MODEL:
        without = [n for n in IN_MODEL if n != feature]
        sys.stdout.write(told(f"without {feature}", seen, cross_validated(seen, without), model))
    for feature in TRIED:
        more = cross_validated(seen, [*IN_MODEL, feature])
        sys.stdout.write(told(f"with {feature}", seen, more, model))
    for most in (2, 3, 4, 5):
        ranks = cross_validated(seen, IN_MODEL, most)
        sys.stdout.write(told(f"at most {most} of a work", seen, ranks, model))


if __name__ == "__main__":
    main()
