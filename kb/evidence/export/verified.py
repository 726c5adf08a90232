"""Lets through to an export only what verifies at that moment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.quote_verification import citation_of, verified_links

if TYPE_CHECKING:
    from kb.store import Library


def checked(found: EvidenceMap, library: Library) -> EvidenceMap:
    """The map as the record bears it out now, whenever it was made: links whose words do not
    stand there are left out, and a recommendation whose words do not has no citation."""
    return replace(found, rows=tuple(_row(r, library) for r in found.rows))


def _row(row: Row, library: Library) -> Row:
    rec = row.recommendation
    citation = citation_of(rec, library)
    place = row.place or ("" if citation else f"{rec.doc_id} (its words do not verify)")
    return replace(row, citation=citation, place=place, links=verified_links(row.links, library))
