"""Keeps the vector index in line with the record; the record is always right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kb.errors import IndexUnusable

if TYPE_CHECKING:
    from kb.index.interface import VectorIndex
    from kb.store import Library

FOLDER = "chroma"
_SYNCED = "vector index synced"  # setting: the record's version the index was brought in line with


def sync_vectors(library: Library, *, anew: bool = False) -> None:
    """Bring the index in line with the record: what is missing is added, what is gone deleted.

    Does nothing when the record has not changed since. ``anew`` throws the index away first. An
    index that cannot be used is thrown away and made again.
    """
    version = str(library.version())
    if library.encoder_key() is None and not anew and library.setting(_SYNCED) is None:
        return
    if not anew and library.setting(_SYNCED) == version:
        return
    try:
        _sync(library, anew=anew)
    except IndexUnusable:
        _sync(library, anew=True)
    library.keep_setting(_SYNCED, version)


@contextmanager
def vector_index(library: Library) -> Iterator[VectorIndex | None]:
    """The index of the record's generation, or ``None`` when there are no vectors yet.

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


def throw_away(library: Library) -> None:
    """Delete the index's files; the record can make it again at any time."""
    import shutil

    shutil.rmtree(library.home / FOLDER, ignore_errors=True)


def _sync(library: Library, *, anew: bool) -> None:
    if anew:
        throw_away(library)
    with vector_index(library) as index:
        if index is None:
            throw_away(library)
            return
        held = index.ids()
        stored = library.passage_ids()
        index.delete(sorted(held - stored.keys()))
        missing = {doc_id for i, doc_id in stored.items() if i not in held}
        for doc_id in sorted(missing):
            ids, matrix = library.vectors_of(doc_id)
            index.upsert(ids, matrix, [doc_id] * len(ids))
