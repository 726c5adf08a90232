"""From rows of the library to documents and passages."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy.exc import DatabaseError

from kb.errors import DocumentDamaged
from kb.models import Document, Role
from kb.span import Span
from kb.store import facts
from kb.store.checksums import is_sound
from kb.store.damage import OF_A_DOCUMENT
from kb.store.facts import FactsOfPassage, passage_facts
from kb.store.records import AddressRow, DocumentSummary, StoredPassage
from kb.store.schema import addresses, documents, passages
from kb.store.serialization import unpack_layout, unpack_metadata, unpack_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from kb.store.passage_table import PassageTable

_SUMMARY = [c for c in documents.c if c.name not in ("text", "layout")]
_PASSAGE = [c for c in passages.c if c.name not in ("row", "place")]
_FACTS = [c for c in facts.as_bytes(passage_facts) if c.key != "row"]
_MANY = 500  # documents, from which all are read
_SHINGLES = [c for c in facts.as_bytes(passage_facts) if c.key in ("row", "shingles")]


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


def verify(connection: Connection, doc_id: str) -> None:
    """Raises ``DocumentDamaged`` where text, pages or sections are not as they were written."""
    parts = ("texts", "layouts")
    checks = [is_sound(part).label(part) for part in parts]
    with _reading_document(doc_id):
        row = connection.execute(select(*checks).where(documents.c.doc_id == doc_id)).first()
    for part in parts:
        if row is not None and not getattr(row, part):
            raise _damaged(doc_id, OF_A_DOCUMENT[part])


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


def stored(connection: Connection, where: ColumnElement[bool]) -> Iterator[StoredPassage]:
    """The passages a condition picks, by document and place. Raises ``DocumentDamaged``."""
    rows = connection.execute(
        select(*_PASSAGE, *_FACTS, is_sound("passages").label("sound"))
        .outerjoin(passage_facts, passages.c.row == passage_facts.c.row)
        .where(where)
        .order_by(passages.c.doc_id, passages.c.ordinal)
    ).all()
    documents: dict[str, Document] = {}  # of passages whose facts are missing or damaged
    for row in rows:
        if not row.sound:
            raise _damaged(str(row.doc_id), OF_A_DOCUMENT["passages"])
    for row in rows:
        yield _passage(row, _facts_of(connection, row, documents))


def shingles(
    connection: Connection, table: PassageTable, ids: Sequence[str]
) -> list[npt.NDArray[np.uint32]]:
    """The 5-grams of passages as they are kept. Where they are not, they are worked out."""
    import numpy as np

    numbers = [table.number.get(i) for i in ids]
    row_of = {i: int(table.rows[n]) for i, n in zip(ids, numbers, strict=True) if n is not None}
    chosen = select(*_SHINGLES).where(passage_facts.c.row.in_(list(row_of.values())))
    kept = {row.row: row.shingles for row in connection.execute(chosen)}
    missing = [i for i, row in row_of.items() if row not in kept]
    if missing:
        found = stored(connection, passages.c.passage_id.in_(missing))
        kept |= {row_of[p.passage_id]: p.shingles for p in found}
    return [np.frombuffer(kept.get(row_of.get(i, -1), b""), np.uint32) for i in ids]


def _facts_of(
    connection: Connection, row: Row[*tuple[Any, ...]], documents: dict[str, Document]
) -> FactsOfPassage:
    """The facts of a passage as they are kept, or else as its document gives them."""
    packed = (row.text, row.place, row.shingles)
    if row.digest is not None and facts.digest_of_passage(row.text_hash, *packed) == row.digest:
        return FactsOfPassage(row.text.decode(), facts.unpack_place(row.place), row.shingles)
    if row.doc_id not in documents:
        found = document(connection, row.doc_id)
        if found is None:
            raise _damaged(row.doc_id, OF_A_DOCUMENT["texts"])
        documents[row.doc_id] = found
    return facts.of_span(documents[row.doc_id], Span(row.start, row.end))


def addressed(
    connection: Connection,
    units: list[str],
    doc_ids: Collection[str] | None = None,
    *,
    verify: bool,
) -> Iterator[AddressRow]:
    """Every statutory section, and all addressed parts of the sections in ``units``; of all
    documents or of some. With ``verify``, damaged rows are left out; that takes twice as long."""
    where = addresses.c.atomic | addresses.c.unit.in_(units)
    if doc_ids is not None and len(doc_ids) < _MANY:
        where &= addresses.c.doc_id.in_(list(doc_ids))
    found = _addresses(connection, where, verify)
    yield from (row for row in found if doc_ids is None or row.doc_id in doc_ids)


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


def _passage(row: Row[*tuple[Any, ...]], of: FactsOfPassage) -> StoredPassage:
    return StoredPassage(
        row.passage_id,
        row.doc_id,
        row.ordinal,
        Span(row.start, row.end),
        row.header,
        row.section,
        Role(row.role),
        of.text,
        row.text_hash,
        of.place,
        of.shingles,
    )
