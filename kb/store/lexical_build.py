"""Builds the word index from the documents in the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from kb.store import checksums, lexical_index
from kb.store.damage import damaged_documents
from kb.store.key_values import bump, get, put
from kb.store.schema import documents, passages
from kb.store.serialization import unpack_text
from kb.text.stems import VERSION

_WORDS = "words"  # value: the version of the rules by which the index was made


def prepare(connection: Connection) -> None:
    """Make the index where it is missing or was made by older rules."""
    if not lexical_index.exists(connection) or get(connection, _WORDS) != VERSION:
        rebuild(connection)


def rebuild(connection: Connection) -> None:
    """Make the index again, in the caller's transaction. Damaged documents are left out."""
    lexical_index.recreate(connection)
    for language, rows in every_row(connection, damaged_documents(connection)):
        lexical_index.add(connection, rows, language)
    put(connection, _WORDS, VERSION)
    bump(connection)
    checksums.write_form(connection)


def every_row(
    connection: Connection, without: Collection[str] = ()
) -> Iterator[tuple[str | None, list[lexical_index.Row]]]:
    """For each document its language and its passages as the index has them."""
    listed = select(documents.c.doc_id, documents.c.language).order_by(documents.c.doc_id)
    for doc_id, language in connection.execute(listed).all():
        if doc_id not in without:
            yield language, rows_of(connection, doc_id)


def rows_of(connection: Connection, doc_id: str) -> list[lexical_index.Row]:
    """The document's passages as the index has them."""
    packed = connection.execute(
        select(documents.c.text).where(documents.c.doc_id == doc_id)
    ).scalar_one()
    text = unpack_text(packed)
    found = connection.execute(
        select(passages.c.row, passages.c.start, passages.c.end, passages.c.header)
        .where(passages.c.doc_id == doc_id)
        .order_by(passages.c.ordinal)
    )
    return [(r.row, text[r.start : r.end], r.header) for r in found]
