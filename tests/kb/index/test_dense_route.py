"""The policy between exact search and Chroma, as documented."""

from __future__ import annotations

import pytest

from kb.index.dense_route import EXACT_UP_TO, dense_route


@pytest.mark.parametrize(
    ("passages", "filtered", "route", "why"),
    [
        (0, False, "exact", "nothing to search"),
        (EXACT_UP_TO, False, "exact", "the last size that is compared whole"),
        (EXACT_UP_TO + 1, False, "chroma", "beyond it the graph"),
        (10 * EXACT_UP_TO, True, "exact", "a filter makes exact search quicker and Chroma slower"),
    ],
)
def test_route(passages: int, filtered: bool, route: str, why: str) -> None:
    assert dense_route(passages, filtered) == route, why
