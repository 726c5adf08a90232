"""The matrix: recommendations by relation, by kind of source, or by document; an HTML table whose
every cell leads to the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.matrix import NAMES, ORDER, SIGNS, Column, Count, Line, Matrix, View
from kb.evidence.matrix import matrix as matrix_of
from kb.evidence.model import Relation
from kb.store.records import DocumentSummary
from ui.web.links import map_url
from ui.web.markup import escaped, link

VIEWS = {"relations": "Relations", "kinds": "Kinds of source", "documents": "Documents"}
# In the address.
_PARAMETERS = {View.RELATIONS: "relation", View.KINDS: "kind", View.DOCUMENTS: "source"}


def matrix(found: EvidenceMap, view: str, summaries: Mapping[str, DocumentSummary]) -> str:
    """The table. Counts are independent links: confirmed, then suggested in brackets."""
    sheet = matrix_of(found, View(view), summaries)
    groups = groupby(sheet.lines, key=lambda x: x.row.recommendation.area.value)
    head = "".join(_heading(column, sheet.view) for column in sheet.columns)
    body = "".join(_group(area, list(lines), sheet) for area, lines in groups)
    more = f" {sheet.left_out} more have no column." if sheet.left_out else ""
    return (
        '<div class="em-scroll" tabindex="0" role="region" aria-label="Evidence matrix">'
        f'<table class="em-table em-{view}"><caption><span>Independent evidence: confirmed links, '
        f"then suggested ones in brackets; rejected ones are left out.{more}</span></caption>"
        f'<thead><tr><th scope="col">Recommendation</th>{head}<th scope="col">Gaps</th></tr>'
        f"</thead>{body}</table></div>"
    )


def key() -> str:
    """What the signs mean."""
    parts = (f'<span class="{r.value}">{SIGNS[r]} {NAMES[r]}</span>' for r in ORDER)
    return f'<p class="ev-note em-key">{"".join(parts)}</p>'


def _heading(column: Column, view: View) -> str:
    if view is View.RELATIONS:
        sign = SIGNS[Relation(column.key)]
        return f'<th scope="col" class="n {column.key}">{sign} {escaped(column.name)}</th>'
    return f'<th scope="col" class="n">{escaped(_short(column.name))}</th>'


def _short(name: str) -> str:
    return name if len(name) < 60 else f"{name[:56].rsplit(' ', 1)[0]} …"


def _group(area: str, lines: Sequence[Line], sheet: Matrix) -> str:
    span = len(sheet.columns) + 2
    name = f"<span>{escaped(area.capitalize())}</span>"
    heading = f'<tr><th scope="rowgroup" colspan="{span}">{name}</th></tr>'
    return f"<tbody>{heading}{''.join(_row(x, sheet) for x in lines)}</tbody>"


def _row(line: Line, sheet: Matrix) -> str:
    row, rec = line.row, line.row.recommendation
    action = rec.action[:1].upper() + rec.action[1:]
    pairs = zip(sheet.columns, line.cells, strict=True)
    cells = "".join(_cell(rec.rec_id, column, counts, sheet.view) for column, counts in pairs)
    gaps = "".join(
        link(map_url(recommendation=rec.rec_id), g.value, classes="em-gap") for g in row.gaps
    )
    unlinked = '<span class="ev-note">not looked for yet</span>' if not row.linked else ""
    return (
        f'<tr><th scope="row">{link(map_url(recommendation=rec.rec_id), action)}</th>{cells}'
        f"<td>{gaps}{unlinked}</td></tr>"
    )


def _cell(rec_id: str, column: Column, counts: Sequence[Count], view: View) -> str:
    """A cell: for each relation its sign and counts, in its colour; a link to the evidence."""
    if not counts:
        return '<td class="n none">–</td>'
    url = map_url(recommendation=rec_id, **{_PARAMETERS[view]: column.key})
    links = "".join(
        link(url, f"{SIGNS[c.relation]} {c}", classes=c.relation.value, label=_aloud(column, c))
        for c in counts
    )
    return f'<td class="n">{links}</td>'


def _aloud(column: Column, count: Count) -> str:
    """The cell in words; it begins with what is seen, so that it can be named by voice."""
    relation = NAMES[count.relation]
    name = "" if column.name == relation else f" {relation}"
    seen = f"{SIGNS[count.relation]} {count}"
    return (
        f"{seen}: {_short(column.name)}{name}, {count.confirmed} confirmed, "
        f"{count.suggested} suggested"
    )
