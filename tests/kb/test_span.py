"""Spans: trimming keeps a span's words and takes the white space at its ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.span import Span


@given(st.text(), st.data())
def test_a_trimmed_span_is_the_stripped_text_in_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    trimmed = span.trimmed(text)
    assert trimmed.of(text) == span.of(text).strip()
    assert span.contains(trimmed)
