"""A misspelt word becomes the likeliest known word near it, and a good word stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.settings import SpellingSettings
from kb.text.spelling import Vocabulary, correction, other_first_letters, respellings, sound

ENGLISH = Vocabulary(
    {"fentanyl": 217, "sinaloa": 20, "judicial": 116, "beijing": 9, "being": 455, "threats": 90,
     "threads": 1, "guilty": 15, "reports": 900, "quality": 80, "trafficking": 300}
)  # fmt: skip
SPANISH = Vocabulary(
    {"armas": 0, "mexico": 407, "medico": 0, "operacion": 0, "operation": 799, "comercio": 0,
     "virtual": 36, "casos": 0, "curros": 0},
    "es",
    {"operation"}.__contains__,
)  # fmt: skip

CASES = [
    ("fentanil", ENGLISH, "fentanyl", "a vowel by its sound"),
    ("fetnanyl", ENGLISH, "fentanyl", "swapped letters are one edit"),
    ("sinoloa", ENGLISH, "sinaloa", "a name"),
    ("judical", ENGLISH, "judicial", "a letter dropped"),
    ("repports", ENGLISH, "reports", "a letter doubled"),
    ("threatz", ENGLISH, "threats", "the more frequent of two"),
    ("traficking", ENGLISH, "trafficking", "a double letter undone"),
    ("ecatepec", ENGLISH, None, "nothing is near"),
    ("gaoler", ENGLISH, None, "a good word that is far from all"),
    ("harmas", SPANISH, "armas", "a letter that is not heard, at the start"),
    ("mejico", SPANISH, "mexico", "two letters of one sound"),
    ("operasion", SPANISH, "operacion", "the word of the query's language"),
    ("comersio", SPANISH, "comercio", "a word of the lexicon alone"),
    ("birtual", SPANISH, "virtual", "another first letter of the same sound"),
    ("chavos", SPANISH, None, "a colloquial word"),
    ("cuates", SPANISH, None, "another"),
]


@pytest.mark.parametrize(("word", "vocabulary", "meant", "why"), CASES)
def test_words_are_corrected(
    word: str, vocabulary: Vocabulary, meant: str | None, why: str
) -> None:
    assert correction(word, vocabulary, SpellingSettings()) == meant, why


def test_a_higher_probability_corrects_less() -> None:
    sure = SpellingSettings(probability=0.9999)
    assert correction("fentanil", ENGLISH, SpellingSettings()) == "fentanyl"
    assert correction("fentanil", ENGLISH, sure) is None


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=12), st.permutations(CASES))
def test_a_correction_is_a_known_word_whatever_their_order(
    word: str, order: list[tuple[str, Vocabulary, str | None, str]]
) -> None:
    words = {meant: 1 for _, _, meant, _ in order if meant}
    found = correction(word, Vocabulary(words), SpellingSettings())
    assert found is None or found in words
    again = correction(word, Vocabulary(dict(sorted(words.items()))), SpellingSettings())
    assert found == again


@pytest.mark.parametrize(
    ("language", "alike"),
    [
        ("en", ("physical", "fysical")),
        ("en", ("knife", "nife")),
        ("en", ("hemisphere", "hemisfere")),
        ("es", ("hacer", "aser")),
        ("es", ("queso", "keso")),
        ("es", ("virtual", "birtual")),
        ("es", ("mexico", "mejico")),
        ("es", ("llave", "yabe")),
    ],
)
def test_words_that_sound_alike_have_one_key(language: str, alike: tuple[str, str]) -> None:
    assert sound(alike[0], language) == sound(alike[1], language)


@pytest.mark.parametrize(
    ("first", "second", "language"), [("caso", "ceso", "es"), ("cat", "cap", "en")]
)
def test_words_that_sound_different_have_two(first: str, second: str, language: str) -> None:
    assert sound(first, language) != sound(second, language)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("decomizaron", "decomisaron"), ("ospital", "hospital"), ("harmas", "armas"),
     ("desision", "decision"), ("enbajada", "embajada"), ("kiso", "quiso")],
)  # fmt: skip
def test_what_is_written_by_its_sound_is_respelt(written: str, meant: str) -> None:
    assert meant in respellings(written)
    assert written not in respellings(written)


def test_edits_at_the_first_letter_are_all_there() -> None:
    assert {"rifle", "irfle", "trifle", "bifle", "ifle"} - {"rifle"} <= other_first_letters("rifle")
    assert "rifle" not in other_first_letters("rifle")
