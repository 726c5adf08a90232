"""Only words that are in the library where they are cited are shown as quotations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.evidence.model import EvidenceLink, Relation
from kb.evidence.quote_verification import citation_at, citation_of, verified_links
from kb.models import Document
from kb.recommend.model import Area, Recommendation, Stance
from kb.span import Span
from kb.store import Library
from tests.kb.evidence.conftest import BRIEF, linked

Lamps = tuple[Document, Document]
FOUND = "The evaluation found that the lamp programme had no audit."
ASKED = "Congress should fund a yearly audit of the lamp programme."
START = BRIEF.index(ASKED)


def _recommendation(span: Span, text: str = ASKED, doc_id: str = "lamp-brief") -> Recommendation:
    return Recommendation("r", doc_id, span, text, (), (), "act", (), Area.OTHER, Stance.RECOMMENDS)


def _link(lamps: Lamps) -> EvidenceLink:
    return linked(_recommendation(Span(0, 1)), lamps[1], FOUND, Relation.SUPPORTS)


@pytest.mark.parametrize(
    ("text", "span", "holds", "why"),
    [
        (ASKED, Span(START, START + len(ASKED)), True, "the words are there"),
        (ASKED, Span(START + 1, START + 1 + len(ASKED)), False, "one character off"),
        (
            ASKED.replace("should", "must"),
            Span(START, START + len(ASKED) - 2),
            False,
            "another word",
        ),
        ("", Span(START, START), False, "nothing is no quotation"),
        (ASKED, Span(10**6, 10**6 + len(ASKED)), False, "past the end"),
        ("—", Span(0, 1), False, "no word in it"),
    ],
)
def test_only_the_words_at_the_span_are_cited(
    library: Library, lamps: Lamps, text: str, span: Span, holds: bool, why: str
) -> None:
    assert (citation_at(text, lamps[0].doc_id, span, library) is not None) is holds, why


def test_a_recommendation_is_cited_only_with_its_own_words(library: Library, lamps: Lamps) -> None:
    right = _recommendation(Span(START, START + len(ASKED)))
    assert "Lamps for the border (2031), p. 1" in (citation_of(right, library) or "")
    for wrong in (
        replace(right, text="Congress should fund boats."),
        replace(right, doc_id="not-there"),
        replace(right, text=""),
    ):
        assert citation_of(wrong, library) is None


def test_verified_links_have_the_present_citation(library: Library, lamps: Lamps) -> None:
    link = _link(lamps)
    assert verified_links([replace(link, citation="GAO, forged, p. 99")], library) == (link,)
    for wrong in (
        replace(link, text=link.text.replace("no audit", "an audit")),
        replace(link, span=Span(0, 5)),
        replace(link, doc_id="not-there"),
    ):
        assert verified_links([wrong], library) == ()
