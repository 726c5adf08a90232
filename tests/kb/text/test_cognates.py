"""Spanish words become their English cognates where the ending is regular."""

from __future__ import annotations

import pytest

from kb.text.cognates import english_guess


@pytest.mark.parametrize(
    ("spanish", "english", "why"),
    [
        ("militarizacion", "militarization", "a longer ending before a shorter one"),
        ("especializacion", "specialization", "no e before s and a consonant"),
        ("corrupcion", "corruption", "-cion"),
        ("identidades", "identities", "plural"),
        ("federal", "federal", "an ending that both languages have"),
        ("rentabilidad", "rentability", "a guess may be no English word"),
        ("inmediatamente", "inmediately", "an adverb"),
        ("frontera", None, "no regular ending"),
        ("cosa", None, "too short"),
    ],
)
def test_the_english_cognate_of_a_spanish_word(spanish: str, english: str | None, why: str) -> None:
    assert english_guess(spanish) == english, why
