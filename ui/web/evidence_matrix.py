"""The matrix: recommendations by relation, by kind of source, or by document; an HTML table whose
every cell leads to the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.gaps import works_behind
from kb.evidence.model import EvidenceLink, Status
from kb.library.records import DocumentSummary
from ui.web.evidence import NAMES, ORDER, SIGNS
from ui.web.links import map_url
from ui.web.markup import escaped, link

VIEWS = {"relations": "By relation", "kinds": "By kind of source", "documents": "By document"}
_MOST_COLUMNS = 14
NARROWS = {"relations": "relation", "kinds": "kind", "documents": "source"}  # in the address
Column = tuple[str, str, str]  # key, heading, class
Count = tuple[int, int]  # confirmed, suggested


def matrix(found: EvidenceMap, view: str, summaries: Mapping[str, DocumentSummary]) -> str:
    """The table. Counts are independent links: confirmed, then suggested in brackets."""
    columns, keys_of = _columns(found, view, summaries)
    head = "".join(
        f'<th scope="col" class="n {kind}">{escaped(name)}</th>' for _, name, kind in columns
    )
    parameter = NARROWS.get(view, "relation")
    groups = groupby(found.rows, key=lambda r: r.recommendation.area.value)
    body = "".join(_group(area, list(rows), columns, keys_of, parameter) for area, rows in groups)
    return (
        '<div class="em-scroll" tabindex="0" role="region" aria-label="Evidence matrix">'
        '<table class="em-table"><caption><span>Independent evidence: confirmed links, then  '
        "suggested ones in brackets; rejected ones are left out.</span></caption>"
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


def _columns(
    found: EvidenceMap, view: str, summaries: Mapping[str, DocumentSummary]
) -> tuple[list[Column], Callable[[EvidenceLink], tuple[str, ...]]]:
    if view == "relations":
        shown = [(r.value, f"{SIGNS[r]} {NAMES[r]}", r.value) for r in ORDER]
        return shown, lambda x: (x.relation.value,)

    def kinds(x: EvidenceLink) -> tuple[str, ...]:
        return kinds_of(x, summaries)

    def documents(x: EvidenceLink) -> tuple[str, ...]:
        return (x.doc_id,)

    keys_of = kinds if view == "kinds" else documents
    counts = Counter(k for r in found.rows for x in counted(r.links) for k in keys_of(x))
    most = [k for k, _ in counts.most_common(_MOST_COLUMNS)]
    names = {k: summaries[k].metadata.title if k in summaries else k for k in most}
    return [(k, _short(names[k]), "") for k in most], keys_of


def _short(name: str) -> str:
    return name if len(name) < 34 else f"{name[:32].rstrip()}…"


def _group(
    area: str,
    rows: Sequence[Row],
    columns: Sequence[Column],
    keys_of: Callable[[EvidenceLink], tuple[str, ...]],
    parameter: str,
) -> str:
    span = len(columns) + 2
    name = f"<span>{escaped(area.capitalize())}</span>"
    heading = f'<tr><th scope="rowgroup" colspan="{span}">{name}</th></tr>'
    return f"<tbody>{heading}{''.join(_row(r, columns, keys_of, parameter) for r in rows)}</tbody>"


def _row(
    row: Row,
    columns: Sequence[Column],
    keys_of: Callable[[EvidenceLink], tuple[str, ...]],
    parameter: str,
) -> str:
    rec = row.recommendation
    action = rec.action[:1].upper() + rec.action[1:]
    cells = "".join(
        _cell(row, column, _count(row, column[0], keys_of), parameter) for column in columns
    )
    gaps = "".join(
        link(map_url(recommendation=rec.rec_id), g.value, classes="em-gap") for g in row.gaps
    )
    unlinked = '<span class="ev-note">not looked for yet</span>' if not row.linked else ""
    return (
        f'<tr><th scope="row">{link(map_url(recommendation=rec.rec_id), action)}</th>{cells}'
        f"<td>{gaps}{unlinked}</td></tr>"
    )


def _count(row: Row, column: str, keys_of: Callable[[EvidenceLink], tuple[str, ...]]) -> Count:
    chosen = [x for x in counted(row.links) if column in keys_of(x)]
    confirmed = sum(x.status is Status.CONFIRMED for x in chosen)
    return confirmed, len(chosen) - confirmed


def _cell(row: Row, column: Column, count: Count, parameter: str) -> str:
    name, heading, kind = column
    confirmed, suggested = count
    if not confirmed and not suggested:
        return '<td class="n none"><span aria-label="none">–</span></td>'
    sign = heading.split(" ")[0] + " " if kind else ""
    counts = [str(confirmed)] * bool(confirmed) + [f"({suggested})"] * bool(suggested)
    text = sign + " ".join(counts)
    url = map_url(recommendation=row.recommendation.rec_id, **{parameter: name})
    label = f"{heading}: {confirmed} confirmed, {suggested} suggested"
    return f'<td class="n {kind}">{link(url, text, label=label)}</td>'
