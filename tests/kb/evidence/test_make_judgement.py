"""Judging finds the link by its id and makes the judgement of it."""

from __future__ import annotations

from datetime import date

import pytest

from kb.errors import QueryError
from kb.evidence.evidence_map import MapMaker
from kb.evidence.make_judgement import find_link, look_up, make_judgement
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.evidence.store import EvidenceStore
from kb.models import Document, Kind
from kb.recommend.model import RecommendationKind
from kb.store import Library
from tests.kb.evidence.conftest import Put, keep, linked

Lamps = tuple[Document, Document]
FOUND = "The evaluation found that the lamp programme had no audit."


@pytest.fixture
def link(store: EvidenceStore, lamps: Lamps) -> EvidenceLink:
    maker = MapMaker(store)
    rec = next(r for r in maker.recommendations("lamp-brief") if "audit" in r.text)
    made = linked(rec, lamps[1], FOUND, Relation.SUPPORTS)
    keep(maker, [made], "lamp-brief")
    return made


def test_a_judgement_holds_the_quote_its_place_and_the_hash(
    library: Library, store: EvidenceStore, lamps: Lamps, link: EvidenceLink
) -> None:
    row, found = look_up(MapMaker(store), link.link_id)
    judgement = make_judgement(
        row, found, library, judge="  A.   Reader ", status=LinkStatus.REJECTED,
        relation=Relation.QUALIFIES, note=" Why. ", today=date(2031, 1, 2),
    )  # fmt: skip
    assert (judgement.judge, judgement.status, judgement.relation) == ("A. Reader", LinkStatus.REJECTED, Relation.QUALIFIES)  # fmt: skip
    assert (judgement.date, judgement.note) == ("2031-01-02", "Why.")
    assert (judgement.quote, judgement.span, judgement.sha256) == (
        FOUND,
        link.span,
        lamps[1].sha256,
    )
    assert judgement.rec_quote.startswith("Congress should fund")
    assert judgement.link_id == link.link_id


def test_without_a_relation_the_suggested_one_is_kept(
    library: Library, store: EvidenceStore, link: EvidenceLink
) -> None:
    row, found = look_up(MapMaker(store), link.link_id)
    assert make_judgement(row, found, library, judge="A", status=LinkStatus.CONFIRMED).relation is Relation.SUPPORTS  # fmt: skip


@pytest.mark.parametrize(
    ("judge", "status", "message"),
    [
        ("A", LinkStatus.SUGGESTED, "confirmed or rejected"),
        ("  ", LinkStatus.CONFIRMED, "--judge NAME"),
    ],
)
def test_an_undecided_or_nameless_judgement_is_refused(
    library: Library,
    store: EvidenceStore,
    link: EvidenceLink,
    judge: str,
    status: LinkStatus,
    message: str,
) -> None:
    row, found = look_up(MapMaker(store), link.link_id)
    with pytest.raises(QueryError, match=message):
        make_judgement(row, found, library, judge=judge, status=status)


def test_an_unknown_link_is_refused_with_similar_ids(
    store: EvidenceStore, link: EvidenceLink
) -> None:
    near = link.link_id[:-1] + ("0" if link.link_id[-1] != "0" else "1")
    with pytest.raises(QueryError, match=f"did you mean {link.link_id}"):
        look_up(MapMaker(store), near)
    with pytest.raises(QueryError, match="kb map show --json"):
        find_link(MapMaker(store).make(["lamp-report"]), "l-000000000000")


def test_links_of_a_statutes_mandates_can_be_judged_though_the_whole_map_leaves_them_out(
    store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    put(
        "pl-1",
        "SEC. 1. LAMPS.\n\nThe Secretary of State shall submit to Congress a report on lamps "
        "not later than 180 days after the date of the enactment of this Act.",
        kind=Kind.STATUTE, enacted="2031-01-01",
    )  # fmt: skip
    maker = MapMaker(store)
    [mandate] = maker.recommendations("pl-1")
    assert mandate.sort is RecommendationKind.MANDATE
    made = linked(mandate, lamps[1], FOUND, Relation.SUPPORTS)
    keep(maker, [made], "pl-1")
    assert "pl-1" not in maker.documents()
    assert look_up(MapMaker(store), made.link_id)[1].text == FOUND
