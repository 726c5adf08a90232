"""Vectors in the record: one blob of float32 for each document, rows in passage order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import numpy as np
from sqlalchemy import Connection, select

from kb.library.filters import ANSWERING
from kb.library.records import FloatArray, VectorTable
from kb.library.schema import passages, vectors

_ROLES = frozenset(r.value for r in ANSWERING)


def table(connection: Connection) -> VectorTable:
    """The vectors of all passages that may answer, documents by id, passages in order."""
    blobs = connection.execute(
        select(vectors.c.doc_id, vectors.c.dimension, vectors.c.matrix).order_by(vectors.c.doc_id)
    ).all()
    names = connection.execute(
        select(passages.c.doc_id, passages.c.passage_id, passages.c.role).order_by(
            passages.c.doc_id, passages.c.ordinal
        )
    ).all()
    if not names:
        return VectorTable((), (), np.empty((0, 0), np.float32))
    width = max(b.dimension for b in blobs)
    matrix = np.frombuffer(b"".join(b.matrix for b in blobs), np.float32).reshape(-1, width)
    keep = np.fromiter((n[2] in _ROLES for n in names), bool, len(names))
    if not keep.all():
        matrix = matrix[keep]
        names = [n for n, kept in zip(names, keep, strict=True) if kept]
    return VectorTable(tuple(n[1] for n in names), tuple(n[0] for n in names), matrix)


def of_document(connection: Connection, doc_id: str) -> tuple[tuple[str, ...], FloatArray]:
    """Passage ids and vectors of one document, in order."""
    blob = connection.execute(
        select(vectors.c.dimension, vectors.c.matrix).where(vectors.c.doc_id == doc_id)
    ).one()
    names = connection.execute(
        select(passages.c.passage_id)
        .where(passages.c.doc_id == doc_id)
        .order_by(passages.c.ordinal)
    ).scalars()
    matrix = np.frombuffer(blob.matrix, np.float32).reshape(-1, max(blob.dimension, 1))
    return tuple(names), matrix


def known(
    connection: Connection, encoder_key: str, text_hashes: Collection[str]
) -> dict[str, FloatArray]:
    """For each of ``text_hashes`` on record under that encoder, its vector."""
    wanted = list(text_hashes)
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for i in range(0, len(wanted), 500):
        rows = connection.execute(
            select(passages.c.text_hash, passages.c.doc_id, passages.c.ordinal).where(
                passages.c.text_hash.in_(wanted[i : i + 500])
            )
        )
        for text_hash, doc_id, ordinal in rows:
            places[doc_id].append((text_hash, ordinal))
    found: dict[str, FloatArray] = {}
    for doc_id, entries in places.items():
        blob = connection.execute(
            select(vectors.c.dimension, vectors.c.matrix).where(
                vectors.c.doc_id == doc_id, vectors.c.encoder_key == encoder_key
            )
        ).first()
        if blob is not None:
            matrix = np.frombuffer(blob.matrix, np.float32).reshape(-1, blob.dimension)
            found.update((h, matrix[ordinal]) for h, ordinal in entries)
    return found
