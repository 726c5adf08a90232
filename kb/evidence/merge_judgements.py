"""Suggested links and judgements of one recommendation as one list of links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.cite import cite_text, pin, relocate
from kb.evidence.judgement import Judgement, by_place, same_place, verdict
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.evidence.underlying_works import Origin, sources_of
from kb.recommend.model import Recommendation

if TYPE_CHECKING:
    from kb.store import Library

_CONTRARY = frozenset({Relation.CHALLENGES, Relation.QUALIFIES})
_RANK = {LinkStatus.CONFIRMED: 0, LinkStatus.SUGGESTED: 1, LinkStatus.REJECTED: 2}


class Merger:
    """Merges the links and judgements of one library as it is now."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._summaries = {s.doc_id: s for s in library.documents()}

    def merged(
        self,
        recommendation: Recommendation,
        suggested: Sequence[EvidenceLink],
        judged: Sequence[Judgement],
    ) -> tuple[EvidenceLink, ...]:
        """The links, the judged ones first. A judged link replaces the suggestion of the same
        words. Suggestions whose words are gone from the library are left out."""
        origin = Origin(recommendation, self._summaries)
        groups = by_place(judged)
        links: list[EvidenceLink] = []
        for link in filter(None, map(self._relocated, suggested)):
            if not any(same_place(link.doc_id, link.span, g[0]) for g in groups):
                links.append(link)
        links += [self._judged_link(g, origin, suggested) for g in groups]
        links.sort(key=lambda x: (not x.independent, _RANK[x.status], -x.score, x.link_id))
        return tuple(links)

    def _relocated(self, link: EvidenceLink) -> EvidenceLink | None:
        """The link at the present place of its words, cited as its document is now; ``None``
        where they are gone."""
        if link.doc_id not in self._summaries:
            return None
        document = self._library.document(link.doc_id)
        found = relocate(link.text, link.span, document)
        if found is None:
            return None
        citation = cite_text(pin(document, found.span), document.metadata)
        words = found.span.of(document.text)
        return replace(link, span=found.span, text=words, citation=citation)

    def _judged_link(
        self, group: Sequence[Judgement], origin: Origin, suggested: Sequence[EvidenceLink]
    ) -> EvidenceLink:
        first = group[0]
        decided = verdict(group)
        document = self._library.document(first.doc_id)
        summary = self._summaries[first.doc_id]
        like = next((x for x in suggested if same_place(x.doc_id, x.span, first)), None)
        own = origin.holds(summary) or origin.is_reported_by(first.quote, summary)
        disagree = ("its judges disagree",) if decided.disagree else ()
        return EvidenceLink(
            first.link_id,
            first.rec_id,
            first.doc_id,
            first.span,
            first.quote,
            cite_text(pin(document, first.span), document.metadata),
            like.score if like else 1.0,
            decided.relation,
            decided.status,
            not own,
            sources_of(first.quote, summary),
            decided.relation in _CONTRARY and not own,
            like.copies if like else (),
            disagree,
            decided.judges,
            decided.note,
        )
