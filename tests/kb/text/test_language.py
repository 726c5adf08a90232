"""Small words show the language of a text and whether it asks something."""

from __future__ import annotations

import pytest

from kb.text.language import is_question, language_of, without_accents, words_of


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("What does the report say about aid?", "en", "English small words"),
        ("la ayuda que dio el gobierno para armas", "es", "Spanish small words"),
        ("¡Alto!", "es", "an inverted mark"),
        ("militarización fronteriza", "es", "an ending, without small words"),
        ("Mérida FTO 1206", "en", "names alone"),
        ("", "en", "nothing"),
    ],
)
def test_the_language_of_a_text(text: str, language: str, why: str) -> None:
    assert language_of(text) == language, why


@pytest.mark.parametrize(
    ("text", "asks", "why"),
    [
        ("arms trafficking?", True, "a question mark"),
        ("how many guns were traced", True, "a question word"),
        ("por qué cayó la ayuda", True, "two words in Spanish"),
        ("is it", False, "two words only"),
        ("guns that were traced", False, "a question word is not first"),
        ("whatever they traced", False, "a longer word"),
    ],
)
def test_whether_a_text_asks_something(text: str, asks: bool, why: str) -> None:
    assert is_question(text) is asks, why


def test_words_keep_the_marks_inside_them() -> None:
    assert words_of("U.S.-Mexico aid, GAO-21-322 (R&D)") == (
        "U.S", "Mexico", "aid", "GAO-21-322", "R&D",
    )  # fmt: skip
    assert without_accents("MÉRIDA") == "merida"
