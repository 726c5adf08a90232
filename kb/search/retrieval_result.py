"""The candidates of a query before they become hits, and how the query was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.search.address_hits import AddressedPassages
from kb.search.expansion import Expansion
from kb.search.hits import Why
from kb.search.query import Query
from kb.search.source_cues import Cues
from kb.store.records import StoredPassage

if TYPE_CHECKING:
    from kb.encode.interface import FloatArray


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its fused score, its similarity, and why it was found."""

    passage: StoredPassage
    score: float
    why: Why
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """The candidates for a query, best first, copies not yet folded, and how the query was read."""

    query: Query
    expansion: Expansion
    cues: Cues
    addressed: AddressedPassages
    candidates: tuple[Candidate, ...]
    notices: tuple[str, ...]
    vector: FloatArray | None = None
