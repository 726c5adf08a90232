"""A few texts are cut into the same pieces as with the whole vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.encode.piece_tokenizer import PieceTokenizer, whole_tokenizer
from tests.kb.encode.tiny_e5 import LETTERS, PIECES

NUMBERS = {text: number for number, (text, _) in enumerate(PIECES)}
WHOLE = whole_tokenizer(PIECES)


@pytest.mark.parametrize(
    ("text", "pieces", "why"),
    [
        ("", "", "no text"),
        ("the", "▁the", "the likeliest pieces"),
        ("  the \n aduanas ", "▁the ▁ad uan as", "white space ends a word"),
        ("the字字", "▁the <unk>", "letters that no piece has"),
        ("ﬁn", "▁ f i n", "a ligature is its letters"),
        ("query: a", "▁query : ▁a", "a prompt"),
    ],
)
def test_texts_are_cut_into_pieces(text: str, pieces: str, why: str) -> None:
    expected = [NUMBERS[piece] for piece in ("<s>", *pieces.split(), "</s>")]
    assert PieceTokenizer(PIECES, 99).encode([text]) == [expected], why


@given(st.lists(st.text(LETTERS + " ▁字\x00\nﬁ<s>/", max_size=30), max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_few_texts_give_what_the_whole_vocabulary_gives(texts: list[str]) -> None:
    assert PieceTokenizer(PIECES, 99).encode(texts) == [WHOLE.encode(t).ids for t in texts]


def test_many_texts_load_the_whole_vocabulary_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = PieceTokenizer(PIECES, 99)
    few = tokenizer.encode(["the ring", "a"])
    monkeypatch.setattr("kb.encode.piece_tokenizer.FEW", 5)
    assert tokenizer.encode(["the ring", "a"]) == few
    monkeypatch.setattr("kb.encode.piece_tokenizer.whole_tokenizer", pytest.fail)
    assert tokenizer.encode(["the ring", "a"]) == few


def test_a_long_text_is_cut_and_ends_with_the_last_special_piece() -> None:
    for text in ("a " * 20, "a " * 20 + "the ring"):
        (found,) = PieceTokenizer(PIECES, 6).encode([text])
        assert found == [NUMBERS[piece] for piece in ("<s>", "▁a", "▁a", "▁a", "▁a", "</s>")]
