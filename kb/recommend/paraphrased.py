"""Recommendations that were paraphrased manually, with their pages.

They cover documents that we cannot redistribute. Each entry has the paraphrase, the pages, and
keys of the sentences (hashes of their letters), by which it is recognised once the document is in
the library. Until then it is shown as a paraphrase that is not verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from kb.corpus.load import records
from kb.recommend.model import (
    Area,
    Explicitness,
    Recommendation,
    RecommendationKind,
    Stance,
    words_key,
)
from kb.resources import CORPUS
from kb.span import Span
from kb.text.sentences import sentences
from kb.text.stems import stem, words

FILE = CORPUS / "judgements" / "recommendations.yaml"


class Paraphrase(BaseModel):
    """One entry of the file. ``document`` is an id of the catalogue; ``keys`` are the keys of the
    sentences that state the recommendation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]+$")
    document: str
    paraphrase: str = Field(min_length=20, max_length=400)
    pages: tuple[str, ...]
    keys: tuple[str, ...]
    actors: tuple[str, ...]
    action: str
    instruments: tuple[str, ...] = ()
    area: Area
    stance: Stance
    explicitness: Explicitness = Explicitness.EXPLICIT

    def recommendation(self) -> Recommendation:
        """The entry as a recommendation whose document is not in the library."""
        return Recommendation(
            self.id,
            self.document,
            Span(0, 0),
            "",
            (),
            self.actors,
            self.action,
            self.instruments,
            self.area,
            self.stance,
            self.explicitness,
            sort=RecommendationKind.RECOMMENDATION,
            paraphrase=self.paraphrase,
            pages=self.pages,
        )


@lru_cache(maxsize=2)
def paraphrases(path: Path = FILE) -> tuple[Paraphrase, ...]:
    """The entries of the file; none where it is missing. Raises ``CorpusError``."""
    return tuple(records(path, "recommendation", Paraphrase)) if path.is_file() else ()


def sentence_keys(text: str, places: Iterable[Span]) -> tuple[str, ...]:
    """The keys of the sentences of ``text`` in which ``places`` begin."""
    found = []
    for place in places:
        line = text.rfind("\n", 0, place.start) + 1
        end = text.find("\n", place.start)
        whole = sentences(text, line, end if end >= 0 else len(text))
        holding = next((s for s in whole if s.start <= place.start < s.end), place)
        found.append(words_key(holding.of(text)))
    return tuple(dict.fromkeys(found))


def with_paraphrases(
    text: str, found: Sequence[Recommendation], entries: Sequence[Paraphrase]
) -> tuple[Recommendation, ...]:
    """``found`` with the paraphrases and ids of the entries that are about them.

    An entry is about a recommendation whose sentence it has the key of; of several in one
    sentence, about the one that it shares most words with.
    """
    keys = [set(sentence_keys(text, r.places)) for r in found]
    pairs = [
        (_likeness(entry, r), n, i)
        for n, entry in enumerate(entries)
        for i, r in enumerate(found)
        if keys[i] & set(entry.keys)
    ]
    entry_of: dict[int, Paraphrase] = {}
    used: set[int] = set()
    for _, n, i in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if n not in used and i not in entry_of:
            entry_of[i] = entries[n]
            used.add(n)
    return tuple(_described(r, entry_of[i]) if i in entry_of else r for i, r in enumerate(found))


def _likeness(entry: Paraphrase, recommendation: Recommendation) -> float:
    """The share of the recommendation's stems that the entry has too: 0 to 1."""
    theirs = _stems(f"{recommendation.action} {' '.join(recommendation.instruments)}")
    own = _stems(f"{entry.action} {entry.paraphrase} {' '.join(entry.instruments)}")
    return len(theirs & own) / len(theirs) if theirs else 0.0


def _stems(text: str) -> set[str]:
    return {stem(w, "en") for w in words(text) if len(w) > 3}


def _described(recommendation: Recommendation, entry: Paraphrase) -> Recommendation:
    """The recommendation as the entry describes it, at the place where it was found."""
    return replace(
        recommendation,
        rec_id=entry.id,
        paraphrase=entry.paraphrase,
        actors=entry.actors,
        action=entry.action,
        instruments=entry.instruments,
        area=entry.area,
        stance=entry.stance,
        explicitness=entry.explicitness,
    )
