"""The map as a CSV table (RFC 4180): one line a link; a recommendation without one has a line."""

from __future__ import annotations

import csv
import io

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.map_json import quote_text
from kb.evidence.model import EvidenceLink
from kb.text.display import displayable

COLUMNS = (
    "recommendation_id", "document", "place", "recommendation", "actor", "action", "instrument",
    "area", "stance", "progress", "gaps", "documents", "independent_sources", "link_id",
    "relation", "status", "independent", "score", "citation", "quote", "sources", "judges", "note",
)  # fmt: skip
# Characters that a spreadsheet may read as the start of a formula, in either width
# (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_table(found: EvidenceMap) -> str:
    """The table. A field that a spreadsheet would read as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in found.rows:
        for link in row.links or (None,):
            writer.writerow([_safe(v) for v in (*_of_row(row), *_of_link(link))])
    return out.getvalue()


def _of_row(row: Row) -> tuple[str, ...]:
    rec = row.recommendation
    return (
        rec.rec_id, rec.doc_id, row.citation or row.place, row.title, "; ".join(rec.actors),
        rec.action, "; ".join(rec.instruments), rec.area.value, rec.stance.value,
        rec.progress or "", "; ".join(g.value for g in row.gaps), str(len(row.documents)),
        str(len(row.works)),
    )  # fmt: skip


def _of_link(link: EvidenceLink | None) -> tuple[str, ...]:
    if link is None:
        return ("",) * 10
    return (
        link.link_id, link.relation.value, link.status.value, "yes" if link.independent else "no",
        f"{link.score:.4f}", link.citation, quote_text(link), "; ".join(link.sources),
        "; ".join(link.judges), link.note,
    )  # fmt: skip


def _safe(value: str) -> str:
    shown = displayable(value)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
