"""Recommendations and links are kept until they are out of date, judgements for good."""

from __future__ import annotations

from dataclasses import replace

from kb.evidence.evidence_map import MapMaker
from kb.evidence.judgement import Judgement
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.evidence.store import EvidenceStore
from kb.models import Document, Kind
from kb.store import Library
from tests.kb.evidence.conftest import REPORT, Found, Put, confirming, linked

Lamps = tuple[Document, Document]
FOUND = "The evaluation found that the lamp programme had no audit."


def _link(store: EvidenceStore, lamps: Lamps) -> EvidenceLink:
    rec = next(r for r in store.recommendations("lamp-brief") if "audit" in r.text)
    return linked(rec, lamps[1], FOUND, Relation.SUPPORTS)


def _about(store: EvidenceStore) -> list[tuple[str, str, LinkStatus]]:
    return [(j.judge, j.doc_id, j.status) for j in store.judgements()]


def test_recommendations_are_extracted_again_when_the_document_changed(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    first = store.recommendations("lamp-brief")
    assert len(first) == 2
    assert store.recommendations("lamp-brief") == first
    put("lamp-brief", "Lamps\n\nCongress should fund boats.", "2")
    assert [r.text for r in store.recommendations("lamp-brief")] == ["Congress should fund boats."]


def test_a_reader_keeps_nothing(library: Library, lamps: Lamps) -> None:
    reader = EvidenceStore(library, writes=False)
    assert len(reader.recommendations("lamp-brief")) == 2
    assert reader.extracted_documents() == ()


def test_links_are_made_once_and_again_when_the_library_changes(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    link = _link(store, lamps)
    rec = next(r for r in store.recommendations("lamp-brief") if r.rec_id == link.rec_id)
    assert store.links(rec.rec_id) is None
    store.link(rec, Found(link))  # type: ignore[arg-type]
    assert store.link(rec, Found()) == (link,)  # type: ignore[arg-type]
    put("another", "Another text.")
    assert store.links(rec.rec_id) == (link,)
    assert store.stale_count({rec.rec_id}) == 1
    assert store.link(rec, Found()) == ()  # type: ignore[arg-type]


def test_judging_again_replaces_the_judges_own_judgement(
    store: EvidenceStore, lamps: Lamps
) -> None:
    link = _link(store, lamps)
    store.judge(confirming(link, lamps[1].sha256), confirming(link, lamps[1].sha256, "B"))
    store.judge(confirming(link, lamps[1].sha256, status=LinkStatus.REJECTED))
    assert _about(store) == [
        ("A. Reader", "lamp-report", LinkStatus.REJECTED), ("B", "lamp-report", LinkStatus.CONFIRMED),
    ]  # fmt: skip


def _renamed(library: Library, store: EvidenceStore, put: Put, lamps: Lamps) -> EvidenceLink:
    """The link as the map shows it after its document came back under another id."""
    link = _link(store, lamps)
    store.judge(confirming(link, lamps[1].sha256), confirming(link, lamps[1].sha256, "B"))
    library.remove("lamp-report")
    put("report-renamed", REPORT, lamps[1].sha256, kind=Kind.EVALUATION)
    rows = MapMaker(store).make(["lamp-brief"]).rows
    [shown] = [x for r in rows for x in r.links]
    assert shown.doc_id == "report-renamed"
    return shown


def test_judging_again_replaces_it_though_the_document_has_another_id(
    library: Library, store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    shown = _renamed(library, store, put, lamps)
    store.judge(confirming(shown, lamps[1].sha256, status=LinkStatus.REJECTED))
    assert set(_about(store)) == {
        ("B", "lamp-report", LinkStatus.CONFIRMED), ("A. Reader", "report-renamed", LinkStatus.REJECTED),
    }  # fmt: skip
    assert len(_about(store)) == 2


def test_a_judgement_is_withdrawn_though_its_document_has_another_id(
    library: Library, store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    shown = _renamed(library, store, put, lamps)
    assert store.withdraw((shown.rec_id, shown.link_id, "C")) is None
    taken = store.withdraw((shown.rec_id, shown.link_id, "A. Reader"))
    assert taken is not None
    assert _about(store) == [("B", "lamp-report", LinkStatus.CONFIRMED)]


def _kept(store: EvidenceStore) -> Judgement:
    [only] = store.judgements()
    return only


def test_an_import_counts_what_is_new_and_keeps_statements(
    store: EvidenceStore, lamps: Lamps
) -> None:
    link = _link(store, lamps)
    first = confirming(link, lamps[1].sha256, rec_quote="the words of it")
    store.judge(first)
    bare = replace(first, rec_quote="")  # as a file has it
    counts = store.import_judgements([bare, confirming(link, lamps[1].sha256, "B")])
    assert (counts.new, counts.changed, counts.same) == (1, 0, 1)
    counts = store.import_judgements([replace(bare, note="Why.")])
    assert (counts.new, counts.changed, counts.same) == (0, 1, 0)
    mine = next(j for j in store.judgements() if j.judge == "A. Reader")
    assert (mine.note, mine.rec_quote) == ("Why.", "the words of it")


def test_the_fingerprint_changes_with_each_judgement(store: EvidenceStore, lamps: Lamps) -> None:
    before = store.fingerprint()
    store.judge(confirming(_link(store, lamps), lamps[1].sha256))
    assert store.fingerprint() != before
    assert _kept(store).judge == "A. Reader"
