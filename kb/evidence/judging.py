"""Judging a link: the person's word, kept with what it is about."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kb.errors import QueryError
from kb.evidence.judgement import Judgement
from kb.evidence.model import EvidenceLink, Relation, Status

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap, Row
    from kb.library import Library


def find_link(found: EvidenceMap, link_id: str) -> tuple[Row, EvidenceLink]:
    """The link of that id with its row. Raises ``QueryError``, naming near ids."""
    ids = {}
    for row in found.rows:
        for link in row.links:
            if link.link_id == link_id:
                return row, link
            ids[link.link_id] = True
    near = get_close_matches(link_id, list(ids), n=3, cutoff=0.7)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; `kb map show --json` lists them"
    raise QueryError(f"expected the id of a link of the map, found {link_id!r}{hint}")


def judged(
    row: Row,
    link: EvidenceLink,
    library: Library,
    *,
    judge: str,
    status: Status,
    relation: Relation | None = None,
    note: str = "",
    today: date | None = None,
) -> Judgement:
    """The judgement of a link as it is to be kept; without a relation the suggested one stands.

    Raises ``QueryError`` for a status that decides nothing or a judge without a name.
    """
    if status is Status.SUGGESTED:
        raise QueryError("expected the status confirmed or rejected, found suggested")
    if not judge.strip():
        raise QueryError("expected the name of the judge, found none; give --judge NAME")
    return Judgement(
        row.recommendation.rec_id,
        link.link_id,
        " ".join(judge.split()),
        link.doc_id,
        library.document(link.doc_id).sha256,
        link.span,
        link.text,
        relation or link.relation,
        status,
        (today or date.today()).isoformat(),
        note.strip(),
        row.recommendation.text,
    )
