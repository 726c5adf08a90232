"""The evidence map: the matrix, its filters, the network, exports; one recommendation's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.export import export
from kb.evidence.map_filter import MapFilter
from kb.evidence.model import Gap, LinkStatus
from kb.recommend.model import Area, Stance
from kb.store.records import DocumentSummary
from ui.web.alerts import alert
from ui.web.capped import label as label_of
from ui.web.html_parts import notes, notices, title
from ui.web.map.evidence_map import MapNotMade, library, map_of, row_of, whole_map
from ui.web.map.link_search import choose_and_look
from ui.web.map.matrix import VIEWS, key, matrix
from ui.web.map.network import confirmed_share, network, network_table
from ui.web.map.recommendation import show_row
from ui.web.stylesheets import page_style
from ui.web.svg import show_picture
from ui.web.templates import render

_ALL = "all"
_FORMS = (
    ("csv", "CSV", "text/csv"),
    ("json", "JSON", "application/json"),
    ("graphml", "GraphML", "application/xml"),
    ("markdown", "Markdown annex", "text/markdown"),
    ("html", "One HTML file", "text/html"),
)
_ENDINGS = {"markdown": "md"}


def page() -> None:
    """Draw the page. What is shown is in the address."""
    page_style("map", "ev-wide")
    try:
        _draw()
    except MapNotMade as error:
        alert(f"The evidence map cannot be made: {error}.")


def _draw() -> None:
    rec_id = st.query_params.get("rec", "")
    if rec_id:
        _one(rec_id)
        return
    st.html(title("Evidence map"))
    whole = _map_to_show()
    if not whole.rows:
        _invite()
        return
    found = _filtered(whole)
    st.html(_summary(found, whole))
    if found.notices:
        st.html(notices(found.notices, role=""))
    view = _view()
    if found.rows:
        st.html(key() + matrix(found, view, _summaries()))
    else:
        st.html(notes(["No recommendations match these filters."]))
    _more(found)


def _one(rec_id: str) -> None:
    row = row_of(rec_id)
    if row is None:
        st.html(title("Evidence map"))
        st.html(notes([f"No recommendation with the id {rec_id} is on the map."]))
        return
    show_row(row)


def _map_to_show() -> EvidenceMap:
    """The whole map, or that of a document in the address that is not on it."""
    whole, doc_id = whole_map(), st.query_params.get("doc", "")
    if doc_id in whole.documents:
        return whole
    return map_of(doc_id) or whole


def _summaries() -> dict[str, DocumentSummary]:
    return {s.doc_id: s for s in library().documents()}


# -- filters ---------------------------------------------------------------------------------


def _filtered(whole: EvidenceMap) -> EvidenceMap:
    actors = sorted({a for r in whole.rows for a in r.recommendation.actors})
    with st.container(horizontal=True, gap="small", key="map-filters"):
        doc = _choice("doc", "Document", list(whole.documents), whole.documents)
        area = _choice("area", "Area", [a.value for a in Area])
        actor = _choice("actor", "Actor", actors)
        stance = _choice("stance", "Stance", [s.value for s in Stance])
        gap = _choice("gap", "Gap", [g.value for g in Gap])
        status = _choice("status", "With links", [s.value for s in LinkStatus])
    found = MapFilter(area, actor, stance, gap, status).apply(whole)
    if doc:
        rows = tuple(r for r in found.rows if r.recommendation.doc_id == doc)
        found = replace(found, rows=rows)
    return found


def _choice(
    name: str, label: str, values: list[str], titles: Mapping[str, str] | None = None
) -> str:
    """A filter kept in the address by its value (a widget bound to the address would put the
    words shown there); ``""`` for all."""

    def shown(value: str) -> str:
        return f"{label}: all" if value == _ALL else label_of((titles or {}).get(value, value))

    given = st.query_params.get(name, "")
    st.session_state[f"map-{name}"] = given if given in values else _ALL
    picked = st.selectbox(
        label, [_ALL, *values], format_func=shown, key=f"map-{name}", on_change=_keep,
        args=(name, _ALL), label_visibility="collapsed", width=190,
    )  # fmt: skip
    return "" if picked in (None, _ALL) else str(picked)


def _view() -> str:
    given = st.query_params.get("view", "")
    first = next(iter(VIEWS))
    st.session_state["map-view"] = given if given in VIEWS else first
    picked = st.segmented_control(
        "Columns", list(VIEWS), format_func=VIEWS.__getitem__, key="map-view", on_change=_keep,
        args=("view", first), label_visibility="collapsed",
    )  # fmt: skip
    return picked or first


def _keep(name: str, usual: str) -> None:
    value = st.session_state.get(f"map-{name}")
    if value in (None, usual):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


# -- what is shown ---------------------------------------------------------------------------


def _summary(found: EvidenceMap, whole: EvidenceMap) -> Markup:
    confirmed, links = confirmed_share(found)
    without = sum(Gap.NO_EVALUATION in r.gaps for r in found.rows)
    none = sum(Gap.NO_EVIDENCE in r.gaps for r in found.rows)
    shown = (
        f"{len(found.rows)} of {len(whole.rows)}"
        if len(found.rows) < len(whole.rows)
        else f"{len(found.rows)}"
    )
    text = (
        f"{shown} recommendations · {links} independent links, {confirmed} of them confirmed · "
        f"{none} without independent evidence, {without} without an evaluation"
    )
    return render("map/page", "summary", text)


def _more(found: EvidenceMap) -> None:
    summaries = _summaries()
    drawing = network(found, summaries)
    if drawing:
        with st.expander("Network of recommendations and sources", key="map-network"):
            show_picture(drawing, "Network of recommendations and sources", key="network")
            st.html(render("map/page", "as_table", network_table(found, summaries)))
    choose_and_look(st.query_params.get("doc", ""))
    exports = st.expander("Export", key="map-taken")
    with exports, st.container(horizontal=True, gap="small", key="map-exports"):
        for form, label, mime in _FORMS:
            name = f"evidence-map.{_ENDINGS.get(form, form)}"
            st.download_button(
                label, _text(found, form), name, mime, key=f"export-{form}", on_click="ignore"
            )
    for lost in found.orphaned:
        st.html(
            notes([f"A judgement on {lost.judgement.rec_id} could not be placed: {lost.reason}."])
        )


def _text(found: EvidenceMap, form: str) -> Callable[[], str]:
    """The export, written when it is asked for: each quote is verified at that moment."""
    opened = library()
    return lambda: export(found, opened, form)


def _invite() -> None:
    st.html(
        notes([
            "No recommendations are mapped yet. Choose a document: Evidencia finds what it "
            "recommends, and the evidence for and against it in the whole library."
        ])
    )  # fmt: skip
    choose_and_look()
