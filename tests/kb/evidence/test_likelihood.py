"""The likelihood model says how likely a passage is to be evidence."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.likelihood import LikelihoodModel, LinkFeatures, fitted_model, likelihood

SHARE = st.floats(0, 1)
FEATURES = st.builds(
    LinkFeatures,
    **dict.fromkeys(("sentences", "on_topic", "coverage", "passage", "behind"), SHARE),
    **dict.fromkeys(("names_action", "misses_place", "digest", "speech"), st.booleans()),
    words=st.integers(0, 500),
)


def test_every_feature_has_one_coefficient() -> None:
    names = {f.name for f in fields(LinkFeatures)}
    assert set(fitted_model().coefficients) == names
    with pytest.raises(ValueError, match="check words"):
        LikelihoodModel(coefficients=dict.fromkeys(names - {"words"}, 1.0), intercept=0)


@given(FEATURES)
def test_the_likelihood_is_a_probability(features: LinkFeatures) -> None:
    assert 0 < likelihood(features) < 1


@pytest.mark.parametrize("name", ["sentences", "on_topic", "coverage", "passage"])
@given(features=FEATURES, more=SHARE)
def test_a_higher_feature_makes_evidence_more_likely(
    name: str, features: LinkFeatures, more: float
) -> None:
    higher = replace(features, **{name: max(more, getattr(features, name))})
    assert likelihood(higher) >= likelihood(features)


@given(FEATURES)
def test_naming_the_action_counts_for_it_and_missing_the_country_against(
    features: LinkFeatures,
) -> None:
    assert likelihood(replace(features, names_action=True)) >= likelihood(
        replace(features, names_action=False)
    )
    assert likelihood(replace(features, misses_place=True)) <= likelihood(
        replace(features, misses_place=False)
    )


def test_the_lowest_features_are_unlikely_and_the_highest_likely() -> None:
    nothing = LinkFeatures(0, 0, 0, 0, 1, False, True, False, False, 40)
    everything = LinkFeatures(1, 1, 1, 1, 0, True, False, False, False, 40)
    assert likelihood(nothing) < 0.01
    assert likelihood(everything) > 0.95
