"""Ranks what the runs and the addresses of a query found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kb.models import Role
from kb.search.address_hits import AddressedPassages
from kb.search.fusion import (
    Features,
    length_share,
    places_between,
    ranks,
    shares_of_best,
    weights_for,
)
from kb.search.hits import Why
from kb.search.retrieval_result import Candidate, PassageReader
from kb.search.retrieval_runs import RunScores
from kb.search.source_cues import Cues
from kb.search.unknown_words import Groups
from kb.settings import SearchSettings
from kb.span import Span
from kb.store.passage_filters import ANSWERING
from kb.store.records import DocumentSummary

if TYPE_CHECKING:
    from kb.store import Library

_AT_ADDRESS = 2.0  # added to passages of a section that the query names, which come first
_IN_DOCUMENT = 1.0  # added to passages of a document that it names by its number


class Ranker:
    """Ranks the passages of one library."""

    def __init__(self, library: Library, settings: SearchSettings) -> None:
        self._library = library
        self._settings = settings

    def rank(
        self,
        runs: RunScores,
        named: AddressedPassages,
        cues: Cues,
        groups: Groups,
        summaries: Sequence[DocumentSummary],
        *,
        openings: bool,
    ) -> tuple[Candidate, ...]:
        """The candidates, best first, ties by passage id. ``groups`` are the words that a passage
        should have. With ``openings``, the first passages of the documents that are named by number
        come first: nothing else is asked."""
        first = self._openings(named.documents) if openings else {}
        found = dict.fromkeys((*runs.lexical, *runs.dense, *named.passages, *first))
        known = self._features(list(found), runs, groups)
        of_source = {s.doc_id: bool(cues) and cues.named(s.metadata) for s in summaries}
        weights = weights_for(self._library.encoder_key())
        source_named = bool(cues) or bool(named.documents)
        lexical_rank, dense_rank = ranks(runs.lexical), ranks(runs.dense)
        table, reader = self._library.passage_table(), PassageReader(self._library)
        candidates: list[Candidate] = []
        for i in found:
            passage = table.entry(i)
            if passage is None or passage.doc_id not in of_source or passage.role not in ANSWERING:
                continue  # in a table of contents, or removed by another process
            doc_id, place = passage.doc_id, named.passages.get(i)
            by_number = doc_id in named.documents
            source = by_number or of_source[doc_id]
            aside = place is None and (passage.role is Role.FOOTNOTE or not passage.prose)
            features = Features(source=source, aside=aside, **known[i])
            score = first.get(i, weights.score(features, source_named=source_named))
            score += _AT_ADDRESS - place * 1e-4 if place is not None else 0.0
            score += _IN_DOCUMENT * (by_number and not cues.strict)
            why = Why(lexical_rank.get(i), dense_rank.get(i), place is not None, source)
            candidates.append(
                Candidate(
                    i, doc_id, passage.role, passage.prose,
                    score, why, reader, runs.dense.get(i, 0.0), features,
                )
            )  # fmt: skip
        candidates.sort(key=lambda c: (-c.score, c.passage_id))
        best = candidates[: 2 * self._settings.pool]
        reader.expect(c.passage_id for c in best)
        return tuple(best)

    def _features(
        self, ids: Sequence[str], runs: RunScores, groups: Groups
    ) -> Mapping[str, Mapping[str, float]]:
        """The features of passages that do not depend on their documents."""
        lexical, similarity = shares_of_best(runs.lexical), places_between(runs.dense)
        coverage, lengths = self._library.coverage(groups, ids), self._library.lengths(ids)
        return {
            i: {
                "lexical": lexical.get(i, 0.0),
                "similarity": similarity.get(i, 0.0),
                "coverage": coverage.get(i, 0.0),
                "length": length_share(lengths.get(i, 0)),
            }
            for i in ids
        }

    def _openings(self, documents: frozenset[str]) -> dict[str, float]:
        """Shares for the first passages of documents of which only the number is given."""
        shares: dict[str, float] = {}
        for doc_id in sorted(documents):
            opening = self._library.passages_in(doc_id, Span(0, self._settings.opening))
            answering = (p for p in opening if p.role in ANSWERING)
            shares.update((p.passage_id, 1.0 - i * 1e-3) for i, p in enumerate(answering))
        return shares
