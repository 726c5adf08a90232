"""What a query finds before it is shown: candidates with their scores, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.search.address_hits import Addressed
from kb.search.expansion import Expansion
from kb.search.fusion import Fusion
from kb.search.hits import Why
from kb.search.query import Query
from kb.search.source_cues import Cues
from kb.store.records import StoredPassage

if TYPE_CHECKING:
    from kb.encode.interface import FloatArray


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
class RetrievalResult:
    """The candidates for a query, best first, before folding, and what was made of the query."""

    query: Query
    expansion: Expansion
    cues: Cues
    addressed: Addressed
    candidates: tuple[Candidate, ...]
    notices: tuple[str, ...]
    vector: FloatArray | None = None
