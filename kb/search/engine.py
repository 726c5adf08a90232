"""Hybrid search: a lexical and a dense run, fused; addresses resolved, copies folded, citations
verified."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kb.errors import EncoderError
from kb.search.address_hits import AddressedPassages, only_addresses, resolve_addresses
from kb.search.expansion import Expansion, expand, word_lists
from kb.search.fold_copies import fold_copies, with_versions, work_of
from kb.search.hit_builder import build_hit
from kb.search.hits import Correction, Hit, Results
from kb.search.query import Query, parse
from kb.search.ranking import Ranker
from kb.search.rerank import Reranker, rerank
from kb.search.retrieval_result import RetrievalResult
from kb.search.retrieval_runs import Retriever, RunScores
from kb.search.source_cues import Cues, content_groups, find_cues
from kb.search.spelling import Speller, with_typed
from kb.search.unknown_words import notice_of_unknown_words
from kb.settings import SearchSettings
from kb.settings import settings as configured

if TYPE_CHECKING:
    from kb.encode.interface import Encoder
    from kb.store import Library


class Searcher:
    """Searches one library. The encoder is loaded at the first query that needs it."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder | None = None,
        settings: SearchSettings | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.library = library
        self.settings = settings or configured().search
        self._encoder = encoder
        self._loaded: tuple[str | None, Encoder] | None = None  # with the key of the library then
        self._reranker = reranker
        self._notices: list[str] = []
        self._retriever = Retriever(library, lambda: self.encoder, self.settings)
        self._speller = Speller(library, self.settings.spelling)
        self._ranker = Ranker(library, self.settings)

    @property
    def encoder(self) -> Encoder:
        """The encoder for queries; another one when the library is encoded with another model.
        Raises ``EncoderError`` where none can be loaded."""
        if self._encoder is not None:
            return self._encoder
        key = self.library.encoder_key()
        if self._loaded is None or self._loaded[0] != key:
            from kb.encode.selection import load_encoder
            from kb.settings import model_cache

            notices = self._notices.append
            self._loaded = key, load_encoder(cache=model_cache(), notices=notices, library=key)
        return self._loaded[1]

    @cached_property
    def reranker(self) -> Reranker | None:
        """The cross-encoder that ``KB_RERANKER`` names; ``None`` without one, and, with a notice,
        where it cannot be loaded."""
        name = configured().reranker
        if self._reranker is not None or name is None:
            return self._reranker
        from kb.encode.cross_encoder import CrossEncoderScorer

        try:
            return CrossEncoderScorer(name)
        except EncoderError as error:
            self._notices.append(f"searched without the cross-encoder: {error}")
            return None

    def search(
        self, text: str, limit: int = 10, mode: str = "hybrid", *, as_typed: bool = False
    ) -> Results:
        """The best passages for ``text``. The same query on the same library gives the same hits.

        ``mode`` is ``hybrid``, ``lexical`` or ``dense``. Misspelt words are corrected unless
        ``as_typed``. Raises ``QueryError`` for a query that cannot be understood.
        """
        started = time.perf_counter()
        with self.library.one_state():
            found = self.find(text, mode, as_typed=as_typed)
            hits = self._hits(found, limit)
            notices = (*found.notices, *self.library.outdated({h.doc_id for h in hits}))
        elapsed = 1000 * (time.perf_counter() - started)
        return Results(text, mode, hits, notices, elapsed, found.corrections)

    def find(
        self,
        text: str,
        mode: str = "hybrid",
        *,
        everyday: bool = True,
        as_typed: bool = False,
    ) -> RetrievalResult:
        """All candidates for ``text``, best first. With ``everyday``, everyday words are searched
        as official texts have them too, and misspelt words are corrected unless ``as_typed``: for
        questions of people, not for texts of documents."""
        query = parse(text)
        corrections: tuple[Correction, ...] = ()
        if everyday and not as_typed:
            query, corrections = self._speller.corrected(query)
        summaries = self.library.documents()
        publishers = {s.metadata.publisher for s in summaries if s.metadata.publisher}
        cues = find_cues(query.text, publishers)
        words = word_lists.everyday() if everyday else None
        expansion = expand(query, word_lists.lexicon(), word_lists.glossary(), words)
        expansion = with_typed(expansion, corrections)
        named = resolve_addresses(self.library, query.addresses, summaries)
        narrowed = query.filters.for_store()
        runs = self._retriever.run(query, expansion, cues, narrowed, mode)
        whole = named.documents if not narrowed.doc_ids else frozenset()
        if whole and mode != "lexical":
            runs = self._retriever.with_nearest_of(whole, narrowed, runs)
        groups = content_groups(expansion, cues) if mode != "dense" else ()
        only = bool(whole) and only_addresses(query, expansion)
        candidates = self._ranker.rank(runs, named, cues, groups, summaries, openings=only)
        if everyday and mode == "hybrid" and self.reranker is not None:
            candidates = rerank(query.text, candidates, self.reranker, self.settings.reranked)
        of_encoder = self._notices if runs.vector is not None else ()
        unknown = self._unknown_words(query, expansion, cues, runs, named)
        notices = dict.fromkeys(
            (*named.notices, *unknown, *expansion.notices, *runs.notices, *of_encoder)
        )
        return RetrievalResult(
            query, expansion, cues, named, candidates, tuple(notices), runs.vector, corrections
        )

    def _unknown_words(
        self,
        query: Query,
        expansion: Expansion,
        cues: Cues,
        runs: RunScores,
        named: AddressedPassages,
    ) -> tuple[str, ...]:
        if runs.lexical or named.passages or named.documents:
            return ()
        groups = content_groups(expansion, cues)
        return notice_of_unknown_words(query, groups, self.library, by_meaning=bool(runs.dense))

    # -- hits --------------------------------------------------------------------------------

    def _hits(self, found: RetrievalResult, limit: int) -> tuple[Hit, ...]:
        summaries = self.library.summaries()
        capped = not found.query.filters.documents and not found.addressed.passages
        known = [c for c in found.candidates if c.doc_id in summaries]
        compared = self.settings.near_duplicates
        pool = known[: max(compared.per_hit * limit, compared.candidates)]
        shown: list[Hit] = []
        counts: dict[str, int] = {}
        for candidate, copies in fold_copies(pool, summaries):
            doc_id = candidate.doc_id
            work = work_of(summaries[doc_id])
            many = counts.get(work, 0) >= self.settings.per_document
            if capped and many:
                continue
            hit = build_hit(
                self.library, candidate.passage, summaries[doc_id], candidate.score,
                candidate.why, copies,
            )  # fmt: skip
            if hit is None:
                continue  # its citation does not verify: it is not shown
            counts[work] = counts.get(work, 0) + 1
            shown.append(replace(hit, rank=len(shown) + 1))
            if len(shown) == limit:
                break
        return with_versions(shown, summaries)
