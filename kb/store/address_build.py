"""Writes the addresses again of laws that were published by older rules."""

from __future__ import annotations

from sqlalchemy import Connection, select

from kb.models import Kind
from kb.store import publish, rows
from kb.store.damage import damaged_documents
from kb.store.key_values import get, put
from kb.store.schema import documents

_ADDRESSES = "addresses"  # value: the version of the rules by which they were written
VERSION = "addresses-2"
_LAWS = (Kind.STATUTE.value, Kind.BILL.value)


def is_current(connection: Connection) -> bool:
    """True when all addresses were written by the rules of this program."""
    return get(connection, _ADDRESSES) == VERSION


def prepare(connection: Connection) -> None:
    """Write the addresses of all laws again, where they were written by older rules. Damaged
    documents are left out."""
    if is_current(connection):
        return
    damaged = damaged_documents(connection)
    laws = select(documents.c.doc_id).where(documents.c.kind.in_(_LAWS))
    for doc_id in connection.execute(laws).scalars().all():
        document = None if doc_id in damaged else rows.document(connection, doc_id)
        if document is not None:
            publish.write_addresses(connection, document)
    put(connection, _ADDRESSES, VERSION)
