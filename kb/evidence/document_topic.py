"""What a document is about, so that a passage about something else is not taken for evidence.

A demand to audit aid to one country's police is in the same words as one to audit another's. The
subject is told by the document's own vectors (their centroid, after Rocchio 1971, "Relevance
feedback in information retrieval") and by the words that run through it and are rare elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.store.filters import ANSWERING
from kb.text.language import ENGLISH_STOP, SPANISH_STOP
from kb.text.stems import both_stems, words

if TYPE_CHECKING:
    from kb.store import Library

_TERMS = 6
_CAPITAL = re.compile(r"\b[A-ZÁÉÍÓÚ][\w’'-]+")
_RUNS_THROUGH = 0.25  # the share of a document's passages that a word of its subject stands in


@dataclass(frozen=True, slots=True)
class Setting:
    """A document's subject: ``terms`` with weights that add up to 1, and for each passage of the
    record its likeness to the document, from -1 to 1."""

    terms: tuple[tuple[str, float], ...]
    likeness: Mapping[str, float]

    def _named_in(self, action: str) -> tuple[tuple[str, ...], ...]:
        """The stems of those words of the subject that an action names as a place or a people:
        with a capital."""
        capitals = _stems(" ".join(_CAPITAL.findall(action)))
        stems = (both_stems(term) for term, _ in self.terms)
        return tuple(s for s in stems if not capitals.isdisjoint(s))

    def misses(self, action: str, text: str) -> bool:
        """True where an action names the subject and a text does not: it is about the like done
        elsewhere."""
        asked, held = self._named_in(action), _stems(text)
        return bool(asked) and all(held.isdisjoint(stems) for stems in asked)

    def fits(self, passage_id: str, text: str) -> float:
        """How well a passage fits the subject, 0 to 1; 1 where no subject is known."""
        if not self.terms:
            return 1.0
        held = _stems(text)
        spoken = sum(w for term, w in self.terms if not held.isdisjoint(both_stems(term)))
        alike = min(max((self.likeness.get(passage_id, 0.0) - 0.1) / 0.5, 0.0), 1.0)
        return 0.5 * min(1.5 * spoken, 1.0) + 0.5 * alike


def _stems(text: str) -> set[str]:
    return {s for w in words(text) for s in both_stems(w)}


def setting_of(doc_id: str, library: Library) -> Setting:
    """The subject of a document; one that is not on record has none that is known."""
    if doc_id not in {d.doc_id for d in library.documents()}:
        return Setting((), {})
    pieces = [p for p in library.passages(doc_id) if p.role in ANSWERING]
    seen: Counter[str] = Counter(w for p in pieces for w in {x for x in words(p.text) if _says(x)})
    often = [w for w, n in seen.items() if n >= max(2, _RUNS_THROUGH * len(pieces))]
    everywhere = library.frequencies(often)
    total = sum(d.passages for d in library.documents())
    worth = {w: seen[w] * _rarity(everywhere.get(w, 0), total) for w in often}
    best = sorted(worth, key=lambda w: (-worth[w], w))[:_TERMS]
    whole = sum(worth[w] for w in best) or 1.0
    terms = tuple((w, worth[w] / whole) for w in best)
    return Setting(terms, _likeness(doc_id, library))


def _says(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word not in ENGLISH_STOP | SPANISH_STOP


def _rarity(seen: int, total: int) -> float:
    return float(np.log(1 + (total - seen + 0.5) / (seen + 0.5)))


def _likeness(doc_id: str, library: Library) -> dict[str, float]:
    table = library.vector_table()
    rows = [i for i, d in enumerate(table.doc_ids) if d == doc_id]
    if not rows:
        return {}
    centre = table.matrix[rows].mean(axis=0)
    length = float(np.linalg.norm(centre)) or 1.0
    alike = table.matrix @ (centre / length)
    return dict(zip(table.ids, map(float, alike), strict=True))
