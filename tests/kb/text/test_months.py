"""Months are recognised by every name and abbreviation in English and Spanish."""

from __future__ import annotations

import pytest

from kb.text.months import CITED_MONTHS, ENGLISH_MONTHS, MONTHS, SPANISH_MONTHS, month_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("January", 1),
        ("MARCH", 3),
        ("Sept.", 9),
        ("setiembre", 9),
        ("Ene", 1),
        ("dic.", 12),
        ("may", 5),
        ("", None),
        ("Mayor", None),
    ],
)
def test_month_number(written: str, number: int | None) -> None:
    assert month_number(written) == number


def test_no_name_belongs_to_two_months() -> None:
    for number, month in enumerate(MONTHS, start=1):
        names = (*month.full, *month.english_short, *month.spanish_short, month.cited)
        assert {month_number(name) for name in names} == {number}


def test_the_lists_run_from_january_to_december() -> None:
    assert (ENGLISH_MONTHS[0], ENGLISH_MONTHS[11]) == ("January", "December")
    assert (SPANISH_MONTHS[0], SPANISH_MONTHS[11]) == ("enero", "diciembre")
    assert (CITED_MONTHS[0], CITED_MONTHS[4]) == ("Jan.", "May")
