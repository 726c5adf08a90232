"""From rows of the library to documents and passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy.exc import DatabaseError

from kb.errors import DocumentDamaged
from kb.models import Document, Role
from kb.span import Span
from kb.store.checksums import is_sound
from kb.store.damage import OF_A_DOCUMENT
from kb.store.records import AddressRow, DocumentSummary, StoredPassage
from kb.store.schema import addresses, documents, passages
from kb.store.serialization import unpack_layout, unpack_metadata, unpack_text

_SUMMARY = [c for c in documents.c if c.name not in ("text", "layout")]
_PASSAGE = [c for c in passages.c if c.name not in ("row", "place")]


def summaries(connection: Connection) -> Iterator[DocumentSummary | str]:
    """All documents, by id. Of one whose description is damaged, the id alone."""
    listed = select(*_SUMMARY, is_sound("documents").label("sound")).order_by(documents.c.doc_id)
    for row in connection.execute(listed):
        yield _summary(row) if row.sound else str(row.doc_id)


def document(connection: Connection, doc_id: str) -> Document | None:
    """The document with that id, whole. Raises ``DocumentDamaged``."""
    parts = {"documents": documents.c.metadata, "texts": documents.c.text,
             "layouts": documents.c.layout}  # fmt: skip
    checks = [is_sound(part).label(f"sound_{part}") for part in parts]
    chosen = select(documents, *checks).where(documents.c.doc_id == doc_id)
    with _reading_document(doc_id):
        row = connection.execute(chosen).first()
    if row is None:
        return None
    for part in parts:
        if not getattr(row, f"sound_{part}"):
            raise _damaged(doc_id, OF_A_DOCUMENT[part])
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
    """The canonical text of the document with that id. Raises ``DocumentDamaged``."""
    chosen = select(documents.c.text, is_sound("texts").label("sound")).where(
        documents.c.doc_id == doc_id
    )
    with _reading_document(doc_id):
        row = connection.execute(chosen).first()
    if row is None:
        return None
    if not row.sound:
        raise _damaged(doc_id, OF_A_DOCUMENT["texts"])
    return unpack_text(row.text)


def _damaged(doc_id: str, what: str) -> DocumentDamaged:
    return DocumentDamaged(
        f"The document {doc_id} is damaged: {what} cannot be read as it was written. Run "
        "`kb check`, which says how to get it back."
    )


@contextmanager
def _reading_document(doc_id: str) -> Iterator[None]:
    """Raises ``DocumentDamaged`` where SQLite cannot read a document."""
    try:
        yield
    except DatabaseError as error:
        if "malformed" in str(error.orig) or "decode" in str(error.orig):
            raise _damaged(doc_id, "it") from error
        raise


def stored(
    connection: Connection, where: ColumnElement[bool], text_of: Callable[[str], str]
) -> Iterator[StoredPassage]:
    """The passages a condition picks, by document and place; ``text_of`` gives a document's
    text from the same transaction. Raises ``DocumentDamaged``."""
    rows = connection.execute(
        select(*_PASSAGE, is_sound("passages").label("sound"))
        .where(where)
        .order_by(passages.c.doc_id, passages.c.ordinal)
    ).all()
    for row in rows:
        if not row.sound:
            raise _damaged(str(row.doc_id), OF_A_DOCUMENT["passages"])
    texts = {doc_id: text_of(doc_id) for doc_id in {r.doc_id for r in rows}}
    return (_passage(r, texts[r.doc_id]) for r in rows)


def addressed(connection: Connection, units: list[str], *, verify: bool) -> Iterator[AddressRow]:
    """Every statutory section, and all addressed parts of the sections in ``units``. With
    ``verify``, damaged rows are left out; that takes twice as long."""
    yield from _addresses(connection, addresses.c.atomic | addresses.c.unit.in_(units), verify)


def addressed_at(
    connection: Connection, doc_id: str, indexes: list[int], *, verify: bool
) -> Iterator[AddressRow]:
    """The addressed sections of a document with these indexes."""
    at = (addresses.c.doc_id == doc_id) & addresses.c.section_index.in_(indexes)
    yield from _addresses(connection, at, verify)


def named(connection: Connection, keys: list[str], *, verify: bool) -> Iterator[AddressRow]:
    """The parts of laws that have other names, by the keys of ``kb.statutes.named_parts``."""
    yield from _addresses(connection, addresses.c.unit.in_(keys), verify)


def _addresses(
    connection: Connection, where: ColumnElement[bool], verify: bool
) -> Iterator[AddressRow]:
    chosen = select(addresses).where(where)
    if verify:
        chosen = chosen.where(is_sound("addresses"))
    rows = connection.execute(chosen.order_by(addresses.c.doc_id, addresses.c.section_index)).all()
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
