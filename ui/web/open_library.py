"""The library and its searcher, opened once a process and shared by all sessions."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

import streamlit as st

from kb.answer import Answer, answer
from kb.errors import EvidenciaError
from kb.search.engine import Searcher
from kb.search.hits import Results
from kb.search.retrieval_result import RetrievalResult
from kb.settings import home
from kb.store import Library
from kb.store.passage_filters import Filter
from kb.store.records import Facets
from kb.store.retry_on_change import retry_on_change
from kb.store.versioned_cache import VersionedCache
from ui.read_only import read_only


class CachingSearcher(Searcher):
    """A searcher that caches the results of each query until the library changes. A page is drawn
    again at every click, and an answer starts from the same candidates as the hits."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._found: VersionedCache[RetrievalResult] = VersionedCache(64)
        self._results: VersionedCache[Results] = VersionedCache(128)
        self._answers: VersionedCache[Answer] = VersionedCache(64)
        self._facets: VersionedCache[Facets] = VersionedCache(64)
        self._warming: Thread | None = None

    def warm(self) -> None:
        """Load in the background what the first query needs: the encoder and the vectors."""
        self._warming = Thread(target=self._load, name="warm", daemon=True)
        self._warming.start()

    def _load(self) -> None:
        with suppress(EvidenciaError):
            Searcher.find(self, "evidence")

    def _wait(self) -> None:
        """Wait for what is loading, rather than load it twice."""
        if self._warming is not None and self._warming.is_alive():
            self._warming.join()

    def find(
        self,
        text: str,
        mode: str = "hybrid",
        *,
        everyday: bool = True,
        as_typed: bool = False,
    ) -> RetrievalResult:
        """All candidates for ``text``, best first."""
        self._wait()
        key = f"{mode}\x1f{everyday}\x1f{as_typed}\x1f{text}"
        return self._found.of(
            self.library.version(),
            key,
            lambda: retry_on_change(
                self.library,
                lambda: Searcher.find(self, text, mode, everyday=everyday, as_typed=as_typed),
            ),
        )

    def search(
        self, text: str, limit: int = 10, mode: str = "hybrid", *, as_typed: bool = False
    ) -> Results:
        """The best passages for ``text``."""
        key = f"{mode}\x1f{limit}\x1f{as_typed}\x1f{text}"
        return self._results.of(
            self.library.version(),
            key,
            lambda: retry_on_change(
                self.library, lambda: Searcher.search(self, text, limit, mode, as_typed=as_typed)
            ),
        )

    def answer(self, text: str, *, as_typed: bool = False) -> Answer:
        """The answer to ``text``, or the refusal."""
        return self._answers.of(
            self.library.version(),
            f"{as_typed}\x1f{text}",
            lambda: retry_on_change(self.library, lambda: answer(text, self, as_typed=as_typed)),
        )

    def facets(self, chosen: Filter) -> Facets:
        """The counts of what a filter lets through."""
        return self._facets.of(
            self.library.version(), repr(chosen), lambda: self.library.facets(chosen)
        )


@st.cache_resource(show_spinner="Opening the library …")
def searcher() -> CachingSearcher:
    """The searcher over the library of ``KB_HOME``; a new library is made where there is none
    and the app may write.
    The first use also loads the encoder and the vectors, so that the first query finds them."""
    engine = CachingSearcher(Library.open(home(), create=not read_only()))
    engine.warm()
    return engine
