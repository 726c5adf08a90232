"""How likely it is that the chosen sentences answer the question: one calibrated probability.

A logistic model weighs features of the whole answer (selective question answering after Kamath,
Jia and Liang 2020, "Selective Question Answering under Domain Shift"). No feature is a gate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kb.answer.answer_type import asks_findings, gives
from kb.answer.asked import Asked
from kb.answer.sentence_ranking import LAWS, RankedSentence, ReadPassage


def answer_features(
    asked: Asked,
    passages: Sequence[ReadPassage],
    ranked: Sequence[RankedSentence],
    chosen: Sequence[RankedSentence],
) -> dict[str, float]:
    """The features of an answer: ``ranked`` sentences best first, and those ``chosen`` of them."""
    best = ranked[0]
    return {
        "lead": _lead([s.score for s in ranked]),
        "cosine": max(s.cosine for s in chosen),
        "missing": missing_share(asked, best.passage),
        "lacks_name": float(best.passage.lacks > 0),
        "missing_year": float(bool(missing_years(asked, passages))),
        "other_year": best.features["other_year"],
        "documents": float(len({s.candidate.passage.doc_id for s in ranked[:3]})),
        "only_ordered": float(only_ordered(asked, best)),
        "no_type": float(not gives_type(asked, best)),
    }


def missing_share(asked: Asked, passage: ReadPassage) -> float:
    """The share of the question's terms, by weight, that the passage does not mention."""
    total = sum(t.weight for t in asked.terms)
    absent = sum(t.weight for t in asked.terms if not passage.stems.mentions_related(t))
    return absent / total if total else 0.0


def missing_years(asked: Asked, passages: Sequence[ReadPassage]) -> list[int]:
    """The years of the question that no passage is of."""
    return sorted(asked.years.difference(*(p.years for p in passages)))


def only_ordered(asked: Asked, best: RankedSentence) -> bool:
    """True where the question is what a report found and the sentence is of a law, which at most
    orders the report."""
    return best.passage.document.metadata.kind in LAWS and asks_findings(asked.question)


def gives_type(asked: Asked, sentence: RankedSentence) -> bool:
    """True where the sentence or its headings give the type of answer asked for."""
    text = f"{sentence.candidate.passage.header} {sentence.text}"
    return not asked.typed or gives(text, asked.type)


def _lead(scores: Sequence[float]) -> float:
    """The log-odds of the best sentence among all, by the softmax of the scores; at most 2.3, since
    among few sentences the best leads by far and says little."""
    others = sum(math.exp(s - scores[0]) for s in scores[1:])
    return -math.log(max(others, 0.1))
