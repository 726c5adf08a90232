"""The map as one HTML file that opens from disk: no script, nothing loaded from the network.

Jinja2 escapes every value; the page's own policy forbids scripts and requests besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.map_json import orphaned_text, quote_text, sources_text, status_text
from kb.evidence.matrix import NAMES, ORDER, SIGNS, Count, Line, Matrix, View, counted, matrix
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.settings import settings
from kb.text.display import displayable

if TYPE_CHECKING:
    from kb.store.records import DocumentSummary

_VIEWS = {
    View.RELATIONS: "By relation",
    View.KINDS: "By kind of source",
    View.DOCUMENTS: "By document",
}


def web_page(found: EvidenceMap, summaries: Mapping[str, DocumentSummary]) -> str:
    """The page: tables of counts, then each recommendation with its evidence. The map is taken
    as it is: ``verified_map`` has checked its quotations. ``summaries`` are of the
    documents in the library, by id."""
    columns = settings().evidence_map.columns_exported
    anchors = {r.recommendation.rec_id: f"r{n}" for n, r in enumerate(found.rows, 1)}
    page: str = _template().render(
        tables=[_table(matrix(found, v, summaries, columns), anchors) for v in View],
        areas=_by_area(found.rows, anchors),
        signs=[(r.value, SIGNS[r], NAMES[r]) for r in ORDER],
        notices=found.notices,
        orphaned=orphaned_text(found),
        titles=tuple(found.documents.values()),
        count=len(found.rows),
    )
    return page


@lru_cache(maxsize=1)
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["plain"] = lambda value: displayable(str(value))
    environment.filters["first_up"] = lambda value: str(value)[:1].upper() + str(value)[1:]
    source = Path(__file__).with_name("page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)


def _by_area(rows: Sequence[Row], anchors: Mapping[str, str]) -> list[dict[str, Any]]:
    groups = groupby(rows, key=lambda r: r.recommendation.area.value)
    return [{"name": a, "rows": [_row(r, anchors) for r in group]} for a, group in groups]


def _row(row: Row, anchors: Mapping[str, str]) -> dict[str, Any]:
    shown = counted(row)
    groups = [(r, [x for x in shown if x.relation is r]) for r in ORDER]
    return {
        "row": row,
        "rec": row.recommendation,
        "anchor": anchors[row.recommendation.rec_id],
        "quoted": bool(row.citation and row.recommendation.text),
        "sources": sources_text(row),
        "groups": [_group(r, links) for r, links in groups if links],
        "own": [_link(x) for x in row.links if not x.independent],
        "rejected": [
            _link(x) for x in row.links if x.independent and x.status is LinkStatus.REJECTED
        ],
    }


def _group(relation: Relation, links: Sequence[EvidenceLink]) -> dict[str, Any]:
    return {
        "key": relation.value,
        "sign": SIGNS[relation],
        "name": NAMES[relation],
        "links": [_link(x) for x in links],
    }


def _link(link: EvidenceLink) -> dict[str, Any]:
    key = link.relation.value
    return {"x": link, "quote": quote_text(link), "status": status_text(link), "key": key}


def _table(table: Matrix, anchors: Mapping[str, str]) -> dict[str, Any]:
    groups = groupby(table.lines, key=lambda line: line.row.recommendation.area.value)
    return {
        "view": table.view.value,
        "name": _VIEWS[table.view],
        "columns": table.columns,
        "left_out": table.left_out,
        "areas": [{"name": a, "lines": [_line(x, anchors) for x in group]} for a, group in groups],
    }


def _line(line: Line, anchors: Mapping[str, str]) -> dict[str, Any]:
    rec = line.row.recommendation
    return {
        "anchor": anchors[rec.rec_id],
        "action": rec.action,
        "cells": [[_count(n) for n in cell] for cell in line.cells],
        "gaps": [g.value for g in line.row.gaps],
        "linked": line.row.linked,
    }


def _count(n: Count) -> dict[str, str]:
    aloud = f"{NAMES[n.relation]}: {n.confirmed} confirmed, {n.suggested} suggested"
    return {"key": n.relation.value, "shown": f"{SIGNS[n.relation]} {n}", "aloud": aloud}
