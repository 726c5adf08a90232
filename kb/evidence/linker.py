"""Links a recommendation to the evidence in the whole library, for it and against it.

The library is searched by the recommendation's action and instruments, by its words, by its own
document's argument, and for the other side of it. Passages are scored, the sentences of the best
that bear on it are picked out, copies are folded; each relation is a suggestion from cues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from kb.cite import cite_text, pin_verified
from kb.evidence.candidates import ScoredPassage, gather
from kb.evidence.document_topic import Setting, setting_of
from kb.evidence.likelihood import MODEL, Model, Traits, likelihood
from kb.evidence.link_dedup import Draft, apart, capped
from kb.evidence.model import EvidenceLink, LinkStatus, Relation, link_id
from kb.evidence.query_builder import asked
from kb.evidence.relations import relate
from kb.evidence.sentence_scoring import Bearing, Bearings, Read, Sentences
from kb.evidence.term_match import EvidenceTerms
from kb.evidence.underlying_works import Origin, sources_of
from kb.models import Kind
from kb.recommend.model import Recommendation
from kb.search.copies import fold_copies
from kb.search.engine import Searcher
from kb.search.hits import Why
from kb.search.retrieval_result import Candidate
from kb.settings import LinkSettings
from kb.settings import settings as configured
from kb.store.records import DocumentSummary

RULES = "link-6"  # raise when linking changes, so that links are made anew
_NO_WHY = Why()
_TALK = frozenset({Kind.STATEMENT, Kind.ARTICLE})  # what is said


class Linker:
    """Links recommendations over one library."""

    def __init__(
        self, searcher: Searcher, settings: LinkSettings | None = None, model: Model = MODEL
    ) -> None:
        self._searcher = searcher
        self._settings = settings or configured().links
        self._model = model
        self._subjects: dict[str, Setting] = {}

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

    def _worth_a_look(self, found: Sequence[ScoredPassage], origin: Origin) -> list[ScoredPassage]:
        """The best passages of other documents, and fewer of its own, copies folded later."""
        above = [s for s in found if s.score >= self._settings.floor]
        own = [s for s in above if origin.holds(self._summaries[s.passage.doc_id])]
        others = [s for s in above if not origin.holds(self._summaries[s.passage.doc_id])]
        return others[: self._settings.looked_at] + own[: self._settings.looked_at // 4]

    def _links(
        self,
        recommendation: Recommendation,
        wanted: EvidenceTerms,
        origin: Origin,
        found: Sequence[ScoredPassage],
    ) -> list[Draft]:
        pool = [Candidate(s.passage, s.score, _NO_WHY) for s in found]
        groups = list(fold_copies(pool, self._summaries))
        library = self._searcher.library
        read = [
            Read(library.text(c.passage.doc_id), c.passage.span, c.passage.header)
            for c, _ in groups
        ]
        ids = [c.passage.doc_id for c, _ in groups]
        bearings = Bearings(wanted, self._sentences).of_all(
            read, lambda n, text: origin.is_no_evidence(text, self._summaries[ids[n]])
        )
        scored = {s.passage.passage_id: s for s in found}
        others = (s for s in found if not origin.holds(self._summaries[s.passage.doc_id]))
        best = max((s.score for s in others), default=0.0)
        drafts = [
            self._draft(recommendation, origin, scored[c.passage.passage_id], bearing, copies, best)
            for (c, copies), found_there in zip(groups, bearings, strict=True)
            for bearing in found_there
        ]
        return sorted((d for d in drafts if d), key=lambda d: (-d.score, d.link_id))

    def _draft(
        self,
        recommendation: Recommendation,
        origin: Origin,
        candidate: ScoredPassage,
        bearing: Bearing,
        copies: tuple[str, ...],
        best: float,
    ) -> Draft | None:
        summary = self._summaries[candidate.passage.doc_id]
        whole = self._searcher.library.text(summary.doc_id)
        text = bearing.span.of(whole)
        if origin.tells_of_holdings(text, summary):
            return None
        sources = sources_of(text, summary)
        relation, reasons = relate(
            recommendation, text, summary.metadata, sources, bearing.peak.of(whole)
        )
        own = origin.holds(summary) or origin.reported_by(text, summary)
        score = likelihood(self._traits(candidate, bearing, text, best), self._model)
        if origin.speaks_of(text, summary):
            score *= self._settings.about_it
        return Draft(
            link_id(recommendation.rec_id, summary.doc_id, text),
            recommendation.rec_id,
            summary,
            bearing,
            text,
            round(score, 4),
            relation,
            reasons,
            sources,
            not own,
            tuple(c for c in copies if c != summary.doc_id),
        )

    def _traits(self, candidate: ScoredPassage, bearing: Bearing, text: str, best: float) -> Traits:
        kind = self._summaries[candidate.passage.doc_id].metadata.kind
        return Traits(
            bearing=bearing.score,
            point=bearing.point,
            covered=bearing.covered,
            found=candidate.score,
            behind=max(best - candidate.score, 0.0),
            deed=bearing.deed,
            misses=candidate.misses,
            digest=kind is Kind.DIGEST,
            talk=kind in _TALK,
            words=len(text.split()),
        )

    def _chosen(self, drafts: Sequence[Draft]) -> tuple[EvidenceLink, ...]:
        s = self._settings
        kept = apart([x for x in drafts if x.score >= min(s.suggested, s.contrary)])
        independent = [x for x in kept if x.independent]
        best = [x for x in capped(independent, s.per_work) if x.score >= s.suggested][: s.most]
        plain = [x for x in best if x.relation is Relation.BACKGROUND][s.most_background :]
        against = [x for x in independent if x.contrary and x.score >= s.contrary]
        shown = {x.link_id: x for x in best + against[: s.most_contrary] if x not in plain}
        ranked = sorted(shown.values(), key=lambda x: (-x.score, x.link_id))
        own = [x for x in kept if not x.independent and x.score >= s.suggested]
        made = [self._cited(x) for x in (*ranked, *own[: s.most_own])]
        return tuple(x for x in made if x is not None)

    def _cited(self, draft: Draft) -> EvidenceLink | None:
        """The link, or ``None`` where its citation does not verify."""
        document = self._searcher.library.document(draft.summary.doc_id)
        cite = pin_verified(document, draft.bearing.span)
        if cite is None:
            return None
        return EvidenceLink(
            link_id(draft.rec_id, document.doc_id, cite.quote),
            draft.rec_id,
            document.doc_id,
            draft.bearing.span,
            cite.quote,
            cite_text(cite, document.metadata),
            draft.score,
            draft.relation,
            LinkStatus.SUGGESTED,
            draft.independent,
            draft.sources,
            draft.contrary,
            draft.copies,
            draft.reasons,
        )
