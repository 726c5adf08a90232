"""Sentences can be quoted; headings, captions, rows of tables and notes cannot."""

from __future__ import annotations

import pytest

from kb.text.quotable_sentences import has_prose, is_item, is_note, quotable

SENTENCES = [
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
    ("No money was sent.", False, "shorter than a quotation"),
    ("Figura 3. Lámparas enviadas a las provincias en el año.", False, "caption in Spanish"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SENTENCES)
def test_what_can_be_quoted(text: str, expected: bool, why: str) -> None:
    assert quotable(text) is expected, why


def test_footnotes_and_list_items_are_recognised() -> None:
    assert is_note("24 Lamp Office, “Total Lamps.”")
    assert not is_note("Some 24 lamps were lit.")
    assert is_item("(A) a description of the lamps; and")
    assert not is_item("(a) The Librarian shall submit a report.")


def test_tables_have_no_prose() -> None:
    assert has_prose("The lamps were sent to the provinces by rail.")
    assert not has_prose("Navy | Naval Station | SUBMARINE PIER 3 | 99,077 | 99,077")
    assert not has_prose("")
