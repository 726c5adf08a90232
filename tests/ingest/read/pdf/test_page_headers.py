"""Page headers, footers and numbers are recognised by place and repetition, and left out."""

from __future__ import annotations

import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import Text, column, make_pdf

WORDS = ["apples", "pears", "plums", "quinces", "cherries", "medlars", "figs", "grapes"]


def book(heads: list[list[Text]], labels: str | None = None) -> Document:
    pages = [
        [
            *head,
            *column([f"This page, unlike the others, is about {w} alone.", "It has two lines."]),
        ]
        for head, w in zip(heads, WORDS, strict=False)
    ]
    document = read(Source.of(make_pdf(pages, labels), "book.pdf"))
    assert isinstance(document, Document), document
    return document


def test_alternating_page_headers_with_changing_numbers_are_left_out() -> None:
    heads = [
        [Text(f"{n}   REPORT ON ORCHARDS" if n % 2 == 0 else f"THE HARVEST   {n}", 72, 760, 8)]
        for n in range(3, 11)
    ]
    document = book(heads)
    assert "ORCHARDS" not in document.text
    assert "HARVEST" not in document.text
    assert [p.printed for p in document.pages] == [str(n) for n in range(3, 11)]


def test_front_matter_without_numbers_has_no_printed_number() -> None:
    heads = [
        [Text("Title of the Report", 200, 760, 8)]
        + ([Text("Research Service", 72, 30, 8), Text(str(n - 2), 500, 30, 8)] if n > 2 else [])
        for n in range(8)
    ]
    assert [p.printed for p in book(heads).pages] == [None, None, None, "1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ([2020, 1985, 311, 7, 42, 900, 12, 1], "numbers that do not run are not the page's"),
        ([5, 5, 5, 5, 5, 5, 5, 5], "one number on every page is not the page's"),
    ],
)
def test_inconsistent_numbers_are_no_printed_page_numbers(numbers: list[int], why: str) -> None:
    document = book([[Text(f"Act of {n}", 72, 760, 8)] for n in numbers])
    assert [p.printed for p in document.pages] == [None] * 8, why


def test_a_lone_roman_number_counts_when_it_is_the_pages_label() -> None:
    heads = [[Text("i", 300, 30, 8)]] + [[Text(str(n), 300, 30, 8)] for n in range(1, 8)]
    document = book(heads, "0 << /S /r >> 1 << /S /D /St 1 >>")
    assert [p.printed for p in document.pages][:3] == ["i", "1", "2"]
    assert document.pages[0].label == "i"


def test_everything_left_out_is_listed_with_its_words() -> None:
    document = book([[Text("REPORT ON ORCHARDS", 72, 760, 8), Text(str(n), 300, 30, 8)]
                     for n in range(1, 9)])  # fmt: skip
    assert {o.reason for o in document.left_out} == {"running head or page number"}
    assert len(document.left_out) == 16
    assert not any(o.canonical for o in document.left_out)


def test_pages_that_hold_nothing_but_numbers_keep_them() -> None:
    pages = [[Text("1", 72, 760)], [Text("2", 72, 760)]]
    document = read(Source.of(make_pdf(pages), "numbers.pdf"))
    assert isinstance(document, Document)
    assert document.text.split() == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "kept", "why"),
    [
        ([Text(f"Annex {n}", 72, 760, 16, True) for n in range(1, 9)], 8, "large and bold"),
        ([Text(f"Annex {n}", 72, 760, 14) for n in range(1, 9)], 8, "larger than the body"),
        ([Text(f"Annex {n}", 72, 760, 10, True) for n in range(1, 9)], 8, "bold"),
        ([Text(f"Annex {n}", 72, 760, 10) for n in range(8, 0, -1)], 8, "numbers that do not run"),
        ([Text(f"Annex {n}", 72, 760, 11) for n in range(1, 9)], 8, "a little larger"),
        ([Text(f"Annex {n}", 72, 760, 10) for n in range(1, 9)], 8, "no smaller, at the head"),
        ([Text(f"Annex {n}", 72, 45, 10) for n in range(1, 9)], 0, "at the foot"),
        ([Text(f"Annex {n}", 72, 760, 8) for n in range(1, 9)], 0, "small type and page numbers"),
        ([Text("Annex", 72, 760, 14) for n in range(1, 9)], 1, "one title, on each page"),
        ([Text("Annex", 72, 760, 10, True) for n in range(1, 9)], 1, "one title, bold"),
        ([Text(f"Annex on {w}", 72, 760, 14) for w in WORDS], 8, "titles of pages at one height"),
        ([Text(f"Annex on {w}", 72, 760, 10) for w in WORDS], 8, "lines that do not repeat"),
        ([Text(f"Annex on {w}", 72, 760, 8) for w in WORDS], 0, "titles of chapters, small"),
    ],
)
def test_a_title_is_no_page_header(lines: list[Text], kept: int, why: str) -> None:
    heads = [[line, Text(str(n), 500, 30, 8)] for n, line in enumerate(lines, 1)]
    filled = [
        [*head, *column([f"A line about {w}, number {i}." for i in range(8)], top=600)]
        for head, w in zip(heads, WORDS, strict=True)
    ]
    document = read(Source.of(make_pdf(filled), "annexes.pdf"))
    assert isinstance(document, Document)
    assert document.text.count("Annex") == kept, why
    assert sum("Annex" not in document.text[s.start : s.end] for p in document.pages
               for s in p.spans) == 8 - kept, why  # fmt: skip
    assert [p.printed for p in document.pages] == [str(n) for n in range(1, 9)]


def test_two_pages_keep_their_titles() -> None:
    titles = [[Text(f"Report on the orchards, part {n}", 72, 760, 14, True)] for n in (1, 2)]
    assert book(titles).text.count("Report on the orchards") == 2


def test_numbered_notes_at_the_foot_of_pages_are_text() -> None:
    notes = [[Text(f"{n} Id. at {n + 30}.", 72, 40, 8)] for n in (4, 9, 15, 22, 24, 31, 40, 51)]
    assert book(notes).text.count("Id. at") == 8


@pytest.mark.parametrize("words", ["Page {}", "Página {} de 8", "pág. {}", "- {} -", "{}"])
def test_a_page_number_is_no_title(words: str) -> None:
    document = book([[Text(words.format(n), 72, 760, 10)] for n in range(1, 9)])
    assert document.text.startswith("This page")
    assert [p.printed for p in document.pages] == [str(n) for n in range(1, 9)]
