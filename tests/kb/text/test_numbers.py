"""Numbers are one however thousands and decimals are set; what a point means depends on the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.numbers import plain_numbers, spellings
from kb.text.stems import words

PLAIN = [
    ("$1,407 lost", "en", "$1407 lost", "thousands"),
    ("1.407 lost", "en", "1.407 lost", "a decimal in English"),
    ("1.407 casos", "es", "1407 casos", "thousands in Spanish"),
    ("1.407 casos", None, "1.407 casos", "an unknown language is read as English"),
    ("8,4 %", "es", "8.4 %", "a decimal comma"),
    ("8.4 %", "es", "8.4 %", "a decimal point, as in Mexico"),
    ("8,4", "en", "8,4", "a list in English"),
    ("1,250 casos, 3.125 %", "es", "1250 casos, 3.125 %", "Mexico's thousands decide"),
    ("3.125 casos, 8.4 por ciento", "es", "3.125 casos, 8.4 por ciento", "Mexico's decimals, too"),
    ("8.4 Hallazgos: 3.125 casos", "es", "8.4 Hallazgos: 3125 casos", "a heading decides nothing"),
    ("1.250.000,5", "es", "1250000.5", "both marks"),
    ("1,250,000.5", "es", "1250000.5", "both marks the other way"),
    ("1.250.000", "en", "1250000", "two points are no decimals"),
    ("0,125", "es", "0.125", "a zero begins no thousands"),
    ("0.125", "es", "0.125", "nor here"),
    ("1\u00a0407 y 1\u202f250", "es", "1407 y 1250", "spaces that do not break"),
    ("12.05.2024", "es", "12.05.2024", "a date"),
    ("2019,34", "en", "2019,34", "a year and the number of a note"),
    ("2,3,4", "es", "2,3,4", "a list"),
    ("192.168.1.1", "en", "192.168.1.1", "an address of a machine"),
    ("1,9007", "en", "1,9007", "no thousands"),
]


@pytest.mark.parametrize(("text", "language", "plain", "why"), PLAIN)
def test_numbers_are_read_as_their_language_writes_them(
    text: str, language: str | None, plain: str, why: str
) -> None:
    assert plain_numbers(text, language) == plain, why


SPELLINGS = [
    ("1,407", ("1407", "1 407")),
    ("1 407", ("1407", "1 407")),
    ("1407", ("1407", "1 407")),
    ("1.250", ("1.250", "1250", "1 250")),
    ("8.4", ("8.4",)),
    ("8,4", ("8,4", "8.4", "8 4")),
    ("1,407 rifles", ("1407 rifles", "1 407 rifles")),
    ("GAO-26-108754", ("GAO-26-108754",)),
    ("no number", ("no number",)),
]


@pytest.mark.parametrize(("text", "expected"), SPELLINGS)
def test_a_number_of_a_query_has_every_reading(text: str, expected: tuple[str, ...]) -> None:
    assert spellings(text) == expected


@given(st.integers(1000, 10**9))
def test_every_way_to_set_a_whole_number_finds_it(number: int) -> None:
    grouped = f"{number:,}"
    ways = [str(number), grouped, grouped.replace(",", " "), grouped.replace(",", ".")]
    in_texts = [(str(number), "en"), (grouped, "en"), (grouped.replace(",", "."), "es")]
    for text, language in in_texts:
        for way in ways:
            assert any(words(s) == words(text, language) for s in spellings(way)), (text, way)


@given(st.text("0123456789.,  a-", max_size=30))
def test_any_text_is_read(text: str) -> None:
    for language in ("en", "es", None):
        plain_numbers(text, language)
    assert spellings(text)
