"""Years of a question are told from those of addresses; ranges hold the years inside them."""

from __future__ import annotations

import pytest

from kb.answer.years import IN_HEADINGS, years_asked, years_of, years_of_document
from kb.models import Kind, Metadata
from kb.span import Span

TOLD = [
    ("in 2023", {2023}, "a year"),
    ("FY2027 and FY26", {2027, 2026}, "fiscal years, short and long"),
    ("fiscal years 2018 through 2020", {2018, 2019, 2020}, "a range in words"),
    ("2014–18", {2014, 2015, 2016, 2017, 2018}, "a range, its end cut short"),
    ("$2,019 and 2019%", set(), "amounts and shares are none"),
    ("section 1311", set(), "nor are sections"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TOLD)
def test_years_of_a_text(text: str, expected: set[int], why: str) -> None:
    assert years_of(text) == expected, why


def test_years_of_an_address_are_not_asked() -> None:
    question = "What did the FY2024 NDAA ask for in 2025?"
    assert years_asked(question, [Span(13, 24)]) == {2025}


def test_a_document_is_of_its_date_and_fiscal_year() -> None:
    assert years_of_document(
        Metadata("Act", Kind.STATUTE, date="2023-12-22", fiscal_year=2024)
    ) == {
        2023,
        2024,
    }


def test_a_wide_range_in_a_heading_tells_of_no_year() -> None:
    assert 2022 in years_of("What was found, 2009 to 2023")
    assert years_of("What was found, 2009 to 2023", IN_HEADINGS) == {2009, 2023}
    assert years_of("Outlays, 2015–24", IN_HEADINGS) == {2015, 2024}
    assert years_of("Fiscal years 2021–2023", IN_HEADINGS) == {2021, 2022, 2023}
