"""One recommendation with its evidence side by side, and its gaps."""

from __future__ import annotations

import streamlit as st

from kb.evidence.evidence_map import Row
from kb.evidence.model import EvidenceLink, Relation, Status
from kb.model import Kind
from ui.web.evidence import NAMES, SIGNS, library
from ui.web.evidence_judging import judge_name, judging
from ui.web.evidence_matrix import counted
from ui.web.links import document_url, map_url
from ui.web.markup import badge, escaped, link, notes

_SIDE = (Relation.SUPPORTS, Relation.AUTHORISES, Relation.QUALIFIES, Relation.CHALLENGES)


def show_row(row: Row) -> None:
    """Draw the recommendation, its evidence in columns, what is not counted in folds."""
    st.html(f'<nav aria-label="Way back">{link(map_url(), "‹ The whole map")}</nav>')
    st.html(_head(row))
    if not row.linked:
        st.html(notes(["No evidence was looked for yet."]))
    judge_name()
    groups = {r: [x for x in counted(row.links) if x.relation is r] for r in Relation}
    filled = [r for r in _SIDE if groups[r]]
    if filled:
        for column, relation in zip(st.columns(len(filled), gap="medium"), filled, strict=True):
            with column:
                st.html(_column_head(relation, len(groups[relation])))
                for x in groups[relation]:
                    show_link(row, x)
    elif row.linked:
        st.html(notes(["No independent evidence is on the map for it."]))
    if row.linked and not any(x.contrary for x in counted(row.links)):
        st.html(notes(["Contrary evidence was looked for; none was found."]))
    _fold("Background", row, groups[Relation.BACKGROUND])
    _fold(
        "The document's own argument, not independent",
        row,
        [x for x in row.links if not x.independent],
    )
    rejected = [x for x in row.links if x.independent and x.status is Status.REJECTED]
    _fold("Rejected", row, rejected)


def show_link(row: Row, x: EvidenceLink) -> None:
    """One piece of evidence, with what a judge can do to it."""
    with st.container(key=f"judge-{x.link_id}"):
        st.html(_link(x))
        judging(row, x)


def _fold(title: str, row: Row, links: list[EvidenceLink]) -> None:
    if links:
        with st.expander(f"{title} ({len(links)})"):
            for x in links:
                show_link(row, x)


def _column_head(relation: Relation, count: int) -> str:
    return (
        f'<h2 class="em-column {relation.value}">{SIGNS[relation]} {NAMES[relation]} ({count})</h2>'
    )


def _head(row: Row) -> str:
    rec = row.recommendation
    action = escaped(rec.action[:1].upper() + rec.action[1:])
    if row.citation and rec.on_record:
        url = document_url(rec.doc_id, rec.span.start, rec.span.end)
        words = (
            f'<blockquote class="ev-text" style="margin:0">{escaped(rec.text)}</blockquote>'
            f'<p class="ev-cite">{link(url, row.citation)}</p>'
        )
    else:
        words = (
            f'<p class="ev-text">{escaped(row.title)}</p>'
            f'<p class="ev-note">{badge("paraphrase")}In our words, not a quotation: '
            f"{escaped(row.place)}.</p>"
        )
    about = [("Who", "; ".join(rec.actors)), ("Area", rec.area.value), ("Stance", rec.stance.value)]
    about += [("Named", "; ".join(rec.instruments)), ("Said", rec.explicitness.value)]
    about += [("Due", f"{rec.due}{f', {rec.recurs}' if rec.recurs else ''}" if rec.due else "")]
    about += [("Number", rec.number or ""), ("Status", rec.progress or "")]
    about += [("Sources", _sources(row))]
    facts = "".join(f"<dt>{k}</dt><dd>{escaped(v)}</dd>" for k, v in about if v)
    gaps = "".join(f'<span class="em-gap">{escaped(g.value)}</span>' for g in row.gaps)
    told = f'<p aria-label="Gaps">{gaps}</p>' if gaps else ""
    return f'<h1 class="em-head">{action}</h1>{words}<dl class="ev-facts">{facts}</dl>{told}'


def _sources(row: Row) -> str:
    documents = {d for x in counted(row.links) for d in (x.doc_id, *x.copies)}
    if not documents:
        return ""
    return f"{_many(len(documents), 'document')}, {_many(len(row.works), 'independent source')}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _link(x: EvidenceLink) -> str:
    summary = {s.doc_id: s for s in library().documents()}.get(x.doc_id)
    kind = summary.metadata.kind if summary else Kind.OTHER
    mark = badge("digest", "digest") if kind is Kind.DIGEST else badge(kind.value)
    url = document_url(x.doc_id, x.span.start, x.span.end)
    judges = f" by {', '.join(x.judges)}" if x.judges else ""
    status = "suggested, not judged" if x.status is Status.SUGGESTED else x.status.value + judges
    why = "; ".join(x.reasons)
    copies = f" · the same text in {len(x.copies)} more" if x.copies else ""
    note = f"<p>{escaped(x.note)}</p>" if x.note else ""
    return (
        f'<article class="em-link {x.status.value}"><blockquote>{escaped(x.text)}</blockquote>'
        f"<p>{link(url, x.citation)}</p><p>{mark}"
        f'<span class="{x.relation.value}">{SIGNS[x.relation]} {x.relation.value}</span> · '
        f"{escaped(status)}</p>{note}"
        f'<details class="ev-why"><summary>Why this link</summary><p class="soft">score '
        f"{x.score:.2f}{f' · {escaped(why)}' if why else ''}{copies} · rests on "
        f"{escaped(', '.join(x.sources))}</p></details></article>"
    )
