"""Keeps in an export only what verifies when it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.quote_verification import citation_of, verified_links

if TYPE_CHECKING:
    from kb.store import Library


def verified_map(found: EvidenceMap, library: Library) -> EvidenceMap:
    """The map checked against the library now, whenever it was made: links whose words are gone
    are left out, and a recommendation whose words are gone has no citation."""
    return replace(found, rows=tuple(_row(r, library) for r in found.rows))


def _row(row: Row, library: Library) -> Row:
    rec = row.recommendation
    citation = citation_of(rec, library)
    place = row.place or ("" if citation else f"{rec.doc_id} (its words do not verify)")
    return replace(row, citation=citation, place=place, links=verified_links(row.links, library))
