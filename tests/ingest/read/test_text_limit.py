"""A small file cannot unpack to any amount of text, whatever its format."""

from __future__ import annotations

import pytest

from ingest.read.canonical_text import CanonicalText
from ingest.read.text_limit import TooMuchText, check_length, text_limit

pytestmark = pytest.mark.case("S7")


def test_a_reader_of_any_format_ends_at_the_limit_of_its_file() -> None:
    canonical = CanonicalText()
    with text_limit(1_000):
        for _ in range(340):
            canonical.append("words " * 1_000)
        with pytest.raises(TooMuchText, match=r"2,040,000 characters.*TEXT_MOST"):
            canonical.append("w")
    assert len(canonical) == 2_040_000


def test_a_large_file_may_have_more_text_up_to_a_limit_for_all() -> None:
    with text_limit(500_000):
        check_length(20_000_000)
    with text_limit(100_000_000):
        check_length(30_000_000)
        with pytest.raises(TooMuchText):
            check_length(30_000_001)


def test_outside_a_file_there_is_no_limit() -> None:
    check_length(10**12)
