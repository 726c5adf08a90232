"""Words of a query and of a text are folded and stemmed the same way."""

from __future__ import annotations

import pytest

from kb.text.stems import both_stems, stemmed, words


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("U.S.-Mexico", ["us", "mexico"], "initials are one word"),
        ("$3,000", ["3000"], "no comma in thousands"),
        ("3.6 billion", ["3", "point6", "billion"], "decimals are words of their own"),
        ("Congress’s Mérida", ["congresss", "merida"], "apostrophes and accents go"),
        ("", [], "nothing"),
    ],
)
def test_words_are_folded(text: str, expected: list[str], why: str) -> None:
    assert words(text) == expected, why


def test_stems_depend_on_the_language() -> None:
    assert stemmed("trafficking weapons", "en") == ["traffick", "weapon"]
    assert stemmed("armas traficadas", "es") == ["armas", "trafic"]
    assert both_stems("2019") == ("2019",)
