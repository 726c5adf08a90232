"""The matrix: recommendations by relation, by kind of source, or by document; an HTML table whose
every cell leads to the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.gaps import works_behind
from kb.evidence.matrix import NAMES, ORDER, SIGNS
from kb.evidence.model import EvidenceLink, Relation, Status
from kb.library.records import DocumentSummary
from ui.web.links import map_url
from ui.web.markup import escaped, link

VIEWS = {"relations": "Relations", "kinds": "Kinds of source", "documents": "Documents"}
_PARAMETERS = {"relations": "relation", "kinds": "kind", "documents": "source"}  # in the address
_MOST_COLUMNS = 14
Column = tuple[str, str, str]  # key, heading, class


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of a view, how a link finds its columns, and their name in the address."""

    columns: tuple[Column, ...]
    keys_of: Callable[[EvidenceLink], tuple[str, ...]]
    parameter: str


def matrix(found: EvidenceMap, view: str, summaries: Mapping[str, DocumentSummary]) -> str:
    """The table. Counts are independent links: confirmed, then suggested in brackets."""
    sheet = _sheet(found, view, summaries)
    head = "".join(
        f'<th scope="col" class="n {kind}">{escaped(name)}</th>' for _, name, kind in sheet.columns
    )
    groups = groupby(found.rows, key=lambda r: r.recommendation.area.value)
    body = "".join(_group(area, list(rows), sheet) for area, rows in groups)
    return (
        '<div class="em-scroll" tabindex="0" role="region" aria-label="Evidence matrix">'
        f'<table class="em-table em-{view}"><caption><span>Independent evidence: confirmed links, '
        "then suggested ones in brackets; rejected ones are left out.</span></caption>"
        f'<thead><tr><th scope="col">Recommendation</th>{head}<th scope="col">Gaps</th></tr>'
        f"</thead>{body}</table></div>"
    )


def key() -> str:
    """What the signs mean."""
    parts = (f'<span class="{r.value}">{SIGNS[r]} {NAMES[r]}</span>' for r in ORDER)
    return f'<p class="ev-note em-key">{"".join(parts)}</p>'


def counted(links: Sequence[EvidenceLink]) -> tuple[EvidenceLink, ...]:
    """The links that are counted: independent and not rejected."""
    return tuple(x for x in links if x.independent and x.status is not Status.REJECTED)


def kinds_of(x: EvidenceLink, summaries: Mapping[str, DocumentSummary]) -> tuple[str, ...]:
    """The kinds of the sources a link rests on."""
    return tuple(sorted({w.kind.value for w in works_behind(x, summaries.get(x.doc_id))}))


def _sheet(found: EvidenceMap, view: str, summaries: Mapping[str, DocumentSummary]) -> _Sheet:
    if view == "relations":
        shown = tuple((r.value, f"{SIGNS[r]} {NAMES[r]}", r.value) for r in ORDER)
        return _Sheet(shown, lambda x: (x.relation.value,), "relation")

    def kinds(x: EvidenceLink) -> tuple[str, ...]:
        return kinds_of(x, summaries)

    def documents(x: EvidenceLink) -> tuple[str, ...]:
        return (x.doc_id,)

    keys_of = kinds if view == "kinds" else documents
    counts = Counter(k for r in found.rows for x in counted(r.links) for k in keys_of(x))
    most = [k for k, _ in counts.most_common(_MOST_COLUMNS)]
    names = {k: summaries[k].metadata.title if k in summaries else k for k in most}
    return _Sheet(tuple((k, _short(names[k]), "") for k in most), keys_of, _PARAMETERS[view])


def _short(name: str) -> str:
    return name if len(name) < 60 else f"{name[:56].rsplit(' ', 1)[0]} …"


def _group(area: str, rows: Sequence[Row], sheet: _Sheet) -> str:
    span = len(sheet.columns) + 2
    name = f"<span>{escaped(area.capitalize())}</span>"
    heading = f'<tr><th scope="rowgroup" colspan="{span}">{name}</th></tr>'
    return f"<tbody>{heading}{''.join(_row(r, sheet) for r in rows)}</tbody>"


def _row(row: Row, sheet: _Sheet) -> str:
    rec = row.recommendation
    action = rec.action[:1].upper() + rec.action[1:]
    cells = "".join(_cell(row, column, sheet) for column in sheet.columns)
    gaps = "".join(
        link(map_url(recommendation=rec.rec_id), g.value, classes="em-gap") for g in row.gaps
    )
    unlinked = '<span class="ev-note">not looked for yet</span>' if not row.linked else ""
    return (
        f'<tr><th scope="row">{link(map_url(recommendation=rec.rec_id), action)}</th>{cells}'
        f"<td>{gaps}{unlinked}</td></tr>"
    )


def _cell(row: Row, column: Column, sheet: _Sheet) -> str:
    """A cell: for each relation its sign and counts, in its colour; a link to the evidence."""
    name, heading, _ = column
    chosen = [x for x in counted(row.links) if name in sheet.keys_of(x)]
    if not chosen:
        return '<td class="n none">–</td>'
    parts = [(r, [x for x in chosen if x.relation is r]) for r in ORDER]
    filled = [(r, links) for r, links in parts if links]
    url = map_url(recommendation=row.recommendation.rec_id, **{sheet.parameter: name})
    links = "".join(
        link(url, f"{SIGNS[r]} {_counts(x)}", classes=r.value, label=_aloud(heading, r, x))
        for r, x in filled
    )
    return f'<td class="n">{links}</td>'


def _split(links: Sequence[EvidenceLink]) -> tuple[int, int]:
    confirmed = sum(x.status is Status.CONFIRMED for x in links)
    return confirmed, len(links) - confirmed


def _counts(links: Sequence[EvidenceLink]) -> str:
    confirmed, suggested = _split(links)
    return " ".join([str(confirmed)] * bool(confirmed) + [f"({suggested})"] * bool(suggested))


def _aloud(heading: str, relation: Relation, links: Sequence[EvidenceLink]) -> str:
    """The cell in words; it begins with what is seen, so that it can be named by voice."""
    confirmed, suggested = _split(links)
    name = "" if heading.endswith(NAMES[relation]) else f" {NAMES[relation]}"
    seen = f"{SIGNS[relation]} {_counts(links)}"
    return f"{seen}: {heading}{name}, {confirmed} confirmed, {suggested} suggested"
