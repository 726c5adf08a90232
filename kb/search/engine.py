"""Search: words and meaning, fused; addresses resolved; copies folded; citations verified."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import EncoderError
from kb.expand import Expansion, expand
from kb.library.filters import ANSWERING, Filter
from kb.library.records import DocumentSummary, LexicalQuery, StoredPassage
from kb.model import Kind, Role
from kb.quotable import has_prose
from kb.search import resources
from kb.search.addressed import Addressed, addressed
from kb.search.cues import SOURCE_WORDS, Cues, cues_in
from kb.search.fold import fold
from kb.search.fuse import Fusion, fuse, ranked
from kb.search.hits import Hit, Results, Why
from kb.search.language import plain, words_of
from kb.search.present import present
from kb.search.query import Query, parse
from kb.span import Span

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray
    from kb.library import Library

_OF_NAMED = 60  # passages looked for of documents that the query names
_OPENING = 6000  # characters of a document that are shown where only its number is asked


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Constants, measured in ``docs/search.md``. ``pool`` is how deep each run goes; ``cue`` is
    added to the score of passages from a source the query names, ``named`` to those of a document
    it names by its number, whose best passages are looked for; ``aside`` is taken off that of
    footnotes, tables and captions. ``per_document`` is the most passages shown of one document
    unless the query names it, or they score ``tie`` of the best or more."""

    fusion: Fusion = field(default_factory=Fusion)
    pool: int = 200
    cue: float = 0.2
    named: float = 1.0
    aside: float = 0.1
    per_document: int = 3
    tie: float = 0.93


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its fused score and what found it."""

    passage: StoredPassage
    score: float
    why: Why
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates for a query, best first, before folding, and what was made of the query."""

    query: Query
    expansion: Expansion
    cues: Cues
    addressed: Addressed
    candidates: tuple[Candidate, ...]
    notices: tuple[str, ...]
    vector: FloatArray | None = None


