"""The map as a CSV table (RFC 4180): one line a link; a recommendation without one has a line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.export.checked import standing
from kb.evidence.model import EvidenceLink

if TYPE_CHECKING:
    from kb.library import Library

COLUMNS = (
    "recommendation_id", "document", "place", "recommendation", "actor", "action", "instrument",
    "area", "stance", "gaps", "link_id", "relation", "status", "independent", "score",
    "citation", "quote", "sources", "judges", "note",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(found: EvidenceMap, library: Library) -> str:
    """The table; a field that a spreadsheet would take for a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in found.rows:
        for link in standing(row.links, library) or (None,):
            writer.writerow([_safe(v) for v in (*_of_row(row), *_of_link(link))])
    return out.getvalue()


def _of_row(row: Row) -> tuple[str, ...]:
    rec = row.recommendation
    return (
        rec.rec_id, rec.doc_id, row.citation or row.place, row.title, "; ".join(rec.actors),
        rec.action, "; ".join(rec.instruments), rec.area.value, rec.stance.value,
        "; ".join(g.value for g in row.gaps),
    )  # fmt: skip


def _of_link(link: EvidenceLink | None) -> tuple[str, ...]:
    if link is None:
        return ("",) * 10
    return (
        link.link_id, link.relation.value, link.status.value, "yes" if link.independent else "no",
        f"{link.score:.4f}", link.citation, link.text, "; ".join(link.sources),
        "; ".join(link.judges), link.note,
    )  # fmt: skip


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
