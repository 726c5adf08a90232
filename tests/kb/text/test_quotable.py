"""Sentences are told from headings, captions, rows and notes; quotations are made whole."""

from __future__ import annotations

import pytest

from kb.span import Span
from kb.text.quotable import has_prose, is_item, is_note, quotable, widened
from kb.text.sentences import sentences

SAID = [
    ("The office trained 1,200 inspectors in four states.", True, "a sentence"),
    ("(b) Strategy Elements.—The strategy shall include the following:", True, "a lead-in"),
    ("Past Kings and Queens Who Have Addressed a Meeting", False, "title case without an end"),
    ("SEC. 1311. DETERMINATION ON LAMPS AND LANTERNS.", False, "heading of a section"),
    ("Vaccine Injury Trust Fund $12.1 $12.1", False, "row of a table"),
    ("Court Security | 892.0 | 920.9", False, "cells"),
    ("Reform Considerations from the Private Sector ........ 7", False, "table of contents"),
    ("Source: Bureau of the Census, accessed on Trade Monitor.", False, "source line"),
    ("Table 2. Lamps Sent to the Provinces in the Year.", False, "caption"),
    ("How many lamps were sent to the provinces?", False, "a question"),
    ("No money was sent.", False, "too short to say much"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SAID)
def test_what_can_be_quoted(text: str, expected: bool, why: str) -> None:
    assert quotable(text) is expected, why


def test_notes_and_items_are_told() -> None:
    assert is_note("24 Lamp Office, “Total Lamps.”")
    assert not is_note("Some 24 lamps were lit.")
    assert is_item("(A) a description of the lamps; and")
    assert not is_item("(a) The Librarian shall submit a report.")


def test_tables_hold_no_prose() -> None:
    assert has_prose("The lamps were sent to the provinces by rail.")
    assert not has_prose("Navy | Naval Station | SUBMARINE PIER 3 | 99,077 | 99,077")
    assert not has_prose("")


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
    (BROKEN, "Office and", "Money for the Lamp", "would help.", "parted by a page break"),
    (BROKEN, "Money for", "Money for the Lamp", "would help.", "from its first part too"),
]


@pytest.mark.parametrize(("document", "words", "first", "last", "why"), WHOLE)
def test_quotations_are_whole(document: str, words: str, first: str, last: str, why: str) -> None:
    text = widened(document, _of(document, words)).of(document)
    assert text.startswith(first), why
    assert text.endswith(last), why
