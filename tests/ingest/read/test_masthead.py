"""Mastheads of reports: number, date, publisher and address of GAO reports."""

from __future__ import annotations

import pytest

from ingest.read.masthead import number_in, with_masthead
from kb.models import Metadata

LINES = ["Lamp Oversight", "GAO-31-100123 Published: 2031-05-04. Publicly Released: 2031-05-05."]


def test_a_gao_masthead_completes_the_metadata() -> None:
    meta = with_masthead(Metadata(title="Lamp Oversight"), LINES)
    assert (meta.number, meta.publisher, meta.date) == ("GAO-31-100123", "GAO", "2031-05-04")
    assert meta.url == "https://www.gao.gov/products/gao-31-100123"


def test_stated_metadata_is_kept() -> None:
    stated = Metadata(title="T", publisher="Lamp Office", date="2030", url="https://l.example/")
    meta = with_masthead(stated, LINES)
    assert (meta.publisher, meta.date, meta.url) == ("Lamp Office", "2030", "https://l.example/")


def test_a_number_without_a_publication_date_is_only_a_mention() -> None:
    meta = Metadata(title="T")
    assert with_masthead(meta, ["We cite GAO-31-100123."]) == meta


NUMBERS = [
    ("Report GAO-31-100123SP of May", "GAO-31-100123SP"), ("R48883 · VERSION 2", "R48883"),
    ("IF10578", "IF10578"), ("LSB11234 and more", "LSB11234"), ("Section R4", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_product_numbers_are_found(text: str, number: str | None) -> None:
    assert number_in(text) == number
