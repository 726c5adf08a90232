"""Links a recommendation to the evidence in the whole library, for it and against it.

The library is searched by the recommendation's action and instruments, by its words, and for the
other side of it. What is found is scored by meaning and by how much of the recommendation's own
words it speaks of, weighed by rarity; copies are folded; each relation is a suggestion from cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kb.answer.coverage import Stems
from kb.cite import cite_text, pin, verify
from kb.evidence.asked import Asked, asked
from kb.evidence.model import EvidenceLink, Recommendation, Relation, Status, link_id
from kb.evidence.relate import relate
from kb.evidence.sources import Origin, sources_of
from kb.evidence.window import window
from kb.library.filters import ANSWERING
from kb.library.records import DocumentSummary, StoredPassage
from kb.search.engine import Candidate, Searcher, folded_candidates
from kb.search.hits import Why

RULES = "link-1"  # raise when linking changes, so that links are made anew
_CONTRARY = frozenset({Relation.CHALLENGES, Relation.QUALIFIES})
_LETTER = re.compile(r"[^\W\d_]")
_NO_WHY = Why()


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Constants, measured in ``docs/evidence.md``. ``floor`` is the score from which a passage
    is suggested at all; the others are the most links shown of each sort."""

    pool: int = 80
    floor: float = 0.4
    meaning: float = 0.45
    words: float = 0.40
    names: float = 0.15
    most: int = 12
    most_contrary: int = 3
    most_own: int = 2
    per_work: int = 3


@dataclass(frozen=True, slots=True)
class _Scored:
    passage: StoredPassage
    score: float
    contrary: bool


class Linker:
    """Links recommendations over one library."""

    def __init__(self, searcher: Searcher, settings: LinkSettings | None = None) -> None:
        self._searcher = searcher
        self._settings = settings or LinkSettings()

    @cached_property
    def _summaries(self) -> Mapping[str, DocumentSummary]:
        return {s.doc_id: s for s in self._searcher.library.documents()}

    def link(self, recommendation: Recommendation) -> tuple[EvidenceLink, ...]:
        """Suggested links, best first: the independent ones, contrary ones among them, then the
        recommending document's own argument. The same record gives the same links."""
        wanted = asked(recommendation, self._searcher.library)
        origin = Origin(recommendation, self._summaries)
        scored = self._scored(recommendation, wanted)
        links = list(self._links(recommendation, wanted, origin, scored))
        return self._chosen(links)

    # -- candidates --------------------------------------------------------------------------

    def _scored(self, recommendation: Recommendation, wanted: Asked) -> list[_Scored]:
        found: dict[str, tuple[StoredPassage, float, bool]] = {}
        for query, contrary in _queries(wanted):
            for candidate in self._searcher.find(query).candidates[: self._settings.pool]:
                passage = candidate.passage
                if passage.role not in ANSWERING or not _is_prose(passage.text):
                    continue
                if _is_itself(recommendation, passage):
                    continue
                _, similarity, other = found.get(passage.passage_id, (passage, 0.0, contrary))
                if not contrary:
                    similarity = max(similarity, candidate.similarity)
                found[passage.passage_id] = (passage, similarity, other and contrary)
        scored = [
            _Scored(p, self._score(p, similarity, wanted), contrary)
            for p, similarity, contrary in found.values()
        ]
        return sorted(scored, key=lambda s: (-s.score, s.passage.passage_id))

    def _score(self, passage: StoredPassage, similarity: float, wanted: Asked) -> float:
        stems = Stems(f"{passage.header}\n{passage.text}")
        covered = wanted.covered(stems)
        naming = wanted.naming(stems) if wanted.named else covered
        s = self._settings
        meaning = min(max((similarity - 0.15) / 0.55, 0.0), 1.0)
        return s.meaning * meaning + s.words * min(1.6 * covered, 1.0) + s.names * naming

    # -- links -------------------------------------------------------------------------------

    def _links(
        self,
        recommendation: Recommendation,
        wanted: Asked,
        origin: Origin,
        scored: Sequence[_Scored],
    ) -> Iterable[EvidenceLink]:
        worth = [s for s in scored if s.score >= self._settings.floor]
        by_id = {s.passage.passage_id: s for s in worth}
        pool = [Candidate(s.passage, s.score, _NO_WHY) for s in worth]
        for candidate, copies in folded_candidates(pool, self._summaries):
            found = by_id[candidate.passage.passage_id]
            link = self._link(recommendation, wanted, origin, found, copies)
            if link is not None:
                yield link

    def _link(
        self,
        recommendation: Recommendation,
        wanted: Asked,
        origin: Origin,
        found: _Scored,
        copies: tuple[str, ...],
    ) -> EvidenceLink | None:
        library = self._searcher.library
        document = library.document(found.passage.doc_id)
        span = window(document.text, found.passage.span, wanted)
        cite = pin(document, span)
        if not verify(cite, document).holds:
            return None
        text = span.of(document.text)
        summary = self._summaries[document.doc_id]
        relation, reasons = relate(recommendation, text, document.metadata)
        own = origin.holds(summary) or origin.reported_by(text, summary)
        return EvidenceLink(
            link_id(recommendation.rec_id, document.doc_id, text),
            recommendation.rec_id,
            document.doc_id,
            span,
            text,
            cite_text(cite, document.metadata),
            round(found.score, 4),
            relation,
            Status.SUGGESTED,
            not own,
            sources_of(text, summary),
            relation in _CONTRARY and not own,
            tuple(c for c in copies if c != document.doc_id),
            reasons,
        )

    def _chosen(self, links: Sequence[EvidenceLink]) -> tuple[EvidenceLink, ...]:
        s = self._settings
        independent = [x for x in _distinct(links) if x.independent]
        best = _capped(independent, s.per_work)[: s.most]
        contrary = [x for x in independent if x.contrary][: s.most_contrary]
        own = [x for x in _distinct(links) if not x.independent][: s.most_own]
        shown = {x.link_id: x for x in (*best, *contrary)}
        ranked = sorted(shown.values(), key=lambda x: (-x.score, x.link_id))
        return (*ranked, *(replace(x, contrary=False) for x in own))


def _queries(wanted: Asked) -> Iterable[tuple[str, bool]]:
    yield from ((q, False) for q in wanted.queries)
    yield from ((q, True) for q in wanted.contrary)


def _is_prose(text: str) -> bool:
    """False for headings, rows of tables and lists of numbers."""
    letters = len(_LETTER.findall(text))
    return len(text.split()) >= 8 and letters >= 0.6 * len(text.replace(" ", ""))


def _is_itself(recommendation: Recommendation, passage: StoredPassage) -> bool:
    return passage.doc_id == recommendation.doc_id and any(
        passage.span.overlaps(p) for p in recommendation.places
    )


def _distinct(links: Sequence[EvidenceLink]) -> list[EvidenceLink]:
    """Links whose words do not overlap those of a better one of the same document."""
    kept: list[EvidenceLink] = []
    for link in links:
        same = (k.span.overlaps(link.span) for k in kept if k.doc_id == link.doc_id)
        if not any(same):
            kept.append(link)
    return kept


def _capped(links: Sequence[EvidenceLink], per_work: int) -> list[EvidenceLink]:
    counts: dict[str, int] = {}
    kept = []
    for link in links:
        counts[link.doc_id] = counts.get(link.doc_id, 0) + 1
        if counts[link.doc_id] <= per_work:
            kept.append(link)
    return kept
