"""Compares the library's documents with its indexes; every difference is a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import Connection, select, text

from kb.store import lexical_index
from kb.store.key_values import get
from kb.store.lexical_build import every_row
from kb.store.publish import embedded_text, text_hash
from kb.store.records import CheckReport, Finding
from kb.store.schema import documents, passages, sources, vectors
from kb.store.serialization import unpack_text
from kb.store.vectors import ENCODER


class HasIds(Protocol):
    """The part of a vector index that the check uses."""

    def ids(self) -> set[str]: ...


def check_library(connection: Connection, index: HasIds | None) -> CheckReport:
    """All findings about passages, word index, vectors, files and, if given, ``index``."""
    damage = tuple(_database(connection))
    if damage:
        return CheckReport(damage)  # other findings in a damaged file mean nothing
    found = [
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
    """Every passage is a span of its document, and its hash is that of the embedded text."""
    for document in connection.execute(
        select(documents.c.doc_id, documents.c.text, documents.c.passage_count)
    ):
        words = unpack_text(document.text)
        rows = connection.execute(
            select(passages)
            .where(passages.c.doc_id == document.doc_id)
            .order_by(passages.c.ordinal)
        ).all()
        if [row.ordinal for row in rows] != list(range(document.passage_count)):
            detail = f"{document.doc_id}: {len(rows)} of {document.passage_count}"
            yield Finding("passages missing", detail)
        for row in rows:
            embedded = embedded_text(row.header, words[row.start : row.end])
            if not row.start < row.end <= len(words) or text_hash(embedded) != row.text_hash:
                yield Finding("a passage is not its span", f"{document.doc_id} {row.ordinal}")
    for table, number, parent in sorted(_orphans(connection)):
        yield Finding(f"{table} without {parent}", f"row {number}")


def _orphans(connection: Connection) -> list[tuple[str, int, str]]:
    found = connection.execute(text("PRAGMA foreign_key_check"))
    return [(str(r[0]), int(r[1] or 0), str(r[2])) for r in found]


def _words(connection: Connection) -> Iterator[Finding]:
    """The index holds every passage, and each word as often as the passages do."""
    indexed = lexical_index.rows(connection)
    stored = set(connection.execute(select(passages.c.row)).scalars())
    if indexed != stored:
        detail = f"{len(stored - indexed)} passages missing, {len(indexed - stored)} too many"
        yield Finding("the word index differs from the documents", detail)
    wrong = lexical_index.integrity(connection)
    if wrong:
        yield Finding("the word index is damaged", wrong)
        return
    held = {(name, term): n for name, term, n in lexical_index.vocabulary(connection)}
    differing = held.items() ^ _vocabulary(connection).items()
    if differing and indexed == stored:
        name, term = min(key for key, _ in differing)
        detail = f"{len({key for key, _ in differing})} words, the first {term!r} in {name}"
        yield Finding("the word index has other words than the documents", detail)


def _vocabulary(connection: Connection) -> Counter[tuple[str, str]]:
    """How many passages have each word, by column, counted from the texts."""
    counts: Counter[tuple[str, str]] = Counter()
    for language, rows in every_row(connection):
        for _, body, header in rows:
            for name, words in lexical_index.entry(body, header, language).items():
                counts.update((name, word) for word in set(words))
    return counts


def _vectors(connection: Connection) -> Iterator[Finding]:
    """Every document has one vector of the library's encoder for each passage."""
    mine = (vectors.c.doc_id == documents.c.doc_id) & (
        vectors.c.encoder_key == get(connection, ENCODER)
    )
    rows = connection.execute(
        select(
            documents.c.doc_id,
            documents.c.passage_count,
            vectors.c.dimension,
            vectors.c.matrix,
        ).outerjoin(vectors, mine)
    )
    widths = set()
    for row in rows:
        if row.passage_count:
            widths.add(row.dimension)
        size = len(row.matrix or b"")
        if row.dimension is None or size != 4 * row.passage_count * row.dimension:
            yield Finding("vectors missing", f"{row.doc_id}: {size} bytes in the library")
    if len(widths - {None}) > 1:
        yield Finding("vectors of several dimensions", ", ".join(sorted(map(str, widths))))


def _sources(connection: Connection) -> Iterator[Finding]:
    rows = connection.execute(
        select(sources.c.path).where(
            sources.c.doc_id.is_not(None), sources.c.doc_id.not_in(select(documents.c.doc_id))
        )
    )
    for (path,) in rows:
        yield Finding("a file's document is not in the library", path)


def _index(connection: Connection, index: HasIds) -> Iterator[Finding]:
    stored = set(connection.execute(select(passages.c.passage_id)).scalars())
    held = index.ids()
    if held != stored:
        detail = f"{len(stored - held)} passages missing, {len(held - stored)} too many"
        yield Finding("the vector index differs from the documents", detail)
