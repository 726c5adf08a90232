"""What the word index says of each word and phrase, kept until the library changes.

BM25 is a sum over the words of a query, and FTS5 computes each summand from its word alone. So it
is asked once for each word, and a search adds up what it said, in FTS5's order: the scores are
those of one FTS5 query with all words, to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.settings import settings
from kb.store import lexical_index
from kb.store.lexical_index import Match
from kb.store.versioned_cache import VersionedCache

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from sqlalchemy import Connection

    from kb.store.passage_table import Mask, Numbers, PassageTable

    Postings = tuple[Numbers, npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the library: a transaction, its version, and its passages."""

    connection: Connection
    version: int
    table: PassageTable


class WordScores:
    """The passages that have each word, with the score that the word gives them."""

    def __init__(self) -> None:
        most = settings().store.cached_words
        self._kept: VersionedCache[Postings] = VersionedCache(most, lambda p: 16 + len(p[0]))

    def search(
        self, at: Snapshot, match: Match, allowed: Mask, limit: int
    ) -> list[tuple[str, float]]:
        """Ids of ``allowed`` passages with their BM25 scores (higher is better), best first, ties
        by id."""
        import numpy as np

        scores = np.zeros(len(at.table.ids))
        for term in match.terms:
            numbers, added = self._postings(at, term)
            scores[numbers] += added
        found = np.flatnonzero(self.holding(at, match) & allowed)
        held = scores[found]
        if 0 < limit < len(held):
            best = held >= np.partition(held, -limit)[-limit]
            found, held = found[best], held[best]
        pairs = zip((at.table.ids[n] for n in found.tolist()), held.tolist(), strict=True)
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def coverage(self, at: Snapshot, groups: Iterable[Match]) -> npt.NDArray[np.float64]:
        """For each passage the share of the groups that it has, 0 to 1. A group weighs as much as
        it is rare: the logarithm of how many passages there are for each that has it."""
        import numpy as np

        shares, total = np.zeros(len(at.table.ids)), 0.0
        for group in groups:
            having = self._any(at, group.scoring)
            weight = float(np.log((len(having) + 1) / (having.sum() + 1)))
            shares[having] += weight
            total += weight
        return shares / total if total else shares

    def holding(self, at: Snapshot, match: Match) -> Mask:
        """True for the passages that match, whatever their score."""
        groups = match.required or (match.scoring,)
        found = self._any(at, groups[0])
        for group in groups[1:]:
            found &= self._any(at, group)
        return found & ~self._any(at, match.banned) if match.banned else found

    def _any(self, at: Snapshot, terms: Iterable[str]) -> Mask:
        import numpy as np

        found = np.zeros(len(at.table.ids), bool)
        for term in terms:
            found[self._postings(at, term)[0]] = True
        return found

    def _postings(self, at: Snapshot, term: str) -> Postings:
        return self._kept.of(at.version, term, lambda: _asked(at, term))


def _asked(at: Snapshot, term: str) -> Postings:
    import numpy as np

    rows, scores = lexical_index.scores(at.connection, term)
    numbers = at.table.numbers(np.array(rows, np.int64))
    known = numbers >= 0
    return numbers[known], np.array(scores, np.float64)[known]
