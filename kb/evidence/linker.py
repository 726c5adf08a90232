"""Links a recommendation to the evidence in the whole library, for it and against it.

The library is searched by the recommendation's action and instruments, by its statement, by its
own document's argument, and for contrary evidence. Passages are scored, the best sentences of the
best passages are picked, copies are folded; each relation is a suggestion made from cues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from kb.cite import cite_text, pin_verified
from kb.evidence.candidates import ScoredPassage, gather
from kb.evidence.document_topic import DocumentTopic, topic_of
from kb.evidence.likelihood import LikelihoodModel, LinkFeatures, fitted_model, likelihood
from kb.evidence.link_dedup import DraftLink, capped, without_repeats
from kb.evidence.model import EvidenceLink, LinkStatus, Relation, link_id
from kb.evidence.query_builder import evidence_terms
from kb.evidence.relations import relate
from kb.evidence.sentence_scoring import (
    PassageText,
    ScoredSentences,
    SentenceScorer,
    SentenceVectors,
)
from kb.evidence.term_match import EvidenceTerms
from kb.evidence.underlying_works import Origin, sources_of
from kb.models import Kind
from kb.recommend.model import Recommendation
from kb.search.engine import Searcher
from kb.search.fold_copies import fold_copies
from kb.search.retrieval_result import Candidate, candidates_of
from kb.settings import LinkSettings
from kb.settings import settings as configured
from kb.store.records import DocumentSummary

RULES = "link-6"  # raise when linking changes, so that links are made again

_SPEECH = frozenset({Kind.STATEMENT, Kind.ARTICLE})


class Linker:
    """Links recommendations over one library."""

    def __init__(
        self,
        searcher: Searcher,
        settings: LinkSettings | None = None,
        model: LikelihoodModel | None = None,
    ) -> None:
        self._searcher = searcher
        self._settings = settings or configured().links
        self._model = model or fitted_model()
        self._topics: dict[str, DocumentTopic] = {}

    @cached_property
    def _summaries(self) -> Mapping[str, DocumentSummary]:
        return {s.doc_id: s for s in self._searcher.library.documents()}

    @cached_property
    def _vectors(self) -> SentenceVectors:
        return SentenceVectors(self._searcher.encoder)

    def link(self, recommendation: Recommendation) -> tuple[EvidenceLink, ...]:
        """Suggested links, best first: the independent ones, contrary ones among them, then the
        recommending document's own argument. The same library gives the same links."""
        settings, library = self._settings, self._searcher.library
        argument = self._argument(recommendation)
        terms = evidence_terms(recommendation, library, argument, settings)
        topic = self._topic(recommendation.doc_id)
        found = gather(recommendation, terms, topic, self._searcher, settings.candidates)
        origin = Origin(recommendation, self._summaries)
        read = self._to_be_read(found, origin)
        return self._chosen(self._drafts(recommendation, terms, origin, read))

    def _topic(self, doc_id: str) -> DocumentTopic:
        if doc_id not in self._topics:
            library = self._searcher.library
            self._topics[doc_id] = topic_of(doc_id, library, self._settings.topic)
        return self._topics[doc_id]

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

    def _to_be_read(self, found: Sequence[ScoredPassage], origin: Origin) -> list[ScoredPassage]:
        """The best passages of other documents, and fewer of its own."""
        above = [s for s in found if s.score >= self._settings.floor]
        own = [s for s in above if origin.holds(self._summaries[s.passage.doc_id])]
        others = [s for s in above if not origin.holds(self._summaries[s.passage.doc_id])]
        return others[: self._settings.looked_at] + own[: self._settings.looked_at_own]

    def _drafts(
        self,
        recommendation: Recommendation,
        terms: EvidenceTerms,
        origin: Origin,
        found: Sequence[ScoredPassage],
    ) -> list[DraftLink]:
        pool = candidates_of(self._searcher.library, [(s.passage, s.score) for s in found])
        groups = list(fold_copies(pool, self._summaries))
        picked = self._sentences(terms, origin, [c for c, _ in groups])
        scored = {s.passage.passage_id: s for s in found}
        others = (s for s in found if not origin.holds(self._summaries[s.passage.doc_id]))
        best = max((s.score for s in others), default=0.0)
        drafts = [
            self._draft(
                recommendation, origin, scored[c.passage.passage_id], sentences, copies, best
            )
            for (c, copies), of_passage in zip(groups, picked, strict=True)
            for sentences in of_passage
        ]
        return sorted((d for d in drafts if d), key=lambda d: (-d.score, d.link_id))

    def _sentences(
        self, terms: EvidenceTerms, origin: Origin, found: Sequence[Candidate]
    ) -> list[list[ScoredSentences]]:
        library = self._searcher.library
        passages = [c.passage for c in found]
        texts = [PassageText(library.text(p.doc_id), p.span, p.header) for p in passages]
        scorer = SentenceScorer(terms, self._vectors, self._settings)
        return scorer.pick(
            texts,
            lambda n, text: origin.is_no_evidence(text, self._summaries[passages[n].doc_id]),
        )

    def _draft(
        self,
        recommendation: Recommendation,
        origin: Origin,
        passage: ScoredPassage,
        sentences: ScoredSentences,
        copies: tuple[str, ...],
        best: float,
    ) -> DraftLink | None:
        summary = self._summaries[passage.passage.doc_id]
        whole = self._searcher.library.text(summary.doc_id)
        text = sentences.span.of(whole)
        if origin.is_about_catalogue(text, summary):
            return None
        sources = sources_of(text, summary)
        relation, reasons = relate(
            recommendation, text, summary.metadata, sources, sentences.best.of(whole)
        )
        own = origin.holds(summary) or origin.is_reported_by(text, summary)
        score = likelihood(self._features(passage, sentences, text, best), self._model)
        if origin.is_cited_in(text, summary):
            score *= self._settings.about_it
        return DraftLink(
            link_id(recommendation.rec_id, summary.doc_id, text),
            recommendation.rec_id,
            summary,
            sentences,
            text,
            round(score, 4),
            relation,
            reasons,
            sources,
            not own,
            tuple(c for c in copies if c != summary.doc_id),
        )

    def _features(
        self, passage: ScoredPassage, sentences: ScoredSentences, text: str, best: float
    ) -> LinkFeatures:
        kind = self._summaries[passage.passage.doc_id].metadata.kind
        return LinkFeatures(
            sentences=sentences.score,
            on_topic=sentences.on_topic,
            coverage=sentences.coverage,
            passage=passage.score,
            behind=max(best - passage.score, 0.0),
            names_action=sentences.names_action,
            misses_place=passage.misses_place,
            digest=kind is Kind.DIGEST,
            speech=kind in _SPEECH,
            words=len(text.split()),
        )

    def _chosen(self, drafts: Sequence[DraftLink]) -> tuple[EvidenceLink, ...]:
        s = self._settings
        likely = [x for x in drafts if x.score >= min(s.suggested, s.contrary)]
        kept = without_repeats(likely, s.dedup)
        independent = [x for x in kept if x.independent]
        best = [x for x in capped(independent, s.per_work) if x.score >= s.suggested][: s.most]
        surplus = [x for x in best if x.relation is Relation.BACKGROUND][s.most_background :]
        against = [x for x in independent if x.contrary and x.score >= s.contrary]
        shown = {x.link_id: x for x in best + against[: s.most_contrary] if x not in surplus}
        ranked = sorted(shown.values(), key=lambda x: (-x.score, x.link_id))
        own = [x for x in kept if not x.independent and x.score >= s.suggested]
        made = [self._cited(x) for x in (*ranked, *own[: s.most_own])]
        return tuple(x for x in made if x is not None)

    def _cited(self, draft: DraftLink) -> EvidenceLink | None:
        """The link, or ``None`` where its citation does not verify."""
        document = self._searcher.library.document(draft.summary.doc_id)
        cite = pin_verified(document, draft.sentences.span)
        if cite is None:
            return None
        return EvidenceLink(
            link_id(draft.rec_id, document.doc_id, cite.quote),
            draft.rec_id,
            document.doc_id,
            draft.sentences.span,
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
