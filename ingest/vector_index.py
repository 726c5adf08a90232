"""Keeps the vector index in line with the library; where they differ, the library is right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import IndexUnusable, LibraryError
from kb.index.kept_index import (
    FOLDER,
    SYNCED,
    VERDICT,
    WRITING,
    fault_of,
    is_synced,
    synced_with,
)
from kb.private_files import like_library
from kb.settings import settings
from kb.store.db_errors import disk_full, is_full
from kb.store.library import FILE

if TYPE_CHECKING:
    from kb.index.interface import VectorIndex
    from kb.store import Library


def sync_vectors(library: Library, *, from_scratch: bool = False) -> None:
    """Add to the index what it lacks, and delete from it what the library no longer has.

    Does nothing when the library has not changed since the last call. ``from_scratch`` deletes the
    index first; so does an index that cannot be used. Raises ``LibraryError`` when the disk is
    full.
    """
    key = library.encoder_key()
    never = key is None and library.setting(SYNCED) is None
    if not from_scratch and (never or is_synced(library)):
        return
    try:
        try:
            count = _sync(library, from_scratch=from_scratch or _was_broken_off(library))
        except IndexUnusable:
            if is_full(library.home):
                raise
            count = _sync(library, from_scratch=True)
    except (IndexUnusable, OSError) as error:
        if is_full(library.home):
            raise LibraryError(disk_full(library.home / FOLDER)) from error
        raise
    (library.home / VERDICT).unlink(missing_ok=True)
    library.keep_setting(SYNCED, synced_with(library, count))
    if key and count > settings().index.exact_up_to:
        fault_of(library, key)  # so that no search has to wait for the verdict


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


def _was_broken_off(library: Library) -> bool:
    """True when a process died while it wrote the index, and left one that cannot be used. Opening
    such an index could end this process too, so another one looks at it."""
    from kb.index.health import check_health

    key = library.encoder_key()
    if key is None or not (library.home / WRITING).exists():
        return False
    return not check_health(library.home / FOLDER, key).ok


def _delete(library: Library) -> None:
    shutil.rmtree(library.home / FOLDER, ignore_errors=True)


def _sync(library: Library, *, from_scratch: bool) -> int:
    """How many passages the index holds afterwards."""
    if from_scratch:
        _delete(library)
    with _noted(library.home / WRITING), vector_index(library) as index:
        if index is None:
            _delete(library)
            return 0
        indexed = index.ids()
        stored = library.passage_ids()
        index.delete(sorted(indexed - stored.keys()))
        missing = {doc_id for i, doc_id in stored.items() if i not in indexed}
        for doc_id in sorted(missing):
            ids, matrix = library.vectors_of(doc_id)
            if len(ids) == len(matrix):  # a damaged document may have lost its vectors
                index.upsert(ids, matrix, [doc_id] * len(ids))
        count = index.count()
    like_library(library.home / FOLDER, library.home / FILE)
    return count


@contextmanager
def _noted(note: Path) -> Iterator[None]:
    """Leaves ``note`` where the process dies, and only there."""
    note.touch(mode=0o600)
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()
