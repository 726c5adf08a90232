"""What a document is about, so that a passage about something else is not taken for evidence.

A recommendation to audit aid to one country's police has the same words as one to audit another's.
The topic is described by the centroid of the document's vectors (after Rocchio 1971, "Relevance
feedback in information retrieval") and by the words that run through it and are rare elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.settings import TopicSettings
from kb.store.passage_filters import ANSWERING
from kb.text.language import ENGLISH_STOP, SPANISH_STOP
from kb.text.stems import both_stems, words

if TYPE_CHECKING:
    from kb.store import Library

_CAPITALISED = re.compile(r"\b[A-ZÁÉÍÓÚ][\w’'-]+")


@dataclass(frozen=True, slots=True)
class DocumentTopic:
    """A document's topic: ``terms`` with weights that add up to 1, and the cosine of each passage
    of the library to the document, from -1 to 1."""

    terms: tuple[tuple[str, float], ...]
    likeness: Mapping[str, float]
    limits: TopicSettings

    def misses_place(self, action: str, text: str) -> bool:
        """True where an action names a place or people of the topic and a text does not: the text
        is about the same done elsewhere."""
        places, stems = self._places_in(action), _stems(text)
        return bool(places) and all(stems.isdisjoint(place) for place in places)

    def fit(self, passage_id: str, text: str) -> float:
        """How well a passage fits the topic, 0 to 1; 1 where no topic is known."""
        if not self.terms:
            return 1.0
        limits, stems = self.limits, _stems(text)
        shared = sum(w for term, w in self.terms if not stems.isdisjoint(both_stems(term)))
        cosine = self.likeness.get(passage_id, 0.0)
        alike = min(max((cosine - limits.cosine_low) / limits.cosine_range, 0.0), 1.0)
        by_words = min(limits.word_factor * shared, 1.0)
        return limits.word_part * by_words + (1 - limits.word_part) * alike

    def _places_in(self, action: str) -> tuple[tuple[str, ...], ...]:
        """The stems of the topic's words that an action writes with a capital."""
        capitalised = _stems(" ".join(_CAPITALISED.findall(action)))
        stems = (both_stems(term) for term, _ in self.terms)
        return tuple(s for s in stems if not capitalised.isdisjoint(s))


def topic_of(doc_id: str, library: Library, limits: TopicSettings) -> DocumentTopic:
    """The topic of a document; one without terms where the document is not in the library."""
    if doc_id not in {d.doc_id for d in library.documents()}:
        return DocumentTopic((), {}, limits)
    pieces = [p for p in library.passages(doc_id) if p.role in ANSWERING]
    counts = Counter(w for p in pieces for w in set(words(p.text)) if _is_content_word(w))
    often = [w for w, n in counts.items() if n >= max(2, limits.runs_through * len(pieces))]
    everywhere = library.frequencies(often)
    total = sum(d.passages for d in library.documents())
    weights = {w: counts[w] * _rarity(everywhere.get(w, 0), total) for w in often}
    best = sorted(weights, key=lambda w: (-weights[w], w))[: limits.words]
    whole = sum(weights[w] for w in best) or 1.0
    terms = tuple((w, weights[w] / whole) for w in best)
    return DocumentTopic(terms, _likeness(doc_id, library), limits)


def _stems(text: str) -> set[str]:
    return {s for w in words(text) for s in both_stems(w)}


def _is_content_word(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word not in ENGLISH_STOP | SPANISH_STOP


def _rarity(passages: int, total: int) -> float:
    """The inverse document frequency of a word that is in ``passages`` of ``total``."""
    return float(np.log(1 + (total - passages + 0.5) / (passages + 0.5)))


def _likeness(doc_id: str, library: Library) -> dict[str, float]:
    table = library.vector_table()
    rows = [i for i, d in enumerate(table.doc_ids) if d == doc_id]
    if not rows:
        return {}
    centre = table.matrix[rows].mean(axis=0)
    length = float(np.linalg.norm(centre)) or 1.0
    cosines = table.matrix @ (centre / length)
    return dict(zip(table.ids, map(float, cosines), strict=True))
