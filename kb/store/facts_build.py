"""Works out the facts of documents that were published without them, and compares them."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from kb.errors import DocumentDamaged, LibraryError
from kb.store import checksums, facts, rows
from kb.store.db_errors import translated_errors
from kb.store.facts import TABLES, document_facts, passage_facts
from kb.store.key_values import get, put
from kb.store.records import REBUILD, Finding
from kb.store.schema import documents, passages

_LOG = logging.getLogger(__name__)
_FACTS = "facts"  # value: the version of the rules by which they were worked out
_IN_PART = f"{facts.VERSION}, in part"
_PASSAGE = (passages.c.row, passages.c.passage_id, passages.c.start, passages.c.end,
            passages.c.role, passages.c.text_hash)  # fmt: skip


def is_current(connection: Connection) -> bool:
    """True when the tables are those of this program. They may be filled in part."""
    return get(connection, _FACTS) in (facts.VERSION, _IN_PART)


def prepare(connection: Connection) -> None:
    """Make the tables, empty, where they are missing or were filled by older rules."""
    if not is_current(connection):
        recreate(connection)


def recreate(connection: Connection) -> None:
    """Make empty tables, in place of those there are, in the caller's transaction."""
    for table in TABLES:
        connection.execute(text(f"DROP TABLE IF EXISTS {table.name}"))
        table.create(connection)
    some = connection.execute(select(documents.c.doc_id).limit(1)).first()
    put(connection, _FACTS, _IN_PART if some else facts.VERSION)
    checksums.write_form(connection)


def complete(engine: Engine, file: Path) -> None:
    """Work out the facts that are missing, each document in a transaction of its own, so that an
    interrupted run goes on where it was. A search needs none of them; it is slower without."""
    with engine.connect() as connection:
        if get(connection, _FACTS) == facts.VERSION:
            return
        without = documents.c.doc_id.not_in(select(document_facts.c.doc_id))
        lacking = connection.execute(select(documents.c.doc_id).where(without)).scalars().all()
    _LOG.warning(
        "Preparing %d documents for faster search, once. It may be interrupted: it goes on at the "
        "next start.",
        len(lacking),
    )
    writes = engine.execution_options(immediate=True)
    try:
        with translated_errors(file):
            for doc_id in sorted(lacking):
                with writes.begin() as connection:
                    _fill(connection, doc_id)
            with writes.begin() as connection:
                put(connection, _FACTS, facts.VERSION)
    except LibraryError as error:
        _LOG.warning("Search stays slower for now: %s", error)


def _fill(connection: Connection, doc_id: str) -> None:
    try:
        document = rows.document(connection, doc_id)
    except DocumentDamaged:
        return  # it is left out of every search
    if document is not None:
        facts.write(connection, document, _passages_of(connection, doc_id))


def rebuild(connection: Connection, damaged: Collection[str]) -> None:
    """Work out all facts again, in the caller's transaction. Damaged documents are left out."""
    recreate(connection)
    for doc_id in connection.execute(select(documents.c.doc_id)).scalars().all():
        if doc_id not in damaged:
            _fill(connection, doc_id)
    put(connection, _FACTS, facts.VERSION)


def check_facts(connection: Connection, damaged: Collection[str]) -> Iterator[Finding]:
    """The facts are those of the documents, but for documents that are ``damaged``."""
    held = {
        row.doc_id: dict(row._mapping)
        for row in connection.execute(select(*facts.as_bytes(document_facts)))
    }
    wrong = []
    for doc_id in connection.execute(select(documents.c.doc_id)).scalars().all():
        document = None if doc_id in damaged else rows.document(connection, doc_id)
        if document is None:
            continue
        listed = _passages_of(connection, doc_id)
        of_passages, of_document = facts.worked_out(document, listed)
        numbers = passage_facts.c.row.in_([])
        if listed:
            numbers = passage_facts.c.row.between(listed[0]["row"], listed[-1]["row"])
        chosen = select(*facts.as_bytes(passage_facts)).where(numbers).order_by(passage_facts.c.row)
        there = [dict(row) for row in connection.execute(chosen).mappings()]
        if held.get(doc_id) != of_document or there != of_passages:
            wrong.append(doc_id)
    if wrong:
        detail = f"of {len(wrong)} documents, the first {wrong[0]}"
        yield Finding("what search needs differs from the documents", detail, REBUILD)


def _passages_of(connection: Connection, doc_id: str) -> list[Mapping[str, Any]]:
    """The passages of a document, in order, as ``facts.write`` takes them."""
    chosen = select(*_PASSAGE).where(passages.c.doc_id == doc_id).order_by(passages.c.ordinal)
    return [dict(row) for row in connection.execute(chosen).mappings()]
