"""Mends what damage can be mended from the documents; the indexes are built again after it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, select
from sqlalchemy.exc import DatabaseError

from kb.errors import LibraryDamaged
from kb.store import checksums, key_values, publish, rows
from kb.store.damage import damaged_documents
from kb.store.records import RESTORE
from kb.store.schema import documents, meta, vectors

_MADE_AGAIN = ("recommendations", "links", "sources", "vectors")  # deleted where damaged
_OF_DOCUMENTS = ("documents", "texts", "layouts", "passages", "vectors", "addresses")
_OF_PEOPLE = {"collections": "collection", "clippings": "clipping", "judgements": "judgement"}


def repair_library(connection: Connection) -> Iterator[str]:
    """Mend in the caller's transaction; sentences on what is lost.

    Raises ``LibraryDamaged`` where SQLite cannot write the file any more.
    """
    try:
        connection.exec_driver_sql("REINDEX")
    except DatabaseError as error:
        reason = f"SQLite cannot mend the library's file ({error.orig})."
        raise LibraryDamaged(f"{reason} {RESTORE}") from error
    for part in _MADE_AGAIN:
        checksums.delete_damaged(connection, part)
    _values(connection)
    _addresses(connection)
    yield from _lost(connection)
    checksums.write_form(connection)


def _values(connection: Connection) -> None:
    """Values by name: the next steps of a rebuild write them again."""
    wrong = [str(key[0]) for key in checksums.damaged(connection, "meta")]
    gone = checksums.lost(connection, "meta")
    for key in {*wrong, *gone} - {"schema", "words"}:  # these two were read when it was opened
        connection.execute(delete(meta).where(meta.c.key == key))
    if {"version", key_values.CHANGES} & {*wrong, *gone}:
        key_values.put(connection, "version", "damaged")  # the next change takes a greater one
    if "encoder" in {*wrong, *gone}:
        keys = connection.execute(select(vectors.c.encoder_key).distinct()).scalars().all()
        if len(keys) == 1:
            key_values.put(connection, "encoder", keys[0])
    checksums.renew(connection, "meta")


def _addresses(connection: Connection) -> None:
    """Write the addresses again of documents that lost some or have damaged ones."""
    keys = checksums.lost(connection, "addresses")
    wrong = {key.split("\x1f")[0] for key in keys}
    wrong |= {str(key[0]) for key in checksums.damaged(connection, "addresses")}
    damaged = damaged_documents(connection)
    checksums.delete_damaged(connection, "addresses")
    for doc_id in wrong - damaged.keys():
        document = rows.document(connection, doc_id)
        if document is not None:
            publish.write_addresses(connection, document)


def _lost(connection: Connection) -> Iterator[str]:
    """Drop the checksums of rows that are gone, and say which they were."""
    there = set(connection.execute(select(documents.c.doc_id)).scalars())
    gone = set(checksums.lost(connection, "documents")) - there
    for doc_id in sorted(gone):
        yield f"The document {doc_id} is lost. Ingest its file again."
    for part in (*_OF_DOCUMENTS, *_MADE_AGAIN):
        checksums.forget_lost(connection, part)
    for part, name in _OF_PEOPLE.items():
        for key in checksums.lost(connection, part):
            yield f"The {name} {key.replace(chr(31), ' / ')} is lost. Only a backup has it."
        checksums.forget_lost(connection, part)
