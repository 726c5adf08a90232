"""The map as the command line's ``--json`` and the exports have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.model import EvidenceLink, Recommendation
from kb.library.stems import folded
from kb.model import pages_of, section_of
from kb.search.hits import pages_json

if TYPE_CHECKING:
    from kb.library import Library


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows to show; an empty field lets everything through. Words are parts, letter case
    and accents aside."""

    area: str = ""
    actor: str = ""
    stance: str = ""
    gap: str = ""
    status: str = ""
    rec_id: str = ""

    def of(self, found: EvidenceMap) -> EvidenceMap:
        """The map with the rows that are chosen."""
        return replace(found, rows=tuple(r for r in found.rows if self._takes(r)))

    def _takes(self, row: Row) -> bool:
        rec = row.recommendation
        tests: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
            (self.area, lambda: (rec.area.value,)),
            (self.actor, lambda: rec.actors),
            (self.stance, lambda: (rec.stance.value,)),
            (self.gap, lambda: (g.value for g in row.gaps)),
            (self.status, lambda: (x.status.value for x in row.links)),
        )
        if self.rec_id and rec.rec_id != self.rec_id:
            return False
        return all(not w or any(folded(w) in folded(v) for v in values()) for w, values in tests)


def map_json(found: EvidenceMap, library: Library) -> dict[str, Any]:
    """The whole map; the recommendations as ``recommendation_json`` has them."""
    return {
        "recommendations": [row_json(r, library) for r in found.rows],
        "adrift": [
            {"link_id": a.judgement.link_id, "rec_id": a.judgement.rec_id, "reason": a.reason}
            for a in found.adrift
        ],
        "agreement": [
            {
                "judges": [a.first, a.second],
                "links": a.links,
                "observed": round(a.observed, 4),
                "kappa": None if a.kappa is None else round(a.kappa, 4),
            }
            for a in found.agreements
        ],
        "notices": list(found.notices),
    }


def row_json(row: Row, library: Library) -> dict[str, Any]:
    """One recommendation with its evidence and gaps."""
    return {
        **recommendation_json(row.recommendation, library),
        "citation": row.citation,
        "evidence": [link_json(x) for x in row.links],
        "sources": [{"id": w.work, "kind": w.kind.value, "year": w.year} for w in row.works],
        "gaps": [g.value for g in row.gaps],
        "linked": row.linked,
    }


def recommendation_json(recommendation: Recommendation, library: Library) -> dict[str, Any]:
    """One recommendation alone. ``text``, ``start`` and ``end`` are ``null`` where its document
    is not on record; ``pages`` are then the pages it was read on."""
    rec = recommendation
    return {
        "id": rec.rec_id,
        "doc_id": rec.doc_id,
        "text": rec.text or None,
        "paraphrase": rec.paraphrase or None,
        **_place(rec, library),
        "actor": "; ".join(rec.actors),
        "action": rec.action,
        "instrument": "; ".join(rec.instruments),
        "area": rec.area.value,
        "stance": rec.stance.value,
        "explicitness": rec.explicitness.value,
        "confidence": round(rec.confidence, 3),
        "kind": rec.sort.value,
        "number": rec.number,
        "product": rec.product,
        "due": rec.due,
        "recurs": rec.recurs,
        "progress": rec.progress,
        "evidence": [],
        "gaps": [],
    }


def link_json(link: EvidenceLink) -> dict[str, Any]:
    """One evidence link."""
    return {
        "link_id": link.link_id,
        "doc_id": link.doc_id,
        "start": link.span.start,
        "end": link.span.end,
        "text": link.text,
        "citation": link.citation,
        "score": link.score,
        "relation": link.relation.value,
        "status": link.status.value,
        "independent": link.independent,
        "contrary": link.contrary,
        "sources": list(link.sources),
        "copies": list(link.copies),
        "reasons": list(link.reasons),
        "judges": list(link.judges),
        "note": link.note,
    }


def _place(rec: Recommendation, library: Library) -> dict[str, Any]:
    if not rec.on_record:
        pages = [{"index": None, "label": None, "printed": p} for p in rec.pages]
        return {"start": None, "end": None, "pages": pages, "section": None, "places": []}
    document = library.document(rec.doc_id)
    index = section_of(document, rec.span)
    section = document.sections[index] if index is not None else None
    return {
        "start": rec.span.start,
        "end": rec.span.end,
        "pages": pages_json(pages_of(document, rec.span)),
        "section": (section.address or " › ".join(section.path)) if section else None,
        "places": [
            {
                "start": p.start,
                "end": p.end,
                "text": p.of(document.text),
                "pages": pages_json(pages_of(document, p)),
            }
            for p in rec.places
        ],
    }
