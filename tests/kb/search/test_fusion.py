"""Fusion uses both runs with either method, and repeats exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.fusion import fuse, ranked
from kb.settings import FusionSettings

RUN = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.floats(0, 30), max_size=8)


@pytest.mark.parametrize(
    "how", [FusionSettings(method="convex", lexical=0.5), FusionSettings(method="rrf", lexical=0.5)]
)
def test_a_passage_found_by_both_runs_ranks_first(how: FusionSettings) -> None:
    lexical, dense = {"a": 9.0, "b": 8.0, "c": 1.0}, {"d": 0.9, "b": 0.8, "c": 0.1}
    assert ranked(fuse(lexical, dense, how))[0][0] == "b"


def test_one_empty_run_leaves_the_order_of_the_other() -> None:
    assert [k for k, _ in ranked(fuse({}, {"x": 0.2, "y": 0.4}, FusionSettings()))] == ["y", "x"]


@given(RUN, RUN, st.sampled_from(["convex", "rrf"]))
def test_every_candidate_gets_a_score_between_0_and_1(lexical, dense, method) -> None:  # type: ignore[no-untyped-def]
    scores = fuse(lexical, dense, FusionSettings(method=method))
    assert set(scores) == set(lexical) | set(dense)
    assert all(0 <= s <= 1 for s in scores.values())


def test_equal_scores_are_ordered_by_id() -> None:
    assert [k for k, _ in ranked({"b": 1.0, "a": 1.0})] == ["a", "b"]
