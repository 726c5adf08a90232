"""A sentence of a transcript is that of the speaker whose label stands before it."""

from __future__ import annotations

import pytest

from kb.span import Span
from kb.text.speakers import speaker_at

TRANSCRIPT = """Briefing on lamps

MR. LAMPERT: We bought lamps.

And we lit them in May.

Q Why in May?

MS. O’HARA: The days are long.

MR. LAMPERT: We had the money.

Q How much?

MS. O’HARA: Ask the treasury.
"""
SHEET = "NEW LAMPS: Today the ministry bought lamps.\n\nOLD LAMPS: The ministry sold lamps.\n"


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        (TRANSCRIPT, "We bought lamps.", "MR. LAMPERT"),
        (TRANSCRIPT, "And we lit them in May.", "MR. LAMPERT"),  # the next paragraph
        (TRANSCRIPT, "The days are long.", "MS. O’HARA"),
        (TRANSCRIPT, "MR. LAMPERT: We had the money.", None),  # the quotation names him
        (TRANSCRIPT, "Why in May?", None),
        (TRANSCRIPT, "Briefing on lamps", None),
        (SHEET, "The ministry sold lamps.", None),  # headings, each once
        ("Lamps were sold.", "Lamps were sold.", None),
    ],
)
def test_the_speaker_of_a_sentence(text: str, quote: str, speaker: str | None) -> None:
    at = text.index(quote)
    assert speaker_at(text, Span(at, at + len(quote))) == speaker
