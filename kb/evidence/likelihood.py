"""How likely a passage is to be evidence: a logistic model of what is known of it.

Its weights were fitted to links that were read and judged, over four briefs
(``python -m tests.bench.fit_links``; ``docs/evidence.md`` says how right they are). A probability
says more than a score: where one in two is right, it is near one half.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields

CONSTANT = -5.02


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a passage beside a recommendation; the first six are each 0 to 1.
    ``bearing`` is how well its sentences bear on the recommendation, ``point`` how far they name
    the deed and what it is done to, ``special`` how rare the things are that they name, ``covered``
    the share of the recommendation's words that they speak of, ``found`` the score of the passage
    and ``behind`` how far that is below the best one's. ``deed`` is set where the deed is asked
    for and named, ``misses`` where the passage misses the country that the action names,
    ``digest`` and ``talk`` for the kinds of text. ``words`` is how many words it has."""

    bearing: float
    point: float
    special: float
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


WEIGHTS: Mapping[str, float] = {
    "bearing": 3.96,
    "point": 0.81,
    "special": -1.19,
    "found": 3.83,
    "covered": 1.97,
    "behind": -4.95,
    "deed": 1.44,
    "misses": -1.27,
    "digest": 1.91,
    "talk": 1.11,
    "words": -0.18,
}


def likelihood(traits: Traits) -> float:
    """The probability that a passage with these traits is evidence, 0 to 1."""
    total = CONSTANT + sum(WEIGHTS[name] * value for name, value in traits.values().items())
    return 1 / (1 + math.exp(-total))
