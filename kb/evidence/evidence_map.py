"""The recommendation-to-evidence map: recommendations with their links, judged and suggested,
and their gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kb.evidence.gaps import Work, evidence, gaps_of, works_behind
from kb.evidence.judgement import Agreement, Judgement, agreements
from kb.evidence.judgement_alignment import AlignedJudgements, align_judgements
from kb.evidence.merge_judgements import Merger
from kb.evidence.model import EvidenceLink, Gap, LinkStatus, Relation
from kb.evidence.quote_verification import citation_of
from kb.evidence.reanchor import OrphanedJudgement, Reanchorer
from kb.evidence.shipped_judgements import RecommendationMatcher, document_of, shipped
from kb.evidence.store import EvidenceStore
from kb.evidence.underlying_works import work_id
from kb.models import Kind
from kb.recommend.model import Recommendation
from kb.recommend.paraphrased import Paraphrase, paraphrases, with_paraphrases
from kb.settings import settings

if TYPE_CHECKING:
    from kb.store.records import DocumentSummary


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation with its evidence. ``citation`` verifies; it is ``None`` where the library
    has no such document or other words, and ``place`` then says so. ``works`` are the sources
    behind the links that count as evidence, each once, without the recommending document itself.
    ``linked`` is false where evidence was not looked for yet."""

    recommendation: Recommendation
    links: tuple[EvidenceLink, ...]
    works: tuple[Work, ...]
    gaps: tuple[Gap, ...]
    citation: str | None
    place: str
    linked: bool

    @property
    def title(self) -> str:
        """The paraphrase, else the statement where it verifies, else the action alone."""
        rec = self.recommendation
        return rec.paraphrase or (rec.text if self.citation else "") or rec.action

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents whose passages count as evidence, copies included; there may be
        many more documents than sources."""
        return tuple(dict.fromkeys(d for x in evidence(self.links) for d in (x.doc_id, *x.copies)))

    def counted(self, relation: Relation, status: LinkStatus) -> int:
        """How many independent links have this relation and status."""
        return sum(
            x.independent and x.relation is relation and x.status is status for x in self.links
        )


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Rows by policy area. ``orphaned`` judgements have no place any more; ``notices`` are for the
    reader."""

    rows: tuple[Row, ...]
    documents: Mapping[str, str]
    orphaned: tuple[OrphanedJudgement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    notices: tuple[str, ...] = ()


class MapMaker:
    """Makes maps of one library."""

    def __init__(
        self, store: EvidenceStore, *, today: date | None = None, old: int | None = None
    ) -> None:
        self.store = store
        self._library = store.library
        self._year = (today or date.today()).year
        self._old = settings().evidence_map.old if old is None else old
        self._summaries = {s.doc_id: s for s in self._library.documents()}
        self._merger = Merger(self._library)

    def target(self, name: str) -> tuple[str, str | None]:
        """What a name means: a document's id, also its id in the catalogue, with ``None``; or a
        recommendation's, with its document. Raises ``UnknownDocument``."""
        works = {work_id(s): s.doc_id for s in reversed(self._summaries.values())}
        written = self._written()
        for doc_id, rec_id in ((name, None), (name.rpartition(".r-")[0], name)):
            if doc_id in self._summaries or (doc_id in written and doc_id not in works):
                return doc_id, rec_id
            if doc_id in works:
                return works[doc_id], rec_id
        self._library.document(name)  # raises, naming near ids
        return name, None

    # -- recommendations ---------------------------------------------------------------------

    def recommendations(self, doc_id: str) -> tuple[Recommendation, ...]:
        """A document's recommendations: extracted from its text, with the paraphrases that are
        known of them; or, for a document of the catalogue that is not in the library, the
        paraphrases alone. Raises ``UnknownDocument``."""
        if doc_id in self._summaries:
            work = work_id(self._summaries[doc_id])
            found = self.store.recommendations(doc_id)
            entries = [c for c in paraphrases() if c.document == work]
            return (
                with_paraphrases(self._library.text(doc_id), found, entries) if entries else found
            )
        written = [c.recommendation() for c in paraphrases() if c.document == doc_id]
        if written:
            return tuple(written)
        self._library.document(doc_id)  # raises, naming near ids
        return ()

    def documents(self) -> tuple[str, ...]:
        """Documents that the map of everything shows: those that were extracted, without statutes
        and bills, one of each work; and those of the catalogue that are known by paraphrases."""
        extracted = [self._summaries[d] for d in self.store.extracted_documents()]
        shown: dict[str, DocumentSummary] = {}
        for summary in sorted(extracted, key=lambda s: (not s.pages, s.doc_id)):
            if summary.metadata.kind not in (Kind.STATUTE, Kind.BILL):
                shown.setdefault(work_id(summary), summary)
        works = {work_id(s): s.doc_id for s in self._summaries.values()}
        for entry in paraphrases():
            if entry.document not in works:
                shown.setdefault(entry.document, None)  # type: ignore[arg-type]
            elif entry.document not in shown:
                best = _best_copy(entry, self._summaries.values())
                shown[entry.document] = best
        return tuple(s.doc_id if s is not None else work for work, s in shown.items())

    # -- the map -----------------------------------------------------------------------------

    def make(self, doc_ids: Sequence[str]) -> EvidenceMap:
        """The map of these documents. Raises ``UnknownDocument``."""
        found = [(d, r) for d in doc_ids for r in self.recommendations(d)]
        judged = self._judged([r for _, r in found], doc_ids)
        order = {r.rec_id: n for n, (_, r) in enumerate(found)}
        rows = [self._row(r, judged.by_recommendation.get(r.rec_id, ())) for _, r in found]
        rows.sort(key=lambda r: (r.recommendation.area.value, order[r.recommendation.rec_id]))
        placed = [j for group in judged.by_recommendation.values() for j in group]
        return EvidenceMap(
            tuple(rows), self._titles(doc_ids), judged.orphaned, agreements(placed),
            self._notices(rows),
        )  # fmt: skip

    def _titles(self, doc_ids: Sequence[str]) -> dict[str, str]:
        from kb.corpus.load import catalogue

        known = catalogue()
        return {
            d: self._summaries[d].metadata.title
            if d in self._summaries
            else known[d].title
            if d in known
            else d
            for d in doc_ids
        }

    def _notices(self, rows: Sequence[Row]) -> tuple[str, ...]:
        notices = []
        unlinked = sum(not r.linked for r in rows)
        if unlinked:
            notices.append(
                f"{unlinked} of {len(rows)} recommendations: evidence not searched for yet."
            )
        stale = self.store.stale_count({r.recommendation.rec_id for r in rows})
        if stale:
            notices.append(
                f"{stale} recommendations were linked before the library last changed. "
                "Search for their evidence again."
            )
        return tuple(notices)

    def _row(self, recommendation: Recommendation, judged: Sequence[Judgement]) -> Row:
        suggested = self.store.links(recommendation.rec_id)
        links = self._merger.merged(recommendation, suggested or (), judged)
        counted = evidence(links)
        behind = (w for x in counted for w in works_behind(x, self._summaries.get(x.doc_id)))
        own = self._names(recommendation.doc_id)
        works = tuple({w.work: w for w in behind if w.work not in own}.values())
        linked = suggested is not None or bool(judged)
        gaps = gaps_of(counted, works, self._year, self._old) if linked else ()
        citation, place = self._cited(recommendation)
        return Row(recommendation, links, works, gaps, citation, place, linked)

    def _cited(self, recommendation: Recommendation) -> tuple[str | None, str]:
        if not recommendation.in_library:
            pages = ", ".join(recommendation.pages)
            return None, f"{recommendation.doc_id}, p. {pages} (not in the library, not verified)"
        citation = citation_of(recommendation, self._library)
        return citation, "" if citation else f"{recommendation.doc_id} (its words do not verify)"

    def with_statements(self, judged: Sequence[Judgement]) -> tuple[Judgement, ...]:
        """Judgements from a file, which holds no statements of recommendations, with these
        statements where the library has the recommendations."""
        ids = {d for j in judged if (d := document_of(j.rec_id)) in self._summaries}
        known = {r.rec_id: r.text for d in ids for r in self.recommendations(d)}
        return tuple(replace(j, rec_quote=j.rec_quote or known.get(j.rec_id, "")) for j in judged)

    # -- judgements --------------------------------------------------------------------------

    def _judged(
        self, recommendations: Sequence[Recommendation], doc_ids: Sequence[str]
    ) -> AlignedJudgements:
        """The judgements of these recommendations at their present places, and the orphaned."""
        kept = {j.key: j for j in (*shipped(), *self.store.judgements())}
        matcher = RecommendationMatcher(recommendations, self._library.text)
        shown = {name for d in doc_ids for name in self._names(d)}
        every = set(doc_ids) >= set(self.documents())
        on_map = {n for d in (*self._summaries, *self._written()) for n in self._names(d)}

        def why_unplaced(doc_id: str) -> str | None:
            if not shown.isdisjoint(self._names(doc_id)):
                return f"its recommendation is not among those of {doc_id} any more"
            if every and doc_id not in on_map:
                return f"the document of its recommendation, {doc_id}, is not in the library"
            return None

        return align_judgements(kept.values(), matcher, Reanchorer(self._library), why_unplaced)

    def _names(self, doc_id: str) -> frozenset[str]:
        """A document's id and that of the work it is a copy of."""
        summary = self._summaries.get(doc_id)
        return frozenset({doc_id, work_id(summary)} if summary else {doc_id})

    def _written(self) -> frozenset[str]:
        return frozenset(c.document for c in paraphrases())


def _best_copy(entry: Paraphrase, summaries: Iterable[DocumentSummary]) -> DocumentSummary:
    copies = [s for s in summaries if work_id(s) == entry.document]
    return min(copies, key=lambda s: (not s.pages, s.doc_id))
