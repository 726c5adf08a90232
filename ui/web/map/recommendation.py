"""One recommendation with its evidence side by side, and its gaps."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from kb.cite import pin, verify
from kb.evidence.evidence_map import Row
from kb.evidence.map_json import quote_text, status_text
from kb.evidence.matrix import NAMES, SIGNS, View, keys
from kb.evidence.matrix import counted as shown_links
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.models import Kind
from ui.counts import counted
from ui.web.html_parts import back, notes
from ui.web.links import document_url, map_url
from ui.web.map.evidence_map import library, own_works, store, whole_map
from ui.web.map.judging import judge_name, judging
from ui.web.map.link_search import look_for_evidence
from ui.web.templates import render

_TEMPLATE = "map/recommendation"

_SIDE = (Relation.SUPPORTS, Relation.AUTHORISES, Relation.QUALIFIES, Relation.CHALLENGES)


def show_row(row: Row) -> None:
    """Draw the recommendation, its evidence in columns, what is not counted in folds."""
    st.html(back(map_url(), "The whole map"))
    st.html(_head(row))
    if not row.linked:
        st.html(notes(["No evidence has been searched for yet."]))
        look_for_evidence(row.recommendation.doc_id)
        return
    judge_name()
    links = _narrowed(row)
    groups = {r: [x for x in links if x.relation is r] for r in Relation}
    looked = store().links(row.recommendation.rec_id) is not None
    whole = len(links) == len(shown_links(row))
    sides = [r for r in _SIDE if whole or groups[r] or r is Relation.CHALLENGES]
    for column, relation in zip(st.columns(len(sides), gap="medium"), sides, strict=True):
        with column:
            st.html(_column_heading(relation, len(groups[relation])))
            if not groups[relation]:
                st.html(_none_found(relation, looked))
            for x in groups[relation]:
                show_link(row, x)
    if not looked:
        st.html(notes(["These judgements are bundled with Evidencia or were imported."]))
        look_for_evidence(row.recommendation.doc_id)
    _fold("Background", row, groups[Relation.BACKGROUND], st.query_params.get("relation", ""))
    _fold(
        "The document's own argument, not independent",
        row,
        [x for x in row.links if not x.independent],
    )
    rejected = [x for x in row.links if x.independent and x.status is LinkStatus.REJECTED]
    _fold("Rejected", row, rejected)


def show_link(row: Row, x: EvidenceLink) -> None:
    """One piece of evidence, with what a judge can do to it."""
    with st.container(key=f"judge-{x.link_id}"):
        st.html(_evidence(x))
        judging(row, x)


def _narrowed(row: Row) -> tuple[EvidenceLink, ...]:
    """The counted links of the cell one came from (``relation``, ``kind`` or ``source`` in the
    address) with what speaks against, which is always shown."""
    links = shown_links(row)
    summaries = {s.doc_id: s for s in library().documents()}
    kinds_of = keys(View.KINDS, summaries)
    tests: dict[str, tuple[Callable[[EvidenceLink, str], bool], Callable[[str], str]]] = {
        "relation": (
            lambda x, v: x.relation.value == v,
            lambda v: NAMES[Relation(v)] if v in set(Relation) else v,
        ),
        "kind": (lambda x, v: v in kinds_of(row, x), str),
        "source": (
            lambda x, v: x.doc_id == v,
            lambda v: summaries[v].metadata.title if v in summaries else v,
        ),
    }
    for name, (test, named) in tests.items():
        value = st.query_params.get(name, "")
        if not value:
            continue
        chosen = tuple(x for x in links if test(x, value) or x.relation is Relation.CHALLENGES)
        if len(chosen) < len(links):
            url = map_url(recommendation=row.recommendation.rec_id)
            also = "" if value == Relation.CHALLENGES else " and the evidence against"
            st.html(render(_TEMPLATE, "narrowed", named(value), also, url))
        return chosen
    return links


def _none_found(relation: Relation, looked: bool) -> Markup:
    if relation is Relation.CHALLENGES and looked:
        return render(_TEMPLATE, "no_evidence", "Searched for; none found.")
    if not looked:
        return render(_TEMPLATE, "no_evidence", "None judged; not yet searched in this library.")
    return render(_TEMPLATE, "no_evidence", "None found.")


def _fold(title: str, row: Row, links: list[EvidenceLink], relation: str = "") -> None:
    if links:
        with st.expander(f"{title} ({len(links)})", expanded=relation == title.casefold()):
            for x in links:
                show_link(row, x)


def _column_heading(relation: Relation, count: int) -> Markup:
    return render(_TEMPLATE, "column", relation.value, SIGNS[relation], NAMES[relation], count)


def _head(row: Row) -> Markup:
    rec = row.recommendation
    quoted = bool(row.citation) and rec.in_library
    return render(
        _TEMPLATE,
        "head",
        row,
        document_url(rec.doc_id, rec.span.start, rec.span.end) if quoted else "",
        _other_places(row) if quoted else [],
        [
            ("Document", _title(row)),
            ("Who", "; ".join(rec.actors)),
            ("Area", rec.area.value),
            ("Stance", rec.stance.value),
            ("Names", "; ".join(rec.instruments)),
            ("Wording", rec.explicitness.value),
            ("Due", f"{rec.due}{f', {rec.recurs}' if rec.recurs else ''}" if rec.due else ""),
            ("Number", rec.number or ""),
            ("Status", rec.progress or ""),
            ("Sources", _sources(row)),
        ],
    )


def _title(row: Row) -> str:
    doc_id = row.recommendation.doc_id
    titles = {s.doc_id: s.metadata.title for s in library().documents()}
    return titles.get(doc_id) or whole_map().documents.get(doc_id, doc_id)


def _other_places(row: Row) -> list[tuple[str, str]]:
    """Where else the document says it: an address and first words, which verify there too."""
    rec = row.recommendation
    document = library().document(rec.doc_id)
    return [
        (document_url(rec.doc_id, p.start, p.end), _first_words(p.of(document.text)))
        for p in rec.places
        if p != rec.span and verify(pin(document, p), document).holds
    ]


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) < 64 else f"“{words[:60].rsplit(' ', 1)[0]} …”"


def _sources(row: Row) -> str:
    documents = {d for x in shown_links(row) for d in (x.doc_id, *x.copies)}
    if not documents:
        return ""
    own = own_works(row)
    works = [w for w in row.works if w.work not in own]
    return (
        f"{counted(len(documents), 'document')}, resting on "
        f"{counted(len(works), 'independent source')}"
    )


def _evidence(x: EvidenceLink) -> Markup:
    kinds = {s.doc_id: s.metadata.kind for s in library().documents()}
    kind = kinds.get(x.doc_id, Kind.OTHER)
    return render(
        _TEMPLATE, "evidence", x, quote_text(x), kind.value, SIGNS[x.relation], status_text(x)
    )
