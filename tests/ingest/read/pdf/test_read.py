"""PDF: the text is in reading order, and on its page."""

from __future__ import annotations

import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document, Role, Skipped, pages_of
from kb.span import Span
from tests.ingest.read.pdf_maker import Text, column, make_pdf

LONG = "Auditors reviewed the equipment that was handed over and found that records were kept"


def document(pages: list[list[Text]], labels: str | None = None) -> Document:
    read_one = read(Source.of(make_pdf(pages, labels), "test.pdf"))
    assert isinstance(read_one, Document), read_one
    return read_one


def test_lines_of_a_paragraph_and_broken_words_are_joined() -> None:
    page = column(["The programme bought equip-", "ment for the police of four", "states."])
    assert document([page]).text == "The programme bought equipment for the police of four states."


def test_a_paragraph_over_a_page_break_is_one_paragraph_on_two_pages() -> None:
    first = column([LONG, "for only a part of the vehicles that the two"])
    doc = document([first, column(["governments had agreed on in the first year."])])
    assert "that the two governments had agreed" in doc.text
    split = doc.text.index("governments had")
    assert [p.index for p in pages_of(doc, Span(0, split))] == [0]
    assert [p.index for p in pages_of(doc, Span(split, len(doc.text)))] == [1]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line number {i} runs on" for i in range(14)]
    right = [f"right column line number {i} runs on" for i in range(14)]
    page = []
    for a, b in zip(column(left, 60), column(right, 330), strict=True):
        page += [a, b]  # the file itself has them line by line across
    text = document([page]).text
    assert text.index("left column line number 13") < text.index("right column line number 0")


def test_page_headers_and_numbers_are_left_out_with_their_reason() -> None:
    pages = [
        [Text("ANNUAL REVIEW OF AID", 72, 760, 8), *column([f"Page body {w} stands here."]),
         Text(str(n + 3), 300, 30, 8)]
        for n, w in enumerate(["one", "two", "three", "four"])
    ]  # fmt: skip
    doc = document(pages)
    assert "ANNUAL REVIEW" not in doc.text
    assert [p.printed for p in doc.pages] == ["3", "4", "5", "6"]
    assert sum(o.reason == "running head or page number" for o in doc.left_out) == 8


def test_page_index_label_and_printed_number_stay_separate() -> None:
    pages = [[*column([f"Text of page {n}."]), Text(f"- {n} -", 300, 30, 8)] for n in range(1, 4)]
    doc = document(pages, "0 << /S /r >>")
    assert [(p.index, p.label, p.printed) for p in doc.pages] == [
        (0, "i", "1"),
        (1, "ii", "2"),
        (2, "iii", "3"),
    ]


def test_a_footnote_does_not_interrupt_the_sentence_above_it() -> None:
    first = [
        *column([LONG, LONG, LONG, "for the vehicles that the"]),
        Text("4 See the inspector's letter of May.", 72, 100, 7.5),
    ]
    doc = document([first, column(["governments had bought.", LONG, LONG])])
    assert "vehicles that the governments had bought." in doc.text
    notes = [s for s in doc.sections if s.role is Role.FOOTNOTE]
    assert [(s.number, s.span.of(doc.text)) for s in notes] == [
        ("4", "4 See the inspector's letter of May.")
    ]


def test_the_raised_mark_of_a_footnote_is_taken_out() -> None:
    page = [
        *column([LONG, LONG]),
        Text("The aid was halted", 72, 640),
        Text("12", 160, 644, 6),
        Text(" in May.", 167, 640),
    ]
    doc = document([page])
    assert "12" not in doc.text
    assert any(o.reason == "mark of a footnote" for o in doc.left_out)


def test_the_exponent_of_ten_stays_one() -> None:
    page = [
        *column([LONG, LONG]),
        Text("The lake holds 3.2 × 10", 72, 640),
        Text("9", 176.5, 644, 6),
        Text(" litres and 106 fish.", 180, 640),
    ]
    assert "3.2 × 10⁹ litres and 106 fish." in document([page]).text


def test_headings_open_sections() -> None:
    page = [Text("Findings", 72, 740, 16, True), *column([LONG, LONG, LONG + "."])]
    doc = document([page])
    assert [(s.heading, s.span.of(doc.text)[:8]) for s in doc.sections] == [
        ("Findings", "Findings")
    ]


def test_pages_without_text_are_named_and_a_file_of_them_skipped() -> None:
    doc = document([column(["Words here."]), []], "0 << /S /r >>")
    assert doc.warnings == ("page 2 (label ii) has no text layer",)
    none = read(Source.of(make_pdf([[], []]), "scan.pdf"))
    assert isinstance(none, Skipped)
    assert none.reason.startswith("scanned: no text layer (2 pages)")
    assert "--ocr" in none.reason


def test_text_that_continues_below_a_table_is_one_paragraph_before_the_table() -> None:
    first = column([LONG, LONG, "and the offices in the four northern states had kept none of the"])
    table = [
        Text(words, x, 700 - 14 * n)
        for n in range(3)
        for words, x in ((f"Office {n}", 72), (f"{n}5", 300), (f"{n}7", 400))
    ]
    rest = column(["records that the agreement asks for."], top=620)
    text = document([first, [*table, *rest]]).text
    assert "none of the records that the agreement asks for." in text
    assert "Office 0 05 07\nOffice 1 15 17\nOffice 2 25 27" in text


def test_a_heading_of_two_lines_is_one_heading() -> None:
    page = [
        Text("What the two governments", 72, 740, 16, True),
        Text("agreed on", 72, 721, 16, True),
        *column([LONG, LONG + "."]),
    ]
    assert [s.heading for s in document([page]).sections] == ["What the two governments agreed on"]


