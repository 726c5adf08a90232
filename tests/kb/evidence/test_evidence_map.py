"""The map: rows with judged and suggested links and counted sources. No judgement is lost, and
nothing is quoted that is not in the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from kb.errors import UnknownDocument
from kb.evidence.evidence_map import EvidenceMap, MapMaker, Row
from kb.evidence.model import Gap, LinkStatus, Relation
from kb.evidence.serialization import pack
from kb.evidence.shipped_judgements import shipped
from kb.evidence.store import EvidenceStore
from kb.models import Document, Kind
from kb.recommend.paraphrased import paraphrases
from kb.store import Library
from kb.store.schema import recommendations
from tests.kb.evidence.conftest import BRIEF, REPORT, Put, confirming, keep, linked

Lamps = tuple[Document, Document]
FOUND = "The evaluation found that the lamp programme had no audit."
COST = "An audit would cost $2 million a year, however."


def _maker(store: EvidenceStore, old: int = 5) -> MapMaker:
    return MapMaker(store, today=date(2031, 6, 1), old=old)


def _audit(found: EvidenceMap) -> Row:
    return next(r for r in found.rows if "audit" in r.recommendation.text)


def test_suggested_links_and_gaps_of_a_recommendation(store: EvidenceStore, lamps: Lamps) -> None:
    maker = _maker(store)
    audit = _audit(maker.make(["lamp-brief"]))
    assert (audit.linked, audit.gaps) == (False, ())
    links = [
        linked(audit.recommendation, lamps[1], FOUND, Relation.SUPPORTS),
        linked(audit.recommendation, lamps[1], COST, Relation.QUALIFIES, copies=("other-copy",)),
    ]
    keep(maker, links, "lamp-brief")
    found = _maker(store).make(["lamp-brief"])
    audit = _audit(found)
    assert {x.text for x in audit.links} == {FOUND, COST}
    assert audit.gaps == (Gap.NO_AUTHORITY,)
    assert audit.documents == ("lamp-report", "other-copy")
    assert [w.work for w in audit.works] == ["lamp-report"]
    other = next(r for r in found.rows if r is not audit)
    assert other.gaps == (Gap.NO_EVIDENCE, Gap.NO_EVALUATION, Gap.NO_AUTHORITY)
    assert "Congress should fund" in audit.title
    assert audit.citation is not None
    assert "p. 1" in audit.citation


def test_old_evidence_is_older_than_the_given_age(store: EvidenceStore, lamps: Lamps) -> None:
    maker = _maker(store)
    rec = _audit(maker.make(["lamp-brief"])).recommendation
    keep(maker, [linked(rec, lamps[1], FOUND, Relation.SUPPORTS)], "lamp-brief")
    later = MapMaker(store, today=date(2035, 1, 1), old=4)
    assert Gap.ONLY_OLD in _audit(later.make(["lamp-brief"])).gaps
    assert Gap.ONLY_OLD not in _audit(_maker(store).make(["lamp-brief"])).gaps


def test_the_recommending_document_is_no_source_of_its_own_evidence(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    digest = put("lamp-digest", "Lamps in short\n\nThe programme had no audit [gao-21-322].", kind=Kind.DIGEST)  # fmt: skip
    maker = _maker(store)
    rec = _audit(maker.make(["lamp-brief"])).recommendation
    both = ("lamp-brief", "gao-21-322")
    link = linked(rec, digest, "The programme had no audit [gao-21-322].", Relation.SUPPORTS, sources=both)  # fmt: skip
    keep(maker, [link], "lamp-brief")
    assert [w.work for w in _audit(_maker(store).make(["lamp-brief"])).works] == ["gao-21-322"]


def test_a_judgement_replaces_the_suggestion(store: EvidenceStore, lamps: Lamps) -> None:
    maker = _maker(store)
    rec = _audit(maker.make(["lamp-brief"])).recommendation
    link = linked(rec, lamps[1], FOUND, Relation.BACKGROUND)
    keep(maker, [link], "lamp-brief")
    store.judge(confirming(link, lamps[1].sha256, relation=Relation.SUPPORTS, note="It says so."))
    links = _audit(_maker(store).make(["lamp-brief"])).links
    assert [(x.status, x.relation, x.judges, x.note) for x in links] == [
        (LinkStatus.CONFIRMED, Relation.SUPPORTS, ("A. Reader",), "It says so.")
    ]
    store.judge(confirming(link, lamps[1].sha256, "B. Reader", status=LinkStatus.REJECTED))
    tied = _audit(_maker(store).make(["lamp-brief"])).links[0]
    assert (tied.status, tied.reasons) == (LinkStatus.SUGGESTED, ("its judges disagree",))
    found = _maker(store).make(["lamp-brief"]).agreements
    assert [(a.links, a.observed, a.kappa) for a in found] == [(1, 0.0, 0.0)]


def test_a_judgement_whose_recommendation_is_gone_is_listed(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    maker = _maker(store)
    rec = _audit(maker.make(["lamp-brief"])).recommendation
    link = linked(rec, lamps[1], FOUND, Relation.SUPPORTS)
    store.judge(confirming(link, lamps[1].sha256, rec_quote=rec.text))
    put("lamp-brief", BRIEF.replace(rec.text, "Nothing is asked of anybody."), "2")
    found = _maker(store).make(["lamp-brief"])
    assert [a.judgement.quote for a in found.orphaned] == [FOUND]
    assert (
        found.orphaned[0].reason == "its recommendation is not among those of lamp-brief any more"
    )
    assert _maker(store).make(["lamp-report"]).orphaned == ()  # another document's map


def test_a_judgement_whose_recommending_document_is_gone_is_listed_on_the_whole_map(
    library: Library, store: EvidenceStore, lamps: Lamps
) -> None:
    maker = _maker(store)
    rec = _audit(maker.make(["lamp-brief"])).recommendation
    store.judge(confirming(linked(rec, lamps[1], FOUND, Relation.SUPPORTS), lamps[1].sha256))
    library.remove("lamp-brief")
    maker = _maker(store)
    reasons = [a.reason for a in maker.make(maker.documents()).orphaned if a.judgement.judge != "Evidencia"]  # fmt: skip
    assert reasons == ["the document of its recommendation, lamp-brief, is not in the library"]


def test_the_words_of_a_recommendation_find_its_judgements_when_it_changed(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    maker = _maker(store)
    rec = _audit(maker.make(["lamp-brief"])).recommendation
    store.judge(confirming(linked(rec, lamps[1], FOUND, Relation.SUPPORTS), lamps[1].sha256, rec_quote=rec.text))  # fmt: skip
    put("lamp-brief", BRIEF.replace("lamp programme.", "lamp programme and of its makers."), "2")
    found = _maker(store).make(["lamp-brief"])
    assert found.orphaned == ()
    now = _audit(found)
    assert now.recommendation.rec_id != rec.rec_id
    assert [x.status for x in now.links] == [LinkStatus.CONFIRMED]


def test_a_recommendation_whose_stored_words_were_tampered_with_is_not_quoted(
    library: Library, store: EvidenceStore, lamps: Lamps
) -> None:
    found = store.recommendations("lamp-brief")
    forged = [replace(r, text=r.text.replace("should", "must never")) for r in found]
    with library.notes_transaction() as connection:
        connection.execute(update(recommendations).values(found=pack(forged)))
    for row in _maker(store).make(["lamp-brief"]).rows:
        assert row.citation is None
        assert "do not verify" in row.place
        assert "must never" not in row.title


def test_links_whose_words_changed_are_not_shown(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    maker = _maker(store)
    rec = _audit(maker.make(["lamp-brief"])).recommendation
    links = [linked(rec, lamps[1], t, Relation.SUPPORTS) for t in (FOUND, COST)]
    keep(maker, links, "lamp-brief")
    put("lamp-report", REPORT.replace("no audit", "an audit"), "2", kind=Kind.EVALUATION, title="New title", date="2031-01-02")  # fmt: skip
    links = list(_audit(_maker(store).make(["lamp-brief"])).links)
    assert [x.text for x in links] == [COST]
    assert "New title (2031)" in links[0].citation  # cited as the document is now


def test_the_map_says_what_was_linked_before_the_library_changed(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    keep(_maker(store), [], "lamp-brief")
    assert _maker(store).make(["lamp-brief"]).notices == ()
    put("another", "Another text.\n\nIt says little.")
    assert "2 recommendations were linked before" in _maker(store).make(["lamp-brief"]).notices[0]


def test_the_shipped_map_without_its_documents_lists_every_judgement(store: EvidenceStore) -> None:
    maker = _maker(store)
    found = maker.make(maker.documents())
    assert len(found.rows) == len(paraphrases()) == 32
    assert len(found.orphaned) == len(shipped())
    assert all(r.citation is None and "not in the library" in r.place for r in found.rows)


def test_a_name_may_be_of_a_document_a_work_or_a_recommendation(
    store: EvidenceStore, lamps: Lamps
) -> None:
    maker = _maker(store)
    rec_id = maker.recommendations("lamp-brief")[0].rec_id
    assert maker.target("lamp-brief") == ("lamp-brief", None)
    assert maker.target(rec_id) == ("lamp-brief", rec_id)
    assert maker.target("quincy-2026-smarter-way")[1] is None
    with pytest.raises(UnknownDocument, match="lamp-brief"):
        maker.target("lamp-brie")
