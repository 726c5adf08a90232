"""How likely a passage is to be evidence: a logistic regression over what is known of it.

Its weights were fitted to links that were read and judged, over four briefs
(``python -m tests.bench.fit_links``; ``docs/evidence.md`` says how right they are).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a passage beside a recommendation: the features of the model. The first
    five are each 0 to 1: ``bearing`` is how well its sentences bear on the recommendation,
    ``point`` how far they name the deed and what it is done to, ``covered`` how many they speak of
    the words that one can ask of a text, ``found`` the score of the passage and ``behind`` how far
    that is below the best one's. ``deed`` is set where the deed is named, or none is asked for,
    ``misses`` where the passage misses the country that the action names, ``digest`` and ``talk``
    for the kinds of text. ``words`` is how many words it has."""

    bearing: float
    point: float
    covered: float
    found: float
    behind: float
    deed: bool
    misses: bool
    digest: bool
    talk: bool
    words: int

    def values(self) -> dict[str, float]:
        """The traits as numbers of the model, ``words`` as its natural logarithm."""
        known = {f.name: float(getattr(self, f.name)) for f in fields(self)}
        return {**known, "words": math.log(max(self.words, 1))}


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression: a weight for each feature, and the intercept."""

    weights: Mapping[str, float]
    intercept: float


MODEL = Model(
    {
        "bearing": 3.03,
        "point": 0.7,
        "covered": 1.03,
        "found": 5.33,
        "behind": -3.24,
        "deed": 1.44,
        "misses": -1.32,
        "digest": 1.75,
        "talk": 1.04,
        "words": -0.18,
    },
    -6.07,
)


def likelihood(traits: Traits, model: Model = MODEL) -> float:
    """The probability that a passage with these features is evidence, 0 to 1."""
    total = model.intercept + sum(model.weights[name] * v for name, v in traits.values().items())
    return 1 / (1 + math.exp(-total))
