"""Hybrid search: a lexical and a dense run, fused; addresses resolved, copies folded, citations
verified."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kb.errors import EncoderError
from kb.models import Role
from kb.search.address_hits import AddressedPassages, only_addresses, resolve_addresses
from kb.search.expansion import Expansion, expand, word_lists
from kb.search.fold_copies import fold_copies, with_versions, work_of
from kb.search.fusion import fuse, ranked
from kb.search.hit_builder import build_hit
from kb.search.hits import Correction, Hit, Results, Why
from kb.search.query import Query, parse
from kb.search.rerank import Reranker, rerank
from kb.search.retrieval_result import Candidate, PassageReader, RetrievalResult
from kb.search.retrieval_runs import Retriever, RunScores
from kb.search.source_cues import Cues, content_groups, find_cues
from kb.search.spelling import Speller, with_typed
from kb.search.unknown_words import notice_of_unknown_words
from kb.settings import SearchSettings
from kb.settings import settings as configured
from kb.span import Span
from kb.store.passage_filters import ANSWERING
from kb.store.records import DocumentSummary

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
        scores = self._scores(runs, named)
        if whole and only_addresses(query, expansion):
            scores.update(self._openings(whole))
        candidates = self._candidates(scores, runs, named, cues, summaries)
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

    # -- scoring -----------------------------------------------------------------------------

    def _scores(self, runs: RunScores, named: AddressedPassages) -> dict[str, float]:
        scores = fuse(runs.lexical, runs.dense, self.settings.fusion)
        for passage_id, place in named.passages.items():
            # Addressed passages come first: the best match, or in reading order where none matches.
            scores[passage_id] = 2.0 + scores.get(passage_id, 0.0) - place * 1e-4
        return scores

    def _openings(self, documents: frozenset[str]) -> dict[str, float]:
        """Scores for the first passages of documents of which only the number is given."""
        scores: dict[str, float] = {}
        for doc_id in sorted(documents):
            opening = self.library.passages_in(doc_id, Span(0, self.settings.opening))
            answering = (p for p in opening if p.role in ANSWERING)
            scores.update((p.passage_id, 1.0 - i * 1e-3) for i, p in enumerate(answering))
        return scores

    def _candidates(
        self,
        scores: Mapping[str, float],
        runs: RunScores,
        named: AddressedPassages,
        cues: Cues,
        summaries: Sequence[DocumentSummary],
    ) -> tuple[Candidate, ...]:
        settings = self.settings
        top = [i for i, _ in ranked(scores)[: 2 * settings.pool]]
        table = self.library.passage_table()
        reader = PassageReader(self.library)
        meta = {s.doc_id: s.metadata for s in summaries}
        of_source = {i: cues.named(m) for i, m in meta.items()} if cues else {}
        lexical, dense = (
            {i: n for n, (i, _) in enumerate(ranked(run), 1)} for run in (runs.lexical, runs.dense)
        )
        found: list[Candidate] = []
        for passage_id in top:
            passage = table.entry(passage_id)
            if passage is None or passage.doc_id not in meta:
                continue  # another process removed or published it since the search began
            at_address = passage_id in named.passages
            if at_address and passage.role not in ANSWERING:
                continue
            by_number = passage.doc_id in named.documents and not cues.strict
            source = of_source.get(passage.doc_id, False) or passage.doc_id in named.documents
            why = Why(lexical.get(passage_id), dense.get(passage_id), at_address, source)
            bonus = settings.named_document if by_number else settings.named_source * source
            score = (scores[passage_id] + bonus) / (1 + settings.named_source)
            if not at_address and (passage.role is Role.FOOTNOTE or not passage.prose):
                score -= settings.side_text
            similarity = runs.dense.get(passage_id, 0.0)
            found.append(
                Candidate(
                    passage_id, passage.doc_id, passage.role, passage.prose,
                    min(score, 3.0), why, reader, similarity,
                )
            )  # fmt: skip
        found.sort(key=lambda c: (-c.score, c.passage_id))
        reader.expect(c.passage_id for c in found)
        return tuple(found)

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
            if capped and many and candidate.score < self.settings.tie * pool[0].score:
                continue
            hit = build_hit(
                candidate.passage, summaries[doc_id], candidate.score, candidate.why, copies
            )
            if hit is None:
                continue  # its citation does not verify: it is not shown
            counts[work] = counts.get(work, 0) + 1
            shown.append(replace(hit, rank=len(shown) + 1))
            if len(shown) == limit:
                break
        return with_versions(shown, summaries)
