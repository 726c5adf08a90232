"""Word 5-grams are the same numbers in every process."""

from __future__ import annotations

from zlib import crc32

from kb.text.shingles import shingles


def test_a_text_is_its_runs_of_five_words() -> None:
    assert shingles("One two, three — four five SIX") == {
        crc32(b"one two three four five"),
        crc32(b"two three four five six"),
    }


def test_a_short_text_is_one_run_and_no_text_none() -> None:
    assert shingles("Two words") == {crc32(b"two words")}
    assert shingles(" — ") == frozenset()
