"""The years of a question and of a text; ranges include the years inside them."""

from __future__ import annotations

import pytest

from kb.answer.years import (
    years_in_question,
    years_of,
    years_of_document,
    years_of_heading,
)
from kb.models import Kind, Metadata
from kb.span import Span

YEARS = [
    ("in 2023", {2023}, "a year"),
    ("FY2027 and FY26", {2027, 2026}, "fiscal years, short and long"),
    ("fiscal years 2018 through 2020", {2018, 2019, 2020}, "a range in words"),
    ("2014–18", {2014, 2015, 2016, 2017, 2018}, "a range with a short end"),
    ("$2,019 and 2019%", set(), "amounts and shares are not years"),
    ("section 1311", set(), "section numbers are not years"),
]


@pytest.mark.parametrize(("text", "expected", "why"), YEARS)
def test_years_and_ranges_are_read_from_a_text(text: str, expected: set[int], why: str) -> None:
    assert years_of(text) == expected, why


def test_the_year_of_an_address_is_not_a_year_of_the_question() -> None:
    question = "What did the FY2024 NDAA ask for in 2025?"
    assert years_in_question(question, [Span(13, 24)]) == {2025}


def test_a_document_has_the_years_of_its_date_and_its_fiscal_year() -> None:
    assert years_of_document(
        Metadata("Act", Kind.STATUTE, date="2023-12-22", fiscal_year=2024)
    ) == {
        2023,
        2024,
    }


def test_years_inside_a_wide_range_of_a_heading_do_not_count() -> None:
    assert 2022 in years_of("What was found, 2009 to 2023")
    assert years_of_heading("What was found, 2009 to 2023") == {2009, 2023}
    assert years_of_heading("Outlays, 2015–24") == {2015, 2024}
    assert years_of_heading("Fiscal years 2021–2023") == {2021, 2022, 2023}
