"""The map as one HTML file that opens from disk: no script, nothing loaded from elsewhere.

Jinja2 escapes every value; the page's own policy forbids scripts and requests besides.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.export.checked import standing
from kb.evidence.model import EvidenceLink, Relation, Status
from kb.plain import plain

if TYPE_CHECKING:
    from kb.library import Library

SIGNS = {
    Relation.SUPPORTS: "+",
    Relation.AUTHORISES: "§",
    Relation.QUALIFIES: "±",
    Relation.CHALLENGES: "−",
    Relation.BACKGROUND: "·",
}


def web_page(found: EvidenceMap, library: Library) -> str:
    """The page: a table of recommendations by relation, then each with its evidence."""
    groups = groupby(found.rows, key=lambda r: r.recommendation.area.value)
    areas = [(area, [_row(r, library) for r in rows]) for area, rows in groups]
    page: str = _template().render(
        areas=areas,
        signs=[(r.value, SIGNS[r]) for r in Relation],
        notices=found.notices,
        adrift=found.adrift,
        titles=found.documents,
        count=len(found.rows),
    )
    return page


@lru_cache(maxsize=1)
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["plain"] = lambda value: plain(str(value))
    source = Path(__file__).with_name("page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)


def _row(row: Row, library: Library) -> dict[str, Any]:
    links = standing(row.links, library)
    shown = [x for x in links if x.independent and x.status is not Status.REJECTED]
    return {
        "row": row,
        "rec": row.recommendation,
        "cells": [_cell(shown, r) for r in Relation],
        "groups": [(r.value, SIGNS[r], [x for x in shown if x.relation is r]) for r in Relation],
        "own": [x for x in links if not x.independent],
        "rejected": [x for x in links if x.independent and x.status is Status.REJECTED],
    }


def _cell(links: list[EvidenceLink], relation: Relation) -> dict[str, Any]:
    chosen = [x for x in links if x.relation is relation]
    confirmed = sum(x.status is Status.CONFIRMED for x in chosen)
    return {
        "relation": relation.value,
        "sign": SIGNS[relation],
        "confirmed": confirmed,
        "suggested": len(chosen) - confirmed,
    }
