"""Answers the dense queries of a library: exactly, or by Chroma where the library is large."""

from __future__ import annotations

from collections.abc import Callable, Collection
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from kb.errors import IndexUnusable
from kb.index.exact import ExactIndex
from kb.index.interface import FloatArray, ScoredIds, best_first
from kb.index.kept_index import BEHIND, FOLDER, fault_of, state_of
from kb.settings import IndexSettings
from kb.settings import settings as configured
from kb.store.passage_filters import Filter

if TYPE_CHECKING:
    from kb.index.chroma import ChromaIndex
    from kb.store import Library
    from kb.store.records import VectorTable

T = TypeVar("T")


class DenseRouter:
    """Chooses the index that answers a query, by ``IndexSettings``. A Chroma index that is missing,
    broken or behind the documents is passed over. Threads may share a router."""

    def __init__(self, library: Library, settings: IndexSettings | None = None) -> None:
        self._library = library
        self._settings = settings or configured().index
        self._lock = Lock()
        self._exact: tuple[VectorTable, ExactIndex] | None = None
        self._chroma: tuple[str, ChromaIndex] | None = None  # with the state it was opened in
        self._failed: tuple[str, str] = ("never", "")  # a state that failed in use, and how
        self._fault = ""

    @property
    def notices(self) -> tuple[str, ...]:
        """Why Chroma did not answer the last query, where the library is large enough for it."""
        if not self._fault:
            return ()
        when = "If nothing is being ingested, run" if self._fault == BEHIND else "Run"
        return (
            f"the vector index is not used: {self._fault}. Every vector is compared instead. "
            f"{when} `kb rebuild` to make the index again",
        )

    def query(
        self, vector: FloatArray, limit: int, allowed: Collection[str] | None = None
    ) -> ScoredIds:
        """The ``limit`` passages nearest to ``vector``, equal scores by id; of all that may answer,
        or of those ``allowed``."""
        found = self._ask_chroma(lambda chroma: self._by_graph(chroma, vector, limit, allowed))
        return self._exact_index().query(vector, limit, allowed) if found is None else found

    def scores(self, vector: FloatArray, ids: Collection[str]) -> dict[str, float]:
        """The similarity of each of ``ids``; those without a vector are left out."""
        found = self._ask_chroma(lambda chroma: chroma.scores(vector, ids))
        return self._exact_index().scores(vector, ids) if found is None else found

    def _by_graph(
        self, chroma: ChromaIndex, vector: FloatArray, limit: int, allowed: Collection[str] | None
    ) -> ScoredIds | None:
        """What the graph proposes and the filter lets through. Nothing where that is too little:
        the filter leaves few passages, or none that is near."""
        if allowed is not None and len(allowed) <= self._settings.narrow:
            return best_first(chroma.scores(vector, allowed).items(), limit)
        wanted = self._settings.proposals * limit
        near = chroma.query(vector, wanted)
        found: ScoredIds = []
        for start in range(0, len(near), max(limit, 1)):
            part = near[start : start + limit]
            let = allowed
            if let is None:
                let = self._library.select(Filter(), among=[i for i, _ in part])
            found += [pair for pair in part if pair[0] in let]
            if len(found) >= limit:
                break
        return found[:limit] if len(found) >= limit or len(near) < wanted else None

    def _exact_index(self) -> ExactIndex:
        table = self._library.vector_table()
        if self._exact is None or self._exact[0] is not table:
            self._exact = table, ExactIndex(table.ids, table.matrix, table.numbers)
        return self._exact[1]

    # -- Chroma ------------------------------------------------------------------------------

    def _ask_chroma(self, call: Callable[[ChromaIndex], T | None]) -> T | None:
        """What ``call`` returns, or ``None`` where Chroma is not to be asked, or failed."""
        passages = sum(document.passages for document in self._library.documents())
        if passages <= self._settings.exact_up_to or not self._library.writable:
            return None  # Chroma opens an index only where it may write
        key = self._library.encoder_key() or ""
        with self._lock:
            state = state_of(self._library, key)
            failed, how = self._failed
            self._fault = how if state == failed else fault_of(self._library, key)
            if self._fault:
                return None
            try:
                return call(self._opened(key, state))
            except IndexUnusable as error:
                self._fault = f"it failed ({error.__cause__ or error})"
                self._failed = state, self._fault
                return None

    def _opened(self, key: str, state: str) -> ChromaIndex:
        from kb.index.chroma import ChromaIndex

        if self._chroma is None or self._chroma[0] != state:
            if self._chroma is not None:
                self._chroma[1].close()
            self._chroma = None
            self._chroma = state, ChromaIndex(self._library.home / FOLDER, key, create=False)
        return self._chroma[1]
