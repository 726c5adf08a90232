"""Pages with text in two directions: what is upright is read always, before what is turned."""

from __future__ import annotations

import pytest

from tests.ingest.read.pdf.test_join_characters import document
from tests.ingest.read.pdf_maker import drawn_pdf

FINDING = b"BT /F1 10 Tf 72 740 Td (The audit found 38 lapses.) Tj ET "
TURNED = {90: b"0 1 -1 0 %d 100", 270: b"0 -1 1 0 %d 600", 180: b"-1 0 0 -1 500 %d"}


def table(by: int, rows: int, words: str = "Gauge %d rose by 12 metres") -> bytes:
    """Rows of words that are upright when the page is turned ``by`` degrees."""
    out = b""
    for i in range(rows):
        at = {90: 200 + 14 * i, 270: 400 - 14 * i, 180: 300 + 14 * i}[by]
        shown = (words % i).encode()
        out += b"BT /F1 10 Tf " + TURNED[by] % at + b" Tm (" + shown + b") Tj ET "
    return out


@pytest.mark.parametrize("by", [90, 180, 270])
@pytest.mark.parametrize("first", [True, False])
def test_upright_text_is_read_before_a_larger_turned_part(by: int, first: bool) -> None:
    parts = [FINDING, table(by, 6)]
    found = document(drawn_pdf(b"".join(parts if first else parts[::-1])))
    assert found.text.startswith("The audit found 38 lapses.\n\nGauge 0 rose by 12 metres")
    assert "Gauge 5 rose by 12 metres" in found.text
    assert found.warnings == ()
    assert found.left_out == ()


def test_a_larger_turned_part_that_is_no_language_is_left_out_with_a_warning() -> None:
    found = document(drawn_pdf(FINDING + table(90, 30, "zq%dxv bcdfg hjklm wrtzk qxzvb kkjhg")))
    assert found.text == "The audit found 38 lapses."
    assert "page 1 (label 1) has text set at an angle; it is left out" in found.warnings[0]


def test_upright_blanks_do_not_make_a_turned_page_one_of_two_directions() -> None:
    blanks = b"BT /F1 10 Tf 72 740 Td (      ) Tj ET "
    found = document(drawn_pdf(blanks + table(90, 2)))
    assert found.text == "Gauge 0 rose by 12 metres Gauge 1 rose by 12 metres"
    assert found.warnings == ()


def test_two_turned_parts_are_told_apart() -> None:
    found = document(drawn_pdf(FINDING + table(90, 6) + table(270, 1, "Note %d at the edge")))
    assert found.text.startswith("The audit found 38 lapses.\n\nGauge 0 rose by 12 metres")
    assert "Note" not in found.text
    assert "(“Note 0 at the edge”)" in found.warnings[0]
