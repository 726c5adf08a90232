"""Columns of the timeline: each date of the years shown belongs to exactly one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web.history.periods import periods


@st.composite
def _dates(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(2000, 2020)), draw(st.integers(1, 12))
    day = draw(st.integers(1, 28))
    return draw(st.sampled_from([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"]))


@given(st.lists(_dates(), max_size=20), st.integers(2000, 2020), st.integers(0, 20))
def test_each_date_has_one_column(dates: list[str], first: int, more: int) -> None:
    last = min(first + more, 2020)
    columns = periods(first, last, dates)
    for date in dates:
        inside = first <= int(date[:4]) <= last
        assert sum(c.holds(date) for c in columns) == int(inside), date


@pytest.mark.parametrize(
    ("first", "last", "dates", "labels"),
    [
        (2020, 2020, ["2020-03"], ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
                                   "Oct", "Nov", "Dec"]),
        (2019, 2020, ["2020"], ["Q1", "Q2", "Q3", "Q4", "?", "Q1", "Q2", "Q3", "Q4"]),
        (2017, 2020, ["2020"], ["2017", "2018", "2019", "2020"]),
    ],
    ids=["a year in months", "two in quarters, one event without a month", "four in years"],
)  # fmt: skip
def test_the_span_says_how_fine(first: int, last: int, dates: list[str], labels: list[str]) -> None:
    assert [c.label for c in periods(first, last, dates)] == labels
