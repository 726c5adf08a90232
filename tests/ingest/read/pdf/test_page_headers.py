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
