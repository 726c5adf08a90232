"""Links a recommendation to the evidence in the whole library, for it and against it.

The library is searched by the recommendation's action and instruments, by its words, by its own
document's argument, and for the other side of it. Passages are scored, the sentences of the best
that bear on it are picked out, copies are folded; each relation is a suggestion from cues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kb.cite import cite_text, pin, verify
from kb.evidence.asked import Asked, asked
from kb.evidence.bearing import Bearing, Bearings, Sentences
from kb.evidence.candidates import Scored, Weights, gather
from kb.evidence.model import EvidenceLink, Recommendation, Relation, Status, link_id
from kb.evidence.relate import relate
from kb.evidence.setting import Setting, setting_of
from kb.evidence.sources import Origin, sources_of
from kb.library.records import DocumentSummary
from kb.model import Kind
from kb.search.engine import Candidate, Searcher, folded_candidates
from kb.search.fold import Shingles
from kb.search.hits import Why
from kb.span import Span

if TYPE_CHECKING:
    from kb.encode.interface import FloatArray

RULES = "link-3"  # raise when linking changes, so that links are made anew
_CONTRARY = frozenset({Relation.CHALLENGES, Relation.QUALIFIES})
_NO_WHY = Why()
_NO_CUE = frozenset({Relation.BACKGROUND, Relation.AUTHORISES})  # told by the kind of text alone
_TALK = frozenset({Kind.STATEMENT, Kind.BILL, Kind.ARTICLE})  # what is said or planned
_AGAIN = 0.6  # share of the shorter's word 5-grams from which two links say the same
_ALIKE = 0.78  # cosine of two links' sentences from which they say the same


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Constants, measured in ``docs/evidence.md``. ``floor`` is the score from which a passage
    is looked at; it is suggested from ``suggested`` and from ``beside_best`` of the best one's
    score; where none reaches that, from ``nearly_best`` of it; ``sentences`` is what the
    score of the sentences counts beside that of their passage; ``looked_at`` is how many passages
    are read, ``around`` how many of the document's own lead to more; ``no_cue`` is what is left of
    the score of a passage without a cue, ``talk`` of one of a statement or a bill, which say what
    is meant more than what is; the others are the most links shown of each sort."""

    weights: Weights = field(default_factory=Weights)
    floor: float = 0.25
    suggested: float = 0.36
    beside_best: float = 0.65
    nearly_best: float = 0.95
    contrary: float = 0.33
    sentences: float = 0.5
    looked_at: int = 40
    around: int = 2
    most: int = 12
    most_contrary: int = 3
    most_own: int = 2
    most_background: int = 4
    per_document: int = 3
    no_cue: float = 0.85
    talk: float = 0.88


