"""Dates in the text of documents become ISO 8601."""

from __future__ import annotations

import pytest

from ingest.read.dates import iso_date, written_date

WRITTEN = [
    ("Updated March 3, 2026", "2026-03-03"),
    ("Sept. 12, 2023", "2023-09-12"),
    ("APPROVED DECEMBER 18, 2025.", "2025-12-18"),
    ("May 4, 2031 and June 5, 2031", "2031-05-04"),
    ("3 March 2026", None),
    ("no date", None),
]


@pytest.mark.parametrize(("text", "date"), WRITTEN)
def test_the_first_written_date_is_found(text: str, date: str | None) -> None:
    assert written_date(text) == date


ISO = [
    ("2031", "2031"),
    ("2031-05", "2031-05"),
    ("2031-05-04T10:00Z", "2031-05-04"),
    ("n.d.", None),
]


@pytest.mark.parametrize(("text", "date"), ISO)
def test_an_iso_date_at_the_start_is_found(text: str, date: str | None) -> None:
    assert iso_date(text) == date
