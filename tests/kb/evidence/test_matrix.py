"""The matrix counts links by relation, kind and document, and says what has no column."""

from __future__ import annotations

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.matrix import Count, View, matrix
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.models import Kind, Metadata
from kb.recommend.model import Area, Recommendation, Stance
from kb.span import Span
from kb.store.records import DocumentSummary

YES, MAYBE, NO = LinkStatus.CONFIRMED, LinkStatus.SUGGESTED, LinkStatus.REJECTED


def _link(doc_id: str, relation: Relation, status: LinkStatus, independent: bool = True, sources: tuple[str, ...] = ()) -> EvidenceLink:  # fmt: skip
    return EvidenceLink("l", "b.r-1", doc_id, Span(0, 1), "x", "d", 0.5, relation, status, independent, sources or (doc_id,))  # fmt: skip


def _summary(doc_id: str, kind: Kind) -> DocumentSummary:
    meta = Metadata(f"Title of {doc_id}", kind=kind)
    return DocumentSummary(doc_id, "0", meta, "text", 0, 0, 0, (), "g")


SUMMARIES = {
    "b": _summary("b", Kind.BRIEF),
    "r": _summary("r", Kind.REPORT),
    "e": _summary("e", Kind.EVALUATION),
    "g": _summary("g", Kind.DIGEST),
}
REC = Recommendation("b.r-1", "b", Span(0, 1), "x", (), (), "act", (), Area.ARMS, Stance.RECOMMENDS)
LINKS = (
    _link("r", Relation.SUPPORTS, YES),
    _link("r", Relation.SUPPORTS, MAYBE),
    _link("r", Relation.CHALLENGES, MAYBE),
    _link("e", Relation.SUPPORTS, NO),
    _link("b", Relation.SUPPORTS, YES, independent=False),
    _link("g", Relation.QUALIFIES, YES, sources=("gao-21-322", "b")),
)
MAP = EvidenceMap((Row(REC, LINKS, (), (), None, "", True),), {"b": "B"})


def _cells(view: View, most: int = 14) -> dict[str, list[str]]:
    found = matrix(MAP, view, SUMMARIES, most)
    cells = found.lines[0].cells
    return {
        c.key: [f"{n.relation.value} {n}" for n in cell]
        for c, cell in zip(found.columns, cells, strict=True)
    }


def test_by_relation_rejected_and_own_are_left_out() -> None:
    assert _cells(View.RELATIONS) == {
        "supports": ["supports 1 (1)"], "authorises": [], "qualifies": ["qualifies 1"],
        "challenges": ["challenges (1)"], "background": [],
    }  # fmt: skip


def test_by_document_the_most_frequent_first() -> None:
    assert _cells(View.DOCUMENTS) == {
        "r": ["supports 1 (1)", "challenges (1)"], "g": ["qualifies 1"],
    }  # fmt: skip
    assert matrix(MAP, View.DOCUMENTS, SUMMARIES).columns[0].name == "Title of r"


def test_by_kind_a_digest_counts_as_what_it_cites_and_the_recommending_document_as_nothing() -> (
    None
):
    assert _cells(View.KINDS) == {
        "report": ["supports 1 (1)", "challenges (1)"], "evaluation": ["qualifies 1"],
    }  # fmt: skip


def test_documents_without_a_column_are_counted() -> None:
    assert matrix(MAP, View.DOCUMENTS, SUMMARIES, 1).left_out == 1
    assert list(_cells(View.DOCUMENTS, 1)) == ["r"]


def test_a_count_says_what_is_confirmed_and_what_is_suggested() -> None:
    counts = [Count(Relation.SUPPORTS, *n) for n in ((2, 1), (2, 0), (0, 1))]
    assert [str(n) for n in counts] == ["2 (1)", "2", "(1)"]
