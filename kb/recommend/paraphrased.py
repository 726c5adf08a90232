"""Recommendations that somebody wrote down in our words, with where they stand.

They are for documents that may not be carried: each entry has the paraphrase, the pages, and keys
of the sentences (hashes of their letters), by which it is recognised when the document itself is
on record. Until then it is shown as what it is: a paraphrase, not verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from kb.corpus.load import records
from kb.recommend.model import Area, DemandKind, Explicitness, Recommendation, Stance, words_key
from kb.resources import CORPUS
from kb.span import Span
from kb.text.sentences import sentences
from kb.text.stems import stem, words

FILE = CORPUS / "judgements" / "recommendations.yaml"


class Curated(BaseModel):
    """One entry of the file. ``document`` is an id of the catalogue; ``keys`` are the keys of
    the sentences that state it."""

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
        """The entry as a recommendation whose document is not on record."""
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
            sort=DemandKind.RECOMMENDATION,
            paraphrase=self.paraphrase,
            pages=self.pages,
        )


@lru_cache(maxsize=2)
def curated(path: Path = FILE) -> tuple[Curated, ...]:
    """The entries of the file; none where it is missing. Raises ``CorpusError``."""
    return tuple(records(path, "recommendation", Curated)) if path.is_file() else ()


def sentence_keys(text: str, places: Iterable[Span]) -> tuple[str, ...]:
    """The keys of the sentences of ``text`` that hold the beginnings of ``places``."""
    found = []
    for place in places:
        line = text.rfind("\n", 0, place.start) + 1
        end = text.find("\n", place.start)
        whole = sentences(text, line, end if end >= 0 else len(text))
        holding = next((s for s in whole if s.start <= place.start < s.end), place)
        found.append(words_key(holding.of(text)))
    return tuple(dict.fromkeys(found))


def recognised(
    text: str, found: Sequence[Recommendation], entries: Sequence[Curated]
) -> tuple[Recommendation, ...]:
    """The recommendations of a document with the paraphrases and ids of the entries that are
    about them: an entry is about one whose sentence it names, and of several in one sentence
    about the one whose words it shares most."""
    keys = [set(sentence_keys(text, r.places)) for r in found]
    pairs = [
        (_alike(entry, r), n, i)
        for n, entry in enumerate(entries)
        for i, r in enumerate(found)
        if keys[i] & set(entry.keys)
    ]
    taken: dict[int, Curated] = {}
    named: set[int] = set()
    for _, n, i in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if n not in named and i not in taken:
            taken[i] = entries[n]
            named.add(n)
    return tuple(_named(r, taken[i]) if i in taken else r for i, r in enumerate(found))


def _alike(entry: Curated, recommendation: Recommendation) -> float:
    """The share of the recommendation's stems that the entry has too: 0 to 1."""
    said = _stems(f"{recommendation.action} {' '.join(recommendation.instruments)}")
    own = _stems(f"{entry.action} {entry.paraphrase} {' '.join(entry.instruments)}")
    return len(said & own) / len(said) if said else 0.0


def _stems(text: str) -> set[str]:
    return {stem(w, "en") for w in words(text) if len(w) > 3}


def _named(recommendation: Recommendation, entry: Curated) -> Recommendation:
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
