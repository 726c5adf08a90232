"""How likely a passage is to be evidence: a logistic regression over its features.

Its coefficients are in ``corpus/link_likelihood.yaml``, which says how they were fitted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from pydantic import ValidationError, model_validator

from kb.errors import CorpusError
from kb.resources import CORPUS, LexiconModel, problems, read_yaml


@dataclass(frozen=True, slots=True)
class LinkFeatures:
    """The features of a passage beside a recommendation.

    The first five are each 0 to 1: ``sentences`` is the score of its best sentences, ``on_topic``
    how far they name the action and its object, ``coverage`` the share that they have of the words
    one can expect of a text, ``passage`` the score of the whole passage and ``behind`` how far
    that is below the best one's. ``names_action`` is set where the action is named, or none is
    asked for; ``misses_place`` where the passage misses the country that the action names;
    ``digest`` and ``speech`` for kinds of text. ``words`` is how many words the text has.
    """

    sentences: float
    on_topic: float
    coverage: float
    passage: float
    behind: float
    names_action: bool
    misses_place: bool
    digest: bool
    speech: bool
    words: int

    def values(self) -> dict[str, float]:
        """The features as numbers, ``words`` as its natural logarithm."""
        known = {f.name: float(getattr(self, f.name)) for f in fields(self)}
        return {**known, "words": math.log(max(self.words, 1))}


class LikelihoodModel(LexiconModel):
    """A logistic regression: a coefficient for each feature, and the intercept."""

    coefficients: Mapping[str, float]
    intercept: float

    @model_validator(mode="after")
    def _has_every_feature(self) -> LikelihoodModel:
        names = {f.name for f in fields(LinkFeatures)}
        if set(self.coefficients) != names:
            wrong = ", ".join(sorted(names ^ set(self.coefficients)))
            raise ValueError(f"every feature needs one coefficient; check {wrong}")
        return self


@cache
def fitted_model() -> LikelihoodModel:
    """The model of ``corpus/link_likelihood.yaml``. Raises ``CorpusError``."""
    path = CORPUS / "link_likelihood.yaml"
    try:
        return LikelihoodModel.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CorpusError(f"{path.name}: {problems(error)}") from error


def likelihood(features: LinkFeatures, model: LikelihoodModel | None = None) -> float:
    """The probability that a passage with these features is evidence, 0 to 1."""
    model = model or fitted_model()
    values = features.values().items()
    total = model.intercept + sum(model.coefficients[name] * v for name, v in values)
    return 1 / (1 + math.exp(-total))
