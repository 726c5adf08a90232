"""Which links count as evidence, which works they rest on, and which gaps there are."""

from __future__ import annotations

import pytest

from kb.evidence.gaps import Work, evidence, gaps_of, works_behind
from kb.evidence.model import EvidenceLink, Gap, LinkStatus, Relation
from kb.models import Kind, Metadata
from kb.span import Span
from kb.store.records import DocumentSummary

S, A, Q, C, B = (
    Relation.SUPPORTS, Relation.AUTHORISES, Relation.QUALIFIES, Relation.CHALLENGES,
    Relation.BACKGROUND,
)  # fmt: skip
EVALUATED = Work("gao-1", Kind.EVALUATION, 2030)
LAW = Work("pl-1", Kind.STATUTE, 2031)
NEW, OLD = Work("r-1", Kind.REPORT, 2026), Work("r-2", Kind.REPORT, 2025)
UNDATED = Work("r-3", Kind.REPORT, None)


def _link(relation: Relation, status: LinkStatus = LinkStatus.SUGGESTED, independent: bool = True, **more: object) -> EvidenceLink:  # fmt: skip
    values = {"sources": ("d",), **more}
    return EvidenceLink("l", "r", "d", Span(0, 1), "x", "d", 0.5, relation, status, independent, **values)  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("relations", "works", "gaps", "why"),
    [
        ((), (), (Gap.NO_EVIDENCE, Gap.NO_EVALUATION, Gap.NO_AUTHORITY), "nothing at all"),
        ((S, A), (EVALUATED, LAW), (), "nothing is missing"),
        ((S,), (NEW,), (Gap.NO_EVALUATION, Gap.NO_AUTHORITY), "no evaluation, no law"),
        ((C,), (EVALUATED,), (Gap.ONLY_CONTRARY, Gap.NO_AUTHORITY), "all of it is against"),
        ((C, Q), (EVALUATED,), (Gap.ONLY_CONTRARY, Gap.NO_AUTHORITY), "a limit is not for it"),
        ((C, A), (EVALUATED,), (), "a law is for it"),
        ((Q,), (EVALUATED,), (Gap.NO_AUTHORITY,), "limits alone are not contrary"),
        ((A,), (OLD,), (Gap.NO_EVALUATION, Gap.ONLY_OLD), "more than five years before 2031"),
        ((A,), (NEW,), (Gap.NO_EVALUATION,), "five years are not more than five"),
        ((A,), (OLD, NEW), (Gap.NO_EVALUATION,), "one is new"),
        ((A,), (OLD, UNDATED), (Gap.NO_EVALUATION,), "how old the other is, is not known"),
        ((A,), (UNDATED,), (Gap.NO_EVALUATION,), "its age is not known"),
    ],
)  # fmt: skip
def test_gaps_follow_the_relations_and_works_of_the_evidence(
    relations: tuple[Relation, ...], works: tuple[Work, ...], gaps: tuple[Gap, ...], why: str
) -> None:
    assert gaps_of([_link(r) for r in relations], works, 2031, 5) == gaps, why


def test_the_age_of_old_evidence_can_be_set() -> None:
    assert Gap.ONLY_OLD in gaps_of([_link(S)], [NEW], 2031, 4)
    assert Gap.ONLY_OLD not in gaps_of([_link(S)], [OLD], 2031, 6)


def test_evidence_is_independent_not_rejected_and_more_than_background() -> None:
    counts = [_link(S), _link(C, LinkStatus.CONFIRMED)]
    others = [_link(S, independent=False), _link(S, LinkStatus.REJECTED), _link(B)]
    assert list(evidence([*counts, *others])) == counts


def _summary(kind: Kind, date: str | None) -> DocumentSummary:
    return DocumentSummary("d", "0", Metadata("T", kind=kind, date=date), "text", 0, 0, 0, (), "g")


def test_a_link_rests_on_its_document_or_on_the_works_that_a_digest_cites() -> None:
    report = _summary(Kind.REPORT, "2030-05")
    assert works_behind(_link(S), report) == (Work("d", Kind.REPORT, 2030),)
    cited = works_behind(
        _link(S, sources=("gao-21-322", "gao-10-837")), _summary(Kind.DIGEST, "2031")
    )
    assert [(w.work, w.kind, w.year) for w in cited] == [
        ("gao-21-322", Kind.EVALUATION, 2021), ("gao-10-837", Kind.EVALUATION, 2010),
    ]  # fmt: skip
    assert works_behind(_link(S, sources=("not-known",)), None) == ()
