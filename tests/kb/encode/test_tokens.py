"""The counter agrees with the model's own tokenizer and points back into the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.encode.tokens import default_counter


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("", 0, "no text, and the special marks are not counted"),
        ("   \n", 0, "white space is no word piece"),
        ("border", 1, "a common word is one piece"),
        ("Mérida", 2, "accents are stripped, then the word is two pieces"),
        ("§ 1311(a)", 6, "punctuation counts piece by piece"),
        ("word " * 1000, 1000, "nothing is cut at the model's limit"),
        ("x" * 5000, 1, "an endless word is one unknown piece"),
    ],
)
def test_word_pieces_are_counted(text: str, expected: int, why: str) -> None:
    assert default_counter().count(text) == expected, why


def test_room_leaves_space_for_the_two_special_tokens() -> None:
    counter = default_counter()
    assert (counter.max_tokens, counter.room) == (256, 254)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=6))
@settings(max_examples=40, deadline=None)
def test_counts_equal_single_counts_and_offsets(texts: list[str]) -> None:
    counter = default_counter()
    assert counter.counts(texts) == [counter.count(t) for t in texts]
    for text in texts:
        spans = counter.offsets(text)
        assert len(spans) == counter.count(text)
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


def test_offsets_are_characters_not_bytes() -> None:
    text = "año 😀 Mérida"
    pieces = [text[start:end] for start, end in default_counter().offsets(text)]
    assert "".join(pieces) == text.replace(" ", "")
