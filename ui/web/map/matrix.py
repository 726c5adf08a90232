"""The matrix: recommendations by relation, by kind of source, or by document; an HTML table whose
every cell leads to the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from markupsafe import Markup

from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.matrix import NAMES, ORDER, SIGNS, View
from kb.evidence.matrix import matrix as matrix_of
from kb.store.records import DocumentSummary
from ui.web.templates import render

VIEWS = {"relations": "Relations", "kinds": "Kinds of source", "documents": "Documents"}
_LONGEST = 60  # characters of a column's name
_TEMPLATE = "map/matrix"


def matrix(found: EvidenceMap, view: str, summaries: Mapping[str, DocumentSummary]) -> Markup:
    """The table. Counts are independent links: confirmed, then suggested in brackets."""
    sheet = matrix_of(found, View(view), summaries)
    by_area = groupby(sheet.lines, key=lambda x: x.row.recommendation.area.value)
    groups = [(area, list(lines)) for area, lines in by_area]
    return render(_TEMPLATE, "matrix", sheet, groups, SIGNS, NAMES, _short)


def key() -> Markup:
    """What the signs mean."""
    return render(_TEMPLATE, "key", ORDER, SIGNS, NAMES)


def _short(name: str) -> str:
    return name if len(name) < _LONGEST else f"{name[: _LONGEST - 4].rsplit(' ', 1)[0]} …"
