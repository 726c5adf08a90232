"""Small libraries and filtered queries are searched exactly, large ones by Chroma."""

from __future__ import annotations

import pytest

from kb.index.dense_route import dense_route
from kb.settings import settings

EXACT_UP_TO = settings().index.exact_up_to


@pytest.mark.parametrize(
    ("passages", "filtered", "route", "why"),
    [
        (0, False, "exact", "nothing to search"),
        (EXACT_UP_TO, False, "exact", "the largest library that is searched exactly"),
        (EXACT_UP_TO + 1, False, "chroma", "a larger one is searched by the graph"),
        (10 * EXACT_UP_TO, True, "exact", "a filter makes exact search quicker and Chroma slower"),
    ],
)
def test_the_route_depends_on_size_and_filter(
    passages: int, filtered: bool, route: str, why: str
) -> None:
    assert dense_route(passages, filtered) == route, why
