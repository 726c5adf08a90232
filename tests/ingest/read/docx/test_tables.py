"""Tables: a line for each row, a merged cell once, nested tables after their row."""

from __future__ import annotations

import time

import pytest

from tests.ingest.read.docx_maker import cell, document, make_word, p, row, table, text_of


def span(columns: int | str) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
BEFORE, AFTER = '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>'


def under_three(second: str) -> str:
    return table(row("a", "b", "c"), second)


CASES = [
    (table(row("a", "b"), row("1", "2")), "a | b\n1 | 2", "plain"),
    (table(row(cell(p("Totals"), span(3))), row("a", "b", "c")), "Totals\na | b | c",
     "a cell over three columns"),
    (table(row(cell(p("N"), DOWN), "1"), row(cell(p(), GOES_ON), "2")), "N | 1\n| 2",
     "a cell over two rows"),
    (table(row(cell(p("N"), DOWN), "1"), row(cell(p("N"), GOES_ON), "2")), "N | 1\n| 2",
     "its words stored in both rows"),
    (table(row(cell(p("N"), GOES_ON), "1")), "N | 1", "a merge that nothing begins"),
    (table(row(cell(p("A"), DOWN), "1"), row("B", "2"), row(cell(p("C"), GOES_ON), "3")),
     "A | 1\nB | 2\nC | 3", "a merge that a row broke off"),
    (table(row("a", cell(p("N"), span(2) + DOWN)), row(cell(p("b")), cell(p(), span(2) + GOES_ON))),
     "a | N\nb |", "a cell over two rows and two columns"),
    (under_three(row(cell(p("All"), span(2)), "3")), "a | b | c\nAll | | 3", "a cell over two columns"),
    (under_three(row("All", cell(p("3"), span(2)))), "a | b | c\nAll | 3",
     "a cell over the last two columns"),
    (table(row(cell(p("N"), span(2) + DOWN), "1"), row(cell(p(), span(2) + GOES_ON), "2"),
           row("a", "b", "c")), "N | | 1\n| | 2\na | b | c", "over two rows and the first columns"),
    (table(row(cell(p("a"), span(4)), cell(p("b"), span(4))), row(cell(p("1"), span(4)), "2")),
     "a | b\n1 | 2", "columns that no cell ends in"),
    (under_three(row("1", "2", properties=BEFORE)), "a | b | c\n| 1 | 2", "a row that begins late"),
    (under_three(row("1", properties=BEFORE + AFTER)), "a | b | c\n| 1 |",
     "a row that begins late and ends early"),
    (under_three(row("1", "2", properties=AFTER)), "a | b | c\n1 | 2 |", "a row that ends early"),
    (table(row("b", "c", properties=BEFORE), row("x", "1", "2")), "| b | c\nx | 1 | 2",
     "a head over all columns but the first"),
    (table(row(cell(p("a"), span(2)), "b"), row("1", "2", properties=BEFORE)), "a | b\n1 | 2",
     "a row that begins inside a column"),
    (table(row("a", "b", properties=BEFORE), row("1", "2", properties=BEFORE)), "a | b\n1 | 2",
     "a table that is indented"),
    (table(row(cell(p("Both"), '<w:hMerge w:val="restart"/>'), cell(p(), "<w:hMerge/>"), "1")),
     "Both | | 1", "merged as older versions do"),
    (table(row("a", cell(p("x") + table(row("1", "2")) + p())), row("b", "y")),
     "a | x\n1 | 2\nb | y", "a table in a cell"),
    (table(row(cell(p("Head") + p("Words.") + p("More.")))), "Head\n\nWords.\n\nMore.",
     "a cell for layout is no row"),
    (table(row(cell(table(row(cell(table(row("1", "deep")))))))), "1 | deep", "tables in tables"),
    (table(row("", ""), row("a", "")), "a |", "an empty row is none"),
    (table(row(cell(p("one") + p("two")), "b")), "one two | b", "two paragraphs in a cell"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "why"), CASES, ids=[c[2] for c in CASES])
def test_tables_become_lines(body: str, text: str, why: str) -> None:
    assert text_of(body) == text, why


def test_a_heading_in_a_cell_for_layout_opens_a_section() -> None:
    made = document(make_word(table(row(cell(p("Lamps", style="Heading1") + p("Forty."))))))
    assert [s.path for s in made.sections] == [("Lamps",)]


@pytest.mark.case("S7")
@pytest.mark.parametrize("columns", [5_000_000, 2_000_000_000, "9" * 5000, "-3", "x"])
def test_a_cell_that_claims_millions_of_columns_costs_nothing(columns: int | str) -> None:
    body = table(row(*(cell(p("zebra"), span(columns)) for _ in range(4))))
    begin = time.process_time()
    assert text_of(body) == "zebra | zebra | zebra | zebra"
    assert time.process_time() - begin < 2


@pytest.mark.case("S7")
@pytest.mark.parametrize("skipped", ["5000000", "2000000000", "-3", "x"])
def test_a_row_that_skips_millions_of_columns_costs_nothing(skipped: str) -> None:
    late = row("zebra", properties=f'<w:gridBefore w:val="{skipped}"/>')
    begin = time.process_time()
    text = text_of(table(row(*["a"] * 300), *[late] * 300))
    assert text.count("zebra") == 300
    assert max(len(line) for line in text.split("\n")[1:]) < 300
    assert time.process_time() - begin < 4
