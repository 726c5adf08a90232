"""Judging a link: the person's word, kept with what it is about."""

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
    raise QueryError(f"expected the id of a link of the map, found {name!r}{hint}")


def look_up(maker: MapMaker, name: str) -> tuple[Row, EvidenceLink]:
    """The link of that id with its row: on the map of everything, else among what was linked
    and is not shown there, as the mandates of statutes. Raises ``QueryError``."""
    shown = maker.documents()
    whole = maker.make(shown)
    try:
        return find_link(whole, name)
    except QueryError:
        others = maker.make([d for d in maker.store.extracted() if d not in shown])
        return find_link(replace(whole, rows=(*whole.rows, *others.rows)), name)


def judged(
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
    """The judgement of a link as it is to be kept; without a relation the suggested one stands.

    Raises ``QueryError`` for a status that decides nothing or a judge without a name.
    """
    if status is LinkStatus.SUGGESTED:
        raise QueryError("expected the status confirmed or rejected, found suggested")
    if not judge.strip():
        raise QueryError("expected the name of the judge, found none; give --judge NAME")
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
