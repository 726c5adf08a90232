"""Links a recommendation to the evidence in the whole library, for it and against it.

The library is searched by the recommendation's action and instruments, by its words, and for the
other side of it. What is found is scored by meaning and by how much of the recommendation's own
words it speaks of, weighed by rarity; copies are folded; each relation is a suggestion from cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kb.answer.coverage import Stems
from kb.cite import cite_text, pin, verify
from kb.evidence.asked import Asked, asked
from kb.evidence.model import EvidenceLink, Recommendation, Relation, Status, link_id
from kb.evidence.relate import relate
from kb.evidence.setting import Setting, setting_of
from kb.evidence.sources import Origin, sources_of
from kb.evidence.window import window
from kb.library.filters import ANSWERING
from kb.library.records import DocumentSummary, StoredPassage
from kb.model import Role
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
    contrary_floor: float = 0.48
    narrow: float = 0.4
    narrowed: int = 24
    around: int = 2
    found: float = 0.30
    meaning: float = 0.25
    words: float = 0.20
    names: float = 0.10
    setting: float = 0.15
    aside: float = 0.15
    most: int = 12
    most_contrary: int = 3
    most_own: int = 2
    per_work: int = 3


@dataclass(frozen=True, slots=True)
class _Scored:
    passage: StoredPassage
    score: float


@dataclass(slots=True)
class _Seen:
    """A passage with what the searches said of it; those for the other side say only that it is
    there, for their words are not the recommendation's."""

    passage: StoredPassage
    similarity: float = 0.0
    scores: list[float] = field(default_factory=list)

    def note(self, candidate: Candidate, contrary: bool) -> None:
        if not contrary:
            self.similarity = max(self.similarity, candidate.similarity)
            self.scores.append(min(candidate.score, 1.0))

    @property
    def rank_score(self) -> float:
        """The mean of its two best scores, each from 0 to 1: found twice counts for more."""
        return sum(sorted(self.scores, reverse=True)[:2]) / 2


