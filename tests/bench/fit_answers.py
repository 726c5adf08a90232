"""Fits the models of answers: ``python -m tests.bench.fit_answers LIBRARY … [--write]``.

Wants libraries of the real documents (with and without the digests of ``corpus/``). Ranks the
sentences of each question by a conditional logistic regression, fits a second one to whether the
sentences chosen are right, and prints, by cross-validation with folds parted by document: the
risk-coverage curve, the calibration, and what each feature is worth. ``--write`` stores the weights
under the key of the libraries' encoder in ``corpus/models/answers.yaml``.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from kb.answer.answer import Reading, read_for
from kb.answer.fitted_models import PATH, WITHOUT_VECTORS, Logistic
from kb.answer.likelihood import answer_features
from kb.answer.model import Sentence
from kb.answer.quote_sentences import choose_sentences, quote_sentence, without_overlaps
from kb.answer.sentence_ranking import RankedSentence, ranked
from kb.search.engine import Searcher
from kb.settings import settings
from kb.span import Span
from kb.store import Library
from tests.bench.answer_topics import AnswerTopic, topics
from tests.bench.gold import SHARED

Floats = npt.NDArray[np.float64]
RANKING, ANSWERING = 3.0, 1.0  # strengths of L2 regularisation of standardised features
FOLDS = 10
COSINES = ("cosine", "passage_cosine")
# The sign each weight of the second model may have: what cannot help an answer never does.
SIGNS = {
    **dict.fromkeys(("lead", "cosine"), (0.0, None)),
    **dict.fromkeys(
        ("missing", "lacks_name", "missing_year", "other_year", "only_ordered", "no_type"),
        (None, 0.0),
    ),
}
HEAD = """\
# The fitted models of answers, by the key of the encoder; kb/answer/fitted_models.py reads them,
# kb/answer/sentence_ranking.py and likelihood.py explain the features. Written by
# `python -m tests.bench.fit_answers --write`; docs/answers.md says how well they do.
"""


@dataclass
class Case:
    """A question asked of one library: the reason of a refusal before any model, or what was read,
    with the quotation of each sentence and whether it is right by itself."""

    topic: AnswerTopic
    read: Reading | str
    quotes: list[Sentence | None]
    marks: list[bool]


def collect(library: Library, dev: Path) -> list[Case]:
    """Every question, read as ``kb.answer`` reads it."""
    searcher, limits = Searcher(library), settings().answer
    cases = []
    for topic in topics(library, dev):
        read = read_for(searcher.find(topic.question), searcher, limits)
        if isinstance(read, str) or not read.sentences:
            cases.append(Case(topic, read if isinstance(read, str) else "nothing", [], []))
            continue
        quotes = [quote_sentence(s, library) for s in read.sentences]
        marks = [q is not None and topic.marks((q.doc_id, q.text, q.citation)) for q in quotes]
        cases.append(Case(topic, read, quotes, marks))
    return cases


def fit_ranking(cases: Sequence[Case], names: Sequence[str]) -> Logistic:
    """A conditional logistic regression: the probability that the best sentence is a right one."""
    chosen = [c for c in cases if any(c.marks)]
    groups = [(_matrix(c, names), np.array(c.marks, float)) for c in chosen]
    spread = np.vstack([x for x, _ in groups]).std(0) + 1e-9

    def loss(w: Floats) -> tuple[float, Floats]:
        total, slope = RANKING * float(w @ w), 2 * RANKING * w
        for x, y in groups:
            z = x / spread
            odds = np.exp(z @ w - (z @ w).max())
            all_, right = odds / odds.sum(), odds * y / (odds * y).sum()
            total -= math.log((odds * y).sum() / odds.sum())
            slope = slope - (right - all_) @ z
        return total, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / spread
    return Logistic(coefficients=_weights(names, found))


def fit_answering(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], names: Sequence[str]
) -> Logistic:
    """A logistic regression with signed weights: the probability that the answer is right."""
    x = np.array([[r[n] for n in names] for r in rows])
    y, mean, spread = np.array(right, float), x.mean(0), x.std(0) + 1e-9
    z = (x - mean) / spread

    def loss(w: Floats) -> tuple[float, Floats]:
        u = z @ w[:-1] + w[-1]
        p = 1 / (1 + np.exp(-u))
        slope = np.append(z.T @ (p - y) + 2 * ANSWERING * w[:-1], (p - y).sum())
        fit = np.logaddexp(0, u) - y * u
        return float(fit.sum() + ANSWERING * (w[:-1] ** 2).sum()), slope

    bounds = [SIGNS.get(n, (None, None)) for n in names] + [(None, None)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / spread
    return Logistic(
        coefficients=_weights(names, weights),
        intercept=round(float(found[-1] - (weights * mean).sum()), 3),
    )


def _matrix(case: Case, names: Sequence[str]) -> Floats:
    assert isinstance(case.read, Reading)
    return np.array([[s.features[n] for n in names] for s in case.read.sentences])


def _weights(names: Sequence[str], values: Floats) -> dict[str, float]:
    return {n: round(float(v), 3) for n, v in zip(names, values, strict=True)}


def folds(cases: Sequence[Case]) -> list[int]:
    """A fold for each case; all cases of one document, and of one question, are in one fold."""
    sizes = Counter(c.topic.group for c in cases)
    load, fold = [0] * FOLDS, {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold[group] = min(range(FOLDS), key=lambda i: (load[i], i))
        load[fold[group]] += sizes[group]
    return [fold[c.topic.group] for c in cases]


def chosen_by(case: Case, model: Logistic) -> tuple[dict[str, float], bool, bool, bool]:
    """The features of the answer that ``model`` chooses; whether it is right, whether its first
    sentence is right by itself, and whether one of its first three is."""
    read, limits = case.read, settings().answer
    assert isinstance(read, Reading)
    best = ranked(read.sentences, model)
    chosen = choose_sentences(best, read.asked, limits)
    known = {_place(s): i for i, s in enumerate(read.sentences)}
    quoted = without_overlaps([case.quotes[known[_place(s)]] for s in chosen])
    right = case.topic.right([(q.doc_id, q.text, q.citation) for q in quoted])
    firsts = [case.marks[known[_place(s)]] for s in best[:3]]
    return answer_features(read.asked, read.passages, best, chosen), right, firsts[0], any(firsts)


def _place(sentence: RankedSentence) -> tuple[str, Span]:
    return sentence.candidate.passage.doc_id, sentence.span


@dataclass
class Validated:
    """What cross-validation says: for each case that reached the models its probability."""

    cases: list[Case]
    rows: list[dict[str, float]]
    right: list[bool]
    first: list[bool]
    three: list[bool]
    probability: Floats


def validate(
    cases: Sequence[Case], ranking: Sequence[str], answering: Sequence[str] | None = None
) -> Validated:
    """Both models, each fold by those fitted to the others."""
    fold = folds(cases)
    models = [
        fit_ranking([c for c, f in zip(cases, fold, strict=True) if f != k], ranking)
        for k in range(FOLDS)
    ]
    reached = [(c, f) for c, f in zip(cases, fold, strict=True) if not isinstance(c.read, str)]
    made = [chosen_by(c, models[f]) for c, f in reached]
    rows, right, first, three = (list(part) for part in zip(*made, strict=True))
    return _answering(
        Validated([c for c, _ in reached], rows, right, first, three, np.zeros(len(rows))),
        [f for _, f in reached],
        answering,
    )


def _answering(found: Validated, fold: Sequence[int], names: Sequence[str] | None) -> Validated:
    names = names or list(found.rows[0])
    for k in range(FOLDS):
        rest = [i for i, f in enumerate(fold) if f != k]
        model = fit_answering([found.rows[i] for i in rest], [found.right[i] for i in rest], names)
        for i, f in enumerate(fold):
            if f == k:
                found.probability[i] = model.probability(found.rows[i])
    return found


def curve(cases: Sequence[Case], found: Validated, source: str = "") -> str:
    """For each point: answerable right, otherwise; unanswerable refused."""
    all_ = [c.topic.answerable for c in cases if c.topic.source.startswith(source)]
    lines = []
    for point in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        here = [
            (c.topic.answerable, r)
            for c, r, p in zip(found.cases, found.right, found.probability, strict=True)
            if p >= point and c.topic.source.startswith(source)
        ]
        right = sum(r for _, r in here)
        other = sum(a and not r for a, r in here)
        wrong = sum(not a for a, _ in here)
        able = sum(all_)
        lines.append(
            f"| {point} | {right / able:.2f} | {other / able:.2f} |"
            f" {1 - wrong / (len(all_) - able):.2f} | {(right / len(here) if here else 1):.2f} |"
        )
    return f"{source or 'all'}: {able} answerable, {len(all_) - able} not\n" + "\n".join(lines)


def calibration(found: Validated) -> str:
    """The share that is right in each fifth of probability."""
    right = np.array(found.right)
    parts = []
    for low in np.arange(0, 1, 0.2):
        here = (found.probability >= low) & (found.probability < low + 0.2)
        if here.any():
            parts.append(f"{low:.1f}: {right[here].mean():.2f} of {here.sum()}")
    return "right by probability: " + ", ".join(parts)


def figures(found: Validated) -> tuple[float, float, float]:
    """Right first and among three where a right sentence was read; area under the curve."""
    has = [i for i, c in enumerate(found.cases) if any(c.marks)]
    first = float(np.mean([found.first[i] for i in has]))
    three = float(np.mean([found.three[i] for i in has]))
    return first, three, float(roc_auc_score(found.right, found.probability))


def ablation(cases: Sequence[Case], ranking: Sequence[str], answering: Sequence[str]) -> str:
    """What is lost without each feature of each model."""
    whole = validate(cases, ranking, answering)
    lines = ["| all features | {:.3f} | {:.3f} | {:.3f} |".format(*figures(whole))]
    for name in ranking:
        rest = figures(validate(cases, [n for n in ranking if n != name], answering))
        lines.append("| − {} (sentence) | {:.3f} | {:.3f} | {:.3f} |".format(name, *rest))
    fold = dict(zip(map(id, cases), folds(cases), strict=True))
    for name in answering:
        rest = figures(
            _answering(
                replace(whole, probability=whole.probability.copy()),
                [fold[id(c)] for c in whole.cases],
                [n for n in answering if n != name],
            )
        )
        lines.append("| − {} (answer) | {:.3f} | {:.3f} | {:.3f} |".format(name, *rest))
    return "\n".join(lines)


def fitted(
    cases: Sequence[Case], ranking: Sequence[str], answering: Sequence[str]
) -> dict[str, object]:
    """The models fitted to all cases, as the file has them."""
    sentence = fit_ranking(cases, ranking)
    made = [chosen_by(c, sentence) for c in cases if not isinstance(c.read, str)]
    model = fit_answering([m[0] for m in made], [m[1] for m in made], answering)
    return {"sentence": sentence.model_dump(), "answer": model.model_dump()}


def main() -> None:
    """Fit, print the measures, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("libraries", nargs="+", type=Path)
    parser.add_argument("--dev", type=Path, default=SHARED / "gold/dev-questions.jsonl")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ablation", action="store_true")
    options = parser.parse_args()
    cases: list[Case] = []
    for home in options.libraries:
        library = Library.open(home, create=False)
        key = library.encoder_key()
        cases += collect(library, options.dev)
    report(cases, key or "", write=options.write, ablate=options.ablation)


def report(cases: Sequence[Case], key: str, *, write: bool, ablate: bool) -> None:
    """Print how well the models do and, where asked to, write them."""
    first = next(c for c in cases if not isinstance(c.read, str))
    assert isinstance(first.read, Reading)
    ranking = list(first.read.sentences[0].features)
    found = validate(cases, ranking)
    answering = list(found.rows[0])
    lines = ["right first {:.3f}, among three {:.3f}, area {:.3f}".format(*figures(found))]
    lines += [curve(cases, found, s) for s in ("", "dev", "own", "brief")] + [calibration(found)]
    plain = [[n for n in names if n not in COSINES] for names in (ranking, answering)]
    models = {key: fitted(cases, ranking, answering), WITHOUT_VECTORS: fitted(cases, *plain)}
    lines.append(yaml.safe_dump(models, sort_keys=False))
    if ablate:
        lines.append(ablation(cases, ranking, answering))
    sys.stdout.write("\n".join(lines) + "\n")
    if write:
        kept = yaml.safe_load(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}
        text = HEAD + yaml.safe_dump({**kept, **models}, sort_keys=False)
        PATH.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
