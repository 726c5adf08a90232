"""GAO's numbered recommendations."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.models import Kind
from kb.recommend import extract
from tests.kb.recommend.documents import build_document

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


def test_each_recommendation_is_found_once_with_number_and_addressee() -> None:
    found = extract(build_document(REPORT, kind=Kind.EVALUATION, publisher="GAO"))
    assert [r.number for r in found] == ["1", "2", "3", "Matter 1"]
    assert [r.actors[0] for r in found] == [
        "CBP", "State Department", "Director of the National Kennel Office", "Congress",
    ]  # fmt: skip


def test_the_highlights_page_is_another_place_of_the_recommendation() -> None:
    first = extract(build_document(REPORT, kind=Kind.EVALUATION, publisher="GAO"))[0]
    assert len(first.places) == 2


VARIANTS = [
    "The Secretary of State should count the dogs. (Recommendation 1)",
    "The Secretary of State should count the dogs (recommendation 1).",
    "The Secretary of State should count the dogs. (Recommendation 1.)",
    "The Secretary of State should count the dogs. [Recommendation 1]",
    "The Secretary of State should count the dogs. (Recommendations 1)",
    "The Secretary of State should count the dogs. (Recommendation 1",
    "Recommendation 1: The Secretary of State should count the dogs.",
    "Recommendation 1\nThe Secretary of State should count the dogs.",
    "Recommendation 1: We recommend that the Secretary of State count the dogs.",
]


@pytest.mark.parametrize("text", VARIANTS)
def test_every_way_to_print_the_number_is_read(text: str) -> None:
    report = f"# Recommendations for Executive Action\n\n{text}\n"
    (found,) = extract(build_document(report, kind=Kind.EVALUATION, publisher="GAO"))
    assert found.number == "1"
    assert found.actors == ("State Department",)


def test_a_number_of_an_earlier_report_is_not_taken() -> None:
    text = "In March 2019 GAO recommended that DOD should issue guidance. (Recommendation 4)"
    assert extract(build_document(text, kind=Kind.EVALUATION, publisher="GAO")) == ()


def test_a_table_of_status_is_another_place_and_gives_the_status() -> None:
    again = "The Secretary of State should ensure that embassy staff record each transfer of dogs"
    table = f"# Status\n\n{again} (Recommendation 2).\n\nClosed – Implemented\n"
    found = extract(build_document(REPORT + "\n" + table, kind=Kind.EVALUATION, publisher="GAO"))
    assert [r.number for r in found] == ["1", "2", "3", "Matter 1"]
    assert found[1].progress == "closed – implemented"
    assert len(found[1].places) == 2


def test_actions_of_an_unnumbered_list_have_the_addressee_of_its_lead() -> None:
    text = """# Recommendations for Executive Action

We recommend that the Secretary of State take the following two actions:

- count the dogs in service each year; and
- publish the number of puppies that were born.
"""
    found = extract(build_document(text, kind=Kind.EVALUATION, publisher="GAO"))
    assert [r.actors for r in found] == [("State Department",)] * 2
    assert [r.number for r in found] == [None, None]


def test_actions_numbered_in_a_sentence_are_recommendations_of_their_own() -> None:
    text = (
        "We recommend that the Secretary of State direct the bureau to (1) count the dogs in"
        " service, and (2) publish the number of puppies born."
    )
    found = extract(build_document(text, kind=Kind.EVALUATION, publisher="GAO"))
    assert len(found) == 2


def test_a_report_without_recommendations_gives_none() -> None:
    text = "In 2019 we recommended that the agency should act. Managers should follow practices."
    assert extract(build_document(text, kind=Kind.EVALUATION, publisher="GAO")) == ()


@pytest.mark.parametrize(("name", "count"), [("gao-26-108754", 2), ("gao-26-108945", 0)])
def test_the_recommendations_of_real_reports_are_all_found(
    shared: Path, name: str, count: int
) -> None:
    from ingest.read.source import Source
    from ingest.read_document import read_document
    from kb.models import Document

    doc = read_document(Source.load(shared / f"documents/evaluations/{name}.md"))
    assert isinstance(doc, Document)
    assert [r.number for r in extract(doc)] == [str(n + 1) for n in range(count)]