def test_larger_headings_hold_smaller_ones() -> None:
    page = [
        Text("Findings", 72, 740, 16, True), Text(LONG + ".", 72, 720),
        Text("Vehicles", 72, 690, 12, True), Text(LONG + ".", 72, 670), Text(LONG, 72, 658),
        Text("Radios", 72, 630, 12, True), Text(LONG + ".", 72, 610),
    ]  # fmt: skip
    assert [s.path for s in document([page]).sections] == [
        ("Findings",),
        ("Findings", "Vehicles"),
        ("Findings", "Radios"),
    ]


def test_bold_words_that_begin_a_paragraph_are_no_heading() -> None:
    page = [Text("Vehicles.", 72, 700, bold=True), Text(LONG[:70], 122, 700), Text(LONG, 72, 688)]
    assert document([page]).sections == ()


def test_a_table_of_contents_is_one_section_of_its_role() -> None:
    page = [
        Text("Contents", 72, 740, 14, True),
        *column(["Introduction ........................ 1", "Vehicles ............................ 4",
                 "What Congress may ask of the", "departments ........................ 9"]),
    ]  # fmt: skip
    doc = document([page, column([LONG + "."])])
    (contents,) = [s for s in doc.sections if s.role is Role.CONTENTS]
    assert contents.span.of(doc.text).startswith("Contents\nIntroduction")
    assert contents.span.of(doc.text).endswith("9")


def test_items_of_a_list_end_where_the_next_begins_or_the_margin_returns() -> None:
    page = [
        Text("The aid paid for:", 72, 700),
        Text("•", 72, 688), Text("vehicles, radios and other equipment that the police of the four", 84, 688),
        Text("northern states had asked for; and", 84, 676),
        Text("•", 72, 664), Text("training.", 84, 664),
        Text(LONG, 72, 652), Text("for them.", 72, 640),
    ]  # fmt: skip
    lines = document([page]).text.split("\n")
    assert [n for n in lines if n] == [
        "The aid paid for:",
        "• vehicles, radios and other equipment that the police of the four northern states had"
        " asked for; and",
        "• training.",
        LONG + " for them.",
    ]


def test_a_footnote_that_runs_over_the_page_stays_one_footnote() -> None:
    first = [
        *column([LONG, LONG, LONG + "."]),
        Text("4", 72, 103, 5), Text("See the inspector's letter of May, which lists", 76, 100, 7.5),
    ]  # fmt: skip
    second = [
        *column([LONG, LONG + "."]),
        Text("every vehicle that was sold.", 72, 110, 7.5),
        Text("5", 72, 103, 5), Text("The same letter.", 76, 100, 7.5),
    ]  # fmt: skip
    doc = document([first, second])
    notes = {s.number: s.span.of(doc.text) for s in doc.sections if s.role is Role.FOOTNOTE}
    assert notes == {
        "4": "4 See the inspector's letter of May, which lists every vehicle that was sold.",
        "5": "5 The same letter.",
    }


def test_an_ordinal_and_a_power_are_no_marks_of_footnotes() -> None:
    page = [
        *column([LONG, LONG]),
        Text("The 119", 72, 640), Text("th", 108, 644, 6), Text("Congress met over 7 m", 117, 640),
        Text("2", 220, 644, 6), Text(" of paper.", 225, 640),
    ]  # fmt: skip
    assert "The 119th Congress met over 7 m2 of paper." in document([page]).text


def test_a_large_initial_begins_its_word() -> None:
    page = [Text("T", 72, 676, 36, True), *column([LONG[0].lower() + LONG[1:], LONG], x=96)]
    page[1:] = [
        Text("he auditors reviewed the equipment that was", 97, 700),
        *column([LONG], top=640),
    ]
    assert "The auditors reviewed" in document([page]).text


def test_an_address_broken_over_lines_is_whole() -> None:
    page = column(
        [LONG + ", see", "https://example.org/reports/2026/", "annual-letter.pdf for it."]
    )
    assert "https://example.org/reports/2026/annual-letter.pdf for it." in document([page]).text


def test_the_date_a_file_was_made_is_not_its_date_and_a_stated_one_is() -> None:
    plain = document([column([LONG + "."])])
    dated = document([[Text("Updated March 3, 2026", 72, 740), *column([LONG + "."])]])
    assert plain.metadata.date is None
    assert dated.metadata.date == "2026-03-03"


DATES = [
    ([Text("Updated March 3, 2026", 72, 740)], "2026-03-03", "a label"),
    ([Text("Published: 3 March 2026", 72, 740)], "2026-03-03", "a label, the day first"),
    ([Text("March 3, 2026", 72, 740)], "2026-03-03", "alone at the top"),
    ([Text("As of March 3, 2026", 72, 740)], None, "the day that figures are of"),
    ([Text("Deadline: March 3, 2026", 72, 740)], None, "another label"),
    ([Text("March 3, 2026", 72, 100)], None, "alone at the end of a page"),
    ([Text("Put locks on all cars", 72, 740), Text("March 3, 2026", 400, 740)], None, "in a row"),
    ([Text("as the report released March 3, 2026 says.", 72, 740)], None, "in a sentence"),
]


@pytest.mark.case("20")
@pytest.mark.parametrize(("texts", "date", "why"), DATES, ids=[row[2] for row in DATES])
def test_a_date_is_the_document_s_only_where_the_document_says_so(
    texts: list[Text], date: str | None, why: str
) -> None:
    doc = document([[*texts, *column([LONG + ".", LONG + ".", LONG + "."])]])
    assert doc.metadata.date == date, why