class Searcher:
    """Searches one library. Loading the encoder waits for the first query that needs it."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder | None = None,
        settings: SearchSettings | None = None,
    ) -> None:
        self.library = library
        self.settings = settings or SearchSettings()
        self._encoder = encoder
        self._notices: list[str] = []

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder for queries. Raises ``EncoderError`` when it cannot be had."""
        if self._encoder is not None:
            return self._encoder
        from kb.encode.choose import load_encoder
        from kb.home import model_cache

        return load_encoder(cache=model_cache(), notices=self._notices.append)

    def search(self, text: str, limit: int = 10, mode: str = "hybrid") -> Results:
        """The best passages for ``text``. Raises ``QueryError`` for a query that cannot be
        understood. The same query on the same record gives the same hits."""
        started = time.perf_counter()
        found = self.find(text, mode)
        hits = self._hits(found, limit)
        elapsed = 1000 * (time.perf_counter() - started)
        return Results(text, mode, hits, found.notices, elapsed)

    def find(self, text: str, mode: str = "hybrid") -> Found:
        """All candidates for ``text``, best first."""
        query = parse(text)
        summaries = self.library.documents()
        publishers = {s.metadata.publisher for s in summaries if s.metadata.publisher}
        cues = cues_in(query.text, publishers)
        expansion = expand(query, resources.lexicon(), resources.glossary())
        named = addressed(self.library, query.addresses, summaries)
        chosen = self._filter(query, summaries)
        lexical, dense, vector, notices = self._runs(query, expansion, cues, chosen, mode)
        if named.documents and not chosen.doc_ids and mode != "lexical":
            self._add_named(named.documents, chosen, vector, dense)
        scores = self._scored(lexical, dense, named)
        if named.documents and not chosen.doc_ids and _only_addresses(query, expansion):
            scores.update(self._openings(named.documents))
        candidates = self._candidates(scores, lexical, dense, named, chosen, cues, summaries)
        told = (*expansion.shown, *named.notices, *notices)
        return Found(query, expansion, cues, named, candidates, tuple(dict.fromkeys(told)), vector)

    # -- the two runs ------------------------------------------------------------------------

    def _runs(
        self, query: Query, expansion: Expansion, cues: Cues, chosen: Filter, mode: str
    ) -> tuple[dict[str, float], dict[str, float], FloatArray | None, list[str]]:
        lexical = self._lexical(query, expansion, cues, chosen) if mode != "dense" else {}
        if mode == "lexical" or not query.text.strip():
            return lexical, {}, None, []
        try:
            dense, vector, notices = self._dense(query, expansion, chosen, lexical)
        except EncoderError as error:
            if mode == "dense":
                raise
            return lexical, {}, None, [f"searched by words alone: {error}"]
        return lexical, dense, vector, notices

    def _lexical(
        self, query: Query, expansion: Expansion, cues: Cues, chosen: Filter
    ) -> dict[str, float]:
        groups = content_groups(expansion, cues)
        asked = LexicalQuery(groups, query.phrases, query.excluded)
        return dict(self.library.lexical(asked, chosen, self.settings.pool))

    def _dense(
        self, query: Query, expansion: Expansion, chosen: Filter, lexical: Mapping[str, float]
    ) -> tuple[dict[str, float], FloatArray, list[str]]:
        table = self.library.vector_table()
        if not table.ids:
            return {}, np.empty(0, np.float32), []
        key = self.library.encoder_key()
        if key != self.encoder.identity.key:
            raise EncoderError(
                f"the vectors on record are of another encoder ({key}); run `kb rebuild`"
            )
        vector = self.encoder.encode_query([expansion.dense_text or query.text])[0]
        from kb.vectors.exact import ExactIndex

        mask = self._mask(table.ids, query, chosen)
        found = dict(ExactIndex(table.ids, table.matrix).query(vector, self.settings.pool, mask))
        rows = sorted(table.rows[i] for i in lexical if i not in found and i in table.rows)
        if rows:
            # A passage found by its words gets its true similarity, not that of a stranger.
            found.update(
                (table.ids[i], float(s))
                for i, s in zip(rows, table.matrix[rows] @ vector, strict=True)
            )
        return found, vector, list(self._notices)

    def _add_named(
        self,
        documents: frozenset[str],
        chosen: Filter,
        vector: FloatArray | None,
        dense: dict[str, float],
    ) -> None:
        """Add to ``dense`` the nearest passages of documents that the query names."""
        if vector is None or not len(vector):
            return
        from kb.vectors.exact import ExactIndex

        table = self.library.vector_table()
        within = self.library.select(replace(chosen, doc_ids=tuple(sorted(documents))))
        mask = np.fromiter((i in within for i in table.ids), bool, len(table.ids))
        found = ExactIndex(table.ids, table.matrix).query(vector, _OF_NAMED, mask)
        for passage_id, similarity in found:
            dense.setdefault(passage_id, similarity)

    def _mask(
        self, ids: Sequence[str], query: Query, chosen: Filter
    ) -> np.ndarray[tuple[int], np.dtype[np.bool_]] | None:
        """Which rows a filter, an exact phrase or an excluded word leaves."""
        allowed: set[str] | None = self.library.select(chosen) if chosen.narrows else None
        if query.phrases:
            exact = LexicalQuery(phrases=query.phrases, excluded=query.excluded)
            holding = {i for i, _ in self.library.lexical(exact, chosen, 1_000_000)}
            allowed = holding if allowed is None else allowed & holding
        elif query.excluded:
            banned = {
                i
                for word in query.excluded
                for i, _ in self.library.lexical(LexicalQuery(phrases=(word,)), chosen, 1_000_000)
            }
            allowed = (set(ids) if allowed is None else allowed) - banned
        if allowed is None:
            return None
        return np.fromiter((i in allowed for i in ids), bool, len(ids))

    # -- scoring -----------------------------------------------------------------------------

    def _scored(
        self,
        lexical: Mapping[str, float],
        dense: Mapping[str, float],
        named: Addressed,
    ) -> dict[str, float]:
        scores = fuse(lexical, dense, self.settings.fusion)
        for passage_id, place in named.passages.items():
            # Addressed passages come first: best match first, reading order where nothing matches.
            scores[passage_id] = 2.0 + scores.get(passage_id, 0.0) - place * 1e-4
        return scores

    def _openings(self, documents: frozenset[str]) -> dict[str, float]:
        """Scores for the first passages of documents of which only the number is asked."""
        scores: dict[str, float] = {}
        for doc_id in sorted(documents):
            opening = self.library.passages_in(doc_id, Span(0, _OPENING))
            answering = (p for p in opening if p.role in ANSWERING)
            scores.update((p.passage_id, 1.0 - i * 1e-3) for i, p in enumerate(answering))
        return scores

    def _candidates(
        self,
        scores: Mapping[str, float],
        lexical: Mapping[str, float],
        dense: Mapping[str, float],
        named: Addressed,
        chosen: Filter,
        cues: Cues,
        summaries: Sequence[DocumentSummary],
    ) -> tuple[Candidate, ...]:
        top = [i for i, _ in ranked(scores)[: 2 * self.settings.pool]]
        passages = self.library.passages_by_id(top)
        meta = {s.doc_id: s.metadata for s in summaries}
        ranks = [{i: n for n, (i, _) in enumerate(ranked(run), 1)} for run in (lexical, dense)]
        found: list[Candidate] = []
        for passage_id in top:
            passage = passages.get(passage_id)
            if passage is None or passage.doc_id not in meta:
                continue  # another process took it off, or published it, since the search began
            by_number = passage.doc_id in named.documents and not cues.strict
            source = cues.named(meta[passage.doc_id]) or passage.doc_id in named.documents
            at_address = passage_id in named.passages
            why = Why(ranks[0].get(passage_id), ranks[1].get(passage_id), at_address, source)
            bonus = self.settings.named if by_number else self.settings.cue * source
            score = (scores[passage_id] + bonus) / (1 + self.settings.cue)
            if not at_address and (passage.role is Role.FOOTNOTE or not has_prose(passage.text)):
                score -= self.settings.aside
            similarity = dense.get(passage_id, 0.0)
            if at_address and passage.role not in ANSWERING:
                continue
            found.append(Candidate(passage, min(score, 3.0), why, similarity))
        return tuple(sorted(found, key=lambda c: (-c.score, c.passage.passage_id)))

    # -- hits --------------------------------------------------------------------------------

    def _hits(self, found: Found, limit: int) -> tuple[Hit, ...]:
        summaries = {s.doc_id: s for s in self.library.documents()}
        capped = not found.query.filters.documents and not found.addressed.passages
        known = [c for c in found.candidates if c.passage.doc_id in summaries]
        pool = known[: max(8 * limit, 60)]
        shown: list[Hit] = []
        counts: dict[str, int] = {}
        for candidate, copies in folded_candidates(pool, summaries):
            doc_id = candidate.passage.doc_id
            work = work_of(summaries[doc_id])
            many = counts.get(work, 0) >= self.settings.per_document
            if capped and many and candidate.score < self.settings.tie * pool[0].score:
                continue
            hit = present(self.library, candidate.passage, candidate.score, candidate.why, copies)
            if hit is None:
                continue  # its citation does not verify: it is not shown
            counts[work] = counts.get(work, 0) + 1
            shown.append(replace(hit, rank=len(shown) + 1))
            if len(shown) == limit:
                break
        return tuple(shown)

    def _filter(self, query: Query, summaries: Sequence[DocumentSummary]) -> Filter:
        asked = query.filters
        years = (asked.years.first, asked.years.last) if asked.years else None
        return Filter(
            kinds=asked.kinds,
            years=years,
            publishers=asked.publishers,
            languages=asked.languages,
            doc_ids=asked.documents,
            sections=asked.sections,
        )


