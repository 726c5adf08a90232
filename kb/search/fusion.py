"""One score for each passage, from both runs and from what is known of it: a fitted linear model.

It extends the convex combination of normalised scores (Bruch, Gai and Ingber 2023, "An Analysis of
Fusion Functions for Hybrid Retrieval", ACM TOIS 42:1) by more features. Its weights are in
``corpus/models/ranking.yaml``; ``docs/search.md`` says how they were fitted and what each adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.resources import LexiconModel, load_weights

Scores = Mapping[str, float]
FULL_LENGTH = 600  # characters; more add nothing


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a passage for a query, each 0 to 1.

    ``lexical`` is its BM25 score as a share of the best one's. ``similarity`` is its place between
    the least and the most similar passage found. ``source`` is set where the query names its
    source, ``aside`` for footnotes, tables, captions and headings. ``coverage`` is the share of the
    query's words that it has, rare ones counting more; ``length`` its share of 600 characters.
    """

    lexical: float = 0.0
    similarity: float = 0.0
    source: bool = False
    aside: bool = False
    coverage: float = 0.0
    length: float = 0.0


NOTHING_KNOWN = Features()


class Weights(LexiconModel):
    """A weight for each of the ``Features``."""

    lexical: float
    similarity: float
    source: float
    aside: float
    coverage: float
    length: float

    def score(self, features: Features, *, source_named: bool) -> float:
        """The weighted sum as a share of its greatest value, at least 0 and at most 1.

        ``source_named`` is set where the query names a source, which then counts in that value.
        """
        most = self.lexical + self.similarity + self.coverage + self.length
        most += self.source * source_named
        total = (
            self.lexical * features.lexical
            + self.similarity * features.similarity
            + self.source * features.source
            + self.aside * features.aside
            + self.coverage * features.coverage
            + self.length * features.length
        )
        return min(max(total / most, 0.0), 1.0)


class RankingModel(LexiconModel):
    """``corpus/models/ranking.yaml``: weights by the name of the encoder."""

    default: Weights
    encoders: dict[str, Weights]


def weights_for(encoder_key: str | None) -> Weights:
    """The weights for vectors with that key (``EncoderIdentity.key``)."""
    model = load_weights("ranking", RankingModel)
    own = (w for name, w in model.encoders.items() if (encoder_key or "").startswith(name))
    return next(own, model.default)


def shares_of_best(scores: Scores) -> dict[str, float]:
    """Each score as a share of the best, 0 to 1."""
    best = max(scores.values(), default=0.0)
    return {key: max(score, 0.0) / best if best > 0 else 0.0 for key, score in scores.items()}


def places_between(scores: Scores) -> dict[str, float]:
    """The place of each score between the least (0) and the best (1). Where all are equal, 1."""
    least, best = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    width = best - least
    return {key: (score - least) / width if width > 0 else 1.0 for key, score in scores.items()}


def ranked(scores: Scores) -> list[tuple[str, float]]:
    """Best first; equal scores in the order of their ids, so that runs repeat byte for byte."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def ranks(scores: Scores) -> dict[str, int]:
    """The rank of each key, from 1."""
    return {key: rank for rank, (key, _) in enumerate(ranked(scores), 1)}


def length_share(characters: int) -> float:
    """The length of a text as a share of ``FULL_LENGTH``, at most 1."""
    return min(characters / FULL_LENGTH, 1.0)
