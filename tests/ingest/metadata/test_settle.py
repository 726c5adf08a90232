"""Titles, kinds, ids: stated where the file states them, guessed and marked where it does not."""

from __future__ import annotations

import pytest

from ingest.metadata.document_ids import disambiguate, doc_id
from ingest.read.formats import sniff
from ingest.read.source import Source
from ingest.read_document import read_document
from kb.models import Document, Kind, Metadata, Skipped

IDS = [
    (Metadata("X", number="GAO-99-123456"), "gao-99-123456"),
    (Metadata("X", number="R12345"), "crs-r12345"),
    (Metadata("X", number="P.L. 118-31"), "pl-118-31"),
    (Metadata("A Way to Read", publisher="Lamp Institute (LI)", date="2031"), "li-2031-way-read"),
    (Metadata("El Camino de la Luz", authors=("Ana Pérez",)), "perez-camino-luz"),
    (Metadata("?"), "document"),
]


@pytest.mark.parametrize(("meta", "expected"), IDS, ids=[e for _, e in IDS])
def test_ids_say_what_the_document_is(meta: Metadata, expected: str) -> None:
    assert doc_id(meta) == expected


def test_a_taken_id_gets_the_format_then_the_hash() -> None:
    assert disambiguate("a", "pdf", "f" * 64, {}) == "a"
    assert disambiguate("a", "pdf", "f" * 64, {"a"}) == "a-pdf"
    assert disambiguate("a", "pdf", "f" * 64, {"a", "a-pdf"}) == "a-ffffffff"


FRONT = """---
date: '2031-05-04'
source_url: https://www.whitehouse.gov/briefing-room/lamps/
title: "Joint\\_Statement on Lamps"
---
Both governments met in the capital and spoke about lamps for the whole day.
"""


def test_front_matter_gives_title_date_and_address() -> None:
    document = read_document(Source.of(FRONT.encode(), "x.md"))
    assert isinstance(document, Document)
    meta = document.metadata
    assert (meta.title, meta.date) == ("Joint Statement on Lamps", "2031-05-04")
    assert meta.url == "https://www.whitehouse.gov/briefing-room/lamps/"
    assert (meta.kind, meta.language) == (Kind.STATEMENT, "en")
    assert set(meta.guessed) == {"kind", "language", "publisher"}


def test_spanish_and_english_are_distinguished() -> None:
    text = "Los gobiernos se reunieron en la capital y hablaron de las lámparas todo el día."
    document = read_document(Source.of(text.encode(), "x.txt"))
    assert isinstance(document, Document)
    assert document.metadata.language == "es"


SNIFFED = [
    (b"%PDF-1.7 x", "x.txt", "pdf"),
    (b"<!doctype html><html><body><p>x</p></body></html>", "x", "html"),
    (b"<?xml version='1.0'?><pLaw/>", "x", "uslm"),
    (b"# Title\n\ntext", "x.md", "markdown"),
    (b"Just words.", "x.txt", "text"),
    (b"\x89PNG\r\n\x1a\n", "x.pdf", "unknown: a PNG image"),
]


@pytest.mark.parametrize(("data", "name", "expected"), SNIFFED, ids=[s[2] for s in SNIFFED])
def test_a_file_is_known_by_its_bytes(data: bytes, name: str, expected: str) -> None:
    assert sniff(Source.of(data, name)) == expected


def test_a_file_of_an_unknown_format_is_skipped_with_what_it_is() -> None:
    result = read_document(Source.of(b"\x89PNG\r\n\x1a\n" + bytes(50), "x.pdf"))
    assert isinstance(result, Skipped)
    assert result.reason == "it is a PNG image"