def _only_addresses(query: Query, expansion: Expansion) -> bool:
    """True when a query holds nothing to look for beside its addresses."""
    spans = [a.span for a in query.addresses if a.span]
    named = {plain(w) for span in spans for w in words_of(span.of(query.text))}
    return all({plain(w) for w in words_of(g[0])} <= named for g in expansion.groups)


def content_groups(expansion: Expansion, cues: Cues) -> tuple[tuple[str, ...], ...]:
    """The groups worth looking for: without words that only name a source, unless nothing else
    is left; weak words only where there are no others."""
    strong = tuple(g for g in expansion.groups if g[0].casefold() not in SOURCE_WORDS)
    return strong or expansion.groups or expansion.weak


def folded_candidates(
    pool: Sequence[Candidate], summaries: Mapping[str, DocumentSummary]
) -> Iterable[tuple[Candidate, tuple[str, ...]]]:
    """Candidates with the same text folded into one; with the ids of the other documents."""

    def needed(a: Candidate, b: Candidate) -> float:
        one, other = summaries[a.passage.doc_id], summaries[b.passage.doc_id]
        if a.passage.doc_id == b.passage.doc_id:
            return 2.0
        if work_of(one) == work_of(other):
            return 0.5
        laws = {Kind.STATUTE, Kind.BILL}
        return 2.0 if {one.metadata.kind, other.metadata.kind} & laws else 0.9

    def prefer(candidate: Candidate) -> tuple[object, ...]:
        summary = summaries[candidate.passage.doc_id]
        law = summary.metadata.kind is Kind.STATUTE
        # A copy with pages can be cited to the page; a law is cited by its sections anyway.
        return (bool(summary.pages) if law else not summary.pages, summary.doc_id)

    for shown, copies in fold(pool, lambda c: c.passage.text, needed, prefer):
        others = sorted({c.passage.doc_id for c in copies} - {shown.passage.doc_id})
        yield shown, tuple(others)


@lru_cache(maxsize=8192)
def work_of(summary: DocumentSummary) -> str:
    """What a document is a copy of: its number, else its title."""
    meta = summary.metadata
    if meta.number:
        return meta.number.casefold()
    return "".join(c for c in meta.title.casefold() if c.isalnum()) + (meta.date or "")[:4]
