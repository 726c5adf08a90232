"""The candidates of a query before they become hits, and how the query was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from kb.models import Role
from kb.search.address_hits import AddressedPassages
from kb.search.expansion import Expansion
from kb.search.fusion import NOTHING_KNOWN, Features
from kb.search.hits import Correction, Why
from kb.search.query import Query
from kb.search.source_cues import Cues
from kb.store.records import StoredPassage
from kb.text.quotable_sentences import has_prose

if TYPE_CHECKING:
    from kb.encode.interface import FloatArray
    from kb.search.near_duplicates import Grams
    from kb.store import Library

_AT_ONCE = 12  # passages that are read together: those of a page of results


class PassageReader:
    """Reads the passages of candidates when they are first looked at, some at a time: of hundreds
    of candidates a search shows ten."""

    def __init__(self, library: Library, passages: Iterable[StoredPassage] = ()) -> None:
        self._library = library
        self._order: list[str] = []
        self._read = {p.passage_id: p for p in passages}

    def expect(self, ids: Iterable[str]) -> None:
        """The order in which passages are likely to be looked at."""
        self._order = list(ids)

    def shingles(self, ids: Sequence[str]) -> Sequence[Grams]:
        """The word 5-grams of passages, without reading these."""
        return self._library.shingles(ids)

    def of(self, passage_id: str) -> StoredPassage:
        """The passage. Raises ``KeyError`` where another process has removed it."""
        if passage_id not in self._read:
            others = (i for i in self._order if i not in self._read)
            self.read([passage_id, *islice(others, _AT_ONCE)])
        return self._read[passage_id]

    def read(self, ids: Iterable[str]) -> None:
        """Read these passages, since all of them will be looked at."""
        missing = [i for i in ids if i not in self._read]
        if missing:
            self._read |= self._library.passages_by_id(missing)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that was found, with its score, its similarity, why, and what the score is made of.
    ``passage`` is read when it is first looked at; ids, ``role`` and ``prose`` (whether it has
    running words) are known without it.

    ``score`` is 0 to 1; passages of a document that the query names by its number have 1 more,
    those of a section that it names 2 more.
    """

    passage_id: str
    doc_id: str
    role: Role
    prose: bool
    score: float
    why: Why
    reader: PassageReader = field(compare=False, repr=False)
    similarity: float = 0.0
    features: Features = NOTHING_KNOWN

    @property
    def passage(self) -> StoredPassage:
        """The passage. Raises ``KeyError`` where another process has removed it since."""
        return self.reader.of(self.passage_id)


def candidates_of(
    library: Library, scored: Sequence[tuple[StoredPassage, float]]
) -> list[Candidate]:
    """Candidates for passages that are read already, with their scores."""
    reader = PassageReader(library, [passage for passage, _ in scored])
    return [
        Candidate(p.passage_id, p.doc_id, p.role, has_prose(p.text), score, Why(), reader)
        for p, score in scored
    ]


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """The candidates for a query, best first, copies not yet folded, and how the query was read.
    ``query`` has misspelt words corrected."""

    query: Query
    expansion: Expansion
    cues: Cues
    addressed: AddressedPassages
    candidates: tuple[Candidate, ...]
    notices: tuple[str, ...]
    vector: FloatArray | None = None
    corrections: tuple[Correction, ...] = ()
