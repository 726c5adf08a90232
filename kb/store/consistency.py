"""Verifies the library against its checksums and its indexes; every difference is a finding.

Damage in one place does not hide damage in another: each step reports what it cannot check.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError

from kb.store import checksums, key_values
from kb.store.damage import OF_A_DOCUMENT, damaged_documents
from kb.store.facts_build import check_facts
from kb.store.key_values import get
from kb.store.publish import embedded_text, text_hash
from kb.store.records import REBUILD, RESTORE, CheckReport, Finding
from kb.store.schema import documents, passages, sources, vectors
from kb.store.serialization import unpack_text
from kb.store.vectors import ENCODER
from kb.store.word_check import check_words

Step = Callable[[], Iterator[Finding]]
_MADE_AGAIN = {"addresses": "addresses", "vectors": "vectors", "recommendations": "recommendations",
               "links": "links", "meta": "value", "sources": "note on the file"}  # fmt: skip
_OF_PEOPLE = {"collections": "collection", "clippings": "clipping", "judgements": "judgement"}
_EDIT = "Correct or remove it in the app, or restore the library with `kb restore BACKUP`."


class HasIds(Protocol):
    """The part of a vector index that the check uses."""

    def ids(self) -> set[str]: ...


def check_library(
    connection: Connection,
    index: HasIds | None,
    changes: int | None,
    words_integrity: Callable[[], str | None],
) -> CheckReport:
    """All findings about the file, the documents, what people wrote, the word index, vectors,
    files and, if given, ``index``. ``changes`` is how many changes were reported as
    done, ``words_integrity`` says what is wrong inside the word index."""
    damaged: dict[str, list[str]] = {}

    def find_documents() -> Iterator[Finding]:
        damaged.update(damaged_documents(connection))
        yield from _documents(connection, damaged)

    steps: dict[str, Step] = {
        "the SQLite file": lambda: _database(connection),
        "the last changes": lambda: _changes(connection, changes),
        "the documents": find_documents,
        "what people wrote": lambda: _of_people(connection),
        "what is made from the documents": lambda: _derived(connection),
        "the passages": lambda: _passages(connection, damaged),
        "the word index": lambda: check_words(connection, damaged, words_integrity),
        "what search needs": lambda: check_facts(connection, damaged),
        "the vectors": lambda: _vectors(connection, damaged),
        "the files": lambda: _sources(connection),
        "the vector index": lambda: _index(connection, index, damaged),
    }
    found = [finding for name, step in steps.items() for finding in _tried(name, step)]
    return CheckReport(tuple(dict.fromkeys(found)))


def _tried(name: str, step: Step) -> Iterator[Finding]:
    """The findings of a step. A step that fails is a finding: only damage makes one fail."""
    try:
        yield from step()
    except DatabaseError as error:
        remedy = REBUILD if name in ("the word index", "what search needs") else RESTORE
        yield Finding(f"{name} cannot be checked", str(error.orig), remedy)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        yield Finding(f"{name} cannot be checked", str(error) or type(error).__name__, RESTORE)


def _database(connection: Connection) -> Iterator[Finding]:
    for (message,) in connection.execute(text("PRAGMA integrity_check(5)")):
        if message != "ok":
            only_index = "index" in message and "page" not in message.casefold()
            remedy = REBUILD if only_index else RESTORE
            yield Finding("the SQLite file is damaged", str(message), remedy)
    for name in checksums.changed_form(connection):
        yield Finding("the form of the library has changed", name, RESTORE)


def _changes(connection: Connection, reported: int | None) -> Iterator[Finding]:
    held = key_values.number(connection, key_values.CHANGES)
    if reported is not None and held is not None and held < reported:
        yield Finding(
            "the last changes are missing",
            f"{reported - held} changes that were reported as done are not in the file. SQLite's "
            "write-ahead log was damaged, deleted, or not copied with the file",
            f"{RESTORE} Or run `kb rebuild` to go on without them.",
        )


def _documents(connection: Connection, damaged: Mapping[str, list[str]]) -> Iterator[Finding]:
    paths = {
        str(doc_id): str(path)
        for doc_id, path in connection.execute(select(sources.c.doc_id, sources.c.path))
        if doc_id is not None
    }
    there = set(connection.execute(select(documents.c.doc_id)).scalars())
    for doc_id, parts in damaged.items():
        path = paths.get(doc_id)
        remedy = f"Read the file again: `kb ingest {shlex.quote(path)}`." if path else RESTORE
        if doc_id in there:
            yield Finding("a document is damaged", f"{doc_id}: {' and '.join(parts)}", remedy)
        else:
            yield Finding("a document is lost", doc_id, remedy)
    for doc_id in there - damaged.keys():
        missing = [p for p in OF_A_DOCUMENT if p != "passages" and _unsigned(connection, p, doc_id)]
        if missing:
            yield Finding("a document has no checksum", doc_id, RESTORE)


def _unsigned(connection: Connection, part: str, doc_id: str) -> bool:
    found = connection.exec_driver_sql(
        "SELECT 1 FROM checksums WHERE part = ? AND key = ?", (part, doc_id)
    )
    return found.first() is None


def _of_people(connection: Connection) -> Iterator[Finding]:
    for part, name in _OF_PEOPLE.items():
        for key in checksums.damaged(connection, part):
            yield Finding(f"a {name} is damaged", " / ".join(map(str, key)), _EDIT)
        for lost in checksums.lost(connection, part):
            detail = lost.replace(chr(31), " / ")
            yield Finding(f"a {name} is lost", detail, RESTORE)


def _derived(connection: Connection) -> Iterator[Finding]:
    for part, name in _MADE_AGAIN.items():
        wrong = checksums.damaged(connection, part)
        gone = checksums.lost(connection, part)
        if wrong or gone:
            first = " / ".join(map(str, wrong[0])) if wrong else gone[0].replace(chr(31), " / ")
            detail = f"{len(wrong)} damaged, {len(gone)} missing, the first: {first}"
            yield Finding(f"what is stored as {name} is damaged", detail, REBUILD)


def _passages(connection: Connection, damaged: Mapping[str, list[str]]) -> Iterator[Finding]:
    """Every passage is a span of its document, and its hash is that of the embedded text."""
    for document in connection.execute(
        select(documents.c.doc_id, documents.c.text, documents.c.passage_count)
    ):
        rows = connection.execute(
            select(passages)
            .where(passages.c.doc_id == document.doc_id)
            .order_by(passages.c.ordinal)
        ).all()
        if [row.ordinal for row in rows] != list(range(document.passage_count)):
            detail = f"{document.doc_id}: {len(rows)} of {document.passage_count}"
            yield Finding("passages missing", detail)
        if "its text" in damaged.get(document.doc_id, ()):
            continue
        words = unpack_text(document.text)
        for row in rows:
            embedded = embedded_text(row.header, words[row.start : row.end])
            if not row.start < row.end <= len(words) or text_hash(embedded) != row.text_hash:
                yield Finding("a passage is not its span", f"{document.doc_id} {row.ordinal}")
    for table, number, parent in sorted(_orphans(connection)):
        yield Finding(f"{table} without {parent}", f"row {number}", REBUILD)


def _orphans(connection: Connection) -> list[tuple[str, int, str]]:
    found = connection.execute(text("PRAGMA foreign_key_check"))
    return [(str(r[0]), int(r[1] or 0), str(r[2])) for r in found]


def _vectors(connection: Connection, damaged: Mapping[str, list[str]]) -> Iterator[Finding]:
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
        )
        .outerjoin(vectors, mine)
        .where(documents.c.doc_id.not_in(list(damaged)))
    )
    widths = set()
    for row in rows:
        if row.passage_count:
            widths.add(row.dimension)
        size = len(row.matrix or b"")
        if row.dimension is None or size != 4 * row.passage_count * row.dimension:
            yield Finding("vectors missing", f"{row.doc_id}: {size} bytes in the library", REBUILD)
    if len(widths - {None}) > 1:
        detail = ", ".join(sorted(map(str, widths)))
        yield Finding("vectors of several dimensions", detail, REBUILD)


def _sources(connection: Connection) -> Iterator[Finding]:
    rows = connection.execute(
        select(sources.c.path).where(
            sources.c.doc_id.is_not(None), sources.c.doc_id.not_in(select(documents.c.doc_id))
        )
    )
    for (path,) in rows:
        remedy = f"Read the file again: `kb ingest {shlex.quote(str(path))}`."
        yield Finding("a file's document is not in the library", str(path), remedy)


def _index(
    connection: Connection, index: HasIds | None, damaged: Mapping[str, list[str]]
) -> Iterator[Finding]:
    if index is None:
        return
    rows = connection.execute(select(passages.c.passage_id, passages.c.doc_id)).all()
    stored = {r.passage_id for r in rows}
    sound = {r.passage_id for r in rows if r.doc_id not in damaged}
    held = index.ids()
    if sound - held or held - stored:
        detail = f"{len(sound - held)} passages missing, {len(held - stored)} too many"
        yield Finding("the vector index differs from the documents", detail, REBUILD)
