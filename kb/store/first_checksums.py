"""The first checksums of a library that had none. Damage that is older than they are gets none, so
that it is found like any other."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, delete, text

from kb.store import checksums, schema
from kb.store.publish import embedded_text, text_hash
from kb.store.serialization import unpack_layout, unpack_metadata, unpack_text

_UNREADABLE = (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError)


def write_first(connection: Connection) -> None:
    """Compute the checksum of every row but of those parts of documents that cannot be read."""
    checksums.write_all(connection)
    kept = schema.checksums.c
    for part, doc_id in _unreadable(connection):
        chosen = (kept.part == part) & (kept.key == doc_id)
        connection.execute(delete(schema.checksums).where(chosen))


def _unreadable(connection: Connection) -> Iterator[tuple[str, str]]:
    """The parts of documents that cannot be read, each with the document's id."""
    listed = text("SELECT doc_id, metadata, text, layout FROM documents")
    for doc_id, metadata, packed, layout in connection.execute(listed):
        for part, unpack, value in (
            ("documents", unpack_metadata, metadata),
            ("layouts", unpack_layout, layout),
        ):
            if not _can_be_read(unpack, value):
                yield part, doc_id
        if not _can_be_read(partial(_verify, connection, doc_id), packed):
            yield "texts", doc_id


def _can_be_read(unpack: Callable[[Any], object], value: object) -> bool:
    try:
        unpack(value)
    except _UNREADABLE:
        return False
    return True


def _verify(connection: Connection, doc_id: str, packed: bytes) -> None:
    """Raise ``ValueError`` unless the passages are as they were cut from the text."""
    words = unpack_text(packed)
    rows = text('SELECT start, "end", header, text_hash FROM passages WHERE doc_id = :doc_id')
    for start, end, header, digest in connection.execute(rows, {"doc_id": doc_id}):
        if text_hash(embedded_text(header, words[start:end])) != digest:
            raise ValueError("a passage is not its span")
