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


def test_too_little_text_has_no_language() -> None:
    assert guesses.language("Hi") is None
