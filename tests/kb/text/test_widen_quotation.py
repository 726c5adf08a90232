"""A quoted sentence is widened to what a reader needs to understand it."""

from __future__ import annotations

import pytest

from kb.span import Span
from kb.text.sentences import sentences
from kb.text.widen_quotation import after_bullet, widened

LAW = """\
(b) Elements.—The plan shall include the following:
(1) A list of lamps that—
(A) shine at night; and
(B) shine by day.
(2) A list of lanterns.
(c) Form.—The plan shall be open."""
PROSE = "The Lamp Office opened in May. It lit two towns.\n\nHeading\n\nAll lamps were sold."
BROKEN = "It is late. Money for the Lamp\n\nOffice and its towers would help. Good."


def _of(document: str, words: str) -> Span:
    return next(s for s in sentences(document) if s.of(document).startswith(words))


WHOLE = [
    (LAW, "(b) Elements", "(b) Elements", "(2) A list of lanterns.", "to the end of its list"),
    (LAW, "(1) A list", "(1) A list", "(B) shine by day.", "not into the list around it"),
    (LAW, "(B) shine", "(1) A list", "(B) shine by day.", "an item from its lead-in"),
    (LAW, "(c) Form", "(c) Form", "shall be open.", "a sentence stays as it is"),
    (PROSE, "It lit", "The Lamp Office", "two towns.", "what points back takes what it means"),
    (PROSE, "All lamps", "All lamps", "were sold.", "a heading is not joined"),
    (BROKEN, "Office and", "Money for the Lamp", "would help.", "divided by a page break"),
    (BROKEN, "Money for", "Money for the Lamp", "would help.", "from its first part too"),
]


@pytest.mark.parametrize(("document", "words", "first", "last", "why"), WHOLE)
def test_a_sentence_is_quoted_with_the_text_it_needs(
    document: str, words: str, first: str, last: str, why: str
) -> None:
    text = widened(document, _of(document, words)).of(document)
    assert text.startswith(first), why
    assert text.endswith(last), why


def test_a_sentence_is_not_widened_beyond_the_longest_quotation() -> None:
    lead = "The plan shall include the following:\n"
    items = "".join(f"({n}) {'A list of lamps and lanterns. ' * 20}\n" for n in (1, 2))
    text = widened(lead + items, Span(0, len(lead) - 1)).of(lead + items)
    assert text.endswith("lanterns.")
    assert "(1)" in text
    assert "(2)" not in text


def test_a_bullet_is_not_quoted() -> None:
    assert after_bullet("• All lamps were sold.", Span(0, 22)) == Span(2, 22)
    assert after_bullet("All lamps were sold.", Span(0, 20)) == Span(0, 20)
