"""Plain text: paragraphs, hard-wrapped lines, lists, headings, pages."""

from __future__ import annotations

import pytest

from ingest.read.source import Source
from ingest.read.text import first_line, is_heading, read
from kb.models import Document, Skipped

LONG = "The depots lit forty lamps between the years 2014 and 2020, and"


def document(text: str) -> Document:
    result = read(Source.of(text.encode(), "notes.txt"))
    assert isinstance(result, Document), result
    return result


TEXTS = [
    ("One lamp is lit.\n\nTwo lamps are lit.", "One lamp is lit.\n\nTwo lamps are lit.",
     "a blank line separates paragraphs"),
    (f"{LONG}\nnobody counted them.", f"{LONG} nobody counted them.", "a wrapped line is joined"),
    ("The depots lit many re-\nplacement lamps.", "The depots lit many replacement lamps.",
     "a broken word is joined"),
    ("They lit 2,024¹ lamps in 9 km².", "They lit 2,024 lamps in 9 km².", "the mark of a note"),
    ("- one lamp\n- two lamps", "- one lamp\n- two lamps", "items stay on their lines"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_lines_become_paragraphs(text: str, expected: str, why: str) -> None:
    assert document(text).text == expected, why


def test_a_form_feed_starts_a_page() -> None:
    doc = document("One lamp is lit.\fTwo lamps are lit.")
    assert [p.spans[0].of(doc.text).strip() for p in doc.pages] == [
        "One lamp is lit.", "Two lamps are lit.",
    ]  # fmt: skip


HEADINGS = [
    ("Findings of the Audit", True), ("2 Oil and Wicks", True), ("the lamps", False),
    ("The lamps are lit.", False), ("1999", False), ("Word " * 15, False),
]  # fmt: skip


@pytest.mark.parametrize(("line", "heading"), HEADINGS)
def test_a_short_line_like_a_title_is_a_heading(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


def test_a_long_first_line_is_cut_between_words() -> None:
    title = first_line("lamp " * 60 + "\nsecond line")
    assert title == ("lamp " * 32).strip() + "…"


@pytest.mark.parametrize(("data", "reason"), [(b"\x00\x01" * 90, "not text"), (b" \n", "no text")])
def test_a_file_without_text_is_skipped_with_the_reason(data: bytes, reason: str) -> None:
    result = read(Source.of(data, "notes.txt"))
    assert isinstance(result, Skipped)
    assert reason in result.reason


@pytest.mark.case("24")
def test_one_bad_byte_leaves_the_other_letters_as_they_are() -> None:
    result = read(Source.of("Mérida lit forty lamps.\n\nIn May".encode() + b"\xb4.", "notes.txt"))
    assert isinstance(result, Document)
    assert result.text == "Mérida lit forty lamps.\n\nIn May\ufffd."
    assert "line 3" in result.warnings[0]


DATES = [
    ("Memo on Piers\n\n3 May 2024\n\nThe pier was closed.", "2024-05-03"),
    ("Memo on Piers\nDate: May 3, 2024\n\nThe pier was closed.", "2024-05-03"),
    ("Memo on Piers\n\nDate of issue: 2024-05-03\n\nThe pier was closed.", "2024-05-03"),
    ("Memo on Piers\n\nUpdated: 2024-05-03\n\nThe pier was closed.", "2024-05-03"),
    ("Memo on Piers\n\nDate of expiry: 2024-05-03\n\nThe pier was closed.", None),
    ("Memo on Piers\n\nDeadline: June 1, 2025\n\nThe pier was closed.", None),
    ("Memo on Piers\n\nThe pier was closed on May 3, 2024.\n\nJune 1, 2025", None),
]


@pytest.mark.case("20")
@pytest.mark.parametrize(("source", "date"), DATES)
def test_the_date_is_one_that_the_first_lines_state(source: str, date: str | None) -> None:
    if "closed on" in source:
        source = source.replace(
            "closed on", "closed " + "for repairs of its planks and cranes " * 3
        )
    assert document(source).metadata.date == date
