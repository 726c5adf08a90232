"""The fitted models of answers: every feature has a weight, and no model is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.answer.fitted_models import PATH, WITHOUT_VECTORS, Logistic, models_for
from kb.encode.minilm import MINILM
from kb.resources import read_yaml

COSINES = {"cosine", "passage_cosine"}
ALL = read_yaml(PATH)


def test_the_bundled_encoder_has_models_of_its_own() -> None:
    assert MINILM.identity.key in ALL
    assert models_for(MINILM.identity.key) != models_for(None)


@pytest.mark.parametrize("key", [None, "another-encoder-0123"])
def test_an_encoder_without_a_fit_has_models_that_need_no_vectors(key: str | None) -> None:
    models = models_for(key)
    for model in (models.sentence, models.answer):
        assert COSINES.isdisjoint(model.coefficients)


@pytest.mark.parametrize("key", list(ALL))
def test_what_cannot_help_an_answer_never_does(key: str) -> None:
    weights = models_for(None if key == WITHOUT_VECTORS else key).answer.coefficients
    for name in ("missing", "lacks_name", "missing_year", "other_year", "no_type"):
        assert weights[name] <= 0
    assert weights["lead"] >= 0


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_a_probability_rises_with_the_log_odds(one: float, other: float) -> None:
    model = Logistic(coefficients={"x": 1.0}, intercept=0.5)
    low, high = sorted((one, other))
    assert 0 <= model.probability({"x": low}) <= model.probability({"x": high}) <= 1


def test_a_missing_feature_is_an_error() -> None:
    with pytest.raises(KeyError, match="x"):
        Logistic(coefficients={"x": 1.0}).log_odds({"y": 1.0})
