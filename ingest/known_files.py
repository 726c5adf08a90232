"""The files that a library knows, found by path, by document or by hash without a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.store import SourceState

_Index = dict[str, dict[str, None]]  # a document or a hash, to the paths that have it, in order


class KnownFiles(Mapping[str, "SourceState"]):
    """The state of each known file, by its path."""

    def __init__(self, states: Iterable[SourceState] = ()) -> None:
        self._states: dict[str, SourceState] = {}
        self._by_document: _Index = {}
        self._by_hash: _Index = {}
        for state in states:
            self.put(state)

    def __getitem__(self, path: str) -> SourceState:
        return self._states[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._states)

    def __len__(self) -> int:
        return len(self._states)

    def put(self, state: SourceState) -> None:
        """Note the state of a file, in place of the one before."""
        self.drop(state.path)
        self._states[state.path] = state
        if state.doc_id is not None:
            self._by_document.setdefault(state.doc_id, {})[state.path] = None
        self._by_hash.setdefault(state.sha256, {})[state.path] = None

    def drop(self, path: str) -> None:
        """Forget a file; nothing where it is not known."""
        state = self._states.pop(path, None)
        if state is None:
            return
        if state.doc_id is not None:
            del self._by_document[state.doc_id][path]
        del self._by_hash[state.sha256][path]

    def of_document(self, doc_id: str | None) -> list[SourceState]:
        """The files that have the document ``doc_id``."""
        return [self._states[p] for p in self._by_document.get(doc_id or "", ())]

    def with_hash(self, sha256: str) -> list[SourceState]:
        """The files with those bytes."""
        return [self._states[p] for p in self._by_hash.get(sha256, ())]
