"""From rows of the library to documents and passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, Connection, Row, select

from kb.models import Document, Role
from kb.span import Span
from kb.store.records import AddressRow, DocumentSummary, StoredPassage
from kb.store.schema import addresses, documents, passages
from kb.store.serialization import unpack_layout, unpack_metadata, unpack_text

_SUMMARY = [c for c in documents.c if c.name not in ("text", "layout")]
_PASSAGE = [c for c in passages.c if c.name not in ("row", "place")]


def summaries(connection: Connection) -> tuple[DocumentSummary, ...]:
    """All documents, by id."""
    rows = connection.execute(select(*_SUMMARY).order_by(documents.c.doc_id))
    return tuple(_summary(r) for r in rows)


def document(connection: Connection, doc_id: str) -> Document | None:
    """The document with that id, whole."""
    row = connection.execute(select(documents).where(documents.c.doc_id == doc_id)).first()
    if row is None:
        return None
    return Document(
        doc_id=doc_id,
        sha256=row.sha256,
        text=unpack_text(row.text),
        metadata=unpack_metadata(row.metadata),
        warnings=tuple(json.loads(row.warnings)),
        format=row.format,
        generation=row.generation,
        **unpack_layout(row.layout),
    )


def text(connection: Connection, doc_id: str) -> str | None:
    """The canonical text of the document with that id."""
    packed = connection.execute(
        select(documents.c.text).where(documents.c.doc_id == doc_id)
    ).scalar()
    return None if packed is None else unpack_text(packed)


def stored(
    connection: Connection, where: ColumnElement[bool], text_of: Callable[[str], str]
) -> Iterator[StoredPassage]:
    """The passages a condition picks, by document and place; ``text_of`` gives a document's
    text from the same transaction."""
    rows = connection.execute(
        select(*_PASSAGE).where(where).order_by(passages.c.doc_id, passages.c.ordinal)
    ).all()
    texts = {doc_id: text_of(doc_id) for doc_id in {r.doc_id for r in rows}}
    return (_passage(r, texts[r.doc_id]) for r in rows)


def addressed(connection: Connection, units: list[str]) -> Iterator[AddressRow]:
    """Every statutory section, and all addressed parts of the sections in ``units``."""
    rows = connection.execute(
        select(addresses)
        .where(addresses.c.atomic | addresses.c.unit.in_(units))
        .order_by(addresses.c.doc_id, addresses.c.section_index)
    ).all()
    for r in rows:
        span = Span(r.start, r.end)
        yield AddressRow(r.doc_id, r.section_index, r.address, r.number, r.heading, span, r.atomic)


def _summary(row: Row[*tuple[object, ...]]) -> DocumentSummary:
    return DocumentSummary(
        doc_id=row.doc_id,
        sha256=row.sha256,
        metadata=unpack_metadata(row.metadata),
        format=row.format,
        pages=row.page_count,
        passages=row.passage_count,
        characters=row.characters,
        warnings=tuple(json.loads(row.warnings)),
        generation=row.generation,
    )


def _passage(row: Row[*tuple[object, ...]], text: str) -> StoredPassage:
    span = Span(row.start, row.end)
    return StoredPassage(
        passage_id=row.passage_id,
        doc_id=row.doc_id,
        ordinal=row.ordinal,
        span=span,
        header=row.header,
        section=row.section,
        role=Role(row.role),
        text=span.of(text),
        text_hash=row.text_hash,
    )
