"""Compares the record with its indexes; every difference is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import Connection, select, text

from kb.library import lexical
from kb.library.packing import unpack_text
from kb.library.publish import embedded_text, text_hash
from kb.library.records import CheckReport, Finding
from kb.library.schema import documents, passages, sources, vectors


class HasIds(Protocol):
    """What the check needs of a vector index."""

    def ids(self) -> set[str]: ...


def examine(connection: Connection, index: HasIds | None) -> CheckReport:
    """All findings about documents, passages, word index, vectors and, if given, ``index``."""
    found = [
        *_database(connection),
        *_passages(connection),
        *_words(connection),
        *_vectors(connection),
        *_sources(connection),
    ]
    if index is not None:
        found += _index(connection, index)
    return CheckReport(tuple(found))


def _database(connection: Connection) -> Iterator[Finding]:
    for (message,) in connection.execute(text("PRAGMA quick_check(5)")):
        if message != "ok":
            yield Finding("the SQLite file is damaged", message)


def _passages(connection: Connection) -> Iterator[Finding]:
    """Every passage is a span of its document and hashes to what was embedded."""
    for document in connection.execute(
        select(documents.c.doc_id, documents.c.text, documents.c.passage_count)
    ):
        words = unpack_text(document.text)
        rows = connection.execute(
            select(passages).where(passages.c.doc_id == document.doc_id)
        ).all()
        if len(rows) != document.passage_count:
            detail = f"{document.doc_id}: expected {document.passage_count}, found {len(rows)}"
            yield Finding("passages missing", detail)
        for row in rows:
            embedded = embedded_text(row.header, words[row.start : row.end])
            if not row.start < row.end <= len(words) or text_hash(embedded) != row.text_hash:
                yield Finding("a passage is not its span", f"{document.doc_id} {row.ordinal}")
    orphans = connection.execute(
        select(passages.c.doc_id)
        .where(passages.c.doc_id.not_in(select(documents.c.doc_id)))
        .distinct()
    )
    for (doc_id,) in orphans:
        yield Finding("passages without a document", doc_id)


def _words(connection: Connection) -> Iterator[Finding]:
    indexed = lexical.rows(connection)
    stored = set(connection.execute(select(passages.c.row)).scalars())
    if indexed != stored:
        detail = f"{len(stored - indexed)} passages missing, {len(indexed - stored)} too many"
        yield Finding("the word index differs from the record", detail)
    wrong = lexical.integrity(connection)
    if wrong:
        yield Finding("the word index is damaged", wrong)


def _vectors(connection: Connection) -> Iterator[Finding]:
    rows = connection.execute(
        select(
            documents.c.doc_id,
            documents.c.passage_count,
            vectors.c.dimension,
            vectors.c.encoder_key,
            vectors.c.matrix,
        ).outerjoin(vectors, vectors.c.doc_id == documents.c.doc_id)
    )
    keys = set()
    for row in rows:
        keys.add(row.encoder_key)
        size = len(row.matrix or b"")
        if size != 4 * row.passage_count * (row.dimension or 0):
            yield Finding("vectors missing", f"{row.doc_id}: {size} bytes on record")
    if len(keys) > 1:
        yield Finding("vectors of several encoders", ", ".join(sorted(map(str, keys))))


def _sources(connection: Connection) -> Iterator[Finding]:
    rows = connection.execute(
        select(sources.c.path).where(
            sources.c.doc_id.is_not(None), sources.c.doc_id.not_in(select(documents.c.doc_id))
        )
    )
    for (path,) in rows:
        yield Finding("a file's document is not on record", path)


def _index(connection: Connection, index: HasIds) -> Iterator[Finding]:
    stored = set(connection.execute(select(passages.c.passage_id)).scalars())
    held = index.ids()
    if held != stored:
        detail = f"{len(stored - held)} passages missing, {len(held - stored)} too many"
        yield Finding("the vector index differs from the record", detail)
