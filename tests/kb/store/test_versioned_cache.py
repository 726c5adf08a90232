"""The cache drops the least recently used value first, and all when the library changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.store.versioned_cache import VersionedCache


def test_a_value_is_made_once_for_each_version() -> None:
    kept: VersionedCache[list[int]] = VersionedCache(2)
    first = kept.of(1, "a", lambda: [1])
    assert kept.of(1, "a", lambda: [2]) is first
    assert kept.of(2, "a", lambda: [3]) == [3]
    assert kept.of(1, "a", lambda: [4]) == [4], "an older version is made again and not kept"
    assert kept.of(2, "a", lambda: [5]) == [3]


def test_the_least_recently_used_value_is_dropped_first() -> None:
    kept: VersionedCache[str] = VersionedCache(2)
    for key in ("a", "b", "a", "c"):
        kept.of(1, key, lambda key=key: key)  # type: ignore[misc]
    assert kept.of(1, "a", lambda: "made again") == "a"
    assert kept.of(1, "b", lambda: "made again") == "made again"


def test_a_value_that_is_too_large_is_kept_alone() -> None:
    kept: VersionedCache[str] = VersionedCache(5, len)
    kept.of(1, "small", lambda: "xx")
    large = kept.of(1, "large", lambda: "x" * 9)
    assert kept.of(1, "large", lambda: "made again") is large
    assert kept.of(1, "small", lambda: "made again") == "made again"


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 9)), max_size=60))
def test_the_cache_never_exceeds_its_size(calls: list[tuple[str, int]]) -> None:
    kept: VersionedCache[str] = VersionedCache(10, len)
    for key, size in calls:
        kept.of(1, key, lambda size=size: "x" * size)  # type: ignore[misc]
        assert kept._size == sum(map(len, kept._values.values()))
        assert kept._size <= 10 or len(kept._values) == 1
