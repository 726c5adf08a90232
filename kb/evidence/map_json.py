"""The map as JSON, for the command line and the exports, and its texts for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.model import EvidenceLink, LinkStatus
from kb.evidence.quote_verification import citation_of
from kb.models import pages_of, section_of
from kb.recommend.model import Recommendation
from kb.search.hits import pages_json

if TYPE_CHECKING:
    from kb.evidence.matrix import Matrix
    from kb.store import Library


_BULLET = re.compile(r"\A\s*[-*•]\s+(?=\S)")


def status_text(link: EvidenceLink) -> str:
    """The status of a link in words: ``confirmed by A. Reader``, ``suggested, not judged``, or
    that its judges disagree."""
    judges = ", ".join(link.judges)
    if link.status is LinkStatus.SUGGESTED:
        return f"its judges disagree: {judges}" if judges else "suggested, not judged"
    return f"{link.status.value} by {judges}" if judges else link.status.value


def quote_text(link: EvidenceLink) -> str:
    """A link's words as they are quoted: a list item without its bullet. Without it they verify
    too (see ``kb.cite.normal_form``)."""
    return _BULLET.sub("", link.text)


def orphaned_text(found: EvidenceMap) -> tuple[str, ...]:
    """The judgements that have no place, grouped by reason: ``3 judgements of 2
    recommendations: the document gao-21-322 is not in the library``."""
    by_reason: dict[str, list[str]] = {}
    for a in found.orphaned:
        by_reason.setdefault(a.reason, []).append(a.judgement.rec_id)
    return tuple(
        f"{_many(len(ids), 'judgement')} of {_about(ids)}: {reason}"
        for reason, ids in by_reason.items()
    )


def _about(ids: Sequence[str]) -> str:
    different = set(ids)
    return ids[0] if len(different) == 1 else _many(len(different), "recommendation")


def sources_text(row: Row) -> str:
    """How much the evidence rests on: ``12 documents, 3 independent sources``; ``""`` where there
    is none."""
    if not row.documents:
        return ""
    return f"{_many(len(row.documents), 'document')}, {_many(len(row.works), 'independent source')}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def map_json(found: EvidenceMap, library: Library) -> dict[str, Any]:
    """The whole map; the recommendations as ``recommendation_json`` has them."""
    return {
        "recommendations": [row_json(r, library) for r in found.rows],
        **judging_json(found),
        "notices": list(found.notices),
    }


def judging_json(found: EvidenceMap) -> dict[str, Any]:
    """The judgements that have no place, and how far each two judges agree."""
    return {
        "adrift": [
            {
                "link_id": a.judgement.link_id,
                "rec_id": a.judgement.rec_id,
                "doc_id": a.judgement.doc_id,
                "judge": a.judgement.judge,
                "reason": a.reason,
            }
            for a in found.orphaned
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
    }


def matrix_json(table: Matrix) -> dict[str, Any]:
    """A matrix: its columns, and for each recommendation the counts by column and relation."""
    return {
        "view": table.view.value,
        "columns": [{"key": c.key, "name": c.name} for c in table.columns],
        "rows": [
            {
                "id": line.row.recommendation.rec_id,
                "cells": [
                    {
                        n.relation.value: {"confirmed": n.confirmed, "suggested": n.suggested}
                        for n in cell
                    }
                    for cell in line.cells
                ],
            }
            for line in table.lines
        ],
        "left_out": table.left_out,
    }


def row_json(row: Row, library: Library) -> dict[str, Any]:
    """One recommendation with its evidence and gaps."""
    return {
        **recommendation_json(row.recommendation, library),
        "citation": row.citation,
        "evidence": [link_json(x) for x in row.links],
        "documents": list(row.documents),
        "sources": [{"id": w.work, "kind": w.kind.value, "year": w.year} for w in row.works],
        "gaps": [g.value for g in row.gaps],
        "linked": row.linked,
    }


def recommendation_json(recommendation: Recommendation, library: Library) -> dict[str, Any]:
    """One recommendation alone. ``text``, ``start`` and ``end`` are ``null`` where its words are
    not in the library; ``pages`` are then the pages it was read on, where these are known."""
    rec = recommendation
    quoted = citation_of(rec, library) is not None
    return {
        "id": rec.rec_id,
        "doc_id": rec.doc_id,
        "text": rec.text if quoted else None,
        "paraphrase": rec.paraphrase or None,
        **(_place(rec, library) if quoted else _no_place(rec)),
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


def _no_place(rec: Recommendation) -> dict[str, Any]:
    pages = [{"index": None, "label": None, "printed": p} for p in rec.pages]
    return {"start": None, "end": None, "pages": pages, "section": None, "places": []}
