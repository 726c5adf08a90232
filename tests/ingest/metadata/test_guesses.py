"""Kinds and publishers are guessed from a document's number, address, title and first words."""

from __future__ import annotations

import pytest

from ingest.metadata import guesses
from kb.models import Kind, Metadata

KINDS = [
    (Metadata("X", number="R48883"), "", Kind.REPORT),
    (Metadata("X", number="GAO-26-108754"), "", Kind.EVALUATION),
    (Metadata("X", number="P.L. 118-31"), "", Kind.STATUTE),
    (Metadata("X", url="https://www.whitehouse.gov/presidential-actions/a"), "", Kind.ORDER),
    (Metadata("X", url="https://www.whitehouse.gov/briefing-room/a"), "", Kind.STATEMENT),
    (Metadata("Agreement between A and B"), "", Kind.AGREEMENT),
    (Metadata("X"), "H.R. 7 In the House\nA BILL to light lamps", Kind.BILL),
    (Metadata("X"), "text " * 900 + "\nConclusions and Recommendations\n", Kind.BRIEF),
    (Metadata("X"), "Informe de la Auditoría Superior", Kind.EVALUATION),
    (Metadata("Lamps"), "Forty lamps were lit.", Kind.OTHER),
]


@pytest.mark.parametrize(("metadata", "text", "kind"), KINDS)
def test_the_kind_is_guessed_from_its_signs(metadata: Metadata, text: str, kind: Kind) -> None:
    assert guesses.kind(metadata, text) is kind


PUBLISHERS = [
    ("GAO-26-108754 Report to Congress", "GAO"),
    ("Federal Register / Vol. 90, No. 12", "Office of the Federal Register"),
    ("Be it enacted by the Senate", "US Congress"),
    ("Forty lamps were lit.", None),
]


@pytest.mark.parametrize(("text", "publisher"), PUBLISHERS)
def test_the_publisher_is_guessed_from_the_first_words(text: str, publisher: str | None) -> None:
    assert guesses.publisher(Metadata("X"), text) == publisher


@pytest.mark.parametrize(
    ("sentence", "masthead", "kind", "publisher"),
    [
        ("The memo answers GAO-23-105622 of the same year.", "GAO-23-105622", Kind.EVALUATION, "GAO"),
        ("The memo quotes the Government Accountability Office on two pages.",
         "United States Government Accountability Office", Kind.EVALUATION, "GAO"),
        ("It cites Public Law 118-31 and a report of May 2019.", "Public Law 118-31",
         Kind.STATUTE, "US Congress"),
        ("The note answers a CRS Report about lamps at the river.", "CRS Report", Kind.REPORT, None),
        ("The clerk read the FACT SHEET and the Executive Order 14000.", "FACT SHEET",
         Kind.STATEMENT, None),
    ],
)  # fmt: skip
def test_a_sentence_that_names_a_document_says_nothing_of_its_own(
    sentence: str, masthead: str, kind: Kind, publisher: str | None
) -> None:
    for text, is_kind, is_by in (
        (f"Memo on lamps\n\n{sentence}", Kind.OTHER, None),
        (f"{masthead}\n\nForty lamps were lit at the crossing.", kind, publisher),
    ):
        assert guesses.kind(Metadata("Lamps"), text) is is_kind
        assert guesses.publisher(Metadata("Lamps"), text) == is_by


def test_too_little_text_has_no_language() -> None:
    assert guesses.language("Hi") is None
