"""Verdicts of several judges, and how far two of them agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.judgement import Judgement, agreements, cohen_kappa, verdict
from kb.evidence.model import LinkStatus, Relation
from kb.span import Span

YES, NO = LinkStatus.CONFIRMED, LinkStatus.REJECTED


def _said(
    judge: str, status: LinkStatus = YES, relation: Relation = Relation.SUPPORTS,
    date: str = "2031-01-01", at: int = 0, rec: str = "r", note: str = "",
) -> Judgement:  # fmt: skip
    span = Span(at, at + 10)
    return Judgement(rec, f"l-{at}", judge, "d", "0", span, "x" * 10, relation, status, date, note)


@pytest.mark.parametrize(
    ("judgements", "status", "relation", "disagree", "why"),
    [
        ([_said("a")], YES, Relation.SUPPORTS, False, "one judge's word stands"),
        ([_said("a"), _said("b", NO)], LinkStatus.SUGGESTED, None, True, "a tie decides nothing"),
        ([_said("a"), _said("b", NO), _said("c")], YES, Relation.SUPPORTS, True, "most decide"),
        ([_said("a"), _said("b", NO), _said("c", NO)], NO, None, True, "most decide"),
        (
            [_said("a"), _said("b", relation=Relation.QUALIFIES, date="2031-01-02")],
            YES, Relation.QUALIFIES, True, "of two relations the later, with disagree set",
        ),
        (
            [_said("a", NO, date="2031-01-01"), _said("a", YES, date="2031-01-03"), _said("b", NO)],
            LinkStatus.SUGGESTED, None, True, "a judge has one vote, the last",
        ),
    ],
)  # fmt: skip
def test_the_verdict_is_the_majority_of_the_judges(
    judgements: list[Judgement],
    status: LinkStatus,
    relation: Relation | None,
    disagree: bool,
    why: str,
) -> None:
    found = verdict(judgements)
    assert (found.status, found.disagree) == (status, disagree), why
    if relation is not None:
        assert found.relation is relation, why


def test_a_verdict_needs_a_judgement() -> None:
    with pytest.raises(ValueError, match="at least one"):
        verdict([])


def test_kappa_of_a_case_computed_by_hand() -> None:
    """50 proposals, 20 both accept, 15 both refuse, 5 only the first accepts, 10 only the second:
    observed 35/50 = 0.7; by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4."""
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert cohen_kappa(pairs) == pytest.approx(0.4)


def test_kappa_of_three_labels_computed_by_hand() -> None:
    """Rows a: 4 1 1, b: 1 5 0, c: 0 2 6. Observed 15/20; chance (6·5 + 6·8 + 8·7)/400 = 0.335."""
    table = {"aa": 4, "ab": 1, "ac": 1, "ba": 1, "bb": 5, "cb": 2, "cc": 6}
    pairs = [(k[0], k[1]) for k, n in table.items() for _ in range(n)]
    assert cohen_kappa(pairs) == pytest.approx((0.75 - 0.335) / (1 - 0.335))


def test_kappa_is_undefined_where_chance_agreement_is_one() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("y", "y")] * 5) is None


labels = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@given(labels)
def test_kappa_is_symmetric_and_at_most_one(
    pairs: list[tuple[str, str]],
) -> None:
    kappa = cohen_kappa(pairs)
    assert kappa == pytest.approx(cohen_kappa([(b, a) for a, b in pairs]))
    if kappa is not None:
        assert -1 - 1e-9 <= kappa <= 1 + 1e-9
        assert (kappa == pytest.approx(1)) == all(a == b for a, b in pairs)


def test_agreement_counts_what_both_judged_and_takes_rejected_links_as_one_label() -> None:
    found = agreements([
        _said("a", at=0), _said("b", at=0),
        _said("a", NO, Relation.SUPPORTS, at=20), _said("b", NO, Relation.CHALLENGES, at=20),
        _said("a", at=40), _said("b", NO, at=40),
        _said("a", at=60),
        _said("c", at=99),
    ])  # fmt: skip
    assert [(x.first, x.second, x.links) for x in found] == [("a", "b", 3)]
    assert found[0].observed == pytest.approx(2 / 3)
    # labels: + - + and + - -; by chance (2·1 + 1·2)/9
    assert found[0].kappa == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))


def test_judges_agree_on_one_link_with_slightly_different_spans() -> None:
    wider = Judgement("r", "l-other", "b", "d", "0", Span(0, 14), "x" * 14, Relation.SUPPORTS, YES, "2031-01-01")  # fmt: skip
    assert [x.links for x in agreements([_said("a", at=0), wider])] == [1]
    assert agreements([_said("a", at=0), _said("b", at=0, rec="another")]) == ()
