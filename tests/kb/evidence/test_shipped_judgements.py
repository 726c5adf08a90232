"""A judgement finds its recommendation by id, by the key of its words, or by its words."""

from __future__ import annotations

import pytest

from kb.evidence.judgement import Judgement
from kb.evidence.model import LinkStatus, Relation
from kb.evidence.shipped_judgements import RecommendationMatcher, document_of, key_of_words
from kb.recommend.model import Area, Recommendation, Stance, recommendation_id
from kb.span import Span

FIRST = "Congress should fund a yearly audit of the lamp programme."
SECOND = "The State Department should not buy all lamps from one maker."
TEXT = f"{FIRST} {SECOND} The audit of the lamp programme should be paid for yearly by Congress."


def _recommendation(doc_id: str, words: str, *others: str) -> Recommendation:
    spans = [Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in (words, *others)]
    return Recommendation(
        recommendation_id(doc_id, words), doc_id, spans[0], words, tuple(sorted(spans)),
        ("Congress",), "act", (), Area.OTHER, Stance.RECOMMENDS,
    )  # fmt: skip


HERE = (
    _recommendation(
        "b", FIRST, "The audit of the lamp programme should be paid for yearly by Congress."
    ),
    _recommendation("b", SECOND),
)


def _said(rec_id: str, rec_quote: str = "") -> Judgement:
    return Judgement(rec_id, "l", "A", "d", "0", Span(0, 1), "x", Relation.SUPPORTS, LinkStatus.CONFIRMED, "2031-01-01", "", rec_quote)  # fmt: skip


@pytest.mark.parametrize(
    ("judgement", "which", "why"),
    [
        (_said(HERE[1].rec_id), 1, "its id"),
        (_said("renamed" + HERE[1].rec_id[1:]), 1, "the key of its words, under another document"),
        (
            _said("b.r-00000000", FIRST.replace(" ", "  ").upper()),
            0,
            "its words, printed otherwise",
        ),
        (_said("b.r-00000000", "Congress should fund a yearly audit of the lamp"), 0, "most of it"),
        (_said("b.r-00000000", TEXT[-71:]), 0, "the words of another of its places"),
        (_said("b.r-00000000", "Congress should fund"), None, "too little of it to tell"),
        (
            _said("b.r-00000000", "Congress should buy boats and oars for everybody."),
            None,
            "others",
        ),
        (_said("b.r-00000000"), None, "nothing to tell by"),
    ],
)
def test_a_judgement_finds_its_recommendation_by_id_key_or_words(
    judgement: Judgement, which: int | None, why: str
) -> None:
    found = RecommendationMatcher(HERE, lambda doc_id: TEXT).find(judgement)
    assert found == (None if which is None else HERE[which].rec_id), why


def test_an_id_gives_its_document_and_its_key() -> None:
    assert (document_of("gao-1.r-0a"), key_of_words("gao-1.r-0a")) == ("gao-1", "0a")
    assert document_of("gao-1") == ""
