"""The paired test: equal runs are equal, and a chance of 1 in 1,024 is found as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evaluation.comparison import compare
from kb.evaluation.figures import Figure

Values = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=20)


def _figure(values: list[float], lower_is_better: bool = False) -> Figure:
    return Figure("x", {str(i): (v, 1.0) for i, v in enumerate(values)}, lower_is_better)


@given(Values)
def test_a_run_does_not_differ_from_itself(values: list[float]) -> None:
    found = compare(_figure(values), _figure(values), trials=200)
    assert found is not None
    assert (found.change, found.better, found.worse, found.p) == (0, 0, 0, 1)


@given(Values)
def test_the_order_of_the_runs_changes_only_the_sign(values: list[float]) -> None:
    other = list(reversed(values))
    one = compare(_figure(values), _figure(other), trials=400)
    two = compare(_figure(other), _figure(values), trials=400)
    assert one is not None
    assert two is not None
    assert (one.change, one.better, one.worse) == (-two.change, two.worse, two.better)
    assert one.p == pytest.approx(two.p, abs=0.1)


def test_ten_gains_of_ten_have_the_p_of_ten_coins() -> None:
    found = compare(_figure([1.0] * 10), _figure([0.0] * 10))
    assert found is not None
    assert (found.better, found.worse, found.change) == (10, 0, 1)
    assert found.p == pytest.approx(2 / 1024, abs=0.001)


def test_fewer_errors_are_better() -> None:
    found = compare(_figure([0.0, 0.0], True), _figure([1.0, 0.0], True))
    assert found is not None
    assert (found.better, found.worse) == (1, 0)


def test_runs_without_a_common_figure_are_not_compared() -> None:
    assert compare(_figure([1.0]), _figure([])) is None
