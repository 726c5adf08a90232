"""A document that UTF-8 cannot hold is mended without moving its text."""

from __future__ import annotations

from ingest.storable import storable
from kb.models import Document, Kind, Metadata, Page, Section
from kb.span import Span


def test_a_document_that_can_be_stored_is_left_as_it_is() -> None:
    document = Document("d", "0" * 64, "Mérida ☂", Metadata("T"))
    assert storable(document) is document


def test_half_pairs_are_replaced_everywhere_in_place() -> None:
    document = Document(
        "d", "0" * 64, "a\ud83db",
        Metadata("bad-\udcff", Kind.BRIEF, authors=("A. \ud800",)),
        pages=(Page(0, "\udfff", spans=(Span(0, 3),)),),
        sections=(Section(Span(0, 3), ("h\udc80",), 1, "h\udc80"),),
        warnings=("of \udcff",),
    )  # fmt: skip
    assert storable(document) == Document(
        "d", "0" * 64, "a\ufffdb",
        Metadata("bad-\ufffd", Kind.BRIEF, authors=("A. \ufffd",)),
        pages=(Page(0, "\ufffd", spans=(Span(0, 3),)),),
        sections=(Section(Span(0, 3), ("h\ufffd",), 1, "h\ufffd"),),
        warnings=("of \ufffd",),
    )  # fmt: skip
