"""The fitted models of answers: logistic regressions, weights in ``corpus/models/answers.yaml``.

``tests/bench/fit_answers.py`` fits them; ``docs/answers.md`` says how well they do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from pydantic import ValidationError

from kb.errors import CorpusError
from kb.resources import CORPUS, LexiconModel, problems, read_yaml

PATH = CORPUS / "models" / "answers.yaml"
WITHOUT_VECTORS = "without-vectors"  # fitted without cosines, for encoders that have no fit


class Logistic(LexiconModel):
    """A logistic regression: a coefficient for each feature, and the intercept."""

    coefficients: Mapping[str, float]
    intercept: float = 0.0

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The weighted sum of the features. Raises ``KeyError`` where one is missing."""
        return self.intercept + sum(w * features[name] for name, w in self.coefficients.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability of what the model was fitted to, 0 to 1."""
        return 1 / (1 + math.exp(-self.log_odds(features)))


class AnswerModels(LexiconModel):
    """``sentence`` ranks the sentences of one question; ``answer`` gives the probability that the
    sentences chosen answer it."""

    sentence: Logistic
    answer: Logistic


def models_for(encoder_key: str | None) -> AnswerModels:
    """The models fitted for the encoder, or those without vectors. Raises ``CorpusError``."""
    known = _all_models()
    return known.get(encoder_key or "", known[WITHOUT_VECTORS])


@cache
def _all_models() -> dict[str, AnswerModels]:
    read = read_yaml(PATH)
    try:
        return {key: AnswerModels.model_validate(value) for key, value in read.items()}
    except ValidationError as error:
        raise CorpusError(f"{PATH.name}: {problems(error)}") from error
