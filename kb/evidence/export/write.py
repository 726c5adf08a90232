"""Writes the map in the form that is asked for, checked against the library first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kb.errors import QueryError
from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.export.csv_table import csv_table
from kb.evidence.export.graphml import graphml
from kb.evidence.export.html_page import web_page
from kb.evidence.export.markdown_annex import markdown_annex
from kb.evidence.export.only_verified import verified_map
from kb.evidence.map_json import map_json

if TYPE_CHECKING:
    from kb.store import Library


def _json(found: EvidenceMap, library: Library) -> str:
    return json.dumps(map_json(found, library), ensure_ascii=False, indent=2) + "\n"


def _graph(found: EvidenceMap, library: Library) -> str:
    return graphml(found, {s.doc_id: s.metadata.title for s in library.documents()})


def _page(found: EvidenceMap, library: Library) -> str:
    return web_page(found, {s.doc_id: s for s in library.documents()})


FORMATS: Mapping[str, Callable[[EvidenceMap, Library], str]] = {
    "csv": lambda found, _: csv_table(found),
    "json": _json,
    "graphml": _graph,
    "markdown": lambda found, _: markdown_annex(found),
    "html": _page,
}


def export(found: EvidenceMap, library: Library, form: str) -> str:
    """The map as text in one of ``FORMATS``. Raises ``QueryError`` for another."""
    if form not in FORMATS:
        raise QueryError(f"there is no form {form!r}; use one of {', '.join(FORMATS)}")
    return FORMATS[form](verified_map(found, library), library)
