"""GAO's numbered recommendations."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.evidence.extract import extract
from kb.model import Kind
from tests.kb.evidence.extract.documents import made

REPORT = """# What GAO Recommends

GAO recommends that the Commissioner of Customs collect monthly data on kennel inspections at seaports.

# Findings

Agencies should follow leading practices. The port director said staff should be doubled.

# Recommendations for Executive Action

We are making the following three recommendations:

The Commissioner of Customs and Border Protection should collect monthly data on kennel inspections at all seaports. (Recommendation 1)

The Secretary of State should ensure that embassy staff record each transfer of dogs (Recommendation 2).

The Director of the National Kennel Office should publish its fees. (Recommendation 3)

# Matter for Congressional Consideration

Congress should consider requiring a public list of kennels. (Matter for Consideration 1)
"""


def test_each_once_with_number_and_addressee() -> None:
    found = extract(made(REPORT, kind=Kind.EVALUATION, publisher="GAO"))
    assert [r.number for r in found] == ["1", "2", "3", "Matter 1"]
    assert [r.actors[0] for r in found] == [
        "CBP", "State Department", "Director of the National Kennel Office", "Congress",
    ]  # fmt: skip


def test_the_highlights_page_is_a_place_of_the_same() -> None:
    first = extract(made(REPORT, kind=Kind.EVALUATION, publisher="GAO"))[0]
    assert len(first.places) == 2


def test_a_report_without_recommendations_gives_none() -> None:
    text = "In 2019 we recommended that the agency should act. Managers should follow practices."
    assert extract(made(text, kind=Kind.EVALUATION, publisher="GAO")) == ()


@pytest.mark.parametrize(("name", "count"), [("gao-26-108754", 2), ("gao-26-108945", 0)])
def test_real_reports(shared: Path, name: str, count: int) -> None:
    from ingest.read.dispatch import read_document
    from ingest.read.source import Source
    from kb.model import Document

    doc = read_document(Source.load(shared / f"documents/evaluations/{name}.md"))
    assert isinstance(doc, Document)
    assert [r.number for r in extract(doc)] == [str(n + 1) for n in range(count)]
