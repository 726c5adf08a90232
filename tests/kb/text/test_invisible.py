"""Characters that nobody sees hide no word from search and reach no reader."""

from __future__ import annotations

import pytest

from kb.search.query import parse
from kb.text.display import displayable
from kb.text.stems import words

HIDING = ["\u00ad", "\u200b", "\u200e", "\u200f", "\u061c", "\u2060", "\ufe0f", "\U000e0041"]


@pytest.mark.parametrize("character", HIDING, ids=[f"U+{ord(c):04X}" for c in HIDING])
def test_no_invisible_character_hides_a_word(character: str) -> None:
    written = f"tráfico de ar{character}mas"
    assert words(written) == ["trafico", "de", "armas"]
    assert parse(written).words == ("tráfico", "de", "armas")
    assert displayable(written) == "tráfico de armas"
