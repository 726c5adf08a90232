"""The keys of ``--json``, and the map's texts for people."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kb.evidence.evidence_map import EvidenceMap, MapMaker
from kb.evidence.map_json import (
    map_json,
    matrix_json,
    orphaned_text,
    quote_text,
    recommendation_json,
    sources_text,
    status_text,
)
from kb.evidence.matrix import View, matrix
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.evidence.reanchor import OrphanedJudgement
from kb.evidence.store import EvidenceStore
from kb.models import Document
from kb.recommend.model import Recommendation
from kb.span import Span
from kb.store import Library
from tests.kb.evidence.conftest import confirming, keep, linked

Lamps = tuple[Document, Document]
FOUND = "The evaluation found that the lamp programme had no audit."
RECOMMENDATION = set(
    "id doc_id text start end pages section actor action instrument area stance kind places "
    "evidence gaps".split()
)
EVIDENCE = set("link_id doc_id start end text citation score relation status independent".split())
LINK = EvidenceLink("l", "r", "d", Span(0, 1), "x", "d", 0.5, Relation.SUPPORTS, LinkStatus.SUGGESTED, True, ("d",))  # fmt: skip


@pytest.fixture
def rec(store: EvidenceStore, lamps: Lamps) -> Recommendation:
    maker = MapMaker(store)
    found = next(r for r in maker.recommendations("lamp-brief") if "audit" in r.text)
    keep(maker, [linked(found, lamps[1], FOUND, Relation.SUPPORTS, copies=("copy",))], "lamp-brief")
    return found


def test_the_json_of_the_map_has_the_documented_keys(
    library: Library, store: EvidenceStore, lamps: Lamps, rec: Recommendation
) -> None:
    shown = json.loads(json.dumps(map_json(MapMaker(store).make(["lamp-brief"]), library)))
    assert set(shown) == {"recommendations", "adrift", "agreement", "notices"}
    for entry in shown["recommendations"]:
        assert set(entry) >= RECOMMENDATION
        assert lamps[0].text[entry["start"] : entry["end"]] == entry["text"]
        assert [p["printed"] for p in entry["pages"]] == ["1"]
    audit = next(e for e in shown["recommendations"] if e["id"] == rec.rec_id)
    assert (audit["kind"], audit["actor"], audit["linked"]) == ("recommendation", "Congress", True)
    assert audit["gaps"] == ["no legal authority found"]
    assert audit["documents"] == ["lamp-report", "copy"]
    assert audit["sources"] == [{"id": "lamp-report", "kind": "evaluation", "year": 2030}]
    [link] = audit["evidence"]
    assert set(link) >= EVIDENCE
    assert lamps[1].text[link["start"] : link["end"]] == link["text"] == FOUND


def test_a_recommendation_alone_has_the_same_keys(library: Library, rec: Recommendation) -> None:
    shown = recommendation_json(rec, library)
    assert set(shown) >= RECOMMENDATION
    assert (shown["evidence"], shown["gaps"]) == ([], [])
    assert [p["text"] for p in shown["places"]] == [rec.text]


def test_words_that_are_not_in_the_library_are_null(library: Library, rec: Recommendation) -> None:
    shown = recommendation_json(replace(rec, text="Congress must fund boats."), library)
    assert (shown["text"], shown["start"], shown["places"]) == (None, None, [])


def test_judgements_and_matrix_have_the_documented_keys(library: Library, store: EvidenceStore, lamps: Lamps, rec: Recommendation) -> None:  # fmt: skip
    link = linked(rec, lamps[1], FOUND, Relation.SUPPORTS)
    lost = replace(confirming(link, "0", "C"), link_id="l-lost", doc_id="gone", sha256="gone")
    store.judge(confirming(link, lamps[1].sha256), confirming(link, lamps[1].sha256, "B"), lost)
    found = MapMaker(store).make(["lamp-brief"])
    shown = map_json(found, library)
    assert shown["agreement"] == [
        {"judges": ["A. Reader", "B"], "links": 1, "observed": 1.0, "kappa": None}
    ]
    assert [(a["judge"], a["reason"]) for a in shown["adrift"]] == [
        ("C", "the document gone is not in the library")
    ]
    table = matrix_json(matrix(found, View.RELATIONS, {}))
    row = next(r for r in table["rows"] if r["id"] == rec.rec_id)
    assert row["cells"][0] == {"supports": {"confirmed": 1, "suggested": 0}}
    assert len(row["cells"]) == len(table["columns"]) == 5


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (LINK, "suggested, not judged"),
        (replace(LINK, judges=("A", "B")), "its judges disagree: A, B"),
        (replace(LINK, status=LinkStatus.CONFIRMED, judges=("A",)), "confirmed by A"),
        (replace(LINK, status=LinkStatus.REJECTED, judges=("A", "B")), "rejected by A, B"),
    ],
)
def test_the_status_of_a_link_in_words(link: EvidenceLink, shown: str) -> None:
    assert status_text(link) == shown


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("- GAO found", "GAO found"), ("• GAO", "GAO"), ("-5 degrees", "-5 degrees"), ("-", "-")],
)
def test_a_list_item_is_quoted_without_its_bullet(text: str, quoted: str) -> None:
    assert quote_text(replace(LINK, text=text)) == quoted


def test_many_documents_may_be_few_sources(store: EvidenceStore, rec: Recommendation) -> None:
    rows = MapMaker(store).make(["lamp-brief"]).rows
    shown = {r.recommendation.rec_id: sources_text(r) for r in rows}
    assert shown[rec.rec_id] == "2 documents, 1 independent source"
    assert [t for rec_id, t in shown.items() if rec_id != rec.rec_id] == [""]


def test_orphaned_judgements_are_grouped_by_reason(lamps: Lamps, rec: Recommendation) -> None:
    link = linked(rec, lamps[1], FOUND, Relation.SUPPORTS)
    one, two = confirming(link, "0", "A"), replace(confirming(link, "0", "B"), rec_id="other.r-1")
    found = EvidenceMap(
        (),
        {},
        (
            OrphanedJudgement(one, "gone"),
            OrphanedJudgement(two, "gone"),
            OrphanedJudgement(one, "changed"),
        ),
    )
    assert orphaned_text(found) == (
        "2 judgements of 2 recommendations: gone", f"1 judgement of {rec.rec_id}: changed",
    )  # fmt: skip
