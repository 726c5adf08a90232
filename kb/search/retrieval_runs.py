"""The two runs of a search: by words in the record, by meaning over its vectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import EncoderError
from kb.index.exact import ExactIndex
from kb.search.expansion import Expansion
from kb.search.query import Query
from kb.search.source_cues import Cues, content_groups
from kb.store.filters import Filter
from kb.store.records import LexicalQuery

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray
    from kb.store import Library

_OF_NAMED = 60  # passages looked for of documents that the query names
_ALL = 1_000_000  # passages that hold a phrase

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class RunScores:
    """Scores by passage of each run, the query's vector if it has one, and notices."""

    lexical: dict[str, float]
    dense: dict[str, float]
    vector: FloatArray | None = None
    notices: tuple[str, ...] = ()


class Runs:
    """Runs queries over one library. ``encoder`` is asked for when a query needs it."""

    def __init__(self, library: Library, encoder: Callable[[], Encoder], pool: int) -> None:
        self._library = library
        self._encoder = encoder
        self._pool = pool

    def of(
        self, query: Query, expansion: Expansion, cues: Cues, chosen: Filter, mode: str
    ) -> RunScores:
        """Both runs, or the one that ``mode`` names. Raises ``EncoderError`` in the mode "dense"
        when there is no encoder for the vectors on record; else words alone are searched."""
        lexical = self._lexical(query, expansion, cues, chosen) if mode != "dense" else {}
        if mode == "lexical" or not query.text.strip():
            return RunScores(lexical, {})
        try:
            dense, vector = self._dense(query, expansion, chosen, lexical)
        except EncoderError as error:
            if mode == "dense":
                raise
            return RunScores(lexical, {}, None, (f"searched by words alone: {error}",))
        return RunScores(lexical, dense, vector)

    def nearest_of(self, documents: frozenset[str], chosen: Filter, ran: RunScores) -> RunScores:
        """``ran`` with the nearest passages of ``documents`` besides."""
        if ran.vector is None or not len(ran.vector):
            return ran
        table = self._library.vector_table()
        within = self._library.select(replace(chosen, doc_ids=tuple(sorted(documents))))
        mask = np.fromiter((i in within for i in table.ids), bool, len(table.ids))
        near = ExactIndex(table.ids, table.matrix).query(ran.vector, _OF_NAMED, mask)
        return replace(ran, dense={**dict(near), **ran.dense})

    def _lexical(
        self, query: Query, expansion: Expansion, cues: Cues, chosen: Filter
    ) -> dict[str, float]:
        groups = content_groups(expansion, cues)
        asked = LexicalQuery(groups, query.phrases, query.excluded)
        return dict(self._library.lexical(asked, chosen, self._pool))

    def _dense(
        self, query: Query, expansion: Expansion, chosen: Filter, lexical: Mapping[str, float]
    ) -> tuple[dict[str, float], FloatArray]:
        table = self._library.vector_table()
        if not table.ids:
            return {}, np.empty(0, np.float32)
        key, encoder = self._library.encoder_key(), self._encoder()
        if key != encoder.identity.key:
            raise EncoderError(
                f"the vectors on record are of another encoder ({key}); run `kb rebuild`"
            )
        vector = encoder.encode_query([expansion.dense_text or query.text])[0]
        mask = self._mask(table.ids, query, chosen)
        found = dict(ExactIndex(table.ids, table.matrix).query(vector, self._pool, mask))
        rows = sorted(table.rows[i] for i in lexical if i not in found and i in table.rows)
        if rows:
            # A passage found by its words gets its true similarity, not that of a stranger.
            found.update(
                (table.ids[i], float(s))
                for i, s in zip(rows, table.matrix[rows] @ vector, strict=True)
            )
        return found, vector

    def _mask(self, ids: Sequence[str], query: Query, chosen: Filter) -> Mask | None:
        """Which rows a filter, an exact phrase or an excluded word leaves."""
        allowed: set[str] | None = self._library.select(chosen) if chosen.narrows else None
        if query.phrases:
            exact = LexicalQuery(phrases=query.phrases, excluded=query.excluded)
            holding = {i for i, _ in self._library.lexical(exact, chosen, _ALL)}
            allowed = holding if allowed is None else allowed & holding
        elif query.excluded:
            banned = {
                i
                for word in query.excluded
                for i, _ in self._library.lexical(LexicalQuery(phrases=(word,)), chosen, _ALL)
            }
            allowed = (set(ids) if allowed is None else allowed) - banned
        if allowed is None:
            return None
        return np.fromiter((i in allowed for i in ids), bool, len(ids))
