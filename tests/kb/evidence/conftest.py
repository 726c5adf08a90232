"""A small library of invented documents, and the map that is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from kb.cite import cite_text, pin
from kb.evidence.evidence_map import MapMaker
from kb.evidence.judgement import Judgement
from kb.evidence.model import EvidenceLink, LinkStatus, Relation, link_id
from kb.evidence.store import EvidenceStore
from kb.models import Document, Kind, Metadata, Page, Passage
from kb.recommend.model import Recommendation
from kb.span import Span
from kb.store import Library

Put = Callable[..., Document]

BRIEF = """Lamps for the border

The lamps at the crossings fail often.

Congress should fund a yearly audit of the lamp programme.

The State Department should not buy all lamps from one maker."""
REPORT = """Evaluation of the lamp programme

The evaluation found that the lamp programme had no audit.

An audit would cost $2 million a year, however."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def put(library: Library) -> Put:
    """Publishes a text under an id, a passage for each paragraph, on one page."""

    def published(doc_id: str, text: str, sha256: str = "", **meta: object) -> Document:
        at, pieces = 0, []
        for n, paragraph in enumerate(text.split("\n\n")):
            pieces.append(Passage(doc_id, n, Span(at, at + len(paragraph)), "", None))
            at += len(paragraph) + 2
        values = {"title": text.split("\n")[0], "kind": Kind.BRIEF, "language": "en", **meta}
        document = Document(
            doc_id,
            sha256 or hashlib.sha256(text.encode()).hexdigest(),
            text,
            Metadata(**values),  # type: ignore[arg-type]
            pages=(Page(0, printed="1", spans=(Span(0, len(text)),)),),
        )
        vectors = np.ones((len(pieces), 8), dtype=np.float32)
        library.publish(document, pieces, vectors, "fake")
        return document

    return published


@pytest.fixture
def store(library: Library) -> EvidenceStore:
    return EvidenceStore(library)


@pytest.fixture
def lamps(put: Put) -> tuple[Document, Document]:
    """A brief with two recommendations, and an evaluation that bears on the first."""
    brief = put("lamp-brief", BRIEF, date="2031-02-03")
    report = put("lamp-report", REPORT, kind=Kind.EVALUATION, date="2030-05-06", publisher="GAO")
    return brief, report


class Found:
    """Stands in for the linker: gives the links it was made with."""

    def __init__(self, *links: EvidenceLink) -> None:
        self.links = links

    def link(self, recommendation: Recommendation) -> tuple[EvidenceLink, ...]:
        return tuple(x for x in self.links if x.rec_id == recommendation.rec_id)


def linked(
    recommendation: Recommendation,
    document: Document,
    quote: str,
    relation: Relation,
    **more: object,
) -> EvidenceLink:
    """A suggested link to the words ``quote`` of a document."""
    start = document.text.index(quote)
    span = Span(start, start + len(quote))
    values = {
        "link_id": link_id(recommendation.rec_id, document.doc_id, quote),
        "rec_id": recommendation.rec_id,
        "doc_id": document.doc_id,
        "span": span,
        "text": quote,
        "citation": cite_text(pin(document, span), document.metadata),
        "score": 0.5,
        "relation": relation,
        "status": LinkStatus.SUGGESTED,
        "independent": True,
        "sources": (document.doc_id,),
        **more,
    }
    return EvidenceLink(**values)  # type: ignore[arg-type]


def keep(maker: MapMaker, links: Sequence[EvidenceLink], *doc_ids: str) -> None:
    """Store links for the recommendations of these documents."""
    for doc_id in doc_ids:
        for recommendation in maker.recommendations(doc_id):
            maker.store.link(recommendation, Found(*links))  # type: ignore[arg-type]


def confirming(
    link: EvidenceLink, sha256: str, judge: str = "A. Reader", **more: object
) -> Judgement:
    """A judgement that confirms a link."""
    values = {
        "rec_id": link.rec_id, "link_id": link.link_id, "judge": judge, "doc_id": link.doc_id,
        "sha256": sha256, "span": link.span, "quote": link.text, "relation": link.relation,
        "status": LinkStatus.CONFIRMED, "date": "2031-03-04", **more,
    }  # fmt: skip
    return Judgement(**values)  # type: ignore[arg-type]