class Linker:
    """Links recommendations over one library."""

    def __init__(self, searcher: Searcher, settings: LinkSettings | None = None) -> None:
        self._searcher = searcher
        self._settings = settings or LinkSettings()
        self._subjects: dict[str, Setting] = {}
        self._vectors: dict[tuple[str, Span], FloatArray] = {}

    @cached_property
    def _summaries(self) -> Mapping[str, DocumentSummary]:
        return {s.doc_id: s for s in self._searcher.library.documents()}

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self._searcher.encoder)

    def link(self, recommendation: Recommendation) -> tuple[EvidenceLink, ...]:
        """Suggested links, best first: the independent ones, contrary ones among them, then the
        recommending document's own argument. The same record gives the same links."""
        library = self._searcher.library
        wanted = asked(recommendation, library, self._argument(recommendation))
        subject = self._subject(recommendation.doc_id)
        found = gather(recommendation, wanted, subject, self._searcher, self._settings.weights)
        origin = Origin(recommendation, self._summaries)
        links = self._links(recommendation, wanted, origin, self._worth_a_look(found, origin))
        return self._chosen(links)

    def _subject(self, doc_id: str) -> Setting:
        if doc_id not in self._subjects:
            self._subjects[doc_id] = setting_of(doc_id, self._searcher.library)
        return self._subjects[doc_id]

    def _argument(self, recommendation: Recommendation) -> tuple[str, ...]:
        """The passages of the recommending document that are nearest to it in meaning: its own
        argument, whose words lead to the same argument elsewhere (pseudo-relevance feedback)."""
        library = self._searcher.library
        if recommendation.doc_id not in self._summaries:
            return ()
        ids, matrix = library.vectors_of(recommendation.doc_id)
        if not ids:
            return ()
        alike = matrix @ self._searcher.encoder.encode_query([recommendation.text])[0]
        best = sorted(range(len(ids)), key=lambda i: (-float(alike[i]), i))[: self._settings.around]
        found = library.passages_by_id([ids[i] for i in best])
        return tuple(found[ids[i]].text for i in best if ids[i] in found)

    def _worth_a_look(self, found: Sequence[Scored], origin: Origin) -> list[Scored]:
        """The best passages of other documents, and fewer of its own, copies folded later."""
        above = [s for s in found if s.score >= self._settings.floor]
        own = [s for s in above if origin.holds(self._summaries[s.passage.doc_id])]
        others = [s for s in above if not origin.holds(self._summaries[s.passage.doc_id])]
        return others[: self._settings.looked_at] + own[: self._settings.looked_at // 4]

    def _links(
        self,
        recommendation: Recommendation,
        wanted: Asked,
        origin: Origin,
        found: Sequence[Scored],
    ) -> list[EvidenceLink]:
        pool = [Candidate(s.passage, s.score, _NO_WHY) for s in found]
        groups = list(folded_candidates(pool, self._summaries))
        library = self._searcher.library
        texts = [(library.text(c.passage.doc_id), c.passage.span) for c, _ in groups]
        ids = [c.passage.doc_id for c, _ in groups]
        bearings = Bearings(wanted, self._sentences).of_all(
            texts, lambda n, text: origin.is_no_evidence(text, self._summaries[ids[n]])
        )
        loss = {s.passage.passage_id: self._settings.weights.setting * (1 - s.fits) for s in found}
        made = (
            self._link(recommendation, origin, candidate, bearing, copies)
            for (candidate, copies), bearing in zip(
                groups, _in_setting(bearings, groups, loss), strict=True
            )
            if not bearing.empty
        )
        self._vectors = {
            (c.passage.doc_id, b.span): b.vector for (c, _), b in zip(groups, bearings, strict=True)
        }
        return sorted((x for x in made if x is not None), key=lambda x: (-x.score, x.link_id))

    def _link(
        self,
        recommendation: Recommendation,
        origin: Origin,
        candidate: Candidate,
        bearing: Bearing,
        copies: tuple[str, ...],
    ) -> EvidenceLink | None:
        document = self._searcher.library.document(candidate.passage.doc_id)
        cite = pin(document, bearing.span)
        if not verify(cite, document).holds:
            return None
        text, summary = cite.quote, self._summaries[document.doc_id]
        sources = sources_of(text, summary)
        peak = bearing.peak.of(document.text)
        relation, reasons = relate(recommendation, text, document.metadata, sources, peak)
        if origin.tells_of_holdings(text, summary):
            return None
        own = origin.holds(summary) or origin.reported_by(text, summary)
        share = self._settings.sentences
        score = (1 - share) * candidate.score + share * bearing.score
        if relation in _NO_CUE:
            score *= self._settings.no_cue
        if document.metadata.kind in _TALK:
            score *= self._settings.talk
        return EvidenceLink(
            link_id(recommendation.rec_id, document.doc_id, text),
            recommendation.rec_id,
            document.doc_id,
            bearing.span,
            text,
            cite_text(cite, document.metadata),
            round(score, 4),
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
        best_score = max((x.score for x in links if x.independent), default=0.0)
        floor = max(min(s.suggested, s.nearly_best * best_score), s.beside_best * best_score)
        apart = self._apart([x for x in links if x.score >= (s.contrary if x.contrary else floor)])
        independent = [x for x in apart if x.independent]
        capped = _capped(independent, s.per_document)
        plain = [x for x in capped if x.relation is Relation.BACKGROUND][s.most_background :]
        best = [x for x in capped if x not in plain and x.score >= floor][: s.most]
        against = [x for x in independent if x.contrary and x.score >= s.contrary]
        shown = {x.link_id: x for x in (*best, *against[: s.most_contrary])}
        ranked = sorted(shown.values(), key=lambda x: (-x.score, x.link_id))
        own = [replace(x, contrary=False) for x in apart if not x.independent]
        return (*ranked, *own[: s.most_own])

    def _apart(self, links: Sequence[EvidenceLink]) -> list[EvidenceLink]:
        """Links that do not say again what a better one says: overlapping words of one document,
        much the same words in another, or the same digest in the other language."""
        kept: list[tuple[EvidenceLink, Shingles]] = []
        for link in links:
            words = Shingles.of(link.text)
            if not any(self._again(link, words, other, theirs) for other, theirs in kept):
                kept.append((link, words))
        return [link for link, _ in kept]

    def _again(
        self, link: EvidenceLink, words: Shingles, other: EvidenceLink, theirs: Shingles
    ) -> bool:
        if link.independent is not other.independent:
            return False
        if link.doc_id == other.doc_id and link.span.overlaps(other.span):
            return True
        one, two = (self._summaries[x.doc_id].metadata for x in (link, other))
        if one.kind is two.kind is Kind.DIGEST and one.language != two.language:
            return set(link.sources) == set(other.sources)
        return words.shared(theirs) >= _AGAIN or self._alike(link, other) >= _ALIKE

    def _alike(self, link: EvidenceLink, other: EvidenceLink) -> float:
        one, two = (self._vectors.get((x.doc_id, x.span)) for x in (link, other))
        return float(one @ two) if one is not None and two is not None else 0.0


def _in_setting(
    bearings: Sequence[Bearing],
    groups: Sequence[tuple[Candidate, tuple[str, ...]]],
    loss: Mapping[str, float],
) -> list[Bearing]:
    """The bearings with what their passages lose for being about another subject taken off."""
    return [
        replace(b, score=b.score * (1 - loss[c.passage.passage_id]))
        for b, (c, _) in zip(bearings, groups, strict=True)
    ]


def _capped(links: Sequence[EvidenceLink], most: int) -> list[EvidenceLink]:
    """The links, at most so many of each document."""
    counts: dict[str, int] = {}
    kept = []
    for link in links:
        counts[link.doc_id] = counts.get(link.doc_id, 0) + 1
        if counts[link.doc_id] <= most:
            kept.append(link)
    return kept
