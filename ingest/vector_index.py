"""Keeps the vector index in line with the library; where they differ, the library is right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kb.errors import IndexUnusable

if TYPE_CHECKING:
    from kb.index.interface import VectorIndex
    from kb.store import Library

FOLDER = "chroma"
_SYNCED = "vector index synced"  # stored value: the library's version at the last synchronisation


def sync_vectors(library: Library, *, from_scratch: bool = False) -> None:
    """Add to the index what it lacks, and delete from it what the library no longer has.

    Does nothing when the library has not changed since the last call. ``from_scratch`` deletes the
    index first; so does an index that cannot be used.
    """
    version = str(library.version())
    synced = library.setting(_SYNCED)
    if not from_scratch and (synced == version or (synced is None and not library.encoder_key())):
        return
    try:
        _sync(library, from_scratch=from_scratch)
    except IndexUnusable:
        _sync(library, from_scratch=True)
    library.keep_setting(_SYNCED, version)


@contextmanager
def vector_index(library: Library) -> Iterator[VectorIndex | None]:
    """The vector index of the library's encoder, or ``None`` when there are no vectors yet.

    Raises ``IndexUnusable`` when it cannot be opened.
    """
    key = library.encoder_key()
    if key is None:
        yield None
        return
    from kb.index.chroma import ChromaIndex

    index = ChromaIndex(library.home / FOLDER, key)
    try:
        yield index
    finally:
        index.close()


def _delete(library: Library) -> None:
    shutil.rmtree(library.home / FOLDER, ignore_errors=True)


def _sync(library: Library, *, from_scratch: bool) -> None:
    if from_scratch:
        _delete(library)
    with vector_index(library) as index:
        if index is None:
            _delete(library)
            return
        indexed = index.ids()
        stored = library.passage_ids()
        index.delete(sorted(indexed - stored.keys()))
        missing = {doc_id for i, doc_id in stored.items() if i not in indexed}
        for doc_id in sorted(missing):
            ids, matrix = library.vectors_of(doc_id)
            index.upsert(ids, matrix, [doc_id] * len(ids))
