"""Filters take whole words, and a value that can be none there is is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.errors import QueryError
from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.map_filter import Choice
from kb.evidence.model import EvidenceLink, Gap, LinkStatus, Relation
from kb.recommend.model import Area, Recommendation, Stance
from kb.span import Span

LINK = EvidenceLink("l", "r", "d", Span(0, 1), "x", "d", 0.5, Relation.SUPPORTS, LinkStatus.CONFIRMED, True, ("d",))  # fmt: skip
REC = Recommendation(
    "d.r-1", "d", Span(0, 1), "x", (), ("Secretaría de Marina", "Congress"), "act", (), Area.ARMS,
    Stance.COMMENDS, progress="closed - not implemented",
)  # fmt: skip
ROW = Row(REC, (LINK,), (), (Gap.NO_EVALUATION,), None, "", True)
BARE = replace(ROW, recommendation=replace(REC, progress=None), links=(), gaps=())


@pytest.mark.parametrize(
    ("choice", "taken", "why"),
    [
        (Choice(), True, "nothing is asked for"),
        (Choice(area="arms"), True, "a word of the area"),
        (Choice(area="ARMS trafficking"), True, "letter case does not count"),
        (Choice(area="border"), False, "another area"),
        (Choice(actor="secretaria"), True, "accents do not count"),
        (Choice(actor="congress"), True, "any of the actors"),
        (Choice(actor="gress"), False, "a part of a word is no word"),
        (Choice(stance="commends"), True, "a word of the stance"),
        (Choice(stance="recommends"), False, "another stance, though it ends alike"),
        (Choice(gap="evaluation"), True, "a word of a gap"),
        (Choice(gap="no legal authority found"), False, "not its gap"),
        (Choice(status="confirmed"), True, "a link's status"),
        (Choice(status="suggested"), False, "no link has it"),
        (Choice(status="not implemented"), True, "the recommendation's own status"),
        (Choice(status="closed"), True, "a part of it"),
        (Choice(status="implemented"), False, "the opposite of what it says"),
        (Choice(rec_id="d.r-1"), True, "its id"),
        (Choice(rec_id="d.r-2"), False, "another's id"),
        (Choice(area="arms", gap="authority"), False, "all that is asked for has to hold"),
    ],
)
def test_rows_are_chosen(choice: Choice, taken: bool, why: str) -> None:
    assert bool(choice.of(EvidenceMap((ROW,), {})).rows) is taken, why


def test_a_row_without_links_gaps_or_status_has_none_of_them() -> None:
    for choice in (Choice(gap="evaluation"), Choice(status="confirmed"), Choice(status="open")):
        assert choice.of(EvidenceMap((BARE,), {})).rows == ()


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (Choice(area="fishing"), "--area words of avoiding military action"),
        (Choice(stance="likes"), "--stance words of recommends"),
        (Choice(gap="hole"), "--gap words of no independent evidence"),
        (Choice(status="done"), "--status one of suggested"),
    ],
)
def test_what_can_be_no_value_is_refused_with_the_values(choice: Choice, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        choice.checked()


def test_what_may_be_is_let_through() -> None:
    for status in ("open", "implemented", "Confirmed"):
        assert Choice("arms", "anybody", "opposes", "old", status).checked()