class Linker:
    """Links recommendations over one library."""

    def __init__(self, searcher: Searcher, settings: LinkSettings | None = None) -> None:
        self._searcher = searcher
        self._settings = settings or LinkSettings()
        self._settings_known: dict[str, Setting] = {}

    @cached_property
    def _summaries(self) -> Mapping[str, DocumentSummary]:
        return {s.doc_id: s for s in self._searcher.library.documents()}

    def link(self, recommendation: Recommendation) -> tuple[EvidenceLink, ...]:
        """Suggested links, best first: the independent ones, contrary ones among them, then the
        recommending document's own argument. The same record gives the same links."""
        context = self._context(recommendation)
        wanted = asked(recommendation, self._searcher.library, context)
        origin = Origin(recommendation, self._summaries)
        scored = self._scored(recommendation, wanted)
        return self._chosen(self._links(recommendation, wanted, origin, scored))

    def _setting_of(self, doc_id: str) -> Setting:
        if doc_id not in self._settings_known:
            self._settings_known[doc_id] = setting_of(doc_id, self._searcher.library)
        return self._settings_known[doc_id]

    def _context(self, recommendation: Recommendation) -> tuple[str, ...]:
        """The passages of the recommending document that are nearest to it in meaning: its own
        argument, whose words lead to the same argument elsewhere (pseudo-relevance feedback)."""
        library = self._searcher.library
        ids, matrix = library.vectors_of(recommendation.doc_id)
        if not ids:
            return ()
        alike = matrix @ self._searcher.encoder.encode_query([recommendation.text])[0]
        best = sorted(range(len(ids)), key=lambda i: (-float(alike[i]), i))[: self._settings.around]
        found = library.passages_by_id([ids[i] for i in best])
        return tuple(found[ids[i]].text for i in best if ids[i] in found)

    # -- candidates --------------------------------------------------------------------------

    def _scored(self, recommendation: Recommendation, wanted: Asked) -> list[_Scored]:
        seen: dict[str, _Seen] = {}
        for query, contrary in _queries(wanted):
            for candidate in self._searcher.find(query).candidates[: self._settings.pool]:
                if _may_be_evidence(recommendation, candidate.passage):
                    entry = seen.setdefault(candidate.passage.passage_id, _Seen(candidate.passage))
                    entry.note(candidate, contrary)
        setting = self._setting_of(recommendation.doc_id)
        scored = [_Scored(s.passage, self._score(s, wanted, setting)) for s in seen.values()]
        return sorted(scored, key=lambda s: (-s.score, s.passage.passage_id))

    def _score(self, seen: _Seen, wanted: Asked, setting: Setting) -> float:
        passage = seen.passage
        whole = f"{passage.header}\n{passage.text}"
        stems = Stems(whole)
        covered = wanted.covered(stems)
        s = self._settings
        parts = (
            (s.found, seen.rank_score),
            (s.meaning, _scaled(seen.similarity)),
            (s.words, min(1.6 * covered, 1.0)),
            (s.names, wanted.naming(stems) if wanted.named else covered),
            (s.setting, setting.fits(passage.passage_id, whole)),
        )
        aside = s.aside if passage.role is Role.FOOTNOTE else 0.0
        return sum(weight * value for weight, value in parts) - aside

    # -- links -------------------------------------------------------------------------------

    def _links(
        self,
        recommendation: Recommendation,
        wanted: Asked,
        origin: Origin,
        scored: Sequence[_Scored],
    ) -> list[EvidenceLink]:
        worth = self._worth_a_look(scored, origin)
        by_id = {s.passage.passage_id: s for s in worth}
        pool = [Candidate(s.passage, s.score, _NO_WHY) for s in worth]
        made = []
        for candidate, copies in folded_candidates(pool, self._summaries):
            found = by_id[candidate.passage.passage_id]
            link = self._link(recommendation, wanted, origin, found, copies)
            if link is not None:
                made.append(link)
        return self._narrowed(made, wanted)

    def _worth_a_look(self, scored: Sequence[_Scored], origin: Origin) -> list[_Scored]:
        above = [s for s in scored if s.score >= self._settings.floor]
        own = [s for s in above if origin.holds(self._summaries[s.passage.doc_id])]
        others = [s for s in above if not origin.holds(self._summaries[s.passage.doc_id])]
        return others[: self._settings.narrowed] + own[: self._settings.narrowed // 2]

    def _narrowed(self, links: Sequence[EvidenceLink], wanted: Asked) -> list[EvidenceLink]:
        """The links scored again by the sentences that are cited of each, best first."""
        if not links:
            return []
        encoder, s = self._searcher.encoder, self._settings
        queries = encoder.encode_query(list(wanted.queries))
        likeness = (encoder.encode_document([x.text for x in links]) @ queries.T).max(axis=1)
        rescored = [
            replace(x, score=round((1 - s.narrow) * x.score + s.narrow * _scaled(float(a)), 4))
            for x, a in zip(links, likeness, strict=True)
        ]
        return sorted(rescored, key=lambda x: (-x.score, x.link_id))

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
        summary = self._summaries[document.doc_id]
        span = window(
            document.text, found.passage.span, wanted, lambda t: origin.reported_by(t, summary)
        )
        cite = pin(document, span)
        if not verify(cite, document).holds:
            return None
        text = span.of(document.text)
        sources = sources_of(text, summary)
        relation, reasons = relate(recommendation, text, document.metadata, sources)
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
            sources,
            relation in _CONTRARY and not own,
            tuple(c for c in copies if c != document.doc_id),
            reasons,
        )

    def _chosen(self, links: Sequence[EvidenceLink]) -> tuple[EvidenceLink, ...]:
        s = self._settings
        independent = [x for x in _distinct(links) if x.independent]
        best = _capped(independent, s.per_work)[: s.most]
        against = [x for x in independent if x.contrary and x.score >= s.contrary_floor]
        contrary = against[: s.most_contrary]
        own = [x for x in _distinct(links) if not x.independent][: s.most_own]
        shown = {x.link_id: x for x in (*best, *contrary)}
        ranked = sorted(shown.values(), key=lambda x: (-x.score, x.link_id))
        return (*ranked, *(replace(x, contrary=False) for x in own))


def _queries(wanted: Asked) -> Iterable[tuple[str, bool]]:
    yield from ((q, False) for q in wanted.queries)
    yield from ((q, True) for q in wanted.contrary)


def _scaled(cosine: float) -> float:
    """A cosine as the default encoder gives it, stretched over 0 to 1."""
    return min(max((cosine - 0.15) / 0.55, 0.0), 1.0)


def _is_prose(text: str) -> bool:
    """False for headings, rows of tables and lists of numbers."""
    letters = len(_LETTER.findall(text))
    return len(text.split()) >= 8 and letters >= 0.6 * len(text.replace(" ", ""))


def _may_be_evidence(recommendation: Recommendation, passage: StoredPassage) -> bool:
    readable = passage.role in ANSWERING and _is_prose(passage.text)
    return readable and not _is_itself(recommendation, passage)


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
