"""The two runs of a search: the lexical run over words, the dense run over vectors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import EncoderError
from kb.index.dense_router import DenseRouter
from kb.search.expansion import Expansion
from kb.search.query import Query
from kb.search.source_cues import Cues, content_groups
from kb.settings import SearchSettings
from kb.store.passage_filters import Filter
from kb.store.records import LexicalQuery

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray
    from kb.store import Library


@dataclass(frozen=True, slots=True)
class RunScores:
    """The scores of each run by passage id, the query's vector if it has one, and notices."""

    lexical: dict[str, float]
    dense: dict[str, float]
    vector: FloatArray | None = None
    notices: tuple[str, ...] = ()


class Retriever:
    """Runs queries over one library. ``encoder`` is called when a query needs it."""

    def __init__(
        self, library: Library, encoder: Callable[[], Encoder], settings: SearchSettings
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._settings = settings
        self._vectors = DenseRouter(library)

    def run(
        self, query: Query, expansion: Expansion, cues: Cues, chosen: Filter, mode: str
    ) -> RunScores:
        """Both runs, or the one that ``mode`` names.

        Where there is no encoder for the library's vectors, the mode ``dense`` raises
        ``EncoderError`` and ``hybrid`` searches by words alone, with a notice.
        """
        lexical = self._lexical(query, expansion, cues, chosen) if mode != "dense" else {}
        if mode == "lexical" or not query.text.strip():
            return RunScores(lexical, {})
        try:
            dense, vector = self._dense(query, expansion, chosen, lexical)
        except EncoderError as error:
            if mode == "dense":
                raise
            return RunScores(lexical, {}, None, (f"searched by words alone: {error}",))
        return RunScores(lexical, dense, vector, self._vectors.notices)

    def with_nearest_of(
        self, documents: frozenset[str], chosen: Filter, runs: RunScores
    ) -> RunScores:
        """``runs`` with the nearest passages of ``documents`` added to the dense run."""
        if runs.vector is None or not len(runs.vector):
            return runs
        within = self._library.allowed(replace(chosen, doc_ids=tuple(sorted(documents))))
        nearest = self._vectors.query(runs.vector, self._settings.named_pool, within)
        return replace(runs, dense={**dict(nearest), **runs.dense})

    def _lexical(
        self, query: Query, expansion: Expansion, cues: Cues, chosen: Filter
    ) -> dict[str, float]:
        groups = content_groups(expansion, cues)
        words = LexicalQuery(groups, query.phrases, query.excluded)
        return dict(self._library.lexical(words, chosen, self._settings.pool))

    def _dense(
        self, query: Query, expansion: Expansion, chosen: Filter, lexical: Mapping[str, float]
    ) -> tuple[dict[str, float], FloatArray]:
        key = self._library.encoder_key()
        if key is None:
            return {}, np.empty(0, np.float32)
        encoder = self._encoder()
        if key != encoder.identity.key:
            raise EncoderError(
                f"the library's vectors are of another encoder ({key}); run `kb rebuild`"
            )
        vector = encoder.encode_query([expansion.dense_text or query.text])[0]
        allowed = self._allowed(query, chosen)
        found = dict(self._vectors.query(vector, self._settings.pool, allowed))
        # A passage that only the lexical run found gets its true similarity too.
        found.update(self._vectors.scores(vector, lexical.keys() - found.keys()))
        return found, vector

    def _allowed(self, query: Query, chosen: Filter) -> Collection[str] | None:
        """What the filter, exact phrases and excluded words leave; ``None`` for all passages."""
        if not (chosen.narrows or query.phrases or query.excluded):
            return None
        return self._library.allowed(chosen, query.phrases, query.excluded)
