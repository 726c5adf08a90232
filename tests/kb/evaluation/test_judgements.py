"""A hit is right when it holds the words of a gold quote, however the document is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evaluation.judgements import holds
from kb.span import Span


@pytest.mark.parametrize(
    ("hit", "quote", "right", "why"),
    [
        ((0, 100), (10, 20), True, "the hit covers the quote"),
        ((10, 20), (10, 20), True, "the hit is the quote"),
        ((12, 15), (10, 20), True, "the hit is wholly inside a long quote"),
        ((0, 15), (10, 20), True, "the hit's edge cuts the quote in half"),
        ((0, 14), (10, 20), False, "less than half of the quote is in the hit"),
        ((16, 40), (10, 20), False, "less than half, from the other side"),
        ((20, 40), (10, 20), False, "the hit begins where the quote ends"),
        ((15, 15), (10, 20), False, "an empty hit holds nothing"),
    ],
)
def test_a_hit_holds_a_quote(
    hit: tuple[int, int], quote: tuple[int, int], right: bool, why: str
) -> None:
    assert holds(Span(*hit), Span(*quote)) is right, why


@given(st.integers(1, 200), st.integers(0, 300), st.integers(1, 120), st.integers(1, 120))
def test_however_a_text_is_cut_a_piece_holds_the_quote(
    first: int, start: int, length: int, size: int
) -> None:
    quote = Span(start, start + length)
    edges = [0, *range(first, 600 + size, size)]
    pieces = [Span(a, b) for a, b in zip(edges, edges[1:], strict=False)]
    assert any(holds(piece, quote) for piece in pieces)
