"""Intervals hold the figure, and narrow as topics are added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evaluation.figures import Figure
from kb.evaluation.intervals import interval, wilson


def _figure(values: list[float]) -> Figure:
    return Figure("x", {str(i): (v, 1.0) for i, v in enumerate(values)})


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_an_interval_lies_from_0_to_1_around_the_figure(values: list[float]) -> None:
    figure = _figure(values)
    found = interval(figure, resamples=400)
    assert found is not None
    assert figure.value is not None
    assert -1e-9 <= found.low <= figure.value + 1e-9
    assert figure.value - 1e-9 <= found.high <= 1 + 1e-9


def test_more_topics_make_it_narrower() -> None:
    few, many = interval(_figure([0, 1] * 10)), interval(_figure([0, 1] * 1000))
    assert few is not None
    assert many is not None
    assert (many.high - many.low) * 5 < few.high - few.low
    # The normal approximation of a share of one half among 2,000: 0.5 ± 0.0219.
    assert (many.low, many.high) == (
        pytest.approx(0.478, abs=0.003),
        pytest.approx(0.522, abs=0.003),
    )


def test_where_all_agree_the_interval_is_wilsons() -> None:
    found = interval(_figure([1.0] * 10))
    assert found is not None
    assert found.low == pytest.approx(10 / (10 + 1.96**2), abs=1e-4)
    assert found.high == pytest.approx(1)


def test_wilsons_interval_has_its_published_values() -> None:
    """Newcombe 1998, table I: 81 of 263 and 15 of 148."""
    assert wilson(81 / 263, 263).low == pytest.approx(0.2553, abs=1e-4)
    assert wilson(81 / 263, 263).high == pytest.approx(0.3662, abs=1e-4)
    assert wilson(15 / 148, 148).low == pytest.approx(0.0624, abs=1e-4)
    assert wilson(15 / 148, 148).high == pytest.approx(0.1605, abs=1e-4)


def test_a_figure_of_nothing_has_no_value_and_no_interval() -> None:
    assert (_figure([]).value, interval(_figure([]))) == (None, None)
