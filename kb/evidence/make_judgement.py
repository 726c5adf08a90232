"""Finds a link by its id and makes the judgement of it that is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kb.errors import QueryError
from kb.evidence.judgement import Judgement
from kb.evidence.model import EvidenceLink, LinkStatus, Relation, link_id

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap, MapMaker, Row
    from kb.store import Library


def find_link(found: EvidenceMap, name: str) -> tuple[Row, EvidenceLink]:
    """The link of that id with its row. Raises ``QueryError``, naming near ids."""
    known = {x.link_id: (row, x) for row in found.rows for x in row.links}
    if name in known:
        return known[name]
    near = get_close_matches(name, list(known), n=3, cutoff=0.7)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; `kb map show --json` lists them"
    raise QueryError(f"no link of the map has the id {name!r}{hint}")


def look_up(maker: MapMaker, name: str) -> tuple[Row, EvidenceLink]:
    """The link of that id with its row: on the map of everything, else among links that this map
    leaves out, such as those of statutes' mandates. Raises ``QueryError``."""
    shown = maker.documents()
    whole = maker.make(shown)
    try:
        return find_link(whole, name)
    except QueryError:
        others = maker.make([d for d in maker.store.extracted_documents() if d not in shown])
        return find_link(replace(whole, rows=(*whole.rows, *others.rows)), name)


def make_judgement(
    row: Row,
    link: EvidenceLink,
    library: Library,
    *,
    judge: str,
    status: LinkStatus,
    relation: Relation | None = None,
    note: str = "",
    today: date | None = None,
) -> Judgement:
    """The judgement of a link; without a relation it has the suggested one.

    Raises ``QueryError`` for a status that decides nothing or a judge without a name.
    """
    if status is LinkStatus.SUGGESTED:
        raise QueryError("a judgement is confirmed or rejected, not suggested")
    if not judge.strip():
        raise QueryError("a judgement needs the name of its judge; give --judge NAME")
    rec_id = row.recommendation.rec_id
    return Judgement(
        rec_id,
        link_id(rec_id, link.doc_id, link.text),
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
