"""Recommendations and links are read back from JSON as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.evidence.serialization import pack, unpack_links, unpack_recommendations
from kb.recommend.model import Area, Explicitness, Recommendation, RecommendationKind, Stance
from kb.span import Span

spans = st.tuples(st.integers(0, 10**7), st.integers(0, 500)).map(lambda t: Span(t[0], t[0] + t[1]))
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
texts = st.lists(text, max_size=3).map(tuple)
perhaps = st.none() | text
recommendations = st.builds(
    Recommendation, text, text, spans, text, st.lists(spans, max_size=3).map(tuple), texts, text,
    texts, st.sampled_from(Area), st.sampled_from(Stance), st.sampled_from(Explicitness),
    st.floats(0, 1), st.sampled_from(RecommendationKind), perhaps, perhaps, perhaps, perhaps, perhaps, text, texts,
)  # fmt: skip
links = st.builds(
    EvidenceLink, text, text, text, spans, text, text, st.floats(0, 1), st.sampled_from(Relation),
    st.sampled_from(LinkStatus), st.booleans(), texts, st.booleans(), texts, texts, texts, text,
)  # fmt: skip


@given(st.lists(recommendations, max_size=3).map(tuple))
def test_recommendations_are_read_back_as_they_were(found: tuple[Recommendation, ...]) -> None:
    assert unpack_recommendations(pack(found)) == found


@given(st.lists(links, max_size=3).map(tuple))
def test_links_are_read_back_as_they_were(found: tuple[EvidenceLink, ...]) -> None:
    assert unpack_links(pack(found)) == found
