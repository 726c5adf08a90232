"""Filters take whole words, and an unknown value is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.errors import QueryError
from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.map_filter import MapFilter
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
        (MapFilter(), True, "nothing is asked for"),
        (MapFilter(area="arms"), True, "a word of the area"),
        (MapFilter(area="ARMS trafficking"), True, "letter case does not count"),
        (MapFilter(area="border"), False, "another area"),
        (MapFilter(actor="secretaria"), True, "accents do not count"),
        (MapFilter(actor="congress"), True, "any of the actors"),
        (MapFilter(actor="gress"), False, "a part of a word is no word"),
        (MapFilter(stance="commends"), True, "a word of the stance"),
        (MapFilter(stance="recommends"), False, "another stance, though it ends alike"),
        (MapFilter(gap="evaluation"), True, "a word of a gap"),
        (MapFilter(gap="no legal authority found"), False, "not its gap"),
        (MapFilter(status="confirmed"), True, "a link's status"),
        (MapFilter(status="suggested"), False, "no link has it"),
        (MapFilter(status="not implemented"), True, "the recommendation's own status"),
        (MapFilter(status="closed"), True, "a part of it"),
        (MapFilter(status="implemented"), False, "the opposite of what it says"),
        (MapFilter(rec_id="d.r-1"), True, "its id"),
        (MapFilter(rec_id="d.r-2"), False, "another's id"),
        (MapFilter(area="arms", gap="authority"), False, "all that is asked for has to hold"),
    ],
)
def test_a_filter_shows_the_rows_that_match_every_field(
    choice: MapFilter, taken: bool, why: str
) -> None:
    assert bool(choice.apply(EvidenceMap((ROW,), {})).rows) is taken, why


def test_a_row_without_links_gaps_or_status_has_none_of_them() -> None:
    for choice in (
        MapFilter(gap="evaluation"),
        MapFilter(status="confirmed"),
        MapFilter(status="open"),
    ):
        assert choice.apply(EvidenceMap((BARE,), {})).rows == ()


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (MapFilter(area="fishing"), "--area takes words of: avoiding military action"),
        (MapFilter(stance="likes"), "--stance takes words of: recommends"),
        (MapFilter(gap="hole"), "--gap takes words of: no independent evidence"),
        (MapFilter(status="done"), "--status takes one of: suggested"),
    ],
)
def test_an_unknown_value_is_refused_and_the_known_ones_are_named(
    choice: MapFilter, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        choice.validated()


def test_known_values_pass() -> None:
    for status in ("open", "implemented", "Confirmed"):
        assert MapFilter("arms", "anybody", "opposes", "old", status).validated()
