"""The order of reading: columns, what crosses them, notes beside the text, tables."""

from __future__ import annotations

import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import Text, column, make_pdf

ACROSS = (
    "A line that runs across the whole width of the page, from its left margin to its right one"
)


def text_of(page: list[Text]) -> str:
    document = read(Source.of(make_pdf([page]), "test.pdf"))
    assert isinstance(document, Document), document
    return document.text


def running(name: str, lines: int = 12) -> list[str]:
    return [f"{name} line {i} runs on to the" for i in range(lines)]


def test_a_title_across_two_columns_comes_before_both_and_the_line_under_them_after() -> None:
    page = [
        Text("What the whole page is about, in larger type", 60, 730, 18, True),
        *column(running("first"), 60), *column(running("second"), 330),
        Text(ACROSS, 60, 500),
    ]  # fmt: skip
    text = text_of(page)
    marks = [
        "What the whole page",
        "first line 11",
        "second line 0",
        "second line 11",
        "A line that",
    ]
    assert [text.index(m) for m in marks] == sorted(text.index(m) for m in marks)


def test_three_columns_are_read_from_the_left() -> None:
    page = [
        *column(running("one"), 45, size=9), *column(running("two"), 222, size=9),
        *column(running("three"), 399, size=9),
    ]  # fmt: skip
    text = text_of(page)
    assert text.index("one line 11") < text.index("two line 0")
    assert text.index("two line 11") < text.index("three line 0")


def test_what_crosses_columns_parts_them_into_an_upper_and_a_lower_half() -> None:
    page = [
        *column(running("upper left", 8), 60), *column(running("upper right", 8), 330),
        Text(ACROSS, 60, 590, bold=True),
        *column(running("lower left", 8), 60, top=560), *column(running("lower right", 8), 330, top=560),
    ]  # fmt: skip
    text = text_of(page)
    order = [
        "upper left line 7",
        "upper right line 0",
        "A line",
        "lower left line 0",
        "lower right line 0",
    ]
    assert [text.index(m) for m in order] == sorted(text.index(m) for m in order)


def test_a_note_beside_the_text_does_not_interrupt_it() -> None:
    wide = [f"Body line number {i} goes on beside the narrow note and on to the" for i in range(8)]
    page = [
        *column(wide, 54),
        *[Text(w, 460, 695 - 19 * i, 9) for i, w in enumerate(["R90001", "May 5, 2031", "A. Author"])],
        Text("end of the sentence, under the note as well, where the text is as wide as the page.", 54, 604),
    ]  # fmt: skip
    text = text_of(page)
    assert "on to the end of the sentence" in text
    assert "A. Author" in text


def test_a_table_of_short_cells_is_read_row_by_row() -> None:
    rows = [("Nevada", "2.0%", "18"), ("Florida", "1.8%", "44"), ("Arizona", "1.6%", "31"),
            ("Hawaii", "1.6%", "9")]  # fmt: skip
    page = column([ACROSS + " and so on", ACROSS + "."])
    for i, row in enumerate(rows):
        page += [Text(cell, x, 640 - 16 * i) for cell, x in zip(row, (72, 250, 400), strict=True)]
    assert "Nevada 2.0% 18\nFlorida 1.8% 44\nArizona 1.6% 31\nHawaii 1.6% 9" in text_of(page)


def test_rows_with_cells_of_several_lines_are_read_cell_by_cell() -> None:
    page: list[Text] = []
    for i, name in enumerate(["Alpha", "Beta", "Gamma"]):
        top = 700 - 50 * i
        page += [
            Text(f"{name}", 72, top), Text("Memorial", 72, top - 12),
            Text("Town, TX", 200, top),
            Text("It recalls the long and peaceful", 300, top),
            Text("settlement of a dispute over", 300, top - 12), Text("the border.", 300, top - 24),
        ]  # fmt: skip
    lines = text_of(page).split("\n")
    assert lines == [
        f"{name} Memorial Town, TX It recalls the long and peaceful settlement of a dispute over"
        " the border."
        for name in ("Alpha", "Beta", "Gamma")
    ]


@pytest.mark.parametrize("mark", ["•", "1.", "(a)"])
def test_bullets_and_numbers_are_no_column(mark: str) -> None:
    page: list[Text] = []
    for i in range(8):
        page += [
            Text(mark, 72, 700 - 14 * i),
            Text(f"item {i} of a list, long as text", 96, 700 - 14 * i),
        ]
    assert f"{mark} item 0 of a list" in text_of(page)
