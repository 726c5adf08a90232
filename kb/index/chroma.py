"""Dense search by Chroma (an HNSW graph, Malkov & Yashunin 2018); the only importer of chromadb.

The index can be deleted at any time; it is made again from the library's file. Each index
generation has its own folder and collection, so that a handle never outlives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from kb.errors import IndexUnusable
from kb.index.interface import (
    DECIMALS,
    FloatArray,
    ScoredIds,
    best_first,
    check_shapes,
    similarities,
)
from kb.private_files import make_private_folder
from kb.settings import settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"
BATCH = 5_000  # Chroma refuses more than 5,461 at a time
MOST = 10_000  # results of one query; some 32,000 make Chroma fail
RUST_PANIC = "PanicException"  # how a crash inside Chroma's core arrives; no Exception of Python

T = TypeVar("T")


def generation_folder(folder: Path, generation_key: str) -> Path:
    """The folder of one generation; the key's odd characters become dashes."""
    return folder / (re.sub(r"[^A-Za-z0-9._-]", "-", generation_key).strip(".") or "generation")


class ChromaIndex:
    """The index of ``generation_key`` under ``folder``; made where it is missing if ``create``.

    Every method raises ``IndexUnusable`` where Chroma fails. Another process may have written since
    the index was opened: open it again for each generation.
    """

    def __init__(self, folder: Path, generation_key: str, *, create: bool = True) -> None:
        self._path = generation_folder(folder, generation_key)
        self._create = create
        if not create and not self._path.is_dir():
            raise IndexUnusable(f"there is no vector index in {self._path}{_REBUILD}")
        self._client: Client = self._try(lambda: _client(self._path))
        try:
            self._collection: Collection = self._try(self._open)
        except IndexUnusable:
            self.close()
            raise

    def upsert(self, ids: Sequence[str], vectors: FloatArray, doc_ids: Sequence[str]) -> None:
        """Add or replace, in batches Chroma takes."""
        check_shapes(ids, vectors, doc_ids)
        for part in _parts(len(ids)):
            self._do(
                lambda c, part=part: c.upsert(  # type: ignore[misc]  # mypy infers no lambda default
                    ids=list(ids[part]),
                    embeddings=np.asarray(vectors[part], dtype=np.float32),
                    metadatas=[{"doc_id": doc_id} for doc_id in doc_ids[part]],
                )
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ``ids``; unknown ones are ignored."""
        for part in _parts(len(ids)):
            self._do(lambda c, part=part: c.delete(ids=list(ids[part])))  # type: ignore[misc]

    def ids(self) -> set[str]:
        """Every id held, read in pages."""
        return set(self._pages())

    def query(self, vector: FloatArray, limit: int) -> ScoredIds:
        """The most similar of the candidates that the graph finds, equal scores by id.

        Scores and order of the candidates are exact to the last decimal. The graph may miss a
        better passage.
        """
        if limit <= 0:
            return []
        count = min(max(limit, settings().index.graph_candidates), MOST)
        query = np.asarray(vector, dtype=np.float32)
        answer = self._do(
            lambda c: c.query(
                query_embeddings=query[None, :], n_results=count, include=["distances"]
            )
        )
        ids, distances = answer["ids"][0], answer["distances"]
        if not ids or distances is None:
            return []
        scores = np.round(1 - np.asarray(distances[0], dtype=np.float32), DECIMALS)
        return best_first(zip(ids, map(float, scores), strict=True), limit)

    def scores(self, vector: FloatArray, ids: Iterable[str]) -> dict[str, float]:
        """The similarity of each of ``ids``, computed exactly; unknown ones are left out."""
        listed = sorted(ids)
        found: dict[str, float] = {}
        for part in _parts(len(listed)):
            held = self._do(lambda c, part=part: c.get(ids=listed[part], include=["embeddings"]))  # type: ignore[misc]
            if held["ids"]:
                rows = np.asarray(held["embeddings"], dtype=np.float32)
                found.update(zip(held["ids"], map(float, similarities(rows, vector)), strict=True))
        return found

    def lost(self, ids: Sequence[str]) -> list[str]:
        """Those of ``ids`` that the graph does not find by their own vectors. For a few ids."""
        held = self._do(lambda c: c.get(ids=list(ids), include=["embeddings"]))
        rows = np.asarray(held["embeddings"], dtype=np.float32)
        own = [float(similarities(row[None, :], row)[0]) for row in rows]
        best = [self.query(row, 1) for row in rows]
        pairs = zip(held["ids"], own, best, strict=True)
        return [i for i, score, found in pairs if not found or found[0][1] < score - 1e-4]

    def count(self) -> int:
        """How many ids are held."""
        return int(self._do(lambda c: c.count()))

    def close(self) -> None:
        """Close Chroma's files."""
        self._client.close()

    def _open(self) -> Collection:
        if not self._create:
            return self._client.get_collection(COLLECTION, embedding_function=None)
        return self._client.get_or_create_collection(
            COLLECTION,
            configuration={"hnsw": _graph()},
            embedding_function=None,
        )

    def _pages(self) -> Iterator[str]:
        start = 0
        while page := self._do(
            lambda c, start=start: c.get(limit=BATCH, offset=start, include=[])  # type: ignore[misc]
        )["ids"]:
            yield from page
            start += len(page)

    def _do(self, call: Callable[[Collection], T]) -> T:
        """``call`` with the collection; a stale handle is opened again, once."""
        from chromadb.errors import NotFoundError

        def once() -> T:
            try:
                return call(self._collection)
            except NotFoundError:
                self._collection = self._open()
                return call(self._collection)

        return self._try(once)

    def _try(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != RUST_PANIC:
                raise
            raise self._unusable(error) from error

    def _unusable(self, error: BaseException) -> IndexUnusable:
        what = str(error).strip().splitlines()
        reason = what[0] if what else type(error).__name__
        return IndexUnusable(f"the vector index in {self._path} failed: {reason}{_REBUILD}")


_REBUILD = "; run: kb rebuild"


def _client(path: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    make_private_folder(path)
    client = chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)


def _graph() -> CreateHNSWConfiguration:
    return {"space": "cosine", "ef_search": settings().index.graph_breadth}


def _parts(total: int) -> Iterator[slice]:
    return (slice(start, start + BATCH) for start in range(0, total, BATCH))
