"""A passage's score is a share of what a perfect one would have, and repeats exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.fusion import (
    Features,
    places_between,
    ranked,
    ranks,
    shares_of_best,
    weights_for,
)

WEIGHTS = weights_for(None)
RUN = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.floats(-1, 30), max_size=8)
SHARE = st.floats(0, 1)
FEATURES = st.builds(Features, SHARE, SHARE, st.booleans(), st.booleans(), SHARE, SHARE)


@given(FEATURES, st.booleans())
def test_every_score_is_between_0_and_1(features: Features, named: bool) -> None:
    assert 0 <= WEIGHTS.score(features, source_named=named) <= 1


def test_a_passage_with_all_that_counts_scores_1() -> None:
    perfect = Features(1, 1, True, False, 1, 1)
    assert WEIGHTS.score(perfect, source_named=True) == pytest.approx(1)
    assert WEIGHTS.score(replace(perfect, source=False), source_named=False) == pytest.approx(1)


@pytest.mark.parametrize("name", ["lexical", "similarity", "source", "coverage", "length"])
def test_more_of_a_feature_ranks_higher(name: str) -> None:
    less = Features(0.5, 0.5, False, False, 0.5, 0.5)
    more = replace(less, **{name: True if name == "source" else 1.0})
    assert WEIGHTS.score(more, source_named=True) > WEIGHTS.score(less, source_named=True)


def test_a_footnote_or_a_table_ranks_lower() -> None:
    prose = Features(0.5, 0.5)
    assert WEIGHTS.score(replace(prose, aside=True), source_named=False) < WEIGHTS.score(
        prose, source_named=False
    )


@given(RUN)
def test_normalised_scores_lie_between_0_and_1_in_the_same_order(run: dict[str, float]) -> None:
    for scaled in (shares_of_best(run), places_between(run)):
        assert scaled.keys() == run.keys()
        assert all(0 <= s <= 1 for s in scaled.values())
        pairs = [(run[a], run[b], scaled[a], scaled[b]) for a in run for b in run]
        assert all(x <= y for one, two, x, y in pairs if one <= two)


@pytest.mark.parametrize(
    ("similarities", "expected", "why"),
    [
        ({"a": 0.91, "b": 0.86, "c": 0.81}, {"a": 1, "b": 0.5, "c": 0}, "none is near 0"),
        ({"a": 0.4}, {"a": 1}, "one passage is the best"),
        ({}, {}, "nothing found"),
    ],
)
def test_similarities_are_spread_between_the_least_and_the_best(
    similarities: dict[str, float], expected: dict[str, float], why: str
) -> None:
    assert places_between(similarities) == pytest.approx(expected), why


def test_equal_scores_are_ordered_by_id() -> None:
    assert [k for k, _ in ranked({"b": 1.0, "a": 1.0})] == ["a", "b"]
    assert ranks({"b": 1.0, "a": 1.0}) == {"a": 1, "b": 2}
